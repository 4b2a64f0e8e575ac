"""Plan: how the money is split, in which weeks, what else it could do; where a team argues the split."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from kos_core import figures
from kos_core.advice.advice import Advice
from kos_core.errors import KosError
from kos_core.numbers.amounts import parse_vnd
from kos_core.plan.calendar import Slot, name_of
from kos_core.plan.decision import Decision
from kos_core.plan.plan import Plan
from kos_core.plan.target import STAGES
from kos_core.say.plan import listed as listed_types
from kos_core.say.plan import noun_of, relaxed, wish
from kos_core.say.sentences import Sentences
from kos_core.say.tables import plan as tables
from kos_core.say.text import Text
from kos_core.vocabulary import CreatorType, Phase, Risk, Stage
from pages.parts import ask, compute, evidence, planned, session, show, taken
from pages.plan import dates

WISHES = ("locks", "at_least", "at_most", "timing")
ADS = "ads"


def editor(advice: Advice, said: Sentences, text: Text) -> None:
    """Show the numbers of the lines open to change: a changed one is locked, the rest planned anew."""
    plan = advice.plan
    lines = [line for line in plan.lines if line.forecast is not None]
    if not lines:
        return
    locked = dict(advice.brief.locks)
    names = [name_of(line) for line in lines]
    slots = {slot.line.at: slot for slot in advice.calendar if slot.phase is not Phase.TRIAL}
    spans = [slots.get(line.at) for line in lines]
    rows = pd.DataFrame(
        {
            "units": [line.units for line in lines],
            "what": [tables.line_name(line, said) for line in lines],
            "from": [None if slot is None else slot.first_week for slot in spans],
            "to": [None if slot is None else slot.last_week for slot in spans],
            "locked": ["🔒" if name in locked else "" for name in names],
        }
    )
    shown = zip(names, rows["units"], rows["from"], rows["to"], strict=True)
    key = "editor." + "|".join(f"{name}={units}.{first}.{last}" for name, units, first, last in shown)

    def changed() -> None:
        edits = st.session_state[key]["edited_rows"]
        now = dict(session.brief().locks)
        timing = {name: (first, last) for name, first, last in session.brief().timing}
        refusal = None
        for row, values in edits.items():
            name = names[int(row)]
            if values.get("units") is not None:
                now[name] = int(values["units"])
            if weeks := _weeks(values, spans[int(row)]):
                timing[name] = weeks
            elif "from" in values or "to" in values:
                refusal = KosError("brief.tried_first", "timing", what=rows["what"][int(row)])
        session.keep(weeks_refused=refusal)
        session.edit(locks=tuple(now.items()), timing=tuple((name, *weeks) for name, weeks in timing.items()))

    st.data_editor(
        rows,
        key=key,
        on_change=changed,
        hide_index=True,
        placeholder="–",
        width="stretch",
        column_config={
            "what": st.column_config.TextColumn(text("plan.head.what"), disabled=True, width="medium"),
            "units": st.column_config.NumberColumn(
                text("plan.head.units_edit"), min_value=0, max_value=100_000, step=1, width="small"
            ),
            "from": st.column_config.NumberColumn(
                text("calendar.from"), min_value=1, max_value=advice.brief.weeks, step=1, width="small"
            ),
            "to": st.column_config.NumberColumn(
                text("calendar.to"), min_value=1, max_value=advice.brief.weeks, step=1, width="small"
            ),
            "locked": st.column_config.TextColumn(text("plan.head.locked"), disabled=True, width="small"),
        },
    )
    show.refused(session.kept("weeks_refused", None), text)


def _weeks(values: dict[str, Any], slot: Slot | None) -> tuple[int, int] | None:
    """Return the weeks of a row that was edited, the other end moved along where it would be passed."""
    if slot is None or (values.get("from") is None and values.get("to") is None):
        return None
    if values.get("to") is None:
        first = int(values["from"])
        return first, max(first, slot.last_week)
    last = int(values["to"])
    return min(last, int(values.get("from") or slot.first_week)), last


def wishes(advice: Advice, said: Sentences, text: Text) -> None:
    """List what the reader fixed, each with the way back; offer a least or a most for a type or ads."""
    brief = advice.brief
    for field in WISHES:
        for name, *value in getattr(brief, field):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.html(
                    f'<p class="kc-note">{escape(wish(field, name, *value, said=said))}</p>', width="content"
                )
                st.button(
                    text("plan.wish.drop"),
                    key=f"drop.{field}.{name}",
                    icon=":material/undo:",
                    type="tertiary",
                    on_click=drop,
                    args=(field, name),
                )
    st.segmented_control(
        text("plan.risk"),
        list(Risk),
        format_func=lambda one: text(f"risk.{one}"),
        required=True,
        help=text("plan.risk_help"),
        **session.view("risk", "plan", brief.risk, lambda given: {"risk": given}),
    )
    with st.popover(text("plan.wish.add"), icon=":material/tune:"):
        options = [*CreatorType, ADS]
        whom = st.selectbox(
            text("plan.wish.whom"),
            options,
            format_func=lambda one: text("plan.ads_alone") if one == ADS else said.plain(CreatorType(one)),
            key="wish_whom",
        )
        kind = st.segmented_control(
            text("plan.wish.kind"),
            ["at_least", "at_most"],
            format_func=lambda one: text(f"plan.wish.{one}_word"),
            default="at_least",
            required=True,
            key="wish_kind",
        )
        given = st.text_input(
            text("plan.wish.amount"), placeholder="30tr", key="wish_amount", autocomplete="off"
        )
        show.refused(session.kept("wish_refused", None), text)
        st.button(text("plan.wish.set"), key="wish_set", on_click=add, args=(str(kind), str(whom), given))


def add(field: str, name: str, given: str) -> None:
    """Set a least or a most; what is no amount is refused beside the field."""
    try:
        vnd = parse_vnd(given, field)
        now = dict(getattr(session.brief(), field)) | {name: vnd}
        session.edit(**{field: tuple(now.items())})
        session.keep(wish_refused=None)
    except KosError as error:
        session.keep(wish_refused=error)


def drop(field: str, name: str) -> None:
    """Take a wish back."""
    session.edit(**{field: tuple(pair for pair in getattr(session.brief(), field) if pair[0] != name)})


def refused(advice: Advice, said: Sentences, text: Text) -> None:
    """Say which wish would have to give way, each as a button with the nearest value that works."""
    st.html(f'<div class="kc-stop"><p class="kc-lead">{escape(text("plan.refused"))}</p></div>')
    for number, one in enumerate(compute.relaxations(advice.case)):
        sets: dict[str, Any] = (
            {"budget_vnd": int(one.nearest or 0)}
            if one.field == "budget_vnd"
            else {
                one.field: tuple(
                    (name, int(one.nearest) if name == one.name and one.nearest is not None else value)
                    for name, value in getattr(advice.brief, one.field)
                    if name != one.name or one.nearest is not None
                )
            }
        )
        st.button(relaxed(one, said), key=f"relax.{number}", on_click=session.edit, kwargs=sets)


def beside(advice: Advice, said: Sentences, text: Text) -> None:
    """Show what more or less money would bring, the same money otherwise, and plans as good."""
    plan = advice.plan
    try:
        others, good, without, for_roles = compute.beside_plan(advice.case)
        points = compute.response(advice.case)
    except KosError as error:  # what stands beside is not worked out to the end: the plan itself is
        show.refused(error, text)
        return
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(text("plan.response.section"))
        lang = text.lang
        show.picture(
            figures.response(plan, points, text, lang, session.mode()),
            figures.response_title(plan, points, text, lang),
            figures.response_alt(plan, points, text, lang),
            "response",
        )
    with right:
        reasons(plan, without, for_roles, said, text)
    st.subheader(text("plan.other.section"))
    st.html(show.grid(tables.otherwise(plan, others, said), "kc-grid kc-wrap"))
    if good:
        st.subheader(text("plan.other.good"))
        st.html(f'<p class="kc-side">{escape(text("plan.other.good_why"))}</p>')
        st.html(show.grid(tables.otherwise(plan, good, said), "kc-grid kc-wrap"))


def reasons(
    plan: Plan,
    without: dict[CreatorType, float | None],
    for_roles: float | None,
    said: Sentences,
    text: Text,
) -> None:
    """Say which limit holds the plan, and why a type got nothing."""
    listed = [text(f"plan.binds.{name}") for name in plan.binds]
    if for_roles is not None:
        whom = listed_types([said.short(creator) for creator in plan.limits.needs], said)
        listed.append(text("plan.roles", whom=whom, less=outcome(plan, for_roles, said, text)))
    for creator, loss in without.items():
        who = said.plain(creator)
        if loss is None:
            listed.append(text("plan.left_out.cannot", creator=who))
        else:
            listed.append(text("plan.left_out.costs", creator=who, less=outcome(plan, loss, said, text)))
    st.subheader(text("plan.binds.section"))
    st.html('<ul class="kc-steps">' + "".join(f"<li>{escape(one)}</li>" for one in listed) + "</ul>")


def outcome(plan: Plan, number: float, said: Sentences, text: Text) -> str:
    """Return so much of what a plan counts, in words."""
    if plan.measure.is_money:
        return text("plan.of_profit", amount=said.money(max(0.0, number)))
    return f"{said.count(max(0.0, number))} {noun_of(plan, said)}"


def target(advice: Advice, said: Sentences, text: Text) -> None:
    """Ask for a target and say the smallest budget that usually reaches it."""
    stage = Stage.KEPT if advice.plan.measure.is_money else advice.plan.measure.first
    word = next((name for name, one in STAGES.items() if one is stage), None)
    if word is None:
        return
    st.subheader(text("plan.target.section"))
    noun = text(f"figure.noun.{stage}")
    asked = session.kept("plan_target", None)
    number = st.number_input(
        text("plan.target.ask", noun=noun),
        min_value=1,
        max_value=1_000_000_000,
        step=100,
        placeholder="1000",
        width=320,
        **session.view(
            "plan_target",
            "plan",
            asked,
            lambda given: session.keep(plan_target=None if given is None else int(given)),
        ),
    )
    if not number:
        return
    found = compute.plan_for(advice.case, stage, float(number))
    if found is None:
        st.html(f'<p class="kc-side">{escape(text("plan.target.none", weeks=advice.brief.weeks))}</p>')
        return
    what = "; ".join(f"{tables.line_name(line, said)} ×{said.count(line.units, 4)}" for line in found.lines)
    told = text(
        "plan.target.needs", spend=said.money(found.spend_vnd, 3), number=said.count(number, 4), noun=noun
    )
    st.html(f'<p class="kc-lead">{escape(told)}</p><p class="kc-side">{escape(what)}</p>')


def page() -> None:
    """Read, ask, compute, show, cite."""
    text, case = session.text(), session.case()
    advice = compute.advise(case)
    said = Sentences(advice, text)
    with st.container(key="plan_page"):
        st.title(text("plan.title"), anchor=False)
        st.html(ask.which(case, text))
        if advice.plan.is_refused:
            refused(advice, said, text)
            wishes(advice, said, text)
            return
        inside = planned.hero(advice, said)
        st.html(f'<section class="kc-hero kc-{advice.decision}" aria-live="polite">{inside}</section>')
        if bar := planned.bar(advice, said):
            st.html(bar)
        taken.along(advice, said, text)
        if advice.decision is Decision.STOP or not advice.plan.lines:
            wishes(advice, said, text)
            target(advice, said, text)
            return
        st.subheader(text("plan.lines"))
        st.html(show.grid(tables.lines(advice, said)))
        if advice.plan.is_staged:
            st.caption(text("plan.staged"))
        evidence.opened(advice.plan.rests_on or advice.rests_on, case.knowledge, text, key="plan")
        with st.container(key="noprint_wishes"):
            st.subheader(text("plan.argue"))
            st.html(f'<p class="kc-side">{escape(text("plan.argue_how"))}</p>')
            editor(advice, said, text)
            wishes(advice, said, text)
        dates.dated(advice, said, text)
        beside(advice, said, text)
        target(advice, said, text)


page()
