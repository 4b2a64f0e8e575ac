"""The plan as tables: its lines, what stands beside it, and why a type got nothing."""

from collections.abc import Iterable

from kos_core.advice.advice import Advice
from kos_core.forecast.band import Band
from kos_core.plan.beside import Other
from kos_core.plan.line import Line
from kos_core.plan.plan import Plan
from kos_core.say.plan import counted, noun_of
from kos_core.say.sentences import Sentences
from kos_core.say.tables.table import NONE, Cell, Row, Table
from kos_core.say.wording import capital


def line_name(line: Line, said: Sentences) -> str:
    """Return what a line is: its way of hiring and its platform; ads by their platform."""
    platform = said.platform(line.platform)
    if line.forecast is None:
        return said.text("plan.ads_on", platform=platform)
    return f"{capital(line.forecast.programme.label(said.lang))}, {platform}"


def weeks_of(line: Line, advice: Advice) -> str:
    """Return the first and the last week of a line."""
    slots = [slot for slot in advice.calendar if slot.line is line]
    first, last = min(s.first_week for s in slots), max(s.last_week for s in slots)
    return str(first) if first == last else f"{first}–{last}"


def brings(line: Line, advice: Advice, said: Sentences) -> tuple[Cell, Cell]:
    """Return what a line usually brings with its 80 % band, and what it brings of the goal on average."""
    plan = advice.plan
    stage = counted(plan)[0]
    band = line.band(stage, plan.case)
    if band is None or not line.counts_too:
        return Cell(NONE), Cell(NONE)
    mean = line.mean(plan.measure.first, plan.case)
    months = line.months if plan.measure.by_months else 1
    band = Band(band.low * months, band.middle * months, band.high * months)
    shown = said.money(mean, 2) if plan.measure.is_money else said.count(mean * months)
    return Cell(said.count(band.middle), band.middle, (said.band(band),)), Cell(shown, mean)


def lines(advice: Advice, said: Sentences) -> Table:
    """Return the lines of a plan: how many of what, where, when, for how much, what each brings."""
    plan, text = advice.plan, said.text
    rows = []
    for line in plan.lines:
        usual, mean = brings(line, advice, said)
        units = NONE if line.forecast is None else said.count(line.units, 4)  # as many as they cost
        rows.append(
            Row(
                (
                    Cell(line_name(line, said), creator=line.creator),
                    Cell(units, float(line.units)),
                    Cell(weeks_of(line, advice)),
                    Cell(said.money(line.spend_vnd, 3), float(line.spend_vnd)),
                    usual,
                    mean,
                )
            )
        )
    if plan.lines:
        _, band = counted(plan)
        on_average = said.money(plan.mean) if plan.measure.is_money else said.count(plan.mean)
        total = Cell(said.count(band.middle), band.middle, (said.band(band),))
        spend = Cell(said.money(plan.spend_vnd, 3), float(plan.spend_vnd))
        rows.append(
            Row((Cell(text("plan.whole")), Cell(NONE), Cell(NONE), spend, total, Cell(on_average)), "sum")
        )
    heads = (
        Cell(text("plan.head.what")),
        Cell(text("plan.head.units")),
        Cell(text("plan.head.weeks")),
        Cell(text("plan.head.spend")),
        Cell(capital(noun_of(plan, said)), notes=(text("plan.head.usual"),)),
        Cell(text("plan.head.profit" if plan.measure.is_money else "plan.head.mean")),
    )
    return Table(tuple(rows), heads)


def otherwise(plan: Plan, found: Iterable[Other], said: Sentences) -> Table:
    """Return the plan beside the same money used otherwise: spend, what usually comes, the average."""
    rows = [Row(_compared(plan, said.text("plan.other.this"), said), "now")]
    rows += [Row(_compared(one.plan, other_name(one, said), said)) for one in found]
    heads = (
        Cell(said.text("plan.head.way")),
        Cell(said.text("plan.head.spend")),
        Cell(capital(noun_of(plan, said)), notes=(said.text("plan.head.usual"),)),
        Cell(said.text("plan.head.profit" if plan.measure.is_money else "plan.head.mean")),
    )
    return Table(tuple(rows), heads)


def other_name(one: Other, said: Sentences) -> str:
    """Return what another use of the money is called."""
    if not one.without:
        return said.text(f"plan.other.{one.name}")
    programme, _, platform = one.without.partition("@")
    if programme in said.knowledge.programmes:
        label = said.knowledge.programmes[programme].label(said.lang)
    else:
        label = said.text("plan.ads_alone")
    where = next(said.platform(p) for p in said.knowledge.platforms if p == platform)
    return said.text("plan.other.without", what=f"{label}, {where}")


def _compared(plan: Plan, name: str, said: Sentences) -> tuple[Cell, ...]:
    what = "; ".join(f"{line_name(line, said)} ×{said.count(line.units, 4)}" for line in plan.lines)
    band = counted(plan)[1] if plan.lines else Band(0.0, 0.0, 0.0)
    mean = plan.mean if plan.lines else 0.0
    return (
        Cell(name, notes=(what,) if what else ()),
        Cell(said.money(plan.spend_vnd, 3) if plan.lines else "0", float(plan.spend_vnd)),
        Cell(said.count(band.middle) if plan.lines else NONE, band.middle),
        Cell(said.money(mean) if plan.measure.is_money else said.count(mean), mean),
    )
