"""What the same money in ads may bring."""

from dataclasses import replace
from typing import Any

from kos_core.brief import Brief
from kos_core.forecast.band import Band, _bands
from kos_core.forecast.forecast import _capped, _Cell, _order, _orders
from kos_core.hire.order import later_vnd, settle
from kos_core.hire.premises import Premises
from kos_core.knowledge.whole import Knowledge
from kos_core.vocabulary import Stage


def ads(like: Premises, spend_vnd: float, brief: Brief, knowledge: Knowledge, seed: int) -> dict[Stage, Band]:
    """Return what the same money in ads may bring on the platform of `like`: no seller, no commission."""
    cell = _Cell(like, 1, seed)
    known = replace(
        like, estimates={**like.estimates, "ads": knowledge.estimate("ads.click_rate")}, multipliers={}
    )
    cell.known = known
    impressions = spend_vnd / cell.shared("cpm", "cpm") * 1_000
    clicks = impressions * cell.shared("ads", "ads", ceiling=1.0)
    stages: dict[Stage, Any] = {Stage.IMPRESSIONS: impressions, Stage.CLICKS: clicks}
    if like.is_leads:
        stages[Stage.LEADS] = clicks * cell.shared("lead_rate", "lead", ceiling=1.0)
        return _bands(stages)
    known.estimates["conversion"] = knowledge.estimate("ads.conversion_rate")
    if "no_reviews" in like.multipliers:
        known.multipliers["no_reviews"] = like.multipliers["no_reviews"]
    order = replace(_order(cell, brief, knowledge), commission_rate=0.0)
    done = settle(_capped(_orders(cell, clicks), order, brief), order)
    stages[Stage.KEPT] = done.kept
    stages[Stage.PROFIT] = done.contribution_vnd + done.kept * later_vnd(order, brief, known) - spend_vnd
    return _bands(stages)
