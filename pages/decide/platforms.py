"""Platforms: which platform suits which type and why, its fees by name, and what one order leaves on each."""

from html import escape
from pathlib import Path

import streamlit as st

from kos_core import figures
from kos_core.advice.advice import Advice
from kos_core.say import citing
from kos_core.say.citing import value_of
from kos_core.say.sentences import Sentences
from kos_core.say.text import Text
from kos_core.vocabulary import Platform
from pages.decide.where_differ import differ
from pages.decide.where_fees import fees
from pages.decide.where_fit import chosen, reasons, strengths
from pages.decide.where_order import one_order
from pages.parts import ask, compute, fields, gates, session, show


def answer(advice: Advice, text: Text) -> None:
    """Say which case this is about, the question, and where the type that leads belongs."""
    st.title(text("menu.platforms"))
    chip = "" if advice.leader is None else show.chip(advice.leader)
    said = figures.platform_heat_title(advice, text, text.lang)
    st.html(ask.which(advice.case, text) + f'<p class="kc-lead">{chip}{escape(said)}</p>')


def changed(advice: Advice, text: Text) -> None:
    """List the figures the reader changed, each with the way back, and all at once."""
    knowledge = advice.case.knowledge
    own = advice.brief.assumptions
    if not own:
        return
    names = {
        knowledge.fee_estimate(
            fee, advice.brief.category
        ).id: f"{knowledge.platforms[p].label}, {fee.label(text.lang)}"
        for p, fees in knowledge.fees.items()
        for fee in fees
    }
    with st.container(key="where_changed", border=True):
        st.markdown(f"**{text('where.changed')}**")
        for name, value in own:
            estimate = knowledge.estimates[name]
            with st.container(horizontal=True, vertical_alignment="center"):
                line = text(
                    "where.changed_one",
                    name=names.get(name) or citing.name_of(estimate, knowledge, text),
                    usual=value_of(estimate.likely, estimate, text),
                    now=value_of(value, estimate, text),
                )
                st.html(f'<p class="kc-note">{escape(line)}</p>', width="content")
                fields.put_back("assumptions", name, text, where="list")
        if len(own) > 1:
            st.button(
                text("where.all_back"),
                key="back.assumptions.all",
                icon=":material/undo:",
                on_click=lambda: session.edit(assumptions=()),
            )


def page() -> None:
    """Read, ask, compute, show, cite."""
    text, case = session.text(), session.case()
    advice, knowledge = compute.advise(case), case.usual
    st.html(Path(__file__).with_suffix(".css"))
    said = Sentences(advice, text)
    for stop in advice.stops:
        st.warning(said.notice("stop", stop))
    gates.shut(advice, text)
    answer(advice, text)
    changed(advice, text)
    differ(advice, text)
    fields.several("platforms", text("ask.platforms"), Platform, lambda p: knowledge.platforms[p].label)
    creator = chosen(advice, text)
    reasons(creator, advice, text)
    strengths(creator, advice, text)
    fees(advice, knowledge, text)
    one_order(creator, advice, text)
    st.caption(text("evidence.version", version=advice.knowledge_version, seed=advice.seed))


page()
