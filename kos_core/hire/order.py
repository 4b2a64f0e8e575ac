"""What becomes of an order and what it leaves: losses, fees, goods, and what it brings later."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kos_core.brief import Brief
from kos_core.hire.premises import Premises
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


def losses(premises: Premises, cancel: Any, give_back: Any) -> tuple[Any, Any, Any]:
    """Return (cancelled, undelivered, returned) as shares of orders, shipped and delivered.

    The table's cancel rate lumps the first two, its return rate has some refusals in it: they are split
    so that nothing is counted twice and (1−cancelled)(1−undelivered) = 1 − cancel rate.
    """
    cancelled = cancel * premises.likely("cancel_split")
    undelivered = 1 - (1 - cancel) / (1 - cancelled)
    return cancelled, undelivered, give_back * (1 - premises.likely("refused_in_return"))


def seller_tax(premises: Premises, brief: Brief) -> float:
    """Return the tax the platform withholds from a household or individual seller, a share of revenue."""
    withheld = brief.seller is Seller.INDIVIDUAL and CostLine.SELLER_TAX not in brief.costs_off
    return premises.likely("seller_tax") if withheld else 0.0


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
