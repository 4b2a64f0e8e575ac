"""Hand over: whom to write to tomorrow, in what words; beneath it what to pay, agree on and check."""

from html import escape

import streamlit as st

from kos_core.advice.advice import Advice
from kos_core.case import Case
from kos_core.say import plan as saying
from kos_core.say.handover import Sheet, sheets
from kos_core.say.handover.sheet import ads_beside, first_needed
from kos_core.say.sentences import Sentences
from kos_core.say.text import Text
from kos_core.vocabulary import CreatorType
from pages.parts import ask, compute, gates, handed, session, show, taken

BESIDE = ("whom", "most")  # what is wanted in the same minute as the message


def decided(advice: Advice, said: Sentences) -> None:
    """Say the decision and the plan in one line; the word once, where the plan begins with it."""
    word, what = saying.word(advice, said), saying.what(advice, said)
    first = "" if what.startswith(word) else f"<b>{escape(word)}.</b> "
    st.html(f'<p class="kc-side">{first}{escape(what)}</p>')


def stopped(advice: Advice, said: Sentences, text: Text) -> None:
    """Say what has to be there before anybody is written to."""
    needed = first_needed(advice, said)
    st.html(f'<p class="kc-lead">{escape(text("handover.stopped"))}</p>{handed.points(needed)}')
    gates.shut(advice, text)
    st.caption(text("evidence.law_note"))


def nobody(advice: Advice, said: Sentences, text: Text) -> None:
    """Say that there is nobody to write to, and what can be done."""
    key = "handover.refused" if advice.plan.is_refused else "handover.nothing"
    steps = (
        "" if advice.plan.is_refused else "".join(f"<li>{escape(said.step(s))}</li>" for s in advice.steps)
    )
    st.html(f'<p class="kc-lead">{escape(text(key))}</p><ul class="kc-steps">{steps}</ul>')


def chosen(found: tuple[Sheet, ...], text: Text) -> Sheet:
    """Return the line in view, the first until another is chosen; asked where there are several."""
    by_name = {sheet.one.at: sheet for sheet in found}
    name = session.kept("handed.line", found[0].one.at)
    name = name if name in by_name else found[0].one.at
    if len(found) == 1:
        return found[0]
    with st.container(key="noprint_line"):
        st.segmented_control(
            text("handover.choose"),
            list(by_name),
            format_func=lambda at: by_name[at].short,
            required=True,
            label_visibility="collapsed",
            **session.view("handed.line", "handover", name, lambda at: session.keep(**{"handed.line": at})),
        )
    return by_name[name]


def line(sheet: Sheet, case: Case, text: Text) -> None:
    """Show one line: what it is, the message to copy, and everything else folded beneath."""
    creator = sheet.one.line.creator or CreatorType.KOS
    st.html(
        f'<p class="kc-lead">{show.chip(creator)}{escape(sheet.name)}</p>'
        f'<p class="kc-side">{escape(sheet.lead)}</p>'
    )
    left, right = st.columns([3, 2], gap="large")
    with left:
        handed.message(sheet, case, text)
    with right:
        handed.names(case, text)
        handed.edited(sheet, case, text)
        handed.folds(sheet, case, text, BESIDE)
    handed.brief(sheet, case, text)
    handed.folds(sheet, case, text, [name for name in handed.TOGETHER if name not in BESIDE])


def page() -> None:
    """Read, ask, compute, show, cite."""
    text, case = session.text(), session.case()
    advice = compute.advise(case)
    said = Sentences(advice, text)
    with st.container(key="handover_page"):
        st.title(text("handover.title"), anchor=False)
        st.html(ask.which(case, text))
        decided(advice, said)
        taken.along(advice, said, text)
        found = sheets(advice, text, handed.own(case, text), compute.handed(case))
        if found:
            line(chosen(found, text), case, text)
            beside = ads_beside(advice, said)
            if beside:
                st.html(f'<p class="kc-note">{escape(beside)}</p>')
        elif advice.stops:
            stopped(advice, said, text)
        else:
            nobody(advice, said, text)
        st.caption(text("evidence.version", version=advice.knowledge_version, seed=advice.seed))


page()
