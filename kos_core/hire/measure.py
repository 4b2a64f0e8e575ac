"""What a campaign counts: the one place that says which stage a goal, or a way of hiring, is judged by."""

from collections.abc import Mapping
from typing import Any

from kos_core.case import Case
from kos_core.hire.premises import Premises
from kos_core.knowledge.entries import Measure
from kos_core.vocabulary import Stage


def measure_of(case: Case, premises: Premises) -> Measure:
    """Return what counts for a way of hiring under the case's goal: money, leads, or people reached.

    A programme measured by reach is so whatever the goal: nothing it brings is valued in orders.
    """
    table = case.knowledge.goals[case.brief.goal].measure
    return table.of(premises.programme.measured_by, is_leads=premises.is_leads)


def goal_measure(case: Case, *, is_leads: bool) -> Measure:
    """Return what the case's goal counts, whoever is hired."""
    return case.knowledge.goals[case.brief.goal].measure.of("sales", is_leads=is_leads)


def counted(found: Mapping[Stage, Any], premises: Premises, measure: Measure) -> Any:
    """Return what a measure counts of a way's stages: VND, leads, views, views times months."""
    months = premises.programme.months if measure.by_months else 0
    return found[measure.first] * (months or 1)
