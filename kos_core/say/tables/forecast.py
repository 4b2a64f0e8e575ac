"""The tables of a forecast: every stage and ratio, the same money in other hands, the seasons."""

from collections.abc import Sequence

from kos_core.advice.advice import Advice
from kos_core.forecast.band import Band
from kos_core.forecast.forecast import Forecast
from kos_core.forecast.ratios import ratios
from kos_core.knowledge.entries import REACH
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers.writing import write_number, write_range, write_share, write_vnd
from kos_core.say.tables.amounts import gain, number, spent, times, usual
from kos_core.say.tables.table import NONE, Cell, Row, Stress, Table, plain
from kos_core.say.text import Text
from kos_core.say.wording import capital
from kos_core.vocabulary import Season, Stage

MONEY = (Stage.GMV, Stage.NET_REVENUE, Stage.PROFIT)
SUMS = (Stage.KEPT, Stage.LEADS, Stage.PROFIT)
SEASONAL = ("demand", "fee", "discount", "cancel")
TIMES = ("demand", "fee")


def _heads(text: Text, *names: str) -> tuple[Cell, ...]:
    return plain(*(text(f"forecast.column.{name}") for name in names))


def stages(found: Forecast, text: Text) -> Table:
    """Return every stage and ratio with its low, usual and high."""
    reach = {*REACH, Stage.CLICKS}
    shown = [s for s in Stage if s in found.bands and (s in reach or not found.measure.is_reach)]
    rows = []
    for stage in shown:
        stress: Stress = "sum" if stage in SUMS else ""
        three = (number(x, text, money=stage in MONEY) for x in _three(found.bands[stage]))
        rows.append(Row((Cell(text(f"forecast.stage.{stage}")), *three), stress))
    for name, band in ratios(found).items():
        three = (Cell(_ratio(name, x, text), x) for x in _three(band))
        rows.append(Row((Cell(text(f"forecast.ratio.{name}")), *three)))
    return Table(tuple(rows), _heads(text, "stage", "low", "usual", "high"))


def _three(band: Band) -> tuple[float, float, float]:
    return band.low, band.middle, band.high


def _ratio(name: str, value: float, text: Text) -> str:
    if name == "roas":
        return write_number(value, text.lang)
    if name == "cir":
        return write_share(value, text.lang) if value < 100 else text("forecast.far_above")
    return write_vnd(value, text.lang, 2)


def same_money(advice: Advice, text: Text) -> Table:
    """Return all types, ads and keeping the money side by side, by what the goal counts."""
    measure = advice.goal_measure
    result, money = measure.targets[0], measure.is_money
    heads = ["type", "way", "spend", "views", result.value, *(["profit", "chance"] if money else [])]
    rows = [
        _padded(_hired(advice, creator, text), len(heads))
        for creator in (row.creator for row in advice.scorecard.rows)
        if creator in advice.platform_of
    ]
    if advice.ads and advice.best is not None:
        cells = [*plain(text("forecast.ads"), text("forecast.ads_way"))]
        cells += [spent(advice.best.terms.spend_vnd, text), Cell(NONE)]
        cells.append(usual(advice.ads[result], text) if result in advice.ads else Cell(NONE))
        if money:
            cells.append(gain(advice.ads[Stage.PROFIT], text))
        rows.append(_padded(cells, len(heads)))
    keep = [*plain(text("forecast.keep"), NONE, NONE, NONE, NONE)]
    rows.append(_padded([*keep, Cell(text("forecast.keep_gain"), 0.0)] if money else keep, len(heads)))
    return Table(tuple(rows), _heads(text, *heads), words=(1,))


def _padded(cells: Sequence[Cell], width: int) -> Row:
    return Row((*cells, *(Cell(NONE) for _ in range(width - len(cells)))))


def _hired(advice: Advice, creator: str, text: Text) -> list[Cell]:
    """Return what a type spends and brings, or why it cannot be hired."""
    row = next(row for row in advice.scorecard.rows if row.creator == creator)
    found, knowledge, measure = advice.cell(row.creator), advice.case.knowledge, advice.goal_measure
    where = knowledge.platforms[found.platform].label
    cells = [
        Cell(capital(knowledge.creators[row.creator].short(text.lang)), creator=row.creator),
        Cell(capital(found.programme.label(text.lang)), notes=(where,)),
    ]
    if not found.bands:
        key = "needs" if not row.standing.affordable else "stopped"
        needs = row.standing.needs_vnd or found.terms.needs_vnd
        return [*cells, Cell(text(f"forecast.{key}", needs=write_vnd(needs, text.lang, 3)), needs)]
    cells += [spent(found.terms.spend_vnd, text), usual(found.bands[Stage.VIEWS], text)]
    if found.measure.first is not measure.first:
        return [*cells, Cell(text("figure.worth.by_reach"))]
    cells.append(usual(found.bands[measure.targets[0]], text))
    if measure.is_money:
        cells += [gain(found.bands[Stage.PROFIT], text), times(found.chance_break_even, text)]
    return cells


def seasons(now: Season, knowledge: Knowledge, text: Text, names: Sequence[str] = SEASONAL) -> Table:
    """Return the multipliers of every season."""
    rows = []
    for season in Season:
        cells = [Cell(text(f"season.{season}"))]
        for name in names:
            if season is Season.ORDINARY:
                cells.append(Cell("×1", 1.0) if name in TIMES else Cell("+0", 0.0))
                continue
            found = knowledge.estimate(f"season.{season}.{name}")
            if name in TIMES:
                span = write_range(found.low, found.high, text.lang, money=False)
                notes = (span,) if found.low < found.high else ()
                cells.append(Cell("×" + write_number(found.likely, text.lang, 3), found.likely, notes))
            else:
                points = write_number(found.likely * 100, text.lang, 2)
                cells.append(Cell(text("forecast.points", points=points), found.likely))
        rows.append(Row(tuple(cells), "now" if season is now else ""))
    heads = plain(text("forecast.season.when"), *(text(f"forecast.season.{name}") for name in names))
    return Table(tuple(rows), heads)
