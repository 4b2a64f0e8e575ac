"""The luck of a way of hiring, a VND at a time: the same draws for its forecast's size and for any other."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from kos_core.case import Case
from kos_core.forecast.drawn import Drawn
from kos_core.forecast.draws import POINTS
from kos_core.hire.chain import stages
from kos_core.hire.measure import counted, measure_of
from kos_core.hire.ways import Way

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


def luck(way: Way, case: Case) -> "Array":
    """Return POINTS draws of what a VND spent on a way brings of what the goal counts.

    Worked out once, at the way's comfortable size with its usual ads: there most of the luck of single
    creators has evened out, and one table serves every budget. Money is counted before the spend is taken
    off: 1 is what breaks even.
    """
    measure, at = measure_of(case, way.premises), (way.programme.id, way.platform, "luck", case.seed)
    bought = replace(way.steps[0], units=way.programme.comfortable).bought
    if at not in way.notes:
        drawn = stages(Drawn(way.premises, bought.units, case.seed), bought, case)
        way.notes[at] = {stage: drawn[stage] for stage in case.knowledge.counted if stage in drawn}
    brings = counted(way.notes[at], way.premises, measure)
    spent = bought.spend_vnd if measure.is_money else 0.0
    return np.broadcast_to((brings + spent) / max(1.0, bought.spend_vnd), (POINTS,))
