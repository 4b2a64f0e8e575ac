"""What the goods sell for: list price, price paid, discount, margin, and where they end at leads."""

from kos_core.case import Case
from kos_core.vocabulary import Answer, Readiness, Season, Trait


def margin_of(case: Case) -> float:
    """Return the share of the price paid that is left after the cost of a piece, before any discount."""
    brief = case.brief
    price = brief.price_vnd or brief.paid_vnd
    if brief.cost_vnd is not None:
        return 1 - brief.cost_vnd / (price or case.knowledge.of_category(brief.category, "aov_vnd").likely)
    if brief.margin_rate is not None:
        return brief.margin_rate
    return case.knowledge.of_category(brief.category, "margin_rate").likely


def usual_discount_of(case: Case) -> float:
    """Return what the shop usually gives off the list price, whatever it gives in this campaign.

    The category's usual discount, half of it where nobody knows whether there is room for a deal, never above
    half the margin; none where there is no room or no offer for the live.
    """
    room = case.trait(Trait.DEAL_ROOM)
    if room is Answer.NO or case.brief.ready.answer(Readiness.LIVE_OFFER) is Answer.NO:
        return 0.0
    usual = case.knowledge.of_category(case.brief.category, "usual_discount").likely
    return min(usual if room is Answer.YES else usual / 2, max(0.0, margin_of(case)) / 2)


def price_of(case: Case) -> float:
    """Return the list price in VND: the reader's, else the one at which customers usually pay what they pay.

    That is what the reader says, or the category's basket, over one less the usual discount: sources print
    baskets paid.
    """
    brief = case.brief
    if brief.price_vnd is not None:
        return float(brief.price_vnd)
    paid = brief.paid_vnd or case.knowledge.of_category(brief.category, "aov_vnd").likely
    return float(paid / (1 - usual_discount_of(case)))


SANE_TIMES = 2.0
"""How far from the usual basket the price response was measured: no price is offered beyond it."""


def sane_prices(case: Case) -> tuple[float, float]:
    """Return the list prices, VND, at which customers pay half to twice the category's usual basket."""
    basket = case.knowledge.of_category(case.brief.category, "aov_vnd").likely
    share = 1 - discount_of(case)
    return basket / SANE_TIMES / share, basket * SANE_TIMES / share


def discount_of(case: Case) -> float:
    """Return the discount off the list price, season included, at most 0.95."""
    season = case.brief.season
    extra = 0.0 if season is Season.ORDINARY else case.knowledge.likely(f"season.{season}.discount")
    return min(0.95, own_discount_of(case) + extra)


def own_discount_of(case: Case) -> float:
    """Return the discount the shop gives by itself, whatever the season: the reader's, else the usual one."""
    given = case.brief.discount_rate
    return usual_discount_of(case) if given is None else given


def ends_at_leads(case: Case) -> bool:
    """Return whether the chain ends at leads: such a category, or goods too dear to buy on the spot."""
    live_price = price_of(case) * (1 - discount_of(case))
    return case.knowledge.categories[case.brief.category].leads or live_price > case.knowledge.likely(
        "model.leads_above_vnd"
    )
