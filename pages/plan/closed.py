"""Forecast: why nothing is forecast, and the way out."""

from html import escape
from math import ceil

import streamlit as st

from kos_core.advice.advice import Advice
from kos_core.forecast.forecast import Forecast
from kos_core.say.sentences import Sentences
from kos_core.say.text import Text
from kos_core.say.wording import capital
from kos_core.vocabulary import Reason
from pages.parts import session


def unaffordable(advice: Advice, said: Sentences, text: Text) -> None:
    """Say what the budget is short of and what can be done now, as the home page does."""
    steps = "".join(f"<li>{escape(said.step(step))}</li>" for step in advice.steps)
    st.html(
        f'<section class="kc-hero"><span class="kc-tag">{escape(text("section.who"))}</span><div>'
        f'<p class="kc-lead">{escape(said.fit())}</p>'
        f'<p class="kc-side"><b>{escape(text("section.next"))}</b></p>'
        f'<ol class="kc-steps">{steps}</ol></div></section>'
    )


def closed(found: Forecast, stops: list[str], said: Sentences, text: Text) -> None:
    """Say why nothing is forecast: a gate is shut, or the budget is below the smallest sensible size."""
    if stops:
        lines = "".join(f'<p class="kc-lead">{escape(line)}</p>' for line in stops)
        st.html(f'<section class="kc-stop">{lines}</section>')
        st.caption(text("forecast.stopped_note"))
        return
    needs = found.terms.needs_vnd
    line = text(
        "forecast.too_dear",
        programme=capital(found.programme.label(text.lang)),
        least=said.units(found.programme.smallest, found),
        needs=said.money(needs, 3),
        budget=said.money(said.advice.brief.budget_vnd, None),
    )
    size = "kc-side" if said.advice.reason is Reason.NONE_AFFORDABLE else "kc-lead"
    st.html(f'<section class="kc-hero"><span></span><p class="{size}">{escape(line)}</p></section>')
    enough = ceil(needs / 1_000_000) * 1_000_000
    st.button(
        text("forecast.try_budget", budget=said.money(enough, None)),
        key="forecast_budget",
        on_click=lambda: session.edit(budget_vnd=enough),
    )
