"""The first part of a plan, and when to stop."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, inf

import numpy as np

from kos_core.case import Case
from kos_core.plan.line import Line
from kos_core.plan.offers import ADS_UNIT_VND
from kos_core.plan.plan import Plan, way_of
from kos_core.vocabulary import CreatorType, Stage, Unit

HALF = 0.5
WEEKS_A_TRIAL = 4  # a quarter of the weeks


@dataclass(frozen=True)
class Part:
    """So many units of a line, for whole đồng."""

    line: Line
    units: int
    spend_vnd: int


@dataclass(frozen=True)
class Trial:
    """The first part of a plan: its parts, the weeks it takes, and when to stop.

    `counts` is what is counted at its end; go on where it is at least `stop_below`. `usually` is what usually
    comes of it.
    """

    parts: tuple[Part, ...]
    weeks: int
    counts: Stage
    stop_below: float
    usually: float

    @property
    def spend_vnd(self) -> int:
        """What the trial costs in advance, whole đồng."""
        return sum(part.spend_vnd for part in self.parts)

    def units(self, line: Line) -> int:
        """Return how many units of a line belong to the trial."""
        return next((part.units for part in self.parts if part.line is line), 0)


def trial_weeks(case: Case) -> int:
    """Return how many weeks of a campaign its trial takes: a quarter."""
    return ceil(case.brief.weeks / WEEKS_A_TRIAL)


def trial_of(plan: Plan, leader: CreatorType | None) -> Trial | None:
    """Return the first part of a plan: `model.trial_rate` of its money, always less than half of it.

    First of the leader's way, or where money is counted of the one that earns most a VND: at least its
    smallest size, where that is less than half. Then of the others while the share is not passed. None where
    nothing small can be tried: a contract, or a single activation.
    """
    case = plan.case
    money = plan.measure.is_money
    able = [line for line in plan.lines if line.forecast is not None and not _is_contract(line)]
    if money:  # what can never pay back tells nothing
        able = [line for line in able if _pays_back(line)] or able
    order = sorted(able, key=lambda line: (not money and line.creator is not leader, -_rate(line)))
    weeks, most = trial_weeks(case), HALF * plan.spend_vnd
    aim = case.knowledge.likely("model.trial_rate") * plan.spend_vnd
    parts: list[Part] = []
    for line in order:
        spent = sum(part.spend_vnd for part in parts)
        part = _first_part(plan, line, aim - spent, most - spent, weeks, is_first=not parts)
        if part is not None:
            parts.append(part)
    if not parts:
        parts = list(_of_ads(plan, aim))
    if not parts:
        return None
    return Trial(tuple(parts), weeks, *_stop(plan, parts))


def _pays_back(line: Line) -> bool:
    return line.forecast is not None and line.forecast.terms.break_even_orders is not None


def _rate(line: Line) -> float:
    """Return what a VND of a line brings of what is counted, on average; nothing where it is not counted."""
    if line.forecast is None or not line.counts_too:
        return 0.0
    return line.forecast.means[line.forecast.measure.first] / max(1, line.spend_vnd)


def _is_contract(line: Line) -> bool:
    return line.forecast is not None and line.forecast.programme.unit is Unit.CONTRACT


def _first_part(
    plan: Plan, line: Line, aim: float, most: float, weeks: int, *, is_first: bool
) -> Part | None:
    """Return the first units of a line; None where they are no small part."""
    way = way_of(plan, line)
    if way is None or line.forecast is None:
        return None
    terms, known = line.forecast.terms, plan.case.knowledge
    once, each = terms.once_vnd, max(1.0, terms.unit_advance_vnd)
    wanted = floor((aim - once) / each)
    smallest = way.programme.smallest
    units = max(smallest, wanted)
    if not is_first and terms.spend_of(smallest) > aim:
        return None
    pace = ceil(way.programme.most_per_week * weeks)
    late = line.units - floor(way.programme.most_per_week * (plan.case.brief.weeks - weeks))
    units = min(line.units, max(late, min(units, max(smallest, pace))))
    fits = floor((most - once) / each)
    if terms.spend_of(fits + 1) < most:
        fits += 1
    if units >= line.units and len(plan.lines) == 1:
        units = ceil(line.units / 2) - 1
    units = min(units, fits)
    while units > 0 and terms.spend_of(units) >= most:
        units -= 1
    least = min(smallest, int(known.likely("model.trial_least_units")))
    if units < min(least, line.units) or units < 1:
        return None
    spend = line.spend_vnd if units == line.units else ceil(terms.spend_of(units) - 1e-6)
    return Part(line, units, spend)


def _of_ads(plan: Plan, aim: float) -> Sequence[Part]:
    ads = [line for line in plan.lines if line.ads is not None]
    units = floor(aim / ADS_UNIT_VND)
    if not ads or units < 1:
        return ()
    line = max(ads, key=lambda one: one.spend_vnd)
    units = min(units, line.units)
    return (Part(line, units, units * ADS_UNIT_VND),)


def _stop(plan: Plan, parts: Sequence[Part]) -> tuple[Stage, float, float]:
    """Return what is counted at the end of a trial, how much is enough to go on, and what usually comes.

    Where money is counted: successful orders at the pace at which the lines tried pay back all they cost.
    Where ads are the yardstick: what the same money in ads usually brings. Else half of what usually comes.
    """
    measure, spend = plan.measure, sum(part.spend_vnd for part in parts)
    stage = Stage.KEPT if measure.is_money else measure.first
    usually = enough = 0.0
    for part in parts:
        share = part.units / max(1, part.line.units)
        found = part.line.forecast
        if found is None:
            usually += float(np.median(part.line.drawn(plan.case)[stage])) * share
            continue
        usually += found.bands[stage].middle * share
        need = found.terms.break_even_orders
        enough += inf if need is None else need * share
    if measure.is_money and enough < inf:
        return stage, float(ceil(enough - 1e-9)), usually
    beside = plan.in_ads
    if beside is not None and any(part.line.forecast is not None for part in parts):
        return stage, float(np.median(beside)) * spend / max(1, plan.spend_vnd), usually
    return stage, usually / 2, usually
