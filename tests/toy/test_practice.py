"""Published campaigns in the small world: likeness, who led, and how far they lower the certainty."""

from dataclasses import replace

import pytest

from kos_core.advice.advice import advise
from kos_core.knowledge.entries import Campaign
from kos_core.knowledge.whole import Knowledge
from kos_core.score.practice import practice
from kos_core.vocabulary import Answer, Category, CreatorType, Goal, Kind, Life, Reason, Trait, Verdict
from tests.toy.world import WORD, WORLD, case, figure

KOL, KOC, KOS, FACE = CreatorType


def led_by(*leads: CreatorType, goal: Goal = Goal.SALES, market: str = "VN") -> tuple[Campaign, ...]:
    """Published successes of the case's category, led one by one by these types."""
    return tuple(
        Campaign(
            id=f"C{n}", brand=f"b{n}", product=WORD, category=Category.OTHER, goal=goal, lead=lead, others=(),
            platform="x", market=market, orders=None, gmv_vnd=None, outcome="published_success", year="2025",
            certainty="high", source_title="s", source_url="", lesson=None,
        )
        for n, lead in enumerate(leads)
    )  # fmt: skip


def published(*campaigns: Campaign) -> Knowledge:
    likes = {"model.like_other_goal": 0.1, "model.like_near_category": 0.7, "model.like_other_category": 0.4}
    likes |= {"model.like_other_market": 0.5, "model.like_from": 0.6}
    known = replace(WORLD, campaigns=campaigns, version=f"published-{campaigns}")
    more = {name: figure(name, share, share, share, Kind.SHARE) for name, share in likes.items()}
    return replace(known, estimates={**known.estimates, **more})


def test_practice_counts_like_successes_and_speaks_from_five_on() -> None:
    four, five = (practice(case(published(*led_by(*[KOL] * n)))) for n in (4, 5))
    assert (len(four.alike), four.usual) == (4, None)
    assert (len(five.alike), five.led_by(KOL), five.usual) == (5, 5, KOL)
    assert sum(five.shares.values()) == pytest.approx(100)
    # A prior of one campaign over the four types: 5.25 of 6.
    assert five.shares[KOL] == pytest.approx(100 * 5.25 / 6)
    even = practice(case(published(*led_by(KOL, KOL, KOL, KOC, KOC, KOC))))
    assert even.usual is None
    other_goal = practice(case(published(*led_by(*[KOL] * 6, goal=Goal.TRUST))))
    assert not other_goal.alike
    abroad = practice(case(published(*led_by(*[KOL] * 6, market="CN"))))
    assert not abroad.alike
    assert abroad.every[0].share == 0.5


def test_what_went_wrong_or_is_unsure_counts_for_nobody_and_is_still_shown() -> None:
    wrong = [one.model_copy(update={"outcome": "failed"}) for one in led_by(*[KOL] * 6)]
    unsure = [one.model_copy(update={"certainty": "low"}) for one in led_by(*[KOL] * 6)]
    for found in (practice(case(published(*wrong))), practice(case(published(*unsure)))):
        assert (found.alike, len(found.every)) == ((), 6)


def test_nothing_is_clear_where_campaigns_like_it_chose_another_type() -> None:
    """Practice has no vote: the leader stays, only the certainty falls, and the answer says so."""
    plain = advise(case())
    assert (plain.leader, plain.verdict, plain.reason) == (KOS, Verdict.CLEAR, Reason.DECIDED)
    against = advise(case(published(*led_by(*[KOL] * 6))))
    assert (against.leader, against.verdict) == (KOS, Verdict.LIKELY)
    assert against.reason is Reason.PRACTICE_DIFFERS
    assert (against.practice.usual, against.practice.led_by(KOL), len(against.practice.alike)) == (KOL, 6, 6)
    assert against.scorecard.row(KOS).score == plain.scorecard.row(KOS).score
    along = advise(case(published(*led_by(*[KOS] * 6))))
    assert (along.verdict, along.reason) == (Verdict.CLEAR, Reason.DECIDED)
    assert along.practice.usual is KOS


def test_what_is_launched_is_new_unless_said_otherwise() -> None:
    launch = case(goal=Goal.LAUNCH)
    assert (launch.life, launch.trait(Trait.BEST_SELLER)) == (Life.NEW, Answer.NO)
    assert launch.with_(life=Life.BEST_SELLER).trait(Trait.BEST_SELLER) is Answer.YES
    assert launch.with_(reviews=200).life is Life.BEST_SELLER
    assert case(life=Life.SELLING, reviews=500).trait(Trait.BEST_SELLER) is Answer.UNKNOWN
    assert case().life is None
