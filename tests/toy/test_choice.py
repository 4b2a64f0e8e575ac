"""Who leads, how surely, what is said of it, the pilot, the changes: a table per goal in a small world."""

from dataclasses import replace

import numpy as np
import pytest

from kos_core.advice.advice import advise
from kos_core.advice.choice import choose
from kos_core.advice.uses import uses
from kos_core.brief import Brief, from_token, make_brief, to_token
from kos_core.change.nearest import nearest
from kos_core.change.search import Search
from kos_core.errors import KosError
from kos_core.forecast.first_to_check import widest
from kos_core.forecast.forecast import Forecast, forecast
from kos_core.score import scorecard as scoring
from kos_core.score.scorecard import score
from kos_core.score.standing import Standing
from kos_core.vocabulary import (
    Answer,
    CreatorType,
    Deal,
    Goal,
    Reason,
    Stage,
    Verdict,
)
from tests.toy.world import PLATFORMS, SHOPEE, TIKTOK, WORLD, case, way, world

KOL, KOC, KOS, FACE = CreatorType
RICH = 400_000_000


@pytest.mark.parametrize(
    ("goal", "leader", "programme", "counts"),
    [
        (Goal.AWARENESS, KOL, "kol_post", Stage.IMPRESSIONS),
        (Goal.TRUST, KOC, "koc_commission", Stage.ENGAGEMENTS),
        (Goal.SALES, KOS, "kos_hired", Stage.PROFIT),
        (Goal.BRAND_IMAGE, FACE, "face", Stage.IMPRESSIONS),
        (Goal.FULL_FUNNEL, KOC, "koc_commission", Stage.PROFIT),
    ],
)
def test_who_leads_for_each_goal_and_what_it_counts(
    goal: Goal, leader: CreatorType, programme: str, counts: Stage
) -> None:
    advice = advise(case(goal=goal, budget_vnd=RICH))
    assert (advice.leader, advice.best and advice.best.programme.id) == (leader, programme)
    assert advice.best is not None
    assert advice.best.measure.first is counts
    assert advice.platform_of[leader] is TIKTOK  # the better fit of the two
    assert advice.verdict in {Verdict.CLEAR, Verdict.LIKELY, Verdict.NONE}


def test_the_score_by_hand() -> None:
    """Sales, 400m: weights 10, 10, 80 and 5 each for budget, platform and readiness; KOS has 9 at closing.

    Unknown best-seller counts half of ten points: 5; the total is 120.
    """
    card = advise(case(budget_vnd=RICH)).scorecard
    parts = card.row(KOS).parts
    by_hand = {"reach": 10 * 3, "proof": 10 * 4, "close": 80 * 9, "best": 5 * 9, "budget_fit": 5 * 10,
               "platform_fit": 5 * 9, "readiness": 5 * 5}  # fmt: skip
    assert parts == pytest.approx({name: 10 * value / 120 for name, value in by_hand.items()})
    assert card.row(KOS).score == pytest.approx(10 * sum(by_hand.values()) / 120)


def test_the_ranking_puts_eligible_types_first_then_affordable_ones_then_the_rest_by_score() -> None:
    """With 20 million the face is too dear; without a stock figure the host is stopped."""
    card = advise(case(ready={"stock_known": Answer.NO})).scorecard
    assert [row.creator for row in card.rows] == [KOC, KOL, KOS, FACE]
    assert [row.standing.eligible for row in card.rows] == [True, True, False, False]
    assert [row.standing.affordable for row in card.rows] == [True, True, True, False]
    assert card.row(KOS).chance_best == 0
    rich = advise(case(ready={"stock_known": Answer.NO}, goal=Goal.AWARENESS)).scorecard
    assert rich.rows[0].creator is KOL


def test_equal_draws_go_to_the_type_named_first() -> None:
    """Every rating the same and certain: the first of the enum leads every draw."""
    even = {name: one.model_copy(update={"ratings": dict.fromkeys(CreatorType, one.ratings[KOL])})
            for name, one in WORLD.criteria.items()}  # fmt: skip
    same = replace(WORLD, criteria=even, version="even")
    certain = {t: Standing(True, True, 0.0, 5.0, 5.0, 5.0) for t in CreatorType}
    zeros = (np.ones((scoring.DRAWS, len(even))), np.zeros((4, scoring.DRAWS, len(even))))
    kept = scoring._base
    try:
        scoring._base = lambda *_: zeros
        card = score(certain, case(same))
    finally:
        scoring._base = kept
    assert card.row(KOL).chance_of_rank == (1.0, 0.0, 0.0, 0.0)
    assert card.row(FACE).chance_of_rank == (0.0, 0.0, 0.0, 1.0)


def test_reviews_say_whether_it_is_a_best_seller_and_stock_said_is_stock_known() -> None:
    from kos_core.score.standing import ready_answer
    from kos_core.vocabulary import Readiness, Trait

    found = {n: case(reviews=n).trait(Trait.BEST_SELLER) for n in (0, 1, 99, 100)}
    assert found == {0: Answer.NO, 1: Answer.UNKNOWN, 99: Answer.UNKNOWN, 100: Answer.YES}
    assert case().trait(Trait.BEST_SELLER) is Answer.UNKNOWN
    assert ready_answer(Readiness.STOCK_KNOWN, case(stock=5)) is Answer.YES
    assert ready_answer(Readiness.STOCK_KNOWN, case()) is Answer.UNKNOWN


def test_the_platform_the_documents_prefer_is_named_where_the_figures_choose_another() -> None:
    """Shopee's channel has thirty times the views: more sales there; where both bring the same the fitter."""
    assert advise(case()).documents_prefer is None
    busy = {**WORLD.estimates}
    one = busy["kos_hired.any.channel_views"]
    busy["kos_hired.shopee_live.channel_views"] = one.model_copy(
        update={"id": "kos_hired.shopee_live.channel_views", "low": 30_000, "likely": 30_000, "high": 30_000}
    )
    known = replace(WORLD, estimates=busy, version="busy")
    advice = advise(case(known))
    assert advice.leader is KOS
    assert advice.platform_of[KOS] is SHOPEE
    assert advice.documents_prefer is TIKTOK
    assert "platforms_differ_money" in {w.id for w in advice.warnings}


def test_the_dearest_way_is_not_shown_where_none_can_be_paid() -> None:
    poor = advise(case(budget_vnd=1_000_000))
    assert (poor.leader, poor.reason) == (None, Reason.NONE_AFFORDABLE)
    assert poor.remarks[0].id == "none_affordable"
    assert poor.remarks[0].values["least_vnd"] == 4_000_000  # two sessions
    assert poor.remarks[0].values["samples"] == 7  # at 136k
    assert {c.kind for c in poor.changes}
    deal = advise(case(budget_vnd=1_000_000, deal=Deal.HOURLY))
    assert deal.remarks[0].id == "none_affordable_deal"
    samples = advise(case(budget_vnd=1_000_000, deal=Deal.COMMISSION))
    assert samples.remarks[0].id == "none_affordable_samples"
    nobody = advise(case(budget_vnd=1_000_000, deal=Deal.FEE_AND_COMMISSION))
    assert [r.id for r in nobody.remarks] == ["no_such_deal"]


def test_who_would_lead_with_more_money_is_named_with_what_it_takes() -> None:
    advice = advise(case(goal=Goal.BRAND_IMAGE))
    assert (advice.wished, advice.leader) == (FACE, KOL)
    first = advice.remarks[0]
    assert (first.id, first.values["creator"], first.values["needs_vnd"]) == ("too_dear", FACE, 200_000_000)
    assert advise(case(goal=Goal.BRAND_IMAGE, budget_vnd=RICH)).wished is None
    assert advise(case(goal=Goal.BRAND_IMAGE, deal=Deal.FIXED)).wished is None  # no way at all, so no sum


# What the answer states


def test_what_the_budget_can_be_used_for_is_counted_as_the_goal_counts() -> None:
    advice = advise(case(budget_vnd=RICH))
    found = {use.creator: use for use in uses(advice)}
    assert found[FACE].brings is None  # by reach, not by money
    assert found[KOS].brings == advice.cell(KOS).bands[Stage.PROFIT]
    assert found[None].brings == advice.ads[Stage.PROFIT]
    poor = {use.creator: use for use in uses(advise(case()))}
    assert (poor[FACE].is_open, poor[FACE].spend_vnd) == (False, 0)


# Changes


def test_the_changes_earn_more_each_of_its_kind_and_three_at_most() -> None:
    """With a usual discount of 20 % and cheap commission there is much to gain."""
    known = world({"any.any.any.usual_discount": 0.2, "model.price_elasticity": 0.5})
    advice = advise(case(known))
    assert advice.best is not None
    money = [c for c in advice.changes if c.profit_vnd is not None]
    assert money
    assert len(advice.changes) == 3
    assert all(c.profit_vnd is not None and c.profit_vnd > advice.plan.mean for c in money)
    assert len({c.kind for c in money}) == len(money)
    for change in money:
        assert advise(advice.case.with_(**change.sets)).plan.mean == change.profit_vnd


def test_a_lower_discount_offered_is_never_a_raise() -> None:
    """No discount usually and a steep response among the reader's own figures: nothing to lower."""
    own = (("model.price_elasticity", 3.0), ("any.any.any.usual_discount", 0.0))
    usual = world({"any.any.any.usual_discount": 0.15})
    advice = advise(case(usual, assumptions=own))
    assert "discount" not in {c.kind for c in advice.changes}
    mild = world({"any.any.any.usual_discount": 0.15, "model.price_elasticity": 0.1})
    plain = advise(case(mild, deal=Deal.HOURLY))
    discounts = [c for c in plain.changes if c.kind == "discount"]
    assert discounts
    assert all(c.sets["discount_rate"] < 0.15 for c in discounts)


def test_no_nearer_weight_flips_the_leader_than_the_one_named() -> None:
    """Brute force at 1 % steps over every criterion, on three briefs."""
    for given in ({}, {"goal": Goal.TRUST}, {"goal": Goal.FULL_FUNNEL, "budget_vnd": RICH}):
        found = case(**given)
        card = choose(found).scorecard
        now = card.eligible[0].creator
        flips = [f for f in nearest(found, card, ("weights",)) if f.leader is not None]
        closest = {f.values["criterion"]: abs(f.values["to_share"] - f.values["from_share"]) for f in flips}
        search = Search(found)
        for name, share in card.weights.items():
            if share == 0 or name in {"budget_fit", "platform_fit", "readiness"}:
                continue
            others = (1 - share) * 100
            moved = []
            for percent in range(100):
                points = 100 * percent / (100 - percent) if percent else 0.0
                weights = tuple(
                    (n, points if n == name else w * 100 / others * 100) for n, w in card.weights.items()
                )
                if max(p for _, p in weights) > 100:
                    continue
                leader = search.after({"weights": weights})
                if leader not in {None, now}:
                    moved.append(abs(percent / 100 - share))
            if moved and name in closest:
                assert closest[name] <= min(moved) + 0.011, (given, name)
            elif moved:
                assert min(moved) > 0, (given, name)


def test_distances_order_reviews_and_platforms() -> None:
    """One for each platform more or less; reviews by doublings above ten, halved where nobody said."""
    known = replace(WORLD, criteria={
        **WORLD.criteria,
        "best": WORLD.criteria["best"].model_copy(update={"points": 100.0}),
    }, version="best")  # fmt: skip
    found = case(known, goal=Goal.TRUST, reviews=0, budget_vnd=RICH)
    card = choose(found).scorecard
    flip = next(f for f in nearest(found, card, ("reviews",)) if f.leader is KOS)
    assert flip.sets["reviews"] == 100
    assert flip.distance == pytest.approx(np.log2(110 / 10))
    asked = case(known, goal=Goal.TRUST, budget_vnd=RICH)
    card = choose(asked).scorecard
    flip = next(f for f in nearest(asked, card, ("reviews",)) if f.leader is KOS)
    assert flip.distance == pytest.approx(0.5 * np.log2(110 / 35))


def test_the_figure_to_check_first_narrows_what_the_goal_counts() -> None:
    """Only one figure is uncertain, so it is that one; where none is, none."""
    vague = world({"kos_hired.any.channel_views": (500, 1_000, 4_000)})
    found = widest(forecast(case(vague), vague.programmes["kos_hired"], TIKTOK))
    assert found is not None
    assert found.id == "kos_hired.any.channel_views"
    assert widest(forecast(case(), WORLD.programmes["kos_hired"], TIKTOK)) is None
    model = world({"model.price_elasticity": (0.5, 1, 2)})
    assert widest(forecast(case(model, price_vnd=300_000), model.programmes["kos_hired"], TIKTOK)) is None


def test_luck_is_shared_or_each_creator_s_own() -> None:
    """Nine creators narrow the views of one by a third; conversion is the same luck for all."""
    vague = world(
        {"kol_post.any.views_per_follower": (0.9, 1, 1.111), "kol_post.any.cancel_rate": (0.1, 0.2, 0.3)}
    )
    base = way("kol_post", case(vague, budget_vnd=RICH))
    one, nine = (
        Forecast(base.premises, replace(base.terms, units=n), case(vague)).bands[Stage.VIEWS] for n in (1, 9)
    )
    assert (nine.high - nine.low) / nine.middle == pytest.approx(
        (one.high - one.low) / one.middle / 3, rel=0.02
    )


# Links


def test_a_token_too_long_or_holding_a_list_is_refused() -> None:
    import base64
    import json
    import zlib

    for raw in (["budget_vnd", 1], "text", 5, None):
        packed = base64.urlsafe_b64encode(zlib.compress(json.dumps(raw).encode())).decode().rstrip("=")
        with pytest.raises(KosError):
            from_token("1" + packed)
    with pytest.raises(KosError):
        from_token("1" + "A" * 20_001)
    assert from_token("") == Brief()
    assert to_token(Brief()) == ""


def test_the_unspoken_brief_is_what_form_one_of_a_link_leaves_out() -> None:
    """Another default would change what old links mean: then FORM has to change too."""
    plain = Brief().model_dump(mode="json")
    assert plain["category"] == "beauty"
    assert (plain["goal"], plain["budget_vnd"], plain["weeks"]) == ("sales", 100_000_000, 4)
    assert (plain["season"], plain["seller"], plain["deal"]) == ("ordinary", "individual", "any")
    assert (plain["repeat_rate"], plain["halo_rate"], plain["costs_off"]) == (0.0, 0.0, ["agency", "rights"])
    assert plain["restricted_goods"] == "unknown"
    empty = ("price_vnd", "cost_vnd", "margin_rate", "discount_rate", "stock", "pack_per_day", "reviews")
    assert all(plain[name] is None for name in (*empty, "shop_views", "creator_views"))
    assert make_brief({"platforms": PLATFORMS}).platforms == (TIKTOK, SHOPEE)
