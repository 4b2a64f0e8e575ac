"""What may come back: the predicted funnel of one programme on one platform, down to profit in VND."""

from dataclasses import dataclass
from functools import cached_property, reduce
from typing import TYPE_CHECKING, Any

import numpy as np

from kos_core.brief import Brief
from kos_core.forecast.band import _PLACES, Band, _bands
from kos_core.forecast.draws import POINTS, dimension, draw, effective_count
from kos_core.hire.breakdown import Line, advance_lines, order_lines
from kos_core.hire.costs import Terms, terms
from kos_core.hire.order import Order, later_vnd, losses, seller_tax, settle
from kos_core.hire.premises import Premises, premises
from kos_core.knowledge.entries import Programme
from kos_core.knowledge.evidence import Estimate
from kos_core.knowledge.whole import Knowledge
from kos_core.vocabulary import CostLine, CreatorType, Goal, Platform, Stage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


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


@dataclass(frozen=True, eq=False)
class Forecast:
    """What one programme on one platform may bring, drawn when it is asked for.

    Counts are whole-campaign totals; money is VND. `bands` is empty where nothing can be bought;
    `chance_break_even` is None there and where the chain ends at leads.
    """

    premises: Premises
    terms: Terms
    brief: Brief
    knowledge: Knowledge
    seed: int

    @property
    def programme(self) -> Programme:
        """The programme that is hired."""
        return self.premises.programme

    @property
    def platform(self) -> Platform:
        """Where it sells."""
        return self.premises.platform

    @property
    def draws(self) -> "dict[Stage, Array]":
        """POINTS draws of every stage, made anew each time (about 1 MB, so none are kept)."""
        stages = _stages(self, self._cell())
        return {stage: np.broadcast_to(values, (POINTS,)) for stage, values in stages.items()}

    @property
    def bands(self) -> dict[Stage, Band]:
        """The band of every stage."""
        return self._summed[0]

    @property
    def chance_break_even(self) -> float | None:
        """The share of draws that do not lose."""
        return self._summed[1]

    @property
    def counted(self) -> Stage:
        """The stage the goal counts: profit, leads, views or interactions."""
        goal, is_leads = self.brief.goal, self.premises.is_leads
        if goal.sells and self.programme.creator is not CreatorType.BRAND_AMBASSADOR:
            return Stage.LEADS if is_leads else Stage.PROFIT
        return Stage.ENGAGEMENTS if goal is Goal.TRUST else Stage.VIEWS

    @cached_property
    def _summed(self) -> tuple[dict[Stage, Band], float | None]:
        stages = _stages(self, self._cell())
        profit = stages.get(Stage.PROFIT)
        return _bands(stages), None if profit is None else float(np.mean(profit >= 0))

    @property
    def earns(self) -> tuple[float, float] | None:
        """The middle of the profit and the chance of not losing, no other band drawn; None without profit."""
        profit = _stages(self, self._cell()).get(Stage.PROFIT)
        return None if profit is None else (float(np.sort(profit)[_PLACES[1]]), float(np.mean(profit >= 0)))

    def _cell(self) -> "_Cell":
        return _Cell(self.premises, self.terms.units, self.seed)

    @cached_property
    def advance(self) -> tuple[Line, ...]:
        """What is paid in advance for one unit, line by line."""
        return advance_lines(self.premises, self.brief)

    @cached_property
    def per_order(self) -> tuple[Line, ...]:
        """What is taken of one successful order, line by line."""
        return order_lines(self.premises, self.brief, self.knowledge)

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The estimates used that the reader did not give."""
        return self.premises.rests_on

    @property
    def pays(self) -> bool:
        """Whether the median does not lose."""
        profit = self.bands.get(Stage.PROFIT)
        return profit is not None and profit.middle >= 0


class _Cell:
    """Draws of one cell's estimates; creators count where luck is theirs, one where it is shared."""

    def __init__(self, known: Premises, units: int, seed: int) -> None:
        self.known, self.seed = known, seed
        self.used: dict[int, list[Estimate]] = {}
        self.creator = known.programme.creator
        self.creators = float(known.creators(units))
        posted = known.likely("posted_share")
        if posted:
            self.creators = max(1.0, self.creators * posted)

    def shared(self, name: str, row: str, *, ceiling: float | None = None) -> Any:
        """Return draws of luck all programmes share; a plain number where nothing varies."""
        estimate = self.known.estimates.get(name)
        if estimate is None:
            return 0.0
        if estimate.low == estimate.high:
            return estimate.likely if ceiling is None else min(ceiling, estimate.likely)
        self._note(estimate, row)
        return draw(estimate, row, self.creator, self.seed, ceiling=ceiling)

    def own(self, estimate: Estimate, row: str, *, ceiling: float | None = None) -> "Array":
        """Return draws of luck that is each creator's own, averaged over the effective number."""
        count = self.creators
        if row not in {"audience", "followers"}:
            count = effective_count(self.audience, self.creators)
        self._note(estimate, row)
        return draw(estimate, row, self.creator, self.seed, count=count, ceiling=ceiling)

    def _note(self, estimate: Estimate, row: str) -> None:
        if estimate.low < estimate.high:
            self.used.setdefault(dimension(row, self.creator), []).append(estimate)

    @property
    def audience(self) -> Estimate:
        """The estimate whose spread says how unequal the creators' audiences are."""
        found = self.known.estimates
        return found.get("unit_views") or found["views_per_follower"]


def _views(cell: _Cell, units: int, boosting_vnd: float, view_rate: "Array") -> "Array":
    known = cell.known
    if "unit_views" in known.estimates:
        one = cell.own(known["unit_views"], "audience")
    else:
        # The fee is agreed, so followers follow it with half the table's spread left; one draw a creator.
        one = cell.own(known["followers"], "followers") * cell.own(known["views_per_follower"], "audience")
    posted = cell.shared("posted_share", "posted", ceiling=1.0) if "posted_share" in known.estimates else 1.0
    bought: Array | float = 0.0
    if boosting_vnd > 0:
        bought = boosting_vnd * units / cell.shared("cpm", "cpm") * 1_000 * view_rate
    found: Array = one * posted * known.audiences(units) + bought
    return found


def _order(cell: _Cell, brief: Brief, knowledge: Knowledge) -> Order:
    known = cell.known
    on = [line for line in CostLine if line not in brief.costs_off]
    cancel = np.minimum(0.95, cell.shared("cancel_rate", "cancel") + known.likely("season_cancel"))
    give_back = np.minimum(0.95, cell.shared("return_rate", "return"))
    cancelled, undelivered, returned = losses(known, cancel, give_back)
    rate: Array | float = 0.0
    flat: Array | float = 0.0
    for fee in knowledge.fees[known.platform]:
        row = "transaction_fee" if fee.id.endswith(("transaction", "payment")) else "platform_fee"
        amount = cell.shared(f"fee:{fee.id}", row, ceiling=1.0 if fee.per == "value" else None)
        rate, flat = (rate + amount, flat) if fee.per == "value" else (rate, flat + amount)
    margin = cell.shared("margin_rate", "margin", ceiling=0.99)
    tougher = cell.shared("hard_to_ship", "parcels") if "hard_to_ship" in known.estimates else 1.0
    parcels = CostLine.FAILED_PARCELS in on
    return Order(
        value_vnd=known.live_price_vnd,
        cost_vnd=known.price_vnd * (1 - margin),
        fee_rate=rate,
        fee_vnd=flat,
        commission_rate=known.likely("commission_rate"),
        seller_tax_rate=seller_tax(known, brief),
        packing_vnd=cell.shared("packing", "parcels") if CostLine.PACKING in on else 0.0,
        failed_vnd=cell.shared("failed_shipping", "parcels") * tougher if parcels else 0.0,
        spoiled_share=cell.shared("spoiled_share", "spoiled", ceiling=1.0) if parcels else 0.0,
        cancelled=cancelled,
        undelivered=undelivered,
        returned=returned,
    )


def _orders(cell: _Cell, clicks: "Array") -> "Array":
    known = cell.known
    response = cell.shared("price_response", "price_response")
    rate = cell.shared("conversion", "conversion") * cell.shared("category_conversion", "category_conversion")
    rate = rate * np.exp(-response * np.log(known.live_price_vnd / known.likely("basket")))
    if "season_demand" in known.estimates:
        rate = rate * cell.shared("season_demand", "season")
    rate = reduce(lambda left, one: left * one.likely, known.multipliers.values(), rate)
    found: Array = clicks * np.minimum(1.0, rate)
    return found


def _capped(orders: "Array", order: Order, brief: Brief) -> "Array":
    """Return the orders that stock and packing can serve."""
    caps = []
    if brief.stock is not None:
        caps.append(float(brief.stock))
    if brief.pack_per_day is not None:
        caps.append(float(brief.pack_per_day * 7 * brief.weeks))
    if not caps:
        return orders
    found: Array = np.minimum(orders, min(caps) / (1 - order.cancelled))
    return found


def forecast(
    brief: Brief, programme: Programme, platform: Platform, knowledge: Knowledge, seed: int
) -> Forecast:
    """Return what `programme` on `platform` may bring for the brief's budget.

    POINTS quasi-random draws with a fixed seed. Luck is per creator: a total over n creators spreads like a
    sum of n independent draws; conversion, price response, losses and fees are shared by all programmes.
    """
    known = premises(brief, programme, platform, knowledge)
    return Forecast(known, terms(known, brief, knowledge), brief, knowledge, seed)


def _stages(found: Forecast, cell: _Cell) -> dict[Stage, Any]:
    """Return the draws of every stage, a plain number where nothing varies; empty where nothing is bought."""
    known, hired, brief = found.premises, found.terms, found.brief
    if not hired.is_affordable:
        return {}
    view_rate = cell.own(known["view_rate"], "view_rate", ceiling=1.0)
    views = _views(cell, hired.units, hired.unit_boosting_vnd, view_rate)
    click_rate = cell.own(known["click_rate"], "click") * cell.shared("category_click", "category_click")
    clicks = views * np.minimum(1.0, click_rate)
    stages: dict[Stage, Any] = {
        Stage.IMPRESSIONS: views / view_rate,
        Stage.VIEWS: views,
        Stage.ENGAGEMENTS: views * cell.own(known["engagement_rate"], "engagement", ceiling=1.0),
        Stage.CLICKS: clicks,
    }
    if known.is_leads:
        return {**stages, Stage.LEADS: clicks * cell.shared("lead_rate", "lead", ceiling=1.0)}
    order = _order(cell, brief, found.knowledge)
    orders = _capped(_orders(cell, clicks), order, brief)
    done = settle(orders, order)
    profit = done.contribution_vnd + done.kept * later_vnd(order, brief, known) - hired.spend_vnd
    carts = np.minimum(clicks, orders / known.likely("cart_to_order"))
    counted = (carts, orders, done.shipped, done.delivered, done.kept)
    money = (done.gmv_vnd, done.net_revenue_vnd, profit)
    return stages | dict(zip(SELLING, (*counted, *money), strict=True))
