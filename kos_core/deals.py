"""The same people and the same luck, paid in other ways: fee, fee and commission, commission, by the hour."""

from dataclasses import dataclass, replace

from kos_core.brief import Brief
from kos_core.costs import Terms, terms
from kos_core.evidence import Estimate
from kos_core.funnel import Forecast
from kos_core.knowledge import Knowledge, Programme
from kos_core.premises import Premises, premises
from kos_core.vocabulary import CreatorType, Deal, Platform, Unit

WAYS = (Deal.FIXED, Deal.FEE_AND_COMMISSION, Deal.COMMISSION, Deal.HOURLY)


@dataclass(frozen=True, eq=False)
class Paid:
    """One way of paying and what it comes to; `is_now` marks the way the programme is paid in."""

    deal: Deal
    forecast: Forecast
    is_now: bool

    @property
    def commission_rate(self) -> float:
        """The commission on a successful order, a share of its value."""
        return self.forecast.premises.likely("commission_rate")


def pays(
    brief: Brief, programme: Programme, platform: Platform, knowledge: Knowledge, seed: int
) -> tuple[Paid, ...]:
    """Return the four ways of paying for the same number of activations, with the same draws.

    A host by the hour works on the shop's own channel: where the programme is another, that row has its own
    audience and as many sessions as the budget buys. Paid by the hour is a fixed fee a session, so a
    hired host has three rows. Empty for ambassadors, where the chain ends at leads, or nothing can be bought.
    `knowledge` holds the brief's own figures.
    """
    base = premises(brief, programme, platform, knowledge)
    hired = terms(base, brief, knowledge)
    if programme.creator is CreatorType.BRAND_AMBASSADOR or base.is_leads or not hired.is_affordable:
        return ()
    found = []
    for deal in WAYS:
        if deal is Deal.FIXED and programme.deal is Deal.HOURLY:
            continue
        if deal is programme.deal:
            found.append(Paid(deal, Forecast(base, hired, brief, knowledge, seed), is_now=True))
        elif deal is Deal.HOURLY:
            host = next((p for p in knowledge.programmes.values() if p.deal is Deal.HOURLY), None)
            if host is not None and platform in host.platforms:
                other = premises(brief, host, platform, knowledge)
                bought = terms(other, brief, knowledge)
                found.append(Paid(deal, Forecast(other, bought, brief, knowledge, seed), is_now=False))
        else:
            other = _paid(base, deal, knowledge)
            bought = _as_many(terms(other, brief, knowledge), hired)
            found.append(Paid(deal, Forecast(other, bought, brief, knowledge, seed), is_now=False))
    return tuple(found)


def _as_many(bought: Terms, hired: Terms) -> Terms:
    return replace(bought, units=hired.units)


def _paid(base: Premises, deal: Deal, knowledge: Knowledge) -> Premises:
    """Return the premises with another pay: the audience, the clicks and the losses stay what they were."""
    programme, found = base.programme, dict(base.estimates)
    sends_samples = programme.unit in {Unit.VIDEO, Unit.POST}
    if deal is Deal.COMMISSION:
        found["fee"] = found["fee"].fixed_at(0.0).model_copy(update={"date": ""})
        if sends_samples:
            found["posted_share"] = _posted(base, knowledge)
    elif programme.deal is Deal.COMMISSION:
        del found["posted_share"]
        found |= _fee_like(base, knowledge)
    rate = _commission(base, knowledge)
    if deal is Deal.FIXED:
        rate = rate.fixed_at(0.0).model_copy(update={"date": ""})
    found["commission_rate"] = rate
    samples = programme.samples_per_unit
    if deal is Deal.COMMISSION and not programme.shop_channel:
        samples = max(1, samples)
    other = programme.model_copy(update={"deal": deal, "samples_per_unit": samples})
    return replace(base, programme=other, estimates=found)


def _posted(base: Premises, knowledge: Knowledge) -> Estimate:
    """Return the share of those who get a sample and post: the commission programme's."""
    like = next(p for p in knowledge.programmes.values() if p.deal is Deal.COMMISSION)
    return knowledge.parameter(like, base.platform, "posted_share")


def _commission(base: Premises, knowledge: Knowledge) -> Estimate:
    """Return what the type usually gets on an order, whatever the programme pays now."""
    if base["commission_rate"].likely > 0:
        return base["commission_rate"]
    return knowledge.estimate(f"{base.programme.creator}.{base.platform}.any.commission_rate")


def _fee_like(base: Premises, knowledge: Knowledge) -> dict[str, Estimate]:
    """Return the fee people on commission would ask: the paid programme's, scaled to their audience.

    fee ∝ followers^0.78 across the published tiers, so that fee and audience stay paired.
    """
    like = next(
        p
        for p in knowledge.programmes_of(base.programme.creator)
        if p.deal is Deal.FEE_AND_COMMISSION and base.platform in p.platforms
    )
    exponent = knowledge.estimate("planner.fee_exponent")
    fee = knowledge.parameter(like, base.platform, "fee_per_activation_vnd")
    theirs = knowledge.parameter(base.programme, base.platform, "followers").likely
    scale = (theirs / knowledge.parameter(like, base.platform, "followers").likely) ** exponent.likely
    scaled = {name: getattr(fee, name) * scale for name in ("low", "likely", "high")}
    return {
        "fee": fee.model_copy(update=scaled),
        "fee_exponent": exponent,
        "boosting_rate": knowledge.estimate("cost.boosting_rate"),
    }
