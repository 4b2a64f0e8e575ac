"""The plan of one live session, from the forecast: printable, each assumption with its reason."""

from math import ceil

import streamlit as st

from kos_core.brief import Brief
from kos_core.forecast.session import Plan
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers.writing import write_number, write_range
from kos_core.say.text import Text
from kos_core.vocabulary import Unit
from pages.parts import fields, show
from pages.plan import assumptions


def count(value: float, text: Text, digits: int = 2) -> str:
    """Return a count as people read it."""
    return write_number(value, text.lang, digits)


def rows(plan: Plan, text: Text) -> list[tuple[str, str, str]]:
    """Return the lines of the plan: class, what, how much."""
    session = plan.programme.unit is Unit.SESSION
    found = []
    if session:
        offers = text("planner.offers_each", offers=plan.offers, minutes=count(plan.minutes_each, text))
        found.append(("", text("planner.hours"), text("planner.hours_value", hours=count(plan.hours, text))))
        found.append(("", text("planner.offers"), offers))
        rounds = text("planner.products_value", products=plan.products, rounds=count(plan.rounds, text))
        found.append(("", text("planner.products"), rounds))
    else:
        minutes = text("planner.minutes_value", minutes=count(plan.hours * 60, text))
        found.append(("", text("planner.slot"), minutes))
        found.append(("", text("planner.products"), count(plan.products, text)))
    views = write_range(plan.views.low, plan.views.high, text.lang, money=False)
    shipped = write_range(round(plan.shipped.low), plan.stock, text.lang, money=False, digits=8)
    found += [
        ("", text("planner.views"), views),
        ("", text("planner.shipped"), shipped),
        ("sum", text("planner.stock"), text("planner.pieces", pieces=count(plan.stock, text, 6))),
        ("sum", text("planner.staff"), text("planner.people", people=plan.staff)),
        ("", text("planner.comments"), count(ceil(plan.comments_per_hour), text, 8)),
        ("sum", text("planner.pack"), text("planner.a_day", orders=count(plan.pack_day, text, 6))),
        ("", text("planner.packers"), text("planner.people", people=plan.packers)),
        ("", text("planner.per_week"), f"{count(plan.per_week, text)} {plan.programme.unit_word(text.lang)}"),
    ]
    return found


def warnings(plan: Plan, brief: Brief, text: Text) -> list[str]:
    """Return what does not fit yet: too few products, too little stock, too few hands."""
    found = []
    if plan.is_thin:
        found.append(text("planner.thin", products=plan.products, fewest=plan.fewest_products))
    if plan.short:
        stock = count(brief.stock or 0, text, 8)
        found.append(text("planner.short", short=count(plan.short, text, 6), stock=stock))
    if plan.short_packing:
        capacity = count(brief.pack_per_day or 0, text, 8)
        found.append(
            text("planner.short_packing", short=count(plan.short_packing, text, 6), capacity=capacity)
        )
    return found


def planned(plan: Plan | None, brief: Brief, knowledge: Knowledge, text: Text) -> None:
    """Show the plan folded under a line that says what it comes to; nothing for what is not live."""
    if plan is None:
        return
    key = "session" if plan.programme.unit is Unit.SESSION else "slot"
    label = text(
        f"planner.title_{key}",
        stock=count(plan.stock, text, 6),
        staff=plan.staff,
        pack=count(plan.pack_day, text, 6),
    )
    with st.expander(label, icon=":material/checklist:", key="forecast_plan"):
        for line in warnings(plan, brief, text):
            st.markdown(f":material/warning: **{line}**")
        left, right = st.columns([3, 2], gap="large")
        with left:
            st.html(show.table(rows(plan, text)))
            st.caption(text("planner.means"))
        with right, st.container(key="noprint_plan"):
            fields.count("stock", text("ask.stock"), text, where="plan", help_text=text("ask.stock_help"))
            fields.count("pack_per_day", text("ask.pack"), text, where="plan")
        with st.container(key="noprint_plan_assumptions"):
            st.markdown(f"**{text('planner.assumed', number=len(plan.rests_on))}**")
            for name in plan.rests_on:
                assumptions.one(knowledge.estimates[name], knowledge, text, where="plan")
        st.caption(text("print.hint"))
