"""The weight of every criterion for a brief."""

from kos_core.brief import Brief
from kos_core.knowledge.entries import Criterion
from kos_core.knowledge.whole import Knowledge
from kos_core.score.standing import COMPUTED
from kos_core.vocabulary import Answer


def points(brief: Brief, price_vnd: float, knowledge: Knowledge) -> dict[str, float]:
    """Return the points of every criterion for a brief: its weight before all are made to sum to one.

    The goal gives role, craft and way of working; traits and price the product and the audience, scaled by
    how much the product's nature matters for the goal; an unknown trait counts its criteria in part
    (`model.unknown_share`). A weight the reader moved (points) replaces the one it had.
    """
    goal = knowledge.goals[brief.goal]
    found = {
        name: goal.points.get(name, 0.0)
        if criterion.when is None and name not in COMPUTED
        else criterion.points
        * _holds(criterion, brief, price_vnd, knowledge)
        * (1.0 if criterion.when is None else goal.product_scale)
        for name, criterion in knowledge.criteria.items()
    }
    found.update(dict(brief.weights))
    return found


def weights(brief: Brief, price_vnd: float, knowledge: Knowledge) -> dict[str, float]:
    """Return the weight of every criterion for a brief, summing to one; all alike where nothing counts."""
    found = points(brief, price_vnd, knowledge)
    total = sum(found.values())
    if total <= 0:
        return dict.fromkeys(found, 1 / len(found))
    return {name: value / total for name, value in found.items()}


def _holds(criterion: Criterion, brief: Brief, price_vnd: float, knowledge: Knowledge) -> float:
    when = criterion.when
    if when is None:
        return 1.0
    if when.trait is None:
        return float(when.price_from <= price_vnd < when.price_below)
    answer = knowledge.trait(brief, when.trait)
    if answer is Answer.UNKNOWN:
        return knowledge.likely("model.unknown_share")
    return float(answer is when.answer)
