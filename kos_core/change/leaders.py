"""Who leads at many budgets at once."""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from kos_core.knowledge.whole import Knowledge
from kos_core.score.money import TYPES
from kos_core.score.standing import COMPUTED, NO_STANDING, Purse, ratings

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
    """Return the index of the leader at each budget, shape (B,); -1 where nobody may lead.

    Who opens where a team shares the roles; else the best score among the eligible, and where another type
    dominates it the next one.
    """
    order = np.argsort(-np.where(held.eligible, totals, -np.inf), axis=0, kind="stable")
    found = np.where(held.eligible.any(axis=0), order[0], -1)
    for b in np.flatnonzero(held.eligible.sum(axis=0) > 1):
        if team := held.team(int(b)):
            found[b] = TYPES.index(team[0].creator)
            continue
        dominated = held.dominated(int(b))
        if int(found[b]) in dominated:
            found[b] = next(t for t in order[:, b] if held.eligible[t, b] and int(t) not in dominated)
    return found
