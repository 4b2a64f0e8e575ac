"""The floor price: below it an order loses money."""

from dataclasses import replace
from math import ceil

from kos_core.forecast.forecast import Forecast
from kos_core.hire.costs import terms

STEP_VND = 1_000
LEAST_VND = 1.0
HIGHEST_TIMES = 64  # the list price: dearer than that no order of goods that sell ever loses


def leaves_at(found: Forecast, price_vnd: float) -> float | None:
    """Return what a successful order leaves at a price, VND, the goods costing what they cost."""
    known = found.premises
    sold = replace(known, discount_rate=1 - price_vnd / known.price_vnd)
    return terms(sold, found.case).leaves_vnd


def floor_price(found: Forecast) -> int | None:
    """Return the lowest price at which an order does not lose, whole thousands; None where none is sold.

    Fees, losses, packing, commission and the cost of goods are taken off, the fee of who sells it is not.
    """
    from scipy.optimize import brentq  # heavy; kept off the import of the package

    if found.premises.is_leads:
        return None
    high = found.premises.price_vnd
    while (leaves_at(found, high) or -1.0) < 0:
        high *= 2
        if high > HIGHEST_TIMES * found.premises.price_vnd:
            return None
    low = LEAST_VND
    if (leaves_at(found, low) or 0.0) >= 0:
        return 0
    price = float(brentq(lambda one: leaves_at(found, one) or 0.0, low, high, xtol=0.5))
    return ceil(price / STEP_VND + 1e-3) * STEP_VND
