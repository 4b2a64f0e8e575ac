"""Rules at their edges in the small world: exactly nothing, exactly enough, the first and the last."""

from pathlib import Path

import numpy as np
import pytest

from kos_core.advice.advice import advise
from kos_core.advice.explanation import Explanation
from kos_core.advice.next import MOST_STEPS
from kos_core.advice.uses import uses
from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.change.intervals import WeightInterval
from kos_core.change.paying import ways_to_pay
from kos_core.change.search import _outwards
from kos_core.errors import KosError
from kos_core.forecast.ads import ads
from kos_core.forecast.drawn import Drawn
from kos_core.forecast.draws import draw
from kos_core.forecast.first_to_check import widest
from kos_core.forecast.forecast import Forecast, forecast
from kos_core.forecast.pay import pays
from kos_core.forecast.ratios import ratios
from kos_core.hire.breakdown import later_of
from kos_core.knowledge import load
from kos_core.knowledge.files import read_csv, read_yaml
from kos_core.knowledge.shelf import count
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers.search import search, spell
from kos_core.score import groups
from kos_core.score.pairs import STRONGEST, weights_from_pairs
from kos_core.vocabulary import Answer, CreatorType, Deal, Goal, Season, Stage, Trait
from tests.toy.world import TIKTOK, WORLD, bound, case, way, world

KOL, KOC, KOS, FACE = CreatorType
RICH = 400_000_000


def live(given: Case) -> Forecast:
    return forecast(given, given.knowledge.programmes["kos_hired"], TIKTOK)


# Exactly nothing


def test_a_profit_of_exactly_nothing_pays_and_counts_as_not_lost() -> None:
    """Nothing is paid in advance, and an order leaves nothing: price 200,000, goods 180,000, fee 20,000."""
    free = world(
        {
            "kos_hired.any.fee_per_activation_vnd": 0,
            "cost.boosting_session_vnd": 0,
            "cost.session_vnd": 0,
            "any.any.any.margin_rate": 0.1,
            "any.any.any.return_rate": 0,
        }
    )
    found = live(case(free))
    assert found.bands[Stage.PROFIT].middle == pytest.approx(0, abs=1e-6)
    assert found.chance_break_even == 1
    assert found.earns == (pytest.approx(0, abs=1e-6), 1)
    assert found.pays


def test_what_an_order_leaves_later_is_what_the_lines_do_not_take() -> None:
    """A fifth who buy again leave a fifth of what an order at list price leaves."""
    plain, again = live(case()), live(case(repeat_rate=0.2))
    assert later_of(plain.terms, plain.per_order) == pytest.approx(0, abs=1e-6)
    more = (again.terms.leaves_vnd or 0) - (plain.terms.leaves_vnd or 0)
    assert more > 0
    assert later_of(again.terms, again.per_order) == pytest.approx(more)


def test_lines_of_nothing_are_left_out_and_lines_of_one_dong_are_not() -> None:
    free = {"cost.packing_vnd": 0, "cost.failed_shipping_vnd": 0}
    names = {line.name for line in live(case(world(free))).per_order}
    assert "packing" not in names
    dong = {line.name: line.vnd for line in live(case(world({**free, "cost.packing_vnd": 1}))).per_order}
    assert 1 <= dong["packing"] < 2


# Where the lead, the chance and the steps end


def test_at_most_five_steps() -> None:
    assert MOST_STEPS == 5
    found = advise(case(stock=1, ready={"live_offer": Answer.NO}))
    assert len(found.steps) <= 5


def test_a_weight_of_nothing_is_not_close() -> None:
    counts, none = (WeightInterval("closing", weight, 0.0, 0.5, None, KOL) for weight in (0.2, 0.0))
    found = Explanation({}, (none, counts), (), (), ())
    assert found.close == (counts,)


def test_a_type_that_brings_nothing_of_the_goal_is_no_use_but_a_face_stands_by_its_reach() -> None:
    found = uses(advise(case(budget_vnd=RICH)))
    by_type = {one.creator: one for one in found}
    assert by_type[FACE].brings is None
    assert by_type[FACE].is_open
    stopped = uses(advise(case(budget_vnd=RICH, traits={Trait.RESTRICTED_ADS: Answer.NO})))
    assert {one.creator for one in stopped} >= {KOS}


# Money said only where it is guessed


@pytest.mark.parametrize(
    ("told", "guessed"), [({}, True), ({"cost_vnd": 80_000}, False), ({"margin_rate": 0.4}, False)]
)
def test_a_cost_is_called_guessed_only_where_neither_cost_nor_margin_is_said(
    told: dict[str, float], *, guessed: bool
) -> None:
    ids = {notice.id for notice in advise(case(**told)).warnings}
    assert ("cost_assumed" in ids) is guessed


def test_the_same_money_in_ads_clicks_at_most_once_a_view() -> None:
    """A click rate that may pass one is held at one, the views bought are not."""
    wild = world({"ads.click_rate": (0.5, 0.9, 1.0)})
    bought = ads(live(case(wild)).premises, 5_000_000, case(wild))
    assert bought[Stage.CLICKS].high <= bought[Stage.IMPRESSIONS].high
    assert bought[Stage.IMPRESSIONS].middle == pytest.approx(5_000_000 / 50_000 * 1_000)


def test_an_interaction_costs_what_is_paid_shared_by_interactions() -> None:
    """A session of 2m: 1,000 views and 10,000 bought ones × half seen, a tenth of them interact."""
    reach = forecast(case(goal=Goal.AWARENESS, budget_vnd=RICH), WORLD.programmes["kol_post"], TIKTOK)
    found = ratios(reach)["per_engagement"].middle
    assert found == pytest.approx(reach.terms.spend_vnd / reach.bands[Stage.ENGAGEMENTS].middle)


# Draws


def test_many_creators_spread_less_around_their_mean() -> None:
    """The mean of n lognormal draws is above the median of one and the same for every n; its spread falls."""
    vague = world({"kol_post.any.views_per_follower": (0.3, 1, 3.333)}).estimate(
        "kol_post.any.views_per_follower"
    )
    sums = {n: np.asarray(draw(vague, "followers", KOL, 7, count=n, ceiling=None)) for n in (2, 50)}
    means = {n: float(one.mean()) for n, one in sums.items()}
    assert means[50] == pytest.approx(means[2], rel=0.05)
    assert means[50] > 1.2
    assert sums[50].std() < sums[2].std() / 3


def test_audiences_average_over_creators_and_luck_of_the_goods_does_not() -> None:
    vague = world(
        {
            "koc_commission.any.views_per_follower": (0.05, 0.1, 0.2),
            "koc_commission.any.cancel_rate": (0.1, 0.2, 0.3),
        }
    )
    found = way("koc_commission", case(vague, budget_vnd=RICH))
    few, many = (Drawn(found.premises, units, 7) for units in (2, 100))
    spread = [
        float(np.std(one("views_per_follower")) / np.mean(one("views_per_follower"))) for one in (few, many)
    ]
    assert spread[1] < spread[0] / 3
    assert np.std(few("cancel_rate")) == pytest.approx(np.std(many("cancel_rate")))


def test_rates_average_out_less_than_audiences_where_audiences_are_unequal() -> None:
    """A few of a hundred creators bring most of the views, so their rates are nearly one creator's luck."""
    vague = world(
        {
            "koc_commission.any.views_per_follower": (0.01, 0.1, 1),
            "koc_commission.any.engagement_rate": (0.1, 0.2, 0.4),
        }
    )
    found = way("koc_commission", case(vague, budget_vnd=RICH))
    drawn = Drawn(found.premises, 100, 7)
    of_all = draw(found.premises["engagement_rate"], "engagement", KOC, 7, count=drawn.creators)
    assert np.std(drawn("engagement_rate")) > 1.2 * np.std(of_all)


@pytest.mark.parametrize("name", ["view_rate_of_impressions", "engagement_rate", "product_ctr"])
def test_no_draw_of_a_share_passes_one(name: str) -> None:
    """Impressions ≥ views ≥ interactions and clicks in every draw, however wide the rates are."""
    wild = world({f"kos_hired.any.{name}": (0.4, 0.9, 1.0)})
    drawn = live(case(wild)).draws
    assert np.all(drawn[Stage.IMPRESSIONS] >= drawn[Stage.VIEWS])
    assert np.all(drawn[Stage.VIEWS] >= drawn[Stage.ENGAGEMENTS])
    assert np.all(drawn[Stage.VIEWS] >= drawn[Stage.CLICKS])


def test_no_more_creators_post_than_were_sent_something() -> None:
    wild = world({"koc_commission.any.posted_share": (0.5, 0.9, 1.0)})
    all_post = world({"koc_commission.any.posted_share": 1})
    some, every = (
        forecast(case(known, budget_vnd=RICH), known.programmes["koc_commission"], TIKTOK)
        for known in (wild, all_post)
    )
    assert np.max(some.draws[Stage.VIEWS]) <= every.bands[Stage.VIEWS].middle * (1 + 1e-9)


def test_of_two_figures_that_share_their_luck_the_relatively_wider_is_named() -> None:
    """Both narrow the same; 10 to 30 around 20 is wider than 100 to 120 around 110."""
    vague = world(
        {
            f"any.{TIKTOK}.any.platform_fee_rate": (0.05, 0.1, 0.2),
            "kos_hired.any.channel_views": 1_000,
        }
    )
    found = widest(live(case(vague)))
    assert found is not None
    assert found.id == f"any.{TIKTOK}.any.platform_fee_rate"


def test_a_season_sells_as_many_times_more_as_its_demand_says() -> None:
    """Twice in the small world, and a step is skipped only where three stand already."""
    plain, busy = live(case(bound(10))), live(case(bound(10), season=Season.DOUBLE_DAY))
    assert busy.bands[Stage.ORDERS].middle == pytest.approx(2 * plain.bands[Stage.ORDERS].middle)


# Changes and searches


def test_no_way_to_pay_raises_the_discount_or_leaves_it_as_it_is() -> None:
    """At 30 % off nothing pays; the nearest discount that does is below, whatever a higher one would do."""

    def profit(tried: Case) -> float:
        rate = tried.brief.discount_rate
        return 1.0 if rate is not None and (rate > 0.3 or rate <= 0.1) else -1.0

    found = ways_to_pay(case(discount_rate=0.3, deal=Deal.FIXED), profit)
    rates = [flip.sets["discount_rate"] for flip in found if flip.kind == "pays_discount"]
    assert rates == [0.1]


def test_steps_outwards_are_one_factor_apart() -> None:
    assert _outwards(100, 2, 1_600) == [200, 400, 800, 1_600]
    assert _outwards(100, 2, 12) == [50, 25, 12]


# Pairs and groups


def test_a_name_given_twice_is_named_itself() -> None:
    with pytest.raises(KosError) as refused:
        weights_from_pairs(("a", "b", "b"), {})
    assert refused.value.values["name"] == "b"


def test_the_scale_ends_at_the_same_factor_both_ways() -> None:
    known = WORLD
    only = {name: float(name == next(iter(known.criteria))) for name in known.criteria}
    assert set(groups.in_use(only, known).values()) <= {STRONGEST, 1 / STRONGEST, 1.0}


# Knowledge


def test_a_figure_replaced_twice_is_told_once() -> None:
    """What it was before the first time does not matter; what replaced it last does."""
    name = "any.any.any.margin_rate"
    first = WORLD.holding({name: WORLD.estimate(name).fixed_at(0.3)})
    second = first.holding({name: WORLD.estimate(name).fixed_at(0.4)})
    at_once = WORLD.holding({name: WORLD.estimate(name).fixed_at(0.4)})
    assert isinstance(second, Knowledge)
    assert second.changed == at_once.changed
    assert len(second.changed) == 1


def test_figures_of_grade_a_are_counted() -> None:
    assert count(WORLD).grade_a == sum(
        figure.grade == "A" for name, figure in WORLD.figures.items() if not name.startswith("F")
    )


def test_a_key_twice_is_named_by_its_line_and_a_short_or_long_row_too(tmp_path: Path) -> None:
    problems: list[str] = []
    (tmp_path / "twice.yaml").write_text("a: 1\nb: 2\na: 3\n", encoding="utf-8")
    assert read_yaml(tmp_path / "twice.yaml", problems) == {}
    assert "line 3: the key 'a' stands twice" in problems[0]
    problems.clear()
    (tmp_path / "rows.csv").write_text("a,b\n1,2\n1\n1,2,3\n", encoding="utf-8")
    assert read_csv(tmp_path / "rows.csv", problems) == [{"a": "1", "b": "2"}]
    assert [problem.split(" has")[0] for problem in problems] == ["rows.csv: line 3", "rows.csv: line 4"]


def test_where_the_last_of_the_words_is_met_soonest_stands_first() -> None:
    shelf = {"far": spell("một hai ba bốn sữa một"), "near": spell("sữa một hai ba bốn")}
    assert search(shelf, "sữa một") == ["near", "far"]


# Pay


def test_whoever_is_paid_by_commission_alone_gets_a_sample_at_least() -> None:
    """A post gets none for its fee; two stay two."""
    known = load()  # the small world has no pay but each programme's own
    given, post = Case(Brief(budget_vnd=RICH), known), known.programmes["kol_post"]
    for usual, sent in ((0, 1), (2, 2)):
        like = post.model_copy(update={"samples_per_unit": usual})
        by_deal = {row.deal: row.forecast.programme for row in pays(given, like, TIKTOK)}
        assert by_deal[Deal.FIXED].samples_per_unit == usual
        assert by_deal[Deal.COMMISSION].samples_per_unit == sent


def test_the_mean_of_one_draw_is_the_draw() -> None:
    vague = world({"kol_post.any.views_per_follower": (0.5, 1, 2)}).estimate(
        "kol_post.any.views_per_follower"
    )
    one = np.asarray(draw(vague, "followers", KOL, 7, count=1, ceiling=None))
    assert float(np.median(one)) == pytest.approx(1, rel=0.01)
    assert float(np.quantile(one, 0.9)) == pytest.approx(2, rel=0.02)
