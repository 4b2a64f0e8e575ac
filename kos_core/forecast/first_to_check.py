"""Which estimate, once known, would narrow the forecast most."""

from dataclasses import replace
from functools import lru_cache
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from kos_core.case import SEED
from kos_core.forecast.draws import POINTS, normals
from kos_core.forecast.forecast import Forecast
from kos_core.knowledge.evidence import Estimate

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


def widest(found: Forecast) -> Estimate | None:
    """Return the estimate that, once known, would narrow most what the goal counts; None where none would.

    The 80 % band that is left on average when the draws of an estimate are known to a sixteenth. The model's
    own constants are left out, for nobody can look them up, and so is what is known already; where several
    estimates share their luck, the widest of them. Always searched with the same luck: close seconds would
    else take turns with the seed.
    """
    if found.case.seed != SEED:
        found = Forecast(found.premises, found.terms, replace(found.case, seed=SEED))
    drawn, stages = found.worked_out()
    outcome = stages.get(found.measure.first)
    if outcome is None:
        return None
    values = np.broadcast_to(outcome, (POINTS,))
    left: dict[float, list[Estimate]] = {}
    for row, used in drawn.used.items():
        if known := [one for one in used if one.low < one.high and not one.id.startswith("model.")]:
            bins = np.sort(values[_sixteenths(found.case.seed, row)], axis=1)
            low, high = (round(share * (bins.shape[1] - 1)) for share in (0.1, 0.9))
            left[float((bins[:, high] - bins[:, low]).mean())] = known
    return max(left[min(left)], key=_relative_width) if left else None


def _relative_width(one: Estimate) -> float:
    return (one.high - one.low) / one.likely if one.likely > 0 else inf


@lru_cache(maxsize=128)
def _sixteenths(seed: int, row: int) -> "NDArray[np.int64]":
    """Return the first quarter of the points in sixteen bins from low to high of a base draw, (16, bin)."""
    return np.argsort(normals(seed)[row, : POINTS // 4]).reshape(16, -1)
