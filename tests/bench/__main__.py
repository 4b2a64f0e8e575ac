"""`make bench`: measure, print, and write docs/performance.md.

Ends with 0 once everything was measured, targets met or not. Where something could not be, it says what,
ends with 1 and leaves the page as it was.
"""

import argparse
import os
from collections.abc import Callable, Iterator
from functools import partial

from tests.bench import core, robust, served
from tests.bench.clock import CannotMeasureError, Figure
from tests.bench.report import row, written
from tests.bench.server import ROOT

PAGE = ROOT / "docs" / "performance.md"


def measured(name: str, part: Callable[[], Iterator[Figure]]) -> Iterator[Figure]:
    """The figures of one part; where it cannot go on, a last one that says why."""
    try:
        for figure in part():
            print(row(figure), flush=True)
            if figure.met is False:
                print(f"  target missed: {figure.name}", flush=True)
            yield figure
    except CannotMeasureError as reason:
        print(f"  cannot measure {name}: {reason}", flush=True)
        yield Figure(name, (), trouble=str(reason))


def main() -> int:
    """Run the parts and write the page; `--only` prints one part and writes nothing."""
    asked = argparse.ArgumentParser(prog="make bench", description=__doc__)
    asked.add_argument("--rounds", type=int, default=60, help="rounds of every warm figure (default 60)")
    asked.add_argument(
        "--only", choices=("core", "robust", "served", "processes"), help="print one part, write nothing"
    )
    given = asked.parse_args()
    rounds = max(5, given.rounds)
    before = os.getloadavg()[0]
    parts: dict[str, Callable[[], Iterator[Figure]]] = {
        "served": partial(served.figures, rounds),
        "processes": served.processes,
        "core": partial(core.figures, rounds),
        "robust": partial(robust.figures, rounds),
    }
    found: dict[str, list[Figure]] = {
        name: list(measured(name, part)) for name, part in parts.items() if given.only in {None, name}
    }
    every = [figure for name in ("core", "robust", "served", "processes") for figure in found.get(name, [])]
    unmeasured = any(figure.trouble for figure in every)
    if given.only is None and not unmeasured:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(written(every, before, os.getloadavg()[0]), encoding="utf-8")
        print(f"written: {PAGE.relative_to(ROOT)}")
    return int(unmeasured)


if __name__ == "__main__":
    raise SystemExit(main())
