"""From a target to a budget: the smallest plan that reaches it in half of the draws."""

from dataclasses import replace

import numpy as np

from kos_core.case import Case
from kos_core.hire.ways import ways_of
from kos_core.plan.limits import limits_of
from kos_core.plan.offers import Offers, offers_of
from kos_core.plan.plan import Plan, made
from kos_core.plan.solve import least_spend, solve
from kos_core.vocabulary import Stage

MOST_VND = 1_000_000_000_000
TRIES = 7
STAGES = {"orders": Stage.KEPT, "leads": Stage.LEADS, "views": Stage.VIEWS, "engagements": Stage.ENGAGEMENTS}
"""What a target may be set in, by the word the command line takes."""


def plan_for(case: Case, stage: Stage, number: float) -> Plan | None:
    """Return the cheapest plan that brings `number` of a stage in half of the draws; None: none in the weeks.

    However much it costs; nobody's loss is limited, for the target is what is wished.
    """
    rich = case.asking(budget_vnd=MOST_VND, locks=(), at_least=(), at_most=())
    offers = counting(offers_of(rich, ways_of(rich)), stage)
    limits = replace(limits_of(rich, offers), loss=None)
    low, high, best = 0.25, 1.5, None
    for _ in range(TRIES):  # a sum's median is more than the sum of medians: less may be enough
        part = (low + high) / 2
        found = solve(offers, replace(limits, least={"usually": number * part}), least_spend)
        plan = None if found is None else made(offers, limits, found)
        if plan is not None and reaches(plan, stage, number):
            best, high = plan, part
        elif plan is None:
            high = part
        else:
            low = part
    return best


def reaches(plan: Plan, stage: Stage, number: float) -> bool:
    """Return whether a plan brings at least `number` of a stage in half of the draws."""
    band = plan.bands.get(stage)
    return band is not None and band.middle >= number


def counting(offers: Offers, stage: Stage) -> Offers:
    """Return the same offers by how much of a stage they bring, without ads alone."""
    brings, usually = np.zeros((2, len(offers.way)))
    for w, way in enumerate(offers.ways):
        mine = np.flatnonzero(offers.way == w)
        sizes = way.sizes(offers.case)
        if stage in sizes.found and len(mine):
            table = np.broadcast_to(sizes.found[stage], (2, *sizes.spend_vnd.shape)).reshape(2, -1)
            usually[mine], brings[mine] = table[:, offers.place[mine]]
    return replace(offers, brings=brings, usually=usually, ads=())
