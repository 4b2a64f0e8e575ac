"""Campaigns like yours, through the frame: filters, likeness, warnings, and the source of every one."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html import escape, unescape

import pytest
from streamlit.testing.v1 import AppTest

from kos_core.advice.advice import advise
from kos_core.brief import Brief, make_brief
from kos_core.case import Case
from kos_core.knowledge.entries import Campaign
from kos_core.knowledge.evidence import Words
from kos_core.knowledge.loading import load
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers.writing import write_share
from kos_core.say.campaigns import campaign_html, country, practice_said
from kos_core.say.text import text_of
from kos_core.score.practice import LEAST_ALIKE, Likeness, practice
from kos_core.vocabulary import CreatorType, Goal, Lang
from pages.parts import session

Opened = Callable[..., AppTest]
KNOWN = load()
LANGS: list[Lang] = ["vi", "en"]
HOSTILE = '<img src=x onerror=alert(1)>"&'


@pytest.fixture
def opened(dashboard: Opened) -> Opened:
    """The screen on a brief in a language."""

    def opening(lang: Lang = "vi", brief: Brief | None = None) -> AppTest:
        app = dashboard("decide/cases", brief, lang=lang)
        assert not app.exception
        return app

    return opening


def cards(app: AppTest) -> list[str]:
    """The campaigns on the screen as HTML, in their order."""
    return [b.proto.body for b in app.get("html") if b.proto.body.startswith('<section class="kc-case-card"')]


def said(app: AppTest) -> str:
    kinds = (app.title, app.subheader, app.markdown, app.caption)
    shown = [*(element.value for kind in kinds for element in kind), *(b.proto.body for b in app.get("html"))]
    return unescape(re.sub(r"<[^>]*>", " ", "\n".join(shown)))


def pick(app: AppTest, name: str, value: object) -> AppTest:
    """Choose in one of the three filters, by its key."""
    app.button_group(key=f"cases.{name}").set_value(value).run()
    assert not app.exception
    return app


def drawn(found: list[Likeness], lang: Lang = "vi") -> list[str]:
    text = text_of(lang)
    return [campaign_html(one, KNOWN, text) for one in found]


def every(brief: Brief | None = None) -> list[Likeness]:
    """All campaigns, likest first, those that went wrong after those that worked."""
    found = practice(Case(brief or Brief(), KNOWN)).every
    return sorted(found, key=lambda one: not one.campaign.is_success)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "brief",
    [
        Brief(),
        Brief(goal=Goal.LAUNCH),
        make_brief({"category": "finance_insurance", "goal": "brand_image", "budget_vnd": 5_000_000_000}),
        make_brief({"goal": "full_funnel", "budget_vnd": 500_000}),
    ],
    ids=["sales", "launch", "bank", "whole_way"],
)
def test_every_campaign_is_there_likest_first_with_its_source(
    opened: Opened, lang: Lang, brief: Brief
) -> None:
    app, text = opened(lang, brief), text_of(lang)
    assert app.title[0].value == text("menu.cases")
    assert cards(app) == drawn(every(brief), lang)
    for one, card in zip(every(brief), cards(app), strict=True):
        assert text("cases.source") in card
        assert escape(one.campaign.source_title) in card
        if one.campaign.source_url:
            assert f'href="{escape(one.campaign.source_url)}" target="_blank" rel="noopener' in card
        assert text("cases.likeness", share=write_share(one.share, lang)) in card
    advice = advise(Case(brief, KNOWN))
    assert practice_said(advice, text) in said(app)
    assert text("cases.what", n=len(KNOWN.campaigns)) in said(app)


@pytest.mark.parametrize("lang", LANGS)
def test_what_went_wrong_is_a_warning_and_nothing_else_is(opened: Opened, lang: Lang) -> None:
    app, text = opened(lang), text_of(lang)
    wrong = [one.campaign for one in every() if one.campaign.lesson is not None]
    warned = [card for card in cards(app) if "kc-stop" in card]
    assert len(warned) == len(wrong) > 0
    for campaign, card in zip(wrong, warned, strict=True):
        assert campaign.lesson is not None
        warning = text("cases.lesson", lesson=campaign.lesson(lang))
        assert f'<p class="kc-side kc-stop">{escape(warning)}</p>' in card
    worked = len(KNOWN.campaigns) - len(wrong)
    heads = [text("cases.worked", n=worked), text("cases.went_wrong", n=len(wrong))]
    assert [head.value for head in app.subheader] == heads


def test_filters_keep_what_fits_and_taken_back_show_all_again(opened: Opened) -> None:
    app = opened()
    whole = cards(app)
    pick(app, "type", [CreatorType.KOC])
    assert cards(app) == drawn([o for o in every() if o.campaign.lead is CreatorType.KOC])
    pick(app, "goal", [Goal.TRUST, Goal.AWARENESS])
    fits = [
        o
        for o in every()
        if o.campaign.lead is CreatorType.KOC and o.campaign.goal in {Goal.TRUST, Goal.AWARENESS}
    ]
    assert cards(app) == drawn(fits)
    pick(app, "outcome", "wrong")
    assert cards(app) == drawn([o for o in fits if not o.campaign.is_success])
    pick(app, "outcome", "success")
    assert cards(app) == drawn([o for o in fits if o.campaign.is_success])
    pick(app, "outcome", None)
    pick(app, "type", [])
    pick(app, "goal", [])
    assert cards(app) == whole
    assert app.session_state["brief"] == Brief()


@pytest.mark.parametrize("lang", LANGS)
def test_a_choice_that_fits_nothing_says_so(opened: Opened, lang: Lang) -> None:
    app, text = opened(lang), text_of(lang)
    assert text("cases.none") not in said(app)
    pick(app, "goal", [Goal.AWARENESS])
    pick(app, "outcome", "wrong")
    assert cards(app) == []
    assert text("cases.none") in said(app)
    assert not app.subheader


def test_the_filters_offer_only_goals_somebody_published_for(opened: Opened) -> None:
    labels = opened().button_group(key="cases.goal").options
    goals = [goal for goal in Goal if any(c.goal is goal for c in KNOWN.campaigns)]
    assert labels == [KNOWN.goals[goal].label("vi") for goal in goals]
    assert Goal.FULL_FUNNEL not in goals


@pytest.mark.parametrize("lang", LANGS)
def test_the_picture_counts_the_successes_somebody_surely_led(opened: Opened, lang: Lang) -> None:
    (chart,) = opened(lang).get("plotly_chart")
    spec = json.loads(chart.proto.spec)
    sure = [c for c in KNOWN.campaigns if c.is_success and c.certainty != "low"]
    goals = [goal for goal in Goal if any(c.goal is goal for c in sure)]
    for bar, creator in zip(spec["data"], CreatorType, strict=True):
        assert bar["x"] == [sum(c.goal is g and c.lead is creator for c in sure) for g in goals]
    rows = spec["layout"]["yaxis"]["ticktext"]
    for row, goal in zip(rows, goals, strict=True):
        name, led = row.split("<br>")
        assert ("<b>" in name) == (goal is Goal.SALES)
        assert KNOWN.goals[goal].label(lang) in name
        assert sum(int(n) for n in re.findall(r"\d+", led)) == sum(c.goal is goal for c in sure)


def with_campaigns(*campaigns: Campaign) -> Knowledge:
    return replace(KNOWN, campaigns=campaigns, version=f"of-{len(campaigns)}-{campaigns[0].outcome}")


def test_no_word_of_a_campaign_is_more_than_a_word(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line of the file with HTML in every cell, and an address that would run."""
    words = Words(vi=HOSTILE, en=HOSTILE)
    hostile = KNOWN.campaigns[0].model_copy(
        update={"brand": HOSTILE, "product": words, "lesson": words, "platform": HOSTILE, "market": HOSTILE}
        | {"year": HOSTILE, "source_title": HOSTILE, "source_url": "javascript:alert(1)"}
    )
    breaking = hostile.model_copy(update={"source_url": 'https://a.example/"onclick="alert(1)'})
    monkeypatch.setattr(session, "load", lambda: with_campaigns(hostile, breaking))
    app = opened()
    assert len(cards(app)) == 2
    for card in cards(app):
        assert "<img" not in card
        assert 'href="javascript' not in card
        assert '"onclick' not in card
        assert card.count(escape(HOSTILE)) >= 6
    assert not any(HOSTILE in element.value for element in (*app.markdown, *app.caption, *app.subheader))


def test_few_campaigns_alike_are_never_called_divided() -> None:
    """Three of four led by one type are more than half; so few only speak of being few."""
    text = text_of("vi")
    one = next(c for c in KNOWN.campaigns if c.is_success and c.goal is Goal.SALES and c.certainty == "high")
    for n, key in ((0, "nobody"), (LEAST_ALIKE - 1, "few")):
        update = {} if n else {"outcome": "failed"}
        known = with_campaigns(*[one.model_copy(update=update)] * max(n, 1))
        advice = advise(Case(Brief(category=one.category), known))
        assert practice_said(advice, text) == text(f"cases.{key}", all=n)


def test_a_market_has_its_name_in_both_languages_and_an_unknown_one_its_code() -> None:
    assert [country(code, "vi") for code in ("VN", "SEA", "??")] == ["Việt Nam", "Đông Nam Á", "??"]
    assert [country(code, "en") for code in ("VN", "CN")] == ["Vietnam", "China"]
    for campaign in KNOWN.campaigns:
        for code in campaign.market.split("/"):
            assert country(code, "vi") != code


def test_nothing_of_a_vietnamese_card_is_left_in_english(opened: Opened) -> None:
    """But names of brands, platforms and the titles of sources."""
    english = re.compile(r"\b(?:the|and|with|brands?|others|sales|led|campaign|vendors|restaurant|growers)\b")
    for card in cards(opened()):
        told = unescape(re.sub(r"<[^>]*>", " ", card.partition('<p class="kc-note">')[0]))
        assert not english.search(told), told
