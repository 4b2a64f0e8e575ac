"""The plan on real days: first day, evenings, what stands out, day by day, and as a file."""

from dataclasses import replace
from datetime import date
from html import escape

import streamlit as st

from kos_core.advice.advice import Advice
from kos_core.brief import EARLIEST, LATEST
from kos_core.export.calendar import csv_of, ics_of
from kos_core.plan.dates import marks_of, starts_of, today
from kos_core.say import calendar as saying
from kos_core.say.sentences import Sentences
from kos_core.say.text import Text
from kos_core.vocabulary import Occasion, Season, Weekday
from pages.parts import session, show

FEW = 5  # weeks shown at once; more are one tap away
IN_SEASON = {
    Occasion.DOUBLE_DAY: Season.DOUBLE_DAY,
    Occasion.BEFORE_TET: Season.BEFORE_TET,
    Occasion.PAY_DAY: Season.PAY_DAY,
}


def dated(advice: Advice, said: Sentences, text: Text) -> None:
    """Show what is done on which day, ask when it begins and which evenings suit, give it as a file."""
    brief = advice.brief
    starts = starts_of(advice.case, today())
    st.subheader(text("calendar.section"))
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom", key="noprint_starts"):
        ask_start(starts, is_chosen=brief.starts is not None, text=text)
        st.pills(
            text("calendar.evenings"),
            list(Weekday),
            selection_mode="multi",
            format_func=lambda one: text(f"weekday.{one}"),
            width="content",
            **session.view(
                "evenings", "plan", list(brief.evenings), lambda given: {"evenings": tuple(given)}
            ),
        )
    for sentence in saying.tight(advice, said):
        st.html(f'<p class="kc-refused" role="alert">{escape(sentence)}</p>')
    stands_out(advice, starts, said, text)
    weeks = saying.by_week(advice, starts, said)
    st.html(show.grid(replace(weeks, rows=weeks.rows[:FEW]), "kc-grid kc-wrap"))
    if rest := weeks.rows[FEW:]:
        with st.expander(text("calendar.all")):
            st.html(show.grid(replace(weeks, rows=rest), "kc-grid kc-wrap"))
    files(advice, starts, said, text)


def ask_start(starts: date, *, is_chosen: bool, text: Text) -> None:
    """Ask for the first day; until somebody says, it is the Monday to come."""
    st.date_input(
        text("calendar.starts"),
        min_value=EARLIEST,
        max_value=LATEST,
        format="DD/MM/YYYY",
        help=None if is_chosen else text("calendar.suggested"),
        width=200,
        **session.view("starts", "plan", starts, lambda given: {"starts": given}),
    )


def stands_out(advice: Advice, starts: date, said: Sentences, text: Text) -> None:
    """Name the double days, pay days and Tết among the weeks; offer to reckon the plan for them."""
    sentence = saying.marks(starts, said)
    if not sentence:
        return
    found = {one.occasion for one in marks_of(starts, advice.brief.weeks)}
    season = next((season for occasion, season in IN_SEASON.items() if occasion in found), None)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        is_ours = season is None or advice.brief.season is not Season.ORDINARY
        more = "" if is_ours else text("calendar.in_season")
        st.html(f'<p class="kc-side">{escape(f"{sentence} {more}".strip())}</p>', width="content")
        if season is not None and not is_ours:
            st.button(
                text("calendar.count_season", season=text(f"season.{season}").lower()),
                key="count_season",
                type="tertiary",
                icon=":material/event:",
                on_click=session.edit,
                kwargs={"season": season},
            )


def files(advice: Advice, starts: date, said: Sentences, text: Text) -> None:
    """Give the calendar as a file for a phone's calendar, and as a table."""
    name = f"kos-compass-{advice.brief.category}-{advice.brief.goal}"
    with st.container(horizontal=True, gap="small", key="noprint_calendar"):
        st.download_button(
            text("calendar.ics"),
            lambda: ics_of(advice, starts, said),
            f"{name}.ics",
            "text/calendar",
            key="calendar.ics",
            on_click="ignore",
            icon=":material/calendar_add_on:",
        )
        st.download_button(
            text("calendar.csv"),
            lambda: csv_of(advice, starts, said),
            f"{name}.csv",
            "text/csv",
            key="calendar.csv",
            on_click="ignore",
            icon=":material/download:",
            type="tertiary",
        )
