"""What the forecast assumes: changed ones, the one worth knowing first, and all with sources."""

import calendar

import streamlit as st

from kos_core.forecast.first_to_check import widest
from kos_core.forecast.forecast import Forecast
from kos_core.hire.premises import DERIVED, OWN
from kos_core.knowledge.evidence import Estimate
from kos_core.knowledge.whole import Knowledge
from kos_core.say.citing import assumed, cite
from kos_core.say.text import Text
from pages.parts import evidence, fields, moved, session, show

AUDIENCE = ("unit_views", "followers", "views_per_follower")
TO_CLICKS = (
    *(
        *AUDIENCE,
        "view_rate",
        "engagement_rate",
        "overlap_rate",
        "cpm",
        "click_rate",
        "category_click",
        "fee",
    ),
    *("season_fee", "withholding_rate", "withholding_from", "agency_rate", "rights_rate"),
    *("production_rate", "media_share", "boosting_rate", "boosting_session", "session", "posted_share"),
)
GROUPS = {
    "audience": (*AUDIENCE, "posted_share", "view_rate", "engagement_rate", "overlap_rate", "cpm"),
    "selling": (
        *("click_rate", "category_click", "conversion", "category_conversion", "price_response"),
        *("basket", "cart_to_order", "lead_rate", "season_demand", "price"),
    ),
    "losses": ("cancel_rate", "cancel_split", "season_cancel", "return_rate", "refused_in_return"),
}


def plain(said: str) -> str:
    """Return words that Markdown leaves as they are."""
    return said.replace("$", r"\$").replace("~", r"\~")


def check_first(found: Forecast, knowledge: Knowledge, text: Text) -> None:
    """Name the figure that would narrow the band most, and ask for it; the reader's views beside it."""
    estimate = widest(found) or next(iter(found.premises.estimates.values()))
    name = next((key for key, e in found.premises.estimates.items() if e is estimate), "")
    with st.container(key="noprint_check"):
        st.subheader(text("section.check_first"))
        if estimate.low < estimate.high:
            said = text(
                "evidence.narrows",
                name=show.name(estimate, knowledge, text),
                value=show.value(estimate, text),
            )
            st.markdown(plain(said))
        by_contract = found.programme.measured_by == "reach"
        if by_contract or name in AUDIENCE or estimate.low == estimate.high:
            with st.container(width=520):
                if by_contract:
                    moved.assumption(estimate, text, where="first")
                views(found, text)
        else:
            left, right = st.columns(2, gap="large", vertical_alignment="bottom")
            with left:
                views(found, text)
            with right:
                moved.assumption(estimate, text, where="first")
        evidence.opened([estimate.id], knowledge, text, key="widest")


def counted(found: Forecast, *, to_clicks: bool = False) -> dict[str, Estimate]:
    """Return the estimates behind what the page shows, by name: for an ambassador only those up to clicks."""
    every = {**found.premises.estimates, **found.premises.multipliers}
    if to_clicks or found.programme.measured_by == "reach":
        every = {key: e for key, e in every.items() if key in TO_CLICKS}
    return {key: e for key, e in every.items() if not e.id.startswith((OWN, DERIVED))}


def rests_on(found: Forecast, *, to_clicks: bool = False) -> tuple[str, ...]:
    """Return the ids of the estimates behind what the page shows, or behind its reach."""
    return tuple(dict.fromkeys(e.id for e in counted(found, to_clicks=to_clicks).values()))


def leading(found: Forecast) -> tuple[str, ...]:
    """Return the ids of the estimates behind the leading sentence."""
    return rests_on(found, to_clicks=found.measure.is_reach)


def views(found: Forecast, text: Text) -> None:
    """Ask for the reader's own views: the channel's or the creator's; not an ambassador's."""
    if found.programme.shop_channel:
        fields.count("shop_views", text("ask.shop_views"), text, where="first")
    elif found.programme.measured_by != "reach":
        fields.count("creator_views", text("ask.creator_views"), text, where="first")


def every(found: Forecast, knowledge: Knowledge, text: Text) -> None:
    """Show every assumption, folded: value, range, source, grade, date, a field, the way back."""
    names = rests_on(found)
    thin, total = assumed(names, knowledge)
    with st.expander(
        text("forecast.every.title", all=total, assumed=thin),
        icon=":material/menu_book:",
        key="forecast_every",
    ):
        st.caption(text("forecast.every.how"))
        used, since = counted(found), in_force(found, knowledge)
        shown: set[str] = set()
        for group in (*GROUPS, "money"):
            of_group = GROUPS.get(group, tuple(used))
            estimates = [used[key] for key in used if key in of_group]
            fresh = [e for e in estimates if e.id not in shown]
            if not fresh:
                continue
            st.markdown(f"**{text(f'forecast.every.{group}')}**")
            for estimate in fresh:
                if estimate.id not in shown:
                    shown.add(estimate.id)
                    one(estimate, knowledge, text, where="every", since=since.get(estimate.id, ""))


def in_force(found: Forecast, knowledge: Knowledge) -> dict[str, str]:
    """Return since when each platform fee is in force, by the estimate it is taken from."""
    fees = {f"fee:{fee.id}": fee for fee in found.case.fees(found.platform)}
    category = found.case.brief.category
    return {
        e.id: knowledge.in_force(fees[key], category)
        for key, e in found.premises.estimates.items()
        if key in fees
    }


def day(written: str, text: Text) -> str:
    """Return an ISO date, month or year as the language writes it."""
    parts = written.split("-")
    if text.lang == "vi" or len(parts) == 1:
        return "/".join(reversed(parts))
    month = calendar.month_name[int(parts[1])]
    return " ".join([*(str(int(part)) for part in parts[2:]), month, parts[0]])


def dated(estimate: Estimate, since: str, text: Text) -> str:
    """Return from when a platform fee is in force, or the date of the source of any other figure."""
    if since and since != "own":
        return text("forecast.every.in_force", date=day(since, text))
    if not estimate.date or estimate.date == "own":
        return ""
    kind = ("_year", "_month", "")[estimate.date.count("-")]
    return text(f"forecast.every.date{kind}", date=day(estimate.date, text))


def one(estimate: Estimate, knowledge: Knowledge, text: Text, *, where: str, since: str = "") -> None:
    """Show one assumption: a field to change it, beside it what it rests on."""
    own = dict(session.brief().assumptions)
    known = session.knowledge().estimates[estimate.id]
    said = cite(known, knowledge, text)
    left, right = st.columns([2, 3], gap="medium")
    with left:
        moved.assumption(known, text, where=where)
        if estimate.id in own:
            moved.put_back("assumptions", estimate.id, text, where=where)
    with right:
        when = f" · {said_when}" if (said_when := dated(known, since, text)) else ""
        span = f" ({said.span})" if said.span else ""
        mark = f"*{said.mark}*" if said.is_assumption else said.mark
        lines = [f"**{said.value}**{span} · {mark}{when}"]
        lines += [said.why] if said.why else []
        lines += [f"- {line}" for line in said.support]
        st.markdown(plain("\n\n".join(lines[:2]) + "\n\n" + "\n".join(lines[2:])))
