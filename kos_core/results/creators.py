"""What each creator really brought, net of fees and returns, and one verb with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Literal

from kos_core.case import Case
from kos_core.errors import KosError
from kos_core.hire.chain import Likely, order
from kos_core.hire.premises import Premises, premises
from kos_core.results.gathered import Actuals, Evening, rules
from kos_core.results.sums import Sums
from kos_core.vocabulary import Platform

Verb = Literal["scale", "keep", "coach", "stop"]
Trend = Literal["up", "down", "flat", "none"]


@dataclass(frozen=True)
class Judged:
    """One creator: sums, samples' cost, net money, ROAS beside the one that breaks even; verb and reason.

    `net_vnd` is what is left of successful orders (open ones at the usual share) after platform fees, tax,
    commission, parcels, goods, then ads, fee and samples. `roas` is successful GMV over what was paid in
    advance, None where nothing was; `even_roas` what it must be, None where an order leaves nothing.
    """

    creator: str
    sums: Sums
    samples_vnd: float
    net_vnd: float
    roas: float | None
    even_roas: float | None
    verb: Verb
    reason: str
    trend: Trend


def known_of(case: Case, programme: str, platform: Platform) -> Premises:
    """Return what is known of the way that earned results; raises KosError where it sells nothing there."""
    found = premises(case, case.knowledge.programmes[programme], platform)
    if found.is_leads:
        raise KosError("results.leads_only")
    return found


def judged(actuals: Actuals, case: Case, programme: str, platform: Platform) -> tuple[Judged, ...]:
    """Return every creator's sums, money and verb, as earned by one way; raises KosError as `known_of`."""
    known = known_of(case, programme, platform)
    held: dict[str, list[Evening]] = {}
    for evening in actuals.evenings:
        held.setdefault(evening.creator, []).append(evening)
    return tuple(_judged(name, sums, known, case, held.get(name, [])) for name, sums in actuals.sums.items())


def _judged(name: str, sums: Sums, known: Premises, case: Case, held: Sequence[Evening]) -> Judged:
    one = order(Likely(known), case)
    stays = float((1 - one.cancelled) * (1 - one.undelivered) * (1 - one.returned))
    revenue = sums.kept_vnd + stays * sums.open_vnd
    kept = sums.kept + stays * sums.open
    failed = sums.undelivered + sums.returned + sums.open * float(1 - one.cancelled) - stays * sums.open
    cost_rate = float(one.cost_vnd / one.value_vnd)
    each = sums.gmv_vnd / sums.placed if sums.placed else float(one.value_vnd)
    fees = float(sums.fee_vnd) if "fee_vnd" in sums.told else revenue * float(one.fee_rate)
    commission = (
        float(sums.commission_vnd) if "commission_vnd" in sums.told else revenue * float(one.commission_rate)
    )
    left = (
        revenue * (1 - cost_rate - float(one.seller_tax_rate)) - fees - commission
        - (kept + sums.returned) * float(one.fee_vnd) - (kept + failed) * float(one.packing_vnd)
        - failed * float(one.failed_vnd) - sums.returned * float(one.spoiled_share) * cost_rate * each
    )  # fmt: skip
    samples = sums.samples * (
        float(known.cost_vnd(known.likely("margin_rate"))) + known.likely("sample_shipping")
    )
    advance = sums.ads_vnd + sums.hire_vnd + samples
    roas = revenue / advance if advance > 0 else None
    even = revenue / left if left > 0 and revenue > 0 else None
    trend = _trend(held)
    verb, reason = _verb(sums, left - advance, roas, even, known, case)
    return Judged(name, sums, samples, left - advance, roas, even, verb, reason, trend)


def _verb(  # noqa: PLR0911  # a list of rules, the first that holds
    sums: Sums, net: float, roas: float | None, even: float | None, known: Premises, case: Case
) -> tuple[Verb, str]:
    """Return what to do with a creator, and the reason's key; the first that holds."""
    by = rules()
    if sums.placed < by["least_orders"]:
        return "keep", "too_little"
    lost = (sums.cancelled + sums.undelivered) / sums.settled if sums.settled else 0.0
    loses_orders = sums.settled >= by["least_orders"] and lost > known["cancel_rate"].high
    gives_back = sums.kept + sums.returned
    returns = gives_back >= by["least_orders"] and sums.returned / gives_back > known["return_rate"].high
    if net < 0:
        if even is None or (roas is not None and roas < by["stop_below"] * even):
            return "stop", "no_order_pays" if even is None else "far_below"
        return "coach", "loses_orders" if loses_orders else "just_below"
    if loses_orders or returns:
        return "coach", "loses_orders" if loses_orders else "returns"
    if roas is not None and even is not None and roas < by["scale_from"] * even:
        return "keep", "pays_little"
    if (sums.sessions or by["least_sessions"]) < by["least_sessions"]:
        return "keep", "few_sessions"
    if case.brief.stock is not None and sums.kept > case.brief.stock:
        return "keep", "stock"
    return "scale", "pays"


def _trend(held: Sequence[Evening]) -> Trend:
    """Return whether later sessions sell more than earlier ones: per view, else per evening."""
    if len(held) < 2 * rules()["least_sessions"]:
        return "none"
    rates = [e.orders / e.views if e.views else float(e.orders) for e in held]
    half = len(rates) // 2
    first, last = fmean(rates[:half]), fmean(rates[-half:])
    turned = rules()["turned"]
    return "up" if last > first * (1 + turned) else "down" if last < first * (1 - turned) else "flat"


def days_of_stock(actuals: Actuals, stock: int | None) -> float | None:
    """Return how many days the stock lasts at the pace of the orders; None where nothing says."""
    at = [one.at for one in actuals.orders if one.at] or [s.started for s in actuals.sessions if s.started]
    sold = sum(s.placed - s.cancelled for s in actuals.sums.values())
    if stock is None or not at or not sold:
        return None
    return stock / (sold / ((max(at) - min(at)).days + 1))
