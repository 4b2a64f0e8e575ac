"""What is computed for a type from the case: its practical ratings, and whether it may lead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kos_core.case import Case
from kos_core.hire.costs import affords
from kos_core.hire.ways import Way
from kos_core.knowledge.whole import Knowledge
from kos_core.score.money import TYPES, Money, money
from kos_core.score.platform_fit import fit
from kos_core.score.practice import Practice, practice
from kos_core.score.team import Member, team_of
from kos_core.vocabulary import Answer, CreatorType, Readiness, Trait

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Truth = NDArray[np.bool_]

COMPUTED = ("budget_fit", "platform_fit", "readiness", "money", "practice")


@dataclass(frozen=True)
class Standing:
    """What is computed for a type from the case: its ratings (0-10) and whether it may lead.

    `eligible` says that it can be paid for and nothing forbids it; `dominated_by` names the type that brings
    at least as much for no more money, if there is one: then it does not lead.
    """

    eligible: bool
    affordable: bool
    needs_vnd: float | None
    budget_fit: float
    platform_fit: float
    readiness: float
    money: float = 0.0
    practice: float = 0.0
    dominated_by: CreatorType | None = None

    @property
    def may_lead(self) -> bool:
        """Whether it may be recommended."""
        return self.eligible and self.dominated_by is None


@dataclass(frozen=True, eq=False)
class Purse:
    """Who can be paid for at each of B budgets; `computed` holds the ratings named in COMPUTED, 0 to 10.

    `affordable` and `eligible` have shape (types, B), `computed` (types, 5, B); `money` is what two of the
    voices' ratings and who dominates whom are read from.
    """

    affordable: "Truth"
    eligible: "Truth"
    computed: "Array"
    money: Money | None = None
    practice: Practice | None = None
    teams: tuple[tuple[Member, ...], ...] = ()

    def team(self, b: int) -> tuple[Member, ...]:
        """Return who takes which role at a budget, the one who opens first; empty where nobody shares."""
        return self.teams[b] if self.teams else ()

    def dominated(self, b: int) -> dict[int, int]:
        """Return which eligible types another one dominates at a budget, and which one.

        Who has a role in a team is judged by what that role counts, and is none of them.
        """
        found = {} if self.money is None else self.money.dominated(b)
        members = {TYPES.index(one.creator) for one in self.team(b)}
        return {t: s for t, s in found.items() if t not in members}


def ease(way: Way, budget_vnd: "float | Array") -> "float | Array":
    """Return how far a budget is from the least a way needs (0) to what is comfortable (1), unclipped."""
    needs = way.terms.needs_vnd
    return (budget_vnd - needs) / max(1.0, way.terms.comfortable_vnd - needs)


def purse(ways: Mapping[CreatorType, Sequence[Way]], budgets_vnd: "Array", case: Case) -> Purse:
    """Return the standings at `budgets_vnd`, shape (B,), for everything else as in the case.

    Affordable where the budget covers the smallest size of any way in; budget fit from 0 at the smallest to
    10 at the comfortable size of the easiest; platform fit of the best platform that can be paid for.
    """
    size, kinds = (len(TYPES), len(budgets_vnd)), len(COMPUTED)
    affordable, eligible = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
    computed = np.zeros((size[0], kinds, size[1]))
    fits, shown = fit(case), practice(case)
    for t, creator in enumerate(TYPES):
        computed[t, 2], computed[t, 4] = readiness(creator, case), shown.shares[creator] / 10
        here = ways.get(creator, ())
        if not here:
            continue
        paid = np.array([affords(budgets_vnd, way.terms.needs_vnd) for way in here])
        is_open = np.array([[not way.stopped] for way in here])
        affordable[t] = paid.any(axis=0)
        eligible[t] = (paid & is_open).any(axis=0)
        easiest = np.array([ease(way, budgets_vnd) for way in here]).max(axis=0)
        computed[t, 0] = 10 * np.clip(easiest, 0.0, 1.0)
        there = np.array([[fits[creator][way.platform]] for way in here])
        computed[t, 1] = np.where(paid | ~affordable[t], there, 0.0).max(axis=0) / 10
    found = money(ways, eligible, budgets_vnd, case)
    computed[:, 3] = found.rating
    for array in (affordable, eligible, computed):
        array.flags.writeable = False
    return Purse(affordable, eligible, computed, found, shown, _teams(ways, eligible, budgets_vnd, case))


def _teams(
    ways: Mapping[CreatorType, Sequence[Way]], eligible: "Truth", budgets_vnd: "Array", case: Case
) -> tuple[tuple[Member, ...], ...]:
    known = case.knowledge
    roles = {name: known.roles[name] for name in known.goals[case.brief.goal].team}
    if not roles:
        return ()
    counts = {
        name: money(ways, eligible, budgets_vnd, case.asking(goal=role.goal)) for name, role in roles.items()
    }
    least = [
        min((way.terms.needs_vnd for way in ways.get(t, ()) if not way.stopped), default=0.0) for t in TYPES
    ]
    return tuple(
        team_of(
            roles, counts, [vnd if eligible[t, b] else None for t, vnd in enumerate(least)], budget, b, known
        )
        for b, budget in enumerate(budgets_vnd.tolist())
    )


def purse_of(ways: Mapping[CreatorType, Sequence[Way]], case: Case) -> Purse:
    """Return the purse of the case's own budget alone."""
    return purse(ways, np.array([float(case.brief.budget_vnd)]), case)


def standings(ways: Mapping[CreatorType, Sequence[Way]], held: Purse) -> dict[CreatorType, Standing]:
    """Return what each type's ways come to at the first budget of a purse.

    That is whether it may lead, what it needs, and its ratings.
    """
    dominated = held.dominated(0)
    return {
        creator: Standing(
            bool(held.eligible[t, 0]),
            bool(held.affordable[t, 0]),
            min((way.terms.needs_vnd for way in ways[creator]), default=None),
            **dict(zip(COMPUTED, held.computed[t, :, 0].tolist(), strict=True)),
            dominated_by=TYPES[dominated[t]] if t in dominated else None,
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
