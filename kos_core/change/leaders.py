"""Who leads at many budgets at once."""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from kos_core.knowledge.whole import Knowledge
from kos_core.score.standing import COMPUTED, NO_STANDING, TYPES, Purse, ratings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


@lru_cache(maxsize=8)
def _fixed_ratings(knowledge: Knowledge) -> "Array":
    """Return the ratings that do not depend on a brief, shape (types, criteria); the computed ones are 0."""
    rated = ratings(NO_STANDING, knowledge)
    found = np.array([list(rated[t].values()) for t in TYPES])
    found.flags.writeable = False
    return found


def scores_at(card: Mapping[str, float], held: Purse, knowledge: Knowledge) -> "Array":
    """Return the scores (0-100) under the weights of `card`, shape (types, B)."""
    share = np.array([card[name] for name in knowledge.criteria])
    fixed = 10 * (_fixed_ratings(knowledge) @ share)[:, None]
    practical = np.array([10 * card[name] for name in COMPUTED])
    found: Array = fixed + np.einsum("k,tkb->tb", practical, held.computed)
    return found


def leaders_at(totals: "Array", held: Purse) -> "NDArray[np.int64]":
    """Return the index of the leader at each budget, shape (B,); -1 where nobody is eligible."""
    found = np.where(held.eligible, totals, -1.0).argmax(axis=0)
    return np.where(held.eligible.any(axis=0), found, -1)
