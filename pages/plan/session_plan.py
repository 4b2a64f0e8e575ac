"""The plan of one live session, from the forecast: printable, each assumption with its reason."""

import streamlit as st

from kos_core.brief import Brief
from kos_core.forecast.session import Plan
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers.writing import write_number
from kos_core.say.tables.session import session_plan
from kos_core.say.text import Text
from kos_core.vocabulary import Unit
from pages.parts import fields, show
from pages.plan import assumptions


def count(value: float, text: Text, digits: int = 2) -> str:
    """Return a count as people read it."""
    return write_number(value, text.lang, digits)


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
            st.html(show.table(session_plan(plan, text)))
            st.caption(text("planner.means"))
        with right, st.container(key="noprint_plan"):
            fields.count("stock", text("ask.stock"), text, where="plan", help_text=text("ask.stock_help"))
            fields.count("pack_per_day", text("ask.pack"), text, where="plan")
        with st.container(key="noprint_plan_assumptions"):
            st.markdown(f"**{text('planner.assumed', number=len(plan.rests_on))}**")
            for name in plan.rests_on:
                assumptions.one(knowledge.estimates[name], knowledge, text, where="plan")
        st.caption(text("print.hint"))
