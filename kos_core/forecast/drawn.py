"""The numbers of one cell as draws: luck that is each creator's own, luck that all programmes share."""

from typing import Any

from kos_core.forecast.draws import dimension, draw, effective_count
from kos_core.hire.premises import Premises
from kos_core.knowledge.evidence import Estimate

# Whose luck a number of the premises is; a platform's fee names its own.
LUCK = {
    "followers": "followers",
    "unit_views": "audience",
    "views_per_follower": "audience",
    "posted_share": "posted",
    "view_rate": "view_rate",
    "ads_view_rate": "view_rate",
    "engagement_rate": "engagement",
    "click_rate": "click",
    "category_click": "category_click",
    "cpm": "cpm",
    "live_view_cost": "cpm",
    "ads": "ads",
    "orders_per_view": "conversion",
    "category_conversion": "category_conversion",
    "price_response": "price_response",
    "season_demand": "season",
    "lead_rate": "lead",
    "cancel_rate": "cancel",
    "return_rate": "return",
    "margin_rate": "margin",
    "packing": "parcels",
    "failed_shipping": "parcels",
    "hard_to_ship": "parcels",
    "spoiled_share": "spoiled",
}
AUDIENCE = ("followers", "unit_views", "views_per_follower")
AVERAGED = (*AUDIENCE, "view_rate", "engagement_rate", "click_rate")
"""What every creator has of their own: over many creators it averages out."""


class Drawn:
    """POINTS draws of each estimate of a cell; `used` gathers those that vary, by the luck they share."""

    def __init__(self, premises: Premises, units: int, seed: int) -> None:
        """Hold the cell, and how many creators its activations are spread over."""
        self.premises, self.seed = premises, seed
        self.used: dict[int, list[Estimate]] = {}
        self.creator = premises.programme.creator
        creators = float(premises.creators(units))
        posted = premises.likely("posted_share")
        self.creators = max(1.0, creators * posted) if posted else creators

    def __call__(self, name: str, ceiling: float | None = None, luck: str | None = None) -> Any:
        """Return draws of the estimate under `name`, at most `ceiling`; a plain number where it is fixed."""
        estimate = self.premises.estimates.get(name)
        if estimate is None:
            return 0.0
        if estimate.low == estimate.high:
            return estimate.likely
        row = luck or LUCK[name]
        told = self.premises.estimates.get("conversion", estimate) if name == "orders_per_view" else estimate
        self.used.setdefault(dimension(row, self.creator), []).append(told)
        return draw(estimate, row, self.creator, self.seed, count=self._count(name), ceiling=ceiling)

    def _count(self, name: str) -> float:
        """Return over how many independent creators the draws of a number average out."""
        if name not in AVERAGED:
            return 1.0
        if name in AUDIENCE:
            return self.creators
        # How unequal the creators' audiences are says how far their rates average out.
        spread = self.premises.estimates.get("unit_views") or self.premises["views_per_follower"]
        return effective_count(spread, self.creators)
