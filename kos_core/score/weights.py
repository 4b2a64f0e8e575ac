"""How much counts for a case: the voices' shares, the points of the documents' criteria, all weights."""

from kos_core.case import Case
from kos_core.score.conditions import holds
from kos_core.score.standing import COMPUTED
from kos_core.vocabulary import Voice


def shares(case: Case) -> dict[Voice, float]:
    """Return how much each voice counts, summing to one: the reader's shares, else the goal's.

    The documents have what money and practice leave; of these two the one the reader did not set gives way.
    """
    brief, usual = case.brief, case.knowledge.goals[case.brief.goal].voices
    money, practice = brief.money_share, brief.practice_share
    if practice is None:
        practice = min(usual.practice, 1 - (money or 0.0))
    if money is None:
        money = min(usual.money, 1 - practice)
    return {
        Voice.DOCUMENTS: max(0.0, 1 - money - practice),
        Voice.MONEY: money,
        Voice.PRACTICE: practice,
    }


def points(case: Case) -> dict[str, float]:
    """Return the points of every criterion of the documents: its weight before all are made to sum to one.

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
        for name, criterion in knowledge.weighed.items()
    }
    found.update(dict(brief.weights))
    return found


def of_documents(case: Case) -> dict[str, float]:
    """Return the weight of every criterion within the documents' voice, summing to one.

    All are alike where nothing counts.
    """
    found = points(case)
    total = sum(found.values())
    if total <= 0:
        return dict.fromkeys(found, 1 / len(found))
    return {name: value / total for name, value in found.items()}


def weights(case: Case) -> dict[str, float]:
    """Return the weight of every criterion for a case, the other voices among them, summing to one."""
    share, found = shares(case), of_documents(case)
    return {name: share[Voice.DOCUMENTS] * weight for name, weight in found.items()} | {
        voice.value: share[voice] for voice in (Voice.MONEY, Voice.PRACTICE)
    }
