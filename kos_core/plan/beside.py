"""What stands beside a plan: the same money otherwise, other plans as good, more or less money, each type."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from kos_core.hire.ways import Ways
from kos_core.plan.limits import Limits, limits_of
from kos_core.plan.offers import ADS, ADS_UNIT_VND, offers_of, staged
from kos_core.plan.plan import NOTHING, Plan, made
from kos_core.plan.solve import Bought, bought, least_spend, solve
from kos_core.vocabulary import CreatorType

BUDGETS = (0.25, 0.5, 0.8, 1.0, 1.2, 1.5, 2.0)
"""Budgets of the response curve, in budgets of the brief."""


@dataclass(frozen=True, eq=False)
class Other:
    """Another way to use the money: a name (equal, one, ads, keep, cheaper, without), and its plan.

    `without` names the largest line it does without.
    """

    name: str
    plan: Plan
    without: str = ""


def others(plan: Plan) -> tuple[Other, ...]:
    """Return the same money otherwise: split equally over the types, all on one way, all in ads, kept."""
    free = _free(plan.limits)
    found = [Other("equal", _made(plan, _equal(plan, free))), Other("one", _made(plan, _on_one(plan, free)))]
    if plan.offers.ads:
        best = max(plan.offers.ads, key=lambda ads: float(ads.unit_brings[0]))
        units = int(plan.case.brief.budget_vnd // ADS_UNIT_VND)
        found.append(
            Other("ads", _made(plan, bought(plan.offers, (), {best.platform: units} if units else {})))
        )
    found.append(Other("keep", _made(plan, NOTHING)))
    return tuple(found)


def _made(plan: Plan, found: Bought | None) -> Plan:
    chosen = NOTHING if found is None else found
    return made(plan.offers, plan.limits, chosen, is_staged=plan.is_staged)


def _free(limits: Limits) -> Limits:
    """Return the limits nobody chose: money, stock, weeks."""
    return Limits(limits.budget_vnd, limits.parcels)


def _equal(plan: Plan, free: Limits) -> Bought | None:
    """Return each type's best single way for its equal part of the money; without those it cannot pay."""
    offers = plan.offers
    types = [t for t in CreatorType if t in offers.creator]
    chosen: list[int] = []
    for creator in types:
        mine = np.array([one is creator for one in offers.creator])[offers.way]
        paid = mine & (offers.spend_vnd <= free.budget_vnd / len(types))
        if paid.any():
            chosen.append(int(np.argmax(np.where(paid, offers.brings, -np.inf))))
    return bought(offers, chosen, {}) if chosen else None


def _on_one(plan: Plan, free: Limits) -> Bought | None:
    """Return the best single way for all the money."""
    offers = plan.offers
    fits = offers.spend_vnd <= free.budget_vnd
    if free.parcels is not None:
        fits &= offers.shipped <= free.parcels
    if not fits.any():
        return None
    return bought(offers, (int(np.argmax(np.where(fits, offers.brings, -np.inf))),), {})


def as_good(plan: Plan) -> tuple[Other, ...]:
    """Return plans within `model.alike_within` of the best that differ: cheaper, or without a line."""
    if not plan.lines:
        return ()
    best = plan.bought.brings
    close = plan.case.knowledge.likely("model.alike_within")
    least = best - close * abs(best)
    found: list[Other] = []
    cheaper = solve(plan.offers, replace(plan.limits, least={"brings": least}), least_spend)
    if cheaper is not None and cheaper.spend_vnd < plan.spend_vnd * (1 - close):
        found.append(Other("cheaper", _made(plan, cheaper)))
    for line in plan.lines:
        shut = line.at if line.creator is not None else ADS
        other = solve(plan.offers, replace(plan.limits, without=plan.limits.without | {shut}))
        if other is not None and other.brings >= least:
            found.append(Other("without", _made(plan, other), f"{line.programme}@{line.platform}"))
            break
    return tuple(found)


def cost_of_roles(plan: Plan) -> float | None:
    """Return what a plan brings less, on average, for having in it whom it must have; None: nobody."""
    if not plan.limits.needs:
        return None
    free = solve(plan.offers, replace(plan.limits, needs={}, at_least={}))
    return None if free is None else max(0.0, free.brings - plan.bought.brings)


def response(plan: Plan, ways: Ways) -> tuple[tuple[float, float, float], ...]:
    """Return what the plan's money does: (budget, spend, what is brought on average) for each of BUDGETS.

    The best plan for each budget, by the same rules and the same roles.
    """
    return tuple(_responses(plan, ways))


def _responses(plan: Plan, ways: Ways) -> Iterator[tuple[float, float, float]]:
    for times in BUDGETS:
        if times == 1.0:
            yield float(plan.case.brief.budget_vnd), plan.bought.spend_vnd, plan.bought.brings
            continue
        budget = max(100_000, round(plan.case.brief.budget_vnd * times))
        case = plan.case.asking(budget_vnd=budget)
        offers = staged(offers_of(case, ways)) if plan.is_staged else offers_of(case, ways)
        limits = replace(limits_of(case, offers), needs=plan.limits.needs)
        found = solve(offers, limits) or solve(offers, replace(limits, needs={})) or NOTHING
        yield float(budget), found.spend_vnd, found.brings


def left_out(plan: Plan) -> Mapping[CreatorType, float | None]:
    """Return for each type without a line what a plan with one brings less; None: it cannot be had."""
    found: dict[CreatorType, float | None] = {}
    for creator in CreatorType:
        if plan.of_either(creator):
            continue
        here = {
            (way.programme.id, way.platform) for way in plan.offers.ways if way.programme.creator is creator
        }
        lines = None if plan.limits.lines is None else plan.limits.lines + 1
        needs = {**plan.limits.needs, creator: frozenset(here)}
        other = (
            solve(plan.offers, replace(plan.limits, needs=needs, lines=lines, loss=None)) if here else None
        )
        found[creator] = None if other is None else plan.bought.brings - other.brings
    return found
