"""Who can be paid for and who leads at many budgets at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

import numpy as np

from kos_core.brief import Brief
from kos_core.hire.costs import Terms
from kos_core.knowledge.entries import Programme
from kos_core.knowledge.whole import Knowledge
from kos_core.score.platform_fit import fit
from kos_core.score.standing import COMPUTED, Standing, ratings, readiness
from kos_core.vocabulary import CreatorType, Platform

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Truth = NDArray[np.bool_]


TYPES = tuple(CreatorType)


class WayIn(Protocol):
    """One programme on one platform, as far as it decides who can be paid for."""

    @property
    def programme(self) -> Programme:
        """What is hired, and how it is paid."""

    @property
    def platform(self) -> Platform:
        """Where."""

    @property
    def terms(self) -> Terms:
        """What it needs and what is comfortable; neither depends on the brief's budget or goal."""

    @property
    def stopped(self) -> bool:
        """Whether a gate forbids it."""


Ways = Mapping[CreatorType, Sequence[WayIn]]


@dataclass(frozen=True, eq=False)
class Purse:
    """Who can be paid for at each of B budgets; `computed` holds the ratings named in COMPUTED, 0 to 10.

    `affordable` and `eligible` have shape (types, B), `computed` (types, 3, B).
    """

    affordable: "Truth"
    eligible: "Truth"
    computed: "Array"


def purse(ways: Ways, budgets_vnd: "Array", brief: Brief, knowledge: Knowledge) -> Purse:
    """Return the standings at `budgets_vnd`, shape (B,), for everything else as in the brief.

    Affordable where the budget covers the smallest size of any way in; budget fit from 0 at the smallest to
    10 at the comfortable size of the easiest; platform fit of the best platform that can be paid for.
    """
    size = (len(TYPES), len(budgets_vnd))
    found = Purse(np.zeros(size, dtype=bool), np.zeros(size, dtype=bool), np.zeros((size[0], 3, size[1])))
    fits = fit(knowledge)
    for t, creator in enumerate(TYPES):
        found.computed[t, 2] = readiness(creator, brief, knowledge)
        options = ways.get(creator, ())
        if not options:
            continue
        needs = np.array([[o.terms.needs_vnd] for o in options])
        comfortable = np.array([[o.terms.comfortable_vnd] for o in options])
        paid = budgets_vnd >= needs * (1 - 1e-12)
        found.affordable[t] = paid.any(axis=0)
        found.eligible[t] = (paid & np.array([[not o.stopped] for o in options])).any(axis=0)
        ease = ((budgets_vnd - needs) / np.maximum(1.0, comfortable - needs)).max(axis=0)
        found.computed[t, 0] = 10 * np.clip(ease, 0.0, 1.0)
        there = np.array([[fits[creator][o.platform]] for o in options])
        found.computed[t, 1] = np.where(paid | ~found.affordable[t], there, 0.0).max(axis=0) / 10
    for array in (found.affordable, found.eligible, found.computed):
        array.flags.writeable = False
    return found


# What is left of a score without the computed criteria.
_NO_STANDING = dict.fromkeys(
    TYPES,
    Standing(
        eligible=False, affordable=False, needs_vnd=None, budget_fit=0.0, platform_fit=0.0, readiness=0.0
    ),
)


@lru_cache(maxsize=8)
def _fixed_ratings(knowledge: Knowledge) -> "Array":
    """Return the ratings that do not depend on a brief, shape (types, criteria); the computed ones are 0."""
    rated = ratings(_NO_STANDING, knowledge)
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
