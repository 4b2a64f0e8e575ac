"""How far what a condition asks holds for a case: wholly, in part, or not."""

from kos_core.case import Case
from kos_core.hire.prices import ends_at_leads, price_of
from kos_core.knowledge.entries import Condition
from kos_core.vocabulary import Answer


def holds(when: Condition, case: Case) -> float:
    """Return 1 where all that is asked holds, 0 where it does not.

    An unknown answer about the product counts in part (`model.unknown_share`).
    """
    if when.goal not in {None, case.brief.goal}:
        return 0.0
    if when.leads is not None and when.leads is not ends_at_leads(case):
        return 0.0
    if when.edges and not when.price_from <= price_of(case) < when.price_below:
        return 0.0
    if when.trait is None:
        return 1.0
    answer = case.trait(when.trait)
    if answer is Answer.UNKNOWN:
        return case.knowledge.likely("model.unknown_share")
    return float(answer is when.answer)
