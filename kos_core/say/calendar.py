"""The calendar in words: a day, an hour, what is done, what stands out, when the trial is counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kos_core.advice.advice import Advice
from kos_core.numbers.writing import write_day
from kos_core.plan.calendar import Slot
from kos_core.plan.dates import (
    WEEK,
    WEEKDAYS,
    Entry,
    Marked,
    entries_of,
    holiday_names,
    marks_of,
    week_days,
)
from kos_core.say.plan import line_words, listed
from kos_core.say.sentences import Sentences
from kos_core.say.tables.table import NONE, Cell, Row, Table, plain
from kos_core.say.wording import capital, goods_of
from kos_core.vocabulary import Occasion, Unit

SEASONS = {Occasion.BEFORE_TET}
"""What lasts too long to be noted beside every entry in it."""


@dataclass(frozen=True)
class Said:
    """One entry of the calendar in words: when, what, what stands out then; the check has no `entry`."""

    entry: Entry | None
    first: date
    last: date
    when: str
    what: str
    mark: str


def day(one: date, said: Sentences) -> str:
    """Return a day with its weekday: T2 7/12, Mon 7 Dec."""
    weekday = said.text(f"weekday.{WEEKDAYS[one.weekday()]}")
    return f"{weekday} {write_day(one, said.lang, year=False)}"


def case_title(said: Sentences) -> str:
    """Return what a case is called: category, goal and budget."""
    brief, known = said.case.brief, said.knowledge
    return said.text(
        "ask.summary",
        category=goods_of(said.case, said.lang),
        goal=known.goals[brief.goal].label(said.lang),
        budget=said.money(brief.budget_vnd, None),
    )


def calendar(advice: Advice, starts: date, said: Sentences) -> tuple[Said, ...]:
    """Return every entry of a plan's calendar in words, in order, the count of the trial among them."""
    marks = marks_of(starts, advice.brief.weeks)
    found = [_said(entry, marks, said) for entry in entries_of(advice.calendar, advice.case, starts)]
    if advice.trial is not None:
        last = week_days(starts, advice.trial.weeks)[1]
        found.append(Said(None, last, last, day(last, said), check(advice, said), ""))
    return tuple(sorted(found, key=lambda one: (one.first, one.entry is None, one.when)))


def _said(entry: Entry, marks: Sequence[Marked], said: Sentences) -> Said:
    there = [one for one in marks if one.first <= entry.first <= one.last and one.occasion not in SEASONS]
    words = listed([mark(one, said) for one in there], said) if there and entry.first == entry.last else ""
    what = capital(line_words(entry.slot.line, said, entry.units))
    return Said(entry, entry.first, entry.last, when(entry, said), what, words)


def check(advice: Advice, said: Sentences) -> str:
    """Return what is counted at the end of the trial, and when to go on."""
    trial = advice.trial
    if trial is None:
        return ""
    noun = said.text(f"figure.noun.{trial.counts}")
    return said.text("calendar.check", stop=said.count(trial.stop_below, 3), noun=noun)


def when(entry: Entry, said: Sentences) -> str:
    """Return the day of an entry, with its hour; the days it fills where it has more than one."""
    if entry.first != entry.last:
        days = {"first": day(entry.first, said), "last": day(entry.last, said)}
        forecast = entry.slot.line.forecast
        is_video = forecast is not None and forecast.programme.unit is Unit.VIDEO
        key = "week_of" if is_video and (entry.last - entry.first).days < WEEK else "span"
        return capital(said.text(f"calendar.{key}", **days))
    if entry.begins is None:
        return day(entry.first, said)
    return said.text("calendar.hour", day=day(entry.first, said), hour=f"{entry.begins:%H:%M}")


def mark(one: Marked, said: Sentences) -> str:
    """Return what stands out in a few words: double day 12.12, before Tết, the name of a holiday."""
    if one.holiday is not None:
        return _short(one, said)
    return said.text(f"occasion.{one.occasion}", day=_short(one, said))


def _short(one: Marked, said: Sentences) -> str:
    """Return the days that stand out as people write them: 12.12; the name of a holiday."""
    if one.holiday is not None:
        return holiday_names(said.lang, one.holiday, one.holiday)[one.holiday]
    if one.first == one.last:
        return f"{one.first.day}.{one.first.month}"
    return f"{write_day(one.first, said.lang, year=False)}–{write_day(one.last, said.lang, year=False)}"


def marks(starts: date, said: Sentences) -> str:
    """Return in one sentence the days that stand out in a campaign; empty where none do."""
    words: dict[Occasion, list[str]] = {}
    for one in marks_of(starts, said.case.brief.weeks):
        words.setdefault(one.occasion, []).append(_short(one, said))
    told = [
        ", ".join(days)
        if occasion is Occasion.HOLIDAY
        else said.text(f"occasion.{occasion}", day=", ".join(days))
        for occasion, days in words.items()
    ]
    return said.text("calendar.marks", marks=listed(told, said)) if told else ""


def marks_by_week(starts: date, said: Sentences) -> dict[int, list[str]]:
    """Return the days that stand out by the week of the campaign they fall into; a span by its first."""
    found: dict[int, list[str]] = {}
    for one in marks_of(starts, said.case.brief.weeks):
        found.setdefault((one.first - starts).days // WEEK + 1, []).append(mark(one, said))
    return found


def tight(advice: Advice, said: Sentences) -> list[str]:
    """Return a sentence for every part of a plan that was given too few weeks."""
    return [_tight(slot, said) for slot in advice.calendar if slot.is_tight]


def _tight(slot: Slot, said: Sentences) -> str:
    pace = slot.line.forecast.programme.most_per_week if slot.line.forecast is not None else 0
    weeks = said.text("plan.week_one" if slot.weeks == 1 else "plan.weeks_many", n=slot.weeks)
    what = capital(line_words(slot.line, said, slot.units))
    return said.text("calendar.tight", what=what, weeks=weeks, pace=said.count(pace))


def by_week(advice: Advice, starts: date, said: Sentences) -> Table:
    """Return what is done in each week: the evenings and days of every part, what stands out, the count."""
    entries = entries_of(advice.calendar, advice.case, starts)
    marked = marks_by_week(starts, said)
    rows = []
    for week in range(1, advice.brief.weeks + 1):
        first, last = week_days(starts, week)
        begun = [entry for entry in entries if first <= entry.first <= last]
        parts = dict.fromkeys(id(entry.slot) for entry in begun)
        told = [_in_week([entry for entry in begun if id(entry.slot) == part], said) for part in parts]
        if advice.trial is not None and advice.trial.weeks == week:
            told.append(said.text("calendar.on_day", what=check(advice, said), day=day(last, said)))
        days = said.text("calendar.span", first=_plain_day(first, said), last=_plain_day(last, said))
        what = Cell(told[0], notes=tuple(told[1:])) if told else Cell(NONE)
        name = said.text("calendar.week", n=week)
        rows.append(Row((Cell(name, notes=(days,)), what, Cell("; ".join(marked.get(week, [])) or NONE))))
    heads = plain(*(said.text(f"calendar.{name}") for name in ("when", "what", "mark")))
    return Table(tuple(rows), heads, words=(1, 2))


def _in_week(entries: Sequence[Entry], said: Sentences) -> str:
    """Return what is done of one part in one week: how many of what, on which days, at which hour."""
    first, units = entries[0], sum(entry.units for entry in entries)
    what = capital(line_words(first.slot.line, said, units))
    days = ", ".join(said.text(f"weekday.{WEEKDAYS[entry.first.weekday()]}") for entry in entries)
    if first.begins is not None:
        key = "every_evening" if len(entries) == WEEK else "evenings_of"
        return said.text(f"calendar.{key}", what=what, days=days, hour=f"{first.begins:%H:%M}")
    if first.first == first.last:
        return said.text("calendar.on_day", what=what, day=days)
    if (first.last - first.first).days >= WEEK:
        return said.text("calendar.until", what=what, day=_plain_day(first.last, said))
    return what


def _plain_day(one: date, said: Sentences) -> str:
    return write_day(one, said.lang, year=False)


def day_after(one: date) -> date:
    """Return the day after a day: where a calendar's all-day entry ends."""
    return one + timedelta(days=1)
