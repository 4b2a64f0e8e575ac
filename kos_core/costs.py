"""What a programme costs in advance, what one order leaves, break-even orders, and what is affordable."""

from dataclasses import dataclass
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
class Line:
    """One line of the full-cost block: VND a unit (advance) or a successful order, and where it is from."""

    name: str
    vnd: float
    is_on: bool
    rests_on: tuple[str, ...]


@dataclass(frozen=True)
class Terms:
    """What hiring comes to at likely values; money in VND, orders in successful orders ("đơn thành công")."""

    units: int
    needs_vnd: float
    comfortable_vnd: float
    unit_advance_vnd: float
    unit_boosting_vnd: float
    unit_outlay_vnd: float
    advance: tuple[Line, ...]
    per_order: tuple[Line, ...]
    price_vnd: float
    live_price_vnd: float
    cost_vnd: float
    leaves_vnd: float | None
    kept_share: float | None

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


def _advance(premises: Premises, brief: Brief) -> tuple[tuple[Line, ...], float]:
    """Return the lines paid in advance for one unit, and what of them buys views."""
    fee = premises.likely("fee") * (premises.likely("season_fee") or 1.0)
    rate = premises.likely("withholding_rate")
    boosting = premises.likely("boosting_session") or premises.likely("boosting_rate") * fee
    production = premises.likely("production_rate") * fee
    cost = premises.price_vnd * (1 - premises.likely("margin_rate"))
    shipping = premises.likely("sample_shipping")
    given = min(cost, premises.likely("lent_above"))  # dearer pieces are lent; a sample never gets cheaper
    sample = given + (cost - given) * premises.likely("lent_wear") + shipping
    amounts: list[tuple[str, float, tuple[str, ...]]] = [
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
    lines = tuple(
        Line(
            name,
            vnd,
            name not in brief.costs_off,
            tuple(premises[n].id for n in names if n in premises.estimates),
        )
        for name, vnd, names in amounts
        if vnd > 0
    )
    on = {line.name: line.vnd for line in lines if line.is_on}
    bought = on.get(CostLine.BOOSTING, 0.0) + on.get(CostLine.PRODUCTION, 0.0) * premises.likely(
        "media_share"
    )
    return lines, bought


def terms(premises: Premises, brief: Brief, knowledge: Knowledge) -> Terms:
    """Return what hiring under `premises` comes to for the brief's budget.

    n = ⌊budget / (advance cost and expected commission a unit)⌋ at likely values, capped by units a week ×
    weeks; 0 below the smallest sensible size.
    """
    lines, bought = _advance(premises, brief)
    advance = sum(line.vnd for line in lines if line.is_on)
    programme = premises.programme
    order = None if premises.is_leads else likely_order(premises, brief, knowledge)
    outlay = advance
    if order is not None:
        orders = likely_orders(premises, likely_clicks(premises, likely_views(premises, 1, bought)))
        outlay += (
            float(order.commission_rate) * orders * float(order.value_vnd) * float(settle(1.0, order).kept)
        )
    needs = programme.smallest * outlay
    cap = min(programme.most, max(programme.smallest, floor(programme.most_per_week * brief.weeks)))
    units = min(cap, floor(brief.budget_vnd / outlay + 1e-9)) if outlay > 0 else cap
    if units < programme.smallest:
        units = 0
    leaves: float | None = None
    kept_share: float | None = None
    per_order: tuple[Line, ...] = ()
    if order is not None:
        leaves, kept_share, per_order = _one_order(order, brief, premises, knowledge)
    return Terms(
        units=units,
        needs_vnd=needs,
        comfortable_vnd=programme.comfortable * outlay,
        unit_advance_vnd=advance,
        unit_boosting_vnd=bought,
        unit_outlay_vnd=outlay,
        advance=lines,
        per_order=per_order,
        price_vnd=premises.price_vnd,
        live_price_vnd=premises.live_price_vnd,
        cost_vnd=premises.price_vnd * (1 - premises.likely("margin_rate")),
        leaves_vnd=leaves,
        kept_share=kept_share,
    )


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


def _one_order(
    order: Order, brief: Brief, premises: Premises, knowledge: Knowledge
) -> tuple[float, float, tuple[Line, ...]]:
    """Return what one kept order leaves, the share of orders kept, and the lines taken per order."""
    one = settle(1.0, order)
    kept = float(one.kept)
    if kept <= 0:
        return -float(order.cost_vnd), 0.0, ()
    value = float(order.value_vnd)
    lost = [
        ("undelivered", float(one.shipped) - float(one.delivered)),
        ("returned", float(one.delivered) - kept),
    ]
    failed = sum(share for _, share in lost) / kept
    returned = lost[1][1] / kept
    fees = [
        Line(
            f"fee:{fee.id}",
            premises.likely(f"fee:{fee.id}") * (value if fee.per == "value" else 1 + returned),
            True,
            (premises[f"fee:{fee.id}"].id,),
        )
        for fee in knowledge.fees[premises.platform]
    ]
    parcels = failed * float(order.failed_vnd) + returned * float(order.spoiled_share) * float(order.cost_vnd)
    lines = (
        *fees,
        Line("commission", float(order.commission_rate) * value, True, (premises["commission_rate"].id,)),
        Line(
            CostLine.SELLER_TAX,
            premises.likely("seller_tax") * value if brief.seller is Seller.INDIVIDUAL else 0.0,
            CostLine.SELLER_TAX not in brief.costs_off,
            (premises["seller_tax"].id,),
        ),
        Line(
            CostLine.PACKING,
            premises.likely("packing") * (1 + failed),
            CostLine.PACKING not in brief.costs_off,
            (premises["packing"].id,),
        ),
        Line(
            CostLine.FAILED_PARCELS,
            parcels,
            CostLine.FAILED_PARCELS not in brief.costs_off,
            tuple(premises[n].id for n in ("failed_shipping", "spoiled_share", "cancel_rate", "return_rate")),
        ),
        Line("goods", float(order.cost_vnd), True, (premises["margin_rate"].id,)),
    )
    leaves = float(one.contribution_vnd) / kept + float(later_vnd(order, brief, premises))
    return leaves, kept, tuple(line for line in lines if line.vnd != 0)
