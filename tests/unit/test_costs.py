"""What a campaign costs and what an order leaves: sums one can check by hand.

The case: a 250,000 VND cream that costs the shop 100,000, sold in slots on TikTok Shop, no discount.
"""

from math import ceil

import numpy as np
import pytest

from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.forecast.forecast import forecast
from kos_core.hire.breakdown import Line, advance_lines, order_lines
from kos_core.hire.chain import Likely, order
from kos_core.hire.costs import Terms, terms
from kos_core.hire.order import Order, losses, settle
from kos_core.hire.premises import Premises, premises
from kos_core.knowledge.loading import load
from kos_core.knowledge.whole import Knowledge
from kos_core.vocabulary import CostLine, Deal, Platform, Season, Seller, Stage

CREAM = Brief(price_vnd=250_000, cost_vnd=100_000, discount_rate=0, platforms=(Platform.TIKTOK_SHOP,))
NOTHING_ELSE = tuple(CostLine)
TIKTOK = Platform.TIKTOK_SHOP


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """As of a day when the fees of 2025 held: its tariffs stay, and so do the sums."""
    return load("2026-01-01")


def base(
    brief: Brief, knowledge: Knowledge, programme: str = "kos_slot", platform: Platform = TIKTOK
) -> Premises:
    return premises(Case(brief, knowledge), knowledge.programmes[programme], platform)


def hire(
    brief: Brief, knowledge: Knowledge, programme: str = "kos_slot", platform: Platform = TIKTOK
) -> Terms:
    return terms(base(brief, knowledge, programme, platform), Case(brief, knowledge))


def on(brief: Brief, knowledge: Knowledge, programme: str = "kos_slot") -> dict[str, float]:
    known = base(brief, knowledge, programme, TIKTOK)
    lines = advance_lines(known, terms(known, Case(brief, knowledge)), brief)
    return {line.name: line.vnd for line in lines if line.is_on}


def per_order(
    brief: Brief, knowledge: Knowledge, programme: str = "kos_slot", platform: Platform = TIKTOK
) -> tuple[Line, ...]:
    return order_lines(base(brief, knowledge, programme, platform), Case(brief, knowledge))


def break_even_a_slot(hired: Terms) -> float:
    assert hired.leaves_vnd is not None
    return hired.unit_advance_vnd / hired.leaves_vnd


@pytest.mark.parametrize(
    ("name", "likely"),
    [
        ("fee", 3_000_000),
        ("followers", 150_000),
        ("views_per_follower", 0.03),
        ("click_rate", 0.37),
        ("orders_per_view", 0.01),
        ("category_click", 1),
        ("category_conversion", 1),
        ("basket", 200_000),
        ("price_response", 1.8),
        ("cancel_rate", 0.19),
        ("cancel_split", 0.4),
        ("return_rate", 0.09),
        ("refused_in_return", 0.5),
        ("commission_rate", 0.12),
        ("fee:tiktok_shop.commission", 0.10),
        ("fee:tiktok_shop.transaction", 0.05),
        ("fee:tiktok_shop.handling", 3_000),
        ("seller_tax", 0.015),
        ("packing", 4_500),
        ("failed_shipping", 25_000),
        ("spoiled_share", 0.7),
        ("sample_shipping", 30_000),
        ("withholding_rate", 0.10),
        ("withholding_from", 2_000_000),
        ("lent_above", 2_000_000),
        ("lent_wear", 0.10),
        ("overlap_rate", 0.1),
    ],
)
def test_the_knowledge_still_holds_the_numbers_the_sums_use(
    knowledge: Knowledge, name: str, likely: float
) -> None:
    """A sum below that fails because a number was updated fails here first."""
    assert likely == base(CREAM, knowledge).likely(name)


def test_a_cream_without_the_folded_costs_needs_about_38_orders_a_slot(knowledge: Knowledge) -> None:
    """3m over 250k less 15 % fees, 12 % commission, the 3,000 handling and 100k of goods."""
    hired = hire(CREAM.with_(costs_off=NOTHING_ELSE), knowledge)
    # 3,000 is paid on returned parcels too: 0.09 × (1 − 0.5) = 4.5 % of what was delivered comes back.
    leaves = 250_000 * (1 - 0.10 - 0.05 - 0.12) - 3_000 / (1 - 0.045) - 100_000
    assert leaves == pytest.approx(79_359, abs=1)
    assert hired.unit_advance_vnd == 3_000_000
    assert hired.leaves_vnd == pytest.approx(leaves, rel=1e-12)
    assert break_even_a_slot(hired) == pytest.approx(37.8, abs=0.05)
    assert ceil(hired.units * 3_000_000 / leaves) == hired.break_even_orders


def test_a_cream_with_the_usual_lines_needs_about_56_orders_a_slot(knowledge: Knowledge) -> None:
    """Tax on the fee, a sample, seller's tax, packing and failed parcels cost eighteen orders more."""
    hired = hire(CREAM, knowledge)
    cancelled = 0.19 * 0.4  # 7.6 % before shipping
    undelivered = 1 - 0.81 / 0.924  # the rest of the 19 %
    shipped = 1 - cancelled
    delivered = 0.81
    kept = delivered * (1 - 0.045)
    assert delivered == pytest.approx(shipped * (1 - undelivered))
    leaves = (
        250_000 * (1 - 0.10 - 0.05 - 0.12 - 0.015)
        - 3_000 * delivered / kept
        - 4_500 * shipped / kept
        - 25_000 * (shipped - kept) / kept
        - 0.7 * 100_000 * (delivered - kept) / kept
        - 100_000
    )
    advance = 3_000_000 / 0.9 + 100_000 + 30_000
    assert hired.unit_advance_vnd == pytest.approx(advance, rel=1e-12)
    assert hired.kept_share == pytest.approx(kept, rel=1e-12)
    assert hired.leaves_vnd == pytest.approx(leaves, rel=1e-12)
    assert break_even_a_slot(hired) == pytest.approx(55.8, abs=0.05)


@pytest.mark.parametrize("costs_off", [NOTHING_ELSE, Brief().costs_off])
def test_each_further_per_cent_of_discount_needs_strictly_more_orders(
    knowledge: Knowledge, costs_off: tuple[CostLine, ...]
) -> None:
    """The break-even of two slots rises with every per cent, until an order leaves nothing."""
    two_slots = CREAM.with_(budget_vnd=10_000_000, costs_off=costs_off)
    offers = [hire(two_slots.with_(discount_rate=d / 100), knowledge) for d in range(51)]
    assert {hired.units for hired in offers} == {2}
    orders = [hired.break_even_orders for hired in offers]
    counted = [o for o in orders if o is not None]
    assert counted == sorted(set(counted))
    assert orders == counted + [None] * (len(orders) - len(counted))
    assert None in orders


def test_what_an_order_leaves_is_the_price_less_the_lines_on_the_screen(knowledge: Knowledge) -> None:
    """Live price less every line taken per order is what one successful order leaves."""
    for programme, platform in (
        ("kos_slot", TIKTOK),
        ("koc_video", TIKTOK),
        ("kos_slot", Platform.FACEBOOK_LIVE),
    ):
        brief = CREAM.with_(discount_rate=0.2)
        hired = hire(brief, knowledge, programme, platform)
        taken = sum(line.vnd for line in per_order(brief, knowledge, programme, platform) if line.is_on)
        assert hired.live_price_vnd == 200_000
        assert hired.leaves_vnd == pytest.approx(hired.live_price_vnd - taken, rel=1e-12)


def test_three_losses_cost_three_different_things() -> None:
    """Of 1,000 orders 100 are cancelled free, 90 come back undelivered, 81 are returned."""
    order = Order(
        value_vnd=100_000,
        cost_vnd=40_000,
        fee_rate=0.10,
        fee_vnd=3_000,
        commission_rate=0.05,
        seller_tax_rate=0.01,
        packing_vnd=4_000,
        failed_vnd=20_000,
        spoiled_share=0.5,
        cancelled=0.1,
        undelivered=0.1,
        returned=0.1,
    )
    done = settle(1_000, order)
    assert pytest.approx((done.shipped, done.delivered, done.kept)) == (900, 810, 729)
    assert done.gmv_vnd == pytest.approx(100_000_000)
    # 84 % of 729 orders; 3,000 on 810 delivered; 4,000 on 900 shipped; 20,000 on 90 + 81 failed.
    net = 729 * 100_000 * 0.84 - 810 * 3_000 - 900 * 4_000 - 171 * 20_000
    assert net == pytest.approx(51_786_000)
    assert done.net_revenue_vnd == pytest.approx(net)
    # 729 pieces sold, half of the 81 returned ones thrown away.
    assert done.contribution_vnd == pytest.approx(net - 729 * 40_000 - 81 * 0.5 * 40_000)


def test_cancelled_and_undelivered_together_are_the_tables_cancel_rate(knowledge: Knowledge) -> None:
    """8 in 20 of the 19 % go before shipping; nothing is counted twice."""
    cancelled, undelivered, returned = losses(base(CREAM, knowledge), 0.19, 0.09)
    assert cancelled == pytest.approx(0.076)
    assert (1 - cancelled) * (1 - undelivered) == pytest.approx(0.81)
    assert returned == pytest.approx(0.045)


@pytest.mark.parametrize(
    ("day", "fee", "is_taxed"),
    [
        ("2026-06-30", 1_999_999, False),
        ("2026-06-30", 2_000_000, True),
        ("2026-07-01", 4_999_999, False),
        ("2026-07-01", 5_000_000, True),
    ],
)
def test_tax_on_the_fee_is_withheld_from_the_limit_of_the_day(day: str, fee: int, *, is_taxed: bool) -> None:
    """A net quote of 5m costs 5.56m; one VND less costs what it says. To June 2026 the limit was 2m."""
    known = load(day)
    brief = CREAM.with_(assumptions=(("koc_video.tiktok_shop.fee_per_activation_vnd", fee),))
    tax = fee / 0.9 - fee if is_taxed else 0.0
    assert on(brief, known, "koc_video").get("fee_tax", 0.0) == pytest.approx(tax)
    registered = brief.with_(creator_registered="yes")
    assert on(registered, known, "koc_video").get("fee_tax", 0.0) == 0


def test_a_host_by_the_hour_costs_wage_ads_and_session(knowledge: Knowledge) -> None:
    """400k for three hours, 1.5m of ads, 800k for room and helper; no tax below 2m, no sample."""
    hired = hire(CREAM, knowledge, "kos_hired")
    assert on(CREAM, knowledge, "kos_hired") == {
        "fee": 400_000,
        "boosting": 1_500_000,
        "session_costs": 800_000,
    }
    assert hired.needs_vnd == 4 * 2_700_000


def test_a_dear_sample_costs_its_first_two_million_and_the_wear_of_the_rest(knowledge: Knowledge) -> None:
    """Up to 2m the piece is given away; of a 3m piece 2m counts as lost and a tenth of the rest as wear."""
    given = CREAM.with_(price_vnd=4_000_000, cost_vnd=1_900_000)
    lent = CREAM.with_(price_vnd=4_000_000, cost_vnd=3_000_000)
    assert on(given, knowledge)["samples"] == pytest.approx(1_900_000 + 30_000)
    assert on(lent, knowledge)["samples"] == pytest.approx(2_000_000 + 0.1 * 1_000_000 + 30_000)


def test_a_company_pays_no_withheld_sellers_tax(knowledge: Knowledge) -> None:
    """1.5 % of 250,000 is 3,750 VND an order, which only household and individual sellers lose."""
    individual = hire(CREAM.with_(seller=Seller.INDIVIDUAL), knowledge)
    company = hire(CREAM.with_(seller=Seller.COMPANY), knowledge)
    assert individual.leaves_vnd is not None
    assert company.leaves_vnd == pytest.approx(individual.leaves_vnd + 3_750)


def test_facebook_has_its_own_costs_in_place_of_marketplace_fees(knowledge: Knowledge) -> None:
    """1.5 % for collection, 15,000 for shipping share, staff and software, 50,000 for a failed parcel."""
    known = base(CREAM, knowledge, "kos_slot", Platform.FACEBOOK_LIVE)
    one = order(Likely(known), Case(CREAM, knowledge))
    assert pytest.approx((one.fee_rate, one.fee_vnd, one.failed_vnd)) == (0.015, 15_000, 50_000)
    names = {line.name for line in per_order(CREAM, knowledge, "kos_slot", Platform.FACEBOOK_LIVE)}
    assert {"fee:facebook_live.transaction", "fee:facebook_live.own"} == {n for n in names if n[:4] == "fee:"}


def test_goods_hard_to_ship_lose_more_with_each_failed_parcel(knowledge: Knowledge) -> None:
    """25,000 × 1.3 = 32,500 VND."""
    brittle = CREAM.with_(traits={"hard_to_ship": "yes"})
    known = base(brittle, knowledge)
    assert known.likely("hard_to_ship") == 1.3
    one = order(Likely(known), Case(brittle, knowledge))
    assert one.failed_vnd == pytest.approx(32_500)


def test_a_slot_is_counted_with_the_commission_it_will_earn(knowledge: Knowledge) -> None:
    """4,500 views, 45 orders less the price response; 12 % of that beside the 3m."""
    hired = hire(CREAM.with_(costs_off=NOTHING_ELSE), knowledge)
    # Nothing is given off: either the dearer price or the missing offer, whichever costs more (0.6 < 0.746).
    held = (250_000 / 200_000) ** -1.8 * 0.6 / 0.85**1.8
    orders = 150_000 * 0.03 * 0.01 * held
    assert orders == pytest.approx(24.2, abs=0.05)
    commission = hired.unit_outlay_vnd - 3_000_000
    assert 0 < commission <= 0.12 * orders * 250_000 * (1 + 1e-12)
    assert hired.units == 12  # three a week for four weeks
    assert hired.needs_vnd == pytest.approx(2 * hired.unit_outlay_vnd)
    assert hired.comfortable_vnd == pytest.approx(4 * hired.unit_outlay_vnd)


def test_units_are_capped_by_what_fits_into_the_weeks(knowledge: Knowledge) -> None:
    """Three slots a week for four weeks are twelve, whatever the budget; one week allows three."""
    rich = CREAM.with_(budget_vnd=10_000_000_000)
    assert hire(rich, knowledge).units == 12
    assert hire(rich.with_(weeks=1), knowledge).units == 3


def test_below_the_smallest_size_nothing_is_hired_and_nothing_breaks_even(knowledge: Knowledge) -> None:
    """One slot is no programme: 4m VND hires none and break-even is no number."""
    hired = hire(CREAM.with_(budget_vnd=4_000_000), knowledge)
    assert (hired.units, hired.is_affordable, hired.spend_vnd, hired.break_even_orders) == (
        0,
        False,
        0.0,
        None,
    )


def test_commission_only_costs_samples_and_no_fee(knowledge: Knowledge) -> None:
    """A sample sent is 100k of goods and 30k of shipping."""
    assert on(CREAM, knowledge, "koc_commission") == {"samples": pytest.approx(130_000)}
    assert knowledge.programmes["koc_commission"].deal is Deal.COMMISSION


def test_stock_caps_what_is_shipped(knowledge: Knowledge) -> None:
    """With 10 pieces no draw ships more than 10, and some ship exactly 10."""
    slot = knowledge.programmes["kos_slot"]
    found = forecast(Case(CREAM.with_(stock=10), knowledge, 1), slot, TIKTOK).draws[Stage.SHIPPED]
    assert np.max(found) == pytest.approx(10)
    free = forecast(Case(CREAM, knowledge, 1), slot, TIKTOK).draws[Stage.SHIPPED]
    assert np.allclose(found, np.minimum(free, 10))


def test_packing_caps_what_is_shipped(knowledge: Knowledge) -> None:
    """Two parcels a day for four weeks are 2 × 7 × 4 = 56."""
    slot = knowledge.programmes["kos_slot"]
    found = forecast(Case(CREAM.with_(pack_per_day=2, weeks=4), knowledge, 1), slot, TIKTOK).draws[
        Stage.SHIPPED
    ]
    assert np.max(found) == pytest.approx(56)


def test_a_double_day_raises_demand_fee_discount_and_cancellations(knowledge: Knowledge) -> None:
    """Fee × 1.35, 10 points more discount, 4 points more cancellations."""
    seasonal = {
        n: knowledge.likely(f"season.double_day.{n}") for n in ("demand", "fee", "discount", "cancel")
    }
    assert seasonal == {"demand": 1.5, "fee": 1.35, "discount": 0.1, "cancel": 0.04}
    rush = CREAM.with_(season=Season.DOUBLE_DAY, costs_off=NOTHING_ELSE)
    hired = hire(rush, knowledge)
    assert hired.unit_advance_vnd == pytest.approx(4_050_000)
    assert hired.live_price_vnd == pytest.approx(225_000)
    assert hired.kept_share == pytest.approx((1 - 0.19 - 0.04) * (1 - 0.045))


def test_customers_who_come_back_add_an_order_without_commission(knowledge: Knowledge) -> None:
    """20 % of 250k less 16.5 % fees and tax, 3,000, 4,500 and 100k of goods: 0.2 × 101,250 = 20,250."""
    once, again = hire(CREAM, knowledge), hire(CREAM.with_(repeat_rate=0.2), knowledge)
    assert once.leaves_vnd is not None
    assert again.leaves_vnd == pytest.approx(once.leaves_vnd + 0.2 * (250_000 * 0.835 - 107_500))


def test_halo_orders_are_sold_at_the_live_price(knowledge: Knowledge) -> None:
    """At 20 % off, a halo of 10 % adds 0.1 × (200k × 0.835 − 107,500) = 5,950."""
    plain = hire(CREAM.with_(discount_rate=0.2), knowledge)
    halo = hire(CREAM.with_(discount_rate=0.2, halo_rate=0.1), knowledge)
    assert plain.leaves_vnd is not None
    assert halo.leaves_vnd == pytest.approx(plain.leaves_vnd + 5_950)


def test_every_line_of_the_full_cost_block_can_be_switched_off(knowledge: Knowledge) -> None:
    """Switching a line off never makes a campaign dearer nor an order leave less."""
    everything = CREAM.with_(costs_off=())
    for programme in ("kos_slot", "kos_hired", "kos_own", "koc_video", "kol_post", "ambassador_community"):
        full = hire(everything, knowledge, programme)
        for line in CostLine:
            less = hire(everything.with_(costs_off=(line,)), knowledge, programme)
            assert less.unit_advance_vnd <= full.unit_advance_vnd
            assert (less.leaves_vnd or 0) >= (full.leaves_vnd or 0)
