"""Why: every criterion with its rating, range, weight, points and evidence; one type against another."""

from html import escape
from pathlib import Path

import streamlit as st

from kos_core.advice.advice import Advice
from kos_core.figures.colours import sentence
from kos_core.knowledge.entries import WEIGHED
from kos_core.say.sentences import Sentences
from kos_core.say.text import Text
from kos_core.say.voices import voices_sentence
from kos_core.score import apart
from kos_core.vocabulary import Reason
from pages.decide.why_criteria import Table
from pages.decide.why_versus import pair, versus
from pages.parts import ask, compute, gates, moved, session, show

LOOK = Path(__file__).with_suffix(".css")
MOVED = 8  # how many moved weights are listed one by one


def answer(advice: Advice, said: Sentences, text: Text) -> None:
    """Say which case this is about, the question, and the answer with how firmly it stands."""
    st.title(text("menu.why"))
    chip = "" if advice.leader is None else show.chip(advice.leader)
    sure = said.sureness()
    # What stops it may be papers, goods or an empty stock room: the notice says which, the headline cannot.
    lead = said.fit() if advice.reason is Reason.STOPPED else said.headline()
    st.html(
        ask.which(advice.case, text)
        + f'<p class="kc-lead">{chip}{escape(sentence(lead))}</p>'
        + (f'<p class="kc-sure" title="{escape(said.sureness_of_what())}">{escape(sure)}</p>' if sure else "")
    )


def moved_weights(table: Table, text: Text) -> None:
    """List the weights the reader moved, each with the way back, and all at once."""
    names = [name for name, one in table.weighed.items() if one.is_moved and one.kind != "voice"]
    if not names:
        return
    with st.container(key="why_moved", border=True):
        st.markdown(f"**{text('why.moved')}**")
        for name in names[:MOVED]:
            one = table.weighed[name]
            with st.container(horizontal=True, vertical_alignment="center"):
                line = text(
                    "why.moved_one",
                    criterion=table.known.criteria[name].label(text.lang),
                    usual=table.number(one.usual),
                    points=table.number(one.points),
                )
                st.html(f'<p class="kc-note">{escape(line)}</p>', width="content")
                moved.put_back("weights", name, text, where="list")
        if len(names) > MOVED:
            st.caption(text("why.moved_more", count=len(names) - MOVED))
        if len(table.brief.weights) > 1:
            st.button(
                text("why.all_back"),
                key="back.weights.all",
                icon=":material/undo:",
                on_click=lambda: session.edit(weights=()),
            )


def voices(table: Table, text: Text) -> None:
    """Show what each voice says of every type, and one control over how much each counts."""
    said = Sentences(table.advice, text)
    with st.container(key="noprint_voices"):
        st.subheader(text("why.voices"))
        st.html(
            f'<p class="kc-side">{escape(voices_sentence(table.advice, said))}</p>'
            + show.voices(table.advice, said)
        )
        moved.voices(table.case, text)


def criteria(found: apart.Against, table: Table, text: Text) -> None:
    """Show the criteria that decide between the two, open; then all of them by group, folded."""
    one, other = (table.short(t) for t in (found.one, found.other))
    with st.container(key="noprint_deciding"):
        st.subheader(text("why.deciding", one=sentence(one), other=other))
        st.caption(text("why.how_to"))
        # A weight just moved stays in view, even where it no longer decides.
        shown = [*found.deciding, *(n for n, _ in table.brief.weights if table.weighed[n].is_moved)]
        for name in list(dict.fromkeys(shown))[: 2 * apart.DECIDING]:
            table.block(name, "deciding")
    st.subheader(text("why.whole"))
    st.html(table.whole(found))
    with st.container(key="noprint_groups"):
        st.caption(text("why.table.change"))
        for group in WEIGHED:
            table.group(group)


def page() -> None:
    """Read, ask, compute, show, cite."""
    text, case = session.text(), session.case()
    advice = compute.advise(case)
    table = Table(advice, text)
    st.html(LOOK)
    answer(advice, Sentences(advice, text), text)
    gates.shut(advice, text)
    moved_weights(table, text)
    voices(table, text)
    st.subheader(text("why.versus"))
    found = pair(advice, table, text)
    versus(found, table, text)
    criteria(found, table, text)
    st.caption(text("evidence.version", version=advice.knowledge_version, seed=advice.seed))


page()
