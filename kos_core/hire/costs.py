"""What a programme costs in advance, break-even orders, and what is affordable."""

from dataclasses import dataclass, replace
from math import ceil, floor
from typing import Any

from kos_core.case import Case
from kos_core.hire.chain import Bought, Likely, clicks, order, orders, views
from kos_core.hire.order import later_vnd, settle
from kos_core.hire.premises import Premises
from kos_core.vocabulary import CostLine


def affords(budget_vnd: Any, needs_vnd: float) -> Any:
    """Return whether a budget, or each of many, covers what the smallest sensible size needs."""
    return budget_vnd >= needs_vnd * (1 - 1e-12)


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
        units = 0
        if affords(budget_vnd, self.needs_vnd):
            units = self.most
            if self.unit_outlay_vnd > 0:
                units = min(units, max(self.smallest, floor(budget_vnd / self.unit_outlay_vnd + 1e-9)))
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
    def bought(self) -> Bought:
        """What the chain is worked out for."""
        return Bought(self.units, self.unit_boosting_vnd, self.spend_vnd)

    @property
    def break_even_orders(self) -> float | None:
        """Successful orders that pay back the advance; None where an order leaves nothing."""
        if self.units == 0 or self.leaves_vnd is None or self.leaves_vnd <= 0:
            return None
        return float(ceil(self.spend_vnd / self.leaves_vnd - 1e-9))


def advance_amounts(premises: Premises) -> list[tuple[str, float, tuple[str, ...]]]:
    """Return what is paid in advance for one unit, VND: the line, the amount, the estimates it is from."""
    fee = premises.likely("fee") * (premises.likely("season_fee", 1.0))
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


def terms(premises: Premises, case: Case) -> Terms:
    """Return what hiring under `premises` comes to for the case's budget.

    n = ⌊budget / (advance cost and expected commission a unit)⌋ at likely values, capped by units a week ×
    weeks; 0 below the smallest sensible size.
    """
    brief, programme = case.brief, premises.programme
    on = {name: vnd for name, vnd, _ in advance_amounts(premises) if vnd > 0 and name not in brief.costs_off}
    advance = sum(on.values())
    boosting = on.get(CostLine.BOOSTING, 0.0)
    boosting += on.get(CostLine.PRODUCTION, 0.0) * premises.likely("media_share")
    commission, leaves, kept_share = 0.0, None, None
    if not premises.is_leads:
        commission, leaves, kept_share = _of_orders(premises, boosting, case)
    outlay = advance + commission
    cap = max(programme.smallest, floor(programme.most_per_week * brief.weeks))
    found = Terms(
        units=0,
        smallest=programme.smallest,
        most=min(programme.most, cap),
        needs_vnd=programme.smallest * outlay,
        comfortable_vnd=programme.comfortable * outlay,
        unit_advance_vnd=advance,
        unit_boosting_vnd=boosting,
        unit_outlay_vnd=outlay,
        price_vnd=premises.price_vnd,
        live_price_vnd=premises.live_price_vnd,
        cost_vnd=premises.price_vnd * (1 - premises.likely("margin_rate")),
        leaves_vnd=leaves,
        kept_share=kept_share,
    )
    return found.within(brief.budget_vnd)


def _of_orders(premises: Premises, boosting_vnd: float, case: Case) -> tuple[float, float, float]:
    """Return (commission a unit is expected to cost, what a successful order leaves, share that succeeds)."""
    value = Likely(premises)
    one = order(value, case)
    done = settle(1.0, one)
    kept_share, leaves = float(done.kept), -float(one.cost_vnd)
    if kept_share > 0:
        leaves = float(done.contribution_vnd) / kept_share + float(later_vnd(one, case.brief, premises))
    seen = views(value, 1, boosting_vnd, premises.likely("view_rate"))
    expected = float(orders(value, clicks(value, seen)))
    commission = float(one.commission_rate) * expected * float(one.value_vnd) * kept_share
    return commission, leaves, kept_share
