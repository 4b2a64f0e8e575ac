"""The plan of a case: what to buy, what comes back from all of it together, what is kept and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from kos_core.case import Case
from kos_core.forecast.band import Band, bands_of
from kos_core.forecast.draws import POINTS
from kos_core.hire.chain import SELLING, cap_of
from kos_core.hire.ways import Way, Ways
from kos_core.knowledge.entries import Measure
from kos_core.plan.limits import Limits, has_wishes, limits_of
from kos_core.plan.line import Line, ads_line, free, lines_of
from kos_core.plan.offers import ADS_UNIT_VND, Offers, offers_of, staged
from kos_core.plan.roles import asked_of
from kos_core.plan.solve import Bought, solve
from kos_core.plan.worst import solve_worst
from kos_core.score.team import Member
from kos_core.vocabulary import CreatorType, Risk, Stage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

PARCELS = (
    Stage.SHIPPED,
    Stage.DELIVERED,
    Stage.KEPT,
    Stage.ORDERS,
    Stage.CARTS,
    Stage.GMV,
    Stage.NET_REVENUE,
)


@dataclass(frozen=True, eq=False)
class Plan:
    """The plan of a case; no line where nothing is worth buying.

    `bought` is what the solver counted, on average; `binds` names the limits that keep it from being
    larger: budget, weeks, lines, stock, loss, returns. Where it `is_staged` the rest is not spent when the
    trial does not pay: everything it brings is counted so.
    """

    case: Case
    offers: Offers
    limits: Limits
    bought: Bought
    lines: tuple[Line, ...]
    binds: tuple[str, ...]
    is_staged: bool = False
    is_refused: bool = False

    @property
    def measure(self) -> Measure:
        """What the goal counts."""
        return self.offers.measure

    @property
    def spend_vnd(self) -> int:
        """What is paid in advance for all lines, whole đồng."""
        return sum(line.spend_vnd for line in self.lines)

    @property
    def kept_back_vnd(self) -> int:
        """What stays in the pocket, whole đồng."""
        return self.case.brief.budget_vnd - self.spend_vnd

    @property
    def status(self) -> str:
        """How it was found: `best`; `nothing` is worth buying; `infeasible`: none keeps to the wishes."""
        return "infeasible" if self.is_refused else "best" if self.lines else "nothing"

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The estimates behind the plan, each once, those of its largest line first."""
        named = [line.forecast.rests_on for line in self.lines if line.forecast is not None]
        return tuple(dict.fromkeys(name for names in named for name in names))

    def of_either(self, creator: CreatorType | None) -> tuple[Line, ...]:
        """Return the lines of a type, or of ads (None)."""
        return tuple(line for line in self.lines if line.creator is creator)

    @cached_property
    def _drawn(self) -> "dict[Stage, Array]":
        """POINTS joint draws of every stage of the whole plan; lines share the luck that is shared.

        Where more would be ordered than stock and packing let go out, every line has its part of what goes.
        What a line that is not counted by the goal's money sells is not counted: it costs what it costs.
        """
        found: dict[Stage, Array] = {}
        money = self.measure.is_money
        for line in self.lines:
            for stage, values in line.drawn(self._free).items():
                if money and not line.counts_too and stage in SELLING:
                    if stage is Stage.PROFIT:
                        found[stage] = found.get(stage, 0.0) - np.full(POINTS, float(line.spend_vnd))
                    continue
                found[stage] = found.get(stage, 0.0) + np.broadcast_to(values, (POINTS,))
        cap = cap_of(self.case.brief)
        if cap is not None and Stage.SHIPPED in found:
            part = np.minimum(1.0, cap / np.maximum(found[Stage.SHIPPED], 1e-9))
            spent = float(self.spend_vnd)
            found |= {stage: found[stage] * part for stage in PARCELS}
            found[Stage.PROFIT] = (found[Stage.PROFIT] + spent) * part - spent
        if self.is_staged and found:
            tried = self.case.knowledge.likely("model.trial_rate")
            done = np.where(found[Stage.PROFIT] >= 0, 1.0, tried)
            found = {stage: values * done for stage, values in found.items()}
        return found

    @cached_property
    def _free(self) -> Case:
        return free(self.case)

    @cached_property
    def draws(self) -> "Array":
        """POINTS draws of what the goal counts, of the whole plan, shape (POINTS,)."""
        if not self.measure.by_months:
            found: Array = self._drawn.get(self.measure.first, np.zeros(POINTS))
            return found
        total = np.zeros(POINTS)
        for line in self.lines:
            drawn = np.broadcast_to(line.drawn(self._free)[self.measure.first], (POINTS,))
            total = total + drawn * line.months
        return total

    @cached_property
    def bands(self) -> dict[Stage, Band]:
        """The band of every stage of the whole plan."""
        return bands_of(self._drawn)

    @cached_property
    def means(self) -> dict[Stage, float]:
        """What every stage comes to on average over many tries."""
        return {stage: float(np.mean(values)) for stage, values in self._drawn.items()}

    @cached_property
    def outcome(self) -> Band:
        """The band of what the goal counts."""
        return bands_of({0: self.draws})[0]

    @cached_property
    def mean(self) -> float:
        """What the goal counts, on average over many tries."""
        return float(np.mean(self.draws))

    @cached_property
    def chance_break_even(self) -> float | None:
        """The share of draws that do not lose; None where no money is counted or nothing is bought."""
        profit = self._drawn.get(Stage.PROFIT)
        if profit is None or not self.measure.is_money:
            return None
        return float(np.mean(profit >= 0))

    @cached_property
    def chance_beats_ads(self) -> float | None:
        """The share of draws that bring at least what the same money in ads brings; None: no yardstick."""
        beside = self.in_ads
        return None if beside is None else float(np.mean(self.draws >= beside))

    @cached_property
    def in_ads(self) -> "Array | None":
        """POINTS draws of what the plan's money would bring in ads alone where they bring most."""
        if self.measure.against != "ads" or not self.offers.ads or not self.lines:
            return None
        best = max(self.offers.ads, key=lambda one: float(one.unit_brings[0]))
        units = self.spend_vnd // ADS_UNIT_VND
        if not units:
            return None
        line = ads_line(best, units)
        return np.broadcast_to(line.drawn(self._free)[self.measure.first], (POINTS,))


def plan_of(case: Case, ways: Ways, leader: CreatorType | None = None, team: Sequence[Member] = ()) -> Plan:
    """Return the best plan of a case.

    With a `team` every role is in it; where no money is counted each has at least the goal's `role_floor` of
    the budget if its ways can take it, else its smallest size: more would be a loss by rule. Roles that cost
    more than `model.role_cost` of what the best plan without them brings, or where money is counted more than
    `model.role_invest` of the budget, are left out. Where no money
    is counted the leader is in it, as the documents say, if its smallest size is small enough for a trial.
    Beyond that money goes where it brings most of what the goal counts.
    Where money is counted and the best plan breaks even too seldom to go, the best one that begins with a
    trial, and is stopped if that does not pay, takes its place: it `is_staged`.
    """
    offers = offers_of(case, ways)
    limits = limits_of(case, offers)
    if case.brief.risk is Risk.WORST_TENTH:
        found = solve_worst(offers, limits)
        return made(offers, limits, NOTHING if found is None else found, is_refused=found is None)
    if has_wishes(case):
        found = solve(offers, limits)
        if found is None:
            return made(offers, limits, NOTHING, is_refused=True)
        return _surely(made(offers, limits, found)) or made(offers, limits, found)
    free, least = _decided(offers, limits), -inf
    if team:
        known, now = case.knowledge, free.bought.brings
        invested = known.likely("model.role_invest") * limits.budget_vnd if offers.measure.is_money else 0.0
        least = now - max(known.likely("model.role_cost") * abs(now), invested)
    asked = (
        free if _has_all(free, one) else _decided(offers, one)
        for one in asked_of(offers, limits, leader, team)
    )
    return next((plan for plan in asked if plan.lines and plan.bought.brings >= least), free)


def _has_all(plan: Plan, asked: Limits) -> bool:
    """Return whether a plan, the best within fewer limits, has what is asked beside them: then it is best."""
    at = {line.at for line in plan.lines}
    spent = {
        name: sum(line.spend_vnd for line in plan.of_either(CreatorType(name))) for name in asked.at_least
    }
    return (
        asked.loss == plan.limits.loss
        and all(at & ways for ways in asked.needs.values())
        and all(spent[name] >= least for name, least in asked.at_least.items())
    )


def _decided(offers: Offers, limits: Limits) -> Plan:
    """Return the best plan within limits; without lines where none is, or none that is worth its risk."""
    found = solve(offers, limits)
    if found is None:
        return made(offers, limits, NOTHING)
    plan = made(offers, limits, found)
    return (_surely(plan) or made(offers, limits, NOTHING)) if offers.measure.is_money else plan


def _surely(plan: Plan) -> Plan | None:
    """Return a plan that pays often enough to go, else the best that is tried first; None: neither gains."""
    if not plan.measure.is_money:
        return None
    enough = plan.case.knowledge.likely("model.go_from")
    if plan.lines and plan.bought.brings > 0 and (plan.chance_break_even or 0.0) >= enough:
        return plan
    maybe = staged(plan.offers)
    found = solve(maybe, plan.limits)
    if found is None or found.brings <= -plan.limits.invested:
        return None
    return made(maybe, plan.limits, found, is_staged=True)


NOTHING = Bought((), {}, 0.0, 0.0, 0.0, 0.0)


def made(
    offers: Offers, limits: Limits, found: Bought, *, is_staged: bool = False, is_refused: bool = False
) -> Plan:
    """Return the plan of what is bought; `is_refused` where no plan keeps to the reader's wishes."""
    lines = tuple(sorted(lines_of(offers, found), key=lambda line: -line.spend_vnd))
    binds = () if is_refused else _binds(offers, limits, found)
    return Plan(offers.case, offers, limits, found, lines, binds, is_staged=is_staged, is_refused=is_refused)


def _binds(offers: Offers, limits: Limits, found: Bought) -> tuple[str, ...]:
    """Return which limits keep a plan from being larger; `returns` where more brings less."""
    names = []
    left = limits.budget_vnd - found.spend_vnd
    cheapest = min(
        [way.terms.unit_outlay_vnd for way in offers.ways] + [ADS_UNIT_VND for _ in offers.ads], default=0.0
    )
    if left < max(cheapest, 0.01 * limits.budget_vnd):
        names.append("budget")
    units: dict[str, int] = {}
    for i in found.chosen:
        programme = offers.ways[int(offers.way[i])].programme.id
        units[programme] = units.get(programme, 0) + int(offers.units[i])
    if any(n >= offers.most[programme] for programme, n in units.items()):
        names.append("weeks")
    if limits.lines is not None and len(found.chosen) >= limits.lines:
        names.append("lines")
    if limits.parcels is not None and found.shipped >= 0.98 * limits.parcels:
        names.append("stock")
    if limits.loss is not None and found.usually < 0 and found.usually <= -0.98 * limits.loss:
        names.append("loss")
    return tuple(names) or ("returns",)


def way_of(plan: Plan, line: Line) -> Way | None:
    """Return the way of a line; None for ads."""
    return next((way for way in plan.offers.ways if (way.programme.id, way.platform) == line.at), None)
