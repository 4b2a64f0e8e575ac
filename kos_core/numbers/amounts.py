"""VND read as people write it; what reads two ways is refused with both readings."""

import math
import re
from fractions import Fraction
from typing import NamedTuple

from kos_core.errors import KosError
from kos_core.numbers.typed import fraction, given_line, signed

MOST_VND = 10**15
"""The largest amount that is read."""


class _Unit(NamedTuple):
    """What a unit word stands for."""

    scale: int
    thousands: str = ""
    """The signs that part thousands before it ("1.250 triệu"); others leave a doubt."""
    takes_tail: bool = False
    """Whether figures may follow it ("1tr5"): a Vietnamese habit."""


# Words are folded: lower case, no accents. A thousand takes both signs, since no one
# writes 1 250 VND as "1,250 nghìn". From tỷ upwards no sign is sure: "1.235 tỷ" is as
# likely 1 tỷ 235 triệu, and the wrong reading would be a thousand times off. "m" and
# "b" belong to no language, so nothing is sure there either.
_UNITS = {
    word: unit
    for words, unit in (
        ("k|nghin|ngan", _Unit(10**3, ".,", takes_tail=True)),
        ("thousand", _Unit(10**3, ".,")),
        ("tr|trieu|cu", _Unit(10**6, ".", takes_tail=True)),
        ("million|millions", _Unit(10**6, ",")),
        ("m|mn", _Unit(10**6)),
        ("ty|ti", _Unit(10**9, takes_tail=True)),
        ("b|bn|billion|billions", _Unit(10**9)),
        ("nghin ty|ngan ty", _Unit(10**12, takes_tail=True)),
        ("trillion|trillions", _Unit(10**12)),
    )
    for word in words.split("|")
}

_TOKEN = re.compile(
    r" ?(?:(?P<number>[0-9]+(?:[ .,][0-9]+)*)"
    rf"|(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})"
    r"|(?P<half>ruoi)|(?P<currency>vnd|dong|d))"
)

_SHAPE = re.compile(r"n|(?:nu)+[nh]?")

_GROUPED = re.compile(
    r"(?P<whole>[1-9][0-9]{0,2}(?P<sign>[ .,])[0-9]{3}(?:(?P=sign)[0-9]{3})*)"
    r"(?:(?!(?P=sign))[.,](?P<decimals>[0-9]+))?"
)

# What people put around an amount: "khoảng 100tr", "~100tr", "100tr+", "100tr."; and what it is per.
_ABOUT = re.compile(r"^(?:khoang|tam|co|chung|about|around|approx\.?|circa|~|≈) ?|(?:[.+]| tro len)+$")
_A_MONTH = re.compile(r"(?:/|moi |mot |per |a )(?:thang|month|mo|tuan|week|ngay|day|nam|year)\b")
_BETWEEN = re.compile(r" ?(?:-|–|—|~| den | toi | to ) ?")

_PLAIN = re.compile(r"(?P<whole>[0-9]+)(?:[.,](?P<decimals>[0-9]+))?")


def parse_vnd(text: str | float, field: str = "budget") -> int:
    """The amount in whole VND, 0 or more, of what somebody wrote.

    Read are units in Vietnamese and English, with or without accents (`100tr`,
    `1,2 tỷ`, `1 tỷ 200 triệu`, `1tr5`, `2 triệu rưỡi`, `250k`, `1.5b`), figures with or
    without groups of three (`500.000.000`, `500,000,000đ`), and đ, ₫, VND or đồng once
    before or after. Doubts are settled so:

    - no unit: groups of three are thousands (`1.200` is 1 200), for VND has no cents;
    - three figures after one sign, before a unit: thousands if that is the sign of the
      word's own language (`1.250 triệu`, `1,250 million`) or the unit is a thousand
      (`1.250k`), else refused (`1,250 triệu`, `1.250 tỷ`, `1.250m`);
    - figures after a unit are decimals of it (`1tỷ2`, `2tr350`, `1tr05`), but two of
      them set apart or ending in 0 (`1 tỷ 50`) may be 50 triệu too: refused;
    - what is no whole number of VND is refused (`1,2`), zeros after the sign are not.

    Raises: KosError `money.empty`, `money.not_a_number`, `money.negative`,
    `money.too_large` (`most_vnd`) or `money.ambiguous` (`first_vnd` < `second_vnd`, the
    two readings), each with `given`, one line of what was written.
    """
    given = given_line(text)
    if isinstance(text, str):
        if not text.strip():
            raise KosError("money.empty", field, given=given)
        negative, written = signed(text)
        if _A_MONTH.search(written):
            raise KosError("money.a_month", field, given=given)
        written = _ABOUT.sub("", written)
        totals = _totals(written)
        if not totals and (ends := _ends(written)):
            raise KosError("money.range", field, given=given, first_vnd=ends[0], second_vnd=ends[1])
    else:
        number = fraction(text, places=4)
        negative = number is not None and number < 0
        totals = set() if number is None else _without_unit(number)

    if not totals:
        raise KosError("money.not_a_number", field, given=given)
    if negative:
        raise KosError("money.negative", field, given=given)
    first, second = math.floor(min(totals)), math.ceil(max(totals))
    if min(totals) > MOST_VND:
        raise KosError("money.too_large", field, given=given, most_vnd=MOST_VND)
    if first != second:
        raise KosError("money.ambiguous", field, given=given, first_vnd=first, second_vnd=second)
    return first


def _ends(text: str) -> tuple[int, int] | None:
    """The two ends of a range: `10tr-20tr`, or `10-20tr`, whose unit counts for both; None for others."""
    parts = _BETWEEN.split(text)
    if len(parts) != 2 or not all(parts):
        return None
    last = _totals(parts[1])
    first = _totals(parts[0])
    if parts[0].isdigit() and (unit := re.sub(r"^[0-9.,]+ ?", "", parts[1])):
        first = _totals(parts[0] + unit)
    if len(first) != 1 or len(last) != 1:
        return None
    low, high = math.floor(min(first)), math.floor(min(last))
    return (low, high) if low < high else None


def _totals(text: str) -> set[Fraction]:
    """Every amount in VND that the folded text can mean; none if it is no amount."""
    tokens: list[re.Match[str]] = []
    position = 0
    while position < len(text):
        token = _TOKEN.match(text, position)
        if token is None:
            return set()
        tokens.append(token)
        position = token.end()
    kinds = "".join(str(token.lastgroup)[0] for token in tokens)
    if kinds.count("c") > 1 or not _SHAPE.fullmatch(kinds.strip("c")):
        return set()
    parts = [token for token in tokens if token.lastgroup != "currency"]
    if len(parts) == 1:
        figures = parts[0]["number"]
        return {t for v in _values(figures, ".,") | _half_grouped(figures) for t in _without_unit(v)}

    totals, above = {Fraction(0)}, None
    for number, word in zip(parts[::2], parts[1::2], strict=False):
        unit = _UNITS[word["unit"]]
        values = {value * unit.scale for value in _values(number["number"], unit.thousands)}
        if above is not None and unit.scale >= above.scale:
            return set()
        totals = _added(totals, values, above)
        above = unit
    if len(parts) % 2 and above is not None:
        totals = _added(totals, _tail(parts[-1], above), above)
    return totals


def _added(totals: set[Fraction], values: set[Fraction], above: _Unit | None) -> set[Fraction]:
    """Each total with each value after it: whole units first, then less than one."""
    if above is None:
        return values
    return {t + v for t in totals for v in values if t % above.scale == 0 and v < above.scale}


def _tail(token: re.Match[str], unit: _Unit) -> set[Fraction]:
    """What half a unit or bare figures after it can add, in VND."""
    if not unit.takes_tail:
        return set()
    if token.lastgroup == "half":
        return {Fraction(unit.scale, 2)}
    figures = token["number"]
    grouped = _GROUPED.fullmatch(figures)
    if grouped and not grouped["decimals"]:
        return _values(figures, ".,")
    if not figures.isdigit() or len(figures) > 3:
        return set()
    decimals = Fraction(int(figures) * unit.scale, 10 ** len(figures))
    set_apart = token[0].startswith(" ") or figures.endswith("0")
    if len(figures) == 2 and set_apart:
        return {decimals, Fraction(int(figures) * unit.scale, 1000)}
    return {decimals}


def _values(figures: str, thousands: str) -> set[Fraction]:
    """Every number the figures can mean; `thousands` are the signs without a doubt."""
    grouped, plain = _GROUPED.fullmatch(figures), _PLAIN.fullmatch(figures)
    if grouped and grouped["sign"] in thousands:
        plain = None
    values = set()
    for match in (grouped, plain):
        if match is not None:
            whole = re.sub("[ .,]", "", match["whole"])
            values.add(Fraction(f"{whole}.{match['decimals'] or 0}"))
    return values


def _half_grouped(figures: str) -> set[Fraction]:
    """What `500000.000` can mean besides half a million: half a billion, grouped from the end alone."""
    plain = _PLAIN.fullmatch(figures)
    if plain is None or len(plain["whole"]) < 4 or len(plain["decimals"] or "") != 3:
        return set()
    return {Fraction(plain["whole"] + plain["decimals"])}


def _without_unit(number: Fraction) -> set[Fraction]:
    """The VND a bare number can mean: `1,2` lacks its unit, triệu or tỷ."""
    if number.denominator != 1 and abs(number) < 1000:
        return {number * 10**6, number * 10**9}
    return {number}
