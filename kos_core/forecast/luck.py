"""The luck of a way of hiring, a VND at a time: the same draws for its forecast's size and for any other."""

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.forecast.drawn import Drawn
from kos_core.forecast.draws import POINTS
from kos_core.hire.chain import stages
from kos_core.hire.measure import counted, measure_of
from kos_core.hire.ways import Way, key_with_parcels
from kos_core.knowledge.whole import Knowledge
from kos_core.vocabulary import Platform, Stage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


def luck(way: Way, case: Case) -> "Array":
    """Return POINTS draws of what a VND spent on a way brings of what the goal counts.

    Worked out once, at the way's comfortable size with its usual ads: there most of the luck of single
    creators has evened out, and one table serves every budget. Money is counted before the spend is taken
    off: 1 is what breaks even.
    """
    measure, units = measure_of(case, way.premises), way.programme.comfortable
    found = _drawn(key_with_parcels(case.brief), case.knowledge, case.seed)
    at = (way.programme.id, way.platform)
    if at not in found:
        bought = replace(way.terms, units=units).bought
        drawn = stages(Drawn(way.premises, units, case.seed), bought, case)
        found[at] = bought.spend_vnd, {stage: drawn[stage] for stage in COUNTED if stage in drawn}
    spend, drawn = found[at]
    brings = counted(drawn, way.premises, measure) + (spend if measure.is_money else 0.0)
    return np.broadcast_to(brings / max(1.0, spend), (POINTS,))


COUNTED = (Stage.VIEWS, Stage.ENGAGEMENTS, Stage.LEADS, Stage.PROFIT)
"""What goals count first."""
Notebook = dict[tuple[str, Platform], "tuple[float, dict[Stage, Array]]"]


@lru_cache(maxsize=4)
def _drawn(_key: Brief, _knowledge: Knowledge, _seed: int) -> Notebook:
    """Return a notebook of draws for one key, knowledge and seed."""
    return {}
