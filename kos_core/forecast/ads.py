"""What the same money in ads may bring."""

from dataclasses import replace
from typing import Any

import numpy as np

from kos_core.case import Case
from kos_core.forecast.band import Band, bands_of
from kos_core.forecast.drawn import Drawn
from kos_core.hire.chain import orders, sold
from kos_core.hire.premises import DERIVED, Premises
from kos_core.knowledge.spread import product
from kos_core.vocabulary import CreatorType, Stage


def ads(like: Premises, spend_vnd: float, case: Case) -> dict[Stage, Band]:
    """Return what the same money in ads may bring on the platform of `like`: no seller, no commission."""
    value = Drawn(_without_seller(like, case), 1, case.seed)
    impressions = spend_vnd / value("cpm") * 1_000
    clicks = impressions * value("ads", 1.0)
    found: dict[Stage, Any] = {
        Stage.IMPRESSIONS: impressions,
        Stage.VIEWS: impressions * value("ads_view_rate", 1.0),
        Stage.CLICKS: clicks,
    }
    if like.is_leads:
        return bands_of(found | {Stage.LEADS: clicks * value("lead_rate", 1.0)})
    ordered = orders(value, impressions)
    money = sold(value, np.maximum(clicks, ordered), ordered, spend_vnd, case)
    return bands_of(found | {stage: money[stage] for stage in (Stage.KEPT, Stage.PROFIT)})


def _without_seller(like: Premises, case: Case) -> Premises:
    """Return the premises of ads on the same platform: of what sways buyers only the reviews count."""
    known = {name: case.knowledge.estimate(f"ads.{name}") for name in ("click_rate", "conversion_rate")}
    # An ad plays as a video in the feed does, whatever kind of content it stands beside.
    shown = case.knowledge.estimate(
        f"{CreatorType.KOL}.{like.platform}.any.view_rate_of_impressions",
        "kol_post.any.view_rate_of_impressions",
    )
    found = like.estimates | {"ads": known["click_rate"], "ads_view_rate": shown}
    if not like.is_leads:
        together = case.knowledge.estimate("model.stage_dependence").likely
        found["orders_per_view"] = product(
            known["click_rate"], known["conversion_rate"], -together, DERIVED + "orders_per_view"
        )
        found["category_click"] = found["category_click"].fixed_at(1.0)
        found["commission_rate"] = found["commission_rate"].fixed_at(0.0)
    counted = {name: one for name, one in like.multipliers.items() if name == "no_reviews"}
    return replace(like, estimates=found, multipliers=counted)
