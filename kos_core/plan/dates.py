"""The plan on real days: which evenings are live, which days stand out, and when the trial is counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kos_core.case import Case
from kos_core.plan.calendar import Slot
from kos_core.vocabulary import Lang, Occasion, Unit, Weekday

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
WEEK = 7
EVENINGS = {Unit.SESSION, Unit.LIVESTREAM, Unit.SLOT}
DAYS = {Unit.POST}
PAY_DAYS = (15, 25)
"""The days of a month on which the marketplaces hold their middle-of-month and pay-day sales."""
BEFORE_TET_DAYS = 28
WEEKDAYS = tuple(Weekday)


@dataclass(frozen=True)
class Marked:
    """Days that stand out: from the first to the last, with a public holiday's name where it is one."""

    occasion: Occasion
    first: date
    last: date
    holiday: date | None = None


@dataclass(frozen=True)
class Entry:
    """So many units of a part of the plan from a day to a day, at an hour where it has one.

    `hours` is how long it takes, 0 where it fills its days.
    """

    slot: Slot
    first: date
    last: date
    units: int
    begins: time | None = None
    hours: float = 0.0


def today() -> date:
    """Return the day it is in Vietnam."""
    return datetime.now(ZONE).date()


def monday_after(day: date) -> date:
    """Return the Monday after a day: when a campaign can begin where nobody says."""
    return day + timedelta(days=WEEK - day.weekday())


def starts_of(case: Case, now: date) -> date:
    """Return the first day of a case's campaign: the reader's, else the Monday after `now`."""
    return case.brief.starts or monday_after(now)


def week_days(starts: date, week: int) -> tuple[date, date]:
    """Return the first and the last day of a week of a campaign, the first week being 1."""
    first = starts + timedelta(days=WEEK * (week - 1))
    return first, first + timedelta(days=WEEK - 1)


def entries_of(slots: Iterable[Slot], case: Case, starts: date) -> tuple[Entry, ...]:
    """Return the parts of a plan on their days, in order; the units of a part add up.

    Live sessions go on the evenings on which the shop can go live, spread over the week and not during Tết
    where other evenings are left; the shop's own on double days and pay days first, where no host asks more
    for them. Posts have a day, videos their week,
    contracts, months and ads all their weeks.
    """
    found: list[Entry] = []
    tet = _tet(starts, week_days(starts, case.brief.weeks)[1])
    for slot in slots:
        unit = None if slot.line.forecast is None else slot.line.forecast.programme.unit
        if unit in EVENINGS or unit in DAYS:
            found += _on_days(slot, case, starts, tet)
        elif unit is Unit.VIDEO:
            shares = zip(_weeks(slot), _spread(slot.units, slot.weeks), strict=True)
            found += [Entry(slot, *week_days(starts, week), units) for week, units in shares if units]
        else:
            first, last = week_days(starts, slot.first_week)[0], week_days(starts, slot.last_week)[1]
            found.append(Entry(slot, first, last, slot.units))
    return tuple(sorted(found, key=lambda one: (one.first, one.begins or time.min, one.last)))


def _weeks(slot: Slot) -> range:
    return range(slot.first_week, slot.last_week + 1)


def _spread(units: int, parts: int) -> list[int]:
    """Return so many whole units in so many parts, as evenly as they go."""
    return [units * (n + 1) // parts - units * n // parts for n in range(parts)]


def _on_days(slot: Slot, case: Case, starts: date, tet: frozenset[date]) -> list[Entry]:
    forecast = slot.line.forecast
    is_live = forecast is not None and forecast.programme.unit in EVENINGS
    is_own = forecast is not None and forecast.programme.shop_channel and forecast.programme.house
    known, found = case.knowledge, []
    begins = time(int(known.likely("calendar.begins"))) if is_live else None
    is_slot = forecast is not None and forecast.programme.unit is Unit.SLOT
    hours = known.likely("planner.slot_hours" if is_slot else "planner.hours") if is_live else 0.0
    for week, units in zip(_weeks(slot), _spread(slot.units, slot.weeks), strict=True):
        first = week_days(starts, week)[0]
        days = [first + timedelta(days=n) for n in range(WEEK)]
        able = [day for day in days if not is_live or WEEKDAYS[day.weekday()] in case.brief.evenings]
        able = [day for day in able if day not in tet] or able
        chosen = _evenly(able, min(units, len(able)))
        if is_own:
            chosen = _with_sales(chosen, able)
        for day, each in zip(chosen, _spread(units, len(chosen)), strict=True) if chosen else ():
            found.append(Entry(slot, day, day, each, begins, hours))
    return found


def _evenly(days: Sequence[date], number: int) -> list[date]:
    """Return so many of the days, spread over them, the last among them."""
    return [days[(n + 1) * len(days) // number - 1] for n in range(number)]


def _with_sales(chosen: list[date], able: Sequence[date]) -> list[date]:
    """Return the days chosen, each sale among those able in the place of the nearest one."""
    found = list(chosen)
    for sale in able:
        if not is_sale(sale) or sale in found:
            continue
        others = [day for day in found if not is_sale(day)]
        if others:
            found.remove(min(others, key=lambda day: abs(day - sale)))
            found.append(sale)
    return sorted(found)


def is_sale(day: date) -> bool:
    """Return whether the marketplaces hold a sale on a day: a double day or a pay day."""
    return day.day == day.month or day.day in PAY_DAYS


def marks_of(starts: date, weeks: int) -> tuple[Marked, ...]:
    """Return the days of a campaign that stand out, in order: double days, pay days, Tết, holidays.

    The holidays are those of the `holidays` library, Tết by the lunar calendar.
    """
    end = week_days(starts, weeks)[1]
    days = [starts + timedelta(days=n) for n in range((end - starts).days + 1)]
    found = [
        Marked(Occasion.DOUBLE_DAY if day.day == day.month else Occasion.PAY_DAY, day, day)
        for day in days
        if is_sale(day)
    ]
    tet = _tet(starts, end + timedelta(days=BEFORE_TET_DAYS))
    runs: list[list[date]] = []
    for day in sorted(tet):
        if runs and day - runs[-1][-1] == timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    holidays = [day for day in holiday_names("vi", starts, end) if day not in tet and not is_sale(day)]
    found += [Marked(Occasion.HOLIDAY, day, day, day) for day in holidays]
    for run in runs:
        if run[0] <= end:
            found.append(Marked(Occasion.TET, run[0], min(end, run[-1])))
        before = max(starts, run[0] - timedelta(days=BEFORE_TET_DAYS)), min(end, run[0] - timedelta(days=1))
        if before[0] <= before[1]:
            found.append(Marked(Occasion.BEFORE_TET, *before))
    return tuple(sorted(found, key=lambda one: (one.first, one.last)))


def _tet(first: date, last: date) -> frozenset[date]:
    """Return the days of the lunar new year among days, by their Vietnamese names."""
    named = holiday_names("vi", first, last).items()
    return frozenset(
        day for day, name in named if ("Tết" in name or "Mùng" in name) and "Dương lịch" not in name
    )


def holiday_names(lang: Lang, first: date, last: date) -> dict[date, str]:
    """Return the public holidays of Vietnam from a day to a day, by day, in a language."""
    from holidays import country_holidays  # heavy; kept off the import of the package

    years = range(first.year, last.year + 1)
    named = country_holidays("VN", years=years, language={"vi": "vi", "en": "en_US"}[lang])
    return {day: name for day, name in named.items() if first <= day <= last}
