"""From views to profit in round numbers, by hand; what is drawn is what is likely where nothing varies."""

from typing import Any

import numpy as np
import pytest

from kos_core.forecast.ads import ads
from kos_core.forecast.drawn import Drawn
from kos_core.forecast.forecast import forecast
from kos_core.hire.chain import Likely, cap_of, stages
from kos_core.hire.measure import counted, measure_of
from kos_core.vocabulary import Answer, Category, CostLine, Goal, Season, Seller, Stage
from tests.toy.world import TIKTOK, WORLD, bound, case, way, world

CASES: list[dict[str, Any]] = [
    {},
    {"stock": 50},
    {"pack_per_day": 1, "weeks": 2},
    {"repeat_rate": 0.5, "halo_rate": 0.2},
    {"season": Season.DOUBLE_DAY},
    {"discount_rate": 0.2, "seller": Seller.COMPANY},
    {"reviews": 0},
    {"price_vnd": 400_000, "cost_vnd": 0},
    {"category": Category.FINANCE_INSURANCE},
    {"goal": Goal.TRUST, "stock": 10, "repeat_rate": 0.1},
]


@pytest.mark.parametrize("given", CASES, ids=str)
@pytest.mark.parametrize("name", ["kol_post", "koc_commission", "kos_hired", "face"])
def test_where_nothing_varies_every_draw_is_the_likely_value(name: str, given: dict[str, Any]) -> None:
    """Stock, packing, repeats, halo, hard to ship, season and all: one chain, so no two answers."""
    costly = world({
        "cost.packing_vnd": 4_000, "cost.failed_shipping_vnd": 20_000, "cost.seller_tax_rate": 0.01,
        "any.any.any.spoiled_share": 0.1, "any.tiktok_shop.any.order_fee_vnd": 3_000,
    })  # fmt: skip
    found = case(costly, **given).with_(budget_vnd=400_000_000)
    found = found.with_(traits=found.brief.traits.model_copy(update={"hard_to_ship": Answer.YES}))
    if found.brief.category is Category.FINANCE_INSURANCE and name == "koc_commission":
        return  # samples are of goods
    cell = forecast(found, WORLD.programmes[name], TIKTOK)
    likely = stages(Likely(cell.premises), cell.terms.bought, found)
    drawn = stages(Drawn(cell.premises, cell.terms.units, 1), cell.terms.bought, found)
    assert list(likely) == list(drawn)
    for stage, value in likely.items():
        assert np.ptp(drawn[stage]) == 0, stage
        assert float(np.max(drawn[stage])) == pytest.approx(float(value), rel=1e-12), stage


def test_a_session_by_hand() -> None:
    """6,000 views, 600 clicks, 30 orders, 27 shipped, 24 delivered, 21.6 kept; 80k each less 2 million."""
    found = stages(Likely(way("kos_hired", case()).premises), way("kos_hired", case()).terms.bought, case())
    units = way("kos_hired", case()).terms.units
    assert units == 10  # 20 million at 2 million a session
    by_hand = {
        Stage.IMPRESSIONS: 12_000, Stage.VIEWS: 6_000, Stage.ENGAGEMENTS: 600, Stage.CLICKS: 600,
        Stage.CARTS: 60, Stage.ORDERS: 30, Stage.SHIPPED: 27, Stage.DELIVERED: 24, Stage.KEPT: 21.6,
        Stage.GMV: 6_000_000, Stage.NET_REVENUE: 21.6 * 180_000, Stage.PROFIT: 21.6 * 80_000 - 2_000_000,
    }  # fmt: skip
    assert {s: float(v) / units for s, v in found.items()} == pytest.approx(by_hand)


def test_what_an_order_leaves_pays_the_advance_back() -> None:
    """2 million a session at 80k an order: 25 orders; ten sessions 250."""
    hired = way("kos_hired", case()).terms
    assert (hired.leaves_vnd, hired.unit_advance_vnd) == (pytest.approx(80_000), 2_000_000)
    assert hired.break_even_orders == 250
    assert hired.kept_share == pytest.approx(0.72)


def test_fees_costs_and_losses_each_take_their_part() -> None:
    """180k less 3k on 24/21.6 parcels, 4k on 27/21.6, 20k on the 5.4 that fail, a tenth of 2.4 goods."""
    costly = world({
        "any.tiktok_shop.any.order_fee_vnd": 3_000, "cost.packing_vnd": 4_000,
        "cost.failed_shipping_vnd": 20_000, "any.any.any.spoiled_share": 0.1,
    })  # fmt: skip
    by_hand = 180_000 - 100_000 - (24 * 3_000 + 27 * 4_000 + 5.4 * 20_000 + 2.4 * 0.1 * 100_000) / 21.6
    assert way("kos_hired", case(costly)).terms.leaves_vnd == pytest.approx(by_hand)
    brittle = case(costly)
    brittle = brittle.with_(traits=brittle.brief.traits.model_copy(update={"hard_to_ship": Answer.YES}))
    assert way("kos_hired", brittle).terms.leaves_vnd == pytest.approx(by_hand - 5.4 * 20_000 / 21.6)
    off = case(
        costly, costs_off=(CostLine.PACKING, CostLine.FAILED_PARCELS, CostLine.AGENCY, CostLine.RIGHTS)
    )
    assert way("kos_hired", off).terms.leaves_vnd == pytest.approx(80_000 - 24 * 3_000 / 21.6)


def test_the_tax_is_withheld_from_an_individual_alone() -> None:
    taxed = world({"cost.seller_tax_rate": 0.02})
    assert way("kos_hired", case(taxed)).terms.leaves_vnd == pytest.approx(76_000)
    assert way("kos_hired", case(taxed, seller=Seller.COMPANY)).terms.leaves_vnd == pytest.approx(80_000)
    off = case(taxed, costs_off=(CostLine.SELLER_TAX,))
    assert way("kos_hired", off).terms.leaves_vnd == pytest.approx(80_000)


def test_a_repeat_is_at_list_price_and_halo_at_the_live_one() -> None:
    """At 20 % off an order leaves 0.9 × 160 − 100 = 44k; a repeat 80k, a halo order 44k."""
    plain, both = case(discount_rate=0.2), case(discount_rate=0.2, repeat_rate=0.5, halo_rate=0.25)
    assert way("kos_hired", plain).terms.leaves_vnd == pytest.approx(44_000)
    assert way("kos_hired", both).terms.leaves_vnd == pytest.approx(44_000 + 0.5 * 80_000 + 0.25 * 44_000)


def test_stock_and_packing_hold_back_what_is_shipped() -> None:
    """The smaller of both: 56 parcels in four weeks of two a day."""
    assert cap_of(case().brief) is None
    assert cap_of(case(stock=100, pack_per_day=2).brief) == 56
    assert cap_of(case(stock=40, pack_per_day=2).brief) == 40
    ten = bound(10)
    cell = forecast(case(ten, stock=40), ten.programmes["kos_hired"], TIKTOK)
    assert cell.bands[Stage.SHIPPED].middle == pytest.approx(40)
    assert cell.bands[Stage.PROFIT].middle == pytest.approx(40 * 21.6 / 27 * 80_000 - 20_000_000)


def test_a_dearer_price_sells_less_by_its_response() -> None:
    """Twice the usual basket with a response of one: half the orders."""
    once, twice = (way("kos_hired", case(price_vnd=p, cost_vnd=100_000)) for p in (200_000, 400_000))
    outcomes = [stages(Likely(w.premises), w.terms.bought, case())[Stage.ORDERS] for w in (once, twice)]
    assert float(outcomes[1]) == pytest.approx(float(outcomes[0]) / 2)


def test_the_same_money_in_ads_has_no_seller_no_commission_and_its_reviews_count() -> None:
    """20 million at 50k a thousand: 400,000 shown, 4,000 clicks, 400 orders, 288 kept at 80k."""
    like = way("kos_hired", case()).premises
    found = ads(like, 20_000_000, case())
    by_hand = {Stage.IMPRESSIONS: 400_000, Stage.CLICKS: 4_000, Stage.KEPT: 288}
    assert {s: found[s].middle for s in by_hand} == pytest.approx(by_hand)
    assert found[Stage.PROFIT].middle == pytest.approx(288 * 80_000 - 20_000_000)
    halved = world({"model.no_reviews": 0.5, "model.no_offer": 0.5, "model.no_question_list": 0.5})
    none = case(halved, reviews=0)
    none = none.with_(ready=none.brief.ready.model_copy(
        update={"live_offer": Answer.NO, "question_list": Answer.NO}))  # fmt: skip
    assert ads(way("kos_hired", none).premises, 20_000_000, none)[Stage.KEPT].middle == pytest.approx(144)
    sample = way("koc_commission", case())
    assert sample.premises.likely("commission_rate") == 0.1
    assert ads(sample.premises, 20_000_000, case())[Stage.PROFIT].middle == pytest.approx(3_040_000)


@pytest.mark.parametrize(
    ("goal", "stage", "times"),
    [
        (Goal.AWARENESS, Stage.IMPRESSIONS, 1),
        (Goal.TRUST, Stage.ENGAGEMENTS, 1),
        (Goal.SALES, Stage.PROFIT, 1),
        (Goal.BRAND_IMAGE, Stage.IMPRESSIONS, 1),
    ],
)
def test_what_a_way_does_for_a_goal_is_what_the_goal_counts(goal: Goal, stage: Stage, times: int) -> None:
    """Trust is decided by interactions, not by profit."""
    found = case(goal=goal)
    one = way("kos_hired", found)
    assert measure_of(found, one.premises).first is stage
    likely = stages(Likely(one.premises), one.terms.bought, found)
    brings = counted(likely, one.premises, measure_of(found, one.premises))
    assert brings == pytest.approx(float(likely[stage]) * times)


def test_an_image_is_counted_by_months_and_a_face_by_reach_whatever_the_goal() -> None:
    """100m: production of the fee again, half of it media: 1m impressions own and 2m bought, six months."""
    rich = case(goal=Goal.BRAND_IMAGE, budget_vnd=400_000_000)
    face = way("face", rich)
    assert face.terms.units == 1
    assert face.terms.unit_advance_vnd == 200_000_000
    found = stages(Likely(face.premises), face.terms.bought, rich)
    brings = counted(found, face.premises, measure_of(rich, face.premises))
    assert brings == pytest.approx(6 * (500_000 / 0.5 + 50_000_000 / 50_000 * 1_000))
    for goal in (Goal.SALES, Goal.FULL_FUNNEL):
        selling = case(goal=goal, budget_vnd=400_000_000)
        assert measure_of(selling, way("face", selling).premises).first is Stage.IMPRESSIONS
    trusting = case(goal=Goal.TRUST, budget_vnd=400_000_000)
    assert measure_of(trusting, way("face", trusting).premises).first is Stage.ENGAGEMENTS


def test_where_nothing_is_sold_on_the_spot_leads_are_counted() -> None:
    """A tenth of the clicks: 600 a session, 60 leads; dear goods too."""
    bank = case(category=Category.FINANCE_INSURANCE)
    cell = forecast(bank, WORLD.programmes["kos_hired"], TIKTOK)
    assert cell.bands[Stage.LEADS].middle == pytest.approx(60 * cell.terms.units)
    assert Stage.PROFIT not in cell.bands
    assert cell.chance_break_even is None
    dear = case(price_vnd=30_000_000)
    assert forecast(dear, WORLD.programmes["kos_hired"], TIKTOK).premises.is_leads
    assert not forecast(case(price_vnd=20_000_000), WORLD.programmes["kos_hired"], TIKTOK).premises.is_leads
