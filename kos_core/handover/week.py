"""Evenings of the shop's own lives, and the minutes of one offer in them."""

from dataclasses import dataclass
from math import ceil

from kos_core.forecast.session import Plan
from kos_core.knowledge.handing import Handover

DAYS = 7
LATEST = 24.0


@dataclass(frozen=True)
class Evening:
    """One session of a week: the day (Monday 0), from which hour to which, and its number in the week."""

    day: int
    from_hour: float
    to_hour: float
    number: int


def evenings(sessions: int, weeks: int, hours: float, known: Handover) -> tuple[Evening, ...]:
    """Return the sessions of one week in the order of its days: as many as fill the weeks evenly.

    The evenings taken first are those of `known`; beyond seven a week a second one begins earlier the same
    day.
    """
    a_week = ceil(sessions / max(1, weeks))
    starts = max(0.0, min(float(known.from_hour), LATEST - hours))
    found = []
    for place in range(a_week):
        earlier, at = divmod(place, DAYS)
        begin = max(0.0, starts - earlier * (hours + 1))
        found.append((known.evenings[at], begin))
    return tuple(
        Evening(day, begin, begin + hours, number) for number, (day, begin) in enumerate(sorted(found), 1)
    )


def minutes(plan: Plan, known: Handover) -> tuple[tuple[str, int], ...]:
    """Return the parts of one offer and their minutes, each at least one."""
    parts = known.offer_parts.items()
    return tuple((name, max(1, round(share * plan.minutes_each))) for name, share in parts)
