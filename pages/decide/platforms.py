"""Platforms: which platform suits which type and why, its fees by name, and what one order leaves on each."""

from html import escape
from pathlib import Path

import streamlit as st

from kos_core import figures
from kos_core.advice.advice import Advice
from kos_core.case import Case
from kos_core.say.sentences import Sentences
from kos_core.say.text import Text
from kos_core.vocabulary import Platform
from pages.decide.where_differ import differ
from pages.decide.where_fees import fees
from pages.decide.where_fit import chosen, reasons, strengths
from pages.decide.where_order import one_order
from pages.parts import ask, compute, fields, gates, session, show
from pages.parts.changed import changed


def answer(advice: Advice, text: Text) -> None:
    """Say which case this is about, the question, and where the type that leads belongs."""
    st.title(text("menu.platforms"))
    chip = "" if advice.leader is None else show.chip(advice.leader)
    said = figures.platform_heat_title(advice, text, text.lang)
    notices = (Sentences(advice, text).notice("stop", stop) for stop in advice.stops)
    st.html(
        ask.which(advice.case, text)
        + f'<p class="kc-lead">{chip}{escape(said)}</p>'
        + "".join(f'<p class="kc-side kc-stop">{escape(notice)}</p>' for notice in notices)
    )


def fee_names(case: Case, text: Text) -> dict[str, str]:
    """Return what the platforms' fees are called here, by the estimate each is taken from."""
    known = case.usual
    return {
        known.fee_estimate(fee, case.brief.category).id: f"{known.platforms[p].label}, {fee.label(text.lang)}"
        for p, fees in known.fees.items()
        for fee in fees
    }


def page() -> None:
    """Read, ask, compute, show, cite."""
    text, case = session.text(), session.case()
    advice, knowledge = compute.advise(case), case.usual
    st.html(Path(__file__).with_suffix(".css"))
    answer(advice, text)
    gates.shut(advice, text)
    changed(case, text, fee_names(case, text))
    differ(advice, text)
    fields.several("platforms", text("ask.platforms"), Platform, lambda p: knowledge.platforms[p].label)
    creator = chosen(advice, text)
    reasons(creator, advice, text)
    strengths(creator, advice, text)
    fees(advice, knowledge, text)
    one_order(creator, advice, text)
    st.caption(text("evidence.version", version=advice.knowledge_version, seed=advice.seed))


page()
