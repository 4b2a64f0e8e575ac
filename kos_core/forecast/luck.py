"""The luck of a way of hiring, a VND at a time: the same draws for its forecast's size and for any other."""

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from kos_core.case import Case
from kos_core.forecast.drawn import Drawn
from kos_core.forecast.draws import POINTS
from kos_core.hire.chain import stages
from kos_core.hire.measure import counted, measure_of
from kos_core.hire.ways import Notes, Way
from kos_core.vocabulary import Platform, Stage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


@dataclass(frozen=True)
class _Cell:
    """A way and a case, the same where their draws are."""

    notes: Notes
    programme: str
    platform: Platform
    seed: int
    way: Way = field(compare=False)
    case: Case = field(compare=False)


def luck(way: Way, case: Case, size: int = POINTS) -> "tuple[Array, float]":
    """Return `size` draws of what a VND spent on a way brings of what the goal counts, and their mean.

    Worked out once, at the way's comfortable size with its usual ads: there most of the luck of single
    creators has evened out, and one table serves every budget. Money is counted before the spend is taken
    off: 1 is what breaks even. Beyond POINTS the draws begin again.
    """
    measure = measure_of(case, way.premises)
    spent, drawn, ready = _drawn(_Cell(way.notes, way.programme.id, way.platform, case.seed, way, case))
    at = (measure.first, measure.by_months, size)
    if at not in ready:
        brings = counted(drawn, way.premises, measure) + (spent if measure.is_money else 0.0)
        found = np.broadcast_to(brings / max(1.0, spent), (POINTS,))[np.arange(size) % POINTS]
        found.flags.writeable = False
        ready[at] = found, float(found.mean())
    return ready[at]


@lru_cache(maxsize=64)
def _drawn(
    cell: _Cell,
) -> "tuple[float, dict[Stage, Any], dict[tuple[Stage, bool, int], tuple[Array, float]]]":
    """Return what a way's comfortable size costs, its draws of what goals count, and room for their sums."""
    way, case = cell.way, cell.case
    bought = replace(way.steps[0], units=way.programme.comfortable).bought
    found = stages(Drawn(way.premises, bought.units, case.seed), bought, case)
    return bought.spend_vnd, {stage: found[stage] for stage in case.knowledge.counted if stage in found}, {}
