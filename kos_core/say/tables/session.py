"""The plan of one live session or slot: hours, offers, stock, people on comments, parcels a day."""

from math import ceil

from kos_core.forecast.session import Plan
from kos_core.numbers.writing import write_number, write_range
from kos_core.say.tables.table import Cell, Row, Stress, Table
from kos_core.say.text import Text
from kos_core.say.wording import capital
from kos_core.vocabulary import Unit


def session_plan(plan: Plan, text: Text) -> Table:
    """Return the lines of the plan: what, how much."""
    session = plan.programme.unit is Unit.SESSION
    found: list[tuple[Stress, str, str]] = []
    if session:
        offers = text("planner.offers_each", offers=plan.offers, minutes=_count(plan.minutes_each, text))
        found.append(("", text("planner.hours"), text("planner.hours_value", hours=_count(plan.hours, text))))
        found.append(("", text("planner.offers"), offers))
        rounds = text("planner.products_value", products=plan.products, rounds=_count(plan.rounds, text))
        found.append(("", text("planner.products"), rounds))
    else:
        minutes = text("planner.minutes_value", minutes=_count(plan.hours * 60, text))
        found.append(("", text("planner.slot"), minutes))
        found.append(("", text("planner.products"), _count(plan.products, text)))
    views = write_range(plan.views.low, plan.views.high, text.lang, money=False)
    shipped = write_range(round(plan.shipped.low), plan.stock, text.lang, money=False, digits=8)
    per_week = f"{_count(plan.per_week, text)} {plan.programme.unit_word(text.lang)}"
    found += [
        ("", text("planner.views"), views),
        ("", text("planner.shipped"), shipped),
        ("sum", text("planner.stock"), text("planner.pieces", pieces=_count(plan.stock, text, 6))),
        ("sum", text("planner.staff"), text("planner.people", people=plan.staff)),
        ("", text("planner.comments"), _count(ceil(plan.comments_per_hour), text, 8)),
        ("sum", text("planner.pack"), text("planner.a_day", orders=_count(plan.pack_day, text, 6))),
        ("", text("planner.packers"), text("planner.people", people=plan.packers)),
        ("", text("planner.per_week"), per_week),
    ]
    rows = (Row((Cell(capital(name)), Cell(said)), stress) for stress, name, said in found)
    return Table(tuple(rows))


def _count(value: float, text: Text, digits: int = 2) -> str:
    return write_number(value, text.lang, digits)
