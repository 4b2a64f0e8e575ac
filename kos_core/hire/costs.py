"""What a programme costs in advance, break-even orders, and what is affordable."""

from dataclasses import dataclass, replace
from math import ceil, exp, floor, log

from kos_core.brief import Brief
from kos_core.hire.order import later_vnd, likely_order, settle
from kos_core.hire.premises import Premises
from kos_core.knowledge.whole import Knowledge
from kos_core.vocabulary import CostLine


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
