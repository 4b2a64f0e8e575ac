"""How much of a way of hiring: as many units, and as much in ads behind each, as bring most on average."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from kos_core.case import Case
from kos_core.hire.chain import Both, Bought, stages
from kos_core.hire.costs import Terms, ladder, takes_ads, terms
from kos_core.hire.measure import counted, measure_of
from kos_core.hire.premises import Premises
from kos_core.knowledge.entries import Measure
from kos_core.vocabulary import Stage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Counts = NDArray[np.int64]

ADS_TIMES = (1.0, 0.0, 0.5, 2.0, 4.0, 8.0)
"""How many times the usual ads may stand behind one unit; the usual first."""
BESIDE = (Stage.KEPT, Stage.SHIPPED)
"""What a plan limits or sets a target in, beside what goals count."""


@dataclass(frozen=True, eq=False)
class Sizes:
    """Every size of a way: S amounts of ads behind a unit times U numbers of units, whatever the budget.

    `steps` holds the terms with each amount of ads, the usual first; `units` the numbers of units, shape
    (U,); `spend_vnd` what a size costs in advance and `needs_vnd` the budget that pays for it, shape (S, U).
    `found` holds the stages that goals count.
    """

    premises: Premises
    steps: tuple[Terms, ...]
    units: "Counts"
    spend_vnd: "Array"
    needs_vnd: "Array"
    found: "dict[Stage, Array]"

    def brings(self, measure: Measure) -> "Array":
        """Return what a measure counts at every size: usually and on average, shape (2, S, U)."""
        return np.broadcast_to(counted(self.found, self.premises, measure), (2, *self.spend_vnd.shape))

    def terms(self, place: int) -> Terms:
        """Return the terms of a size, given by its place among all S · U."""
        step, at = divmod(place, len(self.units))
        return replace(self.steps[step], units=int(self.units[at]))


def ads_steps(premises: Premises, case: Case) -> tuple[float, ...]:
    """Return how many times the usual ads may stand behind a unit: one amount where it is not open."""
    is_open = takes_ads(premises, case.brief) and case.brief.ads_vnd is None
    return ADS_TIMES if is_open else ADS_TIMES[:1]


def sized(premises: Premises, steps: tuple[Terms, ...], case: Case, units: "Counts | None" = None) -> Sizes:
    """Return every size of a way with the ads of `steps`: `units`, or from the smallest to the most."""
    usual = steps[0]
    if units is None:
        units = np.arange(usual.smallest, max(usual.smallest, usual.most) + 1)
    once, advance, outlay, boosting, least = (
        np.array([[getattr(one, name)] for one in steps])
        for name in ("once_vnd", "unit_advance_vnd", "unit_outlay_vnd", "unit_boosting_vnd", "needs_vnd")
    )
    spend = once + units * advance
    bought = Bought(units, boosting, usual.usual_boosting_vnd, spend)
    needs = np.maximum(least * (1 - 1e-12), np.where(units > units[0], once + (units - 1e-9) * outlay, 0.0))
    found = stages(Both(premises), bought, case)
    kept = {stage: found[stage] for stage in (*case.knowledge.counted, *BESIDE) if stage in found}
    return Sizes(premises, steps, units, spend, needs, kept)


def best_terms(premises: Premises, case: Case) -> Terms:
    """Return the terms of a way's best size at the case's budget; the usual ones where it pays for none."""
    usual = terms(premises, case)
    if not usual.is_affordable:
        return usual
    every = sized(premises, ladder(premises, case, ads_steps(premises, case)), case)
    measure = measure_of(case, premises)
    usually, brings = every.brings(measure).reshape(2, -1)
    is_paid = every.needs_vnd.ravel() <= case.brief.budget_vnd
    is_borne = is_paid & (usually >= least_borne(measure, case.brief.budget_vnd, case))
    return every.terms(
        int(
            np.argmax(
                np.where(is_borne, brings, -np.inf) if is_borne.any() else np.where(is_paid, usually, -np.inf)
            )
        )
    )


def least_borne(measure: Measure, budgets_vnd: "float | Array", case: Case) -> "float | Array":
    """Return the worst usual outcome that is accepted: a loss of `model.accepted_loss` of the budget."""
    if not measure.is_money:
        return budgets_vnd * 0.0 - np.inf
    return -case.knowledge.likely("model.accepted_loss") * budgets_vnd
