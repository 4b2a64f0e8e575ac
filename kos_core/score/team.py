"""The team of a launch or a whole funnel: who opens, who proves, who closes, within what the budget pays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from kos_core.knowledge.entries import Role
from kos_core.knowledge.whole import Knowledge
from kos_core.score.money import TYPES, Money
from kos_core.vocabulary import CreatorType

FEWEST = 2  # one alone is no team


@dataclass(frozen=True)
class Member:
    """A role, the type that takes it, and the least its way of hiring needs, VND."""

    role: str
    creator: CreatorType
    needs_vnd: float


def team_of(
    roles: Mapping[str, Role],
    money: Mapping[str, Money],
    needs_vnd: Sequence[float | None],
    budget_vnd: float,
    b: int,
    knowledge: Knowledge,
) -> tuple[Member, ...]:
    """Return who takes which role at a budget, in the order of the roles; empty below what pays two.

    As many roles as the budget pays at their smallest sizes, each by another type; of these the types whose
    ratings on the roles' criteria sum to most; of equals the earlier roles, then the cheapest. A type that
    another makes pointless by what a role counts does not take it. `money` holds each role's own count,
    `needs_vnd` the least every type needs, None where it cannot be hired.
    """
    able = [t for t, needs in enumerate(needs_vnd) if needs is not None]
    rated = {
        role: {t: knowledge.criteria[entry.criterion].ratings[TYPES[t]].value for t in able}
        for role, entry in roles.items()
    }
    pointless = {role: money[role].dominated(b) for role in roles}
    for size in range(min(len(roles), len(able)), FEWEST - 1, -1):
        found: tuple[tuple[float, int, float], tuple[Member, ...]] | None = None
        for later, taken in enumerate(combinations(roles, size)):
            for types in permutations(able, size):
                pairs = list(zip(taken, types, strict=True))
                cost = sum(needs_vnd[t] or 0.0 for t in types)
                if cost > budget_vnd or any(t in pointless[role] for role, t in pairs):
                    continue
                worth = (sum(rated[role][t] for role, t in pairs), -later, -cost)
                if found is None or worth > found[0]:
                    members = (Member(role, TYPES[t], needs_vnd[t] or 0.0) for role, t in pairs)
                    found = worth, tuple(members)
        if found is not None:
            return found[1]
    return ()
