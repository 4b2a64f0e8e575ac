"""Every estimate set to each end of its bounds: the whole answer holds, in words and in JSON."""

import json
import os

import pytest

from kos_core.advice.advice import advise
from kos_core.advice.explanation import explain
from kos_core.case import Case
from kos_core.command_line.answering import as_json
from kos_core.knowledge import load
from kos_core.knowledge.own import own_bounds
from kos_core.say.explained import Explained
from kos_core.say.text import text_of
from tests.property.strategies import brief_that_uses

ENDS = [(name, end) for name in sorted(load().estimates) for end in (0, 1)]
# All of them on request (KOS_ALL_ENDS=1, three minutes); else the model's own and every ninth of the others.
TRIED = [
    pair
    for place, pair in enumerate(ENDS)
    if os.environ.get("KOS_ALL_ENDS") or pair[0].startswith("model.") or place % 15 == 0
]


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
