"""Quasi-random draws of uncertain numbers: fixed by a seed, shared where luck is shared."""

from functools import lru_cache
from math import log
from typing import TYPE_CHECKING

import numpy as np

from kos_core.knowledge.evidence import Estimate
from kos_core.knowledge.spread import mean_and_spread, moments, sigmas
from kos_core.vocabulary import CreatorType

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


POINTS = 8_192

SHARED = (
    "conversion",
    "category_conversion",
    "category_click",
    "price_response",
    "cancel",
    "return",
    "platform_fee",
    "transaction_fee",
    "cpm",
    "parcels",
    "spoiled",
    "margin",
    "lead",
    "season",
    "ads",
)

OWN = ("audience", "click", "engagement", "view_rate", "posted", "followers")


def dimension(name: str, creator: CreatorType) -> int:
    """Return the row of the base draws for `name`: one for all types, or one of the type's own."""
    if name in SHARED:
        return SHARED.index(name)
    return len(SHARED) + list(CreatorType).index(creator) * len(OWN) + OWN.index(name)


@lru_cache(maxsize=4)
def uniforms(seed: int) -> "Array":
    """Return the base draws in (0, 1), shape (dimensions, POINTS), frozen.

    Scrambled Sobol' points (Sobol' 1967, doi:10.1016/0041-5553(67)90144-9; Owen 1998,
    doi:10.1006/jcom.1998.0487). One engine for all dimensions: two engines with different scramblings
    are not independent of each other. scipy is loaded here, not with the package.
    """
    from scipy.stats import qmc  # heavy; kept off the import of the package

    size = len(SHARED) + len(OWN) * len(CreatorType)
    points = qmc.Sobol(size, scramble=True, rng=seed).random(POINTS).T
    found = np.ascontiguousarray(np.clip(points, 1e-9, 1 - 1e-9))
    found.flags.writeable = False
    return found


@lru_cache(maxsize=4)
def normals(seed: int) -> "Array":
    """Return the base draws as standard normal numbers, shape (dimensions, POINTS), frozen."""
    from scipy.special import ndtri

    found: Array = ndtri(uniforms(seed))
    found.flags.writeable = False
    return found


@lru_cache(maxsize=256)
def _drawn(
    low: float, likely: float, high: float, count: float, ceiling: float | None, row: int, seed: int
) -> "Array":
    if low == high:
        found = np.full(POINTS, likely)
    elif low == 0 or likely == 0:
        u = uniforms(seed)[row]
        turn = (likely - low) / (high - low)
        rising = low + np.sqrt(u * (high - low) * max(likely - low, 0.0))
        falling = high - np.sqrt((1 - u) * (high - low) * (high - likely))
        found = np.where(u < turn, rising, falling)
        if count > 1:
            mean = (low + likely + high) / 3
            found = mean + (found - mean) / count**0.5
    else:
        z = normals(seed)[row]
        down, up = sigmas(low, likely, high)
        if count > 1:
            # The mean of `count` independent heavy-tailed draws: a lognormal with the same two moments
            # (Fenton 1960, doi:10.1109/TCOM.1960.1097606).
            mean, spread = mean_and_spread(down, up)
            sigma = log(1 + spread / count) ** 0.5
            found = likely * mean * np.exp(sigma * z - sigma**2 / 2)
        else:
            found = likely * np.exp(np.where(z < 0, down * z, up * z))
    if ceiling is not None:
        found = np.minimum(found, ceiling)
    found.flags.writeable = False
    return found


def draw(
    estimate: Estimate,
    name: str,
    creator: CreatorType,
    seed: int,
    *,
    count: float = 1,
    ceiling: float | None = None,
) -> "Array":
    """Return POINTS draws of an estimate, or of the mean of `count` independent ones of it.

    Two-piece lognormal with median = likely, P10 = low, P90 = high; constant where low = high;
    triangular where low = 0. `ceiling` clips (1 for rates). Equal arguments give the same frozen array.
    """
    row = dimension(name, creator)
    return _drawn(estimate.low, estimate.likely, estimate.high, float(count), ceiling, row, seed)


def effective_count(estimate: Estimate, count: float) -> float:
    """Return how many equal creators `count` unequal ones are worth: n / (1 + cv²), at least 1.

    The effective sample size of Kish (1965), Survey Sampling: with heavy-tailed audiences few of the
    creators bring most of the views, so their click rates average out less than their number suggests.
    """
    if estimate.low <= 0 or estimate.low == estimate.high:
        return count
    mean, variance = moments(estimate)
    return max(1.0, count / (1 + variance / mean**2))
