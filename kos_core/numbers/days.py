"""Days read as people write them."""

import re
from datetime import date

from kos_core.errors import KosError

_DAY = re.compile(r"(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4})")


def parse_day(text: str, field: str) -> date:
    """Return the day of what somebody wrote: `2026-12-07`, `7/12/2026`, `7.12.2026`.

    The day comes before the month, as in Vietnam.

    Raises: KosError `day.not_a_day` with `given`.
    """
    given = text.strip()
    try:
        if match := _DAY.fullmatch(given):
            return date(int(match["year"]), int(match["month"]), int(match["day"]))
        return date.fromisoformat(given)
    except ValueError as broken:
        raise KosError("day.not_a_day", field, given=given[:40]) from broken
