"""The weight of every criterion for a case."""

from kos_core.case import Case
from kos_core.score.conditions import holds
from kos_core.score.standing import COMPUTED


def points(case: Case) -> dict[str, float]:
    """Return the points of every criterion for a case: its weight before all are made to sum to one.

    The goal gives role, craft and way of working; traits and price the product and the audience, scaled by
    how much the product's nature matters for the goal; an unknown trait counts its criteria in part
    (`model.unknown_share`). A weight the reader moved (points) replaces the one it had.
    """
    brief, knowledge = case.brief, case.knowledge
    goal = knowledge.goals[brief.goal]
    found = {
        name: goal.points.get(name, 0.0)
        if criterion.when is None and name not in COMPUTED
        else criterion.points
        * (1.0 if criterion.when is None else holds(criterion.when, case) * goal.product_scale)
        for name, criterion in knowledge.criteria.items()
    }
    found.update(dict(brief.weights))
    return found


def weights(case: Case) -> dict[str, float]:
    """Return the weight of every criterion for a case, summing to one; all alike where nothing counts."""
    found = points(case)
    total = sum(found.values())
    if total <= 0:
        return dict.fromkeys(found, 1 / len(found))
    return {name: value / total for name, value in found.items()}
