"""One cell of an export read as an id, a name, money, a count, minutes, or a moment."""

import re
from datetime import datetime, time
from functools import lru_cache

from kos_core.errors import KosError
from kos_core.numbers.amounts import parse_vnd
from kos_core.numbers.days import parse_day
from kos_core.numbers.search import fold
from kos_core.numbers.shares import parse_whole

_PLAIN = re.compile(r"[0-9]{1,15}(?:[.,]0{1,4})?")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*")
_CURRENCY = re.compile(r"vnd|vnđ|đồng|[₫đ\s\u00a0]", re.IGNORECASE)
_CENTS = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})*|[0-9]+)\.[0-9]{1,4}|([0-9]{1,3}(?:\.[0-9]{3})*),[0-9]{1,2}")
_MOMENT = re.compile(
    r"(?P<day>[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4})?[T ,]*"
    r"(?:(?P<hour>[0-9]{1,2})[:h](?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?\s*(?P<half>[AaPp][Mm]|SA|CH)?)?"
    r"(?:Z|\s*\(?(?:UTC|GMT)?[+-]?[0-9:]*\)?)?"
)
_LENGTH = re.compile(
    r"(?:(\d+)\s*(?:h|giờ|gio|hours?))?\s*(?:(\d+)\s*(?:m|min|phút|phut|p|minutes?)\w*)?\s*(?:\d+\s*(?:s|giây)\w*)?"
)
NOTHING = frozenset({"", "-", "--", "–", "/", "n/a", "na", "null", "none", "nan", "#n/a"})


@lru_cache(maxsize=65_536)
def read_vnd(cell: str, field: str) -> int | None:
    """Return whole VND, without its sign; None for an empty cell. Raises KosError as `parse_vnd` does."""
    if cell.lower() in NOTHING:
        return None
    bare = _CURRENCY.sub("", cell).strip("()+-")
    if _GROUPED.fullmatch(bare):
        return int(bare.replace(".", "").replace(",", ""))
    if _PLAIN.fullmatch(bare):
        return int(re.split("[.,]", bare)[0])
    if match := _CENTS.fullmatch(bare):
        whole = re.sub("[.,]", "", match[1] or match[2])
        if len(whole) > 3 or whole == "0":
            return int(whole)
    return parse_vnd(cell.strip("()-"), field)


@lru_cache(maxsize=65_536)
def read_count(cell: str, field: str) -> int | None:
    """Return a count, `1,2K` and `12.345` among them; None for an empty cell. Raises KosError."""
    if cell.lower() in NOTHING:
        return None
    if _PLAIN.fullmatch(cell):
        return int(re.split("[.,]", cell)[0])
    return parse_whole(cell, field)


def read_minutes(cell: str, field: str) -> float | None:
    """Return minutes of `2h 45m`, `02:45:00`, `165` or `165 phút`; None for an empty cell. Else KosError."""
    low = cell.lower()
    if low in NOTHING:
        return None
    if match := re.fullmatch(r"(\d{1,3}):(\d{2})(?::(\d{2}))?", low):
        return int(match[1]) * 60 + int(match[2]) + int(match[3] or 0) / 60
    if match := re.fullmatch(r"(\d{1,6})(?:[.,](\d+))?", low):
        return float(f"{match[1]}.{match[2] or 0}")
    match = _LENGTH.fullmatch(low)
    if match and (match[1] or match[2]):
        return int(match[1] or 0) * 60.0 + int(match[2] or 0)
    raise KosError("results.not_minutes", field, given=cell)


@lru_cache(maxsize=65_536)
def read_moment(cell: str, field: str, *, month_first: bool = False) -> datetime | time | None:
    """Return a moment of the shop's clock, the day before the month unless told; a bare time of day as time.

    Numbers of 30,000 to 60,000 are days as Excel counts them. Raises KosError `day.not_a_day`.
    """
    if cell.lower() in NOTHING:
        return None
    if re.fullmatch(r"[3-5][0-9]{4}(?:\.[0-9]+)?", cell):
        return datetime.fromordinal(int(float(cell)) + 693_594)  # 1899-12-30 is day 0
    match = _MOMENT.fullmatch(cell)
    if match is None or not (match["day"] or match["hour"]):
        raise KosError("day.not_a_day", field, given=cell)
    hour = int(match["hour"] or 0)
    half = (match["half"] or "").upper()
    if half:
        hour = hour % 12 + (12 if half in {"PM", "CH"} else 0)
    try:
        clock = time(hour, int(match["minute"] or 0), int(match["second"] or 0))
    except ValueError as broken:
        raise KosError("day.not_a_day", field, given=cell) from broken
    if match["day"] is None:
        return clock
    one, two, three = re.split(r"[./-]", match["day"])
    if len(one) == 4:
        said = f"{one}-{int(two):02}-{int(three):02}"
    else:
        day, month = (two, one) if month_first else (one, two)
        said = f"{day}/{month}/{three if len(three) == 4 else '20' + three.zfill(2)}"
    return datetime.combine(parse_day(said, field), clock)


@lru_cache(maxsize=16_384)
def who(cell: str) -> str:
    """Return one spelling of a creator: `@Ten`, ` ten ` and `TEN` are `ten`, as is a link to a profile."""
    name = " ".join(cell.casefold().split())
    if "/" in name:
        name = name.split("?")[0].rstrip("/").rpartition("/")[2]
    return name.lstrip("@").strip()


@lru_cache(maxsize=4_096)
def folded(cell: str) -> str:
    """Return a heading or status as it is compared: without case, accents, or signs around it."""
    return fold(cell.replace("_", " ")).strip(" :*.\"'")
