"""A plan handed over as tables: the figures to agree on, and the evenings of a week."""

from kos_core.say.handover.lists import amount
from kos_core.say.handover.words import Told
from kos_core.say.tables.table import NONE, Cell, Row, Table
from kos_core.vocabulary import Kind


def targets(told: Told) -> Table:
    """Return the figures to agree on: few, usual, many, and what one unit of them comes to."""
    text, rows = told.text, []
    for target in told.one.targets:
        band = target.band
        notes = []
        if target.each is not None and told.one.forecast.terms.units > 1:
            each = told.band(target.each, money=target.kind is Kind.VND)
            notes.append(text("handover.targets.each", range=each, unit=told.unit))
        if target.less_is_better:
            notes.append(text("handover.targets.keep_low"))
        if target.name == "aov":
            notes.append(text("handover.targets.aov_note"))
        ends = [amount(value, target.kind, told) for value in (band.low, band.middle, band.high)]
        is_one = band.low == band.high  # a price that stands elsewhere too, in as many digits
        if is_one and target.kind is Kind.VND:
            ends = [told.money(band.middle, 3)] * 3
        name = Cell(text(f"handover.targets.{target.name}"), notes=tuple(notes))
        low, usual, high = ends
        rows.append(
            Row(
                (
                    name,
                    Cell(NONE if is_one else low, band.low),
                    Cell(usual, band.middle, is_strong=True),
                    Cell(NONE if is_one else high, band.high),
                )
            )
        )
    heads = tuple(Cell(text(f"handover.targets.{head}")) for head in ("head", "low", "usual", "high"))
    return Table(tuple(rows), heads)


def rota(told: Told) -> Table:
    """Return the evenings of a week: the day, from when to when, how many people."""
    text = told.text
    rows = [
        Row(
            (
                Cell(text(f"handover.live.day.{one.day}")),
                Cell(f"{_clock(one.from_hour, told)}–{_clock(one.to_hour, told)}"),
                Cell(text("handover.live.who", others=told.people_on_comments)),
            )
        )
        for one in told.one.week
    ]
    heads = tuple(Cell(text(f"handover.live.head_{name}")) for name in ("day", "time", "who"))
    return Table(tuple(rows), heads, words=(2,))


def _clock(hour: float, told: Told) -> str:
    whole, part = divmod(round(hour * 60), 60)
    if part:
        return told.text("handover.live.clock_half", hour=whole, minutes=f"{part:02d}")
    return told.text("handover.live.clock", hour=whole)
