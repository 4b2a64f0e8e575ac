"""The full-cost block line by line: what is paid in advance for a unit, what is taken of one order."""

from collections.abc import Iterable
from dataclasses import dataclass

from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.hire.chain import Likely, order
from kos_core.hire.costs import Terms, advance_amounts, setting_up, takes_ads
from kos_core.hire.order import settle
from kos_core.hire.premises import Premises
from kos_core.vocabulary import CostLine, Seller


@dataclass(frozen=True)
class Line:
    """One line of the full-cost block: VND a unit (advance) or a successful order, and where it is from."""

    name: str
    vnd: float
    is_on: bool
    rests_on: tuple[str, ...]

    @property
    def is_fee(self) -> bool:
        """Whether it is one of the platform's own fees."""
        return self.name.startswith("fee:")


def later_of(hired: Terms, lines: Iterable[Line]) -> float:
    """Return what an order brings later (repeats, halo), VND: what is left beyond the lines."""
    taken = sum(line.vnd for line in lines if line.is_on)
    return (hired.leaves_vnd or 0.0) - (hired.live_price_vnd - taken)


def advance_lines(premises: Premises, hired: Terms, brief: Brief) -> tuple[Line, ...]:
    """Return the lines paid in advance for one unit, at likely values, and the ads chosen for it."""
    chosen = hired.unit_boosting_vnd if takes_ads(premises, brief) else None
    return tuple(
        Line(
            name,
            vnd,
            name not in brief.costs_off,
            tuple(premises[n].id for n in names if n in premises.estimates),
        )
        for name, vnd, names in advance_amounts(premises, chosen)
        if vnd > 0
    )


def once_line(premises: Premises, brief: Brief) -> Line | None:
    """Return what the shop's own people cost once, None where others are hired."""
    vnd, names = setting_up(premises), ("training", "kit")
    if vnd <= 0:
        return None
    name = CostLine.SETTING_UP
    return Line(name, vnd, name not in brief.costs_off, tuple(premises[n].id for n in names))


def order_lines(premises: Premises, case: Case) -> tuple[Line, ...]:
    """Return the lines taken of a successful order, at likely values; none where the chain ends at leads."""
    if premises.is_leads:
        return ()
    brief, each = case.brief, order(Likely(premises), case)
    one = settle(1.0, each)
    kept, value = float(one.kept), float(each.value_vnd)
    if kept <= 0:
        return ()
    returned = (float(one.delivered) - kept) / kept
    failed = (float(one.shipped) - kept) / kept
    parcels = failed * float(each.failed_vnd) + returned * float(each.spoiled_share) * float(each.cost_vnd)

    def line(name: str, vnd: float, *from_names: str) -> Line:
        return Line(name, vnd, name not in brief.costs_off, tuple(premises[n].id for n in from_names))

    fees = [
        line(
            f"fee:{fee.id}",
            premises.likely(f"fee:{fee.id}") * (value if fee.per == "value" else 1 + returned),
            f"fee:{fee.id}",
        )
        for fee in case.fees(premises.platform)
    ]
    withheld = premises.likely("seller_tax") * value if brief.seller is Seller.INDIVIDUAL else 0.0
    lines = (
        *fees,
        line("commission", float(each.commission_rate) * value, "commission_rate"),
        line(CostLine.SELLER_TAX, withheld, "seller_tax"),
        line(CostLine.PACKING, premises.likely("packing") * (1 + failed), "packing"),
        line(
            CostLine.FAILED_PARCELS,
            parcels,
            *("failed_shipping", "spoiled_share", "cancel_rate", "return_rate"),
        ),
        line("goods", float(each.cost_vnd), "margin_rate"),
    )
    return tuple(one for one in lines if one.vnd != 0)
