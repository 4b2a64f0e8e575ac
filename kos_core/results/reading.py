"""A file read as actuals: every line taken, or named with the reason why not."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import Any

from kos_core.errors import KosError
from kos_core.results.actuals import Order, Post, Read, Session, Skipped, Status
from kos_core.results.cells import folded, read_count, read_minutes, read_moment, read_vnd, who
from kos_core.results.files import Table, read_table
from kos_core.results.headings import Heading, heading_of, known

MOST_NAMED = 200
# Known, so that nobody wonders, but not summed.
UNUSED = {"product", "quantity", "post_id", "impressions"}
COUNTED = (
    "views", "clicks", "carts", "orders", "kept", "cancelled", "returned", "gmv_vnd", "commission_vnd",
    "ads_vnd", "hire_vnd", "samples", "posted",
)  # fmt: skip
READERS: dict[str, Callable[[str, str], Any]] = {
    "vnd": read_vnd,
    "count": read_count,
    "minutes": read_minutes,
    "name": lambda cell, _: who(cell),
    "id": lambda cell, _: cell.removesuffix(".0") if cell.endswith(".0") else cell,
    "word": lambda cell, _: cell,
    "status": lambda cell, _: cell,
}


@lru_cache(maxsize=4_096)
def status_of(status: str, refund: str = "") -> Status | None:
    """Return how an order stands; None where its status is no word we know. Empty says: still open."""
    said = folded(refund)
    if said and said not in {"no", "khong", "n/a"}:
        for name in ("returned", "cancelled"):
            if any(str(word) in said for word in known()["statuses"][name]):
                return name
    said = folded(status)
    if not said:
        return "open"
    for name, words in known()["statuses"].items():
        if any(str(word) in said for word in words):
            return name  # type: ignore[no-any-return]
    return None


class _Reading:
    """One pass over a table."""

    def __init__(self, table: Table, heading: Heading) -> None:
        self.table, self.heading = table, heading
        self.skipped: list[Skipped] = []
        self.count = 0
        self.lines = 0
        self.notes: Counter[str] = Counter()
        fields = known()["fields"]
        kinds = ((f, at, fields[f]["kind"]) for f, at in heading.places.items() if f not in UNUSED)
        self.columns = [*kinds]
        self.month_first = self._is_month_first()

    def _is_month_first(self) -> bool:
        """Return whether days are written month first: some day fits that only, none the other way only."""
        moments = [at for _, at, kind in self.columns if kind == "moment"]
        month = day = 0
        for number, (_, cells) in enumerate(self.table.lines()):
            if number > 20_000 or not moments:
                break
            for at in moments:
                parts = (cells[at] if at < len(cells) else "").split(" ")[0].split("/")
                if len(parts) == 3 and all(part.isdigit() for part in parts) and len(parts[0]) < 3:
                    month += int(parts[1]) > 12
                    day += int(parts[0]) > 12
        if month and not day:
            self.notes["month_first"] += 1
        return bool(month and not day)

    def skip(self, line: int, key: str, given: str = "") -> None:
        self.count += 1
        if len(self.skipped) < MOST_NAMED:
            self.skipped.append(Skipped(line, key, given))

    def rows(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield what each readable line holds by field; the others are named."""
        totals = {folded(str(word)) for word in known()["totals"]}
        head, is_first = list(self.heading.cells[:4]), True
        for line, cells in self.table.lines():
            if line <= self.heading.line:
                continue
            if cells[:4] == head:
                self.skip(line, "heading_again")
                continue
            wrong: KosError | None = None
            found: dict[str, Any] = {}
            bad = good = 0
            for field, at, kind in self.columns:
                cell = cells[at] if at < len(cells) else ""
                try:
                    if kind == "moment":
                        found[field] = read_moment(cell, field, month_first=self.month_first)
                    else:
                        found[field] = READERS[kind](cell, field)
                    good += bool(cell) and kind in {"vnd", "count", "minutes", "moment"}
                except KosError as error:
                    wrong, bad = wrong or error, bad + 1
            if is_first and wrong is not None and not good:
                is_first = False
                self.skip(line, "description_row")
                continue
            is_first = False
            first = next((cell for cell in cells if cell), "")
            if (
                not first[0].isdigit()
                and folded(first).startswith(tuple(totals))
                and (folded(first).rstrip(":") in totals or (len(first) < 24 and " " in first))
            ):
                self.skip(line, "total_row")
                continue
            self.lines += 1
            if wrong is not None:
                self.skip(line, wrong.key, str(wrong.values.get("given", "")))
                continue
            yield line, found


def _orders(reading: _Reading) -> tuple[Order, ...]:
    """Return one order an id: an amount that every line repeats counts once, amounts of lines are added."""
    held: dict[str, list[Any]] = {}
    for line, row in reading.rows():
        name = row["order_id"]
        if not name:
            reading.skip(line, "no_order_id")
            continue
        if "E+" in name.upper() and any(sign.isdigit() for sign in name):
            reading.notes["ids_rounded"] += 1
            name = f"{name}#{line}"
        status = status_of(row.get("status") or "", row.get("refund_status") or "")
        if status is None:
            reading.skip(line, "unknown_status", row["status"])
            continue
        whole, part = row.get("order_amount"), row.get("line_amount")
        at = row.get("ordered_at") or row.get("started_at")
        at = at if isinstance(at, datetime) else None
        if name not in held:
            held[name] = [row.get("creator") or "", at, status, {whole}, whole or 0, part or 0,
                          row.get("commission_vnd"), row.get("platform_fee_vnd"), row.get("session_id") or "",
            ]  # fmt: skip
            continue
        one = held[name]
        reading.notes["order_lines"] += 1
        if whole is not None and whole not in one[3]:
            one[3].add(whole)
            one[4] += whole
        one[5] += part or 0
        for place, field in ((6, "commission_vnd"), (7, "platform_fee_vnd")):
            if row.get(field) is not None:
                one[place] = (one[place] or 0) + row[field]
    return tuple(Order(name, o[0], o[1], o[2], o[4] or o[5], o[6], o[7], o[8]) for name, o in held.items())


def _sessions(reading: _Reading) -> tuple[Session, ...]:
    found = []
    for line, row in reading.rows():
        values = {name: row.get(name) for name in COUNTED}
        if all(value is None for value in values.values()):
            reading.skip(line, "nothing_counted")
            continue
        if (row.get("orders") or 0) > (row.get("views") or 10**12):
            reading.skip(line, "more_orders_than_views")
            continue
        started, ended = row.get("started_at"), row.get("ended_at")
        day = started if isinstance(started, datetime) else None
        reacted = [row[name] for name in ("comments", "likes", "shares") if row.get(name) is not None]
        found.append(
            Session(
                creator=row.get("creator") or "",
                started=day,
                ended=_ended(day, ended, row.get("minutes")),
                id=row.get("session_id") or row.get("title") or "",
                sessions=max(1, row.get("sessions") or 1),
                engagements=sum(reacted) if reacted else None,
                **values,
            )
        )
    return tuple(found)


def _ended(started: datetime | None, ended: datetime | time | None, minutes: float | None) -> datetime | None:
    """Return when a session ended; an end before its start lies on the day after: it went past midnight."""
    if started is None:
        return None
    if isinstance(ended, time):
        ended = datetime.combine(started.date(), ended)
    if ended is None:
        return started + timedelta(minutes=minutes) if minutes and minutes < 10_000 else None
    return ended + timedelta(days=1) if ended < started else ended


def _posts(reading: _Reading) -> tuple[Post, ...]:
    found = []
    for _, row in reading.rows():
        at = row["published_at"]
        counts = (row.get(name) or 0 for name in ("likes", "comments", "shares"))
        found.append(Post(at if isinstance(at, datetime) else None, row.get("post_type") or "", *counts))
    return tuple(found)


def read_file(data: bytes, name: str, own: Mapping[str, Mapping[str, str]] | None = None) -> Read:
    """Return what a file says; raises KosError where it is no table or its columns are not known.

    `own` holds the columns the reader named for headings that are not known (see `heading_of`).
    """
    table = read_table(data, name)
    heading = heading_of(table, own)
    if not heading.rows:
        raise KosError("results.unknown_columns", None, given=", ".join(c for c in heading.cells if c))
    reading = _Reading(table, heading)
    make = {"orders": _orders, "sessions": _sessions, "posts": _posts}[heading.rows]
    rows: Any = make(reading)
    if not rows:
        raise KosError("results.no_rows", None, lines=reading.count)
    return Read(
        name=name,
        kind=heading.kind,
        rows=heading.rows,
        platform=heading.platform,
        columns={field: heading.cells[at] for field, at in heading.places.items()},
        left_out=heading.left_out,
        lines=reading.lines,
        skipped=tuple(reading.skipped),
        skipped_count=reading.count,
        notes=tuple(sorted(reading.notes)),
        **{heading.rows: rows},
    )
