"""What may come back: the predicted funnel of one programme on one platform, down to profit in VND."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from kos_core.case import Case
from kos_core.forecast.band import MIDDLE, Band, bands_of
from kos_core.forecast.drawn import Drawn
from kos_core.forecast.draws import POINTS
from kos_core.hire.breakdown import Line, advance_lines, once_line, order_lines
from kos_core.hire.chain import stages
from kos_core.hire.costs import Terms
from kos_core.hire.measure import measure_of
from kos_core.hire.premises import Premises, premises
from kos_core.hire.size import best_terms
from kos_core.knowledge.entries import Measure, Programme
from kos_core.vocabulary import Platform, Stage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Forecast:
    """What one programme on one platform may bring, drawn when it is asked for.

    Counts are whole-campaign totals; money is VND. `bands` is empty where nothing can be bought;
    `chance_break_even` is None there and where the chain ends at leads.
    """

    premises: Premises
    terms: Terms
    case: Case

    @property
    def programme(self) -> Programme:
        """The programme that is hired."""
        return self.premises.programme

    @property
    def platform(self) -> Platform:
        """Where it sells."""
        return self.premises.platform

    @property
    def measure(self) -> Measure:
        """What counts for it under the goal."""
        return measure_of(self.case, self.premises)

    def worked_out(self) -> tuple[Drawn, dict[Stage, Any]]:
        """Return the draws it rests on and every stage of them, a plain number where nothing varies.

        POINTS quasi-random draws with the case's seed. Luck is per creator: a total over n creators spreads
        like a sum of n independent draws; conversion, price response, losses and fees are shared by all
        programmes. No stage where nothing can be bought.
        """
        drawn = Drawn(self.premises, self.terms.units, self.case.seed)
        return drawn, stages(drawn, self.terms.bought, self.case) if self.terms.is_affordable else {}

    @property
    def draws(self) -> "dict[Stage, Array]":
        """POINTS draws of every stage, made anew each time (about 1 MB, so none are kept)."""
        _, found = self.worked_out()
        return {stage: np.broadcast_to(values, (POINTS,)) for stage, values in found.items()}

    @property
    def bands(self) -> dict[Stage, Band]:
        """The band of every stage."""
        return self._summed[0]

    @property
    def chance_break_even(self) -> float | None:
        """The share of draws that do not lose."""
        return self._summed[1]

    @property
    def means(self) -> dict[Stage, float]:
        """What every stage comes to on average over many tries; above the middle where luck is skewed."""
        return self._summed[2]

    @cached_property
    def _summed(self) -> tuple[dict[Stage, Band], float | None, dict[Stage, float]]:
        _, found = self.worked_out()
        profit = found.get(Stage.PROFIT)
        means = {stage: float(np.mean(values)) for stage, values in found.items()}
        return bands_of(found), None if profit is None else float(np.mean(profit >= 0)), means

    @property
    def earns(self) -> tuple[float, float] | None:
        """The middle of the profit and the chance of not losing, no other band drawn; None without profit."""
        _, found = self.worked_out()
        if Stage.PROFIT not in found:
            return None
        profit = np.broadcast_to(found[Stage.PROFIT], (POINTS,))
        return float(np.sort(profit)[MIDDLE]), float(np.mean(profit >= 0))

    @cached_property
    def advance(self) -> tuple[Line, ...]:
        """What is paid in advance for one unit, line by line."""
        return advance_lines(self.premises, self.terms, self.case.brief)

    @cached_property
    def once(self) -> Line | None:
        """What the shop's own people cost once, None where others are hired."""
        return once_line(self.premises, self.case.brief)

    @cached_property
    def per_order(self) -> tuple[Line, ...]:
        """What is taken of one successful order, line by line."""
        return order_lines(self.premises, self.case)

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The estimates used that the reader did not give."""
        return self.premises.rests_on

    @property
    def pays(self) -> bool:
        """Whether the median does not lose."""
        profit = self.bands.get(Stage.PROFIT)
        return profit is not None and profit.middle >= 0


def forecast(case: Case, programme: Programme, platform: Platform) -> Forecast:
    """Return what `programme` on `platform` may bring for the case's budget."""
    known = premises(case, programme, platform)
    return Forecast(known, best_terms(known, case), case)
