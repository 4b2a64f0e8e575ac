"""The gates that are shut, on every screen that answers: which paper is asked for, and the way out."""

from html import escape

import streamlit as st

from kos_core.advice.advice import Advice
from kos_core.say.text import Text
from kos_core.vocabulary import Answer
from pages.parts import evidence, session


def shut(advice: Advice, text: Text) -> None:
    """Say which paper is missing and which rule asks for it, and offer to say that it is there."""
    knowledge = advice.case.knowledge
    for stop in advice.stops:
        for name in stop.values.get("papers", ()):
            paper = knowledge.papers[name]
            verify = f" ({text('stopped.to_verify')})" if paper.status == "to_verify" else ""
            title = text("stopped.why_paper", paper=paper.name(text.lang))
            st.html(f'<p class="kc-side"><b>{escape(title)}</b>: {escape(paper.why(text.lang) + verify)}</p>')
        with st.container(horizontal=True, key=f"shut_{stop.id}"):
            if stop.id == "papers":
                st.button(
                    text("stopped.have_papers"), key="shut.papers", on_click=papers_are, args=(Answer.YES,)
                )
            evidence.opened(stop.rests_on, knowledge, text, key=f"shut.{stop.id}")


def papers_are(answer: Answer) -> None:
    """Take it that the papers are there, or are not."""
    session.edit(ready=session.brief().ready.model_copy(update={"papers": answer}))
