"""The core behind Streamlit's cache: the same case is worked out once, for whoever asks."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from kos_core.advice import advice as advising
from kos_core.advice import explanation
from kos_core.advice.advice import Advice
from kos_core.advice.explanation import Explanation
from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.change import map as mapping
from kos_core.change.map import DecisionMap
from kos_core.forecast.ads import ads as ads_like
from kos_core.forecast.band import Band
from kos_core.forecast.forecast import Forecast
from kos_core.forecast.forecast import forecast as forecast_of
from kos_core.forecast.pay import Paid, pays
from kos_core.forecast.session import Plan as Session
from kos_core.forecast.session import plan as session_of
from kos_core.handover import Handed
from kos_core.handover import handed as handed_of
from kos_core.plan import beside as beside_of
from kos_core.plan import relax, target
from kos_core.plan.beside import Other
from kos_core.plan.plan import Plan
from kos_core.plan.relax import Relaxed
from kos_core.vocabulary import CreatorType, Platform, Stage


def held(case: Case) -> tuple[Any, ...]:
    """Return what a case holds: two that hold the same are the same to the cache, others never are."""
    return case.brief.model_dump_json(), case.usual.version, sorted(case.usual.changed), case.seed


HOLDS: dict[str | type[Any], Callable[[Any], Any]] = {Case: held}


@st.cache_resource(max_entries=256, show_spinner=False, hash_funcs=HOLDS)
def advise(case: Case) -> Advice:
    """Return the answer to a case; frozen, so sessions may share it."""
    return advising.advise(case)


@st.cache_resource(max_entries=128, show_spinner=False, hash_funcs=HOLDS)
def handed(case: Case) -> tuple[Handed, ...]:
    """Return what the plan of a case hands over."""
    return handed_of(advise(case))


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=HOLDS)
def forecast(case: Case, programme: str, platform: Platform) -> Forecast:
    """Return the forecast of one programme on one platform with its bands."""
    return forecast_of(case, case.knowledge.programmes[programme], platform)


@st.cache_resource(max_entries=128, show_spinner=False, hash_funcs=HOLDS)
def beside(
    case: Case, programme: str, platform: Platform
) -> tuple[tuple[Paid, ...], Session | None, dict[Stage, Band]]:
    """Return what stands beside a forecast: other ways of paying, a session's plan, the same money in ads."""
    found = forecast(case, programme, platform)
    paid = pays(case, found.programme, platform)
    return paid, session_of(found), ads_like(found.premises, found.terms.spend_vnd, case)


@st.cache_resource(max_entries=256, show_spinner=False, hash_funcs=HOLDS)
def explain(case: Case) -> Explanation:
    """Return what would change the answer to a case."""
    return explanation.explain(advise(case))


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=HOLDS)
def response(case: Case) -> tuple[tuple[float, float, float], ...]:
    """Return what more or less money would bring."""
    found = advise(case)
    return beside_of.response(found.plan, found.ways)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=HOLDS)
def beside_plan(
    case: Case,
) -> tuple[tuple[Other, ...], tuple[Other, ...], dict[CreatorType, float | None], float | None]:
    """Return the same money otherwise, plans as good, what each type left out would cost, and the roles."""
    plan = advise(case).plan
    without = dict(beside_of.left_out(plan))
    return beside_of.others(plan), beside_of.as_good(plan), without, beside_of.cost_of_roles(plan)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=HOLDS)
def relaxations(case: Case) -> tuple[Relaxed, ...]:
    """Return what would have to give way where no plan keeps to all wishes."""
    return relax.relaxations(case)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=HOLDS)
def plan_for(case: Case, stage: Stage, number: float) -> Plan | None:
    """Return the cheapest plan that usually brings so much."""
    return target.plan_for(case, stage, number)


def decision_map(case: Case) -> DecisionMap:
    """Return who leads at every goal and budget; worked out once for cases that differ in these alone."""
    plain = Brief()
    return _decision_map(case.with_(goal=plain.goal, budget_vnd=plain.budget_vnd))


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=HOLDS)
def _decision_map(case: Case) -> DecisionMap:
    return mapping.decision_map(case)
