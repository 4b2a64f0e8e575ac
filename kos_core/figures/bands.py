"""Counts and bands as figures say and draw them: words short enough for a label, lines that are seen."""

from math import floor
from typing import Any, Final

from kos_core.figures.colours import GRID, QUIET, Mode, Say, axis, trace
from kos_core.forecast.band import Band
from kos_core.numbers.writing import digits_kept, write_number
from kos_core.vocabulary import Lang

PHONE_PX: Final = 260  # what a phone leaves right of the names
PALE: Final = 0.3  # how much of its type's colour a band has
_UNITS: Final = ((1e9, "billion"), (1e6, "million"), (1e4, "thousand"))


def count(number: float, text: Say, lang: Lang) -> str:
    """Return a count as people read it, two significant digits: 1.500, 45 nghìn, 1,2 triệu."""
    kept = digits_kept(number, 2)
    for size, name in _UNITS:
        if kept >= size:
            scale = 1e3 if name == "thousand" else size
            return text(f"figure.unit.{name}", number=write_number(kept / scale, lang, 3))
    return write_number(kept if kept < 1 else round(kept), lang)


def usual(number: float, text: Say, lang: Lang) -> str:
    """Return a middle value: "about 1.500", or that it is below one."""
    if number < 0.95:
        return text("figure.below_one")
    return text("figure.about", amount=count(number, text, lang))


def between(found: Band, text: Say, lang: Lang) -> str:
    """Return a band as low to high; one number where both read the same."""
    low, high = count(found.low, text, lang), count(found.high, text, lang)
    return low if low == high else f"{low}\u2013{high}"


def said(number: float, text: Say, lang: Lang) -> str:
    """Return a count with two significant digits, "chưa tới 1" below one."""
    return text("figure.below_one") if number < 0.95 else count(number, text, lang)


def span(found: Band, text: Say, lang: Lang) -> str:
    """Return the 80 % band of a count, "chưa tới 1" below one."""
    low, high = said(found.low, text, lang), said(found.high, text, lang)
    return low if low == high else f"{low}\u2013{high}"


def log_axis(ends: tuple[float, float], title: str, text: Say, lang: Lang, mode: Mode, **more: Any) -> Any:
    """Return the log axis of counts, as many powers of ten named as a phone has room for."""
    start, stop = ends
    decades = list(range(int(start), floor(stop) + 1))
    step = 1 if len(decades) <= 4 else 2 if len(decades) <= 8 else 3
    return axis(
        mode,
        type="log",
        range=[start - 0.045 * (stop - start), stop],
        tickvals=[10**d for d in decades],
        ticktext=[count(10**d, text, lang) if (d - start) % step == 0 else "" for d in decades],
        showgrid=True,
        gridcolor=GRID[mode],
        tickfont={"size": 12, "color": QUIET[mode]},
        title={
            "text": title + "<br>" + text("figure.band"),
            "font": {"size": 12, "color": QUIET[mode]},
            "standoff": 8,
        },
        **more,
    )


def lines(spans: list[tuple[float, float, float]], colour: str) -> Any:
    """Return thick lines from low to high, one at each height."""
    return trace(
        "scatter",
        x=[x for low, high, _ in spans for x in (round(low, 1), round(high, 1), None)],
        y=[y for _, _, height in spans for y in (height, height, None)],
        mode="lines",
        line={"color": colour, "width": 12},
        hoverinfo="skip",
    )
