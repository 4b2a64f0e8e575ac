"""The whole answer: what the documents state comes out, and what should overturn it does."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import cycle, pairwise
from math import isfinite
from typing import Any

import numpy as np
import pytest

from kos_core.advice.advice import Advice, advise
from kos_core.brief import Brief, make_brief
from kos_core.case import Case
from kos_core.forecast.first_to_check import widest
from kos_core.forecast.forecast import Forecast, forecast
from kos_core.hire.costs import terms
from kos_core.hire.premises import Premises, premises
from kos_core.hire.prices import discount_of
from kos_core.knowledge.loading import load
from kos_core.knowledge.whole import Knowledge
from kos_core.say.sentences import Sentences
from kos_core.say.text import text_of
from kos_core.score.money import Money
from kos_core.vocabulary import (
    Answer,
    Category,
    CreatorType,
    Goal,
    Platform,
    Readiness,
    Reason,
    Stage,
    Verdict,
)

BUDGETS = (5_000_000, 20_000_000, 50_000_000, 100_000_000, 1_000_000_000, 20_000_000_000)
CHAIN = ("impressions", "views", "clicks", "carts", "orders", "shipped", "delivered", "kept")


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


def asked(knowledge: Knowledge, category: str, goal: str, budget_vnd: int, **more: Any) -> Advice:
    return advise(
        Case(make_brief({"category": category, "goal": goal, "budget_vnd": budget_vnd, **more}), knowledge)
    )


def test_cosmetics_that_should_sell_go_to_a_seller_or_a_reviewer(knowledge: Knowledge) -> None:
    """KOS close, KOC sell through affiliate links: one of the two leads for orders."""
    found = asked(knowledge, "beauty", "sales", 100_000_000)
    assert found.leader in {CreatorType.KOS, CreatorType.KOC}


def test_clothing_that_should_be_trusted_goes_to_a_reviewer(knowledge: Knowledge) -> None:
    """Clothes are goods people want tried first, and trust through experience is the KOC's part."""
    assert asked(knowledge, "fashion", "trust", 50_000_000).leader is CreatorType.KOC


def test_a_banks_image_goes_to_an_ambassador(knowledge: Knowledge) -> None:
    """Finance is bought for standing, and lasting image is the ambassador's main aim."""
    found = asked(knowledge, "finance_insurance", "brand_image", 5_000_000_000)
    assert found.leader is CreatorType.BRAND_AMBASSADOR
    assert found.best is not None
    assert found.best.premises.is_leads
    assert Stage.PROFIT not in found.best.bands


def test_a_phone_launch_goes_to_a_known_name(knowledge: Knowledge) -> None:
    """A KOL makes the big noise at the top of the funnel."""
    assert asked(knowledge, "electronics", "awareness", 1_000_000_000).leader is CreatorType.KOL


@pytest.mark.parametrize("goal", list(Goal))
def test_fifty_million_is_too_little_for_an_ambassador_and_the_need_is_named(
    knowledge: Knowledge, goal: Goal
) -> None:
    """The smallest contract costs hundreds of millions: unaffordable, whatever the goal."""
    found = asked(knowledge, "beauty", goal, 50_000_000)
    row = found.scorecard.row(CreatorType.BRAND_AMBASSADOR)
    assert (row.standing.affordable, row.standing.eligible, row.chance_best) == (False, False, 0.0)
    assert row.standing.needs_vnd is not None
    assert 150_000_000 < row.standing.needs_vnd < 600_000_000
    assert found.leader is not CreatorType.BRAND_AMBASSADOR


def test_who_would_fit_best_is_named_when_the_money_does_not_reach(knowledge: Knowledge) -> None:
    """A bank with 50m for its image wishes for an ambassador and is told so."""
    found = asked(knowledge, "finance_insurance", "brand_image", 50_000_000)
    assert found.wished is CreatorType.BRAND_AMBASSADOR
    assert found.leader is not None


@pytest.mark.parametrize("ready", [{"stock_known": "no"}, {}])
def test_a_shop_with_no_reviews_and_no_room_for_a_deal_does_not_get_kos_clear(
    knowledge: Knowledge, ready: dict[str, str]
) -> None:
    """Goal and category alone would say KOS; the shop's own answers overturn it."""
    usual = asked(knowledge, "electronics", "sales", 100_000_000)
    assert (usual.leader, usual.verdict) == (CreatorType.KOS, Verdict.CLEAR)
    poor = asked(
        knowledge, "electronics", "sales", 100_000_000, reviews=0, ready=ready, traits={"deal_room": "no"}
    )
    assert (poor.leader, poor.verdict) != (CreatorType.KOS, Verdict.CLEAR)


def test_without_a_stock_figure_no_live_is_advised(knowledge: Knowledge) -> None:
    """A gate, not points: KOS are stopped, not marked down; what is not live goes on."""
    found = asked(knowledge, "beauty", "sales", 100_000_000, ready={"stock_known": "no"})
    assert "stock" in {stop.id for stop in found.stops}
    kos = found.scorecard.row(CreatorType.KOS).standing
    assert (kos.affordable, kos.eligible) == (True, False)
    assert found.leader not in {None, CreatorType.KOS}
    assert found.best is not None
    assert not found.best.programme.live
    assert found.steps[0].id == "stop_stock"


def test_missing_papers_stop_everything_and_are_named(knowledge: Knowledge) -> None:
    """Supplements without papers: no leader, the papers by name, and that first."""
    found = asked(knowledge, "health_supplements", "sales", 100_000_000, ready={"papers": "no"})
    assert (found.leader, found.verdict, found.reason) == (None, Verdict.NONE, Reason.STOPPED)
    stop = next(stop for stop in found.stops if stop.id == "papers")
    assert stop.values["papers"] == ("supplement_declaration", "supplement_ad_confirmation")
    assert all(paper in knowledge.papers for paper in stop.values["papers"])
    assert all(source in knowledge.sources for source in stop.rests_on)
    assert found.steps[0].id == "stop_papers"
    assert all(not cell.bands for platforms in found.cells.values() for cell in platforms.values())


def test_goods_that_may_not_be_advertised_stop_everything(knowledge: Knowledge) -> None:
    """Milk substitutes for infants are refused at any budget."""
    found = asked(knowledge, "mother_baby", "trust", 20_000_000_000, restricted_goods="yes")
    assert (found.leader, found.reason) == (None, Reason.STOPPED)


def test_one_million_affords_nothing_but_two_things_to_start_with(knowledge: Knowledge) -> None:
    """On TikTok Shop 1m covers no programme; affiliate and one's own live remain."""
    found = asked(knowledge, "beauty", "sales", 1_000_000, platforms=("tiktok_shop",))
    assert (found.leader, found.verdict, found.reason) == (None, Verdict.NONE, Reason.NONE_AFFORDABLE)
    assert [step.id for step in found.steps] == ["affiliate", "own_live"]
    assert all((row.standing.needs_vnd or 0) > 1_000_000 for row in found.scorecard.rows)


def test_every_verdict_and_reason_exists(knowledge: Knowledge) -> None:
    """Each of the reasons, from decided to stopped, and each verdict comes out of some brief."""
    seen = {
        (found.verdict, found.reason)
        for found in (
            asked(knowledge, "electronics", "sales", 100_000_000),
            asked(knowledge, "electronics", "sales", 100_000_000, reviews=0, traits={"deal_room": "no"}),
            asked(knowledge, "beauty", "sales", 2_500_000),
            asked(knowledge, "beauty", "sales", 500_000),
            asked(knowledge, "electronics", "brand_image", 2_000_000_000),
            asked(knowledge, "beauty", "sales", 100_000_000, ready={"papers": "no"}),
            asked(knowledge, "electronics", "sales", 1_000_000_000, price_vnd=60_000),
            asked(knowledge, "beauty", "awareness", 100_000_000),
            *(asked(knowledge, c, "trust", 100_000_000) for c in Category),
        )
    }
    assert {verdict for verdict, _ in seen} == set(Verdict)
    assert {reason for _, reason in seen} == set(Reason)


def test_what_decides_between_two_level_types_is_named(knowledge: Knowledge) -> None:
    """One criterion for each of them, out of those that count."""
    found = asked(knowledge, "beauty", "awareness", 100_000_000)
    assert found.reason is Reason.TOO_CLOSE
    ours, theirs = found.decides
    assert found.leader is not None
    assert found.runner_up is not None
    lead, second = found.scorecard.row(found.leader).parts, found.scorecard.row(found.runner_up).parts
    assert lead[ours] > second[ours]
    assert second[theirs] > lead[theirs]


def values(thing: Any, path: str) -> Iterator[tuple[str, float]]:
    """Yield every number in an answer with the path to it; the knowledge it carries along is no answer."""
    if isinstance(thing, int | float):
        yield path, float(thing)
    elif isinstance(thing, np.ndarray):
        yield path, float(thing.sum())
    elif isinstance(thing, list | tuple):
        for place, value in enumerate(thing):
            yield from values(value, f"{path}[{place}]")
    else:
        for name, value in inside(thing).items():
            yield from values(value, f"{path}.{name}")


def inside(thing: Any) -> dict[Any, Any]:
    """Return what a mapping or a result holds."""
    if isinstance(thing, dict):
        return thing
    if is_dataclass(thing) and not isinstance(thing, Premises | Case | Money):
        return {one.name: getattr(thing, one.name) for one in fields(thing)}
    return {}


def faults(found: Advice) -> Iterator[str]:
    """Yield what is wrong with an answer."""
    yield from (path for path, value in values(found, "advice") if not isfinite(value))
    for row in found.scorecard.rows:
        if abs(sum(row.parts.values()) - row.score) > 1e-9:
            yield f"{row.creator}: parts do not add up"
    if {row.creator for row in found.scorecard.rows} != set(CreatorType):
        yield "a type is missing"
    if found.leader is None:
        if found.reason not in {Reason.NONE_AFFORDABLE, Reason.STOPPED}:
            yield "no leader and no reason"
    elif not found.scorecard.row(found.leader).standing.eligible or not found.steps:
        yield "the leader may not lead, or there is nothing to do next"
    for platforms in found.cells.values():
        for cell in platforms.values():
            yield from faults_of(cell)


def faults_of(cell: Forecast) -> Iterator[str]:
    """Yield what is wrong with one cell."""
    where = f"{cell.programme.id}.{cell.platform}"
    if cell.terms.is_affordable != bool(cell.bands):
        yield f"{where}: bands and affordability disagree"
    here = [cell.bands[Stage(s)].middle for s in CHAIN if Stage(s) in cell.bands]
    if any(later > earlier * (1 + 1e-9) for earlier, later in pairwise(here)):
        yield f"{where}: the funnel widens"


def test_every_category_goal_and_budget_gets_a_whole_answer(knowledge: Knowledge) -> None:
    """12 × 5 briefs, every budget in turn: no NaN, nothing unaffordable recommended, the funnel narrows."""
    pairs = [(category, goal) for category in Category for goal in Goal]
    wrong = [
        (category, goal, budget, fault)
        for (category, goal), budget in zip(pairs, cycle(BUDGETS), strict=False)
        for fault in faults(asked(knowledge, category, goal, budget))
    ]
    assert wrong == []


@pytest.mark.parametrize("programme", ["koc_video", "koc_commission", "kos_slot", "kos_hired"])
def test_a_seven_million_vacuum_sells_tens_to_hundreds_not_thousands(
    knowledge: Knowledge, programme: str
) -> None:
    """300m VND behind a 6.9m appliance bring a shop's numbers, not a factory's."""
    brief = make_brief(
        {"category": "electronics", "goal": "sales", "budget_vnd": 300_000_000, "price_vnd": 6_900_000}
    )
    hired = knowledge.programmes[programme]
    for platform in hired.platforms:
        found = forecast(Case(brief, knowledge, 1), hired, platform)
        assert found.terms.is_affordable
        assert 0 < found.bands[Stage.KEPT].middle < 1_000


@pytest.mark.parametrize(
    ("category", "goal", "budget_vnd"),
    [
        ("beauty", "sales", 100_000_000),
        ("electronics", "awareness", 1_000_000_000),
        ("finance_insurance", "brand_image", 5_000_000_000),
    ],
)
def test_three_changes_stand_beside_an_answer(
    knowledge: Knowledge, category: str, goal: str, budget_vnd: int
) -> None:
    """Each says what it sets and what comes out, and no two say the same."""
    changes = asked(knowledge, category, goal, budget_vnd).changes
    assert len(changes) == 3
    assert len({str(change.sets) for change in changes}) == 3


def test_a_change_that_hands_the_lead_over_does_so_when_it_is_made(knowledge: Knowledge) -> None:
    """Made in the brief, the change brings the leader it promised."""
    for category, goal, budget in (
        ("beauty", "sales", 100_000_000),
        ("fashion", "trust", 50_000_000),
        ("electronics", "awareness", 1_000_000_000),
    ):
        found = asked(knowledge, category, goal, budget)
        for change in found.changes:
            if change.profit_vnd is None:
                assert change.leader is advise(Case(found.brief.with_(**change.sets), knowledge)).leader


def test_a_change_that_earns_more_does_so_when_it_is_made(knowledge: Knowledge) -> None:
    """A way out of a loss shows a better plan, on average, than the one advised; it is the plan then."""
    found = asked(knowledge, "beauty", "sales", 100_000_000)
    earning = [change for change in found.changes if change.profit_vnd is not None]
    assert earning
    for change in earning:
        assert change.before_vnd == found.plan.mean
        assert (change.profit_vnd or 0) > found.plan.mean
        assert advise(found.case.with_(**change.sets)).plan.mean == change.profit_vnd


def test_leads_are_forecast_where_orders_would_be_a_guess(knowledge: Knowledge) -> None:
    """Finance ends at leads, and so does anything above about 20m VND; at 20m it does not yet."""
    for brief, ends in (
        (Brief(category="finance_insurance"), True),
        (Brief(category="electronics", price_vnd=20_100_000, discount_rate=0), True),
        (Brief(category="electronics", price_vnd=20_000_000, discount_rate=0), False),
    ):
        known = premises(Case(brief, knowledge), knowledge.programmes["kos_slot"], Platform.TIKTOK_SHOP)
        assert known.is_leads is ends
        assert (terms(known, Case(brief, knowledge)).leaves_vnd is None) is ends


def test_the_budget_bought_in_ads_stands_beside_a_selling_answer(knowledge: Knowledge) -> None:
    """Impressions, clicks, kept orders and profit of the same money in ads."""
    ads = asked(knowledge, "beauty", "sales", 100_000_000).ads
    assert {Stage.IMPRESSIONS, Stage.CLICKS, Stage.KEPT, Stage.PROFIT} <= set(ads)
    assert ads[Stage.KEPT].middle < ads[Stage.CLICKS].middle < ads[Stage.IMPRESSIONS].middle


def test_a_reader_who_knows_the_price_of_a_thousand_views_gets_an_answer(knowledge: Knowledge) -> None:
    """An own figure has no width: the same money in ads is then one number, not an error."""
    own = (("any.tiktok_shop.any.cpm_vnd", 60_000.0),)
    found = advise(Case(Brief(assumptions=own, platforms=(Platform.TIKTOK_SHOP,)), knowledge))
    views = found.ads[Stage.IMPRESSIONS]
    assert found.best is not None
    assert views.low == views.middle == views.high == found.best.terms.spend_vnd / 60_000 * 1_000


def test_a_bundle_of_goods_too_dear_to_bundle_is_not_proposed(knowledge: Knowledge) -> None:
    """Three pieces at 4bn VND cost are beyond any brief: another way out, not an error."""
    found = advise(Case(Brief(cost_vnd=4_000_000_000), knowledge))
    assert all(change.values.get("pieces") != 3 for change in found.changes)


def test_a_brief_that_pays_exactly_the_smallest_size_hires_it(knowledge: Knowledge) -> None:
    """4 sessions at 2.7m are 10.8m: that budget hires four, one VND less hires none."""
    for budget, affordable in ((10_800_000, True), (10_799_999, False)):
        found = asked(knowledge, "beauty", "sales", budget, deal="hourly")
        row = found.scorecard.row(CreatorType.KOS)
        assert row.standing.affordable is affordable
        assert (found.leader is CreatorType.KOS) is affordable


# What is said beside the answer


def said(knowledge: Knowledge, lang: str = "vi", **brief: Any) -> tuple[Advice, Sentences]:
    found = advise(Case(make_brief(brief), knowledge))
    return found, Sentences(found, text_of(lang))


def test_the_figure_to_check_first_is_the_one_that_narrows_what_the_goal_counts(knowledge: Knowledge) -> None:
    """With every other figure fixed it is the one left; a KOC's gain hangs on the cost of the goods."""
    found = forecast(
        Case(Brief(), knowledge, 1), knowledge.programmes["koc_commission"], Platform.TIKTOK_SHOP
    )
    for name in ("views_per_follower", "posted_share"):
        fixed = {
            key: one if key == name else one.fixed_at(one.likely)
            for key, one in found.premises.estimates.items()
        }
        alone = replace(found, premises=replace(found.premises, estimates=fixed))
        assert widest(alone) is fixed[name]
    named = widest(found)
    assert named is not None
    pinned = {k: e.fixed_at(e.likely) if e is named else e for k, e in found.premises.estimates.items()}
    closer = replace(found, premises=replace(found.premises, estimates=pinned))
    assert width(closer) < 0.9 * width(found)


def test_nothing_left_to_check_is_none(knowledge: Knowledge) -> None:
    found = forecast(Case(Brief(), knowledge, 1), knowledge.programmes["kos_hired"], Platform.TIKTOK_SHOP)
    fixed = {key: one.fixed_at(one.likely) for key, one in found.premises.estimates.items()}
    assert widest(replace(found, premises=replace(found.premises, estimates=fixed))) is None


def test_what_the_goal_counts_is_what_is_checked(knowledge: Knowledge) -> None:
    """For awareness neither conversion nor the cost of goods is worth asking first."""
    found = asked(knowledge, "electronics", "awareness", 1_000_000_000)
    assert found.best is not None
    assert found.best.measure.first is Stage.VIEWS
    assert found.widest is not None
    assert not any(word in found.widest for word in ("margin", "conversion", "cancel"))


def test_stock_that_cannot_pay_it_back_is_said_and_comes_first(knowledge: Knowledge) -> None:
    found, _ = said(knowledge, stock=5)
    assert "stock_short" in {w.id for w in found.warnings}
    assert found.steps[0].id == "stock_more"
    assert "stock_short" not in {w.id for w in said(knowledge, stock=5_000)[0].warnings}


def test_a_way_of_paying_nobody_takes_for_so_little_says_so_and_offers_another(knowledge: Knowledge) -> None:
    found, sentences = said(knowledge, deal="contract")
    assert found.leader is None
    assert "hợp đồng dài hạn" in sentences.fit()
    assert {"deal_any", "budget_above"} <= {change.kind for change in found.changes}
    for change in found.changes:
        assert advise(Case(found.brief.with_(**change.sets), knowledge)).leader is change.leader


def test_the_platform_the_documents_prefer_is_named_where_the_figures_choose_another(
    knowledge: Knowledge,
) -> None:
    """What is advised brings more on average; what the documents prefer fits better."""
    found, _ = said(knowledge)
    assert found.leader is not None
    assert found.best is not None
    assert found.documents_prefer is not None
    there, fits = found.cells[found.leader][found.documents_prefer], found.fits[found.leader]
    assert there.means[Stage.PROFIT] < found.best.means[Stage.PROFIT]
    assert fits[found.documents_prefer] > fits[found.best.platform]
    assert any(one.id.startswith("platforms_differ") for one in found.warnings)


def test_without_an_offer_for_the_live_no_discount_is_assumed(knowledge: Knowledge) -> None:
    asks = Brief().with_ready(Readiness.LIVE_OFFER, Answer.NO)
    assert discount_of(Case(asks, knowledge)) == 0
    assert discount_of(Case(asks.with_(discount_rate=0.2), knowledge)) == 0.2


def test_a_combo_is_offered_once(knowledge: Knowledge) -> None:
    """Where parcels are what is short, three pieces a parcel leave more; then it is a combo already."""
    cheap = Brief(price_vnd=120_000, cost_vnd=30_000, stock=200, discount_rate=0)
    combo = next(c for c in advise(Case(cheap, knowledge)).changes if c.kind == "bundle")
    again = advise(Case(cheap.with_(**combo.sets), knowledge))
    assert all(change.kind != "bundle" for change in again.changes)


def width(found: Forecast) -> float:
    return found.bands[found.measure.first].high - found.bands[found.measure.first].low
