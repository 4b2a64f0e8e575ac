"""A first small round, and when to stop."""

from dataclasses import dataclass
from math import ceil, floor

from kos_core.forecast.forecast import Forecast
from kos_core.vocabulary import Stage, Unit


@dataclass(frozen=True)
class Pilot:
    """A first small round and when to stop: successful orders that pay it back, or half the usual views."""

    units: int
    spend_vnd: float
    orders: float | None
    views: float | None


def pilot_of(best: Forecast) -> Pilot | None:
    """Return a first round of 15-20 % of the budget; None where the programme cannot be tried in part."""
    hired, knowledge = best.terms, best.case.knowledge
    if best.programme.unit is Unit.CONTRACT:
        return None
    least = min(int(knowledge.likely("model.pilot_least_units")), hired.units)
    budget = knowledge.likely("model.pilot_rate") * best.case.brief.budget_vnd
    wanted = floor(budget / max(1.0, hired.unit_outlay_vnd))
    units = max(least, min(wanted, ceil(hired.units / 2)))
    spend = units * hired.unit_advance_vnd
    orders = ceil(spend / hired.leaves_vnd) if hired.leaves_vnd and hired.leaves_vnd > 0 else None
    views = best.bands[Stage.VIEWS].middle * units / hired.units / 2
    return Pilot(units, spend, orders, views)
