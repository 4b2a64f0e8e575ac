"""What one sentence promises the next answer keeps, for default briefs of every category."""

from functools import cache
from itertools import product

import pytest

from kos_core.advice.advice import Advice, advise
from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.forecast.first_to_check import widest
from kos_core.knowledge import load
from kos_core.vocabulary import Category, CreatorType, Deal, Goal, Unit

BUDGETS = (8_000_000, 50_000_000, 500_000_000)
ASKED = [
    Brief(
        category=category,
        goal=goal,
        budget_vnd=BUDGETS[place % 3],
        deal=list(Deal)[place % 5 if place % 2 else 0],
    )
    for place, (category, goal) in enumerate(product(Category, Goal))
]
named = pytest.mark.parametrize("brief", ASKED, ids=[f"{b.category}-{b.goal}" for b in ASKED])


@cache
def answer(brief: Brief) -> Advice:
    return advise(Case(brief, load()))


@named
def test_what_a_change_promises_is_what_the_answer_then_says(brief: Brief) -> None:
    """The leader, and where it is about money the sum and the chance, to the last digit."""
    for change in answer(brief).changes:
        after = advise(Case(brief.with_(**change.sets), load()))
        assert after.leader is change.leader, change.kind
        if change.profit_vnd is not None:
            assert (after.plan.mean, after.plan.chance_break_even) == (
                change.profit_vnd,
                change.chance_break_even,
            ), change.kind


@named
def test_the_platform_advised_does_most_for_the_goal_and_the_documents_own_fits_best(brief: Brief) -> None:
    """Money: what is left on average, where a loss can be borne; counts: how much of it a VND brings."""
    found = answer(brief)
    if found.leader is None or found.best is None or found.team:  # who opens is hired for the role
        return
    fits, cells = found.fits[found.leader], found.cells[found.leader]
    open_ones = [p for p, cell in cells.items() if cell.bands]
    if found.documents_prefer is not None:
        assert fits[found.documents_prefer] == max(fits[p] for p in open_ones)
    assert found.money is not None
    best = found.money.best[list(CreatorType).index(found.leader)]
    ranks = {
        p: max(r for r, w in zip(best.rank[0], best.ways, strict=True) if w.platform is p) for p in open_ones
    }
    assert ranks[found.best.platform] == max(ranks.values())


@named
def test_a_trial_is_small(brief: Brief) -> None:
    """Less than half of the plan's money; nothing of a contract; its parts are parts of the plan's lines."""
    found = answer(brief)
    if found.trial is None:
        return
    assert 0 < found.trial.spend_vnd < found.plan.spend_vnd / 2
    for part in found.trial.parts:
        assert part.line in found.plan.lines
        assert 1 <= part.units <= part.line.units
        assert part.line.forecast is None or part.line.forecast.programme.unit is not Unit.CONTRACT


@named
def test_what_to_check_first_is_the_same_for_every_seed(brief: Brief) -> None:
    found = answer(brief)
    for seed in (1, 2, 3):
        again = advise(Case(brief, load(), seed))
        if found.best is not None and again.best is not None and again.leader is found.leader:
            assert widest(again.best) is widest(found.best)


@pytest.mark.parametrize(("margin", "deal"), list(product((0.0, 0.3), Deal)))
def test_what_to_check_first_is_found_where_an_estimate_is_nothing(margin: float, deal: Deal) -> None:
    """A share posted of 0, a price response of 0: nothing is divided by them."""
    own = (("any.any.home_living.commission_rate", 0.0), ("model.price_elasticity", 0.0))
    for category in (Category.HOME_LIVING, Category.OTHER, Category.LUXURY):
        told = own if category is Category.HOME_LIVING else own[1:]
        brief = Brief(
            category=category, margin_rate=margin, deal=deal, budget_vnd=50_000_000, assumptions=told
        )
        found = advise(Case(brief, load()))
        assert found.widest is None or found.widest in load().estimates
