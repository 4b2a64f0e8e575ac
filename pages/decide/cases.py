"""Campaigns like yours: what others did, who led, what came of it, what went wrong; each with its source."""

from html import escape

import streamlit as st

from kos_core import figures
from kos_core.advice.advice import Advice
from kos_core.say.campaigns import campaign_html, practice_said
from kos_core.say.text import Text
from kos_core.score.practice import Likeness
from kos_core.vocabulary import CreatorType, Goal
from pages.parts import ask, compute, session, show

SHOWN = 12


def filters(advice: Advice, text: Text) -> tuple[Likeness, ...]:
    """Ask for type, goal and outcome, none meaning all; return the campaigns that fit, likest first."""
    knowledge, lang = advice.case.knowledge, text.lang
    one, two, three = st.columns(3)
    with one:
        types = st.pills(
            text("cases.type"),
            list(CreatorType),
            format_func=lambda t: knowledge.creators[t].short(lang),
            selection_mode="multi",
            key="cases.type",
        )
    with two:
        goals = st.pills(
            text("cases.goal"),
            [goal for goal in Goal if any(c.goal is goal for c in knowledge.campaigns)],
            format_func=lambda g: knowledge.goals[g].label(lang),
            selection_mode="multi",
            key="cases.goal",
        )
    with three:
        outcome = st.pills(
            text("cases.outcome"),
            ["success", "wrong"],
            format_func=lambda word: text(f"cases.{word}"),
            key="cases.outcome",
        )
    return tuple(
        found
        for found in advice.practice.every
        if (not types or found.campaign.lead in types)
        and (not goals or found.campaign.goal in goals)
        and (outcome is None or found.campaign.is_success is (outcome == "success"))
    )


def page() -> None:
    """Read, ask, compute, show, cite."""
    text, case = session.text(), session.case()
    advice = compute.advise(case)
    st.title(text("menu.cases"))
    st.html(ask.which(case, text) + f'<p class="kc-lead">{escape(practice_said(advice, text))}</p>')
    st.html(f'<p class="kc-side">{escape(text("cases.what", n=len(case.knowledge.campaigns)))}</p>')
    show.picture(
        figures.led(advice, text, text.lang, session.mode()),
        figures.led_title(advice, text, text.lang),
        figures.led_alt(advice, text, text.lang),
        "led",
    )
    found = filters(advice, text)
    if not found:
        st.caption(text("cases.none"))
    for one in found[:SHOWN]:
        st.html(campaign_html(one, case.knowledge, text))
    if len(found) > SHOWN:
        with st.expander(text("cases.more", n=len(found) - SHOWN)):
            for one in found[SHOWN:]:
                st.html(campaign_html(one, case.knowledge, text))
    st.caption(text("evidence.version", version=advice.knowledge_version, seed=advice.seed))


page()
