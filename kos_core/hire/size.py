"""How much of a way of hiring: as many units, and as much in ads behind each, as bring most on average."""

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from kos_core.case import Case
from kos_core.hire.chain import Bought, Expected, Likely
from kos_core.hire.costs import Terms, takes_ads, terms
from kos_core.hire.measure import measure_of, outcome
from kos_core.hire.premises import Premises

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

ADS_TIMES = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0)
"""How many times the usual ads may stand behind one unit."""
NEXT_VND = 10_000_000


@dataclass(frozen=True)
class Size:
    """The best size of a way: its terms, what it brings of what the goal counts on average, and usually.

    `is_bearable` says that where money is counted it usually loses no more than is accepted.
    """

    terms: Terms
    brings: float
    usually: float
    is_bearable: bool

    @property
    def rank(self) -> tuple[bool, float]:
        """What ways are compared by: those whose usual loss can be borne, then what they bring on average."""
        return self.is_bearable, self.brings


def best_size(premises: Premises, case: Case) -> Size:
    """Return the size of a way that can be paid for which brings most of what the goal counts, on average.

    Units from the smallest sensible size to what the budget pays, ads in the steps of ADS_TIMES. Where money
    is counted only sizes that usually lose at most `model.accepted_loss` of the budget, if there are any;
    else the one that usually loses least. Of sizes that bring the same the smaller. A larger budget pays
    for every size a smaller one pays for and bears every loss, so it never brings less.
    """
    steps: tuple[float, ...] = (1.0,)
    if takes_ads(premises, case.brief) and case.brief.ads_vnd is None:
        steps = ADS_TIMES
    borne = -case.knowledge.likely("model.accepted_loss") * case.brief.budget_vnd
    is_money = measure_of(case, premises).is_money
    found = None
    for each in (terms(premises, case, times) for times in steps):
        if not each.is_affordable:
            continue
        units = np.arange(each.smallest, each.units + 1)
        brings, usually = _outcomes(premises, each, units, case)
        bearable = usually >= borne if is_money else np.ones(units.shape, dtype=bool)
        at = int(np.argmax(np.where(bearable, brings, -np.inf) if bearable.any() else usually))
        size = Size(
            replace(each, units=int(units[at])), float(brings[at]), float(usually[at]), bool(bearable[at])
        )
        if found is None or _is_better(size, found):
            found = size
    return found or Size(terms(premises, case), 0.0, 0.0, is_bearable=False)


def sized(premises: Premises, case: Case) -> Terms:
    """Return the terms of the best size; where nothing can be paid for, the usual terms."""
    usual = terms(premises, case)
    return best_size(premises, case).terms if usual.is_affordable else usual


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
    step = max(1, round(NEXT_VND / max(1.0, hired.unit_outlay_vnd)))
    units = np.array([hired.units, hired.units + 1, min(hired.most, hired.units + step)])
    brings, usually = _outcomes(premises, hired, units, case)
    step_vnd = float((units[2] - units[0]) * hired.unit_outlay_vnd)
    if hired.units >= hired.most:
        return Limit("weeks", 0.0, None)
    more = float(brings[2] - brings[0])
    if hired.spend_of(hired.units + 1) > case.brief.budget_vnd:
        return Limit("budget", step_vnd, more)
    borne = -case.knowledge.likely("model.accepted_loss") * case.brief.budget_vnd
    is_loss = measure_of(case, premises).is_money and brings[1] > brings[0] and usually[1] < borne
    return Limit("loss" if is_loss else "returns", step_vnd, more)


def _is_better(one: Size, other: Size) -> bool:
    """Return whether one size is better: by what it brings; where neither loss can be borne, by the loss."""
    if one.is_bearable or other.is_bearable:
        return one.rank > other.rank
    return one.usually > other.usually


def _outcomes(premises: Premises, each: Terms, units: Any, case: Case) -> "tuple[Array, Array]":
    """Return what each number of units brings on average and usually, both of shape (sizes,)."""
    spend = each.once_vnd + units * each.unit_advance_vnd
    bought = Bought(units, each.unit_boosting_vnd, each.usual_boosting_vnd, spend)
    of = partial(outcome, premises=premises, bought=bought, case=case)
    brings, usually = (np.broadcast_to(of(kind(premises)), units.shape) for kind in (Expected, Likely))
    return brings, usually
