"""Pieces of screen used by two pages or more: header, the answer in words, evidence."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from kos_core import citing
from kos_core.citing import assumed, cite, support
from kos_core.evidence import Estimate, Rating
from kos_core.figures.colours import TYPE_COLOURS, TYPE_LETTERS
from kos_core.knowledge import Knowledge
from kos_core.money import write_vnd, write_vnd_exact
from kos_core.text import Text
from kos_core.vocabulary import CreatorType
from pages.parts import session

MARK = (
    '<svg viewBox="0 0 32 32" aria-hidden="true"><path d="M16 2 30 16 16 30 2 16Z" fill="none" stroke="currentColor" '
    'stroke-width="3"/><path d="M16 8 20 16 16 24 12 16Z" fill="currentColor"/></svg>'
)


def header(text: Text) -> None:
    """Show the name, the way to other screens and the language."""
    with st.container(
        key="header", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        st.html(f'<span class="kc-name">{MARK}{escape(text("app.name"))}</span>', width="content")
        st.session_state["speak"] = session.lang()
        st.segmented_control(
            text("app.language"),
            ["vi", "en"],
            format_func=str.upper,
            required=True,
            key="speak",
            on_change=lambda: session.speak(st.session_state["speak"]),
            label_visibility="collapsed",
            width="content",
        )


def chip(creator: CreatorType) -> str:
    """Return a type's letter in its colour, as HTML."""
    colour = TYPE_COLOURS[creator][session.mode()]
    return f'<span class="kc-chip" style="color:{colour}" aria-hidden="true">{TYPE_LETTERS[creator]}</span>'


def cited_lines(estimates: Iterable[Estimate], knowledge: Knowledge, text: Text) -> str:
    """Return estimates as Markdown: value and name, the mark, why, and who says so."""
    lines: list[str] = []
    for estimate in estimates:
        one = cite(estimate, knowledge, text)
        span = f" ({one.span})" if one.span else ""
        mark = f"*{one.mark}*" if one.is_assumption else one.mark
        lines.append(f"- **{one.value}**{span} {one.name} · {mark}")
        if one.why:
            lines.append(f"  - {one.why}")
        lines += [f"  - {line}" for line in one.support]
    return "\n".join(lines).replace("$", r"\$").replace("~", r"\~")


def evidence(
    names: Iterable[str], knowledge: Knowledge, text: Text, *, label: str | None = None, key: str
) -> None:
    """Show the one mark that opens what a number rests on: estimates, claims, sources."""
    wanted = list(dict.fromkeys(names))
    estimates = [knowledge.estimates[name] for name in wanted if name in knowledge.estimates]
    thin, every = assumed(wanted, knowledge)
    said = label or text("evidence.mark_count" if every else "evidence.mark", all=every, assumed=thin)
    with st.popover(said, icon=":material/menu_book:", type="tertiary", key=f"cite.{key}"):
        if estimates:
            st.markdown(cited_lines(estimates, knowledge, text))
        others = [name for name in wanted if name not in knowledge.estimates]
        if others:
            st.markdown("\n".join(f"- {line}" for line in support(others, knowledge, text)))


def table(rows: Iterable[tuple[str, str, str]]) -> str:
    """Return (class, name, amount) rows as an HTML table."""
    body = "".join(
        f'<tr class="{kind}"><td>{escape(name)}</td><td class="num">{escape(amount)}</td></tr>'
        for kind, name, amount in rows
    )
    return f'<table class="kc-table">{body}</table>'


def rated(rating: Rating, knowledge: Knowledge, text: Text) -> str:
    """Return how directly the documents carry a rating, and what they say."""
    return citing.rated(rating, knowledge, text)


def value(estimate: Estimate, text: Text) -> str:
    """Return an estimate's likely value as people read it."""
    return citing.value_of(estimate.likely, estimate, text)


def name(estimate: Estimate, knowledge: Knowledge, text: Text) -> str:
    """Return an estimate's name."""
    return citing.name_of(estimate, knowledge, text)


def money(vnd: float, text: Text) -> str:
    """Return an amount with three figures, as people say it."""
    return write_vnd(vnd, text.lang, 3)


def exact(vnd: float, text: Text) -> str:
    """Return an amount to the dong."""
    return write_vnd_exact(round(vnd), text.lang)
