"""The numbers a forecast of one programme on one platform starts from, each still an estimate."""

from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np

from kos_core.case import Case
from kos_core.hire.prices import discount_of, ends_at_leads, price_of, usual_discount_of
from kos_core.knowledge.entries import Programme
from kos_core.knowledge.evidence import Estimate
from kos_core.knowledge.spread import product
from kos_core.vocabulary import Answer, CreatorType, Deal, Platform, Readiness, Season, Trait, Unit

OWN, DERIVED = "own.", "derived."
"""How the ids of what the reader gave, and of what is worked out from others, begin."""


@dataclass(frozen=True)
class Premises:
    """What is known of one cell: estimates by name, and multipliers of the conversion that hold here.

    `rests_on` names the estimates used that are not the reader's own.
    """

    programme: Programme
    platform: Platform
    estimates: dict[str, Estimate]
    multipliers: dict[str, Estimate]
    price_vnd: float
    discount_rate: float
    is_leads: bool
    usual_discount: float = 0.0
    weeks: int = 4

    def __getitem__(self, name: str) -> Estimate:
        """Return the estimate under `name`."""
        return self.estimates[name]

    def __contains__(self, name: str) -> bool:
        """Return whether the cell has an estimate under `name`."""
        return name in self.estimates

    def likely(self, name: str, otherwise: float = 0.0) -> float:
        """Return the likely value under `name`, `otherwise` where the cell has none."""
        found = self.estimates.get(name)
        return otherwise if found is None else found.likely

    @property
    def live_price_vnd(self) -> float:
        """The price in this campaign: list price less the discount, VND."""
        return self.price_vnd * (1 - self.discount_rate)

    @property
    def usual_price_vnd(self) -> float:
        """What a piece usually sells for, VND: list price less the discount the shop usually gives.

        Margins are shares of it, whatever is given off in this campaign: the goods cost what they cost.
        """
        return self.price_vnd * (1 - self.usual_discount)

    def cost_vnd(self, margin: Any) -> Any:
        """Return what a piece costs at a margin on what it usually sells for, VND."""
        return self.usual_price_vnd * (1 - margin)

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The ids of the estimates used that the reader did not give."""
        used = [*self.estimates.values(), *self.multipliers.values()]
        return tuple(dict.fromkeys(e.id for e in used if not e.id.startswith((OWN, DERIVED))))

    def creators(self, units: int) -> int:
        """Return how many different creators (or channels) do `units` units."""
        per = self.programme.units_per_creator
        return 1 if per == 0 else ceil(units / per)

    def audiences(self, units: Any) -> Any:
        """Return how many times one unit's audience `units` units bring, for a number or an array of them.

        Posts of one creator meet the same people again: k of them count (1 − (1−q)^k) / q times, q the
        overlap. Lives do not, since a visit counts each time; but more sessions a week than a channel
        fills share its visitors: beyond `channel_sessions` the audience grows with their number to the
        power `channel_exponent`.
        """
        programme, posts = self.programme, self.programme.posts_per_unit
        if programme.shop_channel:
            full = max(1.0, self.likely("channel_sessions", 1.0) * self.weeks)
            more = np.maximum(units, full) / full
            return np.minimum(units, full * more ** self.likely("channel_exponent", 1.0))
        q = 0.0 if programme.live else self.likely("overlap_rate")

        def repeated(k: Any) -> Any:
            return k * 1.0 if q == 0 else (1 - (1 - q) ** k) / q

        per = programme.units_per_creator
        if per == 0:
            return repeated(units * posts)
        return (units // per) * repeated(per * posts) + repeated((units % per) * posts)


def _own(name: str, value: float, like: Estimate) -> Estimate:
    return like.model_copy(
        update={"id": OWN + name, "low": value, "likely": value, "high": value, "rests_on": ()}
    )


def _multipliers(case: Case, programme: Programme) -> dict[str, Estimate]:
    found: dict[str, Estimate] = {}
    brief, knowledge = case.brief, case.knowledge
    offer = brief.ready.answer(Readiness.LIVE_OFFER)
    room = case.trait(Trait.DEAL_ROOM)
    none_given = room is Answer.NO or brief.discount_rate == 0
    if programme.live and (offer is Answer.NO or (none_given and offer is not Answer.YES)):
        found["no_offer"] = knowledge.estimate("model.no_offer")
    if brief.reviews == 0:
        found["no_reviews"] = knowledge.estimate("model.no_reviews")
    if programme.live and brief.ready.answer(Readiness.COMMENT_STAFF) is Answer.NO:
        found["no_comment_staff"] = knowledge.estimate("model.no_comment_staff")
    if programme.live and brief.ready.answer(Readiness.QUESTION_LIST) is Answer.NO:
        found["no_question_list"] = knowledge.estimate("model.no_question_list")
    return found


def _audience(case: Case, programme: Programme, platform: Platform) -> dict[str, Estimate]:
    brief, knowledge = case.brief, case.knowledge
    if programme.shop_channel or programme.house:
        views = knowledge.parameter(programme, platform, "channel_views")
        if brief.shop_views is not None and programme.unit is Unit.SESSION:
            views = _own("shop_views", brief.shop_views, views)
        return {"unit_views": views}
    if brief.creator_views is not None and programme.measured_by != "reach":
        like = knowledge.parameter(programme, platform, "followers")
        return {"unit_views": _own("creator_views", brief.creator_views, like)}
    return {
        "followers": knowledge.parameter(programme, platform, "followers"),
        "views_per_follower": knowledge.parameter(programme, platform, "views_per_follower"),
    }


def _of_the_pay(case: Case, programme: Programme, platform: Platform) -> dict[str, Estimate]:
    """Return what a way of working costs beside the fee: ads, the session, production; who posts at all."""
    parameter, cost = case.knowledge.parameter, case.knowledge.estimate
    found: dict[str, Estimate] = {}
    if programme.deal is Deal.COMMISSION:
        found["posted_share"] = parameter(programme, platform, "posted_share")
    if programme.shop_channel:
        found["boosting_session"] = cost(f"{programme.id}.any.boosting_vnd", "cost.boosting_session_vnd")
        found["session"] = cost(f"{programme.id}.any.session_vnd", "cost.session_vnd")
    elif programme.unit is Unit.CONTRACT:
        found["production_rate"] = cost("cost.production_times")
        found["media_share"] = cost("cost.media_share")
    elif not programme.live and programme.deal is not Deal.COMMISSION:
        found["boosting_rate"] = cost("cost.boosting_rate")
    if programme.live:
        found["live_view_cost"] = cost(f"any.{platform}.any.live_view_cost_vnd")
    if programme.house:
        found |= {name: parameter(programme, platform, f"{name}_vnd") for name in ("training", "kit")}
    return found


def premises(case: Case, programme: Programme, platform: Platform) -> Premises:
    """Return what a forecast of `programme` on `platform` starts from."""
    brief, knowledge = case.brief, case.knowledge
    parameter, cost = knowledge.parameter, knowledge.estimate
    category = brief.category
    leads = ends_at_leads(case)
    price = price_of(case)
    found = _audience(case, programme, platform)
    found |= {
        "fee": parameter(programme, platform, "fee_per_activation_vnd"),
        "view_rate": parameter(programme, platform, "view_rate_of_impressions"),
        "engagement_rate": parameter(programme, platform, "engagement_rate"),
        "click_rate": parameter(programme, platform, "product_ctr"),
        "category_click": knowledge.of_category(category, "ctr_multiplier"),
        "overlap_rate": cost("model.overlap_rate"),
        "channel_sessions": cost("model.channel_sessions"),
        "channel_exponent": cost("model.channel_exponent"),
        "cpm": cost(f"any.{platform}.any.cpm_vnd"),
        "ads_exponent": cost("model.ads_exponent"),
        "withholding_rate": cost("cost.withholding_rate"),
        "withholding_from": cost("cost.withholding_from_vnd"),
        "agency_rate": cost("cost.agency_rate"),
        "rights_rate": cost("cost.rights_rate"),
    }
    if brief.creator_registered is Answer.YES:
        found["withholding_rate"] = found["withholding_rate"].fixed_at(0.0)
    if brief.season is not Season.ORDINARY:
        for name in ("demand", "fee", "discount", "cancel"):
            found[f"season_{name}"] = cost(f"season.{brief.season}.{name}")
    found |= _of_the_pay(case, programme, platform)
    multipliers = _multipliers(case, programme)
    if leads:
        found["lead_rate"] = knowledge.of_category(category, "lead_rate")
        if brief.price_vnd is None and not knowledge.categories[category].leads:
            found["price"] = knowledge.of_category(category, "aov_vnd")
    else:
        found |= _selling(case, programme, platform, price)
    return Premises(
        programme,
        platform,
        found,
        multipliers,
        price,
        discount_of(case),
        leads,
        usual_discount_of(case),
        brief.weeks,
    )


def _selling(case: Case, programme: Programme, platform: Platform, price: float) -> dict[str, Estimate]:
    """Return the estimates from a click to money: conversion, losses, fees, what the goods cost."""
    brief, knowledge = case.brief, case.knowledge
    parameter, cost = knowledge.parameter, knowledge.estimate
    category = brief.category
    commission = parameter(programme, platform, "commission_rate")
    if programme.creator is CreatorType.KOC:
        commission = knowledge.of_category(category, "commission_rate")
    if programme.deal is Deal.FIXED:
        commission = commission.fixed_at(0.0).model_copy(update={"date": ""})
    margin = knowledge.of_category(category, "margin_rate")
    if brief.cost_vnd is not None:
        margin = _own("cost_vnd", 1 - brief.cost_vnd / (price * (1 - usual_discount_of(case))), margin)
    elif brief.margin_rate is not None:
        margin = _own("margin_rate", brief.margin_rate, margin)
    found = {
        "basket": knowledge.of_category(category, "aov_vnd"),
        **_orders_per_view(case, programme, platform),
        "category_conversion": knowledge.of_category(category, "cvr_multiplier"),
        "price_response": cost("model.price_elasticity"),
        "measured_to": cost("model.measured_to"),
        "beyond_response": cost("model.beyond_elasticity"),
        "cart_to_order": cost("model.cart_to_order"),
        "cancel_rate": parameter(programme, platform, "cancel_rate"),
        "cancel_split": cost("model.cancel_split"),
        "return_rate": knowledge.of_category(category, "return_rate"),
        "refused_in_return": cost("model.refused_in_return"),
        "commission_rate": commission,
        "margin_rate": margin,
        "spoiled_share": knowledge.of_category(category, "spoiled_share"),
        "packing": cost("cost.packing_vnd"),
        "failed_shipping": cost(knowledge.platforms[platform].failed_shipping),
        "sample_shipping": cost("cost.sample_shipping_vnd"),
        "lent_above": cost("cost.lent_above_vnd"),
        "lent_wear": cost("cost.lent_wear_rate"),
        "seller_tax": cost("cost.seller_tax_rate"),
    }
    if case.trait(Trait.HARD_TO_SHIP) is Answer.YES:
        found["hard_to_ship"] = cost("cost.hard_to_ship_times")
    for fee in case.fees(platform):
        found[f"fee:{fee.id}"] = knowledge.fee_estimate(fee, category)
    return found


def _orders_per_view(case: Case, programme: Programme, platform: Platform) -> dict[str, Estimate]:
    """Return the orders a view brings, and what that is from.

    A published total where there is one. Else clicks a view times orders a click, which are not
    independent: what draws many clicks draws idle ones, so the total is surer than both alone.
    """
    knowledge, whole = case.knowledge, f"{programme.creator}.{platform}.any.orders_per_view"
    if whole in knowledge.estimates or f"{programme.id}.any.orders_per_view" in knowledge.estimates:
        return {"orders_per_view": knowledge.parameter(programme, platform, "orders_per_view")}
    clicks = knowledge.parameter(programme, platform, "product_ctr")
    closing = knowledge.parameter(programme, platform, "conversion_rate_click_to_order")
    together = knowledge.estimate("model.stage_dependence")
    total = product(clicks, closing, -together.likely, DERIVED + "orders_per_view")
    return {"orders_per_view": total, "conversion": closing, "stage_dependence": together}
