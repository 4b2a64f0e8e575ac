"""What is computed for a type from the case: its practical ratings, and whether it may lead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kos_core.case import Case
from kos_core.hire.costs import affords
from kos_core.hire.ways import Way
from kos_core.knowledge.whole import Knowledge
from kos_core.score.platform_fit import fit
from kos_core.vocabulary import Answer, CreatorType, Readiness, Trait

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Truth = NDArray[np.bool_]

COMPUTED = ("budget_fit", "platform_fit", "readiness")
TYPES = tuple(CreatorType)


@dataclass(frozen=True)
class Standing:
    """What is computed for a type from the case: its practical ratings (0-10) and whether it may lead."""

    eligible: bool
    affordable: bool
    needs_vnd: float | None
    budget_fit: float
    platform_fit: float
    readiness: float


@dataclass(frozen=True, eq=False)
class Purse:
    """Who can be paid for at each of B budgets; `computed` holds the ratings named in COMPUTED, 0 to 10.

    `affordable` and `eligible` have shape (types, B), `computed` (types, 3, B).
    """

    affordable: "Truth"
    eligible: "Truth"
    computed: "Array"


def ease(way: Way, budget_vnd: "float | Array") -> "float | Array":
    """Return how far a budget is from the least a way needs (0) to what is comfortable (1), unclipped."""
    needs = way.terms.needs_vnd
    return (budget_vnd - needs) / max(1.0, way.terms.comfortable_vnd - needs)


def purse(ways: Mapping[CreatorType, Sequence[Way]], budgets_vnd: "Array", case: Case) -> Purse:
    """Return the standings at `budgets_vnd`, shape (B,), for everything else as in the case.

    Affordable where the budget covers the smallest size of any way in; budget fit from 0 at the smallest to
    10 at the comfortable size of the easiest; platform fit of the best platform that can be paid for.
    """
    size = (len(TYPES), len(budgets_vnd))
    found = Purse(np.zeros(size, dtype=bool), np.zeros(size, dtype=bool), np.zeros((size[0], 3, size[1])))
    fits = fit(case)
    for t, creator in enumerate(TYPES):
        found.computed[t, 2] = readiness(creator, case)
        here = ways.get(creator, ())
        if not here:
            continue
        paid = np.array([affords(budgets_vnd, way.terms.needs_vnd) for way in here])
        is_open = np.array([[not way.stopped] for way in here])
        found.affordable[t] = paid.any(axis=0)
        found.eligible[t] = (paid & is_open).any(axis=0)
        easiest = np.array([ease(way, budgets_vnd) for way in here]).max(axis=0)
        found.computed[t, 0] = 10 * np.clip(easiest, 0.0, 1.0)
        there = np.array([[fits[creator][way.platform]] for way in here])
        found.computed[t, 1] = np.where(paid | ~found.affordable[t], there, 0.0).max(axis=0) / 10
    for array in (found.affordable, found.eligible, found.computed):
        array.flags.writeable = False
    return found


def standings(ways: Mapping[CreatorType, Sequence[Way]], case: Case) -> dict[CreatorType, Standing]:
    """Return what each type's ways come to at the case's budget: may it lead, what it needs, its ratings."""
    held = purse(ways, np.array([float(case.brief.budget_vnd)]), case)
    return {
        creator: Standing(
            bool(held.eligible[t, 0]),
            bool(held.affordable[t, 0]),
            min((way.terms.needs_vnd for way in ways[creator]), default=None),
            *held.computed[t, :, 0].tolist(),
        )
        for t, creator in enumerate(TYPES)
    }


@dataclass(frozen=True)
class Ready:
    """One thing a type needs of the shop: its share of readiness, how much is there (0-1), and the answer."""

    item: str
    share: float
    have: float
    answer: Answer


def ready(creator: CreatorType, case: Case) -> tuple[Ready, ...]:
    """Return what a type's readiness adds up; unknown counts half.

    Reviews count in full from 100, in part from one, not at all from none.
    """
    reviews, found = case.brief.reviews, []
    for need in case.knowledge.ready_needs[creator]:
        if need.item == "reviews":
            have = 0.5 if reviews is None else min(1.0, (reviews / 100) ** 0.5)
            answer = Answer.UNKNOWN if reviews is None else Answer.YES if reviews else Answer.NO
        else:
            answer = ready_answer(Readiness(need.item), case)
            have = {Answer.YES: 1.0, Answer.NO: 0.0, Answer.UNKNOWN: 0.5}[answer]
        found.append(Ready(need.item, need.share, have, answer))
    return tuple(found)


def readiness(creator: CreatorType, case: Case) -> float:
    """Return how much of what a type needs the shop has, 0 to 10: 10 · Σ share · have."""
    return 10 * sum(one.share * one.have for one in ready(creator, case))


def ready_answer(item: Readiness, case: Case) -> Answer:
    """Return whether the shop has something ready, read from the brief where it says so elsewhere."""
    answer = case.brief.ready.answer(item)
    if answer is not Answer.UNKNOWN:
        return answer
    if item is Readiness.STOCK_KNOWN and case.brief.stock is not None:
        return Answer.YES
    if item is Readiness.LIVE_OFFER and case.trait(Trait.DEAL_ROOM) is Answer.NO:
        return Answer.NO
    return answer


def ratings(
    standings: Mapping[CreatorType, Standing], knowledge: Knowledge
) -> dict[CreatorType, dict[str, float]]:
    """Return every type's rating on every criterion, 0 to 10, the computed ones from its standing."""
    return {
        creator: {
            name: getattr(standings[creator], name) if name in COMPUTED else criterion.ratings[creator].value
            for name, criterion in knowledge.criteria.items()
        }
        for creator in CreatorType
    }


# What is left of a score without the computed criteria.
NO_STANDING = dict.fromkeys(
    TYPES,
    Standing(
        eligible=False, affordable=False, needs_vnd=None, budget_fit=0.0, platform_fit=0.0, readiness=0.0
    ),
)
