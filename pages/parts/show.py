"""Pieces of screen used by two pages or more: header, the answer in words, evidence."""

import json
from collections.abc import Iterable
from html import escape

import plotly.graph_objects as go
import streamlit as st
from streamlit.navigation.page import StreamlitPage

from kos_core.advice.advice import Advice
from kos_core.errors import KosError
from kos_core.figures import CONFIG
from kos_core.figures.colours import TYPE_COLOURS, TYPE_LETTERS
from kos_core.figures.ranking import parts
from kos_core.knowledge.evidence import Estimate
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers.writing import write_vnd
from kos_core.say import citing
from kos_core.say.speaker import Speaker
from kos_core.say.tables.table import NONE, Cell, Row, Table
from kos_core.say.tables.voices import voices as voices_table
from kos_core.say.text import Text
from kos_core.say.voices import yardstick
from kos_core.say.wording import capital, foreign, refusal
from kos_core.vocabulary import CreatorType
from pages.parts import session


def refused(error: KosError | None, text: Text, file: str = "") -> None:
    """Say what is wrong, in which `file`, and what would be accepted; nothing where nothing is.

    The door through which refused words of a reader, a link or a file reach the screen: cut by `refusal`,
    escaped here, never Markdown, which would make links and pictures of them.
    """
    if error is not None:
        before = f"{foreign(file)}: " if file else ""
        st.html(f'<p class="kc-refused" role="alert">{escape(before + refusal(error, text))}</p>')


def copyable(words: str, key: str, text: Text) -> None:
    """Show words to be copied as they are, with a button that says so.

    The door for what a reader wrote to be sent on: shown letter by letter, never as Markdown or HTML.
    """
    label = json.dumps(text("handover.copy"), ensure_ascii=False)
    with st.container(key=f"copy_{key}"):
        st.html(f"<style>.st-key-copy_{key} button::after {{ content: {label}; }}</style>")
        st.code(words, language=None, wrap_lines=True)


def header(screens: dict[str, StreamlitPage], doors: Iterable[str], here: str, text: Text) -> None:
    """Show the name, the open doors, the rest behind one button, and the language; links carry the brief."""
    params = session.link_params()
    open_doors = tuple(doors)
    with st.container(key="header", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<span class="kc-name"><span>{escape(text("app.name"))}</span></span>', width="content")
        for name in open_doors:
            st.page_link(screens[name], query_params=params, width="content")
        with st.popover(text("app.more"), type="tertiary", key=f"more_{here or 'home'}"):
            for name, screen in screens.items():
                if name not in open_doors:
                    st.page_link(screen, query_params=params)
        st.space("stretch")
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


def onward(screen: str, label: str, key: str) -> None:
    """Show a link to another screen as a button; `screen` is its file in `pages`, the brief goes along."""
    with st.container(key=f"noprint_onward_{key}", width="content"):
        st.page_link(
            f"../{screen}.py",
            label=label,
            icon=":material/arrow_forward:",
            query_params=session.link_params(),
            width="content",
        )


def lost(text: Text) -> None:
    """Give the box that stands over a page without a server words of the page's own language.

    Streamlit's are English and name Streamlit; a style sheet is all that reaches them.
    """
    said = {
        name: json.dumps(text(f"app.lost.{name}"), ensure_ascii=False) for name in ("title", "says", "short")
    }
    away = "body:has([data-testid=stConnectionStatus])"
    st.html(
        f"<style>{away} [role=dialog] :is(h2, h2 + div, h2 + div > *) {{ font-size: 0; }}"
        f"{away} [role=dialog] h2::after {{ content: {said['title']}; font-size: 1.375rem; }}"
        f"{away} [role=dialog] h2 + div::after {{ content: {said['says']}; font-size: 1rem; }}"
        "[data-testid=stConnectionStatus] { position: fixed; bottom: .75rem; left: 1rem; }"
        "[data-testid=stConnectionStatus] * { font-size: 0; }"
        f"[data-testid=stConnectionStatus]::after {{ content: {said['short']}; font-size: .875rem; }}</style>"
    )


def picture(drawn: go.Figure | None, title: str, alt: str, key: str) -> None:
    """Show a figure under the sentence that says what is seen; nothing where there is nothing to draw."""
    if drawn is None:
        return
    st.html(f'<p class="kc-side">{escape(title)}</p>')
    st.plotly_chart(drawn, config=CONFIG, theme=None, key=key, alt=alt)


def points_by_part(advice: Advice, text: Text) -> str:
    """Return, as HTML, the parts of the leader's bar and the runner-up's with their points, in its colours.

    The key to the bars where a segment is too short for words: on a phone.
    """
    knowledge = advice.case.knowledge
    found = parts(advice, session.mode())
    first = next(iter(found.values()))
    names = " · ".join(
        f"{chip(p.creator)}{escape(capital(knowledge.creators[p.creator].short(text.lang)))}" for p in first
    )
    cells = "".join(
        f"<li>{escape(text(f'figure.group.{group}'))} "
        + "".join(f'<b style="background:{p.fill};color:{p.ink}">{p.points}</b>' for p in these)
        + "</li>"
        for group, these in found.items()
    )
    head = f"{escape(text('figure.ranking.parts'))}: {names}"
    return f'<div class="kc-parts"><p class="kc-quiet">{head}</p><ul>{cells}</ul></div>'


def chip(creator: CreatorType) -> str:
    """Return a type's letter in its colour, as HTML."""
    colour = TYPE_COLOURS[creator][session.mode()]
    return f'<span class="kc-chip" style="color:{colour}" aria-hidden="true">{TYPE_LETTERS[creator]}</span>'


def table(found: Table, *, wide: int | None = None) -> str:
    """Return a table as HTML, plain rows; column `wide` is for wide screens only."""
    rows = [Row(found.heads), *found.rows] if found.heads else found.rows
    body = ""
    for row in rows:
        first, *rest = row.cells
        body += f'<tr class="{row.stress}"><td>{_inner(first)}{_notes(first)}</td>'
        for place, cell in enumerate(rest, 1):
            notes = "".join(f'<br><span class="kc-quiet">{escape(note)}</span>' for note in cell.notes)
            kinds = {"num": True, "kc-thin": cell.is_thin, "kc-wide": place == wide}
            kind = " ".join(name for name, holds in (kinds | {"kc-head": row is rows[0]}).items() if holds)
            body += f'<td class="{kind}">{_inner(cell)}{notes}</td>'
        body += "</tr>"
    return f'<div class="kc-scroll"><table class="kc-table">{body}</table></div>'


def voices(advice: Advice, said: Speaker) -> str:
    """Return as HTML what each voice says of every type, and a line on how to read it."""
    how = said.text("voices.how", yardstick=yardstick(advice, said))
    return (
        f'<div class="kc-voices">{table(voices_table(advice, said))}</div>'
        f'<p class="kc-note">{escape(how)}</p>'
    )


def grid(found: Table, look: str = "kc-grid") -> str:
    """Return a table with a head as HTML; on a phone every row becomes a block with its labels."""
    heads = "".join(
        f'<th scope="col"{_kind(place, Cell(""), found)}>{_inner(head)}</th>'
        for place, head in enumerate(found.heads)
    )
    body = ""
    for row in found.rows:
        first, *rest = row.cells
        body += f'<tr class="{row.stress}"><th scope="row">{_inner(first)}{_notes(first)}</th>'
        for place, cell in enumerate(rest, 1):
            label = escape(found.heads[place].said)
            inner = _inner(cell) + _notes(cell)
            body += f'<td data-label="{label}"{_kind(place, cell, found)}>{inner}</td>'
        body += "</tr>"
    return f'<table class="{look}"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'


def _inner(cell: Cell) -> str:
    mark = "" if cell.creator is None else chip(cell.creator)
    aside = f"<small>{escape(cell.aside)}</small>" if cell.aside else ""
    said = escape(cell.said)
    return mark + aside + (f"<b>{said}</b>" if cell.is_strong else said)


def _notes(cell: Cell) -> str:
    return "".join(f"<small>{escape(note)}</small>" for note in cell.notes)


def _kind(place: int, cell: Cell, found: Table) -> str:
    kinds = {"words": place in found.words, "none": cell.said == NONE}
    names = " ".join(name for name, holds in kinds.items() if holds)
    return f' class="{names}"' if names else ""


def value(estimate: Estimate, text: Text) -> str:
    """Return an estimate's likely value as people read it."""
    return citing.value_of(estimate.likely, estimate, text)


def name(estimate: Estimate, knowledge: Knowledge, text: Text) -> str:
    """Return an estimate's name."""
    return citing.name_of(estimate, knowledge, text)


def money(vnd: float, text: Text) -> str:
    """Return an amount with three figures, as people say it."""
    return write_vnd(vnd, text.lang, 3)
