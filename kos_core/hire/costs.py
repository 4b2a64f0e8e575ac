"""What a programme costs in advance, break-even orders, and what is affordable."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, floor
from typing import Any

from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.hire.chain import Bought, Likely, order, orders, views
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
    once_vnd: float
    unit_advance_vnd: float
    unit_boosting_vnd: float
    usual_boosting_vnd: float
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
                paid = floor((budget_vnd - self.once_vnd) / self.unit_outlay_vnd + 1e-9)
                units = min(units, max(self.smallest, paid))
        return self if units == self.units else replace(self, units=units)

    @property
    def is_affordable(self) -> bool:
        """Whether the budget covers the smallest sensible size."""
        return self.units > 0

    @property
    def spend_vnd(self) -> float:
        """What is paid in advance for all units, VND ("chi trước")."""
        return self.spend_of(self.units)

    def spend_of(self, units: int) -> float:
        """What is paid in advance for some units, VND: once for setting up, and for each."""
        return self.once_vnd + units * self.unit_advance_vnd if units else 0.0

    @property
    def bought(self) -> Bought:
        """What the chain is worked out for."""
        return Bought(self.units, self.unit_boosting_vnd, self.usual_boosting_vnd, self.spend_vnd)

    @property
    def break_even_orders(self) -> float | None:
        """Successful orders that pay back the advance; None where an order leaves nothing."""
        if self.units == 0 or self.leaves_vnd is None or self.leaves_vnd <= 0:
            return None
        return float(ceil(self.spend_vnd / self.leaves_vnd - 1e-9))


def usual_boosting(premises: Premises) -> float:
    """Return the ads that usually stand behind one unit, VND; 0 for pay that leaves them to the creator."""
    fee = premises.likely("fee") * premises.likely("season_fee", 1.0)
    return premises.likely("boosting_session") or premises.likely("boosting_rate") * fee


def setting_up(premises: Premises) -> float:
    """Return what the shop's own people cost once, VND: training, and a light kit."""
    return premises.likely("training") + premises.likely("kit")


def advance_amounts(
    premises: Premises, boosting_vnd: float | None = None
) -> list[tuple[str, float, tuple[str, ...]]]:
    """Return what is paid in advance for one unit, VND: the line, the amount, the estimates it is from.

    `boosting_vnd` of ads stand behind it, else the usual amount.
    """
    fee = premises.likely("fee") * (premises.likely("season_fee", 1.0))
    rate = premises.likely("withholding_rate")
    boosting = usual_boosting(premises) if boosting_vnd is None else boosting_vnd
    production = premises.likely("production_rate") * fee
    cost = premises.cost_vnd(premises.likely("margin_rate"))
    shipping = premises.likely("sample_shipping")
    given = min(cost, premises.likely("lent_above"))  # dearer pieces are lent; a sample never gets cheaper
    sample = given + (cost - given) * premises.likely("lent_wear") + shipping
    return [
        ("fee", fee, ("fee", "season_fee")),
        (
            CostLine.FEE_TAX,
            fee / (1 - rate) - fee if _is_withheld(premises, fee) else 0.0,
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


def _is_withheld(premises: Premises, fee: float) -> bool:
    """Return whether tax is withheld on a fee: from the law's limit, and never on the shop's own wages."""
    return not premises.programme.house and fee >= premises.likely("withholding_from")


def takes_ads(premises: Premises, brief: Brief) -> bool:
    """Return whether the amount of ads behind one unit is the shop's to choose."""
    return usual_boosting(premises) > 0 and CostLine.BOOSTING not in brief.costs_off


def terms(premises: Premises, case: Case, ads_times: float = 1.0) -> Terms:
    """Return what hiring under `premises` comes to for the case's budget, with `ads_times` the usual ads."""
    return ladder(premises, case, (ads_times,))[0].within(case.brief.budget_vnd)


def ladder(premises: Premises, case: Case, ads_times: Sequence[float]) -> tuple[Terms, ...]:
    """Return what hiring under `premises` comes to with so many times the usual ads behind each unit.

    Behind each unit stand `ads_times` the usual ads, or what the reader says. No units yet: `within` a budget
    n = ⌊budget / (advance cost and expected commission a unit)⌋ at likely values, capped by units a week ×
    weeks; 0 below the smallest sensible size.
    """
    brief, programme = case.brief, premises.programme
    usual = usual_boosting(premises)
    takes = takes_ads(premises, brief)
    amounts = advance_amounts(premises)
    on = {name: vnd for name, vnd, _ in amounts if vnd > 0 and name not in brief.costs_off}
    behind = on.get(CostLine.BOOSTING, 0.0)
    beside, media = (
        sum(on.values()) - behind,
        on.get(CostLine.PRODUCTION, 0.0) * premises.likely("media_share"),
    )
    once = 0.0 if CostLine.SETTING_UP in brief.costs_off else setting_up(premises)
    cap = max(programme.smallest, floor(programme.most_per_week * brief.weeks))
    leaves, kept_share, view_vnd = (None, None, 0.0) if premises.is_leads else _of_orders(premises, case)
    found = []
    for times in ads_times:
        if takes:
            behind = usual * times if brief.ads_vnd is None else float(brief.ads_vnd)
        advance, boosting = beside + behind, behind + media
        commission = 0.0
        if view_vnd > 0:
            bought = Bought(1, boosting, usual or boosting, 0.0)
            commission = view_vnd * float(views(Likely(premises), bought, premises.likely("view_rate")))
        outlay = advance + commission
        found.append(
            Terms(
                units=0,
                smallest=programme.smallest,
                most=min(programme.most, cap),
                needs_vnd=once + programme.smallest * outlay,
                comfortable_vnd=once + programme.comfortable * outlay,
                once_vnd=once,
                unit_advance_vnd=advance,
                unit_boosting_vnd=boosting,
                usual_boosting_vnd=usual or boosting,
                unit_outlay_vnd=outlay,
                price_vnd=premises.price_vnd,
                live_price_vnd=premises.live_price_vnd,
                cost_vnd=premises.cost_vnd(premises.likely("margin_rate")),
                leaves_vnd=leaves,
                kept_share=kept_share,
            )
        )
    return tuple(found)


def _of_orders(premises: Premises, case: Case) -> tuple[float, float, float]:
    """Return what a successful order leaves, the share that succeeds, the commission a view costs, VND."""
    value = Likely(premises)
    one = order(value, case)
    done = settle(1.0, one)
    kept_share, leaves = float(done.kept), -float(one.cost_vnd)
    if kept_share > 0:
        leaves = float(done.contribution_vnd) / kept_share + float(later_vnd(one, case.brief, premises))
    a_view = float(one.commission_rate) * float(one.value_vnd) * kept_share * float(orders(value, 1.0))
    return leaves, kept_share, a_view
