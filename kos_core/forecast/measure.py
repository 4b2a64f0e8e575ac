"""What a campaign counts: the one place that says which stage a goal, or a way of hiring, is judged by."""

from kos_core.case import Case
from kos_core.hire.chain import Likely, stages
from kos_core.hire.premises import Premises
from kos_core.hire.ways import Way
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


def likely_outcome(way: Way, case: Case) -> float:
    """Return what a way does for the goal at likely values: profit in VND, leads, people or people-months.

    What is paid in advance is lost where nothing is sold.
    """
    measure = measure_of(case, way.premises)
    found = float(stages(Likely(way.premises), way.terms.bought, case)[measure.first])
    return found * (way.programme.months or 1) if measure.by_months else found
