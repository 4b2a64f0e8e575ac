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
    """Return a first round of a fifth of what is spent; None where nothing small can be tried.

    At least `model.pilot_least_units` where so many are still small: at most `model.pilot_most` of the budget
    and fewer than half of what is hired.
    """
    hired, known = best.terms, best.case.knowledge
    if best.programme.unit is Unit.CONTRACT:
        return None
    most_vnd = known.likely("model.pilot_most") * best.case.brief.budget_vnd - hired.once_vnd
    paid = floor(most_vnd / max(1.0, hired.unit_outlay_vnd))
    most = min(paid, ceil(hired.units / 2) - 1)
    wanted = floor(known.likely("model.pilot_rate") * hired.units)
    units = min(most, max(int(known.likely("model.pilot_least_units")), wanted))
    if units < 1:
        return None
    spend = hired.spend_of(units)
    orders = ceil(spend / hired.leaves_vnd) if hired.leaves_vnd and hired.leaves_vnd > 0 else None
    views = best.bands[Stage.VIEWS].middle * units / hired.units / 2
    return Pilot(units, spend, orders, views)
