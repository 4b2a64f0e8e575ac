"""What the fields of a brief stand for where a link leaves them out: one table a form, never changed.

A default of `Brief` that changes needs a new form of its own here; links made before keep what they meant.
"""

from typing import Any

_SECOND: dict[str, Any] = {
    "category": "beauty",
    "goal": "sales",
    "budget_vnd": 100000000,
    "platforms": ["tiktok_shop", "shopee_live", "lazada_live", "facebook_live", "youtube"],
    "price_vnd": None,
    "paid_vnd": None,
    "cost_vnd": None,
    "margin_rate": None,
    "discount_rate": None,
    "repeat_rate": 0.0,
    "halo_rate": 0.0,
    "weeks": 4,
    "products": None,
    "ads_vnd": None,
    "stock": None,
    "pack_per_day": None,
    "life": None,
    "reviews": None,
    "shop_views": None,
    "creator_views": None,
    "season": "ordinary",
    "seller": "individual",
    "creator_registered": "unknown",
    "services": [],
    "deal": "any",
    "restricted_goods": "unknown",
    "traits": {
        "best_seller": None,
        "clear_value": None,
        "try_first": None,
        "shows_on_camera": None,
        "needs_advice": None,
        "lasting_standing": None,
        "buys_again": None,
        "deal_room": None,
        "restricted_ads": None,
        "hard_to_ship": None,
    },
    "ready": {
        "stock_known": "unknown",
        "price_sheet": "unknown",
        "question_list": "unknown",
        "live_offer": "unknown",
        "papers": "unknown",
        "samples": "unknown",
        "comment_staff": "unknown",
        "brand_guide": "unknown",
        "measuring": "unknown",
    },
    "costs_off": ["agency", "rights"],
    "money_share": None,
    "practice_share": None,
    "risk": "expected",
    "locks": [],
    "at_least": [],
    "at_most": [],
    "starts": None,
    "evenings": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
    "timing": [],
    "product": "",
    "weights": [],
    "assumptions": [],
}

LEFT_OUT: dict[str, dict[str, Any]] = {"1": _SECOND, "2": _SECOND}
"""By form of the token, every field as it was when that form was written."""


def shortened(whole: dict[str, Any], form: str) -> dict[str, Any]:
    """Return the fields of a whole brief that its form does not know already."""
    return _less(whole, LEFT_OUT[form])


def completed(said: dict[str, Any], form: str) -> dict[str, Any]:
    """Return what a token says with what its form leaves out."""
    found = dict(said)
    for name, value in LEFT_OUT[form].items():
        given = found.get(name, value)
        found[name] = {**value, **given} if isinstance(value, dict) and isinstance(given, dict) else given
    return found


def _less(whole: dict[str, Any], plain: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _less(value, plain[name]) if isinstance(value, dict) else value
        for name, value in whole.items()
        if value != plain.get(name)
    }
