"""How much of a way of hiring: as many units, and as much in ads behind each, as bring most on average."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from kos_core.case import Case
from kos_core.hire.chain import Bought, Expected, Likely, stages
from kos_core.hire.costs import Terms, affords, takes_ads, terms
from kos_core.hire.measure import counted, measure_of
from kos_core.hire.premises import Premises
from kos_core.vocabulary import Stage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Counts = NDArray[np.int64]
    Truth = NDArray[np.bool_]

ADS_TIMES = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0)
"""How many times the usual ads may stand behind one unit."""
NEXT_VND = 10_000_000


@dataclass(frozen=True, eq=False)
class Bests:
    """The best size of a way at each of B budgets, shape (B,) each; where nothing can be paid, the smallest.

    `brings` is what the goal counts on average, `usually` what it usually is; `is_bearable` says that where
    money is counted it usually loses no more than is accepted; `step` and `at` are the places in `Sizes`.
    """

    sizes: "Sizes"
    is_affordable: "Truth"
    is_bearable: "Truth"
    brings: "Array"
    usually: "Array"
    spend_vnd: "Array"
    rank: "Array"
    step: "Counts"
    at: "Counts"

    def terms(self, b: int) -> Terms:
        """Return the terms of the best size at one budget; no units where nothing can be paid for."""
        units = int(self.sizes.units[self.at[b]]) if self.is_affordable[b] else 0
        return replace(self.sizes.terms[self.step[b]], units=units)


@dataclass(frozen=True, eq=False)
class Sizes:
    """Every size of a way: S amounts of ads behind a unit times U numbers of units, whatever the budget.

    `terms` holds one entry an amount of ads, `units` the numbers, shape (U,), `spend_vnd` what is paid in
    advance, shape (S, U); `expected` and `likely` what every stage comes to on average and usually, the same.
    """

    premises: Premises
    terms: tuple[Terms, ...]
    units: "Counts"
    spend_vnd: "Array"
    expected: "dict[Stage, Array]"
    likely: "dict[Stage, Array]"

    def best(self, budgets_vnd: "Array", case: Case) -> Bests:
        """Return the size at each budget, shape (B,), that brings most of what the goal counts, on average.

        Units from the smallest sensible size to what the budget pays. Where money is counted only sizes that
        usually lose at most `model.accepted_loss` of the budget, if there are any; else the one that usually
        loses least. Of sizes that bring the same the one with fewer ads, then the smaller. A larger budget
        pays for every size a smaller one pays for and bears every loss, so it never brings less.

        Ways are compared by `rank`, also (B,): money by what is left, those whose loss can be borne first;
        what is counted by how much of it a VND brings.
        """
        measure, budgets = measure_of(case, self.premises), np.asarray(budgets_vnd, dtype=np.float64)
        brings, usually = (counted(of, self.premises, measure) for of in (self.expected, self.likely))
        is_paid = self._paid(budgets)
        bearable = np.ones_like(is_paid)
        if measure.is_money:
            borne = -case.knowledge.likely("model.accepted_loss") * budgets
            bearable = usually >= borne[:, None, None]
        flat = (len(budgets), -1)
        can = (is_paid & bearable).reshape(flat)
        is_bearable, is_affordable = can.any(axis=1), is_paid.reshape(flat).any(axis=1)
        place = np.where(can, brings.ravel(), -np.inf).argmax(axis=1)
        if not is_bearable.all():
            least = np.where(is_paid.reshape(flat), usually.ravel(), -np.inf).argmax(axis=1)
            place = np.where(is_bearable, place, np.where(is_affordable, least, self._smallest))
        found, spend = brings.ravel()[place], self.spend_vnd.ravel()[place]
        rank = found if measure.is_money else found / np.maximum(1.0, spend)
        step, at = np.unravel_index(place, brings.shape)
        return Bests(
            sizes=self,
            is_affordable=is_affordable,
            is_bearable=is_bearable,
            brings=found,
            usually=usually.ravel()[place],
            spend_vnd=spend,
            rank=np.where(is_affordable, np.where(is_bearable, rank, rank - _UNBEARABLE), -np.inf),
            step=step,
            at=at,
        )

    @property
    def _smallest(self) -> int:
        """The place of the smallest sensible size with the usual ads."""
        return len(self.units) * (ADS_TIMES.index(1.0) if len(self.terms) > 1 else 0)

    def _paid(self, budgets: "Array") -> "Truth":
        """Return which sizes each budget pays for, shape (B, S, U)."""
        once, outlay = (np.array([getattr(one, name) for one in self.terms]) for name in ("once_vnd", "unit_outlay_vnd"))
        needs = np.array([one.needs_vnd for one in self.terms])
        paid = np.floor((budgets[:, None] - once) / np.maximum(outlay, 1e-9) + 1e-9)
        most = np.where(affords(budgets[:, None], needs), np.maximum(paid, self.units[0]), 0.0)
        found: Truth = self.units <= most[:, :, None]
        return found


_UNBEARABLE = 1e15  # below any way whose loss can be borne


def sizes(premises: Premises, case: Case) -> Sizes:
    """Return every size of a way: units from the smallest to the most, ads in the steps of ADS_TIMES."""
    steps: tuple[float, ...] = (1.0,)
    if takes_ads(premises, case.brief) and case.brief.ads_vnd is None:
        steps = ADS_TIMES
    every = tuple(terms(premises, case, times) for times in steps)
    units = np.arange(every[0].smallest, max(every[0].smallest, every[0].most) + 1)
    return Sizes(premises, every, units, *_worked_out(premises, every, units, case))


def _worked_out(
    premises: Premises, every: tuple[Terms, ...], units: "Counts", case: Case
) -> "tuple[Array, dict[Stage, Array], dict[Stage, Array]]":
    """Return what S terms times U units spend, bring on average and usually, shape (S, U) each."""
    column = [np.array([[getattr(one, name)] for one in every]) for name in ("once_vnd", "unit_advance_vnd", "unit_boosting_vnd")]
    once, advance, boosting = column
    spend = once + units * advance
    bought = Bought(units[None, :], boosting, every[0].usual_boosting_vnd, spend)
    expected, likely = (
        {stage: np.broadcast_to(found, spend.shape) for stage, found in stages(kind(premises), bought, case).items()}
        for kind in (Expected, Likely)
    )
    return spend, expected, likely


def best_terms(premises: Premises, case: Case) -> Terms:
    """Return the terms of a way's best size at the case's budget; the usual ones where it pays for none."""
    usual = terms(premises, case)
    if not usual.is_affordable:
        return usual
    return sizes(premises, case).best(np.array([float(case.brief.budget_vnd)]), case).terms(0)


@dataclass(frozen=True)
class Limit:
    """What keeps a size from being larger, and what more money would bring of what the goal counts.

    `name` is "weeks" (no more units fit), "budget" (one more cannot be paid), "loss" (more usually loses more
    than is accepted) or "returns" (more brings less on average). `more_vnd` buys `more` on average, None
    where it buys nothing.
    """

    name: str
    more_vnd: float
    more: float | None


def limit_of(premises: Premises, hired: Terms, case: Case) -> Limit:
    """Return what limits a size, and what the next NEXT_VND in more units would bring."""
    measure, budget = measure_of(case, premises), case.brief.budget_vnd
    step = max(1, round(NEXT_VND / max(1.0, hired.unit_outlay_vnd)))
    units = np.array([hired.units, hired.units + 1, min(hired.most, hired.units + step)])
    here = Sizes(premises, (hired,), units, *_worked_out(premises, (hired,), units, case))
    brings, usually = (counted(of, premises, measure)[0] for of in (here.expected, here.likely))
    step_vnd = float((units[2] - units[0]) * hired.unit_outlay_vnd)
    if hired.units >= hired.most:
        return Limit("weeks", 0.0, None)
    more = float(brings[2] - brings[0])
    if hired.spend_of(hired.units + 1) > budget:
        return Limit("budget", step_vnd, more)
    borne = -case.knowledge.likely("model.accepted_loss") * budget
    is_loss = measure.is_money and brings[1] > brings[0] and usually[1] < borne
    return Limit("loss" if is_loss else "returns", step_vnd, more)
