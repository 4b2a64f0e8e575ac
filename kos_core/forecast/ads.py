"""What the same money in ads may bring, and what a VND of it does: the yardstick of what is counted."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from kos_core.case import Case
from kos_core.forecast.band import Band, bands_of
from kos_core.forecast.drawn import Drawn
from kos_core.forecast.draws import POINTS
from kos_core.hire.chain import Expected, Likely, Values, orders, sold
from kos_core.hire.premises import DERIVED, Premises
from kos_core.knowledge.spread import product
from kos_core.vocabulary import CreatorType, Stage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


def ads(like: Premises, spend_vnd: float, case: Case) -> dict[Stage, Band]:
    """Return what the same money in ads may bring on the platform of `like`: no seller, no commission."""
    found = _stages(Drawn(_without_seller(like, case), 1, case.seed), spend_vnd, case)
    return bands_of(found)


def drawn_ads(like: Premises, spend_vnd: float, worth: float, case: Case) -> dict[Stage, Any]:
    """Return every stage of `spend_vnd` in ads that do `worth` (0 to 1) of what the first VND of them do."""
    return _stages(Drawn(_without_seller(like, case), 1, case.seed), spend_vnd, case, worth)


def a_vnd(like: Premises, case: Case) -> tuple[dict[Stage, Any], dict[Stage, Any]]:
    """Return what a VND of ads brings on the platform of `like`, usually and on average."""
    known = _without_seller(like, case)
    return _stages(Likely(known), 1.0, case), _stages(Expected(known), 1.0, case)


def of_a_vnd(like: Premises, stage: Stage, case: Case) -> "tuple[float, Array]":
    """Return what a VND of ads brings of a stage (views, leads): on average, and as POINTS draws."""
    known = _without_seller(like, case)
    drawn = _stages(Drawn(known, 1, case.seed), 1.0, case)[stage]
    return float(_stages(Expected(known), 1.0, case)[stage]), np.broadcast_to(drawn, (POINTS,))


def _stages(value: Values, spend_vnd: float, case: Case, worth: float = 1.0) -> dict[Stage, Any]:
    """Return every stage of ads; they end at leads, or at what orders leave."""
    impressions = spend_vnd * worth / value("cpm") * 1_000
    clicks = impressions * value("ads", 1.0)
    found: dict[Stage, Any] = {
        Stage.IMPRESSIONS: impressions,
        Stage.VIEWS: impressions * value("ads_view_rate", 1.0),
        Stage.CLICKS: clicks,
    }
    if value.premises.is_leads:
        return found | {Stage.LEADS: clicks * value("lead_rate", 1.0)}
    ordered = orders(value, impressions)
    return found | sold(value, np.maximum(clicks, ordered), ordered, spend_vnd, case)


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
