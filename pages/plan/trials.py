"""What the reader may try: target, discount, season, stock, packing, repeats, halo; and the cash."""

import streamlit as st

from kos_core.brief import Brief
from kos_core.funnel import Forecast
from kos_core.knowledge import Knowledge
from kos_core.money import (
    parse_vnd,
    parse_whole,
    times_in_ten,
    write_number,
    write_range,
    write_share,
    write_vnd,
)
from kos_core.premises import discount_of
from kos_core.ratios import cap_of, chance_of, repeats
from kos_core.sentences import refusal
from kos_core.text import Text
from kos_core.vocabulary import CreatorType, Season, Stage
from pages.parts import costs, evidence, fields, session, show
from pages.plan import tables


def in_ten(chance: float, key: str, text: Text) -> str:
    """Return how often in ten tries, in words."""
    times = times_in_ten(chance)
    kind = "none" if times == 0 else "all" if times == 10 else "some"
    return text(f"{key}_{kind}", times=times)


def measures(found: Forecast) -> tuple[Stage, ...]:
    """Return the stages a target may be set in."""
    if found.programme.creator is CreatorType.BRAND_AMBASSADOR:
        return (Stage.VIEWS,)
    return (Stage.LEADS,) if found.premises.is_leads else (Stage.KEPT, Stage.PROFIT)


def target(found: Forecast, text: Text) -> None:
    """Ask for a target and say how often in ten it is reached."""
    options = measures(found)
    stage = session.kept("target_stage", options[0])
    stage = stage if stage in options else options[0]
    money = stage is Stage.PROFIT
    with st.container(key="noprint_target"):
        st.subheader(text("forecast.target.title"))
        left, middle, right = st.columns([2, 2, 5], vertical_alignment="bottom")
        with left:
            st.segmented_control(
                text("forecast.target.measure"),
                list(options),
                format_func=lambda s: text(f"forecast.stage.{s}"),
                required=True,
                **session.view("target_stage", "main", stage, lambda s: session.keep(target_stage=s)),
            )
        field = f"target_{stage}"
        now = session.kept(field, None)

        def read(given: str) -> dict[str, object]:
            if not given.strip():
                return session.keep(**{field: None})
            return session.keep(**{field: parse_vnd(given, field) if money else parse_whole(given, field)})

        with middle:
            shown = ""
            if now is not None:
                shown = write_vnd(now, text.lang, 12) if money else write_number(now, text.lang, 15)
            st.text_input(
                text("forecast.target.least"),
                placeholder=text("forecast.target.example_money" if money else "forecast.target.example"),
                autocomplete="off",
                **session.view(field, "main", shown, read, draft=True),
            )
            if (error := session.refused(field)) is not None:
                st.markdown(f":red[{refusal(error, text)}]")
        chance = None if now is None else chance_of(found, stage, now)
        with right:
            if chance is not None and now is not None:
                goal = write_vnd(now, text.lang, None) if money else write_number(now, text.lang, 15)
                what = text(f"forecast.target.{stage}", goal=goal)
                said = text(
                    "forecast.target.answer", often=in_ten(chance, "forecast.target.often", text), what=what
                )
                st.markdown(f"**{said}** ({write_share(chance, text.lang)})")
            elif found.chance_break_even is not None and Stage.PROFIT in options:
                st.markdown(
                    text(
                        "forecast.target.even",
                        often=in_ten(found.chance_break_even, "forecast.target.often", text),
                    )
                )


def what_if(found: Forecast, brief: Brief, knowledge: Knowledge, text: Text) -> None:
    """Offer discount, season, stock and packing, each with what it does in view."""
    with st.expander(text("forecast.what_if.title"), icon=":material/tune:", key="forecast_what_if"):
        left, right = st.columns(2, gap="large")
        with left:
            fields.slide(
                "discount_rate",
                text("ask.discount"),
                discount_of(brief.with_(season=Season.ORDINARY), knowledge),
                where="page",
                help_text=text("ask.discount_help"),
            )
            if found.terms.leaves_vnd is not None:
                st.caption(text("money.left_each", left=show.money(found.terms.leaves_vnd, text)))
        with right:
            fields.count("stock", text("ask.stock"), text, where="page", help_text=text("ask.stock_help"))
            fields.count("pack_per_day", text("ask.pack"), text, where="page")
            st.caption(capped(found, brief, text))
        fields.pick("season", text("ask.season"), Season, lambda s: text(f"season.{s}"), where="page")
        st.html(tables.seasons(brief.season, knowledge, text))
        names = [f"season.{s}.{n}" for s in Season if s is not Season.ORDINARY for n in tables.SEASONAL]
        evidence.opened(names, knowledge, text, key="season")


def capped(found: Forecast, brief: Brief, text: Text) -> str:
    """Return how often stock or packing holds the orders back."""
    cap = cap_of(brief)
    if cap is None:
        return text("forecast.caps.none")
    often = chance_of(found, Stage.SHIPPED, cap * (1 - 1e-9)) or 0.0
    most = write_number(cap, text.lang, 12)
    return text("forecast.caps.some", most=most, often=in_ten(often, "forecast.caps.often", text))


def later(found: Forecast, brief: Brief, knowledge: Knowledge, text: Text) -> None:
    """Offer repeat purchase and halo, with the repeat rate that breaks even, and say when the money comes."""
    with st.expander(text("forecast.later.title"), icon=":material/replay:", key="forecast_later"):
        left, right = st.columns(2, gap="large")
        with left:
            fields.share("repeat_rate", text("ask.repeat"), text, where="page")
            st.markdown(repeat_sentence(found, brief, knowledge, text))
        with right:
            fields.slide("halo_rate", text("forecast.later.halo"), brief.halo_rate, where="page")
            st.caption(text("forecast.later.halo_note"))
        cash(found, brief, knowledge, text)


def repeat_sentence(found: Forecast, brief: Brief, knowledge: Knowledge, text: Text) -> str:
    """Return the repeat rate at which the usual result breaks even, in words."""
    needed = repeats(found, brief, knowledge)
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


def cash(found: Forecast, brief: Brief, knowledge: Knowledge, text: Text) -> None:
    """Say what has to be at hand when, and when the platform's money comes back."""
    ahead, wait = (knowledge.estimate(name) for name in costs.CASH)
    spend = found.terms.spend_vnd
    st.markdown(
        text(
            "forecast.later.cash",
            ahead=write_range(ahead.low * spend, ahead.high * spend, text.lang, money=True),
            first=write_number(wait.low, text.lang, 3),
            last=write_number(wait.high, text.lang, 3),
            start=write_number(brief.weeks + wait.low, text.lang, 3),
            end=write_number(brief.weeks + wait.high, text.lang, 3),
        )
    )
    evidence.opened(costs.CASH, knowledge, text, key="cash")
