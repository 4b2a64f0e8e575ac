"""What is done in which week: the trial first, then the roles in order, over the brief's weeks."""

from dataclasses import dataclass
from math import ceil

from kos_core.plan.line import Line
from kos_core.plan.plan import Plan
from kos_core.plan.trial import Trial, trial_weeks
from kos_core.vocabulary import CreatorType, Phase

ROLE = {
    CreatorType.KOL: Phase.OPEN,
    CreatorType.BRAND_AMBASSADOR: Phase.OPEN,
    CreatorType.KOC: Phase.PROVE,
    CreatorType.KOS: Phase.CLOSE,
}
IN_ORDER = (Phase.OPEN, Phase.PROVE, Phase.CLOSE)
IN_SMALL_ORDER = (Phase.PROVE, Phase.CLOSE, Phase.OPEN)
"""What a small shop does first: KOC videos, then lives, then a KOL; a judgement, shown as one."""


@dataclass(frozen=True)
class Slot:
    """A line, or its part, in its weeks: so many units for whole đồng, the first and the last week.

    `is_chosen` where the reader chose the weeks.
    """

    line: Line
    phase: Phase
    first_week: int
    last_week: int
    units: int
    spend_vnd: int
    ads_vnd: float
    is_chosen: bool = False

    @property
    def weeks(self) -> int:
        """How many weeks it takes."""
        return self.last_week - self.first_week + 1

    @property
    def is_tight(self) -> bool:
        """Whether the reader gave it too few weeks: more is to be done a week than its programme allows."""
        return self.is_chosen and self.units > ceil(_pace(self.line) * self.weeks)


def phase_of(line: Line, plan: Plan) -> Phase:
    """Return the role a line has: open, prove or close; ads open where reach is counted, else close."""
    if line.creator is not None:
        return ROLE[line.creator]
    return Phase.OPEN if plan.measure.is_reach else Phase.CLOSE


def name_of(line: Line) -> str:
    """Return the name a line goes by in a brief's `timing`."""
    return f"{line.programme}@{line.platform}"


def _pace(line: Line) -> float:
    """Return how many units of a line can be done in a week; all of them where ads are meant."""
    return line.forecast.programme.most_per_week if line.forecast is not None else float(line.units)


def calendar_of(plan: Plan, trial: Trial | None) -> tuple[Slot, ...]:
    """Return what is done when; the parts of a line add up to it.

    The trial takes the first quarter of the weeks. Then the roles begin one after another in the documents'
    order, below `model.small_shop_vnd` in a small shop's, and go on to the end. Nothing is done faster than
    its programme allows: what needs more weeks begins earlier. What comes after the trial of a line goes into
    the weeks the brief's `timing` gives it, if it does.
    """
    weeks, found = plan.case.brief.weeks, []
    after = min(weeks, trial_weeks(plan.case) + 1) if trial is not None else 1
    small = plan.case.brief.budget_vnd < plan.case.knowledge.likely("model.small_shop_vnd")
    order = [
        phase
        for phase in (IN_SMALL_ORDER if small else IN_ORDER)
        if any(phase_of(line, plan) is phase for line in plan.lines)
    ]
    chosen = {name: (first, last) for name, first, last in plan.case.brief.timing}
    for line in plan.lines:
        tried = 0 if trial is None else trial.units(line)
        spent = 0
        if trial is not None and tried:
            spent = next(part.spend_vnd for part in trial.parts if part.line is line)
            share = tried / max(1, line.units)
            found.append(Slot(line, Phase.TRIAL, 1, max(1, after - 1), tried, spent, line.ads_vnd * share))
        units = line.units - tried
        if not units:
            continue
        phase = phase_of(line, plan)
        begin, end = after + (weeks - after + 1) * order.index(phase) // (2 * len(order)), weeks
        begin = max(after, min(begin, weeks - ceil(units / max(_pace(line), 1e-9)) + 1))
        is_chosen = name_of(line) in chosen
        if is_chosen:
            begin, end = (min(weeks, week) for week in chosen[name_of(line)])
        share = units / max(1, line.units)
        spend = line.spend_vnd - spent
        found.append(Slot(line, phase, begin, end, units, spend, line.ads_vnd * share, is_chosen))
    phases = list(Phase)
    return tuple(sorted(found, key=lambda one: (phases.index(one.phase), one.first_week, -one.spend_vnd)))
