"""What would change the answer: how firm it is, what flips it, who leads at other budgets and goals."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from kos_core import figures
from kos_core.advice.advice import Advice
from kos_core.advice.explanation import Explanation
from kos_core.case import Case
from kos_core.change.intervals import WeightInterval
from kos_core.change.search import Flip
from kos_core.figures.rank_chances import first_places
from kos_core.knowledge.whole import Knowledge
from kos_core.say.explained import LIKELY_WEIGHTS, Explained
from kos_core.say.text import Text
from kos_core.vocabulary import Goal, Reason
from pages.decide import pairs
from pages.parts import ask, compute, evidence, gates, session, show

LOOK = Path(__file__).with_suffix(".css")
SHOWN = 5  # how many changes stand open; the others are one tap away
DRAWS = ("model.weight_spread", "model.width_explicit", "model.width_implied", "model.width_judgement")
ORDER = tuple(
    f"model.flip_{name}"
    for name in ("goal", "answer", "unanswered", "platform", "points", "few_reviews", "deal")
)


def verdict(advice: Advice, words: Explained) -> None:
    """Say who leads and how firmly."""
    chip = "" if advice.leader is None else show.chip(advice.leader)
    between = words.between()
    # What stops it may be papers, goods or an empty stock room: the notice says which.
    lead = words.said.fit() if advice.reason is Reason.STOPPED else words.verdict()
    if advice.leader is not None and advice.stops:
        between = " ".join([between, *(words.said.notice("stop", stop) for stop in advice.stops)])
    st.html(
        f'<p class="kc-lead">{chip}{escape(lead)}</p>'
        + (f'<p class="kc-side">{escape(between)}</p>' if between else "")
    )


def apply(flip: Flip) -> None:
    """Apply a change to the brief."""
    session.edit(**flip.sets)


def listed(flips: Sequence[Flip], words: Explained, text: Text, family: str) -> None:
    """Show changes as a numbered list, each with the button that applies it."""
    for number, flip in enumerate(flips):
        with st.container(horizontal=True, vertical_alignment="center", key=f"{family}_{number}"):
            chip = "" if flip.leader is None else show.chip(flip.leader)
            st.html(f'<p class="kc-side">{chip}{escape(words.flip(flip))}</p>', width="stretch")
            st.button(
                text("flip.apply"),
                key=f"{family}.{number}",
                on_click=apply,
                args=(flip,),
                type="secondary",
                icon=":material/arrow_forward:",
            )


def what_flips(found: Explanation, words: Explained, text: Text, known: Knowledge) -> None:
    """Show what puts another type first, nearest first; where a gate is shut for all, nothing does."""
    if words.advice.reason is Reason.STOPPED and not found.flips:
        return
    st.subheader(words.title())
    if not found.flips:
        st.html(f'<p class="kc-side">{escape(words.nothing())}</p>')
    listed(found.flips[:SHOWN], words, text, "flip")
    rest = found.flips[SHOWN:]
    if rest:
        with st.expander(text("flip.more", count=len(rest))):
            listed(rest, words, text, "flip_more")
    if found.flips:
        st.caption(text("flip.why_order"))
        evidence.opened(ORDER, known, text, key="flips")


def what_pays(advice: Advice, found: Explanation, words: Explained, text: Text) -> None:
    """Show what stops the loss of a campaign that is to earn money and usually does not."""
    if not advice.usually_loses:
        return
    st.subheader(text("flip.pays_title"))
    if not found.pays:
        st.html(f'<p class="kc-side">{escape(text("flip.pays_none"))}</p>')
    listed(found.pays, words, text, "pays")


def without(advice: Advice, words: Explained, text: Text) -> str:
    """Name the types not compared, and from which sum on they could be hired; empty where all are."""
    said = []
    for row in advice.scorecard.rows:
        if row.standing.eligible:
            continue
        needs, short = row.standing.needs_vnd, words.said.short(row.creator)
        if needs is None or row.standing.affordable:
            said.append(text("flip.ranks_never", creator=short))
        else:
            said.append(text("flip.ranks_needs", creator=short, needs=words.said.money(needs, 3)))
    return text("flip.ranks_without", needs=", ".join(said)) if said else ""


def ranks(advice: Advice, found: Explanation, words: Explained, text: Text, known: Knowledge) -> None:
    """Show the chance of each rank, and who is not compared."""
    drawn = figures.rank_chances(found, known, text, text.lang, session.mode())
    if drawn is None:
        return
    st.subheader(text("flip.ranks_title"))
    alt = figures.rank_chances_alt(found, known, text, text.lang)
    st.plotly_chart(drawn, config=figures.CONFIG, theme=None, key="ranks", alt=alt)
    under = [first_places(found, known, text, text.lang), without(advice, words, text)]
    if any(under):
        st.html(f'<p class="kc-note">{escape(" ".join(line for line in under if line))}</p>')
    evidence.opened([*DRAWS, "M1"], known, text, key="ranks")


def opinions(words: Explained, text: Text, known: Knowledge) -> None:
    """Say whether other ways of reckoning agree; a disagreement in one sentence."""
    lines = words.opinions()
    if not lines:
        return
    st.subheader(text("opinion.title"))
    st.html(
        "".join(
            f'<p class="kc-side">{escape(said)} <span class="kc-quiet">{escape(names)}</span></p>'
            for said, names in lines
        )
    )
    evidence.opened(["M6", "M7"], known, text, key="opinions")


def room(one: WeightInterval, words: Explained) -> str:
    """Return, as HTML, how far a weight may go: a sentence, and a track with the interval and the weight."""
    left, width, now = 100 * one.low, 100 * (one.high - one.low), 100 * one.weight
    return (
        f'<p class="kc-side">{escape(words.weight(one))}</p><div class="kc-track" aria-hidden="true">'
        f'<i style="left:{left:.2f}%;width:{width:.2f}%;background:currentColor;opacity:.35"></i>'
        f'<b style="left:calc({now:.2f}% - 3px);background:currentColor"></b></div>'
    )


def no_weight(advice: Advice, text: Text) -> None:
    """Say of a team that no weight chooses it: it has neither ranks nor room for weights."""
    if advice.team:
        st.subheader(text("flip.weights_title"))
        st.html(f'<p class="kc-side">{escape(text("flip.weights_team"))}</p>')


def room_for_weights(found: Explanation, words: Explained, text: Text, known: Knowledge) -> None:
    """Show within which weights the answer holds: the few that could flip it, the rest folded."""
    if not found.intervals:
        return
    st.subheader(text("flip.weights_title"))
    close = found.close
    if not close:
        st.html(f'<p class="kc-side">{escape(text("flip.weights_none"))}</p>')
    open_ones = "".join(room(one, words) for one in close[:LIKELY_WEIGHTS])
    st.html(f'<div class="kc-room">{open_ones}</div>')
    rest = [
        *close[LIKELY_WEIGHTS:],
        *(one for one in found.intervals if one.weight > 0 and one.change is None),
    ]
    if rest:
        with st.expander(text("flip.weights_rest", count=len(rest))):
            st.html("".join(f'<p class="kc-note">{escape(words.weight(one))}</p>' for one in rest))
    evidence.opened(["M8"], known, text, key="weights")


def picked() -> None:
    """Take the picked cell of the map as the brief; an emptied selection changes nothing."""
    chosen: dict[str, Any] = st.session_state["map"]["selection"]
    for point in chosen["points"]:
        goal, budget_vnd, *_ = point["customdata"]
        session.edit(goal=Goal(goal), budget_vnd=int(budget_vnd))
        return


def where_else(case: Case, text: Text) -> None:
    """Show the decision map; picking a cell makes it the brief and draws it without selection."""
    found = compute.decision_map(case)
    lang = text.lang
    if (found.winner < 0).all():  # an empty map would only invite a tap
        return
    st.subheader(text("map.section"))
    st.html(f'<p class="kc-side">{escape(figures.decision_title(found, case, text, lang))}</p>')
    st.plotly_chart(
        figures.decision(found, case, text, lang, session.mode()),
        config=figures.CONFIG,
        theme=None,
        key="map",
        on_select=picked,
        selection_mode="points",
        alt=figures.decision_alt(found, case, text, lang),
    )
    st.caption(f"{text('map.pick')} {text('map.key')}")


def page() -> None:
    """Read, ask, compute, show, cite."""
    text, case = session.text(), session.case()
    st.html(LOOK)
    st.header(text("menu.change"))
    st.html(ask.which(case, text))
    advice, found, known = compute.advise(case), compute.explain(case), case.knowledge
    words = Explained(found, advice, text)
    verdict(advice, words)
    gates.shut(advice, text)
    left, right = st.columns([3, 2], gap="large")
    with left:
        what_flips(found, words, text, known)
        what_pays(advice, found, words, text)
    with right:
        ranks(advice, found, words, text, known)
        opinions(words, text, known)
        no_weight(advice, text)
    where_else(case, text)
    room_for_weights(found, words, text, known)
    pairs.compared(advice, text)
    st.caption(text("evidence.version", version=advice.knowledge_version, seed=advice.seed))


page()
