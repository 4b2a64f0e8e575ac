"""The forecast held against what is published: its P10–P90 meets the published range, or a reason is given.

`python -m tests.published.test_outcomes` writes the table of the method page anew.
"""

import csv
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.forecast.ads import ads
from kos_core.forecast.forecast import Forecast
from kos_core.hire.costs import terms
from kos_core.hire.premises import premises
from kos_core.hire.prices import usual_discount_of
from kos_core.knowledge.evidence import Estimate
from kos_core.knowledge.loading import load
from kos_core.knowledge.whole import Knowledge
from kos_core.vocabulary import Category, Platform, Stage

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs/method.md"
MARK = re.compile(r"(<!-- outcomes -->\n).*?(<!-- /outcomes -->)", re.DOTALL)
MOST_EXCEPTIONS = 0.25
HOURS = 3  # of a session, as the planner has it


def rows() -> list[dict[str, str]]:
    with (HERE / "outcomes.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def knowledge() -> Knowledge:
    return load("2026-11-26")


@cache
def cell(programme: str, platform: str = "tiktok_shop", category: str = "beauty") -> Forecast:
    """A programme at the size the budget pays, with the usual ads, for the category's default case."""
    known = knowledge()
    session = programme in {"kos_hired", "kos_own"}
    brief = Brief(category=category, ads_vnd=1_500_000 if session else None)
    case = Case(brief, known)
    base = premises(case, known.programmes[programme], Platform(platform))
    return Forecast(base, terms(base, case), case)


def of(estimate: Estimate) -> tuple[float, float]:
    return estimate.low, estimate.high


def band(values: Any) -> tuple[float, float]:
    low, high = np.quantile(np.broadcast_to(values, (8_192,)), (0.1, 0.9))
    return float(low), float(high)


def ratio(found: Forecast, above: Stage, below: Stage, times: float = 1.0) -> tuple[float, float]:
    return band(found.draws[above] / found.draws[below] * times)


def behind(found: Forecast) -> float:
    return found.terms.units * found.terms.unit_boosting_vnd


def charges(category: str, day: str) -> tuple[float, float]:
    """Fees and the seller's tax of an order, least and most over what the fee may be."""
    known = load(day)
    case = Case(Brief(category=category), known)
    found = premises(case, known.programmes["kos_own"], Platform.TIKTOK_SHOP)
    fees = [(fee, found[f"fee:{fee.id}"]) for fee in case.fees(Platform.TIKTOK_SHOP)]

    def taken(end: str) -> float:
        each = [getattr(e, end) / (found.live_price_vnd if fee.per == "order" else 1) for fee, e in fees]
        return sum(each) + float(getattr(found["seller_tax"], end))

    return taken("low"), taken("high")


def left(programme: str, category: str) -> tuple[float, float]:
    """What an order leaves, a share of its price, over the draws of margin, fees and losses."""
    found = cell(programme, "tiktok_shop", category)
    draws = found.draws
    gain = draws[Stage.PROFIT] + found.terms.spend_vnd
    return band(gain / draws[Stage.KEPT] / found.premises.live_price_vnd)


def one_video() -> Forecast:
    """One video of somebody who posts: the luck of one is wider than the mean of many."""
    found = cell("koc_commission")
    known = {name: one for name, one in found.premises.estimates.items() if name != "posted_share"}
    base = replace(found.premises, estimates=known)
    return Forecast(base, replace(found.terms, units=1), found.case)


def cost_of_a_thousand(programme: str) -> Any:
    found = cell(programme)
    return found.terms.spend_vnd / found.draws[Stage.IMPRESSIONS] * 1_000


def ads_alone() -> tuple[float, float]:
    """Sales of ads with nobody selling, placed orders at the live price over what the ads cost."""
    found = cell("kos_hired")
    kept = ads(found.premises, 10_000_000, found.case)[Stage.KEPT]
    share = found.terms.kept_share or 1.0
    price = found.premises.live_price_vnd
    return kept.low / share * price / 10_000_000, kept.high / share * price / 10_000_000


def usual_discount(category: str) -> float:
    return usual_discount_of(Case(Brief(category=Category(category)), knowledge()))


def fees_of(programme: str) -> float:
    found = cell(programme)
    return found.terms.units * found.premises.likely("fee")


OURS: dict[str, Callable[..., tuple[float, float]]] = {
    "live_view_cost": lambda p: of(knowledge().estimates[f"any.{p}.any.live_view_cost_vnd"]),
    "view_rate": lambda p: of(cell("kos_hired", p).premises["view_rate"]),
    "clicks_per_view": lambda p: (
        of(cell("koc_commission").premises["click_rate"])
        if p == "koc"
        else of(cell("kos_hired", p).premises["click_rate"])
    ),
    "orders_per_click": lambda p: (
        ratio(cell("koc_commission"), Stage.ORDERS, Stage.CLICKS)
        if p == "koc"
        else ratio(cell("kos_hired", p), Stage.ORDERS, Stage.CLICKS)
    ),
    "orders_per_view": lambda p: (
        of(cell("kol_post").premises["orders_per_view"])
        if p == "kol"
        else of(cell("kos_hired", p).premises["orders_per_view"])
    ),
    "gpm": lambda programme, p: ratio(cell(programme, p), Stage.GMV, Stage.VIEWS, 1_000),
    "gmv_per_ads": lambda p: band(cell("kos_hired", p).draws[Stage.GMV] / behind(cell("kos_hired", p))),
    "ads_per_order": lambda p: band(behind(cell("kos_hired", p)) / cell("kos_hired", p).draws[Stage.ORDERS]),
    "ads_per_basket": lambda p: band(behind(cell("kos_hired", p)) / cell("kos_hired", p).draws[Stage.GMV]),
    "gmv_per_session": lambda p: band(
        cell("kos_hired", p).draws[Stage.GMV] / cell("kos_hired", p).terms.units
    ),
    "gmv_per_hour": lambda p: band(
        cell("kos_hired", p).draws[Stage.GMV] / cell("kos_hired", p).terms.units / HOURS
    ),
    "sessions_a_month": lambda: (
        knowledge().estimates["model.channel_sessions"].low * 4,
        knowledge().estimates["model.channel_sessions"].high * 4,
    ),
    "host_an_hour": lambda: (
        cell("kos_hired").premises["fee"].low / HOURS,
        cell("kos_hired").premises["fee"].high / HOURS,
    ),
    "cancel": lambda programme: of(cell(programme).premises["cancel_rate"]),
    "posted": lambda: of(cell("koc_commission").premises["posted_share"]),
    "views_per_video": lambda: band(one_video().draws[Stage.VIEWS]),
    "sales_per_fee": lambda programme: band(cell(programme).draws[Stage.GMV] / fees_of(programme)),
    "koc_against_kol": lambda: band(cost_of_a_thousand("koc_video") / cost_of_a_thousand("kol_post")),
    "cpm": lambda _: band(cost_of_a_thousand("kol_post")),
    "charges": lambda what: charges("other", "2025-12-01") if what == "2025" else charges(what, "2026-11-26"),
    "left": left,
    "margin": lambda category: of(knowledge().estimates[f"any.any.{category}.margin_rate"]),
    "basket": lambda category: of(knowledge().estimates[f"any.any.{category}.aov_vnd"]),
    "discount": lambda category: (0.0, usual_discount(category)),
    "elasticity": lambda: of(knowledge().estimates["model.price_elasticity"]),
    "ads_roas": ads_alone,
}  # fmt: skip


def ours(key: str) -> tuple[float, float]:
    name, *parts = key.split(".")
    return OURS[name](*parts)


def meets(row: dict[str, str]) -> bool:
    low, high = ours(row["key"])
    return low <= float(row["high"]) * (1 + 1e-9) and float(row["low"]) * (1 - 1e-9) <= high


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['key']}-{row['source'][:20]}")
def test_the_band_meets_what_is_published_or_says_why_not(row: dict[str, str]) -> None:
    """An exception that is none any more is taken out; a new one needs its reason."""
    assert meets(row) is (not row["exception"]), (row["quantity"], ours(row["key"]), row["low"], row["high"])


def test_at_most_a_quarter_are_exceptions() -> None:
    found = rows()
    assert sum(bool(row["exception"]) for row in found) <= MOST_EXCEPTIONS * len(found)


def written(number: float, unit: str) -> str:
    if unit == "share":
        return f"{100 * number:.3g} %"
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"


def table() -> str:
    lines = ["| quantity | published | ours, P10–P90 | source | |", "| --- | --- | --- | --- | --- |"]
    for row in rows():
        said = [written(float(row[end]), row["unit"]) for end in ("low", "high")]
        published = said[0] if said[0] == said[1] else " – ".join(said)
        low, high = (written(end, row["unit"]) for end in ours(row["key"]))
        unit = "" if row["unit"] in {"share", "count"} else f" {row['unit']}"
        source = f"{row['source']}, {row['market']} {row['year']}, {row['grade']}"
        mark = f"no: {row['exception']}" if row["exception"] else "meets"
        lines.append(f"| {row['quantity']} | {published}{unit} | {low} – {high} | {source} | {mark} |")
    return "\n".join(lines) + "\n"


def test_the_table_of_the_method_page_is_current() -> None:
    held = MARK.search(PAGE.read_text(encoding="utf-8"))
    assert held is not None
    assert held[0] == f"{held[1]}{table()}{held[2]}", "python -m tests.published.test_outcomes writes it anew"


if __name__ == "__main__":
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(MARK.sub(lambda held: f"{held[1]}{table()}{held[2]}", text), encoding="utf-8")
