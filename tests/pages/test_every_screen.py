"""Every screen for every category, goal, way of paying, budget and language: none ends in a traceback."""

import os
import random
from collections.abc import Callable
from itertools import product

import pytest
from streamlit.testing.v1 import AppTest

from kos_core.brief import Brief
from kos_core.knowledge import load
from kos_core.knowledge.own import own_bounds
from kos_core.vocabulary import Category, Deal, Goal
from tests.property.strategies import brief_that_uses

SCREENS = ("", "plan/forecast", "plan/handover", "decide/why", "decide/change", "decide/platforms")
BUDGETS = (3_000_000, 60_000_000, 2_000_000_000)
LOCALES = ("vi-VN", "en-US")
EVERY = [
    Brief(category=c, goal=g, deal=d, budget_vnd=b) for c, g, d, b in product(Category, Goal, Deal, BUDGETS)
]
OPENED = list(product(SCREENS, EVERY, LOCALES))
# All 10,800 of them on request (KOS_EVERY_SCREEN=1, twenty minutes). Else the forecast for every category and
# goal, their pay, budget and language taking turns, and a hundred others drawn once for all.
ROUND = len(Deal) * len(BUDGETS) * len(LOCALES)
FORECASTS = OPENED[len(EVERY) * len(LOCALES) :][: len(EVERY) * len(LOCALES)]
TURNS = [FORECASTS[start * ROUND + start * 7 % ROUND] for start in range(len(Category) * len(Goal))]
ASKED = OPENED if os.environ.get("KOS_EVERY_SCREEN") else [*TURNS, *random.Random(8).sample(OPENED, 100)]
ENDS = list(product(SCREENS, sorted(load().estimates), (0, 1)))
# Every figure at each end of its bounds on every screen, 4,500; unasked sixty of them, drawn once.
FIXED = ENDS if os.environ.get("KOS_EVERY_SCREEN") else random.Random(9).sample(ENDS, 60)


def named(screen: str, brief: Brief, locale: str) -> str:
    return f"{screen}-{brief.category}-{brief.goal}-{brief.deal}-{brief.budget_vnd // 1_000_000}m-{locale}"


@pytest.mark.parametrize(("screen", "brief", "locale"), ASKED, ids=[named(*one) for one in ASKED])
def test_a_screen_is_drawn_whatever_is_asked(
    dashboard: Callable[..., AppTest], screen: str, brief: Brief, locale: str
) -> None:
    app = dashboard(screen, brief, locale)
    assert not app.exception, [str(error.message) for error in app.exception]
    assert app.session_state["brief"] == brief


@pytest.mark.parametrize(
    ("screen", "name", "end"), FIXED, ids=[f"{s}-{n}-{'most' if e else 'least'}" for s, n, e in FIXED]
)
def test_a_screen_is_drawn_with_a_figure_at_the_end_of_its_bounds(
    dashboard: Callable[..., AppTest], screen: str, name: str, end: int
) -> None:
    brief = brief_that_uses(name).with_(assumptions=((name, own_bounds(load().estimates[name])[end]),))
    app = dashboard(screen, brief, LOCALES[end])
    assert not app.exception, [str(error.message) for error in app.exception]
    assert app.session_state["brief"] == brief
