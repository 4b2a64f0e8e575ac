"""The score taken apart adds up to the score again, and every part of it leads to something."""

import json
from itertools import permutations
from typing import Any

import pytest

from kos_core.advice.advice import Advice, advise
from kos_core.brief import Brief, make_brief
from kos_core.case import Case
from kos_core.figures import versus, versus_alt, versus_title
from kos_core.figures.colours import TYPE_COLOURS
from kos_core.hire.ways import ways_of
from kos_core.knowledge.loading import load
from kos_core.numbers.writing import tenths
from kos_core.say.text import text_of
from kos_core.score.apart import UNSEEN, Against, against, easiest, needs_met, rated, reached, weighed
from kos_core.score.platform_fit import fit
from kos_core.score.standing import COMPUTED, ready
from kos_core.vocabulary import CreatorType, Goal, Lang, Platform

KNOWN = load()
BRIEFS = [
    Brief(),
    *(Brief(goal=goal, budget_vnd=1_500_000_000) for goal in Goal),
    make_brief({"category": "luxury", "price_vnd": 20_000_000, "reviews": 25}),
    make_brief({"category": "health_supplements", "ready": {"papers": "no", "stock_known": "yes"}}),
    make_brief({"budget_vnd": 1_000_000, "deal": "contract", "platforms": ["lazada_live"]}),
    make_brief({"stock": 0, "platforms": ["youtube"], "weights": [["closing", 100.0], ["advice", 0.0]]}),
    make_brief({"weights": [[name, 0.0] for name in KNOWN.weighed]}),
]
PAIRS = list(permutations(CreatorType, 2))


def answers() -> list[Advice]:
    return [advise(Case(brief, KNOWN)) for brief in BRIEFS]


ANSWERS = answers()


@pytest.mark.parametrize("advice", ANSWERS)
def test_the_weights_are_the_scores_own(advice: Advice) -> None:
    """Shares sum to one and are what the score was made with; only what the reader moved is moved."""
    found = weighed(Case(advice.brief, KNOWN))
    assert {name: one.share for name, one in found.items()} == pytest.approx(advice.scorecard.weights)
    moved = {name for name, points in advice.brief.weights if abs(points - found[name].usual) >= UNSEEN}
    assert {name for name, one in found.items() if one.is_moved} == moved
    untouched = weighed(Case(advice.brief.with_(weights=()), KNOWN))
    assert {n: one.usual for n, one in found.items()} == {n: one.points for n, one in untouched.items()}


def test_a_weight_set_to_what_it_was_is_not_moved() -> None:
    found = weighed(Case(Brief(weights=(("lasting_image", 1.0), ("closing", 3.0))), KNOWN))
    same = found["lasting_image"].usual
    again = weighed(Case(Brief(weights=(("lasting_image", same), ("closing", 3.0))), KNOWN))
    assert [name for name, one in again.items() if one.is_moved] == ["closing"]


@pytest.mark.parametrize("advice", ANSWERS)
def test_the_figure_names_what_decides_in_the_answer(advice: Advice) -> None:
    """Where gaps are level, both screens name the same criterion."""
    if advice.leader is None or advice.runner_up is None:
        return
    names = list(against(advice.leader, advice.runner_up, advice.scorecard).gaps)
    assert (names[0], names[-1]) == advice.decides


@pytest.mark.parametrize("advice", ANSWERS)
def test_one_type_against_another_sums_to_the_score_difference(advice: Advice) -> None:
    card = advice.scorecard
    for one, other in PAIRS:
        found = against(one, other, card)
        assert found.difference == pytest.approx(card.row(one).score - card.row(other).score)
        assert found.ahead >= 0 >= found.behind
        assert list(found.gaps.values()) == sorted(found.gaps.values(), reverse=True)
        plus, minus, difference = found.in_tenths
        assert plus + minus == pytest.approx(difference)
        assert abs(difference - found.difference) <= 0.1 + 1e-9
        assert found.turned.turned == found
        assert len(found.deciding) == min(3, len(found.gaps))


@pytest.mark.parametrize("advice", ANSWERS)
def test_a_range_is_the_width_of_its_support_within_the_scale(advice: Advice) -> None:
    for name, criterion in KNOWN.criteria.items():
        for creator in CreatorType:
            found = rated(name, creator, advice.scorecard, KNOWN)
            assert 0 <= found.low <= found.value <= found.high <= 10
            if name in COMPUTED:
                assert found.rating is None
                assert found.low == found.value == found.high
            else:
                rating = criterion.ratings[creator]
                width = KNOWN.width(rating.support)
                assert found.low == max(0, rating.value - width)
                assert found.high == min(10, rating.value + width)
                assert rating.claims or rating.why


@pytest.mark.parametrize("advice", ANSWERS)
def test_computed_ratings_come_out_of_what_explains_them(advice: Advice) -> None:
    brief = advice.brief
    ways = ways_of(Case(brief, KNOWN))
    for creator in CreatorType:
        standing = advice.scorecard.row(creator).standing
        parts = ready(creator, Case(brief, KNOWN))
        assert 10 * sum(one.share * one.have for one in parts) == pytest.approx(standing.readiness)
        way = easiest(ways[creator], brief.budget_vnd)
        platform = reached(creator, ways[creator], Case(brief, KNOWN))
        if way is None or platform is None:
            assert not ways[creator]
            assert standing.budget_fit == standing.platform_fit == 0
            continue
        least, ease = way.terms.needs_vnd, way.terms.comfortable_vnd
        expected = min(10.0, max(0.0, 10 * (brief.budget_vnd - least) / max(1.0, ease - least)))
        assert standing.budget_fit == pytest.approx(expected)
        assert standing.platform_fit == pytest.approx(advice.fits[creator][platform] / 10)


@pytest.mark.parametrize("brief", BRIEFS[:8])
def test_the_needs_met_sum_to_the_fit_and_their_most_to_a_hundred(brief: Brief) -> None:
    case = Case(brief, KNOWN)
    for creator in CreatorType:
        for platform in Platform:
            met = needs_met(creator, platform, case)
            assert sum(one.points for one in met.values()) == pytest.approx(fit(case)[creator][platform])
            assert sum(one.most for one in met.values()) == pytest.approx(100)
            assert all(0 <= one.points <= one.most + 1e-9 for one in met.values())


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("advice", ANSWERS)
def test_the_figure_shows_every_gap_that_can_be_read(advice: Advice, lang: Lang) -> None:
    text = text_of(lang)
    for one, other in PAIRS:
        found = against(one, other, advice.scorecard)
        drawn: Any = versus(found, KNOWN, text, lang, "light")
        title, alt = versus_title(found, KNOWN, text, lang), versus_alt(found, KNOWN, text, lang)
        assert title
        assert alt
        if drawn is None:
            assert not found.shown
            continue
        bars = json.loads(drawn.to_json())["data"][0]
        assert bars["text"] == [tenths(gap, lang, signed=True) for gap in found.shown.values()]
        owners = [one if gap > 0 else other for gap in found.shown.values()]
        assert bars["marker"]["color"] == [TYPE_COLOURS[owner]["light"] for owner in owners]
        names = {KNOWN.criteria[name].label(lang) for name in found.shown}
        assert len(drawn.layout.annotations) == len(names) + 2
        assert all(name in alt for name in names)


def test_level_types_leave_nothing_to_draw() -> None:
    level = Against(CreatorType.KOL, CreatorType.KOC, 50.0, 50.0, {"closing": 0.0})
    assert versus(level, KNOWN, text_of("vi"), "vi", "light") is None
    assert "KOL" in versus_title(level, KNOWN, text_of("vi"), "vi")


def test_tenths_are_written_as_each_language_has_them() -> None:
    assert tenths(6.24, "vi", signed=True) == "+6,2"
    assert tenths(-2.06, "en", signed=True) == "\u22122.1"
    assert tenths(-0.04, "en", signed=True) == "0.0"
    assert tenths(77.5, "vi") == "77,5"
