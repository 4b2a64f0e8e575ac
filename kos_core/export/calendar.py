"""The calendar of a plan as a file: iCalendar for a phone, CSV for a spreadsheet."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from io import StringIO

from kos_core.advice.advice import Advice
from kos_core.brief import to_token
from kos_core.export.clean import plain
from kos_core.plan.dates import ZONE, entries_of, marks_of
from kos_core.say import calendar as saying
from kos_core.say.sentences import Sentences
from kos_core.say.wording import capital, foreign

HEADS = ("first", "last", "hour", "what", "units", "platform", "phase", "spend_vnd", "mark")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def ics_of(advice: Advice, starts: date, said: Sentences) -> bytes:
    """Return a plan's calendar as iCalendar: sessions at their hour, the rest over its days, days to note.

    Written by the `icalendar` library to RFC 5545. The same case from the same day gives the same bytes:
    entries are stamped with the first day, and known by what they are.
    """
    from icalendar import Calendar, Event  # heavy; kept off the import of the package

    whole = Calendar()
    whole.add("prodid", "-//KOS Compass//kos_core//VI")
    whole.add("version", "2.0")
    whole.add("x-wr-calname", plain(said.text("calendar.name", case=saying.case_title(said))))
    stamp = datetime.combine(starts, datetime.min.time(), UTC)
    case = to_token(advice.brief)

    def event(summary: str, first: date | datetime, last: date | datetime, notes: Iterable[str]) -> None:
        one = Event()
        place = len(whole.subcomponents)  # two lines may be told alike on one day
        name = sha256(f"{case}|{place}|{summary}|{first.isoformat()}".encode()).hexdigest()[:24]
        one.add("uid", f"{name}@kos-compass")
        one.add("dtstamp", stamp)
        one.add("summary", plain(summary))
        one.add("dtstart", first)
        one.add("dtend", last)
        if words := "\n".join(plain(note) for note in notes if note):
            one.add("description", words)
        if not isinstance(first, datetime):
            one.add("transp", "TRANSPARENT")  # an all-day entry keeps nobody from another appointment
        whole.add_component(one)

    for one in saying.calendar(advice, starts, said):
        entry = one.entry
        phase = "" if entry is None else capital(said.text(f"plan.phase.{entry.slot.phase}"))
        notes = (phase, one.mark)
        if entry is not None and entry.begins is not None:
            begins = datetime.combine(one.first, entry.begins, ZONE)
            event(one.what, begins, begins + timedelta(hours=entry.hours), notes)
        else:
            event(one.what, one.first, saying.day_after(one.last), notes)
    for mark in marks_of(starts, advice.brief.weeks):
        event(capital(saying.mark(mark, said)), mark.first, saying.day_after(mark.last), ())
    whole.add_missing_timezones()
    return bytes(whole.to_ical())


def csv_of(advice: Advice, starts: date, said: Sentences) -> bytes:
    """Return a plan's calendar as CSV, its spend in whole đồng: the sum of all rows is the plan's.

    Days as 2026-12-07 and numbers as figures alone, which Excel reads alike under Vietnamese and English
    rules; UTF-8 with its mark, so that Excel shows the accents.
    """
    import csv

    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([said.text(f"calendar.csv_head.{name}") for name in HEADS])
    spent = _spend_by_entry(advice, starts)
    for one in saying.calendar(advice, starts, said):
        entry = one.entry
        hour = "" if entry is None or entry.begins is None else f"{entry.begins:%H:%M}"
        row = [one.first.isoformat(), one.last.isoformat(), hour, _safe(one.what)]
        if entry is not None:
            row += [
                str(entry.units),
                said.platform(entry.slot.line.platform),
                said.text(f"plan.phase.{entry.slot.phase}"),
                str(spent[entry.first, entry.last, id(entry.slot)]),
            ]
        else:
            row += ["", "", "", ""]
        writer.writerow([*row, _safe(one.mark)])
    return out.getvalue().encode("utf-8-sig")


def _spend_by_entry(advice: Advice, starts: date) -> dict[tuple[date, date, int], int]:
    """Return what each entry costs, whole đồng: its slot's spend shared out by units, to the đồng."""
    found: dict[tuple[date, date, int], int] = {}
    done: dict[int, tuple[int, int]] = {}
    for entry in entries_of(advice.calendar, advice.case, starts):
        slot = entry.slot
        units, spent = done.get(id(slot), (0, 0))
        units += entry.units
        upto = slot.spend_vnd * units // max(1, slot.units)
        found[entry.first, entry.last, id(slot)] = upto - spent
        done[id(slot)] = units, upto
    return found


def _safe(words: str) -> str:
    """Return words that no spreadsheet takes for a formula."""
    flat = foreign(words) if words else ""
    return f"'{flat}" if flat.startswith(FORMULA) else flat
