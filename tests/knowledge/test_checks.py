# ruff: noqa: E501  # a table of complaints, a line each
"""One thing that does not hold together for each complaint of `checks`: it is said, file first."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kos_core.knowledge import Knowledge, load
from kos_core.knowledge.checks import unresolved
from kos_core.knowledge.evidence import Source
from kos_core.vocabulary import Category, CreatorType, Goal, Platform

KNOWN = load()


def with_(**parts: Any) -> Knowledge:
    return replace(KNOWN, **parts)


def entry(table: str, key: Any, **update: Any) -> Knowledge:
    held = getattr(KNOWN, table)
    return with_(**{table: {**held, key: held[key].model_copy(update=update)}})


def a_rating(claims: tuple[str, ...]) -> Any:
    name, one = next((n, c) for n, c in KNOWN.criteria.items() if c.ratings)
    ratings = {
        **one.ratings,
        CreatorType.KOL: one.ratings[CreatorType.KOL].model_copy(update={"claims": claims}),
    }
    return entry("criteria", name, ratings=ratings)


def first(table: str) -> Any:
    return next(iter(getattr(KNOWN, table)))


def a_need() -> Knowledge:
    name = first("needs")
    weights = KNOWN.needs[name].weights
    changed = weights[CreatorType.KOL].model_copy(update={"claims": ("K999",)})
    return entry("needs", name, weights={**weights, CreatorType.KOL: changed})


def a_sway(**update: Any) -> Knowledge:
    more = KNOWN.sways["trust"].more
    assert more is not None
    return entry("sways", "trust", more=more.model_copy(update=update))


def a_platform(claims: tuple[str, ...] | None) -> Knowledge:
    ratings = dict(KNOWN.platforms[Platform.YOUTUBE].ratings)
    name = next(iter(ratings))
    if claims is None:
        del ratings[name]
    else:
        ratings[name] = ratings[name].model_copy(update={"claims": claims})
    return entry("platforms", Platform.YOUTUBE, ratings=ratings)


def a_category(**update: Any) -> Knowledge:
    return entry("categories", Category.MOTHER_BABY, **update)


def three_ratings() -> Knowledge:
    name, one = next((n, c) for n, c in KNOWN.criteria.items() if c.ratings)
    return entry("criteria", name, ratings=dict(list(one.ratings.items())[:3]))


def a_fee(**update: Any) -> Knowledge:
    fees = KNOWN.fees[Platform.TIKTOK_SHOP]
    tariff = fees[0].tariff.model_copy(update=update)
    changed = (fees[0].model_copy(update={"tariffs": (*fees[0].tariffs[:-1], tariff)}), *fees[1:])
    return with_(fees={**KNOWN.fees, Platform.TIKTOK_SHOP: changed})


def banned(sources: tuple[str, ...]) -> Knowledge:
    goods = KNOWN.categories[Category.MOTHER_BABY].banned_goods
    assert goods is not None
    return a_category(banned_goods=goods.model_copy(update={"sources": sources}))


def noted() -> Knowledge:
    category, note = next((c, e.note) for c, e in KNOWN.categories.items() if e.note is not None)
    return entry("categories", category, note=note.model_copy(update={"sources": ("S999",)}))


def unresting() -> Knowledge:
    odd = next(iter(KNOWN.claims.values())).model_copy(update={"id": "K998"})
    return with_(claims={**KNOWN.claims, "K998": odd})


COMPLAINTS: list[tuple[str, Callable[[], Knowledge], str]] = [
    ("estimate", lambda: entry("estimates", "cost.agency_rate", rests_on=("F999",)), "cites F999, which does not exist"),
    ("rating", lambda: a_rating(("K999",)), "cites K999, which is no claim"),
    ("platform's rating", lambda: a_platform(("K999",)), "platforms.yaml: youtube"),
    ("need", a_need, "platforms.yaml: needs."),
    ("sway", lambda: a_sway(claims=("K999",)), "platforms.yaml: sways: trust: cites K999"),
    ("sway's need", lambda: a_sway(needs=("no_such",)), "sways: trust: no need no_such"),
    ("goal", lambda: entry("goals", Goal.SALES, claims=("K999",)), "goals.yaml: sales: cites K999"),
    ("creator", lambda: entry("creators", CreatorType.KOS, claims=("K999",)), "creators.yaml: kos: cites K999"),
    ("theme", lambda: entry("themes", first("themes"), claims=("K999",)), "creators.yaml: themes:"),
    ("checklist", lambda: with_(checklist=(*KNOWN.checklist, KNOWN.checklist[0].model_copy(update={"claims": ("K999",)}))),
     "checklist.yaml"),
    ("document", lambda: entry("claims", first("claims"), document="nowhere"), "no document nowhere"),
    ("unrested", unresting, "K998: nothing rests on it"),
    ("unmapped", unresting, "K998: no line of a document became it"),
    ("banned goods", lambda: banned(("S999",)), "banned_goods: mother_baby: cites S999"),
    ("note", noted, "cites S999, which is no source"),
    ("paper", lambda: entry("papers", first("papers"), sources=("S999",)), "papers: "),
    ("compliance", lambda: with_(compliance=(KNOWN.compliance[0].model_copy(update={"sources": ("S999",)}),)), "compliance.yaml"),
    ("figure", lambda: entry("figures", "F001", source_id="S999"), "field.csv: F001: cites S999"),
    ("source", lambda: with_(sources={**KNOWN.sources, "S998": Source(id="S998", title="alone")}), "S998: nothing rests on it"),
    ("category's paper", lambda: a_category(papers=("no_such",)), "no paper no_such"),
    ("goal's criterion", lambda: entry("goals", Goal.SALES, points={"no_such": 1.0}), "sales: no criterion no_such"),
    ("where a word differs", lambda: entry("creators", CreatorType.KOS, differs=("B999",)), "kos: no figure B999"),
    ("failed order", lambda: entry("platforms", Platform.YOUTUBE, failed_shipping="no.such"), "youtube: no estimate no.such"),
    ("fee", lambda: a_fee(estimate="no.such"), "no estimate no.such"),
    ("fees out of order", lambda: a_fee(in_force="1999"), "tariffs stand oldest first"),
    ("fee of a category", lambda: a_fee(by_category={Category.BEAUTY: "no.such"}), "no estimate no.such"),
    ("three ratings", three_ratings, "a rating for each of the four types is needed"),
    ("platform without a rating", lambda: a_platform(None), "youtube: a rating on each need is needed"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "broken", "says"), COMPLAINTS, ids=[c[0] for c in COMPLAINTS])
def test_each_thing_that_leads_nowhere_is_named(
    what: str, broken: Callable[[], Knowledge], says: str
) -> None:
    found = list(unresolved(broken()))
    assert any(says in problem for problem in found), found[:5]


def test_what_is_there_holds_together() -> None:
    assert list(unresolved(KNOWN)) == []
