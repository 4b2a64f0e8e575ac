"""The one chain from views to profit: worked out at likely values and, by the same lines, for every draw."""

from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import mul
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.hire.order import Order, later_vnd, losses, seller_tax, settle
from kos_core.hire.premises import Premises
from kos_core.knowledge.spread import mean, mean_of
from kos_core.vocabulary import CostLine, Stage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Number = float | NDArray[np.float64]

SELLING = (
    Stage.CARTS,
    Stage.ORDERS,
    Stage.SHIPPED,
    Stage.DELIVERED,
    Stage.KEPT,
    Stage.GMV,
    Stage.NET_REVENUE,
    Stage.PROFIT,
)
MOST_CANCELLED = MOST_RETURNED = 0.95
LARGEST_MARGIN = 0.99  # of a drawn margin: a cost of goods near nothing is luck nobody has


class Values(Protocol):
    """Where the chain takes its numbers from: one likely value, or draws of it."""

    @property
    def premises(self) -> Premises:
        """What is known of the cell."""

    def __call__(self, name: str, ceiling: float | None = None, luck: str | None = None) -> Any:
        """Return the number under `name`, at most `ceiling` where it is uncertain; 0 where there is none.

        `luck` names whose luck it shares where the name does not say.
        """


@dataclass(frozen=True)
class Likely:
    """The likely values of a cell."""

    premises: Premises

    def __call__(self, name: str, ceiling: float | None = None, luck: str | None = None) -> float:  # noqa: ARG002  # a likely value has none
        """Return the likely value under `name`, at most `ceiling` where it is uncertain."""
        found = self.premises.estimates.get(name)
        if found is None:
            return 0.0
        return found.likely if ceiling is None or found.low == found.high else min(ceiling, found.likely)


@dataclass(frozen=True)
class Expected:
    """What a cell's numbers come to on average over many tries: above the likely where luck is skewed."""

    premises: Premises

    def __call__(self, name: str, ceiling: float | None = None, luck: str | None = None) -> float:  # noqa: ARG002  # an average has none
        """Return the mean under `name`, at most `ceiling` where it is uncertain."""
        found = self.premises.estimates.get(name)
        if found is None:
            return 0.0
        return mean(found) if ceiling is None or found.low == found.high else min(ceiling, mean(found))


@dataclass(frozen=True)
class Both:
    """The likely values of a cell beside what they come to on average, shape (2, 1, 1) where they differ."""

    premises: Premises

    def __call__(self, name: str, ceiling: float | None = None, luck: str | None = None) -> Any:  # noqa: ARG002  # neither has any
        """Return the likely value and the mean under `name`, at most `ceiling` where it is uncertain."""
        found = self.premises.estimates.get(name)
        if found is None:
            return 0.0
        if found.low == found.high:
            return found.likely
        both = _both(found.low, found.likely, found.high, divides=found.divides)
        return both if ceiling is None else np.minimum(ceiling, both)


@lru_cache(maxsize=4_096)
def _both(low: float, likely: float, high: float, *, divides: bool) -> "NDArray[np.float64]":
    found = np.array([likely, mean_of(low, likely, high, divides=divides)]).reshape(2, 1, 1)
    found.flags.writeable = False
    return found


@dataclass(frozen=True)
class Bought:
    """What is bought: activations, VND of ads behind each, and VND paid in advance for all of it.

    Numbers, or arrays of the same shape: many sizes at once. `usual_boosting_vnd` is what usually stands
    behind one.
    """

    units: Any
    unit_boosting_vnd: Any
    usual_boosting_vnd: float
    spend_vnd: Any


def cap_of(brief: Brief) -> float | None:
    """Return the most parcels that stock and packing let go out, None where neither is said."""
    caps = [float(brief.stock)] if brief.stock is not None else []
    caps += [float(brief.pack_per_day * 7 * brief.weeks)] if brief.pack_per_day is not None else []
    return min(caps, default=None)


def views(value: Values, bought: Bought, view_rate: Any) -> Any:
    """Return the views of what is bought: the creators' own and those of the ads behind them.

    Ads bring less the more they are: views a VND fall with the amount behind one activation over the usual
    amount to the power `ads_exponent` − 1.
    """
    known = value.premises
    # The fee is agreed, so followers follow it with half the table's spread left; one draw a creator.
    one = value("unit_views") if "unit_views" in known else value("followers") * value("views_per_follower")
    posted = value("posted_share", 1.0) if "posted_share" in known else 1.0
    behind = bought.unit_boosting_vnd
    usual = bought.usual_boosting_vnd or 1.0
    worth = usual * np.power(behind / usual, known.likely("ads_exponent", 1.0)) * bought.units
    each = 1 / value("live_view_cost") if "live_view_cost" in known else 1_000 * view_rate / value("cpm")
    return one * posted * known.audiences(bought.units) + worth * each


def clicks(value: Values, seen: Any) -> Any:
    """Return the product clicks that views bring, at most the views."""
    return seen * np.minimum(1.0, value("click_rate") * value("category_click"))


def price_effect(value: Values) -> Any:
    """Return what the price in this campaign does to conversion, 1 at the category's usual basket.

    (price ÷ basket)^−e in the range in which the response was measured, up to `measured_to` times dearer or
    cheaper than the basket; beyond, where nobody has measured, steeper for the dearer and no more for the
    cheaper. Where nothing is given off, a live loses once: by the price
    response to the discount forgone or by the missing offer, whichever is more.
    """
    known, response = value.premises, value("price_response")
    dearer = np.log(known.live_price_vnd / known.likely("basket"))
    measured = np.log(known.likely("measured_to", np.inf))
    beyond = np.maximum(0.0, dearer - measured)
    effect = np.exp(-response * np.maximum(-measured, dearer) - known.likely("beyond_response") * beyond)
    if "no_offer" in known.multipliers:
        forgone = np.power(1 - known.usual_discount, response)
        effect = effect * np.minimum(1.0, known.multipliers["no_offer"].likely / forgone)
    return effect


def orders(value: Values, seen: Any) -> Any:
    """Return the orders that views bring, at most the views; nothing holds them back yet."""
    known = value.premises
    rate = value("orders_per_view") * value("category_click") * value("category_conversion")
    rate = rate * price_effect(value)
    if "season_demand" in known:
        rate = rate * value("season_demand")
    others = [one.likely for name, one in known.multipliers.items() if name != "no_offer"]
    return seen * np.minimum(1.0, reduce(mul, others, rate))


def order(value: Values, case: Case) -> Order:
    """Return the money of one order."""
    known, brief = value.premises, case.brief
    cancel = np.minimum(MOST_CANCELLED, value("cancel_rate") + known.likely("season_cancel"))
    give_back = np.minimum(MOST_RETURNED, value("return_rate"))
    cancelled, undelivered, returned = losses(known, cancel, give_back)
    rate: Number = 0.0
    flat: Number = 0.0
    for fee in case.fees(known.platform):
        if fee.per == "value":
            rate = rate + value(f"fee:{fee.id}", 1.0, fee.luck)
        else:
            flat = flat + value(f"fee:{fee.id}", None, fee.luck)
    packed = CostLine.PACKING not in brief.costs_off
    parcels = CostLine.FAILED_PARCELS not in brief.costs_off
    tougher = value("hard_to_ship") if "hard_to_ship" in known else 1.0
    return Order(
        value_vnd=known.live_price_vnd,
        cost_vnd=known.cost_vnd(value("margin_rate", LARGEST_MARGIN)),
        fee_rate=rate,
        fee_vnd=flat,
        commission_rate=known.likely("commission_rate"),
        seller_tax_rate=seller_tax(known, brief),
        packing_vnd=value("packing") if packed else 0.0,
        failed_vnd=value("failed_shipping") * tougher if parcels else 0.0,
        spoiled_share=value("spoiled_share", 1.0) if parcels else 0.0,
        cancelled=cancelled,
        undelivered=undelivered,
        returned=returned,
    )


def served(ordered: Any, one: Order, most_shipped: float | None) -> Any:
    """Return the orders that stock and packing can serve; `most_shipped` parcels for all that is hired."""
    return ordered if most_shipped is None else np.minimum(ordered, most_shipped / (1 - one.cancelled))


def stages(value: Values, bought: Bought, case: Case) -> dict[Stage, Any]:
    """Return every stage for what is bought, from impressions to leads or to profit in VND.

    Counts are totals of all activations; a plain number where nothing varies.
    """
    view_rate = value("view_rate", 1.0)
    seen = views(value, bought, view_rate)
    clicked, ordered = clicks(value, seen), None
    if not value.premises.is_leads:
        ordered = orders(value, seen)
        clicked = np.maximum(clicked, ordered)
    found: dict[Stage, Any] = {
        Stage.IMPRESSIONS: seen / view_rate,
        Stage.VIEWS: seen,
        Stage.ENGAGEMENTS: seen * value("engagement_rate", 1.0),
        Stage.CLICKS: clicked,
    }
    if ordered is None:
        return found | {Stage.LEADS: clicked * value("lead_rate", 1.0)}
    return found | sold(value, clicked, ordered, bought.spend_vnd, case)


def sold(value: Values, clicked: Any, ordered: Any, spend_vnd: float, case: Case) -> dict[Stage, Any]:
    """Return what becomes of orders: carts, parcels, and the money once `spend_vnd` is paid."""
    one = order(value, case)
    placed = served(ordered, one, cap_of(case.brief))
    done = settle(placed, one)
    carts = np.minimum(clicked, placed / value.premises.likely("cart_to_order"))
    later = done.kept * later_vnd(one, case.brief, value.premises)
    profit = done.contribution_vnd + later - spend_vnd
    counted = (carts, placed, done.shipped, done.delivered, done.kept)
    return dict(zip(SELLING, (*counted, done.gmv_vnd, done.net_revenue_vnd, profit), strict=True))
