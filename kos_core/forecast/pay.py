"""The same work paid in other ways: fee, fee and commission, commission, by the hour; what then differs."""

from dataclasses import dataclass, replace

from kos_core.case import Case
from kos_core.forecast.forecast import Forecast
from kos_core.hire.costs import Terms, terms
from kos_core.hire.premises import Premises, premises
from kos_core.hire.size import best_terms
from kos_core.knowledge.entries import Programme
from kos_core.knowledge.evidence import Estimate
from kos_core.knowledge.whole import Knowledge
from kos_core.vocabulary import CreatorType, Deal, Platform, Unit

FEW_ACCEPT = frozenset({CreatorType.KOL, CreatorType.KOS})  # who hardly ever works for commission alone
WAYS = (Deal.FIXED, Deal.FEE_AND_COMMISSION, Deal.COMMISSION, Deal.HOURLY)


@dataclass(frozen=True, eq=False)
class Paid:
    """One way of paying and what it comes to; `is_now` marks the way the programme is paid in.

    `differs` says what beside the pay is not as in the row in view: "other_people", "all_post", "some_post",
    "with_ads", "no_ads", "over_budget", "few_accept".
    """

    deal: Deal
    forecast: Forecast
    is_now: bool
    differs: tuple[str, ...] = ()

    @property
    def commission_rate(self) -> float:
        """The commission on a successful order, a share of its value."""
        return self.forecast.premises.likely("commission_rate")


def pays(case: Case, programme: Programme, platform: Platform) -> tuple[Paid, ...]:
    """Return the ways of paying for the same number of activations, with the same draws.

    A host by the hour works on the shop's own channel: where the programme is another, that row has its own
    audience and as many sessions as the budget buys. Paid by the hour is a fixed fee a session, so a
    hired host has three rows. Where the chain ends at leads nobody is paid on orders: a fee or by the hour.
    Empty for ambassadors and where nothing can be bought.
    """
    base = premises(case, programme, platform)
    hired = best_terms(base, case)
    if programme.measured_by == "reach" or not hired.is_affordable:
        return ()
    if base.is_leads:
        return _for_leads(Forecast(base, hired, case))
    found = []
    # The shop's own people are paid a wage; beside it stands who is hired by the hour for the same channel.
    for deal in (Deal.WAGE, Deal.HOURLY) if programme.house else WAYS:
        if deal is Deal.FIXED and programme.deal is Deal.HOURLY:
            continue
        if deal is programme.deal:
            found.append(Paid(deal, Forecast(base, hired, case), is_now=True))
        elif deal is Deal.HOURLY:
            host = next((p for p in case.knowledge.programmes.values() if p.deal is Deal.HOURLY), None)
            if host is not None and platform in host.platforms:
                other = premises(case, host, platform)
                row = Forecast(other, best_terms(other, case), case)
                found.append(Paid(deal, row, is_now=False, differs=("other_people",)))
        else:
            other = _paid(base, deal, case.knowledge)
            bought = _as_many(terms(other, case), hired)
            row = Forecast(other, bought, case)
            found.append(Paid(deal, row, is_now=False, differs=_differs(row, base, hired)))
    return tuple(found)


def _for_leads(now: Forecast) -> tuple[Paid, ...]:
    """Return the fee and the pay by the hour, each with its own people."""
    by_hour, case = now.programme.deal is Deal.HOURLY, now.case
    other = next(
        (
            p
            for p in case.knowledge.programmes.values()
            if now.platform in p.platforms
            and p.deal is (Deal.FEE_AND_COMMISSION if by_hour else Deal.HOURLY)
            and (not by_hour or p.creator is now.programme.creator)
        ),
        None,
    )
    found = [Paid(Deal.HOURLY if by_hour else Deal.FIXED, now, is_now=True)]
    if other is not None:
        known = premises(case, other, now.platform)
        row = Forecast(known, best_terms(known, case), case)
        deal = Deal.FIXED if by_hour else Deal.HOURLY
        found.append(Paid(deal, row, is_now=False, differs=("other_people",)))
    return tuple(sorted(found, key=lambda paid: WAYS.index(paid.deal)))


def _differs(row: Forecast, base: Premises, hired: Terms) -> tuple[str, ...]:
    """Return what is not as in the row in view although the people and their number are."""
    found = []
    had, has = ("posted_share" in known.estimates for known in (base, row.premises))
    if had != has:
        found.append("some_post" if has else "all_post")
    before, after = hired.unit_boosting_vnd > 0, row.terms.unit_boosting_vnd > 0
    if before != after:
        found.append("with_ads" if after else "no_ads")
    if row.terms.spend_vnd > row.case.brief.budget_vnd * (1 + 1e-9):
        found.append("over_budget")
    if row.programme.deal is Deal.COMMISSION and row.programme.creator in FEW_ACCEPT:
        found.append("few_accept")
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
