"""The dashboard as a reader meets it: server starts, first pages, and the page again for another budget."""

import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from tests.bench.clock import CannotMeasureError, Figure, timed
from tests.bench.constants import TOLD, kept
from tests.bench.server import ROOT, call, serving
from tests.bench.tab import Drawn, Tab

STARTS = 5
PAUSE_SECONDS = 0.2  # a hand between two edits; without one, Nagle's delay is measured, not the page
WARM = 3
CONSTANTS = ROOT / "tests" / "bench" / "constants.py"
BUDGET = "view.budget_vnd.main"
BEFORE_VND, STEP_VND = 80_000_000, 1_370_000


def figures(rounds: int) -> Iterator[Figure]:
    """Starts and first pages of five cold servers, then the same page again and again on one warm one."""
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.py"
        empty.write_text("import streamlit as st\n\nst.write('.')\n", encoding="utf-8")
        page = Path(folder) / "page.json"
        starts, firsts, floor_starts, floor_firsts = [], [], [], []
        with serving(ROOT / "app.py") as server:
            _first(server.port)  # compiles what the starts below find compiled
        for _ in range(STARTS):
            with serving(ROOT / "app.py") as server:
                starts.append(server.seconds)
                drawn = _first(server.port)
                firsts.append(drawn.seconds)
            page.write_text(json.dumps(kept(drawn.parts)), encoding="utf-8")
            with serving(CONSTANTS, **{TOLD: str(page)}) as server:
                floor_firsts.append(_first(server.port).seconds)
            with serving(empty) as server:
                floor_starts.append(server.seconds)
        yield Figure(
            "`streamlit run app.py` until `/_stcore/health` says ok",
            tuple(starts),
            1.0,
            "the same for a script of one line",
            tuple(floor_starts),
        )
        yield Figure(
            "first page on a cold server, imports and knowledge included",
            tuple(firsts),
            None,
            "the same page from constants, cold",
            tuple(floor_firsts),
        )
        yield from _reruns(rounds, page)


def _first(port: int) -> Drawn:
    tab = Tab(port)
    try:
        return tab.run()
    finally:
        tab.close()


def _reruns(rounds: int, page: Path) -> Iterator[Figure]:
    changed, again, constants = [], [], []
    with ExitStack() as open_:
        app = open_.enter_context(serving(ROOT / "app.py"))
        plain = open_.enter_context(serving(CONSTANTS, **{TOLD: str(page)}))
        tab, floor = Tab(app.port), Tab(plain.port)
        open_.callback(tab.close)
        open_.callback(floor.close)
        tab.run()
        floor.run()
        apart = 0
        for number in range(-WARM, rounds):
            # A budget never asked before, so nobody has kept its answer; then the page of constants; then a
            # budget asked two rounds ago, whose answer is kept: what remains is drawing.
            budget = BEFORE_VND + STEP_VND * (number + WARM)
            fresh = _pause() or tab.type(BUDGET, str(budget))
            from_constants = _pause() or floor.type("touch", str(number))
            kept_answer = _pause() or tab.type(BUDGET, str(budget - 2 * STEP_VND))
            if fresh.charts != from_constants.charts or abs(fresh.elements - from_constants.elements) > 1:
                apart += 1
            if number >= 0:
                changed.append(fresh.seconds)
                constants.append(from_constants.seconds)
                again.append(kept_answer.seconds)
        if apart > rounds // 2:
            raise CannotMeasureError(
                f"the page of constants has {from_constants.elements} elements, the page {fresh.elements}"
            )
    made = f"{fresh.elements} elements, {fresh.charts} charts, {fresh.size / 1000:.0f} kB"
    name = "the same page from constants"
    yield Figure(f"Advisor again for another budget ({made})", tuple(changed), 0.300, name, tuple(constants))
    yield Figure("Advisor again for a budget already answered", tuple(again), None, name, tuple(constants))


def _pause() -> None:
    time.sleep(PAUSE_SECONDS)


def processes() -> Iterator[Figure]:
    """Fresh processes: the core imported and its knowledge loaded, and one question on the command line."""
    load = "import kos_core.advice.advice; from kos_core.knowledge.loading import load; load()"
    ask = ("-m", "kos_core", "advise", "--category", "beauty", "--goal", "sales")
    imported, asked, bare, libraries = [], [], [], []
    for number in range(-1, STARTS):
        budget = str(BEFORE_VND + STEP_VND * (number + 1))
        found = (
            timed(lambda: call("-c", load)),
            timed(lambda: call("-c", "import numpy, pydantic, yaml")),
            timed(lambda: call(*ask, "--budget", budget, "--json")),  # noqa: B023  # called at once
            timed(lambda: call("-c", "import numpy, pydantic, yaml, babel.numbers, scipy.special")),
        )
        if number >= 0:
            for seconds, one in zip((imported, bare, asked, libraries), found, strict=True):
                seconds.append(one)
    yield Figure(
        "fresh process: `import kos_core.advice` and `load()`",
        tuple(imported),
        None,
        "import numpy, pydantic, yaml",
        tuple(bare),
    )
    yield Figure(
        "command line, one question, from call to exit",
        tuple(asked),
        None,
        "import these, babel and scipy.special",
        tuple(libraries),
    )
