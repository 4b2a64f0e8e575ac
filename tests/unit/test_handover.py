"""A plan handed over: the most to pay, the floor price and the targets are sums of the forecast's own."""

from dataclasses import replace

import numpy as np
import pytest

from kos_core.advice.advice import Advice, advise
from kos_core.brief import Brief, Ready
from kos_core.case import Case
from kos_core.forecast.ads import of_a_vnd
from kos_core.forecast.band import Band
from kos_core.forecast.forecast import Forecast, forecast
from kos_core.handover.floor import floor_price, leaves_at
from kos_core.handover.handed import Handed, handed
from kos_core.handover.most import at_commission, at_fee, fee_now, most_to_pay
from kos_core.handover.targets import targets_of
from kos_core.handover.week import evenings
from kos_core.hire.costs import terms
from kos_core.knowledge.loading import load
from kos_core.knowledge.whole import Knowledge
from kos_core.plan.decision import Decision
from kos_core.vocabulary import Answer, Category, CostLine, Deal, Goal, Platform, Stage


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


def brief(**asked: object) -> Brief:
    return Brief(ready=Ready(papers=Answer.YES), restricted_goods=Answer.NO).with_(**asked)


def advised(known: Knowledge, **asked: object) -> Advice:
    return advise(Case(brief(**asked), known))


def cell(known: Knowledge, programme: str, **asked: object) -> Forecast:
    case = Case(brief(budget_vnd=500_000_000, **asked), known)
    return forecast(case, known.programmes[programme], Platform.TIKTOK_SHOP)


CHEAP = {"price_vnd": 250_000, "cost_vnd": 40_000}


@pytest.mark.parametrize("programme", ["koc_video", "kos_hired", "kos_own", "kos_slot", "kos_livestream"])
def test_at_the_most_to_pay_half_of_the_draws_break_even(knowledge: Knowledge, programme: str) -> None:
    """Worked out anew with that fee: not from the sums that found it."""
    found = cell(knowledge, programme, **CHEAP)
    most = most_to_pay(found, ())
    assert most is not None
    assert most.against == "cost"
    if most.fee_vnd is None:
        assert (at_fee(found, 0.0).chance_break_even or 0.0) < 0.5
        return
    assert at_fee(found, most.fee_vnd - 2).chance_break_even == pytest.approx(0.5, abs=0.001)
    assert (at_fee(found, most.fee_vnd * 1.2 + 100_000).chance_break_even or 0.0) < 0.5


def test_the_fee_now_reckoned_with_changes_nothing(knowledge: Knowledge) -> None:
    found = cell(knowledge, "koc_video", **CHEAP)
    same = at_fee(found, fee_now(found))
    assert same.terms.spend_vnd == pytest.approx(found.terms.spend_vnd, abs=1)
    assert same.chance_break_even == found.chance_break_even
    most = most_to_pay(found, ())
    assert most is not None
    assert most.chance == found.chance_break_even


def test_ads_and_samples_stay_what_they_are_when_the_fee_falls(knowledge: Knowledge) -> None:
    """A fee of 3 million less 2 million is 2 million a video less, and no more."""
    found = cell(knowledge, "koc_video", **CHEAP)
    cheaper = at_fee(found, fee_now(found) - 2_000_000)
    assert found.terms.unit_advance_vnd - cheaper.terms.unit_advance_vnd == pytest.approx(2_000_000, abs=1)
    assert cheaper.terms.unit_boosting_vnd == found.terms.unit_boosting_vnd


def test_tax_withheld_follows_the_fee(knowledge: Knowledge) -> None:
    """From 5 million a payment, 10 % of what is paid in all: 9 million cost 10."""
    found = cell(knowledge, "koc_video", **CHEAP)
    dearer = at_fee(found, 9_000_000)
    assert dearer.terms.unit_advance_vnd - found.terms.unit_advance_vnd == pytest.approx(7_000_000, abs=1)
    off = cell(
        knowledge, "koc_video", costs_off=(CostLine.AGENCY, CostLine.RIGHTS, CostLine.FEE_TAX), **CHEAP
    )
    assert at_fee(off, 9_000_000).terms.unit_advance_vnd - off.terms.unit_advance_vnd == pytest.approx(
        6_000_000, abs=1
    )


def test_on_average_the_average_fee_breaks_even(knowledge: Knowledge) -> None:
    """Without tax, which would make the cost of a fee jump at 5 million."""
    no_tax = (CostLine.AGENCY, CostLine.RIGHTS, CostLine.FEE_TAX)
    found = cell(knowledge, "kos_hired", costs_off=no_tax, **CHEAP)
    most = most_to_pay(found, ())
    assert most is not None
    assert most.average_vnd is not None
    profit = at_fee(found, most.average_vnd).draws[Stage.PROFIT]
    assert float(np.mean(profit)) == pytest.approx(0, abs=2 * found.terms.units)


def test_at_the_most_commission_half_of_the_draws_break_even(knowledge: Knowledge) -> None:
    found = cell(knowledge, "koc_commission", **CHEAP)
    assert found.programme.deal is Deal.COMMISSION
    most = most_to_pay(found, ())
    assert most is not None
    assert most.is_commission
    assert most.commission_rate is not None
    assert at_commission(found, most.commission_rate - 1e-4).chance_break_even == pytest.approx(
        0.5, abs=0.001
    )


def test_where_views_are_counted_the_most_brings_what_ads_bring(knowledge: Knowledge) -> None:
    """Half of the draws: views of the line at that spend against the views of as many VND of ads."""
    advice = advised(knowledge, goal=Goal.LAUNCH, budget_vnd=2_000_000_000)
    found = next(one for one in handed(advice) if one.most is not None and one.most.fee_vnd is not None)
    most = found.most
    assert most is not None
    assert most.fee_vnd is not None
    assert most.against == "ads"
    best = max(advice.plan.offers.ads, key=lambda one: float(one.unit_brings[0]))
    _, a_vnd = of_a_vnd(best.premises, Stage.VIEWS, advice.case)
    other = at_fee(found.forecast, most.fee_vnd - 2)
    beats = other.draws[Stage.VIEWS] >= a_vnd * other.terms.spend_vnd
    assert float(np.mean(beats)) == pytest.approx(0.5, abs=0.001)


def test_what_has_no_yardstick_has_no_ceiling(knowledge: Knowledge) -> None:
    advice = advised(knowledge, goal=Goal.TRUST)
    assert all(one.most is None for one in handed(advice))
    assert all(one.offer_vnd is not None for one in handed(advice))


def test_below_the_floor_price_an_order_loses_and_at_it_none_does(knowledge: Knowledge) -> None:
    found = cell(knowledge, "koc_video", price_vnd=250_000, cost_vnd=90_000, discount_rate=0.1)
    floor = floor_price(found)
    assert floor is not None
    assert floor % 1_000 == 0
    assert (leaves_at(found, floor) or -1) >= 0
    assert (leaves_at(found, floor - 1_000) or 0) < 0
    cheaper = found.case.with_(discount_rate=1 - floor / 250_000)
    known = replace(found.premises, discount_rate=1 - floor / 250_000)
    assert (terms(known, cheaper).leaves_vnd or -1) >= 0


def test_the_floor_price_is_the_cost_of_goods_and_what_fees_add(knowledge: Knowledge) -> None:
    """Dearer goods by 10,000 raise it by more than that: fees are shares of the price."""
    prices = [
        floor_price(cell(knowledge, "koc_video", price_vnd=250_000, cost_vnd=cost))
        for cost in (80_000, 90_000)
    ]
    assert prices[0] is not None
    assert prices[1] is not None
    assert prices[1] - prices[0] > 10_000


def test_what_ends_at_leads_has_no_floor_price(knowledge: Knowledge) -> None:
    assert floor_price(cell(knowledge, "kos_staff", category=Category.FINANCE_INSURANCE)) is None


def test_the_targets_are_the_stages_of_the_forecast(knowledge: Knowledge) -> None:
    found = cell(knowledge, "kos_hired", **CHEAP)
    said = {target.name: target for target in targets_of(found)}
    assert {"gmv", "conversion", "aov", "lost", "response", "carts"} <= set(said)
    assert said["gmv"].band == found.bands[Stage.GMV]
    assert said["carts"].band == found.bands[Stage.CARTS]
    assert said["kept"].band == found.bands[Stage.KEPT]
    drawn = found.draws
    rate = np.sort(drawn[Stage.ORDERS] / drawn[Stage.VIEWS])
    assert said["conversion"].band.middle == rate[round(0.5 * (len(rate) - 1))]
    lost = np.sort(1 - drawn[Stage.KEPT] / drawn[Stage.ORDERS])
    assert said["lost"].band.middle == pytest.approx(lost[round(0.5 * (len(lost) - 1))])
    price = found.premises.live_price_vnd
    assert said["aov"].band == Band(price, price, price)
    each = said["gmv"].each
    assert each is not None
    assert each.middle * found.terms.units == pytest.approx(said["gmv"].band.middle)


def test_the_six_measures_of_the_documents_are_cited(knowledge: Knowledge) -> None:
    cited = {name for target in targets_of(cell(knowledge, "kos_hired")) for name in target.claims}
    assert cited == {"K53", "K54", "K55", "K56", "K57", "K58"}
    assert cited <= set(knowledge.claims)


def test_what_counts_people_has_targets_of_people(knowledge: Knowledge) -> None:
    reach = {one.name for one in targets_of(cell(knowledge, "kol_post", goal=Goal.AWARENESS))}
    assert reach == {"views", "engagements", "per_thousand_views"}
    leads = cell(knowledge, "kos_staff", category=Category.FINANCE_INSURANCE)
    assert {one.name for one in targets_of(leads)} == {"views", "clicks", "leads", "per_lead"}


def test_what_is_tried_first_is_handed_over_first(knowledge: Knowledge) -> None:
    advice = advised(knowledge, **CHEAP)
    found = handed(advice)
    assert advice.trial is not None
    assert found[0].in_trial
    assert found[0].now_units == advice.trial.units(found[0].line)
    assert [one.from_week for one in found] == sorted(one.from_week for one in found)
    assert {one.line.programme for one in found} == {
        line.programme for line in advice.plan.lines if line.creator is not None
    }


def test_a_plan_that_hires_nobody_hands_over_its_cheapest_test(knowledge: Knowledge) -> None:
    advice = advised(knowledge, category=Category.ELECTRONICS, goal=Goal.AWARENESS)
    assert advice.decision is Decision.HOLD
    (found,) = handed(advice)
    assert found.is_test
    assert found.now_units == found.programme.smallest
    assert found.targets


def test_where_a_gate_is_shut_nothing_is_handed_over(knowledge: Knowledge) -> None:
    advice = advise(
        Case(Brief(category=Category.HEALTH_SUPPLEMENTS, ready=Ready(papers=Answer.NO)), knowledge)
    )
    assert advice.decision is Decision.STOP
    assert handed(advice) == ()


def test_nobody_is_offered_less_than_anybody_takes(knowledge: Knowledge) -> None:
    """Where the most lies below the usual prices the message asks for a quote."""
    for goal in Goal:
        for one in handed(advised(knowledge, goal=goal, budget_vnd=2_000_000_000)):
            low = one.forecast.premises["fee"].low
            assert one.offer_vnd is None or one.offer_vnd >= low * 0.95  # in two digits


def test_three_people_are_written_to_for_each_who_is_needed(knowledge: Knowledge) -> None:
    advice = advised(knowledge, goal=Goal.LAUNCH, budget_vnd=2_000_000_000)
    found = next(one for one in handed(advice) if one.line.programme == "koc_video")
    assert found.people == found.now_units
    assert found.contacts == 3 * found.people


def test_four_sessions_in_a_week_are_four_evenings_and_eight_begin_one_twice(knowledge: Knowledge) -> None:
    known = knowledge.handover
    four = evenings(4, 1, 3.0, known)
    assert len({one.day for one in four}) == 4
    assert {(one.from_hour, one.to_hour) for one in four} == {(20.0, 23.0)}
    eight = evenings(8, 1, 3.0, known)
    assert len(eight) == 8
    assert min(one.from_hour for one in eight) == 16.0
    assert len(evenings(8, 4, 3.0, known)) == 2
    assert all(one.to_hour <= 24 for one in evenings(5, 1, 6.0, known))


def test_only_the_shops_own_lives_have_evenings(knowledge: Knowledge) -> None:
    rows: list[Handed] = [
        one for goal in Goal for one in handed(advised(knowledge, goal=goal, budget_vnd=2_000_000_000))
    ]
    assert any(one.week for one in rows)
    assert all(one.line.programme == "kos_own" for one in rows if one.week)
