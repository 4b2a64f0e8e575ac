"""Forecast: what one way of hiring may return, how sure we are, and what every number assumes."""

from html import escape

import streamlit as st

from kos_core import figures
from kos_core.advice.advice import Advice
from kos_core.brief import Brief
from kos_core.figures.tries import tried
from kos_core.forecast.band import Band
from kos_core.forecast.forecast import Forecast
from kos_core.forecast.pay import Paid
from kos_core.forecast.ratios import ratios
from kos_core.hire.ways import STOPS_ALL, STOPS_LIVE
from kos_core.knowledge.entries import Programme
from kos_core.knowledge.whole import Knowledge
from kos_core.say.money import money_of, selling
from kos_core.say.sentences import Sentences
from kos_core.say.tables import forecast as tables
from kos_core.say.tables.pay import paid_leads, paid_ways
from kos_core.say.text import Text
from kos_core.say.wording import capital
from kos_core.vocabulary import CreatorType, Deal, Reason, Stage
from pages.parts import ask, compute, costs, evidence, session, show
from pages.parts.changed import changed
from pages.plan import assumptions, session_plan, trials
from pages.plan.cell import choose
from pages.plan.closed import closed, unaffordable

LOOKS = ("one", "all")


def title_of(found: Forecast) -> str:
    """Return which question the page answers for this cell: losing, leads, interest, or reach."""
    titles = {Stage.PROFIT: "title", Stage.LEADS: "title_leads", Stage.ENGAGEMENTS: "title_trust"}
    return titles.get(found.measure.first, "title_reach")


def hero(found: Forecast, line: str, said: Sentences, text: Text) -> None:
    """Say the money sentence first, then how it is done."""
    how = text(
        "forecast.how",
        how=found.programme.how(text.lang),
        units=said.units(found.terms.units, found),
        platform=said.platform(found.platform),
        spend=said.money(found.terms.spend_vnd, 3),
    )
    st.html(
        f'<section class="kc-hero"><span class="kc-tag">{escape(text("section.money"))}</span><div>'
        f'<p class="kc-lead">{show.chip(found.programme.creator)}{escape(capital(line))}</p>'
        f'<p class="kc-side">{escape(how)}</p></div></section>'
    )


def pictures(found: Forecast, text: Text) -> None:
    """Show twenty tries of what the goal counts as dots beside the funnel, and every stage in a table."""
    lang, mode = text.lang, session.mode()
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(text("forecast.tries.heading"))
        stage = tried(found)
        name, least = trials.aim(found)
        dots(found, stage, least if name == stage else None, text)
    with right:
        st.subheader(text("section.funnel"))
        drawn = figures.chain(found, text, lang, mode)
        show.picture(
            drawn, figures.chain_title(found, text, lang), figures.chain_alt(found, text, lang), "chain"
        )
    with st.expander(text("forecast.table.title"), icon=":material/table:", key="forecast_table"):
        st.html(show.grid(tables.stages(found, text)))
        st.caption(text("forecast.table.means"))
        kind = "_reach" if found.measure.is_reach else "_leads" if found.premises.is_leads else ""
        with st.popover(text(f"forecast.table.words{kind}"), icon=":material/help:", type="tertiary"):
            st.markdown("\n".join(f"- {text(f'forecast.define.{name}')}" for name in ratios(found)))


def dots(found: Forecast, stage: Stage, least: float | None, text: Text) -> None:
    """Show twenty tries of one stage as dots."""
    show.picture(
        figures.tries(found, text, text.lang, session.mode(), stage, least),
        figures.tries_title(found, text, text.lang, stage, least),
        figures.tries_alt(found, text, text.lang, stage, least),
        f"tries_{stage}",
    )


def paid_in_other_ways(
    found: Forecast,
    paid: tuple[Paid, ...],
    ads: dict[Stage, Band],
    known: Knowledge,
    said: Sentences,
    text: Text,
) -> None:
    """Compare the ways of paying: what they leave, or what a lead costs; what else differs is in the rows."""
    if not paid:
        return
    leads = "_leads" if found.premises.is_leads else ""
    st.subheader(text(f"forecast.deal.title{leads}"))
    line = text("forecast.deal.same_leads") if leads else ""
    line = line or text("forecast.deal.same", units=said.units(found.terms.units, found))
    st.html(f'<p class="kc-side">{escape(line)}</p>')
    st.html(show.grid(paid_leads(paid, ads, text) if leads else paid_ways(paid, text)))
    names = [name for row in paid for name in row.forecast.rests_on]
    evidence.opened(names, known, text, key="deals")


def not_as_asked(way: Programme, brief: Brief, text: Text) -> None:
    """Say so where the way in view is not paid as the reader asked."""
    if brief.deal in {Deal.ANY, way.deal}:
        return
    line = text("forecast.deal.instead", wanted=text(f"deal.{brief.deal}"), now=text(f"deal.{way.deal}"))
    st.html(f'<p class="kc-side">{escape(line)}</p>')


def one(advice: Advice, said: Sentences, text: Text) -> None:
    """Show one way of hiring from impressions down to profit."""
    known = advice.case.knowledge
    brief = advice.brief
    place = st.container()
    way, platform = choose(advice, text)
    found = compute.forecast(advice.case, way.id, platform)
    place.title(text(f"forecast.{title_of(found)}"), anchor=False)
    stops = [
        said.notice("stop", stop)
        for stop in advice.stops
        if stop.id in STOPS_ALL or (stop.id == STOPS_LIVE and way.live)
    ]
    not_as_asked(way, brief, text)
    if advice.reason is Reason.NONE_AFFORDABLE and not advice.stops:
        unaffordable(advice, said, text)
    if stops or not found.bands:
        closed(found, stops, said, text)
        return
    paid, plan, ads = compute.beside(advice.case, way.id, platform)
    hero(found, money_of(found, ads, said), said, text)
    evidence.opened(assumptions.leading(found), known, text, key="hero")
    with st.container(key="forecast_pictures"):
        pictures(found, text)
    assumptions.check_first(found, known, text)
    trials.target(found, text)
    by_reach, face = found.measure.is_reach, way.measured_by == "reach"
    if not by_reach:
        paid_in_other_ways(found, paid, ads, known, said, text)
    elif not face:
        sells_too(found, paid, ads, known, said, text)
    session_plan.planned(plan, brief, known, text)
    if face:
        st.caption(text("forecast.reach_only"))
    elif by_reach or found.premises.is_leads:
        trials.when(advice.case, text)
    else:
        trials.what_if(found, text)
        trials.later(found, text)
    costs.full(found, text)
    assumptions.every(found, known, text)


def sells_too(
    found: Forecast,
    paid: tuple[Paid, ...],
    ads: dict[Stage, Band],
    known: Knowledge,
    said: Sentences,
    text: Text,
) -> None:
    """Show, folded, what a campaign for reach comes to in orders or leads besides."""
    leads = "_leads" if found.premises.is_leads else ""
    with st.expander(
        text(f"forecast.sells_too.title{leads}"), icon=":material/payments:", key="forecast_sells"
    ):
        if leads:
            dots(found, Stage.LEADS, None, text)
        else:
            st.html(f'<p class="kc-side">{escape(capital(selling(found, said)))}</p>')
            dots(found, Stage.PROFIT, None, text)
        paid_in_other_ways(found, paid, ads, known, said, text)


def all_types(advice: Advice, said: Sentences, text: Text) -> None:
    """Show all types, ads and keeping the money side by side for the same budget."""
    known = advice.case.knowledge
    st.title(text("section.worth"), anchor=False)
    if advice.stops:
        lines = "".join(f'<p class="kc-lead">{escape(said.notice("stop", s))}</p>' for s in advice.stops)
        st.html(f'<section class="kc-stop">{lines}</section>')
    lang = text.lang
    if advice.best is not None:
        drawn = figures.worth(advice, text, lang, session.mode())
        show.picture(
            drawn,
            figures.worth_title(advice, text, lang),
            figures.worth_alt(advice, text, lang),
            "worth",
        )
    st.html(show.grid(tables.same_money(advice, text)))
    with st.container(horizontal=True, key="noprint_open"):
        for row in advice.scorecard.rows:
            if row.creator in advice.platform_of:
                st.button(
                    text("forecast.open", type=known.creators[row.creator].short(lang)),
                    key=f"forecast_open.{row.creator}",
                    on_click=open_type,
                    args=(row.creator,),
                )
    evidence.opened(evidence.worth_rests_on(advice), known, text, key="worth")


def open_type(creator: CreatorType) -> None:
    """Look at one type by itself."""
    session.keep(look="one", creator=creator, programme=None, platform=None)


def page() -> None:
    """Read, ask, compute, show, cite."""
    text, case = session.text(), session.case()
    advice = compute.advise(case)
    said = Sentences(advice, text)
    look = session.kept("look", "one")
    with st.container(key="noprint_look"):
        st.segmented_control(
            text("forecast.look.label"),
            LOOKS,
            format_func=lambda name: text(f"forecast.look.{name}"),
            required=True,
            label_visibility="collapsed",
            **session.view("look", "forecast", look, lambda name: session.keep(look=name)),
        )
    changed(case, text)
    st.html(ask.which(case, text))
    show_look = one if look == "one" else all_types
    with st.container(key="forecast_page"):
        show_look(advice, said, text)
    st.caption(text("evidence.version", version=advice.knowledge_version, seed=advice.seed))


page()
