"""Gates, sizes, multipliers and the notebook of ways, by tables in a small world."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kos_core.advice.advice import advise
from kos_core.brief import EARLIEST, LATEST, Brief
from kos_core.case import Case
from kos_core.hire import ways as hiring
from kos_core.hire.chain import Likely, stages
from kos_core.hire.costs import affords
from kos_core.hire.gates import papers_of, stops_of
from kos_core.hire.ways import ways_of
from kos_core.vocabulary import (
    Answer,
    Category,
    CostLine,
    CreatorType,
    Deal,
    Goal,
    Life,
    Readiness,
    Reason,
    Risk,
    Season,
    Seller,
    Service,
    Stage,
    Trait,
    Weekday,
)
from tests.toy.world import PLATFORMS, SHOPEE, TIKTOK, case, way, world

NO, YES, UNKNOWN = Answer.NO, Answer.YES, Answer.UNKNOWN
PILLS, MILK = Category.HEALTH_SUPPLEMENTS, Category.MOTHER_BABY
GATES: list[tuple[dict[str, Any], set[str], set[str], set[str]]] = [
    # what is said, stops, warnings that must be there, steps that must be there
    ({}, set(), {"stock_unasked"}, set()),
    ({"ready": {"stock_known": NO}}, {"stock"}, set(), {"stop_stock"}),
    ({"ready": {"stock_known": NO}, "stock": 500}, set(), set(), set()),
    ({"ready": {"stock_known": YES}}, set(), set(), set()),
    ({"stock": 0}, {"stock_empty"}, set(), {"stop_stock_empty"}),
    ({"stock": 0, "ready": {"stock_known": NO}}, {"stock_empty"}, set(), {"stop_stock_empty"}),
    ({"stock": 1}, set(), {"stock_short"}, {"stock_more"}),
    ({"category": PILLS}, set(), {"papers_unknown"}, set()),
    ({"category": PILLS, "ready": {"papers": NO}}, {"papers"}, set(), {"stop_papers"}),
    ({"category": PILLS, "ready": {"papers": YES}}, set(), set(), set()),
    ({"ready": {"papers": NO}}, set(), set(), set()),
    ({"traits": {"restricted_ads": YES}}, set(), {"papers_unknown"}, set()),
    ({"traits": {"restricted_ads": YES}, "ready": {"papers": NO}}, {"papers"}, set(), {"stop_papers"}),
    ({"traits": {"restricted_ads": NO}, "ready": {"papers": NO}}, set(), set(), set()),
    ({"category": MILK}, set(), {"banned_goods_check"}, set()),
    ({"category": MILK, "restricted_goods": YES}, {"banned_goods"}, set(), {"stop_banned_goods"}),
    ({"category": MILK, "restricted_goods": NO}, set(), set(), set()),
    ({"restricted_goods": YES}, set(), set(), set()),
    ({"category": Category.FINANCE_INSURANCE}, set(), {"legal_counsel", "leads_only"}, set()),
]
OPTIONAL = {
    "stock_unasked",
    "stock_short",
    "papers_unknown",
    "banned_goods_check",
    "legal_counsel",
    "leads_only",
}


@pytest.mark.parametrize(("said", "stops", "warnings", "steps"), GATES, ids=[str(g[0]) for g in GATES])
def test_each_gate(said: dict[str, Any], stops: set[str], warnings: set[str], steps: set[str]) -> None:
    """A gate is shut or open, names itself among the steps, and warns where nobody has said."""
    advice = advise(case(**said))
    assert {stop.id for stop in advice.stops} == stops
    told = {warning.id for warning in advice.warnings}
    assert warnings <= told
    if advice.leader is CreatorType.KOS:
        assert told & OPTIONAL == warnings | (
            {"stock_unasked"} if "stock_unasked" in warnings else set()
        ) or (told & OPTIONAL == warnings | {"stock_unasked"})
    assert steps <= {step.id for step in advice.steps}
    assert not any(step.id.startswith("stop_") for step in advice.steps if step.id not in steps)


def test_a_shut_stock_gate_forbids_lives_alone_and_the_others_forbid_all() -> None:
    """Without a stock figure nothing is promised live; without goods or papers nothing is done at all."""
    stock = ways_of(case(ready={"stock_known": NO}, budget_vnd=400_000_000))
    assert {w.programme.id for ways in stock.values() for w in ways if w.stopped} == {"kos_hired"}
    for said in (
        {"stock": 0},
        {"category": PILLS, "ready": {"papers": NO}},
        {"category": MILK, "restricted_goods": YES},
    ):
        shut = case(**said, budget_vnd=400_000_000)
        assert all(w.stopped and not w.is_open for ways in ways_of(shut).values() for w in ways), said
        advice = advise(shut)
        assert (advice.leader, advice.reason) == (None, Reason.STOPPED)
        assert all(not cell.bands for cells in advice.cells.values() for cell in cells.values())


def test_the_paper_that_is_asked_for_is_the_category_s_or_the_ad_confirmation() -> None:
    assert papers_of(case(category=PILLS, traits={"restricted_ads": YES})) == ("paper",)
    assert papers_of(case(traits={"restricted_ads": YES})) == ("restricted_ad_confirmation",)
    assert papers_of(case(traits={"restricted_ads": UNKNOWN})) == ()
    assert stops_of(case()) == ()


MULTIPLIERS: list[tuple[str, dict[str, Any], bool]] = [
    ("model.no_offer", {"ready": {"live_offer": NO}}, True),
    ("model.no_offer", {"traits": {"deal_room": NO}}, True),
    ("model.no_reviews", {"reviews": 0}, False),
    ("model.no_comment_staff", {"ready": {"comment_staff": NO}}, True),
    ("model.no_question_list", {"ready": {"question_list": NO}}, True),
]


@pytest.mark.parametrize(("name", "said", "live_only"), MULTIPLIERS, ids=str)
def test_each_multiplier_halves_the_orders_where_it_holds(
    name: str, said: dict[str, Any], *, live_only: bool
) -> None:
    half = world({name: 0.5})

    def orders(programme: str, found: Case) -> float:
        one = way(programme, found)
        return float(stages(Likely(one.premises), one.terms.bought, found)[Stage.ORDERS]) / one.terms.units

    for programme in ("kos_hired", "kol_post"):
        before, after = orders(programme, case(half)), orders(programme, case(half, **said))
        holds = not live_only or programme == "kos_hired"
        assert after == pytest.approx(before / 2 if holds else before), programme
    assert orders("kos_hired", case(half, reviews=1)) == orders("kos_hired", case(half))


def test_an_offer_for_the_live_outweighs_no_room_for_a_deal() -> None:
    half = world({"model.no_offer": 0.5})
    said = {"traits": {"deal_room": NO}, "ready": {"live_offer": YES}}
    assert way("kos_hired", case(half, **said)).premises.multipliers == {}


def test_the_usual_discount_is_given_only_where_there_is_room_and_an_offer() -> None:
    """All of it where there is room, half where nobody knows; never above half the margin of 50 %."""
    usual = world({"any.any.any.usual_discount": 0.1})
    assert way("kos_hired", case(usual)).premises.discount_rate == 0.05
    assert way("kos_hired", case(usual, traits={"deal_room": YES})).premises.discount_rate == 0.1
    thin = case(usual, traits={"deal_room": YES}, margin_rate=0.12)
    assert way("kos_hired", thin).premises.discount_rate == pytest.approx(0.06)
    assert way("kos_hired", case(usual, traits={"deal_room": NO})).premises.discount_rate == 0
    assert way("kos_hired", case(usual, ready={"live_offer": NO})).premises.discount_rate == 0
    assert (
        way("kos_hired", case(usual, discount_rate=0.3, traits={"deal_room": NO})).premises.discount_rate
        == 0.3
    )
    double = world({"season.double_day.discount": 0.2})
    assert way(
        "kos_hired", case(double, discount_rate=0.1, season=Season.DOUBLE_DAY)
    ).premises.discount_rate == (pytest.approx(0.3))


def test_own_views_take_the_place_of_the_channel_s_or_the_creator_s_but_not_of_a_face_s() -> None:
    rich = {"budget_vnd": 400_000_000}
    assert way("kos_hired", case(shop_views=9_000, **rich)).premises.likely("unit_views") == 9_000
    assert way("kos_hired", case(creator_views=9_000, **rich)).premises.likely("unit_views") == 1_000
    assert way("kol_post", case(creator_views=9_000, **rich)).premises.likely("unit_views") == 9_000
    assert "unit_views" not in way("kol_post", case(shop_views=9_000, **rich)).premises
    assert "unit_views" not in way("face", case(creator_views=9_000, **rich)).premises


@pytest.mark.parametrize(
    ("programme", "budget", "weeks", "units"),
    [
        ("kos_hired", 20_000_000, 4, 10),
        ("kos_hired", 3_999_999, 4, 0),  # two sessions are the smallest
        ("kos_hired", 4_000_000, 4, 2),
        ("kos_hired", 1_000_000_000, 1, 5),  # five a week
        ("kos_hired", 1_000_000_000, 4, 20),
        ("kos_hired", 10_000_000_000, 52, 100),  # never more than the most
        ("face", 10_000_000_000, 52, 1),  # one contract, whatever the money
        ("koc_commission", 1_000_000_000, 4, 40),
    ],
)
def test_units_are_what_the_budget_pays_within_weeks_and_sizes(
    programme: str, budget: int, weeks: int, units: int
) -> None:
    assert way(programme, case(budget_vnd=budget, weeks=weeks)).terms.units == units


def test_a_sample_costs_the_goods_and_the_expected_commission() -> None:
    """100k of goods; 1,000 × 0.5 views, 50 clicks, 2.5 orders, 1.8 kept at 20k commission: 136k a sample."""
    hired = way("koc_commission", case()).terms
    assert (hired.unit_advance_vnd, hired.unit_outlay_vnd) == (pytest.approx(100_000), pytest.approx(136_000))
    assert hired.needs_vnd == pytest.approx(1_360_000)
    assert hired.leaves_vnd == pytest.approx(60_000)


def test_dear_goods_are_lent_and_lose_a_tenth_of_what_is_above_two_million() -> None:
    dear = case(price_vnd=10_000_000, cost_vnd=5_000_000, budget_vnd=1_000_000_000)
    assert way("koc_commission", dear).terms.unit_advance_vnd == pytest.approx(2_000_000 + 300_000)


def test_tax_on_a_fee_is_withheld_from_its_threshold_on() -> None:
    """10 million net are 10 / 0.9 before tax; below the threshold nothing."""
    taxed = world({"cost.withholding_rate": 0.1})
    off = (CostLine.AGENCY, CostLine.RIGHTS)
    assert way("kol_post", case(taxed, costs_off=off)).terms.unit_advance_vnd == pytest.approx(
        10_000_000 / 0.9
    )
    small = world({"cost.withholding_rate": 0.1, "kol_post.any.fee_per_activation_vnd": 1_999_999})
    assert way("kol_post", case(small, costs_off=off)).terms.unit_advance_vnd == pytest.approx(1_999_999)
    just = world({"cost.withholding_rate": 0.1, "kol_post.any.fee_per_activation_vnd": 2_000_000})
    assert way("kol_post", case(just, costs_off=off)).terms.unit_advance_vnd == pytest.approx(2_000_000 / 0.9)


def test_cost_lines_are_counted_unless_switched_off() -> None:
    """A tenth for the agency and half for rights on a fee of ten million, off by default."""
    assert way("kol_post", case()).terms.unit_advance_vnd == 10_000_000
    assert way("kol_post", case(costs_off=())).terms.unit_advance_vnd == pytest.approx(16_000_000)
    assert way("kol_post", case(costs_off=(CostLine.AGENCY,))).terms.unit_advance_vnd == pytest.approx(
        15_000_000
    )


def test_repeats_meet_an_audience_partly_again() -> None:
    """Half met again: six posts of one face count 1.97 times, two creators twice; a live each visit."""
    half = world({"model.overlap_rate": 0.5})
    rich = {"budget_vnd": 400_000_000}
    face = way("face", case(half, **rich)).premises
    six = replace(face, programme=face.programme.model_copy(update={"units_per_creator": 0}))
    assert six.audiences(6) == pytest.approx((1 - 0.5**6) / 0.5)
    assert way("kol_post", case(half)).premises.audiences(2) == 2
    assert way("kos_hired", case(half)).premises.audiences(3) == 3


def test_sessions_beyond_what_a_channel_fills_share_its_visitors() -> None:
    """One a week for four weeks fills it: four count in full, sixteen like 4 · 4^½ = 8."""
    full = world({"model.channel_sessions": 1, "model.channel_exponent": 0.5})
    known = way("kos_hired", case(full)).premises
    assert [float(known.audiences(n)) for n in (1, 4, 16)] == pytest.approx([1, 4, 8])


FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "category": st.sampled_from([Category.OTHER, PILLS, Category.FINANCE_INSURANCE]),
    "product": st.text(max_size=60),
    "goal": st.sampled_from(Goal),
    "budget_vnd": st.integers(100_000, 10**9),
    "platforms": st.sampled_from([PLATFORMS, (TIKTOK,), (SHOPEE,)]),
    "price_vnd": st.integers(1_000, 10**8),
    "cost_vnd": st.integers(1_000, 10**6),
    "paid_vnd": st.integers(1_000, 10**8),
    "products": st.integers(1, 20),
    "ads_vnd": st.integers(0, 10**7),
    "creator_registered": st.sampled_from(Answer),
    "services": st.lists(st.sampled_from(Service), max_size=2).map(tuple),
    "margin_rate": st.floats(0, 0.9),
    "discount_rate": st.floats(0, 0.9),
    "weeks": st.integers(1, 52),
    "stock": st.integers(0, 500),
    "pack_per_day": st.integers(1, 100),
    "life": st.sampled_from(Life),
    "reviews": st.integers(0, 300),
    "shop_views": st.integers(0, 10**6),
    "creator_views": st.integers(0, 10**6),
    "repeat_rate": st.floats(0, 1),
    "halo_rate": st.floats(0, 0.5),
    "season": st.sampled_from(Season),
    "seller": st.sampled_from(Seller),
    "deal": st.sampled_from(Deal),
    "restricted_goods": st.sampled_from(Answer),
    "traits": st.sampled_from(Trait).flatmap(lambda t: st.sampled_from(Answer).map(lambda a: {t.value: a})),
    "ready": st.sampled_from(Readiness).flatmap(
        lambda r: st.sampled_from(Answer).map(lambda a: {r.value: a})
    ),
    "costs_off": st.lists(st.sampled_from(CostLine), max_size=3).map(tuple),
    "weights": st.just((("close", 50.0),)),
    "risk": st.sampled_from(Risk),
    "locks": st.just((("kos_hired@tiktok_shop", 4),)),
    "at_least": st.just((("kol", 20_000_000),)),
    "at_most": st.just((("ads", 1_000_000),)),
    "starts": st.dates(EARLIEST, LATEST),
    "evenings": st.lists(st.sampled_from(Weekday), min_size=1).map(tuple),
    "timing": st.just((("kos_hired@tiktok_shop", 2, 4),)),
    "money_share": st.floats(0, 1),
    "practice_share": st.floats(0, 1),
    "assumptions": st.just((("any.any.any.margin_rate", 0.3),)),
}


def test_every_field_of_a_brief_is_among_those_tried() -> None:
    assert set(FIELDS) == set(Brief.model_fields)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(FIELDS)).flatmap(lambda f: FIELDS[f].map(lambda value: (f, value))))
def test_the_notebook_of_ways_gives_what_working_them_out_anew_gives(changed: tuple[str, Any]) -> None:
    """Briefs that differ in one field share a notebook only where that field changes no way in."""
    busy = world({
        "model.no_reviews": 0.5, "model.no_offer": 0.6, "model.no_comment_staff": 0.7,
        "cost.failed_shipping_vnd": 20_000, "any.any.any.usual_discount": 0.1, "cost.seller_tax_rate": 0.02,
    })  # fmt: skip
    field, value = changed

    def told(found: Case) -> list[tuple[Any, ...]]:
        return [
            (w.programme.id, w.platform, w.terms, w.stopped, w.premises.estimates, w.premises.multipliers,
             w.premises.price_vnd, w.premises.discount_rate, w.premises.is_leads)
            for ways in ways_of(found).values() for w in ways
        ]  # fmt: skip

    after = case(busy, **{field: value})
    hiring._notes.cache_clear()
    told(case(busy))  # fills the notebook for the brief it differs from
    shared = told(after)
    hiring._notes.cache_clear()
    assert shared == told(after)


def test_what_is_just_enough_is_enough() -> None:
    assert affords(100.0, 100.0)
    assert not affords(99.0, 100.0)
    assert way("kos_hired", case(budget_vnd=4_000_000)).terms.is_affordable
