"""What a campaign counts: the one place that says which stage a goal, or a way of hiring, is judged by."""

from typing import Any

from kos_core.case import Case
from kos_core.hire.chain import Bought, Values, stages
from kos_core.hire.premises import Premises
from kos_core.knowledge.entries import Measure


def measure_of(case: Case, premises: Premises) -> Measure:
    """Return what counts for a way of hiring under the case's goal: money, leads, or people reached.

    A programme measured by reach is so whatever the goal: nothing it brings is valued in orders.
    """
    table = case.knowledge.goals[case.brief.goal].measure
    return table.of(premises.programme.measured_by, is_leads=premises.is_leads)


def goal_measure(case: Case, *, is_leads: bool) -> Measure:
    """Return what the case's goal counts, whoever is hired."""
    return case.knowledge.goals[case.brief.goal].measure.of("sales", is_leads=is_leads)


def outcome(value: Values, *, premises: Premises, bought: Bought, case: Case) -> Any:
    """Return what is bought brings of what the goal counts under `value`: VND, leads, people, people-months.

    A number, or an array where `bought` holds many sizes. What is paid in advance counts as lost.
    """
    measure = measure_of(case, premises)
    found = stages(value, bought, case)[measure.first]
    return found * (premises.programme.months or 1) if measure.by_months else found
