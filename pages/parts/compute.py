"""The core behind Streamlit's cache: the same brief, knowledge and seed are worked out once."""

import streamlit as st

from kos_core import advice as advising
from kos_core.advice import Advice
from kos_core.brief import Brief
from pages.parts import session


@st.cache_resource(max_entries=256, show_spinner=False)
def _advise(brief: Brief, version: str, seed: int) -> Advice:  # noqa: ARG001  # the version is part of the key
    return advising.advise(brief, session.knowledge(), seed)


def advise(brief: Brief) -> Advice:
    """Return the answer to a brief; frozen, so sessions may share it."""
    return _advise(brief, session.knowledge().version, session.SEED)
