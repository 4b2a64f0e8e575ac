"""docs/performance.md: the machine, the table, and how to read it."""

import os
import platform
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import version

from tests.bench.clock import Figure

PACKAGES = ("streamlit", "plotly", "numpy", "scipy", "pydantic", "pandas", "pymcdm", "pysensmcda")

NOTES = """\
## How to read it

- Times are medians and 95th percentiles. A time alone says as much about the machine as about the program:
  the **ratio** to the floor, measured in turn with it, is what to compare between runs. For the peer the
  ratio says how many times longer the peer takes.
- Everything is warm unless it says cold or fresh, after `gc.collect(); gc.freeze()` as the app does once it
  has loaded. A cold server and a fresh process find their modules compiled, as from the second start on.
- **Score**: all four types can be paid for, another case each round. The base draws depend on seed and
  knowledge alone and are kept; "first of a seed" makes them anew. The peer is given its 10 000 weights and
  matrices ready made, so the weighting we pay for is off its clock. It has to count exactly the same ranks,
  or the figure is not taken.
- **Advice**: twelve categories, six goals, budgets from 5 million to 20 billion VND. A forecast is drawn
  when it is read: of the whole every type on every platform is read, as the command line prints it; the
  Advisor reads each type on its own platform. What hiring comes to apart from the budget is kept from one
  brief to the next, as it is for a reader. The floor sorts as many draws as the forecasts read: no band can
  be read off without ordering its draws.
- **Advisor again**: a real server and its own messages over a websocket, all widget states sent as a browser
  sends them, from the edit to the end of the script, a fifth of a second between edits. Every budget is new,
  so no kept answer helps. The page of constants draws the same blocks, widgets, texts and charts from a file.
  What the browser does with them is not in these figures.
- Targets are recorded here and enforced nowhere: no test holds a stopwatch.
"""


def written(figures: Iterable[Figure], before: float, after: float) -> str:
    """The whole page as Markdown."""
    lines = [
        "# Performance",
        "",
        "Written by `make bench`; do not edit.",
        "",
        f"{_today()} · {_processor()} {len(os.sched_getaffinity(0))} cores · {platform.system()}"
        f" {platform.machine()} · Python {platform.python_version()} · "
        + ", ".join(f"{name} {version(name)}" for name in PACKAGES),
        "",
    ]
    # The bench keeps one to one and a half processes busy by itself.
    busy = before > 0.5 or after > 2
    lines += [
        f"Load average of a minute before the run {before:.1f}, after it {after:.1f}."
        + (" **The machine was busy: times are too long, read the ratios.**" if busy else ""),
        "",
    ]
    lines += [
        "| figure | median | p95 | target | floor | ratio | met? |",
        "|---|---:|---:|---:|---|---:|---|",
        *(row(figure) for figure in figures),
        "",
        NOTES,
    ]
    return "\n".join(lines)


def row(figure: Figure) -> str:
    """One line of the table."""
    target = "" if figure.target is None else f"< {said(figure.target)}"
    if figure.at_least is not None:
        target = f"≥ {figure.at_least:.0f} × faster"
    floor = f"{said(figure.floor_median)}: {figure.floor_name}" if figure.floor else ""
    times = "" if figure.times is None else f"{figure.times:.3g} ×"
    met = {None: "", True: "yes", False: "**no**"}[figure.met]
    cells = (figure.name, said(figure.median), said(figure.p95), target, floor, times, met)
    return f"| {' | '.join(cells)} |"


def said(seconds: float) -> str:
    """A duration as people read it, three digits."""
    return f"{seconds:.3g} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"


def _today() -> str:
    return datetime.now(UTC).strftime("%d %B %Y").lstrip("0")


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as told:  # noqa: PTH123  # a file of the kernel
            return next((f"{x.split(':', 1)[1].strip()}," for x in told if x.startswith("model name")), "")
    except OSError:
        return ""
