"""The core behind Streamlit's cache: the same brief, knowledge and seed are worked out once."""

import streamlit as st

from kos_core.advice import advice as advising
from kos_core.advice import explanation
from kos_core.advice.advice import Advice
from kos_core.advice.explanation import Explanation
from kos_core.brief import Brief
from kos_core.change.map import DecisionMap
from kos_core.forecast.ads import ads as ads_like
from kos_core.forecast.band import Band
from kos_core.forecast.forecast import Forecast
from kos_core.forecast.forecast import forecast as forecast_of
from kos_core.forecast.pay import Paid, pays
from kos_core.forecast.session import Plan
from kos_core.forecast.session import plan as plan_of
from kos_core.vocabulary import Platform, Stage
from pages.parts import session


@st.cache_resource(max_entries=256, show_spinner=False)
def _advise(brief: Brief, version: str, seed: int) -> Advice:  # noqa: ARG001  # a key
    return advising.advise(brief, session.knowledge(), seed)


def advise(brief: Brief) -> Advice:
    """Return the answer to a brief; frozen, so sessions may share it."""
    return _advise(brief, session.knowledge().version, session.SEED)


@st.cache_resource(max_entries=32, show_spinner=False)
def _forecast(brief: Brief, programme: str, platform: Platform, version: str, seed: int) -> Forecast:  # noqa: ARG001  # a key
    known = session.knowledge().under(brief)
    return forecast_of(brief, known.programmes[programme], platform, known, seed)


def forecast(brief: Brief, programme: str, platform: Platform) -> Forecast:
    """Return the forecast of one programme on one platform with its draws (about 1 MB, so few are kept)."""
    return _forecast(brief, programme, platform, session.knowledge().version, session.SEED)


@st.cache_resource(max_entries=128, show_spinner=False)
def _beside(
    brief: Brief, programme: str, platform: Platform, version: str, seed: int
) -> tuple[tuple[Paid, ...], Plan | None, dict[Stage, Band]]:
    known = session.knowledge().under(brief)
    found = _forecast(brief, programme, platform, version, seed)
    paid = pays(brief, found.programme, platform, known, seed)
    plan = plan_of(found, brief, known, seed)
    return paid, plan, ads_like(found.premises, found.terms.spend_vnd, brief, known, seed)


def beside(
    brief: Brief, programme: str, platform: Platform
) -> tuple[tuple[Paid, ...], Plan | None, dict[Stage, Band]]:
    """Return what stands beside a forecast: other ways of paying, a session's plan, the same money in ads."""
    return _beside(brief, programme, platform, session.knowledge().version, session.SEED)


@st.cache_resource(max_entries=256, show_spinner=False)
def _explain(brief: Brief, version: str, seed: int) -> Explanation:
    return explanation.explain(_advise(brief, version, seed), session.knowledge())


def explain(brief: Brief) -> Explanation:
    """Return what would change the answer to a brief."""
    return _explain(brief, session.knowledge().version, session.SEED)


@st.cache_resource(max_entries=64, show_spinner=False)
def _decision_map(brief: Brief, version: str, seed: int) -> DecisionMap:  # noqa: ARG001  # a key
    return explanation.map_of(brief, session.knowledge(), seed)


def decision_map(brief: Brief) -> DecisionMap:
    """Return who leads at every goal and budget; worked out once for briefs that differ in these alone."""
    plain = Brief()
    shared = brief.with_(goal=plain.goal, budget_vnd=plain.budget_vnd)
    return _decision_map(shared, session.knowledge().version, session.SEED)
