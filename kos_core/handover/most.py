"""The most to pay: the fee a unit, or the commission, at which a line breaks even in half of the draws."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from kos_core.forecast.ads import of_a_vnd
from kos_core.forecast.band import MIDDLE
from kos_core.forecast.draws import POINTS
from kos_core.forecast.forecast import Forecast
from kos_core.hire.costs import advance_amounts
from kos_core.hire.measure import counted
from kos_core.hire.premises import Premises
from kos_core.plan.offers import Ads
from kos_core.vocabulary import CostLine, Deal, Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

FOLLOW = ("fee", CostLine.FEE_TAX, CostLine.AGENCY, CostLine.RIGHTS)
"""What a unit costs that moves with its fee; ads, samples and shooting cost what they cost."""
LARGEST_COMMISSION = 0.95
NEAR = 1.0  # VND, how near a fee is found


@dataclass(frozen=True)
class Most:
    """The most to pay for one unit of a line.

    `fee_vnd` is the fee at which half of the draws bring back what is paid, or, `against` ads, as much as
    the same money in ads; None where even without a fee they do not. `average_vnd` is the fee at which that
    holds on average. `commission_rate` stands in their place where the pay is commission. `usual` is the fee
    now reckoned with, low to high, and `chance` how often it holds at its likely value.
    """

    against: str
    fee_vnd: float | None
    average_vnd: float | None
    commission_rate: float | None
    usual_vnd: tuple[float, float, float]
    chance: float

    @property
    def is_commission(self) -> bool:
        """Whether it is a commission, no fee being paid."""
        return self.usual_vnd[2] <= 0


def season_of(known: Premises) -> float:
    """Return what the season makes of a fee, 1 on ordinary days."""
    return known.likely("season_fee", 1.0)


def with_fee(known: Premises, fee_vnd: float) -> Premises:
    """Return the premises with the fee one unit is really paid, season included."""
    others = {name: one for name, one in known.estimates.items() if name != "season_fee"}
    return replace(known, estimates=others | {"fee": known["fee"].fixed_at(fee_vnd)})


def at_fee(found: Forecast, fee_vnd: float) -> Forecast:
    """Return a forecast of the same units at another fee: ads, samples and shooting stay what they are."""
    each = found.terms.unit_advance_vnd + _follows(found, fee_vnd) - _follows(found, fee_now(found))
    return replace(
        found,
        premises=with_fee(found.premises, fee_vnd),
        terms=replace(found.terms, unit_advance_vnd=each),
    )


def at_commission(found: Forecast, rate: float) -> Forecast:
    """Return a forecast of the same units at another commission."""
    known = found.premises
    other = known["commission_rate"].fixed_at(rate)
    return replace(found, premises=replace(known, estimates=known.estimates | {"commission_rate": other}))


def fee_now(found: Forecast) -> float:
    """Return the fee a unit is reckoned with, VND, season included."""
    return found.premises.likely("fee") * season_of(found.premises)


def most_to_pay(found: Forecast, ads: "Sequence[Ads]") -> Most | None:
    """Return the most to pay for a unit; None where nothing is held against it or nothing is bought.

    Where money is counted: half of the draws do not lose. Where the goal is held against ads: half of them
    bring what the same money in ads brings, a VND at a time, on the platform where that is most.
    """
    measure, drawn = found.measure, found.draws
    if not drawn:
        return None
    if measure.is_money:
        worth = drawn[Stage.PROFIT] + found.terms.spend_vnd
        against = "cost"
    elif measure.against == "ads" and ads:
        best = max(ads, key=lambda one: float(one.unit_brings[0]))
        _, a_vnd = of_a_vnd(best.premises, measure.first, found.case)
        worth = np.broadcast_to(counted(drawn, found.premises, measure), (POINTS,)) / np.maximum(a_vnd, 1e-12)
        against = "ads"
    else:
        return None
    fee = found.premises["fee"]
    times = season_of(found.premises)
    rate = None
    if found.programme.deal is Deal.COMMISSION and measure.is_money:
        rate = _most_commission(found)
    return Most(
        against=against,
        fee_vnd=_fee_for(found, float(np.sort(worth)[MIDDLE])),
        average_vnd=_fee_for(found, float(np.mean(worth))),
        commission_rate=rate,
        usual_vnd=(fee.low * times, fee.likely * times, fee.high * times),
        chance=float(np.mean(worth >= found.terms.spend_vnd)),
    )


def _follows(found: Forecast, fee_vnd: float) -> float:
    """Return what a fee brings with it for one unit: itself, tax, agency and rights where they are on."""
    off = found.case.brief.costs_off
    amounts = advance_amounts(with_fee(found.premises, fee_vnd), 0.0)
    return sum(vnd for name, vnd, _ in amounts if name in FOLLOW and name not in off)


def _fee_for(found: Forecast, worth_vnd: float) -> float | None:
    """Return the fee at which all units cost what they are worth; None where they do even without one."""

    def over(fee_vnd: float) -> float:
        return at_fee(found, fee_vnd).terms.spend_vnd - worth_vnd

    if over(0.0) > 0:
        return None
    return _root(over, max(1e6, 2 * fee_now(found)), NEAR)


def _most_commission(found: Forecast) -> float | None:
    """Return the commission at which half of the draws break even: profit falls evenly with the rate."""
    none = at_commission(found, 0.0).draws[Stage.PROFIT]
    tenth = (none - at_commission(found, 0.1).draws[Stage.PROFIT]) * 10

    def short(rate: float) -> float:
        return -float(np.sort(none - rate * tenth)[MIDDLE])

    if short(0.0) > 0:
        return None
    if short(LARGEST_COMMISSION) < 0:
        return LARGEST_COMMISSION
    return _root(short, LARGEST_COMMISSION, 1e-5)


def _root(rises: "Callable[[float], float]", end: float, near: float) -> float:
    """Return where a rising function passes 0 above 0; `end` is moved out until it has."""
    from scipy.optimize import brentq  # heavy; kept off the import of the package

    while rises(end) < 0:
        end *= 4
    return float(brentq(rises, 0.0, end, xtol=near))
