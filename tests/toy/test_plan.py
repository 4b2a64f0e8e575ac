"""The plan of the small world by hand: what is bought, how it begins, when to stop, what is decided."""

from dataclasses import replace

import numpy as np
import pytest

from kos_core.advice.advice import advise
from kos_core.plan.decision import Decision
from kos_core.plan.offers import ADS, is_round
from kos_core.plan.relax import relaxations
from kos_core.plan.solve import solve
from kos_core.vocabulary import CreatorType, Deal, Goal, Phase, Stage
from tests.toy.world import TIKTOK, case, world

KOL, KOC, KOS, FACE = CreatorType
GOOD = world({"kos_hired.any.channel_views": 90_000})


def test_sizes_are_numbers_people_buy() -> None:
    """Each to 20, then every 2nd to 50, every 5th to 100, every 10th to 200; and the most there is."""
    units = np.arange(1, 131)
    kept = units[is_round(units, 127)].tolist()
    assert kept == [*range(1, 21), *range(22, 51, 2), *range(55, 101, 5), 110, 120, 127, 130]


def test_what_gains_is_bought_and_every_try_pays() -> None:
    """95,000 views a session leave far more than its 2 million; nothing varies, so ten of ten tries pay."""
    found = advise(case(GOOD, budget_vnd=40_000_000, deal=Deal.HOURLY, platforms=(TIKTOK,)))
    [line] = found.plan.lines
    assert (line.creator, line.platform) == (KOS, TIKTOK)
    assert line.spend_vnd <= 40_000_000
    assert found.plan.chance_break_even == 1.0
    assert found.decision is Decision.GO
    assert line.forecast is not None
    assert found.plan.mean == pytest.approx(line.forecast.means[Stage.PROFIT])


def test_a_trial_is_a_fifth_or_the_smallest_size_and_goes_on_at_the_pace_that_pays_all_back() -> None:
    """The lines tried need their break-even orders in all; a part of them needs its part."""
    found = advise(case(GOOD, budget_vnd=40_000_000, deal=Deal.HOURLY, platforms=(TIKTOK,)))
    assert found.trial is not None
    [part] = found.trial.parts
    whole = part.line.forecast
    assert whole is not None
    need = whole.terms.break_even_orders
    assert need is not None
    assert found.trial.spend_vnd < found.plan.spend_vnd / 2
    assert found.trial.stop_below == pytest.approx(np.ceil(need * part.units / part.line.units - 1e-9))
    first, *rest = found.calendar
    assert (first.phase, first.first_week, first.units) == (Phase.TRIAL, 1, part.units)
    assert sum(slot.units for slot in rest) == part.line.units - part.units
    assert all(slot.first_week > first.last_week for slot in rest)


def test_where_every_order_loses_nothing_is_bought_and_the_money_is_held() -> None:
    """Goods for 190k sold at 200k leave a loss an order: nothing gains, tried or not."""
    found = advise(case(cost_vnd=190_000))
    assert found.plan.lines == ()
    assert (found.decision, found.trial) == (Decision.HOLD, None)
    assert found.plan.kept_back_vnd == found.brief.budget_vnd
    assert found.plan.mean == 0.0


def test_an_order_is_the_same_money_whoever_reads_it() -> None:
    """The leader of a goal of views is in the plan if its smallest size is a fifth of the budget at most."""
    rich = advise(case(goal=Goal.AWARENESS, budget_vnd=200_000_000))
    assert rich.plan.of_either(rich.leader)
    assert rich.plan.measure.first is rich.goal_measure.first


def test_what_is_locked_is_bought_and_what_cannot_be_is_said() -> None:
    kept = advise(case(GOOD, budget_vnd=40_000_000, locks=(("kos_hired@tiktok_shop", 6),)))
    assert [line.units for line in kept.plan.lines if line.at == ("kos_hired", TIKTOK)] == [6]
    poor = case(GOOD, budget_vnd=10_000_000, locks=(("kos_hired@tiktok_shop", 6),))
    found = advise(poor)
    assert found.plan.is_refused
    assert found.plan.lines == ()
    ways_out = {one.field: one.nearest for one in relaxations(poor)}
    assert ways_out["budget_vnd"] == 12_000_000  # six sessions of two million
    assert ways_out["locks"] == 5


def test_a_least_that_cannot_be_spent_names_the_most_that_can() -> None:
    """Two posts of ten million are all that 25 million pays of a KOL."""
    poor = case(budget_vnd=25_000_000, at_least=(("kol", 24_000_000),), platforms=(TIKTOK,))
    assert advise(poor).plan.is_refused
    [most] = [one.nearest for one in relaxations(poor) if one.field == "at_least"]
    assert most == 20_000_000


def test_where_everything_is_shut_nothing_is_bought_unless_something_must_be() -> None:
    found = advise(case(GOOD, budget_vnd=40_000_000, deal=Deal.HOURLY, platforms=(TIKTOK,))).plan
    shut = replace(found.limits, without=frozenset({line.at for line in found.lines} | {ADS}))
    ways = frozenset((way.programme.id, way.platform) for way in found.offers.ways)
    shut = replace(shut, without=shut.without | ways)
    nothing = solve(found.offers, shut)
    assert nothing is not None
    assert (nothing.chosen, nothing.spend_vnd) == ((), 0.0)
    assert solve(found.offers, replace(shut, at_least={"kos": 1_000_000.0})) is None


def test_as_much_as_at_least_and_at_most_is_about_as_much() -> None:
    """No number of sessions comes to 30 million to the đồng: 3 % less will do."""
    wished = {"at_least": (("kos", 30_000_000),), "at_most": (("kos", 30_000_000),)}
    found = advise(case(GOOD, budget_vnd=60_000_000, deal=Deal.HOURLY, platforms=(TIKTOK,), **wished)).plan
    assert not found.is_refused
    spent = sum(line.spend_vnd for line in found.of_either(KOS))
    assert 29_100_000 - 1 <= spent <= 30_000_000
