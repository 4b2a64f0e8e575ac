"""The golden briefs and what of their answers is kept: enough to notice any change, short enough to read."""

import json
from pathlib import Path
from typing import Any

from kos_core.advice.advice import advise
from kos_core.brief import make_brief
from kos_core.case import Case
from kos_core.knowledge.loading import load

FOLDER = Path(__file__).parent
BRIEFS: dict[str, dict[str, Any]] = {
    "cosmetics_shop_sales": {
        "category": "beauty",
        "goal": "sales",
        "budget_vnd": 100_000_000,
        "price_vnd": 250_000,
        "cost_vnd": 100_000,
    },
    "phone_launch_awareness": {"category": "electronics", "goal": "awareness", "budget_vnd": 1_000_000_000},
    "bank_brand_image": {"category": "finance_insurance", "goal": "brand_image", "budget_vnd": 5_000_000_000},
    "clothing_trust": {"category": "fashion", "goal": "trust", "budget_vnd": 50_000_000},
    "supplements_stopped": {
        "category": "health_supplements",
        "goal": "sales",
        "budget_vnd": 100_000_000,
        "ready": {"papers": "no"},
    },
    "food_full_funnel": {
        "category": "food_beverage",
        "goal": "full_funnel",
        "budget_vnd": 400_000_000,
        "season": "double_day",
        "repeat_rate": 0.4,
        "reviews": 250,
    },
    "home_sales_with_little_stock": {
        "category": "home_living",
        "goal": "sales",
        "budget_vnd": 50_000_000,
        "stock": 50,
        "deal": "commission",
        "assumptions": (("any.any.home_living.margin_rate", 0.6),),
    },
}


def rounded(value: Any) -> Any:
    """Return a value with every number at six significant digits, ready for JSON."""
    if isinstance(value, dict):
        return {str(key): rounded(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(inner) for inner in value]
    return float(f"{value:.6g}") if isinstance(value, float) else value


def answer(name: str) -> dict[str, Any]:
    """Return what is kept of the answer to a golden brief."""
    found = advise(Case(make_brief(BRIEFS[name]), load()))
    best = found.best
    return rounded(
        {
            "brief": BRIEFS[name],
            "verdict": found.verdict,
            "reason": found.reason,
            "leader": found.leader,
            "stops": [stop.id for stop in found.stops],
            "ranking": [
                {
                    "creator": row.creator,
                    "score": row.score,
                    "chance_best": row.chance_best,
                    "eligible": row.standing.eligible,
                    "affordable": row.standing.affordable,
                    "needs_vnd": row.standing.needs_vnd,
                    "parts": row.parts,
                }
                for row in found.scorecard.rows
            ],
            "money": None
            if best is None
            else {
                "spend_vnd": best.terms.spend_vnd,
                "leaves_vnd": best.terms.leaves_vnd,
                "break_even_orders": best.terms.break_even_orders,
                "chance_break_even": best.chance_break_even,
                "pays": found.pays,
            },
            "best": None
            if best is None
            else {
                "programme": best.programme.id,
                "platform": best.platform,
                "units": best.terms.units,
                "bands": {stage: [b.low, b.middle, b.high] for stage, b in best.bands.items()},
            },
            "steps": [step.id for step in found.steps],
        }
    )


def written(name: str) -> str:
    """Return the text of a golden file."""
    return json.dumps(answer(name), indent=1, ensure_ascii=False) + "\n"
