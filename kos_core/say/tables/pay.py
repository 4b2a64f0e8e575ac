"""Ways of paying side by side: what they leave, or what a lead costs beside the same money in ads."""

from collections.abc import Sequence

from kos_core.forecast.band import Band
from kos_core.forecast.forecast import Forecast
from kos_core.forecast.pay import Paid
from kos_core.forecast.ratios import per_lead
from kos_core.numbers.writing import write_number, write_share, write_vnd
from kos_core.say.tables.amounts import gain, spent, times, usual
from kos_core.say.tables.table import NONE, Cell, Row, Table, plain
from kos_core.say.text import Text
from kos_core.say.wording import capital
from kos_core.vocabulary import Deal, Stage


def paid_ways(rows: Sequence[Paid], text: Text) -> Table:
    """Return the ways of paying side by side: advance, commission, break-even, what is kept, what is left."""
    heads = ("deal", "spend", "commission", "break_even", "kept", "profit", "chance")
    lines = []
    for row in rows:
        found = row.forecast
        if not found.bands:
            lines.append(Row((_deal(row, text), _needs(found, text), *plain(*[NONE] * 5))))
            continue
        what = _paid_for(found, text) if row.deal is Deal.COMMISSION else ""
        notes = (text("forecast.deal.pays_for", what=what),) if what else ()
        need = found.terms.break_even_orders
        cells = (
            _deal(row, text),
            spent(found.terms.spend_vnd, text, *notes),
            Cell(write_share(row.commission_rate, text.lang, 1), row.commission_rate),
            Cell(text("forecast.never") if need is None else write_number(need, text.lang, 3), need),
            usual(found.bands[Stage.KEPT], text),
            gain(found.bands[Stage.PROFIT], text),
            times(found.chance_break_even, text),
        )
        lines.append(Row(cells, "now" if row.is_now else ""))
    return Table(tuple(lines), plain(*(text(f"forecast.column.{name}") for name in heads)))


def paid_leads(rows: Sequence[Paid], ads: dict[Stage, Band], text: Text) -> Table:
    """Return the ways of paying for leads side by side with the same money in ads."""
    heads = ("deal", "spend", "leads", "per_lead")
    lines = []
    for row in rows:
        found = row.forecast
        if not found.bands:
            lines.append(Row((_deal(row, text), _needs(found, text), *plain(NONE, NONE))))
            continue
        leads = found.bands[Stage.LEADS]
        price = usual(per_lead(found), text, money=True)
        cells = (_deal(row, text), spent(found.terms.spend_vnd, text), usual(leads, text), price)
        lines.append(Row(cells, "now" if row.is_now else ""))
    now = next((row.forecast for row in rows if row.is_now), None)
    if now is not None and Stage.LEADS in ads:
        leads, vnd = ads[Stage.LEADS], now.terms.spend_vnd
        each = Band(*(vnd / max(x, 1e-9) for x in (leads.high, leads.middle, leads.low)))
        name = Cell(text("forecast.deal.ads_money"))
        lines.append(Row((name, spent(vnd, text), usual(leads, text), usual(each, text, money=True))))
    return Table(tuple(lines), plain(*(text(f"forecast.column.{name}") for name in heads)))


def _deal(row: Paid, text: Text) -> Cell:
    """Return how a row pays, and under it whether it is in view or asked for, and what else differs."""
    found, key = row.forecast, str(row.deal)
    if row.deal is Deal.COMMISSION and not found.programme.samples_per_unit:
        key = "commission_host"
    notes = [text("forecast.deal.now")] if row.is_now else []
    notes += [text("forecast.deal.asked")] if row.deal is found.case.brief.deal else []
    if "other_people" in row.differs:
        units = f"{write_number(found.terms.units, text.lang, 4)} {found.programme.unit_word(text.lang)}"
        own = found.programme.shop_channel and found.bands
        label = capital(found.programme.label(text.lang))
        notes.append(text("forecast.deal.own_channel", units=units) if own else label)
    notes += [text(f"forecast.deal.{name}") for name in row.differs]
    return Cell(text(f"forecast.deal.{key}"), notes=tuple(notes))


def _needs(found: Forecast, text: Text) -> Cell:
    needs = found.terms.needs_vnd
    return Cell(text("forecast.needs", needs=write_vnd(needs, text.lang, 3)), needs)


def _paid_for(found: Forecast, text: Text) -> str:
    """Return what is paid in advance although nobody gets a fee."""
    keys = [f"forecast.deal.paid_{line.name}" for line in found.advance if line.is_on and line.vnd > 0]
    return text("list.and").join(text(key) for key in keys if key in text)
