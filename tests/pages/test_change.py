"""What would change the answer, through the frame: every control, in both languages."""

import json
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from kos_core.advice.advice import advise
from kos_core.brief import Brief, Ready
from kos_core.case import Case
from kos_core.knowledge.loading import load
from kos_core.say.sentences import Sentences
from kos_core.say.text import text_of
from kos_core.vocabulary import Answer, Category, Goal, Lang, Platform

Opened = Callable[..., AppTest]
LOCALES = ["vi-VN", "en-US"]


@pytest.fixture
def opened(dashboard: Opened) -> Opened:
    """The screen, opened on a brief in a language."""

    def opening(brief: Brief | None = None, locale: str = "vi-VN") -> AppTest:
        app = dashboard("decide/change", brief, locale)
        assert not app.exception
        return app

    return opening


def brief_of(app: AppTest) -> Brief:
    found: Brief = app.session_state["brief"]
    return found


def shown(app: AppTest) -> str:
    pieces = [*app.markdown, *app.caption, *app.subheader, *app.header, *app.get("html")]
    return "\n".join(getattr(p, "value", None) or p.proto.body for p in pieces)


def keyed(app: AppTest, family: str, key: str) -> Any:
    return next(widget for widget in getattr(app, family) if widget.key == key)


def charts(app: AppTest) -> list[Any]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def pick(app: AppTest, *points: tuple[Goal, int]) -> AppTest:
    """Pick cells of the map: what the browser sends after a click."""
    found = [{"customdata": [goal.value, budget, ""]} for goal, budget in points]
    chosen = {"points": found, "point_indices": list(range(len(found))), "box": [], "lasso": []}
    sent = app._tree.get_widget_states()
    widget = sent.widgets.add()
    widget.id = app.get("plotly_chart")[-1].proto.id
    widget.string_value = json.dumps({"selection": chosen})
    return app._run(sent)


@pytest.mark.parametrize(
    ("locale", "title", "verdict"),
    [
        ("vi-VN", "Điều gì làm đổi câu trả lời?", "10 lần thì"),
        ("en-US", "What would change", "times in 10"),
    ],
)
def test_the_title_is_the_question_and_the_verdict_is_said(
    opened: Opened, locale: str, title: str, verdict: str
) -> None:
    text = shown(opened(locale=locale))
    assert title in text
    assert verdict in text


@pytest.mark.parametrize("locale", LOCALES)
def test_a_change_is_applied_by_its_button_and_hands_the_lead_over(opened: Opened, locale: str) -> None:
    app = opened(locale=locale)
    before = advise(Case(Brief(), load())).leader
    keyed(app, "button", "flip.0").click().run()
    assert not app.exception
    assert brief_of(app) != Brief()
    assert advise(Case(brief_of(app), load())).leader is not before


@pytest.mark.parametrize("locale", LOCALES)
def test_a_losing_case_is_made_to_pay_by_its_button(opened: Opened, locale: str) -> None:
    app = opened(
        Brief(category="health_supplements", discount_rate=0.3, platforms=(Platform.LAZADA_LIVE,)),
        locale=locale,
    )
    keyed(app, "button", "pays.0").click().run()
    assert advise(Case(brief_of(app), load())).pays
    assert not [button for button in app.button if (button.key or "").startswith("pays.")]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_picked_cell_becomes_the_brief_and_nothing_runs_in_circles(opened: Opened, locale: str) -> None:
    app = pick(opened(locale=locale), (Goal.TRUST, 400_000_000))
    assert not app.exception
    assert (brief_of(app).goal, brief_of(app).budget_vnd) == (Goal.TRUST, 400_000_000)
    before = charts(app)
    app.run()
    assert (brief_of(app).goal, charts(app)) == (Goal.TRUST, before)


def test_a_selection_taken_back_changes_nothing(opened: Opened) -> None:
    app = pick(opened())
    assert brief_of(app) == Brief()


def test_the_map_is_the_same_whatever_cell_is_the_brief(opened: Opened) -> None:
    """Only the ring moves."""
    one, other = charts(opened())[-1], charts(opened(Brief(goal=Goal.TRUST, budget_vnd=10**9)))[-1]
    assert one["data"][:3] == other["data"][:3]
    assert one["data"][3] != other["data"][3]


@pytest.mark.parametrize("locale", LOCALES)
def test_weights_are_set_by_comparing_in_pairs_and_put_back(opened: Opened, locale: str) -> None:
    app = opened(locale=locale)
    assert not [box for box in app.selectbox if (box.key or "").startswith("view.pair.")]
    keyed(app, "toggle", "view.compare.main").set_value(True).run()
    boxes = [box for box in app.selectbox if (box.key or "").startswith("view.pair.")]
    assert len(boxes) == 15
    assert keyed(app, "button", "compare.apply").disabled
    keyed(app, "selectbox", "view.pair.role.craft.main").set_value(9).run()
    assert brief_of(app).weights == ()
    keyed(app, "button", "compare.apply").click().run()
    assert sum(points for _, points in brief_of(app).weights) == pytest.approx(100)
    assert keyed(app, "button", "compare.apply").disabled
    text = text_of("vi" if locale == "vi-VN" else "en")
    assert text("compare.note_used", page=text("menu.why")) in shown(app)
    keyed(app, "button", "compare.back").click().run()
    assert brief_of(app) == Brief()
    keyed(app, "selectbox", "view.pair.role.craft.main").set_value(9).run()
    keyed(app, "button", "compare.again").click().run()
    assert keyed(app, "selectbox", "view.pair.role.craft.main").value != 9
    assert not app.exception


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "brief",
    [
        Brief(category=Category.HEALTH_SUPPLEMENTS, ready=Ready(papers=Answer.NO)),
        Brief(category=Category.MOTHER_BABY, restricted_goods=Answer.YES),
        Brief(stock=0),
    ],
)
def test_a_shut_gate_is_named_and_nothing_pretends_that_somebody_leads(
    opened: Opened, locale: str, brief: Brief
) -> None:
    app, text = opened(brief, locale), text_of("vi" if locale == "vi-VN" else "en")
    known = load()
    advice = advise(Case(brief, known))
    assert advice.leader is None
    said = Sentences(advice, text)
    for stop in advice.stops:
        assert said.notice("stop", stop) in unescape(shown(app))
    assert text("flip.nothing") not in unescape(shown(app))
    assert text("map.pick") not in unescape(shown(app))
    assert not app.get("plotly_chart")
    there = [button for button in app.button if button.key == "shut.papers"]
    assert len(there) == any(stop.id == "papers" for stop in advice.stops)
    if there:
        there[0].click().run()
        assert advise(Case(brief_of(app), known)).leader is not None
        assert app.get("plotly_chart")


def test_a_type_that_cannot_be_hired_is_named_under_the_ranks(opened: Opened) -> None:
    missing = [row for row in advise(Case(Brief(), load())).scorecard.rows if not row.standing.eligible]
    assert missing
    line = shown(opened()).split("Chưa thuê được nên không có trong hình: ")[1]
    for row in missing:
        assert load().creators[row.creator].short("vi") in line.split(".")[0]


@pytest.mark.parametrize(("locale", "lang"), [("vi-VN", "vi"), ("en-US", "en")])
def test_answers_that_contradict_each_other_are_named(opened: Opened, locale: str, lang: Lang) -> None:
    app = opened(locale=locale)
    clash = text_of(lang)("compare.clash", one="|", other="|").split("|")[0]
    keyed(app, "toggle", "view.compare.main").set_value(True).run()
    assert clash not in shown(app)
    for pair, level in (("role.craft", 9), ("craft.product", 9), ("role.product", -9)):
        keyed(app, "selectbox", f"view.pair.{pair}.main").set_value(level).run()
    assert clash in shown(app)
    assert not app.exception


def test_the_ranking_does_not_jitter_when_a_weight_returns(opened: Opened) -> None:
    """Moved and put back, every figure and sentence is that of before, to the byte."""
    app = opened()
    before = (charts(app), shown(app))
    app.session_state["brief"] = Brief(weights=(("closing", 1.0), ("awareness", 90.0)))
    app.run()
    assert charts(app) != before[0]
    app.session_state["brief"] = Brief()
    app.run()
    assert (charts(app), shown(app)) == before


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "brief",
    [
        Brief(budget_vnd=500_000),
        Brief(budget_vnd=3_000_000),
        Brief(category=Category.HEALTH_SUPPLEMENTS, ready=Ready(papers=Answer.NO)),
        Brief(category=Category.FINANCE_INSURANCE, goal=Goal.AWARENESS, budget_vnd=2_000_000_000),
        Brief(goal=Goal.TRUST, price_vnd=1_000_000, reviews=40),
        Brief(
            weights=tuple((name, 100.0 if name == "closing" else 0.0) for name in load().weighed),
            money_share=0,
        ),
    ],
    ids=["no_money", "one_affordable", "stopped", "leads", "close", "one_criterion"],
)
def test_every_state_of_the_answer_has_a_screen(opened: Opened, brief: Brief, locale: str) -> None:
    app = opened(brief, locale)
    assert brief_of(app) == brief
    stopped = advise(Case(brief, load())).reason == "stopped"
    assert bool(charts(app)) is not stopped  # an empty map would only invite a tap


def test_a_case_without_a_leader_offers_what_would_give_one(opened: Opened) -> None:
    app = opened(Brief(budget_vnd=1_000_000))
    assert text_of("vi")("flip.title_none_now") in shown(app)
    keyed(app, "button", "flip.0").click().run()
    assert advise(Case(brief_of(app), load())).leader is not None
