"""Weights by comparison in pairs: six groups of criteria, two at a time, in words."""

from functools import partial
from html import escape
from itertools import combinations
from math import log
from typing import Any, get_args

import streamlit as st

from kos_core.advice import Advice
from kos_core.comparison import Comparison, shared_out, weights_from_pairs
from kos_core.knowledge import Group, Knowledge
from kos_core.money import write_share
from kos_core.premises import price_of
from kos_core.scoring import weights
from kos_core.text import Text
from pages.parts import evidence, session

GROUPS: tuple[Group, ...] = get_args(Group)
LEVELS = (9, 7, 5, 3, 1, -3, -5, -7, -9)  # how many times as important the first is; below 0 the second


def ratio(level: int) -> float:
    """Return how many times as important the first of a pair is."""
    return float(level) if level > 0 else 1 / -level


def members(known: Knowledge) -> dict[str, list[str]]:
    """Return the criteria of each group."""
    return {g: [name for name, c in known.criteria.items() if c.group == g] for g in GROUPS}


def usual(advice: Advice, known: Knowledge) -> dict[tuple[Group, Group], int]:
    """Return the answer to each pair that comes nearest to the weights before anybody moved them."""
    plain = advice.brief.with_(weights=())
    card = weights(plain, price_of(plain, known), known)
    sums = {g: max(1e-3, sum(card[name] for name in names)) for g, names in members(known).items()}
    return {
        (one, other): min(LEVELS, key=lambda level: abs(log(ratio(level) * sums[other] / sums[one])))
        for one, other in combinations(GROUPS, 2)
    }


def kept(name: str, level: int) -> dict[str, Any]:
    """Keep an answer for this session; the brief stays as it is."""
    return session.keep(**{name: level})


def again() -> None:
    """Forget every answer."""
    session.keep(**{f"pair.{one}.{other}": None for one, other in combinations(GROUPS, 2)})


def said(level: int, one: Group, other: Group, text: Text) -> str:
    """Return an answer to a pair in words."""
    name = text(f"figure.group.{one if level > 0 else other}")
    return text(f"compare.level.{abs(level)}", name=name)


def judged(advice: Advice, text: Text, known: Knowledge) -> dict[tuple[str, str], float]:
    """Ask every pair and return how many times as important the first is."""
    found: dict[tuple[str, str], float] = {}
    places = st.columns(3)
    for number, ((one, other), level) in enumerate(usual(advice, known).items()):
        name = f"pair.{one}.{other}"
        now = session.kept(name, level)
        names = [text(f"figure.group.{group}") for group in (one, other)]
        with places[number % 3]:
            st.selectbox(
                text("compare.pair", one=names[0], other=names[1].lower()),
                list(LEVELS),
                format_func=partial(said, one=one, other=other, text=text),
                **session.view(name, "main", now, partial(kept, name)),
            )
        found[one, other] = ratio(now)
    return found


def outcome(found: Comparison, text: Text) -> None:
    """Say what the answers come to, and how well they fit together."""
    rows = ", ".join(
        f"{text(f'figure.group.{group}').lower()} {write_share(share, text.lang)}"
        for group, share in found.weights.items()
    )
    key, values = "compare.agree", {}
    if found.oddest is not None:
        key = "compare.close" if found.is_consistent else "compare.clash"
        one, other = (text(f"figure.group.{group}").lower() for group in found.oddest)
        values = {"one": one, "other": other}
    st.html(
        f'<p class="kc-side">{escape(text("compare.result", rows=rows))} {escape(text(key, **values))} '
        f'<span class="kc-quiet">{escape(text("compare.name"))}</span></p>'
    )


def compared(advice: Advice, text: Text, known: Knowledge) -> None:
    """Offer to set the weights by comparing groups in pairs; folded until asked for."""
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
        pairs = judged(advice, text, known)
        found = weights_from_pairs(GROUPS, pairs)
        outcome(found, text)
        points = shared_out(found, members(known), advice.scorecard.weights)
        with st.container(horizontal=True):
            st.button(
                text("compare.apply"),
                key="compare.apply",
                type="primary",
                on_click=lambda: session.edit(weights=points),
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
        evidence.opened(["M9"], known, text, key="compare")
