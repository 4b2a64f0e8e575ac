"""More money never buys less: every category and goal over a ladder of budgets."""

import pytest

from kos_core.advice.advice import advise
from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.knowledge.loading import load
from kos_core.plan.solve import GAP
from kos_core.vocabulary import Category, Goal

CLOSE = 3 * GAP
INVESTED = load().likely("model.role_invest")
BUDGETS = tuple(round(5e6 * 2**n) for n in range(8))


@pytest.mark.parametrize("goal", Goal)
def test_nothing_that_less_money_buys_is_lost_with_more(goal: Goal) -> None:
    """Every category at eight budgets: no plan brings less than that of a smaller budget, whoever joins.

    Whoever wants the whole way puts a small share of the budget into roles that earn nothing at once.
    """
    for category in Category:
        before = 0.0
        for budget in BUDGETS:
            plan = advise(Case(Brief(category=category, goal=goal, budget_vnd=budget), load())).plan
            close = CLOSE * abs(before) + 1e-6
            if goal is Goal.FULL_FUNNEL and plan.measure.is_money:
                close += INVESTED * budget
            assert plan.bought.brings >= before - close, (category, budget)
            before = plan.bought.brings
