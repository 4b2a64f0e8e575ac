"""Why: one type against another, as a figure, as a sum, and by group."""

from html import escape

import streamlit as st

from kos_core import figures
from kos_core.advice.advice import Advice
from kos_core.figures.colours import sentence
from kos_core.say.tables.fit import by_group
from kos_core.say.text import Text
from kos_core.score import apart
from kos_core.vocabulary import CreatorType
from pages.decide.why_criteria import Table
from pages.parts import session, show


def pair(advice: Advice, table: Table, text: Text) -> apart.Against:
    """Ask which two types to compare; the leader and the runner-up unless told."""
    rows = advice.scorecard.rows
    first = advice.leader or rows[0].creator
    second = advice.runner_up or next(row.creator for row in rows if row.creator is not first)

    def ask_type(name: str, types: list[CreatorType], usual: CreatorType) -> CreatorType:
        now = session.kept(f"why.{name}", usual)
        now = now if now in types else usual
        st.segmented_control(
            text(f"why.{name}"),
            types,
            format_func=lambda t: sentence(table.short(t)),
            required=True,
            **session.view(f"why.{name}", "main", now, lambda value: session.keep(**{f"why.{name}": value})),
        )
        return CreatorType(now)

    with st.container(horizontal=True, key="why_pair"):
        one = ask_type("one", list(CreatorType), first)
        rest = [t for t in CreatorType if t is not one]
        other = ask_type("other", rest, second if second is not one else first)
    return apart.against(one, other, advice.scorecard)


def versus(found: apart.Against, table: Table, text: Text) -> None:
    """Show one type against another: the figure, the sum, and the same by group."""
    known, lang = table.known, text.lang
    left, right = st.columns([3, 2], gap="medium")
    one, other = (sentence(table.short(t)) for t in (found.one, found.other))
    with left:
        show.picture(
            figures.versus(found, known, text, lang, session.mode()),
            figures.versus_title(found, known, text, lang),
            figures.versus_alt(found, known, text, lang),
            "versus",
        )
    with right:
        with st.container(key="noprint_by_group"):  # on paper the table of all criteria says the same
            st.markdown(f"**{text('why.by_group')}**")
            st.html(show.table(by_group(found, table.advice, text)))
        plus, minus, difference = (table.tenths(x, signed=True) for x in found.in_tenths)
        said = text(
            "why.sum",
            plus=plus,
            minus=minus,
            difference=difference,
            one=one,
            other=other,
            score=table.tenths(found.one_score),
            other_score=table.tenths(found.other_score),
        )
        small = len(found.gaps) - len(found.shown)
        if small:
            said += " " + text("why.small", count=small)
        st.html(f'<p class="kc-side">{escape(said)}</p><p class="kc-sure">{escape(text("why.rounded"))}</p>')
