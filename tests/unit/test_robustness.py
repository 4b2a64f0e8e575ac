"""What would change the answer: sums one can check by hand, and agreement with the advice itself."""

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import pytest

from kos_core.advice.advice import advise
from kos_core.brief import Brief, Ready, Traits
from kos_core.case import Case
from kos_core.change.intervals import WeightInterval, stable, weight_intervals
from kos_core.change.map import LEAST_MAP_VND, MOST_MAP_VND, decision_map, map_budgets
from kos_core.change.nearest import nearest
from kos_core.change.paying import ways_to_pay
from kos_core.errors import KosError
from kos_core.hire import ways as hiring
from kos_core.hire.ways import Ways, ways_of
from kos_core.knowledge.loading import load
from kos_core.knowledge.whole import Knowledge
from kos_core.score.money import TYPES
from kos_core.score.pairs import MOST_NAMES, shared_out, weights_from_pairs
from kos_core.score.second_opinion import promethee, second_opinions, topsis
from kos_core.score.standing import COMPUTED, purse, ratings
from kos_core.score.weights import of_documents
from kos_core.vocabulary import Answer, Category, CreatorType, Deal, Goal, Platform, Season, Trait

BRIEFS = [
    Brief(),
    Brief(budget_vnd=1_000_000),
    Brief(category=Category.LUXURY, goal=Goal.BRAND_IMAGE, price_vnd=5_000_000),
    Brief(goal=Goal.TRUST, reviews=0, platforms=(Platform.YOUTUBE, Platform.FACEBOOK_LIVE)),
    Brief(category=Category.FINANCE_INSURANCE, goal=Goal.AWARENESS, budget_vnd=2_000_000_000),
    Brief(category=Category.FASHION, budget_vnd=40_000_000, stock=0),
    Brief(goal=Goal.FULL_FUNNEL, budget_vnd=350_000_000, deal=Deal.COMMISSION),
]

CLOSE = load().likely("model.flip_close")


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


def plain(ways: Ways) -> dict[CreatorType, list[tuple[str, float, float, bool]]]:
    return {
        t: sorted((o.platform, o.terms.needs_vnd, o.terms.comfortable_vnd, o.stopped) for o in options)
        for t, options in ways.items()
    }


# Weights


def test_the_interval_of_a_weight_by_hand() -> None:
    """A leads by 4 without the criterion and trails by 6 with nothing else: they tie at 4 / 10."""
    assert stable(0.2, np.array([1.0, 7.0]), np.array([5.0, 1.0])) == (0.0, 0.4, 0, 1)


def test_of_two_that_take_over_at_the_same_weight_the_steeper_is_named() -> None:
    """B and C both tie with A at one half; beyond, C grows faster."""
    assert stable(0.2, np.array([0.0, 2.0, 4.0]), np.array([4.0, 2.0, 0.0])) == (0.0, 0.5, 0, 2)


def test_both_ends_of_an_interval() -> None:
    """B overtakes below 1/4 (3 points behind without), C above 3/4."""
    low, high, below, above = stable(0.5, np.array([4.0, 1.0, 6.0]), np.array([4.0, 5.0, -2.0]))
    assert (low, high, below, above) == (0.25, 0.75, 1, 2)


def test_nothing_flips_where_the_winner_is_best_with_and_without() -> None:
    assert stable(0.2, np.array([5.0, 4.0]), np.array([5.0, 4.0])) == (0.0, 1.0, 0, 0)


def test_the_smallest_change_is_that_to_the_nearer_end() -> None:
    one = WeightInterval("c", 0.4, 0.1, 0.6, CreatorType.KOL, CreatorType.KOC)
    assert one.change == pytest.approx(0.2)
    assert one.to is CreatorType.KOC
    only = WeightInterval("c", 0.4, 0.1, 1.0, CreatorType.KOL, None)
    assert only.change == pytest.approx(-0.3)
    assert only.to is CreatorType.KOL
    none = WeightInterval("c", 0.4, 0.0, 1.0, None, None)
    assert (none.change, none.to, none.side) == (None, None, None)


def test_every_criterion_has_an_interval_around_its_weight(knowledge: Knowledge) -> None:
    card = advise(Case(Brief(), knowledge)).scorecard
    found = weight_intervals(card, Case(Brief(), knowledge))
    assert [one.criterion for one in found] == list(knowledge.criteria)
    assert all(0 <= one.low <= one.weight <= one.high <= 1 for one in found)
    assert any(one.change is not None for one in found)
    assert all(one.to is not card.eligible[0].creator for one in found)


def test_a_criterion_that_carries_all_the_weight_cannot_give_any_away(knowledge: Knowledge) -> None:
    alone = tuple((name, 100.0 if name == "closing" else 0.0) for name in knowledge.weighed)
    case = Case(Brief(weights=alone, money_share=0), knowledge)
    one = next(x for x in weight_intervals(advise(case).scorecard, case) if x.criterion == "closing")
    assert (one.weight, one.low, one.high, one.change) == (1.0, 0.0, 1.0, None)


def test_without_a_leader_there_are_no_intervals(knowledge: Knowledge) -> None:
    case = Case(Brief(budget_vnd=100_000), knowledge)
    card = advise(case).scorecard
    assert weight_intervals(card, case) == ()
    assert second_opinions(card, knowledge) == ()


# The map


def test_the_map_spans_one_million_to_fifty_billion_in_sixty_steps_people_would_say() -> None:
    found = map_budgets()
    assert (found[0], found[-1]) == (LEAST_MAP_VND, MOST_MAP_VND) == (1_000_000, 50_000_000_000)
    assert len(found) >= 60
    assert all(later > earlier for earlier, later in pairwise(found))
    assert all(len(str(vnd).rstrip("0")) <= 2 for vnd in found)


@pytest.mark.parametrize("brief", BRIEFS)
def test_standings_at_a_budget_are_those_of_the_advice(knowledge: Knowledge, brief: Brief) -> None:
    held = purse(ways_of(Case(brief, knowledge)), np.array([float(brief.budget_vnd)]), Case(brief, knowledge))
    for row in advise(Case(brief, knowledge)).scorecard.rows:
        t = TYPES.index(row.creator)
        assert (held.eligible[t, 0], held.affordable[t, 0]) == (
            row.standing.eligible,
            row.standing.affordable,
        )
        assert held.computed[t, :, 0].tolist() == [getattr(row.standing, name) for name in COMPUTED]


@pytest.mark.parametrize("brief", BRIEFS)
def test_a_cell_of_the_map_is_what_the_advice_says_there(knowledge: Knowledge, brief: Brief) -> None:
    """The same leader, ranking, scores and chance, for every goal, at the brief's budget and at others."""
    budgets = tuple(sorted({3_000_000, brief.budget_vnd, 400_000_000}))
    found = decision_map(Case(brief, knowledge), budgets)
    for goal in Goal:
        for step, budget in enumerate(budgets):
            there = advise(Case(brief.with_(goal=goal, budget_vnd=budget), knowledge))
            cell = found.ranking(goal, step)
            assert found.leader(goal, step) is there.leader
            assert [p.creator for p in cell] == [row.creator for row in there.scorecard.rows]
            assert [p.eligible for p in cell] == [row.standing.eligible for row in there.scorecard.rows]
            assert [p.score for p in cell] == pytest.approx(
                [row.score for row in there.scorecard.rows], abs=1e-9
            )
            assert found.sureness[found.goals.index(goal), step] == there.chance


def test_nobody_leads_where_nobody_can_be_paid_or_all_is_stopped(knowledge: Knowledge) -> None:
    found = decision_map(Case(Brief(), knowledge))
    assert all(found.leader(goal, 0) is None for goal in Goal)
    papers = Brief(category=Category.HEALTH_SUPPLEMENTS, ready=Ready(papers=Answer.NO))
    stopped = decision_map(Case(papers, knowledge))
    assert (stopped.winner == -1).all()
    assert (stopped.sureness == 0).all()


def test_the_step_of_a_budget_is_the_nearest_on_the_log_scale(knowledge: Knowledge) -> None:
    found = decision_map(Case(Brief(), knowledge), (1_000_000, 10_000_000, 100_000_000))
    assert [found.step_of(vnd) for vnd in (100_000, 3_000_000, 4_000_000, 10_000_000, 10**12)] == [
        0,
        0,
        1,
        1,
        2,
    ]


# The nearest change


@pytest.mark.parametrize("brief", BRIEFS)
def test_every_change_gives_the_leader_it_promises(knowledge: Knowledge, brief: Brief) -> None:
    now = advise(Case(brief, knowledge))
    found = nearest(Case(brief, knowledge), now.scorecard)
    assert [flip.distance for flip in found] == sorted(flip.distance for flip in found)
    assert len({(flip.kind, flip.leader) for flip in found}) == len(found)
    for flip in found:
        assert flip.leader is not now.leader
        assert advise(Case(brief.with_(**flip.sets), knowledge)).leader is flip.leader


@pytest.mark.parametrize("brief", BRIEFS)
def test_on_the_near_side_of_a_budget_the_answer_is_still_the_old_one(
    knowledge: Knowledge, brief: Brief
) -> None:
    now = advise(Case(brief, knowledge))
    for flip in nearest(Case(brief, knowledge), now.scorecard):
        if flip.kind.startswith("budget"):
            towards = 1 + 4 * CLOSE if flip.kind == "budget_below" else 1 / (1 + 4 * CLOSE)
            near = round(flip.values["budget_vnd"] * towards)
            assert advise(Case(brief.with_(budget_vnd=near), knowledge)).leader is not flip.leader


def test_with_too_little_money_the_nearest_change_names_the_budget_that_opens_a_way(
    knowledge: Knowledge,
) -> None:
    brief = Brief(budget_vnd=1_000_000)
    now = advise(Case(brief, knowledge))
    assert now.leader is None
    found = nearest(Case(brief, knowledge), now.scorecard)
    least = min(row.standing.needs_vnd for row in now.scorecard.rows if row.standing.needs_vnd is not None)
    budget = next(flip for flip in found if flip.kind == "budget_above").values["budget_vnd"]
    assert least <= budget <= least * (1 + 2 * CLOSE)


def test_below_what_the_leader_needs_another_leads(knowledge: Knowledge) -> None:
    now = advise(Case(Brief(), knowledge))
    found = nearest(Case(Brief(), knowledge), now.scorecard)
    needs = now.scorecard.eligible[0].standing.needs_vnd
    below = next(flip for flip in found if flip.kind == "budget_below")
    assert needs is not None
    assert needs * (1 - 3 * CLOSE) <= below.values["budget_vnd"] < needs


def fresh(brief: Brief) -> Ways:
    """The ways in, worked out anew."""
    hiring._notes.cache_clear()
    return ways_of(Case(brief, load()))


WEIGHS_ONLY = [t for t in Trait if t not in {*hiring.WAY_TRAITS, Trait.RESTRICTED_ADS}]


@pytest.mark.parametrize("brief", BRIEFS[:5])
def test_ways_in_depend_only_on_what_they_are_looked_up_by(brief: Brief) -> None:
    """Budget, goal, weights, other traits and how many reviews there are change no way in."""
    before = plain(ways_of(Case(brief, load())))
    others = [
        {"goal": Goal.TRUST},
        {"budget_vnd": 7_000_000},
        {"weights": (("closing", 99.0),)},
        *({"traits": Traits(**{t.value: a})} for t in WEIGHS_ONLY for a in Answer),
    ]
    assert all(plain(fresh(brief.with_(**sets))) == before for sets in others)
    assert plain(fresh(brief.with_(reviews=1))) == plain(fresh(brief.with_(reviews=5_000)))
    one = plain(fresh(brief.with_(platforms=(Platform.SHOPEE_LIVE,))))
    every = plain(fresh(brief.with_(platforms=tuple(Platform))))
    assert one == {t: [way for way in found if way[0] == Platform.SHOPEE_LIVE] for t, found in every.items()}


# The money


def campaign(case: Case) -> float:
    """100 orders at the live price, 8 million paid in advance; by commission nothing is."""
    brief = case.brief
    price, discount = brief.price_vnd or 200_000, 0.2 if brief.discount_rate is None else brief.discount_rate
    cost = price * (1 - brief.margin_rate) if brief.margin_rate is not None else brief.cost_vnd or 0
    return 100 * (price * (1 - discount) - cost) - (0 if brief.deal is Deal.COMMISSION else 8_000_000)


def test_ways_to_pay_by_hand(knowledge: Knowledge) -> None:
    """100 · (200 000 · 0.8 - 100 000) - 8 m = -2 m: 10 % off, 225 000 or cost 80 000 make it 0."""
    brief = Brief(price_vnd=200_000, cost_vnd=100_000, discount_rate=0.2)
    found = {flip.kind: flip for flip in ways_to_pay(Case(brief, knowledge), campaign)}
    assert found["pays_discount"].sets == {"discount_rate": 0.1}
    assert 225_000 <= found["pays_price"].sets["price_vnd"] <= 225_000 * (1 + 3 * CLOSE)
    assert found["pays_price"].sets["cost_vnd"] == 100_000
    assert 80_000 * (1 - 3 * CLOSE) <= found["pays_cost"].sets["cost_vnd"] <= 80_000
    assert found["pays_deal"].sets == {"deal": Deal.COMMISSION}
    assert all(campaign(Case(brief.with_(**flip.sets), knowledge)) >= 0 for flip in found.values())


def test_a_price_is_raised_at_the_same_cost_where_the_margin_was_given(knowledge: Knowledge) -> None:
    brief = Brief(price_vnd=200_000, margin_rate=0.5, discount_rate=0.2)
    price = next(flip for flip in ways_to_pay(Case(brief, knowledge), campaign) if flip.kind == "pays_price")
    # Half of what customers usually pay for it: 200,000 less the 15 % usual in the category.
    assert (price.sets["cost_vnd"], price.sets["margin_rate"]) == (85_000, None)
    assert campaign(Case(brief.with_(**price.sets), knowledge)) >= 0


def test_a_campaign_that_pays_or_cannot_be_bought_needs_no_way_out(knowledge: Knowledge) -> None:
    assert ways_to_pay(Case(Brief(), knowledge), lambda _: 0.0) == ()
    assert ways_to_pay(Case(Brief(), knowledge), lambda _: None) == ()
    assert ways_to_pay(Case(Brief(), knowledge), lambda _: -1.0) == ()


def test_the_discount_that_is_lowered_is_the_shops_own_not_the_seasons(knowledge: Knowledge) -> None:
    brief = Brief(discount_rate=0.1, season=Season.DOUBLE_DAY)
    found = ways_to_pay(Case(brief, knowledge), lambda c: 1.0 if c.brief.discount_rate == 0.09 else -1.0)
    assert [flip.sets for flip in found] == [{"discount_rate": 0.09}]


# Second opinions


def test_topsis_by_hand() -> None:
    """Weighted ratings (3, 0), (0, 4): each is 5 from the other and at both the best and the worst."""
    assert topsis(np.array([[6.0, 0.0], [0.0, 8.0]]), np.array([0.5, 0.5])) == pytest.approx([3 / 7, 4 / 7])
    assert topsis(np.array([[2.0, 3.0]]), np.array([0.5, 0.5])).tolist() == [0.5]


def test_promethee_by_hand() -> None:
    """A wins 0.6 of the weight against B and loses 0.4; ties count for nobody."""
    assert promethee(np.array([[2.0, 1.0], [1.0, 9.0]]), np.array([0.6, 0.4])) == pytest.approx([0.2, -0.2])
    assert promethee(np.array([[2.0], [2.0]]), np.array([1.0])).tolist() == [0.0, 0.0]
    assert promethee(np.array([[2.0]]), np.array([1.0])).tolist() == [0.0]


def test_a_disagreement_names_the_criterion_behind_it(knowledge: Knowledge) -> None:
    """Somewhere among goals and budgets the methods part, and then a criterion that counts is named."""
    parted = 0
    for category in (Category.BEAUTY, Category.FOOD_BEVERAGE, Category.LUXURY):
        for goal in Goal:
            card = advise(Case(Brief(category=category, goal=goal, budget_vnd=10**9), knowledge)).scorecard
            for opinion in second_opinions(card, knowledge):
                assert set(opinion.ranking) == {row.creator for row in card.leading}
                assert opinion.agrees == (opinion.leader is card.leading[0].creator)
                assert (opinion.decides is None) == opinion.agrees
                if opinion.decides is not None:
                    parted += 1
                    assert card.weights[opinion.decides] > 0
                    rated = ratings({row.creator: row.standing for row in card.rows}, knowledge)
                    ours, theirs = (
                        rated[t][opinion.decides] for t in (card.leading[0].creator, opinion.leader)
                    )
                    assert opinion.counts == ("more" if theirs > ours else "less")
    assert parted


# Weights by comparison


def test_judgements_that_never_contradict_give_their_weights_back() -> None:
    found = weights_from_pairs(["a", "b", "c"], {("a", "b"): 2, ("a", "c"): 6, ("b", "c"): 3})
    assert found.weights == pytest.approx({"a": 0.6, "b": 0.3, "c": 0.1})
    assert found.consistency_ratio == pytest.approx(0, abs=1e-9)
    assert found.is_consistent
    assert found.oddest is None


def test_a_pair_may_be_given_the_other_way_round() -> None:
    one = weights_from_pairs(["a", "b"], {("a", "b"): 4})
    other = weights_from_pairs(["a", "b"], {("b", "a"): 1 / 4})
    assert one == other
    assert one.weights == pytest.approx({"a": 0.8, "b": 0.2})


def test_judgements_that_go_in_a_circle_are_not_consistent_and_one_is_named() -> None:
    """By hand: every ratio should be 1, λ = 1 + 9 + 1/9, so the ratio is far above one tenth."""
    found = weights_from_pairs(["a", "b", "c"], {("a", "b"): 9, ("b", "c"): 9, ("a", "c"): 1 / 9})
    assert found.weights == pytest.approx(dict.fromkeys("abc", 1 / 3))
    assert found.consistency_ratio == pytest.approx((1 + 9 + 1 / 9 - 3) / 2 / 0.58)
    assert not found.is_consistent
    assert found.oddest is not None


FULL = {("a", "b"): 2.0, ("a", "c"): 3.0, ("b", "c"): 1.0}


@pytest.mark.parametrize(
    ("names", "pairs", "key"),
    [
        (["a"], {}, "comparison.too_few"),
        ([str(n) for n in range(MOST_NAMES + 1)], {}, "comparison.too_many"),
        (["a", "b", "a"], FULL, "comparison.name_twice"),
        (["a", "b", "c"], {("a", "b"): 2.0, ("a", "c"): 3.0}, "comparison.pair_missing"),
        (["a", "b", "c"], {**FULL, ("b", "a"): 2.0}, "comparison.pair_twice"),
        (["a", "b", "c"], {**FULL, ("a", "d"): 2.0}, "comparison.unknown_name"),
        (["a", "b", "c"], {**FULL, ("a", "a"): 1.0}, "comparison.unknown_name"),
        (["a", "b", "c"], {**FULL, ("b", "c"): 10.0}, "comparison.off_the_scale"),
        (["a", "b", "c"], {**FULL, ("b", "c"): 0.0}, "comparison.off_the_scale"),
        (["a", "b", "c"], {**FULL, ("b", "c"): float("nan")}, "comparison.off_the_scale"),
    ],
)
def test_judgements_that_cannot_be_used_are_refused(
    names: list[str], pairs: Mapping[tuple[str, str], float], key: str
) -> None:
    with pytest.raises(KosError) as refused:
        weights_from_pairs(names, pairs)
    assert refused.value.key == key


def test_compared_groups_share_their_weight_anew_and_the_brief_takes_it(knowledge: Knowledge) -> None:
    brief = Brief()
    card = of_documents(Case(brief, knowledge))
    members = {
        group: [c for c, criterion in knowledge.criteria.items() if criterion.group == group]
        for group in ("role", "craft", "practical")
    }
    compared = weights_from_pairs(
        list(members), {("role", "craft"): 2, ("role", "practical"): 4, ("craft", "practical"): 2}
    )
    points = dict(shared_out(compared, members, card))
    assert sum(points.values()) == pytest.approx(100)
    kept = [c for c in points if not any(c in own for own in members.values())]
    assert [points[c] for c in kept] == pytest.approx([100 * card[c] for c in kept], abs=1e-5)
    sums = {group: sum(points[c] for c in own) for group, own in members.items()}
    assert sums["role"] / sums["practical"] == pytest.approx(4, rel=1e-4)
    assert points["closing"] / points["awareness"] == pytest.approx(
        card["closing"] / card["awareness"], rel=1e-4
    )
    moved = brief.with_(weights=tuple(points.items()))
    after = of_documents(Case(moved, knowledge))
    assert after == pytest.approx({c: p / 100 for c, p in points.items()}, abs=1e-6)


def test_criteria_that_do_not_count_yet_share_evenly() -> None:
    compared = weights_from_pairs(["new", "old"], {("new", "old"): 1})
    points = dict(
        shared_out(compared, {"new": ["a", "b"], "old": ["c"]}, {"a": 0, "b": 0, "c": 0.5, "d": 0.5})
    )
    assert points == pytest.approx({"a": 12.5, "b": 12.5, "c": 25, "d": 50})
