"""Weights by comparison in pairs: six groups of criteria, two at a time, in words."""

from functools import partial
from html import escape
from itertools import combinations
from typing import Any

import streamlit as st

from kos_core.advice.advice import Advice
from kos_core.knowledge.entries import WEIGHED, Group
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers.writing import write_share
from kos_core.say.text import Text
from kos_core.score.groups import LEVELS, compare, in_use, members, nearest_level, times
from kos_core.score.pairs import Comparison, shared_out
from kos_core.score.weights import of_documents
from pages.parts import evidence, session

IN_A_ROW = 3


def kept(name: str, level: int) -> dict[str, Any]:
    """Keep an answer for this session; the brief stays as it is."""
    return session.keep(**{name: level})


def again() -> None:
    """Forget every answer."""
    session.keep(**{f"pair.{one}.{other}": None for one, other in combinations(WEIGHED, 2)})


def said(level: int, one: Group, other: Group, text: Text) -> str:
    """Return an answer to a pair in words."""
    name = text(f"figure.group.{one if level > 0 else other}")
    return text(f"compare.level.{abs(level)}", name=name)


def judged(advice: Advice, text: Text, known: Knowledge) -> dict[tuple[str, str], float]:
    """Ask every pair and return those answered: how many times as important the first is."""
    found: dict[tuple[str, str], float] = {}
    start = in_use(of_documents(advice.case), known)
    for number, (one, other) in enumerate(combinations(WEIGHED, 2)):
        if number % IN_A_ROW == 0:  # row by row: on a phone they stand one below the other in this order
            places = st.columns(IN_A_ROW)
        name = f"pair.{one}.{other}"
        answer = session.kept(name, None)
        now = nearest_level(start[one, other]) if answer is None else answer
        names = [text(f"figure.group.{group}") for group in (one, other)]
        with places[number % IN_A_ROW]:
            st.selectbox(
                text("compare.pair", one=names[0], other=names[1].lower()),
                list(LEVELS),
                format_func=partial(said, one=one, other=other, text=text),
                **session.view(name, "main", now, partial(kept, name)),
            )
        if answer is not None:
            found[one, other] = times(answer)
    return found


def covered(text: Text) -> str:
    """Return what each group covers, in a few words, as HTML."""
    items = "".join(
        f"<li><b>{escape(text(f'figure.group.{group}'))}</b>: {escape(text(f'compare.group.{group}'))}</li>"
        for group in WEIGHED
    )
    return f'<ul class="kc-steps kc-note">{items}</ul>'


def use(points: tuple[tuple[str, float], ...]) -> None:
    """Take the points as the brief's weights; the pairs start from them again."""
    session.edit(weights=points)
    again()


def outcome(found: Comparison, text: Text, *, is_moved: bool) -> None:
    """Say what the answers come to, and how well they fit together."""
    rows = ", ".join(
        f"{text(f'figure.group.{group}').lower()} {write_share(share, text.lang)}"
        for group, share in found.weights.items()
    )
    key, values = "compare.agree" if is_moved else "compare.untouched", {}
    if found.oddest is not None:
        key = "compare.close" if found.is_consistent else "compare.clash"
        one, other = (text(f"figure.group.{group}").lower() for group in found.oddest)
        values = {"one": one, "other": other}
    st.html(
        f'<p class="kc-side">{escape(text("compare.result", rows=rows))} {escape(text(key, **values))} '
        f'<span class="kc-quiet">{escape(text("compare.name"))}</span></p>'
    )


def compared(advice: Advice, text: Text) -> None:
    """Offer to set the weights by comparing groups in pairs; folded until asked for."""
    known = advice.case.knowledge
    with st.container(key="noprint_compare"):
        shown = st.toggle(
            text("compare.title"),
            **session.view(
                "compare", "main", session.kept("compare", False), lambda value: session.keep(compare=value)
            ),
        )
        if not shown:
            return
        st.caption(text("compare.how"))
        st.html(covered(text))
        moved = judged(advice, text, known)
        found = compare(moved, of_documents(advice.case), known)
        outcome(found, text, is_moved=bool(moved))
        points = shared_out(found, members(known), of_documents(advice.case))
        with st.container(horizontal=True):
            st.button(
                text("compare.apply"),
                key="compare.apply",
                type="primary",
                on_click=use,
                args=(points,),
                disabled=not moved,
            )
            if advice.brief.weights:
                st.button(
                    text("compare.back"),
                    key="compare.back",
                    icon=":material/undo:",
                    on_click=lambda: session.edit(weights=()),
                )
            st.button(
                text("compare.again"),
                key="compare.again",
                type="tertiary",
                on_click=again,
            )
        note = "compare.note_used" if advice.brief.weights else "compare.note"
        st.caption(text(note, page=text("menu.why")))
        evidence.opened(["M9"], known, text, key="compare")
