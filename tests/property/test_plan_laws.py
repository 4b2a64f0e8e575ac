"""What must hold of every plan: it adds up, it is never beaten by its own alternatives, its exactness."""

import itertools
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from kos_core.advice.advice import Advice, advise
from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.hire.ways import ways_of
from kos_core.knowledge.loading import load
from kos_core.plan.beside import others
from kos_core.plan.limits import Columns, Limits, highest, limits_of, rows_of
from kos_core.plan.offers import ADS, Offers, offers_of
from kos_core.plan.plan import Plan, plan_of
from kos_core.plan.solve import GAP, Bought, bought, solve
from kos_core.vocabulary import Answer, Category, Goal, Phase, Platform
from tests.property.strategies import random_briefs

MANY = random_briefs(500, seed=11)
CLOSE = 3 * GAP
NAMED = pytest.mark.parametrize("start", range(0, 500, 50))


@cache
def answer(brief: Brief) -> Advice:
    return advise(Case(brief, load()))


def planned(start: int) -> list[Plan]:
    return [answer(brief).plan for brief in MANY[start : start + 50]]


@NAMED
def test_lines_add_up_to_the_dong_and_within_the_budget(start: int) -> None:
    for plan in planned(start):
        assert all(isinstance(line.spend_vnd, int) and line.spend_vnd >= 0 for line in plan.lines)
        assert plan.spend_vnd == sum(line.spend_vnd for line in plan.lines)
        assert 0 <= plan.spend_vnd <= plan.case.brief.budget_vnd
        assert plan.kept_back_vnd == plan.case.brief.budget_vnd - plan.spend_vnd
        assert plan.spend_vnd == round(plan.bought.spend_vnd)


@NAMED
def test_the_weeks_hold_every_unit_and_every_dong_of_a_plan(start: int) -> None:
    for brief in MANY[start : start + 50]:
        found = answer(brief)
        for line in found.plan.lines:
            mine = [slot for slot in found.calendar if slot.line is line]
            assert sum(slot.units for slot in mine) == line.units
            assert sum(slot.spend_vnd for slot in mine) == line.spend_vnd
            assert all(1 <= slot.first_week <= slot.last_week <= brief.weeks for slot in mine)
        tried = [slot for slot in found.calendar if slot.phase is Phase.TRIAL]
        assert bool(tried) is (found.trial is not None)


@NAMED
def test_no_other_use_of_the_money_brings_more(start: int) -> None:
    """Equal split, all on one way, all in ads and keeping, as far as they keep to the plan's own limits."""
    for plan in planned(start):
        least = plan.bought.brings
        for other in others(plan):
            if keeps_to(other.plan.bought, plan):
                assert least >= other.plan.bought.brings - CLOSE * abs(least) - 1e-6, other.name


def keeps_to(other: Bought, plan: Plan) -> bool:
    """Whether a choice keeps to a plan's limits."""
    limits, offers = plan.limits, plan.offers
    taken = {
        (offers.ways[int(offers.way[i])].programme.id, offers.ways[int(offers.way[i])].platform)
        for i in other.chosen
    }
    return (
        (limits.loss is None or other.usually >= -limits.loss)
        and (limits.parcels is None or other.shipped <= limits.parcels)
        and (limits.lines is None or len(other.chosen) <= limits.lines)
        and all(taken & ways for ways in limits.needs.values())
        and not limits.at_least
    )


@pytest.mark.parametrize("goal", Goal)
@pytest.mark.parametrize("category", [Category.BEAUTY, Category.FASHION, Category.FINANCE_INSURANCE])
def test_more_budget_never_brings_less_for_the_same_team(category: Category, goal: Goal) -> None:
    """Of what the solver counts, to its own accuracy, while the same must be in the plan."""
    before: dict[object, float] = {}
    for millions in (5, 10, 20, 50, 100, 150, 300, 700, 1_500, 4_000):
        found = answer(Brief(category=category, goal=goal, budget_vnd=millions * 1_000_000))
        plan = found.plan
        if plan.limits.at_least:
            continue
        key = plan.is_staged, frozenset(plan.limits.needs)
        assert plan.bought.brings >= before.get(key, -np.inf) - CLOSE * abs(plan.bought.brings)
        before[key] = plan.bought.brings


def test_the_order_of_the_programmes_in_the_data_does_not_matter() -> None:
    known = load()
    turned = replace(known, programmes=dict(reversed(list(known.programmes.items()))))
    for brief in MANY[:25]:
        one, other = (Case(brief, knowledge) for knowledge in (known, turned))
        ours, theirs = (plan_of(case, ways_of(case)) for case in (one, other))
        assert [(x.at, x.units, x.spend_vnd) for x in ours.lines] == [
            (x.at, x.units, x.spend_vnd) for x in theirs.lines
        ]


def test_a_plan_locked_at_its_own_numbers_is_the_same_plan() -> None:
    for brief in MANY[:60]:
        plan = answer(brief).plan
        if not plan.lines:
            continue
        locks = tuple(
            (f"{line.programme}@{line.platform}", line.units) for line in plan.lines if line.programme != ADS
        )
        if not locks:
            continue
        case = plan.case.asking(locks=locks)
        again = plan_of(case, ways_of(case))
        ours = {line.at: line.units for line in plan.lines if line.programme != ADS}
        theirs = {line.at: line.units for line in again.lines}
        assert {at: theirs.get(at) for at in ours} == ours


def small(number: int) -> tuple[Offers, Limits]:
    """A problem of at most five ways with a few sizes each, its outcomes at random."""
    luck = np.random.default_rng(number)
    case = Case(Brief(goal=Goal.TRUST, budget_vnd=300_000_000), load())
    whole = offers_of(case, ways_of(case))
    ways = luck.choice(len(whole.ways), 5, replace=False)
    places = np.concatenate([
        luck.choice(np.flatnonzero(whole.way == w), min(4, int((whole.way == w).sum())), replace=False)
        for w in ways
    ])  # fmt: skip
    columns = {
        name: getattr(whole, name)[places] for name in ("way", "place", "units", "spend_vnd", "shipped")
    }
    brings = luck.uniform(-5, 20, len(places)).round(3)
    found = replace(whole, **columns, brings=brings, usually=brings - luck.uniform(0, 10, len(places)))
    spend = float(found.spend_vnd.sum()) * luck.uniform(0.1, 0.6)
    return found, Limits(spend, loss=float(luck.uniform(0, 10)), lines=int(luck.integers(1, 5)))


def brute(offers: Offers, limits: Limits) -> float:
    """The most any set of sizes brings, every one tried."""
    places = {int(w): np.flatnonzero(offers.way == w).tolist() for w in set(offers.way.tolist())}
    best = -np.inf
    for picked in itertools.product(*[[None, *sizes] for sizes in places.values()]):
        chosen = [i for i in picked if i is not None]
        channels, units = [], dict.fromkeys(offers.most, 0)
        for i in chosen:
            way = offers.ways[int(offers.way[i])]
            channels.append(("shop" if way.programme.shop_channel else way.programme.id, way.platform))
            units[way.programme.id] += int(offers.units[i])
        found = bought(offers, chosen, {})
        if (
            len(set(channels)) == len(channels)
            and all(units[programme] <= most for programme, most in offers.most.items())
            and len(chosen) <= (limits.lines or 99)
            and found.spend_vnd <= limits.budget_vnd
            and found.usually >= -(limits.loss or 0.0) - 1e-9
        ):
            best = max(best, found.brings)
    return best


@pytest.mark.parametrize("number", range(50))
def test_small_problems_are_solved_exactly(number: int) -> None:
    offers, limits = small(number)
    found = solve(offers, limits)
    assert found is not None
    assert found.brings == pytest.approx(brute(offers, limits), rel=1e-6, abs=1e-6)


LARGE = [
    (category, goal, budget)
    for category in (Category.BEAUTY, Category.FASHION, Category.FOOD_BEVERAGE, Category.AUTOMOTIVE)
    for goal in (Goal.SALES, Goal.AWARENESS, Goal.TRUST, Goal.BRAND_IMAGE, Goal.FULL_FUNNEL)
    for budget in (300_000_000, 5_000_000_000)
]  # fmt: skip


@pytest.mark.parametrize(("category", "goal", "budget"), LARGE)
def test_large_problems_are_within_a_thousandth_of_a_plain_programme(
    category: Category, goal: Goal, budget: int
) -> None:
    """All columns at once, nothing left out, to the solver's own default of a hundredth of a per cent."""
    case = Case(Brief(category=category, goal=goal, budget_vnd=budget), load())
    offers = offers_of(case, ways_of(case))
    limits = limits_of(case, offers)
    columns = Columns(offers)
    rows, (i, a, _) = rows_of(columns, limits), columns.sizes
    worth = -columns.of("brings")
    done = milp(
        worth / np.abs(worth).max(),
        integrality=[1] * (i + a) + [0] * (len(worth) - i - a),
        bounds=Bounds(0, highest(offers, limits)),
        constraints=LinearConstraint(csr_array(np.array(rows.rows)), rows.low, rows.high),
        options={"mip_rel_gap": 1e-4, "time_limit": 60},
    )
    found = solve(offers, limits)
    assert found is not None
    most = -float(worth @ done.x)
    assert found.brings >= most - 1e-3 * abs(most) - 1e-6


def test_a_shut_gate_plans_nothing() -> None:
    found = answer(Brief().with_(ready={"papers": Answer.NO}))
    assert (found.decision, found.plan.lines, found.trial) == ("stop", (), None)


@pytest.mark.parametrize("platform", Platform)
def test_a_platform_wished_away_gets_nothing(platform: Platform) -> None:
    case = Case(Brief(at_most=((platform, 0),)), load())
    plan = plan_of(case, ways_of(case))
    assert not [line for line in plan.lines if line.platform is platform]
