"""Where to sell: where the documents and the figures prefer different platforms, and why."""

from html import escape

import streamlit as st

from kos_core.advice.advice import Advice
from kos_core.forecast.forecast import Forecast
from kos_core.numbers import writing
from kos_core.numbers.writing import write_number
from kos_core.say.citing import assumed
from kos_core.say.text import Text
from kos_core.score import apart
from kos_core.vocabulary import CreatorType, Platform, Stage
from pages.parts import evidence, show


def differ(advice: Advice, text: Text) -> None:
    """Say which platform the documents prefer and which the figures, and why each."""
    known = advice.case.knowledge
    creator, ours = advice.leader, advice.documents_prefer
    if creator is None or ours is None:
        return
    theirs = advice.platform_of[creator]
    cells = advice.cells[creator]
    st.markdown(f"**{text('where.differ')}**")
    left, right = st.columns(2, gap="medium")
    with left:
        st.html(side(text("where.documents"), by_documents(creator, ours, theirs, advice, text)))
        names = [c for p in (ours, theirs) for r in known.platforms[p].ratings.values() for c in r.claims]
        evidence.opened(names, known, text, key="differ.documents")
    with right:
        st.html(side(text("where.figures"), by_figures(cells[theirs], cells[ours], advice, text)))
        evidence.opened([*cells[theirs].rests_on, *cells[ours].rests_on], known, text, key="differ.figures")


def side(head: str, said: str) -> str:
    """Return a heading and a sentence as HTML."""
    return f'<p class="kc-side"><b>{escape(head)}.</b> {escape(said)}</p>'


def by_documents(creator: CreatorType, ours: Platform, theirs: Platform, advice: Advice, text: Text) -> str:
    """Return why the documents prefer `ours`: by how much, and the need that decides."""
    known = advice.case.knowledge
    lang = text.lang
    here, there = (apart.needs_met(creator, p, advice.case) for p in (ours, theirs))
    gaps = {name: here[name].points - there[name].points for name in here}
    most = max(gaps, key=lambda name: gaps[name])
    values = {"platform": known.platforms[ours].label, "other": known.platforms[theirs].label}
    points = round(advice.fits[creator][ours], 1) - round(advice.fits[creator][theirs], 1)
    if points <= 0:
        return text("where.documents_level", **values)
    return text(
        "where.documents_why",
        points=writing.tenths(points, lang),
        need=known.needs[most].label(lang).lower(),
        gap=writing.tenths(gaps[most], lang, signed=True),
        **values,
    )


def by_figures(theirs: Forecast, ours: Forecast, advice: Advice, text: Text) -> str:
    """Return why the figures prefer `theirs`: the goal's own number on both, what lies behind, how thin."""
    known = advice.case.knowledge
    label = known.platforms[theirs.platform].label
    found, other = (cell.bands[cell.measure.first].middle for cell in (theirs, ours))
    loses = theirs.measure.is_money and max(found, other) < 0
    said = [
        text(
            "where.figures_less" if loses else "where.figures_why",
            platform=label,
            other=known.platforms[ours.platform].label,
            outcome=outcome(theirs, found, text),
            other_outcome=outcome(ours, other, text),
        )
    ]
    if theirs.measure.is_money and theirs.terms.leaves_vnd is not None and ours.terms.leaves_vnd is not None:
        said.append(
            text(
                "where.figures_each",
                leaves=show.money(theirs.terms.leaves_vnd, text),
                other_leaves=show.money(ours.terms.leaves_vnd, text),
                orders=write_number(theirs.bands[Stage.KEPT].middle, text.lang),
                other_orders=write_number(ours.bands[Stage.KEPT].middle, text.lang),
            )
        )
    thin, every = assumed(theirs.rests_on, known)
    key = "where.figures_weak" if 2 * thin > every else "where.figures_fair"
    said.append(text(key, assumed=thin, all=every, platform=label))
    return " ".join(said)


def outcome(cell: Forecast, found: float, text: Text) -> str:
    """Return what a cell does for the goal in the goal's own words."""
    if cell.measure.is_money:
        key = "where.outcome.profit" if found >= 0 else "where.outcome.loss"
        return text(key, amount=show.money(abs(found), text))
    return text(f"where.outcome.{cell.measure.first}", count=write_number(found, text.lang, 2))
