"""Every estimate set to each end of its bounds: the whole answer holds, in words and in JSON."""

import json
import os
from functools import cache

import pytest

from kos_core.advice.advice import advise
from kos_core.advice.explanation import explain
from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.command_line.answering import as_json
from kos_core.knowledge import load
from kos_core.knowledge.own import own_bounds
from kos_core.say.explained import Explained
from kos_core.say.text import text_of
from kos_core.vocabulary import Category, CreatorType, Deal, Goal, Platform, Season

ENDS = [(name, end) for name in sorted(load().estimates) for end in (0, 1)]
# All of them on request (KOS_ALL_ENDS=1, three minutes); else the model's own and every ninth of the others.
TRIED = [
    pair
    for place, pair in enumerate(ENDS)
    if os.environ.get("KOS_ALL_ENDS") or pair[0].startswith("model.") or place % 15 == 0
]


@cache
def brief_that_uses(name: str) -> Brief:
    """A brief whose answer is likely to rest on an estimate: its category, type, platform, season."""
    parts = name.split(".")
    brief = Brief(budget_vnd=500_000_000, stock=200, repeat_rate=0.1)
    platform = next((Platform(p) for p in parts if p in set(Platform)), None)
    category = next((Category(p) for p in parts if p in set(Category)), None)
    season = next((Season(p) for p in parts if p in set(Season)), None)
    changes = {"platforms": (platform,) if platform else None, "category": category, "season": season}
    if parts[0] in set(CreatorType) and parts[0] == CreatorType.BRAND_AMBASSADOR:
        changes["deal"] = Deal.CONTRACT
    if parts[0] in {CreatorType.KOL, "kol_post"}:
        changes["goal"] = Goal.AWARENESS
    return brief.with_(**{field: value for field, value in changes.items() if value is not None})


@pytest.mark.parametrize(
    ("name", "end"), TRIED, ids=[f"{name}-{'most' if end else 'least'}" for name, end in TRIED]
)
def test_a_figure_at_the_end_of_its_bounds_is_answered(name: str, end: int) -> None:
    """No exception, no NaN, no infinity, in both languages."""
    value = own_bounds(load().estimates[name])[end]
    advice = advise(Case(brief_that_uses(name).with_(assumptions=((name, value),)), load()))
    for lang in ("vi", "en"):
        text = text_of(lang)
        json.dumps(as_json(advice, text), allow_nan=False)
        json.dumps(Explained(explain(advice), advice, text).as_json(), allow_nan=False)
