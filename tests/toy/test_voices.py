"""Three voices in the small world: what money says, who is pointless, who shares the roles, all by hand."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from kos_core.advice.choice import choose
from kos_core.advice.remarks import _best_other
from kos_core.case import Case
from kos_core.knowledge.entries import Role, Shares
from kos_core.knowledge.whole import Knowledge
from kos_core.score.money import TYPES, rating_of
from kos_core.score.weights import shares, weights
from kos_core.vocabulary import Category, CreatorType, Goal, Stage, Voice
from tests.toy.world import WORD, WORLD, case, world

KOL, KOC, KOS, FACE = CreatorType
RICH = 400_000_000


def voiced(
    known: Knowledge, money: float = 0.4, practice: float = 0.0, team: tuple[str, ...] = ()
) -> Knowledge:
    """The world where money and practice have these shares, and the roles of a team."""
    goals = {
        goal: one.model_copy(update={"voices": Shares(money=money, practice=practice), "team": team})
        for goal, one in known.goals.items()
    }
    roles = {
        "open": Role(label=WORD, criterion="reach", goal=Goal.AWARENESS),
        "prove": Role(label=WORD, criterion="proof", goal=Goal.TRUST),
        "close": Role(label=WORD, criterion="close", goal=Goal.SALES),
    }
    return replace(known, goals=goals, roles=roles, version=f"{known.version}-{money}-{practice}-{team}")


def ratio(creator: CreatorType, found: Case) -> float:
    money = choose(found).money
    assert money is not None
    return float(money.ratio[TYPES.index(creator), 0])


def test_a_ratio_of_one_is_five_of_two_two_thirds_and_nothing_of_less_than_nothing() -> None:
    assert [rating_of(r) for r in (0.0, 1.0, 2.0, 3.0, -4.0)] == pytest.approx([0, 5, 20 / 3, 7.5, 0])


def test_where_money_is_counted_a_vnd_is_held_against_itself() -> None:
    """Ten sessions of 2m bring 216 orders kept at 80k: 17.28m for 20m, 0.864 a VND."""
    only = case(WORLD, deal="hourly", budget_vnd=20_000_000)
    held = choose(only).money
    assert held is not None
    t = TYPES.index(KOS)
    brings, spend = float(held.brings[t, 0]), float(held.spend_vnd[t, 0])
    assert held.ratio[t, 0] == pytest.approx((brings + spend) / spend)
    assert (brings + spend) / spend == pytest.approx(0.864)


def test_what_is_seen_is_held_against_the_same_money_in_ads() -> None:
    """A post for 10m is shown 200,000 times, ads for as much at 50k a thousand just as often."""
    assert ratio(KOL, case(goal=Goal.AWARENESS, budget_vnd=20_000_000)) == pytest.approx(1.0)
    dear = world({"kol_post.any.fee_per_activation_vnd": 20_000_000})
    assert ratio(KOL, case(dear, goal=Goal.AWARENESS, budget_vnd=20_000_000)) == pytest.approx(0.5)


def test_leads_are_held_against_leads_of_ads() -> None:
    """A post of 10m brings 1,000 clicks and 100 leads; ads for 10m 2,000 clicks and 200."""
    bank = case(category=Category.FINANCE_INSURANCE, budget_vnd=20_000_000)
    assert ratio(KOL, bank) == pytest.approx(0.5)


def test_where_nothing_is_bought_elsewhere_the_best_other_type_is_the_yardstick() -> None:
    """Who is best is better than the next by as much as the next is worse."""
    found = case(goal=Goal.TRUST, budget_vnd=20_000_000)
    held = choose(found).money
    assert held is not None
    a_vnd = {t: float(held.brings[t, 0] / held.spend_vnd[t, 0]) for t in range(3)}
    first, second = sorted(a_vnd, key=lambda t: -a_vnd[t])[:2]
    assert held.ratio[first, 0] == pytest.approx(a_vnd[first] / a_vnd[second])
    assert held.ratio[second, 0] == pytest.approx(a_vnd[second] / a_vnd[first])


def test_the_voices_times_their_shares_are_the_score_and_so_are_the_parts() -> None:
    known = voiced(WORLD, 0.3, 0.2)
    card = choose(case(known, budget_vnd=RICH)).scorecard
    share = shares(case(known))
    assert share == pytest.approx({Voice.DOCUMENTS: 0.5, Voice.MONEY: 0.3, Voice.PRACTICE: 0.2})
    for row in card.rows:
        assert sum(share[voice] * said for voice, said in row.voices.items()) == pytest.approx(row.score)
        assert sum(row.parts.values()) == pytest.approx(row.score)
    assert sum(weights(case(known)).values()) == pytest.approx(1)


@pytest.mark.parametrize("voice", [Voice.MONEY, Voice.PRACTICE])
def test_a_voice_that_has_all_gives_its_own_order(voice: Voice) -> None:
    card = choose(case(WORLD, budget_vnd=RICH, **{f"{voice}_share": 1.0})).scorecard
    said = [row.voices[voice] for row in card.rows]
    assert said == sorted(said, reverse=True)
    assert [row.score for row in card.rows] == pytest.approx(said)


def test_practice_without_a_share_leaves_the_ranking_as_it_is() -> None:
    one, other = (choose(case(voiced(WORLD), budget_vnd=RICH, practice_share=p)) for p in (None, 0.0))
    assert one.scorecard.rows == other.scorecard.rows


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, (0.6, 0.4, 0.0)),
        ({"money_share": 0.8}, (0.2, 0.8, 0.0)),
        ({"practice_share": 0.7}, (0.0, 0.3, 0.7)),
        ({"money_share": 0.0}, (1.0, 0.0, 0.0)),
    ],
)
def test_what_the_reader_does_not_set_gives_way(
    given: dict[str, Any], expected: tuple[float, float, float]
) -> None:
    assert tuple(shares(case(voiced(WORLD), **given)).values()) == pytest.approx(expected)


def test_a_type_another_makes_pointless_does_not_lead_however_well_it_fits() -> None:
    """The host loses money; samples cost less and earn: by the documents alone the host would lead."""
    free, strict = (world({"model.dominated_from": share}) for share in (2, 0.8))
    assert choose(case(free)).leader is KOS
    found = choose(case(strict))
    assert (found.leader, found.scorecard.row(KOS).standing.dominated_by) == (KOC, KOC)
    assert found.scorecard.row(KOS).score > found.scorecard.row(KOC).score
    assert found.scorecard.row(KOS).chance_best == 0
    assert sum(row.chance_best for row in found.scorecard.rows) == pytest.approx(1)


def test_of_two_that_are_level_none_is_pointless() -> None:
    """Both cost and bring the same: neither truly costs less or brings more."""
    same = {
        "kol_post.any.fee_per_activation_vnd": 10_000_000,
        "kol_post.any.followers": 100_000,
        "model.dominated_from": 0.8,
    }
    held = choose(case(world(same), goal=Goal.AWARENESS, budget_vnd=20_000_000)).money
    assert held is not None
    for t, s in held.dominated(0).items():
        more, less = held.brings[s, 0] - held.brings[t, 0], held.spend_vnd[t, 0] - held.spend_vnd[s, 0]
        assert more >= 0
        assert less >= 0
        assert more > 0 or less > 0


@pytest.mark.parametrize(
    ("budget", "team"),
    [
        (RICH, [("open", KOL), ("prove", KOC), ("close", KOS)]),
        (12_000_000, [("open", KOL), ("prove", KOC)]),
        (6_000_000, [("prove", KOC), ("close", KOS)]),
        (2_000_000, []),
    ],
)
def test_as_many_roles_as_the_budget_pays_each_by_whom_it_suits_best(
    budget: int, team: list[tuple[str, CreatorType]]
) -> None:
    """A post is 10m, the samples some 1.4m, two sessions 4m; the face costs 200m and opens worse."""
    known = voiced(WORLD, team=("open", "prove", "close"))
    found = choose(case(known, goal=Goal.LAUNCH, budget_vnd=budget))
    assert [(one.role, one.creator) for one in found.team] == team
    if team:
        assert found.leader is team[0][1]
        assert sum(one.needs_vnd for one in found.team) <= budget


@pytest.mark.parametrize(
    ("goal", "stage", "other", "middle"),
    [(Goal.TRUST, Stage.VIEWS, FACE, 1_000_000), (Goal.FULL_FUNNEL, Stage.PROFIT, KOC, 320_000)],
)
def test_who_goes_first_is_never_the_other_that_brings_most(
    goal: Goal, stage: Stage, other: CreatorType, middle: float
) -> None:
    """The KOL goes first while the KOC scores best: its own 2m views do not count, the KOC's 320k do."""
    found = choose(case(voiced(WORLD, team=("open", "prove", "close")), goal=goal, budget_vnd=RICH))
    assert found.leader is KOL
    assert found.scorecard.eligible[0].creator is KOC
    assert _best_other(found, stage) == (other, pytest.approx(middle))


def test_the_way_shown_brings_most_of_what_is_counted_a_vnd() -> None:
    """Two ways of one type for the same goal: the one with more reactions a VND, whatever it can place."""
    found = choose(case(goal=Goal.TRUST, budget_vnd=RICH))
    assert found.money is not None
    for best in found.money.best.values():
        if best.measure.first is Stage.ENGAGEMENTS and np.isfinite(best.rank[0]).any():
            a_vnd = np.where(np.isfinite(best.rank[0]), best.brings[0] / best.spend_vnd[0], -1)
            assert a_vnd[best.first[0]] == a_vnd.max()
