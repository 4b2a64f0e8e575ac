"""VND, shares and counts written as people read them.

A no-break space stands between a number and its unit, so neither wraps alone.
"""

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from math import floor, inf, log10
from typing import TYPE_CHECKING

from kos_core.vocabulary import Kind, Lang

PLAIN_ZEROS = 12  # as many are written out; more are told by an exponent

if TYPE_CHECKING:
    from babel import Locale


def write_vnd(vnd: float, lang: Lang, digits: int | None = None) -> str:
    """The amount as people say it: `86 triệu`, `1,2 tỷ`, `250k`; `86 million VND`.

    `digits` significant digits, three unless told (forecasts take two), and at most
    two decimals: three could be read as thousands. Raises: ValueError if not finite.
    """
    minus, number, unit = _said(vnd, lang, 3 if digits is None else digits)
    return minus + number + unit


def write_vnd_exact(vnd: float, lang: Lang) -> str:
    """The amount to the last VND: `100.000.000 ₫`, `100,000,000 ₫`."""
    return _signed_number(_decimal(vnd), 0, lang) + "\u00a0₫"


def write_number(x: float, lang: Lang, digits: int = 2) -> str:
    """The number to so many significant digits, grouped: `1.200`, `0,04`, `0`."""
    amount = _decimal(x)
    return _signed_number(amount, _last_kept(amount, digits), lang)


def write_range(low: float, high: float, lang: Lang, *, money: bool, digits: int = 2) -> str:
    """The range from low to high: `190–900`, `15–20 triệu`, `900k – 1,2 triệu`.

    The unit stands once if both have the same or one end is 0; ends that read alike are
    written once. A dash beside a minus misleads, so below 0 a word stands between them.
    Two significant digits unless told. Raises: ValueError if an end is not finite.
    """
    if money:
        low_sign, low_number, low_unit = _said(low, lang, digits)
        high_sign, high_number, high_unit = _said(high, lang, digits)
    else:
        low_sign, low_number, low_unit = "", write_number(low, lang, digits), ""
        high_sign, high_number, high_unit = "", write_number(high, lang, digits), ""
    if low_number == "0":
        low_unit = high_unit
    elif high_number == "0":
        high_unit = low_unit
    start, end = low_sign + low_number, high_sign + high_number
    if (start, low_unit) == (end, high_unit):
        return end + high_unit
    if low_unit == high_unit:
        low_unit, between = "", "\u2013"
    else:
        low_unit, between = low_unit.removesuffix("\u00a0VND"), "\u00a0\u2013 "
    if "\u2212" in start + end:
        between = {"vi": "\u00a0đến ", "en": "\u00a0to "}[lang]
    return start + low_unit + between + end + high_unit


def write_share(x: float, lang: Lang, digits: int = 0) -> str:
    """The share of one in per cent, with at most `digits` decimals: `15%`, `2,5%`."""
    return _signed_number(_decimal(x) * 100, -digits, lang) + "%"


def write_kind(number: float, kind: Kind, lang: Lang) -> str:
    """The number to the last digit said, by its kind: `100 triệu`, `15%`, `1.200`."""
    if kind is Kind.VND:
        return write_vnd(number, lang)
    return write_share(number, lang, 2) if kind is Kind.SHARE else write_number(number, lang, 15)


def write_day(day: date, lang: Lang, *, year: bool = True) -> str:
    """Return a day as people write it: 7/12/2026, 7 Dec 2026; without the year where it is understood."""
    from babel.dates import format_date  # as _locale: heavy, read when first needed

    form = {"vi": "d/M", "en": "d MMM"}[lang] + ({"vi": "/y", "en": " y"}[lang] if year else "")
    return str(format_date(day, form, locale=_locale(lang)))


def times_in_ten(chance: float) -> int:
    """How many times in ten, 0 to 10, the chance (0 to 1) comes to; halves go up."""
    return min(10, max(0, int(_rounded(_decimal(chance) * 10, 0))))


def digits_kept(x: float, digits: int) -> float:
    """The number rounded to so many significant digits; halves go away from 0."""
    amount = _decimal(x)
    return float(_rounded(amount, _last_kept(amount, digits)))


_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)  # holds any float to the last digit

_WRITTEN: dict[int, dict[Lang, str]] = {
    12: {"vi": "\u00a0nghìn\u00a0tỷ", "en": "\u00a0trillion\u00a0VND"},
    9: {"vi": "\u00a0tỷ", "en": "\u00a0billion\u00a0VND"},
    6: {"vi": "\u00a0triệu", "en": "\u00a0million\u00a0VND"},
    3: {"vi": "k", "en": "k\u00a0VND"},
    0: {"vi": "\u00a0đ", "en": "\u00a0VND"},
}


def _said(vnd: float, lang: Lang, digits: int) -> tuple[str, str, str]:
    """Minus or nothing, the number, and the unit with the space before it."""
    amount = _decimal(vnd)
    size = amount.copy_abs()
    power = _power(size)
    kept = _rounded(size, max(_last_kept(size, digits), power - 2, 0))
    power = _power(kept)  # again: rounding may have made 1 000 triệu, which is 1 tỷ
    number = _grouped(kept.scaleb(-power), lang)
    minus = "\u2212" if kept and amount < 0 else ""
    return minus, number, _WRITTEN[power][lang]


def _power(size: Decimal) -> int:
    """The power of ten of the largest unit that fits."""
    return next((power for power in _WRITTEN if size >= 10**power), 0)


def _decimal(x: float) -> Decimal:
    """The number as it prints, so that halves are the halves people see."""
    amount = Decimal(x) if isinstance(x, int) else Decimal(repr(float(x)))
    if not amount.is_finite():
        raise ValueError(f"only a finite number can be written: {x}")
    return amount


def _last_kept(amount: Decimal, digits: int) -> int:
    """The power of ten of the last digit when so many significant ones are kept."""
    return amount.adjusted() - digits + 1 if amount else 0


def _rounded(amount: Decimal, power: int) -> Decimal:
    """The amount to a multiple of that power of ten; halves go away from 0."""
    return _WIDE.quantize(amount, Decimal((0, (1,), power)))


def _signed_number(amount: Decimal, power: int, lang: Lang) -> str:
    """The amount to a multiple of that power of ten, grouped, with a real minus."""
    kept = _rounded(amount, power)
    return ("\u2212" if kept < 0 else "") + _grouped(kept.copy_abs(), lang)


def _grouped(amount: Decimal, lang: Lang) -> str:
    """The number with the language's own signs, all its decimals kept."""
    # Here because Babel takes 50 ms to import, and reading money needs none of it.
    from babel.numbers import format_decimal

    return format_decimal(amount, locale=_locale(lang), decimal_quantization=False)


@lru_cache(maxsize=2)
def _locale(lang: Lang) -> "Locale":
    """The language's Babel locale, parsed once: a screen writes hundreds of numbers."""
    from babel import Locale

    return Locale.parse(lang)


def tenths(x: float, lang: Lang, *, signed: bool = False) -> str:
    """Return points with one decimal: `6,2`; `+6,2` and `−2,1` where `signed`."""
    kept = round(x + 0.0, 1)
    if abs(kept) == inf:
        raise ValueError(x)
    sign = "\u2212" if kept < 0 else "+" if signed and kept > 0 else ""
    said = f"{abs(kept):.1f}"
    return sign + (said.replace(".", ",") if lang == "vi" else said)


def said(value: float, digits: int, way: Callable[[float], int]) -> int:
    """Return `value` in so many significant digits, rounded by `way`."""
    unit = int(10 ** max(0, floor(log10(max(1.0, value))) + 1 - digits))
    return way(value / unit) * unit


def write_anywhere(x: float) -> str:
    """Return a number that every programme reads as the same: 1500, 15E-2 for 0.15; no separator in it.

    A point or a comma is a decimal to one spreadsheet and a thousand, or a day, to the next.
    """
    kept = Decimal(repr(float(x))).normalize()
    exponent = int(kept.as_tuple().exponent)  # ValueError for what is no number
    whole = int(kept.scaleb(-exponent))
    return f"{whole}{'0' * exponent}" if 0 <= exponent <= PLAIN_ZEROS else f"{whole}E{exponent}"
