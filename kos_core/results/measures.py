"""Results against what was expected, by the documents' measures: better, as expected, worse, too little."""

from dataclasses import dataclass
from math import sqrt
from typing import Literal

from kos_core.case import Case
from kos_core.hire.chain import Likely, orders
from kos_core.knowledge.spread import TENTH
from kos_core.results.creators import known_of
from kos_core.results.gathered import Actuals, rules
from kos_core.results.sums import Sums, sums_of
from kos_core.vocabulary import Kind, Platform

Word = Literal["better", "as_expected", "worse", "too_little"]


@dataclass(frozen=True)
class Measured:
    """One measure: what came, the expected 80 % band, the word; shares of one or VND, by `kind`."""

    name: str
    kind: Kind
    actual: float | None
    low: float
    middle: float
    high: float
    word: Word


def word_of(actual: float, error: float, low: float, high: float, *, more_is_better: bool) -> Word:
    """Return the word for a value known to `error` (one standard error) against a band.

    Too little data where its own 80 % interval is as wide as to reach beyond both ends of the band.
    """
    if actual - TENTH * error < low and actual + TENTH * error > high:
        return "too_little"
    if low <= actual <= high:
        return "as_expected"
    return "better" if (actual > high) == more_is_better else "worse"


def _rate(name: str, done: int, of: int, band: tuple[float, float, float], *, more: bool) -> Measured:
    if of < rules()["least_orders"]:
        return Measured(name, Kind.SHARE, done / of if of else None, *band, "too_little")
    p = done / of
    known_to = sqrt(max(p * (1 - p), 1 / of) / of)
    return Measured(name, Kind.SHARE, p, *band, word_of(p, known_to, band[0], band[2], more_is_better=more))


def measured(actuals: Actuals, case: Case, programme: str, platform: Platform) -> tuple[Measured, ...]:
    """Return every measure that the files tell of, in the documents' order; raises KosError as `known_of`."""
    known = known_of(case, programme, platform)
    every = sum(actuals.sums.values(), Sums())
    per_view = float(orders(Likely(known), 1.0)) / known.likely("orders_per_view")
    conversion = known["orders_per_view"]
    basket = known["basket"]
    price = known.live_price_vnd
    seen = _views_of(actuals)
    band = tuple(min(1.0, per_view * end) for end in (conversion.low, conversion.likely, conversion.high))
    rate = (band[0], band[1], band[2])
    money = (basket.low / basket.likely * price, price, basket.high / basket.likely * price)
    found: list[Measured] = []
    if seen.views:
        each = seen.gmv_vnd / seen.views
        expected = (rate[0] * price, rate[1] * price, rate[2] * price)
        enough = seen.placed >= rules()["least_orders"]
        told = word_of(each, each / sqrt(max(seen.placed, 1)), expected[0], expected[2], more_is_better=True)
        found.append(Measured("gmv_per_view", Kind.VND, each, *expected, told if enough else "too_little"))
        found.append(_rate("conversion", seen.placed, seen.views, rate, more=True))
    if every.placed and every.gmv_vnd:
        each = every.gmv_vnd / every.placed
        enough = every.placed >= rules()["least_orders"]
        told = word_of(each, each / sqrt(every.placed), money[0], money[2], more_is_better=True)
        found.append(Measured("order_value", Kind.VND, each, *money, told if enough else "too_little"))
    if every.settled:
        cancel, back = known["cancel_rate"], known["return_rate"]
        keeps = 1 - known.likely("refused_in_return")
        lost = (cancel.low, cancel.likely, cancel.high)
        returned = (back.low * keeps, back.likely * keeps, back.high * keeps)
        found.append(_rate("cancelled", every.cancelled + every.undelivered, every.settled, lost, more=False))
        found.append(_rate("returned", every.returned, every.kept + every.returned, returned, more=False))
    if seen.views and "engagements" in seen.told and "engagement_rate" in known:
        one = known["engagement_rate"]
        reacted = min(seen.engagements, seen.views)
        found.append(_rate("response", reacted, seen.views, (one.low, one.likely, one.high), more=True))
    if seen.clicks and "carts" in seen.told:
        one = case.knowledge.parameter(known.programme, platform, "add_to_cart_rate")
        carted = min(seen.carts, seen.clicks)
        found.append(_rate("carts", carted, seen.clicks, (one.low, one.likely, one.high), more=True))
    return tuple(found)


def _views_of(actuals: Actuals) -> Sums:
    """Return the sums of the sessions whose views are told: orders of others would look like theirs."""
    told = [one for one in actuals.sessions if one.views and one.orders is not None]
    return sum(sums_of((), told).values(), Sums())
