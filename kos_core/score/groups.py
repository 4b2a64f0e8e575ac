"""The six groups of criteria compared two at a time, starting from the weights in use."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations
from math import log

from kos_core.knowledge.entries import WEIGHED
from kos_core.knowledge.whole import Knowledge
from kos_core.score.pairs import STRONGEST, Comparison, weights_from_pairs

LEAST = 1e-3  # what a group without any weight is compared as
LEVELS = (9, 7, 5, 3, 1, -3, -5, -7, -9)  # how many times as important the first is; below 0 the second


def times(level: int) -> float:
    """Return how many times as important the first of a pair is at a level of the scale."""
    return float(level) if level > 0 else 1 / -level


def nearest_level(value: float) -> int:
    """Return the level of the scale that comes nearest to a ratio."""
    return min(LEVELS, key=lambda level: abs(log(times(level) / value)))


def members(knowledge: Knowledge) -> dict[str, list[str]]:
    """Return the criteria of each group."""
    return {group: [n for n, c in knowledge.criteria.items() if c.group == group] for group in WEIGHED}


def in_use(weights: Mapping[str, float], knowledge: Knowledge) -> dict[tuple[str, str], float]:
    """Return how many times as important the first of each pair is under these weights, within the scale."""
    sums = _compared_as(weights, knowledge)
    return {
        (one, other): min(STRONGEST, max(1 / STRONGEST, sums[one] / sums[other]))
        for one, other in combinations(WEIGHED, 2)
    }


def compare(
    moved: Mapping[tuple[str, str], float], weights: Mapping[str, float], knowledge: Knowledge
) -> Comparison:
    """Return the groups' weights once the pairs `moved` are answered; the others stay as they are in use.

    The judgements move the weights in use by as much as they move what the pairs of these weights come to:
    with no pair moved that is exactly the weights in use, whatever the scale cuts off.
    """
    start = in_use(weights, knowledge)
    now, before = (weights_from_pairs(WEIGHED, pairs) for pairs in ({**start, **moved}, start))
    if not moved:
        return replace(before, weights=_sums(weights, knowledge), consistency_ratio=0.0, oddest=None)
    sums = _compared_as(weights, knowledge)
    shifted = {group: sums[group] * now.weights[group] / before.weights[group] for group in WEIGHED}
    total = sum(shifted.values())
    return replace(now, weights={group: share / total for group, share in shifted.items()})


def _sums(weights: Mapping[str, float], knowledge: Knowledge) -> dict[str, float]:
    return {group: sum(weights[name] for name in names) for group, names in members(knowledge).items()}


def _compared_as(weights: Mapping[str, float], knowledge: Knowledge) -> dict[str, float]:
    """Return the weight of each group; never nothing, so that a pair can be compared."""
    return {group: max(LEAST, share) for group, share in _sums(weights, knowledge).items()}
