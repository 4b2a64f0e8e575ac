"""The chain of NOTES.md, recomputed by the shipped code.

Formulas: with the raw rows of defaults.csv, no overlap, commission inside the budget, price 250k, the plain
chain gives NOTES.md's typical orders (KOL 3 units 164, KOC 19 units 365, KOS 5 units 540): a test of
formulas, not of shipped programmes.
"""

from dataclasses import replace

import pytest

from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.hire.chain import Bought, Likely
from kos_core.hire.chain import clicks as clicks_of
from kos_core.hire.chain import order as order_of
from kos_core.hire.chain import orders as orders_of
from kos_core.hire.chain import views as views_of
from kos_core.hire.costs import terms
from kos_core.hire.order import settle
from kos_core.hire.premises import Premises, premises
from kos_core.knowledge.loading import load
from kos_core.knowledge.whole import Knowledge
from kos_core.vocabulary import CostLine, CreatorType, Deal, Platform

# "Sanity check: 100m VND, 250k VND beauty product, typical values, whole activations", TikTok Shop
NOTES = {
    CreatorType.KOL: {
        "units": 3,
        "views": 420_000,
        "clicks": 5_460,
        "orders": 164,
        "net": 137,
        "spend_m": 84.4,
    },
    CreatorType.KOC: {
        "units": 19,
        "views": 456_000,
        "clicks": 9_120,
        "orders": 365,
        "net": 305,
        "spend_m": 97.0,
    },
    CreatorType.KOS: {
        "units": 5,
        "views": 90_000,
        "clicks": 7_200,
        "orders": 540,
        "net": 378,
        "spend_m": 86.4,
    },
}
SHIPPED = {CreatorType.KOL: "kol_post", CreatorType.KOC: "koc_video", CreatorType.KOS: "kos_slot"}
BRIEF = Brief(
    budget_vnd=100_000_000,
    price_vnd=250_000,
    discount_rate=0,
    weeks=8,
    costs_off=tuple(CostLine),
    platforms=(Platform.TIKTOK_SHOP,),
)


@pytest.fixture(scope="module")
def plain() -> Knowledge:
    """The knowledge with programmes that have no rows of their own, so the raw table is used."""
    known = load()
    programmes = {
        f"plain_{t}": known.programmes[shipped].model_copy(
            update={"id": f"plain_{t}", "deal": Deal.FEE_AND_COMMISSION, "smallest": 1}
        )
        for t, shipped in SHIPPED.items()
    }
    fixed = {"any.any.beauty.aov_vnd": 250_000.0, "model.overlap_rate": 0.0, "model.refused_in_return": 0.0}
    # The notes' live seller: 8 % of the views click, 7.5 % of these order. Read again since, from records of
    # whole sessions; here the formulas are tested, with the numbers of the notes. No offer costs nothing.
    fixed |= {"kos.tiktok_shop.any.product_ctr": 0.08, "kos.tiktok_shop.any.orders_per_view": 0.08 * 0.075}
    fixed |= {"any.any.beauty.usual_discount": 0.0, "model.no_offer": 1.0}
    own = {name: known.estimates[name].fixed_at(value) for name, value in fixed.items()}
    return replace(known, programmes=programmes, estimates={**known.estimates, **own})


def chain(creator: CreatorType, plain: Knowledge) -> Premises:
    return premises(Case(BRIEF, plain), plain.programmes[f"plain_{creator}"], Platform.TIKTOK_SHOP)


@pytest.mark.parametrize("creator", list(NOTES))
def test_the_plain_programme_uses_the_raw_rows(plain: Knowledge, creator: CreatorType) -> None:
    """Fee, followers and rates are those of defaults.csv under the type's own name."""
    known = chain(creator, plain)
    raw = f"{creator}.tiktok_shop.any."
    assert known["fee"].id == raw + "fee_per_activation_vnd"
    assert known["followers"].id == raw + "followers"
    assert known["click_rate"].id == raw + "product_ctr"
    whole = creator is CreatorType.KOS
    name = "orders_per_view" if whole else "conversion"
    assert known[name].id == raw + ("orders_per_view" if whole else "conversion_rate_click_to_order")


@pytest.mark.parametrize("creator", list(NOTES))
def test_a_hundred_million_buys_the_units_of_the_notes(plain: Knowledge, creator: CreatorType) -> None:
    """Fee and expected commission inside the budget: 3 posts, 19 videos, 5 lives."""
    hired = terms(chain(creator, plain), Case(BRIEF, plain))
    assert hired.units == NOTES[creator]["units"]


@pytest.mark.parametrize("creator", list(NOTES))
def test_views_clicks_and_orders_are_those_of_the_notes(plain: Knowledge, creator: CreatorType) -> None:
    """KOL 3 × 400,000 × 0.35 views × 0.013 clicks × 0.03 orders = 164, and so on."""
    known, notes = chain(creator, plain), NOTES[creator]
    value = Likely(known)
    views = views_of(value, Bought(int(notes["units"]), 0.0, 0.0, 0.0), known.likely("view_rate"))
    clicks = clicks_of(value, views)
    orders = orders_of(value, views)
    assert views == pytest.approx(notes["views"])
    assert clicks == pytest.approx(notes["clicks"])
    assert round(orders) == notes["orders"]


@pytest.mark.parametrize("creator", list(NOTES))
def test_kept_orders_and_spend_are_those_of_the_notes(plain: Knowledge, creator: CreatorType) -> None:
    """Net = orders × (1 − cancel) × (1 − return); spend = fees and commission on the net orders."""
    known, notes = chain(creator, plain), NOTES[creator]
    units = int(notes["units"])
    value = Likely(known)
    views = views_of(value, Bought(units, 0.0, 0.0, 0.0), known.likely("view_rate"))
    order = order_of(value, Case(BRIEF, plain))
    orders = orders_of(value, views)
    kept = settle(orders, order).kept
    assert round(float(kept)) == notes["net"]
    spend = units * known.likely("fee") + float(kept) * 250_000 * float(order.commission_rate)
    assert spend / 1e6 == pytest.approx(notes["spend_m"], abs=0.051)
