"""Arbitrary briefs the model accepts, and arbitrary junk it must refuse politely."""

from functools import cache
from math import exp, log
from random import Random
from typing import Any

from hypothesis import strategies as st

from kos_core.brief import EARLIEST, FARTHEST_COST, LATEST, Brief, Ready, Traits, bounds, make_brief
from kos_core.knowledge.loading import load
from kos_core.knowledge.own import own_bounds
from kos_core.vocabulary import (
    Answer,
    Category,
    CostLine,
    CreatorType,
    Deal,
    Goal,
    Life,
    Platform,
    Readiness,
    Season,
    Seller,
    Service,
    Trait,
    Weekday,
)

_KNOWN = load()
_OWN = {e.id: own_bounds(e) for e in _KNOWN.estimates.values()}


def _within(field: str, likely_least: int, likely_most: int) -> st.SearchStrategy[int]:
    """Return numbers in the field's bounds, mostly where people are, sometimes at the ends."""
    least, most = (int(x) for x in bounds(field))
    return st.one_of(
        st.integers(likely_least, likely_most), st.integers(least, most), st.sampled_from([least, most])
    )


def shares(field: str) -> st.SearchStrategy[float]:
    """Return shares in the field's bounds."""
    least, most = bounds(field)
    return st.floats(least, most) | st.sampled_from([least, most])


@st.composite
def _own_figures(draw: st.DrawFn) -> tuple[tuple[str, float], ...]:
    names = draw(st.lists(st.sampled_from(sorted(_OWN)), max_size=3, unique=True))
    return tuple((name, draw(st.floats(*_OWN[name]) | st.sampled_from(_OWN[name]))) for name in names)


_answers = st.sampled_from(Answer)
_weights = st.lists(
    st.tuples(st.sampled_from(sorted(_KNOWN.weighed)), st.floats(0, 100)),
    max_size=4,
    unique_by=lambda pair: pair[0],
).map(tuple)
_prices = _within("price_vnd", 20_000, 3_000_000)
_fields: dict[str, st.SearchStrategy[Any]] = {
    "category": st.sampled_from(Category),
    "product": st.text(max_size=60),
    "goal": st.sampled_from(Goal),
    "budget_vnd": _within("budget_vnd", 2_000_000, 5_000_000_000),
    "platforms": st.lists(st.sampled_from(Platform), min_size=1, unique=True).map(tuple),
    "price_vnd": _prices,
    "discount_rate": shares("discount_rate"),
    "products": _within("products", 1, 20),
    "ads_vnd": _within("ads_vnd", 0, 5_000_000),
    "creator_registered": _answers,
    "services": st.lists(st.sampled_from(Service), unique=True).map(tuple),
    "weeks": st.integers(1, 52),
    "stock": _within("stock", 0, 2_000),
    "pack_per_day": _within("pack_per_day", 1, 300),
    "life": st.sampled_from(Life),
    "reviews": _within("reviews", 0, 200),
    "shop_views": _within("shop_views", 0, 20_000),
    "creator_views": _within("creator_views", 0, 200_000),
    "repeat_rate": shares("repeat_rate"),
    "halo_rate": shares("halo_rate"),
    "season": st.sampled_from(Season),
    "seller": st.sampled_from(Seller),
    "deal": st.sampled_from(Deal),
    "starts": st.dates(EARLIEST, LATEST),
    "evenings": st.lists(st.sampled_from(Weekday), unique=True).map(tuple),
    "timing": st.sampled_from([(), (("kos_own@facebook_live", 2, 3),), (("ads@youtube", 1, 52),)]),
    "restricted_goods": _answers,
    "traits": st.builds(Traits, **dict.fromkeys(map(str, Trait), st.none() | _answers)),
    "ready": st.builds(Ready, **dict.fromkeys(map(str, Readiness), _answers)),
    "costs_off": st.lists(st.sampled_from(CostLine), unique=True).map(tuple),
    "weights": _weights,
    "assumptions": _own_figures(),
}


@st.composite
def briefs(draw: st.DrawFn, *, own_figures: bool = True, **fixed: Any) -> Brief:
    """Return a brief the model accepts: any field said or left out, `fixed` as given."""
    fields = {name: field for name, field in _fields.items() if own_figures or name != "assumptions"}
    said = draw(st.fixed_dictionaries({}, optional=fields))
    cost = draw(st.sampled_from(["cost_vnd", "margin_rate", None]))
    if cost == "cost_vnd":
        dearest = FARTHEST_COST * said.get("price_vnd", bounds("cost_vnd")[1])
        least = 0 if draw(st.booleans()) else 1_000
        said["cost_vnd"] = least and max(
            least, min(draw(_within("cost_vnd", 5_000, 1_500_000)), int(dearest))
        )
    elif cost == "margin_rate":
        said["margin_rate"] = draw(shares("margin_rate"))
    if "price_vnd" in said and "price_vnd" not in fixed and draw(st.booleans()):
        said["paid_vnd"] = said.pop("price_vnd")
    return make_brief({**said, **fixed})


_scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.binary(max_size=8)
    | st.sampled_from(["beauty", "sales", "yes", "100tr", 10**400, -1, 2**70])
)
_values = st.recursive(
    _scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(
            st.text(max_size=8) | st.sampled_from([*Trait, *Readiness]).map(str), inner, max_size=3
        )
    ),
    max_leaves=8,
)
junk = st.dictionaries(
    st.sampled_from(sorted(Brief.model_fields)) | st.text(max_size=12), _values, max_size=6
)


@cache
def random_briefs(number: int, seed: int) -> list[Brief]:
    """Return so many plain briefs at random, the same for the same seed: for laws too dear to search for."""
    luck, found = Random(seed), []
    for _ in range(number):
        price = round(exp(luck.uniform(log(30_000), log(3_000_000))), -3)
        sets: dict[str, Any] = {
            "category": luck.choice(list(Category)),
            "goal": luck.choice(list(Goal)),
            "budget_vnd": round(exp(luck.uniform(log(3e6), log(5e9)))),
            "ready": Ready(papers=luck.choice([Answer.YES, Answer.UNKNOWN])),
        }
        if luck.random() < 0.5:
            sets |= {"price_vnd": int(price), "cost_vnd": int(price * luck.uniform(0.15, 0.8))}
        if luck.random() < 0.4:
            sets["platforms"] = tuple(luck.sample(list(Platform), luck.randint(1, 3)))
        if luck.random() < 0.4:
            sets["weeks"] = luck.randint(1, 12)
        if luck.random() < 0.25:
            sets["stock"] = luck.randint(0, 5_000)
        if luck.random() < 0.2:
            sets["deal"] = luck.choice(list(Deal))
        found.append(Brief(**sets))
    return found


def brief_that_uses(name: str) -> Brief:
    """A brief whose answer is likely to rest on an estimate: its category, type, platform, season."""
    parts = name.split(".")
    brief = Brief(budget_vnd=500_000_000, stock=200, repeat_rate=0.1)
    platform = next((Platform(p) for p in parts if p in set(Platform)), None)
    category = next((Category(p) for p in parts if p in set(Category)), None)
    season = next((Season(p) for p in parts if p in set(Season)), None)
    changes = {"platforms": (platform,) if platform else None, "category": category, "season": season}
    if parts[0] in set(CreatorType) and parts[0] == CreatorType.BRAND_AMBASSADOR:
        changes["deal"] = Deal.CONTRACT
    if parts[0] in {CreatorType.KOL, "kol_post"}:
        changes["goal"] = Goal.AWARENESS
    return brief.with_(**{field: value for field, value in changes.items() if value is not None})
