"""A session's plan, other ways of paying and the field's ratios: sums that can be done by hand."""

from dataclasses import replace

import numpy as np
import pytest

from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.forecast.forecast import Forecast, forecast
from kos_core.forecast.pay import pays
from kos_core.forecast.ratios import chance_of, chance_per_lead, ratios, repeats, twentieths
from kos_core.forecast.session import Plan, plan
from kos_core.hire.chain import Likely, cap_of, order
from kos_core.hire.costs import terms
from kos_core.hire.order import later_vnd
from kos_core.hire.premises import premises
from kos_core.knowledge.loading import load
from kos_core.knowledge.whole import Knowledge
from kos_core.vocabulary import Category, Deal, Goal, Platform, Stage


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


def cell(
    brief: Brief, programme: str, knowledge: Knowledge, platform: Platform = Platform.TIKTOK_SHOP
) -> Forecast:
    return forecast(Case(brief, knowledge), knowledge.programmes[programme], platform)


def planned(brief: Brief, programme: str, knowledge: Knowledge) -> Plan:
    found = plan(cell(brief, programme, knowledge))
    assert found is not None
    return found


def assuming(**own: float) -> Brief:
    return Brief(assumptions=tuple((f"planner.{name}", value) for name, value in own.items()))


def test_three_hours_of_six_offers_are_eighteen_offers_of_ten_minutes(knowledge: Knowledge) -> None:
    found = planned(assuming(hours=3, offers_per_hour=6, products=9), "kos_hired", knowledge)
    assert (found.offers, found.minutes_each, found.products, found.rounds) == (18, 10, 9, 2)


def test_the_stock_to_hold_is_the_ninetieth_percentile_of_one_session(knowledge: Knowledge) -> None:
    # A fixed number of views and fixed rates leave only what the platform's own luck spreads.
    found = planned(Brief(), "kos_hired", knowledge)
    assert found.stock == int(np.ceil(found.shipped.high))
    assert found.shipped.low < found.shipped.middle < found.shipped.high
    # One session of many: less than all sessions together, more than an even share of them.
    together = cell(Brief(), "kos_hired", knowledge)
    share = together.bands[Stage.SHIPPED].high / together.terms.units
    assert share < found.stock < together.bands[Stage.SHIPPED].high


def test_two_days_of_packing_halve_the_parcels_and_a_hundred_a_day_are_one_person(
    knowledge: Knowledge,
) -> None:
    # Sessions more often than every two days: two days to send would pile up.
    found = planned(assuming(ship_days=2, packed_per_person=10), "kos_hired", knowledge)
    assert found.per_week > 3.5
    assert found.pack_day == int(np.ceil(found.stock / max(1, 7 / found.per_week)))
    assert found.packers == -(-found.pack_day // 10)
    one_day = planned(assuming(ship_days=1), "kos_hired", knowledge)
    assert one_day.pack_day == one_day.stock


def test_comments_are_shared_out_over_hours_and_people(knowledge: Knowledge) -> None:
    found = planned(assuming(hours=2, comment_share=0.1, comments_per_hour=50), "kos_hired", knowledge)
    assert found.comments_per_hour == pytest.approx(found.views.high * 0.1 / 2)
    assert found.staff == int(np.ceil(found.comments_per_hour / 50))


@pytest.mark.parametrize(("products", "thin"), [(1, True), (4, True), (5, False), (12, False)])
def test_fewer_than_five_products_are_too_few_for_a_session(
    products: int, *, thin: bool, knowledge: Knowledge
) -> None:
    assert planned(assuming(products=products), "kos_hired", knowledge).is_thin is thin


def test_one_product_is_right_for_a_slot(knowledge: Knowledge) -> None:
    found = planned(Brief(), "kos_slot", knowledge)
    assert found.products == found.offers == 1
    assert not found.is_thin
    assert found.hours * 60 == pytest.approx(10.2)


def test_what_is_lacking_is_what_is_needed_less_what_is_there(knowledge: Knowledge) -> None:
    ads = {"ads_vnd": 1_500_000}
    plenty = planned(Brief(**ads), "kos_hired", knowledge)
    assert (plenty.short, plenty.short_packing) == (None, None)
    found = planned(Brief(stock=30, pack_per_day=20, **ads), "kos_hired", knowledge)
    assert found.stock == plenty.stock, "demand is not cut by the stock it is compared with"
    assert found.short == found.stock - 30
    assert found.short_packing == found.pack_day - 20
    enough = planned(Brief(stock=10_000, pack_per_day=10_000), "kos_hired", knowledge)
    assert (enough.short, enough.short_packing) == (0, 0)


@pytest.mark.parametrize("programme", ["koc_video", "kol_post", "koc_commission", "ambassador_community"])
def test_only_lives_are_planned(programme: str, knowledge: Knowledge) -> None:
    brief = Brief(budget_vnd=2_000_000_000)
    assert plan(cell(brief, programme, knowledge)) is None


def test_no_plan_without_money_and_none_where_the_chain_ends_at_leads(knowledge: Knowledge) -> None:
    poor = Brief(budget_vnd=200_000)
    assert plan(cell(poor, "kos_hired", knowledge)) is None
    course = Brief(category=Category.EDUCATION_SERVICES)
    assert plan(cell(course, "kos_hired", knowledge)) is None


def test_nothing_divides_by_nothing(knowledge: Knowledge) -> None:
    found = planned(
        assuming(
            hours=0, offers_per_hour=0, products=0, ship_days=0, comments_per_hour=0, packed_per_person=0
        ),
        "kos_hired",
        knowledge,
    )
    assert min(found.offers, found.products, found.staff, found.packers) >= 1


def test_a_plan_says_which_judgements_it_used(knowledge: Knowledge) -> None:
    for programme in ("kos_hired", "kos_slot"):
        names = planned(Brief(), programme, knowledge).rests_on
        assert all(knowledge.estimates[name].why is not None for name in names)
    used = {
        *planned(Brief(), "kos_hired", knowledge).rests_on,
        *planned(Brief(), "kos_slot", knowledge).rests_on,
    }
    apart = {"planner.fee_exponent", "planner.paid_ahead_share", "planner.payout_weeks"}
    assert used | apart == {name for name in knowledge.estimates if name.startswith("planner.")}


def test_other_pay_changes_the_money_and_nothing_before_it(knowledge: Knowledge) -> None:
    brief = Brief()
    rows = {
        row.deal: row
        for row in pays(Case(brief, knowledge), knowledge.programmes["kos_slot"], Platform.TIKTOK_SHOP)
    }
    assert list(rows) == [Deal.FIXED, Deal.FEE_AND_COMMISSION, Deal.COMMISSION, Deal.HOURLY]
    assert [deal for deal, row in rows.items() if row.is_now] == [Deal.FEE_AND_COMMISSION]
    same = [rows[deal].forecast for deal in (Deal.FIXED, Deal.FEE_AND_COMMISSION, Deal.COMMISSION)]
    assert len({found.terms.units for found in same}) == 1
    for stage in (Stage.VIEWS, Stage.CLICKS, Stage.ORDERS, Stage.KEPT):
        assert len({found.bands[stage] for found in same}) == 1
    fixed, both, commission = same
    assert fixed.terms.spend_vnd == both.terms.spend_vnd > commission.terms.spend_vnd
    rate, price = rows[Deal.FEE_AND_COMMISSION].commission_rate, both.terms.live_price_vnd
    assert fixed.terms.leaves_vnd == pytest.approx(both.terms.leaves_vnd + rate * price)
    assert rows[Deal.FIXED].commission_rate == 0


def test_on_commission_only_part_of_those_who_get_a_sample_post(knowledge: Knowledge) -> None:
    rows = {
        row.deal: row
        for row in pays(Case(Brief(), knowledge), knowledge.programmes["koc_video"], Platform.TIKTOK_SHOP)
    }
    posted = knowledge.likely("koc_commission.any.posted_share")
    paid, free = rows[Deal.FIXED].forecast, rows[Deal.COMMISSION].forecast
    assert free.terms.units == paid.terms.units
    assert free.bands[Stage.VIEWS].middle < paid.bands[Stage.VIEWS].middle
    assert free.premises.likely("posted_share") == posted


def test_people_on_commission_would_ask_a_fee_that_fits_their_audience(knowledge: Knowledge) -> None:
    rows = {
        row.deal: row
        for row in pays(
            Case(Brief(), knowledge), knowledge.programmes["koc_commission"], Platform.TIKTOK_SHOP
        )
    }
    # 3 million VND for 19,000 followers; for 4,000: 3m × (4/19)^0.78 = 890k.
    assert rows[Deal.FIXED].forecast.premises.likely("fee") == pytest.approx(3e6 * (4 / 19) ** 0.78)
    assert "posted_share" not in rows[Deal.FIXED].forecast.premises.estimates
    assert rows[Deal.COMMISSION].is_now


def test_nobody_compares_pay_where_nothing_is_valued(knowledge: Knowledge) -> None:
    brief = Brief(budget_vnd=2_000_000_000)
    face = knowledge.programmes["ambassador_community"]
    assert pays(Case(brief, knowledge), face, Platform.TIKTOK_SHOP) == ()


def test_for_leads_a_fee_and_the_hour_are_compared_and_no_commission(knowledge: Knowledge) -> None:
    brief = Brief(category=Category.EDUCATION_SERVICES, budget_vnd=2_000_000_000)
    for programme, now in (("kol_post", Deal.FIXED), ("kos_hired", Deal.HOURLY)):
        rows = pays(Case(brief, knowledge), knowledge.programmes[programme], Platform.TIKTOK_SHOP)
        assert [row.deal for row in rows] == [Deal.FIXED, Deal.HOURLY]
        assert [row.deal for row in rows if row.is_now] == [now]
        assert [row.differs for row in rows if not row.is_now] == [("other_people",)]
        assert all(Stage.LEADS in row.forecast.bands for row in rows)


def test_what_differs_beside_the_pay_is_named(knowledge: Knowledge) -> None:
    def differs(programme: str, brief: Brief) -> dict[Deal, tuple[str, ...]]:
        way = knowledge.programmes[programme]
        return {row.deal: row.differs for row in pays(Case(brief, knowledge), way, Platform.TIKTOK_SHOP)}

    rich = Brief(budget_vnd=500_000_000, ads_vnd=750_000)
    slot = differs("kos_slot", rich)
    assert slot[Deal.FIXED] == slot[Deal.FEE_AND_COMMISSION] == ()
    assert slot[Deal.COMMISSION] == ("few_accept",)
    assert slot[Deal.HOURLY] == ("other_people",)
    assert differs("koc_video", rich)[Deal.COMMISSION] == ("some_post", "no_ads")
    free = differs("koc_commission", Brief())
    assert free[Deal.COMMISSION] == ()
    assert {"all_post", "with_ads"} <= set(free[Deal.FIXED])
    poor = differs("koc_commission", Brief(budget_vnd=10_000_000))
    assert "over_budget" in poor[Deal.FIXED]


@pytest.mark.parametrize("goal", Goal)
def test_the_goal_says_what_is_measured_and_an_ambassador_is_measured_by_reach(
    goal: Goal, knowledge: Knowledge
) -> None:
    brief = Brief(goal=goal, budget_vnd=2_000_000_000)
    found = cell(brief, "koc_video", knowledge)
    face = cell(brief, "ambassador_community", knowledge)
    sells = knowledge.goals[goal].sells
    assert face.measure.is_reach
    assert found.measure.is_reach is not sells
    if goal is Goal.TRUST:
        assert found.measure.first is Stage.ENGAGEMENTS
    course = cell(brief.with_(category=Category.EDUCATION_SERVICES), "koc_video", knowledge)
    assert (course.measure.targets == (Stage.LEADS,)) is sells


def test_a_lead_costs_at_most_its_ninetieth_percentile_nine_times_in_ten(knowledge: Knowledge) -> None:
    course = cell(Brief(category=Category.EDUCATION_SERVICES), "koc_video", knowledge)
    price = ratios(course)["per_lead"]
    assert chance_per_lead(course, price.high) == pytest.approx(0.9, abs=0.01)
    assert chance_per_lead(course, price.middle) == pytest.approx(0.5, abs=0.01)
    assert chance_per_lead(cell(Brief(), "koc_video", knowledge), 1e9) is None


def test_the_ratios_are_the_quotients_the_field_means(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = cell(Brief(), "koc_video", knowledge)
    middles = {stage: np.full(8, band.middle) for stage, band in found.bands.items()}
    monkeypatch.setattr(Forecast, "draws", middles)
    said, spend = ratios(found), found.terms.spend_vnd
    gmv, views, kept = (found.bands[s].middle for s in (Stage.GMV, Stage.VIEWS, Stage.KEPT))
    revenue = kept * found.terms.live_price_vnd
    assert said["roas"].middle == pytest.approx(gmv / spend)
    assert said["gpm"].middle == pytest.approx(gmv / views * 1_000)
    assert said["cir"].middle == pytest.approx((spend + 0.15 * revenue) / revenue)
    assert said["per_kept"].middle == pytest.approx(spend / kept)
    assert said["per_thousand_views"].middle == pytest.approx(spend / views * 1_000)


def test_an_ambassador_is_measured_by_reach_and_a_course_by_leads(knowledge: Knowledge) -> None:
    rich = Brief(budget_vnd=2_000_000_000)
    assert set(ratios(cell(rich, "ambassador_community", knowledge))) == {
        "per_thousand_impressions",
        "per_thousand_views",
        "per_engagement",
    }
    course = cell(Brief(category=Category.EDUCATION_SERVICES), "koc_video", knowledge)
    assert set(ratios(course)) == {"per_thousand_views", "per_lead"}
    assert chance_of(course, Stage.PROFIT, 0) is None
    assert twentieths(course) == ()


def test_a_target_is_a_share_of_the_draws(knowledge: Knowledge) -> None:
    found = cell(Brief(), "koc_commission", knowledge)
    assert chance_of(found, Stage.PROFIT, 0) == found.chance_break_even
    assert chance_of(found, Stage.KEPT, 0) == 1
    assert chance_of(found, Stage.KEPT, found.bands[Stage.KEPT].high) == pytest.approx(0.1, abs=0.001)
    dots = twentieths(found)
    assert len(dots) == 20
    assert sum(x >= 0 for x in dots) / 20 == pytest.approx(found.chance_break_even, abs=0.05)


def test_at_the_repeat_rate_named_the_usual_orders_pay_the_advance_back(knowledge: Knowledge) -> None:
    brief = Brief(category=Category.HEALTH_SUPPLEMENTS)
    found = cell(brief, "kos_slot", knowledge)
    needed = repeats(found)
    assert needed is not None
    assert needed.rate is not None
    assert 0 < needed.rate < 1
    repeating = Case(brief.with_(repeat_rate=needed.rate), knowledge)
    known = premises(repeating, found.programme, found.platform)
    as_many = replace(terms(known, repeating), units=found.terms.units)
    with_them = Forecast(known, as_many, repeating)
    assert with_them.terms.leaves_vnd is not None
    kept = found.bands[Stage.KEPT].middle
    assert kept * with_them.terms.leaves_vnd == pytest.approx(found.terms.spend_vnd)
    # Said with repeats already counted, it is the same rate.
    again = repeats(with_them)
    assert again is not None
    assert again.rate == pytest.approx(needed.rate)
    one = order(Likely(found.premises), Case(brief, knowledge))
    assert needed.each_vnd == pytest.approx(float(later_vnd(one, brief.with_(repeat_rate=1), found.premises)))


def test_a_repeat_order_that_leaves_nothing_never_breaks_even(knowledge: Knowledge) -> None:
    brief = Brief(price_vnd=200_000, cost_vnd=195_000)
    needed = repeats(cell(brief, "koc_video", knowledge))
    assert needed is not None
    assert needed.rate is None


def test_the_smaller_of_stock_and_packing_holds_the_orders_back() -> None:
    assert cap_of(Brief()) is None
    assert cap_of(Brief(stock=500)) == 500
    assert cap_of(Brief(stock=5_000, pack_per_day=10, weeks=4)) == 280
