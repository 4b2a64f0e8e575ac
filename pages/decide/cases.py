"""Campaigns like yours: what others did, who led, what came of it, what went wrong; each with its source."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from kos_core import figures
from kos_core.advice.advice import Advice
from kos_core.knowledge.whole import Knowledge
from kos_core.say.campaigns import campaign_html, practice_said
from kos_core.say.text import Text
from kos_core.say.wording import capital
from kos_core.score.practice import Likeness
from kos_core.vocabulary import CreatorType, Goal
from pages.parts import ask, compute, evidence, session, show

SHOWN = 12
LIKENESS = (
    "model.like_other_goal",
    "model.like_near_category",
    "model.like_other_category",
    "model.like_other_market",
    "model.like_from",
)


def filters(advice: Advice, text: Text) -> tuple[Likeness, ...]:
    """Ask for type, goal and outcome, none meaning all; return the campaigns that fit, likest first."""
    knowledge, lang = advice.case.knowledge, text.lang
    left, right = st.columns(2)
    with left:
        types = st.pills(
            text("cases.type"),
            list(CreatorType),
            format_func=lambda t: capital(knowledge.creators[t].short(lang)),
            selection_mode="multi",
            key="cases.type",
            wrap=True,
        )
    with right:
        outcome = st.pills(
            text("cases.outcome"),
            ["success", "wrong"],
            format_func=lambda word: text(f"cases.{word}"),
            key="cases.outcome",
            wrap=True,
        )
    goals = st.pills(
        text("cases.goal"),
        [goal for goal in Goal if any(c.goal is goal for c in knowledge.campaigns)],
        format_func=lambda g: knowledge.goals[g].label(lang),
        selection_mode="multi",
        key="cases.goal",
        wrap=True,
    )
    return tuple(
        found
        for found in advice.practice.every
        if (not types or found.campaign.lead in types)
        and (not goals or found.campaign.goal in goals)
        and (outcome is None or found.campaign.is_success is (outcome == "success"))
    )


def cards(found: Sequence[Likeness], knowledge: Knowledge, text: Text) -> None:
    """Show campaigns two in a row, in their order also where a phone stacks them."""
    for first in range(0, len(found), 2):
        for place, one in zip(st.columns(2, gap="large"), found[first : first + 2], strict=False):
            with place:
                st.html(campaign_html(one, knowledge, text))


def told(found: Sequence[Likeness], head: str, knowledge: Knowledge, text: Text) -> None:
    """Show campaigns under a heading that counts them, the likest at once; nothing where there are none."""
    if not found:
        return
    st.subheader(text(head, n=len(found)))
    cards(found[:SHOWN], knowledge, text)
    if len(found) > SHOWN:
        with st.expander(text("cases.more", n=len(found) - SHOWN)):
            cards(found[SHOWN:], knowledge, text)


def page() -> None:
    """Read, ask, compute, show, cite."""
    text, case = session.text(), session.case()
    knowledge, advice = case.knowledge, compute.advise(case)
    st.title(text("menu.cases"))
    st.html(ask.which(case, text) + f'<p class="kc-lead">{escape(practice_said(advice, text))}</p>')
    st.html(f'<p class="kc-side">{escape(text("cases.what", n=len(knowledge.campaigns)))}</p>')
    evidence.opened(LIKENESS, knowledge, text, key="likeness")
    show.picture(
        figures.led(advice, text, text.lang, session.mode()),
        figures.led_title(advice, text, text.lang),
        figures.led_alt(advice, text, text.lang),
        "led",
    )
    found = filters(advice, text)
    if not found:
        st.caption(text("cases.none"))
    told([one for one in found if one.campaign.is_success], "cases.worked", knowledge, text)
    told([one for one in found if not one.campaign.is_success], "cases.went_wrong", knowledge, text)
    st.caption(text("evidence.version", version=advice.knowledge_version, seed=advice.seed))


page()
