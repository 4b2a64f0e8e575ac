"""Who must be in a plan: the roles of a team, or the leader where no money is counted."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import inf

from kos_core.hire.measure import measure_of
from kos_core.plan.limits import Limits
from kos_core.plan.offers import Offers
from kos_core.score.team import Member
from kos_core.vocabulary import CreatorType, Goal, Platform

PARTS = (1.0, 0.5, 0.25, 0.0)
"""Shares of a role's floor, tried one after another until a plan keeps to it."""


def asked_of(
    offers: Offers, limits: Limits, leader: CreatorType | None, team: Sequence[Member]
) -> Iterator[Limits]:
    """Yield what a plan must have beside its limits, the most first."""
    case = offers.case
    if team:
        share = 0.0 if offers.measure.is_money else case.knowledge.goals[case.brief.goal].role_floor
        yield from _with_team(offers, limits, team, share * limits.budget_vnd)
    elif leader is not None and not offers.measure.is_money:
        small = case.knowledge.likely("model.trial_rate") * limits.budget_vnd
        here = {
            (way.programme.id, way.platform)
            for way in offers.ways
            if way.programme.creator is leader and way.terms.needs_vnd <= small
        }
        if here:
            yield replace(limits, needs={leader: frozenset(here)})


def _with_team(offers: Offers, limits: Limits, team: Sequence[Member], floor: float) -> Iterator[Limits]:
    """Yield what a plan with all of a team must have; then with one less, the dearest left out, and so on."""
    case = offers.case
    roles = {one.creator: case.knowledge.roles[one.role] for one in team}
    needs = {creator: good_ways(offers, creator, role.goal) for creator, role in roles.items()}
    smallest = {c: min((_smallest(offers, at) for at in ways), default=inf) for c, ways in needs.items()}
    by_cost = sorted(needs, key=lambda creator: smallest[creator])
    for many in range(len(by_cost), 0, -1):
        here = by_cost[:many]
        if any(smallest[creator] == inf for creator in here):
            continue
        for part in PARTS if floor else PARTS[-1:]:
            at_least = {creator.value: floor * part for creator in here if part}
            asked = replace(limits, needs={creator: needs[creator] for creator in here}, at_least=at_least)
            if limits.loss is not None:  # who opens and who proves are not hired to earn at once
                unearned = sum(smallest[c] for c in here if not case.knowledge.goals[roles[c].goal].sells)
                asked = replace(asked, loss=limits.loss + unearned, invested=limits.loss)
            yield asked


def _smallest(offers: Offers, at: tuple[str, Platform]) -> float:
    """Return what the smallest size of a way costs, VND."""
    way = next(way for way in offers.ways if (way.programme.id, way.platform) == at)
    return way.terms.spend_of(way.programme.smallest)


def good_ways(offers: Offers, creator: CreatorType, goal: Goal) -> frozenset[tuple[str, Platform]]:
    """Return the ways of a type that are good for what a role is for.

    A VND of their smallest size, with the usual ads, brings at least `model.role_good` of what the best
    brings.
    """
    asked = offers.case.asking(goal=goal)
    rates = {}
    for way in offers.ways:
        if way.programme.creator is creator:
            sizes, measure = way.sizes(asked), measure_of(asked, way.premises)
            spend = float(sizes.spend_vnd[0, 0])
            brings = float(sizes.brings(measure)[1, 0, 0]) + (spend if measure.is_money else 0.0)
            rates[way.programme.id, way.platform] = brings / max(1.0, spend)
    least = offers.case.knowledge.likely("model.role_good") * max(rates.values(), default=0.0)
    return frozenset(at for at, rate in rates.items() if rate >= least)
