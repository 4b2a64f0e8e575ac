"""Amounts, bands and chances as cells of a table."""

from kos_core.forecast.band import Band
from kos_core.numbers.writing import times_in_ten, write_number, write_range, write_vnd
from kos_core.say.tables.table import NONE, Cell
from kos_core.say.text import Text

HARDLY = 0.05  # fewer than one time in twenty is no time in ten


def number(value: float, text: Text, *, money: bool) -> Cell:
    """Return a forecast with two significant digits."""
    if money:
        return Cell(write_vnd(value, text.lang, 2), value)
    if 0 < value < 0.95:
        return Cell(text("figure.below_one"), value)
    return Cell(write_number(round(value) if value < 10 else value, text.lang), value)


def span(found: Band, text: Text, *, money: bool = False) -> str:
    """Return an 80 % band; people, orders and leads are whole."""
    ends = (found.low, found.high) if money else (_whole(found.low), _whole(found.high))
    return write_range(*ends, text.lang, money=money)


def _whole(count: float) -> float:
    return round(count) if count < 10 else count


def usual(found: Band, text: Text, *, money: bool = False) -> Cell:
    """Return what is usual, and the 80 % band under it."""
    said = number(found.middle, text, money=money).said
    return Cell(said, found.middle, (span(found, text, money=money),), is_strong=True)


def gain(found: Band, text: Text) -> Cell:
    """Return the usual gain or loss in words, and the 80 % band under it."""
    key = "gain" if found.middle >= 0 else "loss"
    words = text(f"forecast.{key}", amount=write_vnd(abs(found.middle), text.lang, 2))
    return Cell(words, found.middle, (span(found, text, money=True),), is_strong=True)


def spent(vnd: float, text: Text, *notes: str) -> Cell:
    """Return an amount paid, with three figures, as people say it."""
    return Cell(write_vnd(vnd, text.lang, 3), vnd, notes)


def times(chance: float | None, text: Text) -> Cell:
    """Return how many times in ten; below one in twenty hardly ever, above nineteen nearly always."""
    if chance is None:
        return Cell(NONE)
    said = in_ten(chance)
    keys = {0: "hardly", 10: "nearly_always"}
    return Cell(text(f"forecast.{keys.get(said, 'times')}", times=said), chance)


def in_ten(chance: float) -> int:
    """Return how many times in ten, 0 below one in twenty."""
    return 0 if chance < HARDLY else times_in_ten(chance)
