"""Forecast: which way of hiring on which platform is looked at; the advised one until told."""

from math import inf

import streamlit as st

from kos_core.advice.advice import Advice
from kos_core.case import Case
from kos_core.hire.prices import ends_at_leads
from kos_core.knowledge.entries import Programme
from kos_core.say.text import Text
from kos_core.say.wording import capital
from kos_core.vocabulary import CreatorType, Platform, Reason
from pages.parts import session


def ways_of(creator: CreatorType, case: Case) -> list[Programme]:
    """Return the programmes of a type that make sense for the case on a platform it allows."""
    leads = ends_at_leads(case)
    return [
        way
        for way in case.knowledge.programmes_of(creator)
        if set(way.platforms) & set(case.brief.platforms) and not (leads and way.sells_only)
    ]


def chosen(advice: Advice) -> tuple[CreatorType, Programme, Platform]:
    """Return the cell in view: the reader's choice where it still fits, else the advised one."""
    brief = advice.brief
    usual = advice.leader or cheapest(advice)
    creator = session.kept("creator", usual)
    cells = advice.cells.get(creator, {})
    ways = {way.id: way for way in ways_of(creator, advice.case)}
    advised = cells.get(advice.platform_of[creator]) if creator in advice.platform_of else None
    first = next((name for name, way in ways.items() if way.deal is brief.deal), next(iter(ways)))
    first = advised.programme.id if advised is not None else first
    if advice.reason is Reason.NONE_AFFORDABLE and cells:
        advised = min(cells.values(), key=lambda cell: cell.terms.needs_vnd)
        first = advised.programme.id
    name = session.kept("programme", first)
    way = ways[name] if name in ways else ways[first]
    places = [p for p in brief.platforms if p in way.platforms]
    place = session.kept("platform", None if advised is None else advised.platform)
    return creator, way, place if place in places else places[0]


def cheapest(advice: Advice) -> CreatorType:
    """Return the type that asks least, the first to look at where the budget pays for none."""
    rows = advice.scorecard.rows
    return min(rows, key=lambda row: row.standing.needs_vnd or inf).creator


def choose(advice: Advice, text: Text) -> tuple[Programme, Platform]:
    """Ask for type, programme and platform; until asked, the advised cell."""
    knowledge = advice.case.knowledge
    brief = advice.brief
    creator, way, place = chosen(advice)
    with st.container(key="noprint_choose"):
        left, middle, right = st.columns([4, 4, 2])
        with left:
            st.segmented_control(
                text("forecast.choose.type"),
                list(CreatorType),
                format_func=lambda t: capital(knowledge.creators[t].short(text.lang)),
                required=True,
                **session.view(
                    "creator",
                    "forecast",
                    creator,
                    lambda t: session.keep(creator=t, programme=None, platform=None),
                ),
            )
        with middle:
            ways = {w.id: w for w in ways_of(creator, advice.case)}
            st.selectbox(
                text("forecast.choose.programme"),
                list(ways),
                format_func=lambda name: capital(ways[name].label(text.lang)),
                **session.view(
                    "programme",
                    "forecast",
                    way.id,
                    lambda name: session.keep(creator=creator, programme=name),
                ),
            )
        with right:
            st.selectbox(
                text("forecast.choose.platform"),
                [p for p in brief.platforms if p in way.platforms],
                format_func=lambda p: knowledge.platforms[p].label,
                **session.view(
                    "platform",
                    "forecast",
                    place,
                    lambda p: session.keep(creator=creator, programme=way.id, platform=p),
                ),
            )
        advised = advice.best
        if advised is not None and (advised.programme.id, advised.platform) != (way.id, place):
            st.button(
                text(
                    "forecast.choose.back",
                    programme=advised.programme.label(text.lang),
                    platform=knowledge.platforms[advised.platform].label,
                ),
                key="forecast_advised",
                type="tertiary",
                icon=":material/undo:",
                on_click=advised_again,
            )
    return way, place


def advised_again() -> None:
    """Go back to the advised cell."""
    session.keep(creator=None, programme=None, platform=None)
