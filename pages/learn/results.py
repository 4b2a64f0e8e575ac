"""Results: reports in as they are, judged against what was expected, and what they teach the assumptions."""

from collections import Counter
from html import escape

import streamlit as st

from kos_core import figures
from kos_core.case import Case
from kos_core.knowledge.loading import load
from kos_core.numbers.writing import write_number
from kos_core.results.actuals import Post
from kos_core.results.calibrate import Calibration, calibrate
from kos_core.results.creators import days_of_stock, judged
from kos_core.results.gathered import Actuals, way_of
from kos_core.results.measures import measured
from kos_core.say.tables.results import creators_table, learnt_table, measures_table, sessions_table
from kos_core.say.text import Text
from kos_core.say.wording import foreign
from kos_core.vocabulary import Platform
from pages.parts import resulted, session, show


def way(case: Case, text: Text) -> tuple[str, Platform]:
    """Ask which way brought the results; until the reader says, what the files suggest."""
    name, platform = way_of(resulted.reads(), case)
    known = case.knowledge.programmes
    ways = [one for one in known if known[one].measured_by == "sales"]
    left, right = st.columns(2)
    name = left.selectbox(
        text("results.way"),
        ways,
        ways.index(name),
        format_func=lambda n: known[n].label(text.lang),
        key="results.way",
    )
    platforms = list(known[name].platforms)
    at = platforms.index(platform) if platform in platforms else 0
    chosen = right.selectbox(
        text("results.platform"),
        platforms,
        at,
        format_func=lambda p: case.knowledge.platforms[p].label,
        key=f"results.platform.{name}",
    )
    return name, chosen


def posted(posts: tuple[Post, ...], text: Text) -> None:
    """Say what posts tell, and what they cannot."""
    if not posts:
        return
    counts, comments = Counter(p.kind for p in posts), Counter[str]()
    for one in posts:
        comments[one.kind] += one.comments
    kinds = "; ".join(
        text(
            "results.posts_kind",
            kind=foreign(kind),
            number=write_number(number, text.lang, 15),
            comments=write_number(comments[kind] / number, text.lang, 2),
        )
        for kind, number in counts.most_common(6)
    )
    said = text("results.posts", number=write_number(len(posts), text.lang, 15), kinds=kinds)
    st.html(f'<p class="kc-lead">{escape(said)}</p>')


def learnt(found: Calibration, text: Text) -> None:
    """Show what was learnt before and after, let it be used or not, and how past bands held."""
    if not found.learnt:
        return
    st.subheader(text("results.learnt"))
    st.html(f'<p class="kc-note">{escape(text("results.learnt_lead"))}</p>')
    is_on = session.kept("results.knowledge", None) is not None
    if is_on:
        session.keep(**{"results.knowledge": found.knowledge})  # more files, another way: what holds now
        st.html(f'<p class="kc-side">{escape(text("results.using"))}</p>')

    def turned() -> None:
        session.keep(**{"results.knowledge": None if is_on else found.knowledge})

    st.button(text("results.undo" if is_on else "results.use"), key="results.use", on_click=turned)
    st.html(show.grid(learnt_table(found.learnt, found.knowledge, text)))
    drawn = figures.held(found.past, text, text.lang, session.mode())
    title = figures.held_title(found.past, text)
    show.picture(drawn, title, title, "results.held")


def sold(actuals: Actuals, text: Text) -> None:
    """Show verbs by creator, measures, what was learnt, sessions."""
    case = Case(session.brief(), load())
    name, platform = way(case, text)
    found = judged(actuals, case, name, platform)
    st.subheader(text("results.creators"))
    if actuals.twice:
        st.html(f'<p class="kc-note">{escape(text("results.twice", number=actuals.twice))}</p>')
    st.html(show.grid(creators_table(found, text)))
    notes = [text("results.attribution")]
    days = days_of_stock(actuals, case.brief.stock)
    if days is not None:
        notes.append(text("results.stock", days=write_number(days, text.lang, 2)))
    st.html("".join(f'<p class="kc-note">{escape(note)}</p>' for note in notes))
    st.subheader(text("results.measures"))
    st.html(show.grid(measures_table(measured(actuals, case, name, platform), text)))
    learnt(calibrate(actuals, case, name, platform), text)
    with st.expander(text("results.sessions")):
        st.html(show.grid(sessions_table(actuals.evenings[-200:], text)))


def page() -> None:
    """Read, judge, show, learn."""
    text = session.text()
    with st.container(key="results_page"):
        st.title(text("results.title"), anchor=False)
        st.html(f'<p class="kc-side">{escape(text("results.lead"))}</p>')
        resulted.handed_in(text)
        actuals = resulted.actuals()
        posted(actuals.posts, text)
        if actuals.has_sales:
            sold(actuals, text)


page()
