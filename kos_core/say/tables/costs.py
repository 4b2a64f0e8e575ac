"""What a way of hiring costs: in advance, of each order, and of one order on every platform."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from kos_core.forecast.forecast import Forecast
from kos_core.hire.breakdown import Line, later_of
from kos_core.numbers.writing import write_range, write_vnd, write_vnd_exact
from kos_core.say.citing import assumed
from kos_core.say.tables.table import NONE, Cell, Row, Table
from kos_core.say.text import Text
from kos_core.say.wording import capital, line_name
from kos_core.vocabulary import Stage


def exact(vnd: float, text: Text) -> str:
    """Return an amount to the dong."""
    return write_vnd_exact(round(vnd), text.lang)


def _rows(lines: Sequence[Line], found: Forecast, text: Text, cell: Callable[[Line], Cell]) -> list[Row]:
    knowledge = found.case.knowledge
    return [
        Row((Cell(capital(line_name(line.name, knowledge, text))), cell(line)), "" if line.is_on else "off")
        for line in lines
    ]


def advance(found: Forecast, text: Text) -> Table:
    """Return what is paid in advance for all units, line by line, and the sum."""
    hired = found.terms

    def paid(line: Line) -> Cell:
        vnd = line.vnd * hired.units
        return Cell(write_vnd(vnd, text.lang, 3), vnd)

    rows = _rows(found.advance, found, text, paid)
    if found.once is not None:
        rows += _rows([found.once], found, text, lambda one: Cell(write_vnd(one.vnd, text.lang, 3), one.vnd))
    total = Cell(write_vnd(hired.spend_vnd, text.lang, 3), hired.spend_vnd)
    return Table((*rows, Row((Cell(capital(text("cost.total"))), total), "sum")))


def per_order(found: Forecast, text: Text) -> Table:
    """Return what is taken of one successful order, line by line, and what is left of it."""
    hired = found.terms
    sells, left = hired.live_price_vnd, hired.leaves_vnd or 0.0
    first = Row((Cell(capital(text("cost.sells_at"))), Cell(exact(sells, text), sells)))
    rows = _rows(found.per_order, found, text, lambda line: Cell(exact(-line.vnd, text), -line.vnd))
    last = Row((Cell(capital(text("cost.left"))), Cell(exact(left, text), left)), "sum")
    return Table((first, *rows, last))


def is_thin(cell: Forecast) -> bool:
    """Return whether more than half of a cell's figures are assumed."""
    thin, every = assumed(cell.rests_on, cell.case.knowledge)
    return 2 * thin > every


def thinness(cell: Forecast, text: Text) -> str:
    """Return how many of a cell's figures are assumed."""
    thin, every = assumed(cell.rests_on, cell.case.knowledge)
    return text("where.thin", assumed=thin, all=every)


def one_order(cells: Sequence[Forecast], text: Text) -> Table:
    """Return the lines of one order, a column a platform; without them where nothing is sold on the spot."""
    sells = all(cell.terms.leaves_vnd is not None for cell in cells)
    knowledge = cells[0].case.knowledge

    def row(name: str, told: Callable[[Forecast], Cell]) -> tuple[Cell, ...]:
        return (Cell(name), *(_thin(told(cell), cell) for cell in cells))

    heads = row("", lambda c: _head(c, text))
    rows = []
    if sells:
        rows.append(Row(row(text("where.sells_at"), lambda c: _vnd(c.terms.live_price_vnd, text))))
        for name in _order_lines(cells):
            label = text("where.fees") if name == "fees" else line_name(name, knowledge, text)
            rows.append(Row(row(label, lambda c, name=name: _taken(c, name, text))))  # type: ignore[misc]
        if any(abs(later_of(c.terms, c.per_order)) >= 1 for c in cells):
            rows.append(Row(row(text("where.later"), lambda c: _vnd(later_of(c.terms, c.per_order), text))))
        rows.append(Row(row(text("where.left"), lambda c: _vnd(c.terms.leaves_vnd or 0.0, text)), "sum"))
    rows.append(Row(row(text("where.spend"), lambda c: _spend(c, text))))
    stage, label = (Stage.KEPT, "where.kept") if sells else (Stage.LEADS, "figure.stage.leads")
    rows.append(Row(row(text(label), lambda c: _band(c, stage, text))))
    return Table(tuple(rows), heads)


def _head(cell: Forecast, text: Text) -> Cell:
    label = cell.case.knowledge.platforms[cell.platform].label
    return Cell(label, notes=(thinness(cell, text),), is_strong=True)


def _thin(told: Cell, cell: Forecast) -> Cell:
    """Return a cell as it stands in a narrow column, marked where its platform is mostly assumed."""
    said = told.said.replace("\N{NO-BREAK SPACE}", " ")
    return replace(told, said=said, is_thin=is_thin(cell))


def _order_lines(cells: Sequence[Forecast]) -> list[str]:
    """Return the lines taken per order on any of the platforms, the platforms' fees as one."""
    names = [line.name for cell in cells for line in cell.per_order if not line.is_fee]
    return list(dict.fromkeys(["fees", *names]))


def _vnd(amount: float, text: Text) -> Cell:
    """Return an amount to the dong without its sign, which stands over the table."""
    return Cell(exact(amount, text).removesuffix("₫").strip(), amount)


def _taken(cell: Forecast, name: str, text: Text) -> Cell:
    """Return what a line takes of one order; a dash where it takes nothing or is switched off."""
    found = [
        line.vnd
        for line in cell.per_order
        if line.is_on and (line.is_fee if name == "fees" else line.name == name)
    ]
    return _vnd(-sum(found), text) if found else Cell(NONE)


def _spend(cell: Forecast, text: Text) -> Cell:
    hired = cell.terms
    if cell.bands:
        return Cell(write_vnd(hired.spend_vnd, text.lang, 3), hired.spend_vnd)
    if not hired.is_affordable and hired.needs_vnd > 0:
        return Cell(text("evidence.needs_paid", needs=write_vnd(hired.needs_vnd, text.lang, 3)))
    return Cell(text("where.closed"))


def _band(cell: Forecast, stage: Stage, text: Text) -> Cell:
    if stage not in cell.bands:
        return Cell(NONE)
    band = cell.bands[stage]
    low, high = (round(end) if end < 10 else end for end in (band.low, band.high))
    return Cell(write_range(low, high, text.lang, money=False), band.middle)
