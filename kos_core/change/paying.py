"""The nearest changes after which a campaign no longer loses."""

from collections.abc import Callable, Iterable
from math import floor, log2
from typing import Any

from kos_core.brief import bounds
from kos_core.case import Case
from kos_core.change.search import Flip, _outwards, _threshold
from kos_core.errors import KosError
from kos_core.hire.prices import margin_of, own_discount_of, price_of, sane_prices, usual_discount_of
from kos_core.vocabulary import Deal

Profit = Callable[[Case], float | None]


def ways_to_pay(case: Case, profit_vnd: Profit, quick_vnd: Profit | None = None) -> tuple[Flip, ...]:
    """Return the nearest changes of discount, price, cost and pay that turn a loss into none, nearest first.

    `profit_vnd` gives the (median) profit of the campaign a case leads to, None where none can be bought or
    the chain ends at leads. Empty where it pays already or nothing helps. The price rises at the same cost of
    goods, at most `model.flip_furthest` times. `quick_vnd` may say about the same with less work: it is
    searched with. Every change returned has been tried with `profit_vnd` itself.
    """
    now = profit_vnd(case)
    if now is None or now >= 0:
        return ()
    brief, known = case.brief, case.knowledge
    close, furthest = (known.likely(f"model.flip_{name}") for name in ("close", "furthest"))

    def pays(sets: dict[str, Any], how: Profit = quick_vnd or profit_vnd) -> bool | None:
        """Whether it pays once `sets` is set; None where it does not."""
        try:
            profit = how(case.with_(**sets))
        except KosError:
            return None
        return True if profit is not None and profit >= 0 else None

    found: list[Flip] = []

    def search(start: int, steps: Iterable[int], sets: Callable[[int], dict[str, Any]]) -> int | None:
        """Return the value nearest to `start` at which it pays, None where there is none."""
        threshold = _threshold(start, steps, None, lambda v: pays(sets(v)), close)
        return None if threshold is None else threshold[0]

    price = round(price_of(case))
    paid = price * (1 - usual_discount_of(case))
    cost = brief.cost_vnd if brief.cost_vnd is not None else round(paid * (1 - margin_of(case)))
    held = {"cost_vnd": cost, "margin_rate": None}

    percent = round(100 * own_discount_of(case))
    less = search(percent, range(percent - 1, -1, -1), lambda v: {"discount_rate": v / 100})
    if less is not None:
        rate, far = less / 100, (percent - less) / 100 / known.likely("model.flip_points")
        found.append(Flip("pays_discount", {"discount_rate": rate}, {"rate": rate}, None, far))

    most = min(bounds("price_vnd")[1], price * furthest, floor(sane_prices(case)[1]))
    steps = _outwards(price, 2**0.5, most) if price < most else ()
    dearer = search(price, steps, lambda v: {"price_vnd": v, **held})
    if dearer is not None:
        sets = {"price_vnd": dearer, **held}
        found.append(Flip("pays_price", sets, {"price_vnd": dearer}, None, log2(dearer / price)))

    if cost > 0:
        steps = [floor(cost * k / 10) for k in range(9, -1, -1)]
        cheaper = search(cost, steps, lambda v: {**held, "cost_vnd": v})
        if cheaper is not None:
            far = log2(cost / max(cheaper, cost / furthest))
            found.append(Flip("pays_cost", {**held, "cost_vnd": cheaper}, {"cost_vnd": cheaper}, None, far))

    found += [
        Flip("pays_deal", {"deal": deal}, {"deal": deal}, None, known.likely("model.flip_deal"))
        for deal in Deal
        if deal not in {Deal.ANY, brief.deal}
    ]
    tried = [flip for flip in found if pays(flip.sets, profit_vnd)]
    return tuple(sorted(tried, key=lambda flip: flip.distance))
