"""What the reader may try: target, discount, season, stock, packing, repeats, halo; and the cash."""

from math import floor

import streamlit as st

from kos_core.case import Case
from kos_core.figures.bands import count
from kos_core.forecast.forecast import Forecast
from kos_core.forecast.ratios import chance_of, chance_per_lead, ratios, repeats
from kos_core.hire.chain import cap_of
from kos_core.hire.prices import discount_of, own_discount_of
from kos_core.numbers.amounts import parse_vnd
from kos_core.numbers.shares import parse_whole
from kos_core.numbers.writing import write_number, write_range, write_share, write_vnd
from kos_core.say.tables import forecast as tables
from kos_core.say.tables.amounts import in_ten as in_ten_of
from kos_core.say.text import Text
from kos_core.say.wording import capital
from kos_core.vocabulary import Season, Stage
from pages.parts import costs, evidence, fields, session, show


def in_ten(chance: float, key: str, text: Text) -> str:
    """Return how often in ten tries, in words."""
    times = in_ten_of(chance)
    kind = "none" if times == 0 else "all" if times == 10 else "some"
    return text(f"{key}_{kind}", times=times)


PER_LEAD = "per_lead"  # a target beside the stages: what a lead may cost


def targets(found: Forecast) -> tuple[str, ...]:
    """Return what a target may be set in: what the goal counts, and what a lead costs."""
    counted = tuple(stage.value for stage in found.measure.targets)
    return (*counted, PER_LEAD) if found.measure.first is Stage.LEADS else counted


def aim(found: Forecast) -> tuple[str, float | None]:
    """Return what the target is set in, and the target, None where none is said."""
    options = targets(found)
    name = session.kept("target_stage", options[0])
    name = name if name in options else options[0]
    return str(name), session.kept(f"target_{name}", None)


def target(found: Forecast, text: Text) -> None:
    """Ask for a target and say how often in ten it is reached."""
    name, now = aim(found)
    money, field = name in {Stage.PROFIT, PER_LEAD}, f"target_{name}"
    each = name == PER_LEAD

    def named(option: str) -> str:
        return text("forecast.target.per_lead_measure" if option == PER_LEAD else f"forecast.stage.{option}")

    def read(given: str) -> dict[str, object]:
        if not given.strip():
            return session.keep(**{field: None})
        return session.keep(**{field: parse_vnd(given, field) if money else parse_whole(given, field)})

    with st.container(key="noprint_target"):
        st.subheader(text("forecast.target.title"))
        left, middle, right = st.columns([3, 2, 5], vertical_alignment="bottom")
        with left:
            st.segmented_control(
                text("forecast.target.measure"),
                targets(found),
                format_func=named,
                required=True,
                **session.view("target_stage", "main", name, lambda s: session.keep(target_stage=s)),
            )
        with middle:
            shown = ""
            if now is not None:
                shown = write_vnd(now, text.lang, 12) if money else write_number(now, text.lang, 15)
            example = "_each" if each else "_money" if money else ""
            if found.measure.is_reach:
                example = "_reach"
            st.text_input(
                text("forecast.target.most" if each else "forecast.target.least"),
                placeholder=text(f"forecast.target.example{example}"),
                autocomplete="off",
                **session.view(field, "main", shown, read, draft=True),
            )
            fields.refused(field, text)
        with right:
            st.markdown(answer(found, name, now, text))


def answer(found: Forecast, name: str, now: float | None, text: Text) -> str:
    """Return how often in ten the target is reached; without one, what nine tries and five bring."""
    money, often = name in {Stage.PROFIT, PER_LEAD}, "forecast.target.often"

    if now is not None:
        chance = chance_per_lead(found, now) if name == PER_LEAD else chance_of(found, Stage(name), now)
        if chance is not None:
            goal = write_vnd(now, text.lang, None) if money else write_number(now, text.lang, 15)
            what = text(f"forecast.target.{name}", goal=goal)
            answered = text("forecast.target.answer", often=in_ten(chance, often, text), what=what)
            return f"**{answered}** ({write_share(chance, text.lang)})"
    if found.chance_break_even is not None and name in {Stage.KEPT, Stage.PROFIT}:
        return text("forecast.target.even", often=in_ten(found.chance_break_even, often, text))
    band = ratios(found)[PER_LEAD] if name == PER_LEAD else found.bands[Stage(name)]
    sure = band.high if name == PER_LEAD else band.low
    said = [
        write_vnd(x, text.lang, 2) if money else count(floor(x), text, text.lang) for x in (sure, band.middle)
    ]
    low, middle = (text(f"forecast.target.{name}", goal=goal) for goal in said)
    return text("forecast.target.usual", low=low, middle=middle)


def what_if(found: Forecast, text: Text) -> None:
    """Offer discount, season, stock and packing, each with what it does in view."""
    brief, knowledge = found.case.brief, found.case.knowledge
    with st.expander(text("forecast.what_if.title"), icon=":material/tune:", key="forecast_what_if"):
        left, right = st.columns(2, gap="large")
        with left:
            fields.slide(
                "discount_rate",
                text("ask.discount"),
                own_discount_of(found.case),
                where="page",
                help_text=text("ask.discount_help"),
            )
            if (total := whole_discount(found.case, text)) is not None:
                st.caption(total)
            if (leaves := found.terms.leaves_vnd) is not None:
                key = "money.left_each" if leaves > 0 else "money.short_each"
                st.caption(capital(text(key, left=show.money(abs(leaves), text))))
        with right:
            fields.count("stock", text("ask.stock"), text, where="page", help_text=text("ask.stock_help"))
            fields.count("pack_per_day", text("ask.pack"), text, where="page")
            st.caption(capped(found, text))
        fields.pick("season", text("ask.season"), Season, lambda s: text(f"season.{s}"), where="page")
        st.html(show.grid(tables.seasons(brief.season, knowledge, text)))
        names = [f"season.{s}.{n}" for s in Season if s is not Season.ORDINARY for n in tables.SEASONAL]
        evidence.opened(names, knowledge, text, key="season")


def whole_discount(case: Case, text: Text) -> str | None:
    """Return the reader's discount and the season's as a sum in words; None on ordinary days."""
    season = case.brief.season
    if season is Season.ORDINARY:
        return None
    own, whole = own_discount_of(case), discount_of(case)
    return text(
        "forecast.what_if.sum",
        own=write_share(own, text.lang),
        extra=write_share(whole - own, text.lang),
        season=text(f"forecast.what_if.{season}"),
        all=write_share(whole, text.lang),
    )


def when(case: Case, text: Text) -> None:
    """Offer the season alone, where nothing is sold on the spot: it moves what people ask."""
    brief, knowledge = case.brief, case.knowledge
    with st.expander(text("forecast.what_if.title_season"), icon=":material/tune:", key="forecast_what_if"):
        fields.pick("season", text("ask.season"), Season, lambda s: text(f"season.{s}"), where="page")
        st.html(show.grid(tables.seasons(brief.season, knowledge, text, ("fee",))))
        names = [f"season.{s}.fee" for s in Season if s is not Season.ORDINARY]
        evidence.opened(names, knowledge, text, key="season")


def capped(found: Forecast, text: Text) -> str:
    """Return how often stock or packing holds the orders back."""
    cap = cap_of(found.case.brief)
    if cap is None:
        return text("forecast.caps.none")
    often = chance_of(found, Stage.SHIPPED, cap * (1 - 1e-9)) or 0.0
    most = write_number(cap, text.lang, 12)
    return text("forecast.caps.some", most=most, often=in_ten(often, "forecast.caps.often", text))


def later(found: Forecast, text: Text) -> None:
    """Offer repeat purchase and halo, with the repeat rate that breaks even, and say when the money comes."""
    brief = found.case.brief
    with st.expander(text("forecast.later.title"), icon=":material/replay:", key="forecast_later"):
        left, right = st.columns(2, gap="large")
        with left:
            fields.share("repeat_rate", text("ask.repeat"), text, where="page")
            st.markdown(repeat_sentence(found, text))
        with right:
            fields.slide("halo_rate", text("forecast.later.halo"), brief.halo_rate, where="page")
            st.caption(text("forecast.later.halo_note"))
        cash(found, text)


def repeat_sentence(found: Forecast, text: Text) -> str:
    """Return the repeat rate at which the usual result breaks even, in words."""
    needed = repeats(found)
    if needed is None:
        return ""
    each = write_vnd(abs(needed.each_vnd), text.lang, 2)
    if needed.rate is None:
        return text("forecast.later.worthless", each=each)
    if needed.rate == 0:
        return text("forecast.later.pays", each=each)
    if needed.rate > 1:
        return text("forecast.later.too_much", each=each)
    return text("forecast.later.needs", rate=write_share(needed.rate, text.lang), each=each)


def cash(found: Forecast, text: Text) -> None:
    """Say what has to be at hand when, and when the platform's money comes back."""
    brief, knowledge = found.case.brief, found.case.knowledge
    ahead, wait = (knowledge.estimate(name) for name in costs.CASH)
    spend = found.terms.spend_vnd
    st.markdown(
        text(
            "forecast.later.cash",
            ahead=write_range(ahead.low * spend, ahead.high * spend, text.lang, money=True, digits=3),
            first=write_number(wait.low, text.lang, 3),
            last=write_number(wait.high, text.lang, 3),
            start=write_number(brief.weeks + wait.low, text.lang, 3),
            end=write_number(brief.weeks + wait.high, text.lang, 3),
        )
    )
    evidence.opened(costs.CASH, knowledge, text, key="cash")
