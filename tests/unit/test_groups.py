"""Groups of criteria compared two at a time: what the answers come to, starting from the weights in use."""

import pytest

from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.knowledge.loading import load
from kos_core.score import groups
from kos_core.score.pairs import STRONGEST, shared_out
from kos_core.score.weights import of_documents
from kos_core.vocabulary import Goal


@pytest.mark.parametrize(("level", "times"), [(9, 9.0), (3, 3.0), (1, 1.0), (-3, 1 / 3), (-9, 1 / 9)])
def test_a_level_below_nought_favours_the_second(level: int, times: float) -> None:
    assert groups.times(level) == pytest.approx(times)
    assert groups.nearest_level(times) == level


def test_a_ratio_is_said_at_the_level_nearest_by_factor() -> None:
    """Between 3 and 5 the middle is the root of 15, 3.87, not 4; below one likewise."""
    assert groups.nearest_level(3.8) == 3
    assert groups.nearest_level(3.95) == 5
    assert groups.nearest_level(1 / 3.95) == -5


def test_a_group_without_weight_is_compared_at_the_end_of_the_scale() -> None:
    known = load()
    only = {name: float(name == "closing") for name in known.weighed}
    role = known.criteria["closing"].group
    pairs = groups.in_use(only, known)
    for (one, other), ratio in pairs.items():
        expected = STRONGEST if one == role else 1 / STRONGEST if other == role else 1.0
        assert ratio == pytest.approx(expected)


@pytest.mark.parametrize(
    "brief", [Brief(), Brief(goal=Goal.BRAND_IMAGE), Brief(weights=(("closing", 90.0),))]
)
def test_pairs_nobody_answered_leave_the_weights_in_use(brief: Brief) -> None:
    """Exactly, and one answered pair moves its first group the way it says."""
    known = load()
    card = of_documents(Case(brief, known))
    found = groups.compare({}, card, known)
    points = dict(shared_out(found, groups.members(known), card))
    assert points == pytest.approx({name: 100 * share for name, share in card.items()}, abs=1e-5)
    start = groups.in_use(card, known)["role", "craft"]
    more = groups.compare({("role", "craft"): min(9.0, start * 2)}, card, known)
    assert more.weights["role"] > found.weights["role"]
    assert more.weights["craft"] < found.weights["craft"]
    same = groups.compare({("role", "craft"): start}, card, known)
    assert same.weights == pytest.approx(found.weights)
