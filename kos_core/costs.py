"""What a programme costs in advance, what one order leaves, break-even orders, and what is affordable."""

from dataclasses import dataclass, replace
from math import ceil, exp, floor, log
from typing import TYPE_CHECKING, Any

from kos_core.brief import Brief
from kos_core.knowledge import Knowledge
from kos_core.premises import Premises
from kos_core.vocabulary import CostLine, Seller

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Number = float | NDArray[np.float64]


@dataclass(frozen=True)
class Order:
    """What decides the money of an order; floats for typical values, arrays for draws (rates of one)."""

    value_vnd: "Number"
    cost_vnd: "Number"
    fee_rate: "Number"
    fee_vnd: "Number"
    commission_rate: "Number"
    seller_tax_rate: "Number"
    packing_vnd: "Number"
    failed_vnd: "Number"
    spoiled_share: "Number"
    cancelled: "Number"
    undelivered: "Number"
    returned: "Number"


@dataclass(frozen=True)
class Settled:
    """What becomes of orders: counts, then VND; `contribution` is net revenue less the cost of goods."""

    shipped: "Number"
    delivered: "Number"
    kept: "Number"
    gmv_vnd: "Number"
    net_revenue_vnd: "Number"
    contribution_vnd: "Number"


def settle(orders: "Number", order: Order) -> Settled:
    """Return what becomes of `orders` placed orders of one kind.

    Three losses: cancelled before shipping costs nothing; undelivered costs shipping and packing;
    returned costs these, the platform's fee per order, and the goods that cannot be sold again.
    """
    shipped = orders * (1 - order.cancelled)
    delivered = shipped * (1 - order.undelivered)
    kept = delivered * (1 - order.returned)
    returned = delivered - kept
    failed = shipped - kept
    kept_rate = 1 - order.fee_rate - order.seller_tax_rate - order.commission_rate
    net = (
        kept * order.value_vnd * kept_rate
        - delivered * order.fee_vnd
        - shipped * order.packing_vnd
        - failed * order.failed_vnd
    )
    goods = kept * order.cost_vnd + returned * order.spoiled_share * order.cost_vnd
    return Settled(shipped, delivered, kept, orders * order.value_vnd, net, net - goods)


@dataclass(frozen=True)
class Terms:
    """What hiring comes to at likely values; money in VND, orders in successful orders ("đơn thành công")."""

    units: int
    smallest: int
    most: int
    needs_vnd: float
    comfortable_vnd: float
    unit_advance_vnd: float
    unit_boosting_vnd: float
    unit_outlay_vnd: float
    price_vnd: float
    live_price_vnd: float
    cost_vnd: float
    leaves_vnd: float | None
    kept_share: float | None

    def within(self, budget_vnd: float) -> "Terms":
        """Return the same hiring for another budget: as many units as it pays, none below the smallest."""
        units = self.most
        if self.unit_outlay_vnd > 0:
            units = min(units, floor(budget_vnd / self.unit_outlay_vnd + 1e-9))
        units = units if units >= self.smallest else 0
        return self if units == self.units else replace(self, units=units)

    @property
    def is_affordable(self) -> bool:
        """Whether the budget covers the smallest sensible size."""
        return self.units > 0

    @property
    def spend_vnd(self) -> float:
        """What is paid in advance for all units, VND ("chi trước")."""
        return self.units * self.unit_advance_vnd

    @property
    def break_even_orders(self) -> float | None:
        """Successful orders that pay back the advance; None where an order leaves nothing."""
        if self.units == 0 or self.leaves_vnd is None or self.leaves_vnd <= 0:
            return None
        return float(ceil(self.spend_vnd / self.leaves_vnd - 1e-9))


def losses(premises: Premises, cancel: Any, give_back: Any) -> tuple[Any, Any, Any]:
    """Return (cancelled, undelivered, returned) as shares of orders, shipped and delivered.

    The table's cancel rate lumps the first two, its return rate has some refusals in it: they are split
    so that nothing is counted twice and (1−cancelled)(1−undelivered) = 1 − cancel rate.
    """
    cancelled = cancel * premises.likely("cancel_split")
    undelivered = 1 - (1 - cancel) / (1 - cancelled)
    return cancelled, undelivered, give_back * (1 - premises.likely("refused_in_return"))


def likely_order(premises: Premises, brief: Brief, knowledge: Knowledge) -> Order:
    """Return the money of an order at likely values."""
    cancel = min(0.95, premises.likely("cancel_rate") + premises.likely("season_cancel"))
    cancelled, undelivered, returned = losses(premises, cancel, premises.likely("return_rate"))
    on = [line for line in CostLine if line not in brief.costs_off]
    tougher = premises.likely("hard_to_ship") or 1.0
    rate, flat = 0.0, 0.0
    for fee in knowledge.fees[premises.platform]:
        if fee.per == "value":
            rate += premises.likely(f"fee:{fee.id}")
        else:
            flat += premises.likely(f"fee:{fee.id}")
    return Order(
        value_vnd=premises.live_price_vnd,
        cost_vnd=premises.price_vnd * (1 - premises.likely("margin_rate")),
        fee_rate=rate,
        fee_vnd=flat,
        commission_rate=premises.likely("commission_rate"),
        seller_tax_rate=seller_tax(premises, brief),
        packing_vnd=premises.likely("packing") if CostLine.PACKING in on else 0.0,
        failed_vnd=premises.likely("failed_shipping") * tougher if CostLine.FAILED_PARCELS in on else 0.0,
        spoiled_share=premises.likely("spoiled_share") if CostLine.FAILED_PARCELS in on else 0.0,
        cancelled=cancelled,
        undelivered=undelivered,
        returned=returned,
    )


def seller_tax(premises: Premises, brief: Brief) -> float:
    """Return the tax the platform withholds from a household or individual seller, a share of revenue."""
    withheld = brief.seller is Seller.INDIVIDUAL and CostLine.SELLER_TAX not in brief.costs_off
    return premises.likely("seller_tax") if withheld else 0.0


def likely_orders(premises: Premises, clicks: float) -> float:
    """Return the orders `clicks` product clicks bring at likely values, at most the clicks."""
    if premises.is_leads:
        return 0.0
    rate = premises.likely("conversion") * premises.likely("category_conversion")
    rate *= exp(-premises.likely("price_response") * log(premises.live_price_vnd / premises.likely("basket")))
    rate *= premises.likely("season_demand") or 1.0
    for multiplier in premises.multipliers.values():
        rate *= multiplier.likely
    return clicks * min(1.0, rate)


def likely_views(premises: Premises, units: int, boosting_vnd: float) -> float:
    """Return the views of `units` units and of the paid boosting at likely values."""
    one = premises.likely("unit_views") or premises.likely("followers") * premises.likely(
        "views_per_follower"
    )
    posted = premises.likely("posted_share") or 1.0
    bought = boosting_vnd / premises.likely("cpm") * 1_000 * premises.likely("view_rate")
    return one * posted * premises.audiences(units) + bought


def likely_clicks(premises: Premises, views: float) -> float:
    """Return the product clicks `views` bring at likely values, at most the views."""
    return views * min(1.0, premises.likely("click_rate") * premises.likely("category_click"))


def advance_amounts(premises: Premises) -> list[tuple[str, float, tuple[str, ...]]]:
    """Return what is paid in advance for one unit, VND: the line, the amount, the estimates it is from."""
    fee = premises.likely("fee") * (premises.likely("season_fee") or 1.0)
    rate = premises.likely("withholding_rate")
    boosting = premises.likely("boosting_session") or premises.likely("boosting_rate") * fee
    production = premises.likely("production_rate") * fee
    cost = premises.price_vnd * (1 - premises.likely("margin_rate"))
    shipping = premises.likely("sample_shipping")
    given = min(cost, premises.likely("lent_above"))  # dearer pieces are lent; a sample never gets cheaper
    sample = given + (cost - given) * premises.likely("lent_wear") + shipping
    return [
        ("fee", fee, ("fee", "season_fee")),
        (
            CostLine.FEE_TAX,
            fee / (1 - rate) - fee if fee >= premises.likely("withholding_from") else 0.0,
            ("withholding_rate", "withholding_from"),
        ),
        (CostLine.BOOSTING, boosting, ("boosting_session", "boosting_rate")),
        (CostLine.AGENCY, premises.likely("agency_rate") * fee, ("agency_rate",)),
        (
            CostLine.SAMPLES,
            0.0 if premises.is_leads else premises.programme.samples_per_unit * sample,
            ("margin_rate", "sample_shipping", "lent_above", "lent_wear"),
        ),
        (CostLine.SESSION_COSTS, premises.likely("session"), ("session",)),
        (CostLine.PRODUCTION, production, ("production_rate", "media_share")),
        (CostLine.RIGHTS, premises.likely("rights_rate") * fee, ("rights_rate",)),
    ]


def terms(premises: Premises, brief: Brief, knowledge: Knowledge) -> Terms:
    """Return what hiring under `premises` comes to for the brief's budget.

    n = ⌊budget / (advance cost and expected commission a unit)⌋ at likely values, capped by units a week ×
    weeks; 0 below the smallest sensible size.
    """
    on = {name: vnd for name, vnd, _ in advance_amounts(premises) if vnd > 0 and name not in brief.costs_off}
    advance = sum(on.values())
    bought = on.get(CostLine.BOOSTING, 0.0)
    bought += on.get(CostLine.PRODUCTION, 0.0) * premises.likely("media_share")
    programme, outlay = premises.programme, advance
    leaves: float | None = None
    kept_share: float | None = None
    if not premises.is_leads:
        order = likely_order(premises, brief, knowledge)
        one = settle(1.0, order)
        kept_share = float(one.kept)
        leaves = -float(order.cost_vnd)
        if kept_share > 0:
            leaves = float(one.contribution_vnd) / kept_share + float(later_vnd(order, brief, premises))
        orders = likely_orders(premises, likely_clicks(premises, likely_views(premises, 1, bought)))
        outlay += float(order.commission_rate) * orders * float(order.value_vnd) * kept_share
    cap = max(programme.smallest, floor(programme.most_per_week * brief.weeks))
    found = Terms(
        units=0,
        smallest=programme.smallest,
        most=min(programme.most, cap),
        needs_vnd=programme.smallest * outlay,
        comfortable_vnd=programme.comfortable * outlay,
        unit_advance_vnd=advance,
        unit_boosting_vnd=bought,
        unit_outlay_vnd=outlay,
        price_vnd=premises.price_vnd,
        live_price_vnd=premises.live_price_vnd,
        cost_vnd=premises.price_vnd * (1 - premises.likely("margin_rate")),
        leaves_vnd=leaves,
        kept_share=kept_share,
    )
    return found.within(brief.budget_vnd)


def later_vnd(order: Order, brief: Brief, premises: Premises) -> "Number":
    """Return what one successful order brings later, VND: repeats at list price, halo at the live price.

    Both are the reader's own (default 0); neither pays the creator's commission again.
    """
    if brief.repeat_rate == 0 and brief.halo_rate == 0:
        return 0.0
    kept_rate = 1 - order.fee_rate - order.seller_tax_rate
    flat = order.fee_vnd + order.packing_vnd + order.cost_vnd
    repeat = premises.price_vnd * kept_rate - flat
    halo = order.value_vnd * kept_rate - flat
    return brief.repeat_rate * repeat + brief.halo_rate * halo
