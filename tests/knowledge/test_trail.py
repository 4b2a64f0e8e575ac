"""Every number an answer shows leads to a claim, a figure, a source, or a reason in both languages."""

from collections.abc import Iterator

import pytest

from kos_core.advice.advice import Advice, advise
from kos_core.brief import Brief, make_brief
from kos_core.case import Case
from kos_core.forecast.forecast import Forecast
from kos_core.knowledge.evidence import Carried, Estimate
from kos_core.knowledge.loading import load
from kos_core.knowledge.whole import Knowledge
from kos_core.score.platform_fit import swayed
from kos_core.vocabulary import Platform, Season

BRIEFS = [
    {"category": "beauty", "goal": "sales", "price_vnd": 250_000, "cost_vnd": 100_000},
    {"category": "electronics", "goal": "awareness", "budget_vnd": 1_000_000_000},
    {"category": "finance_insurance", "goal": "brand_image", "budget_vnd": 5_000_000_000},
    {
        "category": "food_beverage",
        "goal": "full_funnel",
        "season": Season.DOUBLE_DAY,
        "budget_vnd": 20_000_000_000,
    },
    {
        "category": "fashion",
        "goal": "trust",
        "reviews": 0,
        "traits": {"deal_room": "no"},
        "platforms": ["youtube"],
    },
    {
        "category": "luxury",
        "goal": "sales",
        "ready": {"comment_staff": "no", "question_list": "no", "stock_known": "no"},
    },
]


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


def dead_end(name: str, knowledge: Knowledge) -> str | None:
    """Return why the trail of a name breaks off, None where it arrives."""
    for arrived in (knowledge.claims, knowledge.figures, knowledge.sources):
        if name in arrived:
            return None
    estimate = knowledge.estimates.get(name)
    if estimate is None:
        return f"{name}: nothing of that name"
    return _dead_end_of(estimate, knowledge)


def _dead_end_of(estimate: Estimate, knowledge: Knowledge) -> str | None:
    for name in estimate.rests_on:
        if name not in {*knowledge.claims, *knowledge.figures, *knowledge.sources}:
            return f"{estimate.id}: cites {name}"
    if estimate.is_assumption or not estimate.rests_on:
        why = estimate.why
        if why is None or not why.vi.strip() or not why.en.strip():
            return f"{estimate.id}: assumed without a reason in both languages"
    return None


def shown(advice: Advice, knowledge: Knowledge) -> Iterator[str]:
    """Yield the name behind every number the answer shows, but for the reader's own."""
    yield from advice.rests_on
    for platforms in advice.cells.values():
        for cell in platforms.values():
            yield from of_cell(cell, advice.brief, knowledge)
    yield from of_score(advice, knowledge)
    for notice in (*advice.stops, *advice.warnings):
        yield from notice.rests_on
    if advice.widest is not None and not advice.widest.startswith("own."):
        yield advice.widest


def of_cell(cell: Forecast, brief: Brief, knowledge: Knowledge) -> Iterator[str]:
    """Yield the names behind a forecast, its costs and its platform's fees."""
    yield from cell.rests_on
    for line in (*cell.advance, *cell.per_order):
        assert line.rests_on, line.name
        yield from (name for name in line.rests_on if not name.startswith("own."))
    for fee in knowledge.fees[cell.platform]:
        yield knowledge.fee_estimate(fee, brief.category).id


def of_score(advice: Advice, knowledge: Knowledge) -> Iterator[str]:
    """Yield the claims behind ratings, weights and platform fits."""
    criteria = [knowledge.criteria[name] for name, weight in advice.scorecard.weights.items() if weight > 0]
    assert all(criterion.why.vi and criterion.why.en for criterion in criteria)
    rated: list[Carried] = [rating for criterion in criteria for rating in criterion.ratings.values()]
    rated += [rating for need in knowledge.needs.values() for rating in need.weights.values()]
    rated += [rating for platform in knowledge.platforms.values() for rating in platform.ratings.values()]
    rated += [moved for one in swayed(advice.case) for moved in one.sway.moved]
    for rating in rated:
        assert rating.claims or rating.why is not None
        yield from rating.claims
    yield from knowledge.goals[advice.brief.goal].claims


@pytest.mark.parametrize("raw", BRIEFS, ids=lambda raw: f"{raw['category']}-{raw['goal']}")
def test_every_number_of_an_answer_leads_to_where_it_is_from(
    knowledge: Knowledge, raw: dict[str, object]
) -> None:
    """Cells, costs, fees, ratings, weights, fits and warnings: no trail breaks off."""
    names = set(shown(advise(Case(make_brief(raw), knowledge)), knowledge))
    assert len(names) > 100
    assert [found for name in sorted(names) if (found := dead_end(name, knowledge))] == []


def test_the_readers_own_figures_are_not_shown_as_ours(knowledge: Knowledge) -> None:
    """A cost, a channel and a view count that were said rest on nobody else's evidence."""
    said = Brief(cost_vnd=100_000, price_vnd=250_000, shop_views=3_000, creator_views=9_000)
    for platforms in advise(Case(said, knowledge)).cells.values():
        for cell in platforms.values():
            assert "any.any.beauty.margin_rate" not in cell.rests_on
            assert not any(name.endswith("channel_views") for name in cell.rests_on)
            assert not any(name.startswith("own.") for name in cell.rests_on)


def test_a_forecast_is_counted_by_its_assumptions(knowledge: Knowledge) -> None:
    """The footer's count is that of the leader's own estimates."""
    found = advise(Case(Brief(), knowledge))
    assert found.best is not None
    thin = next(warning for warning in found.warnings if warning.id == "weak_data")
    used = [knowledge.estimates[name] for name in found.best.rests_on]
    assert (sum(e.is_assumption for e in used), len(used)) == (thin.values["assumed"], thin.values["all"])


def test_lazada_rests_on_more_assumptions_than_tiktok(knowledge: Knowledge) -> None:
    """NOTES.md: Lazada Live almost all assumption, TikTok Shop mostly sourced or derived."""
    cells = advise(Case(Brief(budget_vnd=1_000_000_000), knowledge)).cells

    def share(platform: Platform) -> float:
        used = [knowledge.estimates[n] for types in cells.values() for n in types[platform].rests_on]
        return sum(e.is_assumption for e in used) / len(used)

    assert share(Platform.TIKTOK_SHOP) < share(Platform.LAZADA_LIVE)
