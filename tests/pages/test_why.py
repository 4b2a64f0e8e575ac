"""Why, through the frame: every control works, every mark opens something, what is moved goes back."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from kos_core.__main__ import as_json
from kos_core.advice.advice import advise
from kos_core.brief import Brief, make_brief
from kos_core.case import Case
from kos_core.knowledge.loading import load
from kos_core.say.text import text_of
from kos_core.score.standing import COMPUTED
from kos_core.vocabulary import CreatorType, Goal, Lang

Opened = Callable[..., AppTest]
Refusals = Callable[[AppTest], list[str]]
KNOWN = load()
GROUPS = ["role", "craft", "product", "audience", "way", "practical"]
RAW = re.compile(r"brand_ambassador|tiktok_shop|_fit\b|_vnd\b|full_funnel|evidence\\.|why\\.", re.ASCII)
CASES = [
    Brief(),
    Brief(goal=Goal.BRAND_IMAGE, budget_vnd=1_500_000_000),
    make_brief({"budget_vnd": 1_000_000, "deal": "contract", "platforms": ["lazada_live"]}),
    make_brief({"category": "health_supplements", "ready": {"papers": "no"}}),
    make_brief({"category": "finance_insurance", "price_vnd": 50_000_000}),
    make_brief({"weights": [["closing", 100.0], ["advice", 0.0]]}),
]


@pytest.fixture
def opened(dashboard: Opened) -> Opened:
    """Why, with some of its groups open."""

    def opening(lang: Lang = "vi", brief: Brief | None = None, *, groups: list[str] = GROUPS) -> AppTest:
        at = dashboard("decide/why", brief, state=unfolded(groups), lang=lang)
        assert not at.exception
        return at

    return opening


def unfolded(groups: list[str]) -> dict[str, bool]:
    return {f"why.group.{group}": True for group in groups}


def again(at: AppTest, groups: list[str] = GROUPS) -> AppTest:
    """Run with these groups open."""
    for name, value in unfolded(groups).items():
        at.session_state[name] = value
    at.run()
    assert not at.exception
    return at


def htmls(at: AppTest) -> str:
    return "\n".join(element.proto.body for element in at.get("html"))


def said(at: AppTest) -> str:
    kinds = (at.title, at.subheader, at.markdown, at.caption)
    return "\n".join([*(element.value for kind in kinds for element in kind), htmls(at)])


def answer(at: AppTest) -> str:
    brief = at.session_state["brief"]
    return json.dumps(as_json(advise(Case(brief, KNOWN)), text_of("vi")), sort_keys=True)


def bars(at: AppTest) -> list[float]:
    return list(json.loads(at.get("plotly_chart")[0].proto.spec)["data"][0]["x"])


def numbers(words: str) -> list[float]:
    """The numbers of the rating blocks, whatever the language's decimal sign."""
    found = re.findall(r"<span>[+\u2212]?[0-9][^<]*</span>", words)
    return [float(n.replace(",", ".")) for one in found for n in re.findall(r"[0-9]+(?:[.,][0-9]+)?", one)]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("brief", CASES)
def test_every_case_is_drawn_whole(opened: Opened, lang: Lang, brief: Brief) -> None:
    at = opened(lang, brief)
    assert at.title[0].value == text_of(lang)("menu.why")
    shown = {slider.key.removesuffix(".group") for slider in at.slider if slider.key.endswith(".group")}
    assert shown == {f"view.weight.{name}" for name in KNOWN.weighed}
    assert not RAW.search(re.sub(r"<[^>]*>", " ", said(at)))


def test_the_same_case_gives_the_same_numbers_in_both_languages(opened: Opened) -> None:
    vi, en = (opened(lang) for lang in ("vi", "en"))
    assert bars(vi) == bars(en)
    assert {s.key: s.value for s in vi.slider} == {s.key: s.value for s in en.slider}
    assert len(numbers(htmls(vi))) > 100
    assert numbers(htmls(vi)) == numbers(htmls(en))


MOVED = {c.group: name for name, c in KNOWN.weighed.items()} | {
    name: name for name in COMPUTED if name in KNOWN.weighed
}


@pytest.mark.parametrize("name", sorted(set(MOVED.values())))
def test_a_weight_moves_the_answer_and_goes_back_to_the_byte(opened: Opened, name: str) -> None:
    here = [str(KNOWN.criteria[name].group)]
    at = opened(groups=here)
    before, token = answer(at), at.query_params.get("b")
    slider = at.slider(key=f"view.weight.{name}.group")
    usual = slider.value
    slider.set_value(0.5 if usual > 20 else usual + 13.5)
    again(at, here)
    assert dict(at.session_state["brief"].weights) == {name: at.slider(key=slider.key).value}
    assert answer(at) != before
    label = KNOWN.criteria[name].label("vi")
    listed = text_of("vi")("why.moved_one", criterion=label, usual="", points="").split(":")[0]
    assert any(listed in element.proto.body for element in at.get("html"))
    at.button(key=f"back.weights.{name}.list").click()
    again(at, here)
    assert answer(at) == before
    assert at.query_params.get("b") == token
    assert at.slider(key=slider.key).value == usual


def test_all_weights_go_back_at_once(opened: Opened) -> None:
    at = opened()
    before = answer(at)
    for name in ("awareness", "closing", "readiness"):
        at.slider(key=f"view.weight.{name}.group").set_value(33.0)
        again(at)
    assert len(at.session_state["brief"].weights) == 3
    at.button(key="back.weights.all").click().run()
    assert answer(at) == before
    assert at.session_state["brief"].weights == ()


def test_a_criterion_that_decides_can_be_moved_where_it_stands(opened: Opened) -> None:
    at = opened(groups=[])
    before = answer(at)
    deciding = [slider.key for slider in at.slider if slider.key.endswith(".deciding")]
    assert len(deciding) in {2, 3}  # money may be one of the three, and has the voices' slider
    at.slider(key=deciding[0]).set_value(0.0).run()
    assert deciding[0] in [slider.key for slider in at.slider], "a weight just moved stays in view"
    name = deciding[0].removeprefix("view.weight.").removesuffix(".deciding")
    at.button(key=f"back.weights.{name}.deciding").click().run()
    assert answer(at) == before


def test_the_answer_at_the_top_follows_a_weight(opened: Opened) -> None:
    at = opened("en")
    top = htmls(at)
    at.slider(key="view.weight.lasting_image.group").set_value(40.0)
    again(at)
    at.slider(key="view.weight.awareness.group").set_value(40.0)
    again(at)
    at.slider(key="view.weight.closing.group").set_value(0.0)
    again(at)
    leader = advise(Case(at.session_state["brief"], KNOWN)).leader
    assert leader is not None
    assert KNOWN.creators[leader].short("en") in htmls(at).split("kc-lead")[1][:600]
    assert htmls(at) != top


def test_one_slider_shares_the_answer_among_the_voices_and_goes_back(opened: Opened) -> None:
    """All to the documents, then all to the money; the answer follows, and one tap puts it back."""
    at = opened("en", groups=[])
    before, token = answer(at), at.query_params.get("b")
    slider = at.slider(key="view.voices.main")
    assert slider.value == (60, 100)
    for ends, money in (((100, 100), 0.0), ((0, 100), 1.0)):
        at.slider(key="view.voices.main").set_value(ends).run()
        brief = at.session_state["brief"]
        assert (brief.money_share, brief.practice_share) == (money, 0.0)
        assert answer(at) != before
    at.button(key="back.voices").click().run()
    assert answer(at) == before
    assert at.query_params.get("b") == token


def test_every_voice_says_something_of_every_type(opened: Opened) -> None:
    """The table of voices: a row a type, what each voice says, and the score of all."""
    words = re.sub(r"<[^>]*>", " ", htmls(opened("en", groups=[])))
    for row in advise(Case(Brief(), KNOWN)).scorecard.rows:
        for number in (*row.voices.values(), row.score):
            assert f" {number:.0f} " in words
    assert text_of("en")("voices.together") in words


def test_any_two_types_can_be_compared(opened: Opened) -> None:
    at = opened("en", groups=[])
    scores = {row.creator: row.score for row in advise(Case(Brief(), KNOWN)).scorecard.rows}
    for one in CreatorType:
        at.segmented_control(key="view.why.one.main").set_value(one).run()
        for other in CreatorType:
            if other is one:
                continue
            at.segmented_control(key="view.why.other.main").set_value(other).run()
            assert not at.exception
            assert sum(bars(at)) == pytest.approx(scores[one] - scores[other], abs=0.3)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_mark_opens_what_carries_ratings_and_weight(opened: Opened, lang: Lang) -> None:
    """Ratings: every claim in both languages. Weights: goal's claims, trait's basis, or our choice."""
    at = opened(lang)
    text = text_of(lang)
    opened_marks = [m.value for m in at.markdown if text("why.ratings.title") in m.value]
    assert len(opened_marks) == len(KNOWN.weighed) + 3
    by_label = {value.split("**")[1]: value for value in opened_marks}
    goal = KNOWN.goals[Goal.SALES]
    for criterion in KNOWN.weighed.values():
        mark = by_label[criterion.label(lang)]
        for rating in criterion.ratings.values():
            for name in rating.claims:
                claim = KNOWN.claims[name]
                assert claim.vi in mark
                assert claim.en in mark
                assert name in mark
                assert claim.section(lang) in mark
            if rating.why is not None:
                assert rating.why.vi in mark
                assert rating.why.en in mark
        weight = mark.split(text("why.weight.title"))[1]
        if criterion.when is not None and criterion.when.trait is not None:
            basis = KNOWN.traits[criterion.when.trait].basis
            assert text(f"why.weight.basis.{basis}") in weight
        elif criterion.when is None and criterion.ratings:
            assert all(KNOWN.claims[name](lang) in weight for name in goal.claims)
        else:
            assert len(weight) > 40


def test_a_group_is_drawn_only_once_opened(opened: Opened) -> None:
    assert len(opened(groups=[]).slider) == 3


def test_the_case_can_be_changed_here(opened: Opened, refusals: Refusals) -> None:
    at = opened(groups=[])
    at.text_input(key="view.budget_vnd.main").set_value("hai cái").run()
    assert refusals(at)
    assert at.session_state["brief"] == Brief()
    at.text_input(key="view.budget_vnd.main").set_value("50tr").run()
    assert at.session_state["brief"].budget_vnd == 50_000_000


def test_kept_state_is_no_part_of_the_case(opened: Opened) -> None:
    at: Any = opened(groups=[])
    at.segmented_control(key="view.why.one.main").set_value(CreatorType.KOL).run()
    assert at.session_state["brief"] == Brief()
