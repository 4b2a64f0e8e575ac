"""What must always hold of an answer, whatever the brief (METHOD, section 8)."""

import itertools
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from math import isnan
from typing import Any

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from kos_core.advice.advice import Advice, advise
from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.forecast import draws
from kos_core.forecast.forecast import Forecast, forecast
from kos_core.hire.costs import terms
from kos_core.hire.premises import premises
from kos_core.knowledge.entries import Programme
from kos_core.knowledge.evidence import Rating
from kos_core.knowledge.loading import load
from kos_core.knowledge.whole import Knowledge
from kos_core.score import scorecard
from kos_core.score.money import Money
from kos_core.score.scorecard import score
from kos_core.score.standing import COMPUTED, Standing
from kos_core.vocabulary import CreatorType, Platform, Reason, Stage, Support
from tests.property.strategies import briefs

KNOWN = load()
SEED = 11
FUNNEL = (
    Stage.IMPRESSIONS,
    Stage.VIEWS,
    Stage.CLICKS,
    Stage.CARTS,
    Stage.ORDERS,
    Stage.SHIPPED,
    Stage.DELIVERED,
    Stage.KEPT,
)
MAY_BE_NEGATIVE = {"profit_vnd", "net_revenue_vnd", "leaves_vnd", "cost_vnd"}
SLACK = 1 + 1e-9

few = settings(max_examples=15, deadline=None)
some = settings(max_examples=25, deadline=None)
cells = st.sampled_from([(p, f) for p in KNOWN.programmes.values() for f in p.platforms])


def leaves(thing: Any, path: str = "") -> Any:  # noqa: C901  # one case for each kind of thing
    """Yield every value in an answer with the path to it."""
    if isinstance(thing, Knowledge):  # the same for every answer, and checked when it is loaded
        return
    if isinstance(thing, Money):  # holds ways beside the answer; what it says stands in the scorecard
        yield from ((f"{path}.ratio", thing.ratio), (f"{path}.brings", thing.brings))
    elif is_dataclass(thing) and not isinstance(thing, type):
        for one in fields(thing):
            yield from leaves(getattr(thing, one.name), f"{path}.{one.name}")
    elif isinstance(thing, BaseModel):
        for name in type(thing).model_fields:
            yield from leaves(getattr(thing, name), f"{path}.{name}")
    elif isinstance(thing, dict):
        for key, value in thing.items():
            yield from leaves(value, f"{path}.{key}")
    elif isinstance(thing, list | tuple | set | frozenset):
        for place, value in enumerate(thing):
            yield from leaves(value, f"{path}[{place}]")
    else:
        yield path, thing


def assert_no_nan(answer: Any) -> None:
    """Check that nothing in an answer is NaN or infinite."""
    for path, value in leaves(answer):
        if isinstance(value, np.ndarray):
            assert np.all(np.isfinite(value)), path
        elif isinstance(value, float):
            assert not isnan(value), path
            assert abs(value) != float("inf"), path


def assert_bands_in_order(found: Forecast) -> None:
    """Check that no band lies above the one of an earlier stage, and no count below nothing."""
    here = [stage for stage in (*FUNNEL, Stage.LEADS) if stage in found.bands]
    for earlier, later in itertools.pairwise(here):
        for end in ("low", "middle", "high"):
            assert getattr(found.bands[later], end) <= getattr(found.bands[earlier], end) * SLACK, (
                earlier,
                later,
            )
    for stage, band in found.bands.items():
        assert band.low <= band.middle <= band.high, stage
        assert band.low >= 0 or stage.value in MAY_BE_NEGATIVE, stage


def assert_draws_in_order(found: Forecast) -> None:
    """Check that no draw has more at a later stage, and no count below nothing."""
    here = [stage for stage in (*FUNNEL, Stage.LEADS) if stage in found.draws]
    for earlier, later in itertools.pairwise(here):
        assert np.all(found.draws[later] <= found.draws[earlier] * SLACK), (earlier, later)
    for stage, drawn in found.draws.items():
        assert np.all(np.isfinite(drawn)), stage
        assert np.all(drawn >= 0) or stage.value in MAY_BE_NEGATIVE, stage


def assert_whole(advice: Advice) -> None:
    """Check what every answer keeps to, whatever was asked."""
    assert_no_nan(advice)
    assert {row.creator for row in advice.scorecard.rows} == set(CreatorType)
    for row in advice.scorecard.rows:
        assert abs(sum(row.parts.values()) - row.score) <= 1e-9
        assert -1e-9 <= row.score <= 100 * SLACK
    assert abs(sum(advice.scorecard.weights.values()) - 1) <= 1e-9
    for platforms in advice.cells.values():
        for found in platforms.values():
            assert_bands_in_order(found)
    if advice.leader is not None:
        standing = advice.scorecard.row(advice.leader).standing
        assert standing.affordable
        assert standing.eligible
        assert advice.best is not None
        assert advice.best.terms.units >= advice.best.programme.smallest


@some
@given(briefs())
def test_an_answer_has_no_nan_its_parts_add_up_and_its_funnel_is_in_order(brief: Brief) -> None:
    """For any brief the model accepts."""
    assert_whole(advise(Case(brief, KNOWN, SEED)))


def drawn(
    brief: Brief, cell: tuple[Programme, Platform], units: int | None = None
) -> "dict[Stage, np.ndarray]":
    """Return every draw of one cell, for so many units where the number is given."""
    programme, platform = cell
    base = premises(Case(brief, KNOWN, SEED), programme, platform)
    hired = terms(base, Case(brief, KNOWN, SEED))
    if units is not None:
        hired = replace(hired, units=units)
    return Forecast(base, hired, Case(brief, KNOWN, SEED)).draws


@some
@given(briefs(), cells)
def test_in_every_draw_the_funnel_narrows(brief: Brief, cell: tuple[Programme, Platform]) -> None:
    """Impressions ≥ views ≥ clicks ≥ carts ≥ orders ≥ shipped ≥ delivered ≥ kept."""
    programme, platform = cell
    assert_draws_in_order(forecast(Case(brief, KNOWN, SEED), programme, platform))
    found = drawn(brief, cell, programme.smallest)
    assert {Stage.IMPRESSIONS, Stage.VIEWS, Stage.CLICKS} <= set(found)
    assert (Stage.LEADS in found) != (set(FUNNEL) <= set(found))


@some
@given(briefs())
def test_chances_sum_to_one_over_the_eligible_and_are_nothing_for_the_rest(brief: Brief) -> None:
    """Each eligible type holds one rank in each draw, each rank is held once."""
    card = advise(Case(brief, KNOWN, SEED)).scorecard
    eligible = card.leading
    for row in card.rows:
        if row.standing.may_lead:
            assert abs(sum(row.chance_of_rank) - 1) <= 1e-9
        else:
            assert row.chance_best == 0
            assert set(row.chance_of_rank) == {0.0}
    if eligible:
        assert abs(sum(row.chance_best for row in eligible) - 1) <= 1e-9
        for rank in range(len(eligible)):
            assert abs(sum(row.chance_of_rank[rank] for row in eligible) - 1) <= 1e-9


@some
@given(briefs())
def test_nothing_unaffordable_or_stopped_is_recommended(brief: Brief) -> None:
    """The leader can be paid, is allowed and not pointless; a gate that stops everything leaves none."""
    advice = advise(Case(brief, KNOWN, SEED))
    leading = [row.creator for row in advice.scorecard.leading]
    if advice.team:
        assert advice.leader is advice.team[0].creator
        assert {member.creator for member in advice.team} <= set(leading)
        assert sum(member.needs_vnd for member in advice.team) <= brief.budget_vnd * SLACK
    else:
        assert advice.leader == (leading[0] if leading else None)
    assert bool(leading) == any(row.standing.eligible for row in advice.scorecard.rows)
    stopped = {stop.id for stop in advice.stops}
    if stopped & {"papers", "banned_goods"}:
        assert (advice.leader, advice.reason) == (None, Reason.STOPPED)
        assert all(not cell.bands for platforms in advice.cells.values() for cell in platforms.values())
    if "stock" in stopped and advice.best is not None:
        assert not advice.best.programme.live
    if advice.best is not None:
        assert advice.best.terms.spend_vnd <= brief.budget_vnd * SLACK
        assert advice.best.platform in brief.platforms
    if advice.reason is Reason.NONE_AFFORDABLE:
        assert all(not row.standing.affordable for row in advice.scorecard.rows)


@some
@given(briefs())
def test_every_change_offered_can_be_made(brief: Brief) -> None:
    """A change sets fields of a brief the model accepts, and answering it leads where it says."""
    for change in advise(Case(brief, KNOWN, SEED)).changes:
        after = brief.with_(**change.sets)
        assert after != brief
        if change.profit_vnd is None:  # a change of the lead
            assert change.leader is advise(Case(after, KNOWN, SEED)).leader, change


@few
@given(
    briefs(own_figures=False), st.floats(0.001, 1), st.lists(st.floats(0.1, 100), min_size=40, max_size=40)
)
def test_scaling_all_weights_changes_nothing(brief: Brief, factor: float, points: list[float]) -> None:
    """Weights count against each other only."""
    said = tuple(zip(KNOWN.weighed, points, strict=False))
    scaled = tuple((name, value * factor) for name, value in said)
    one = advise(Case(brief.with_(weights=said), KNOWN, SEED))
    other = advise(Case(brief.with_(weights=scaled), KNOWN, SEED))
    assert one.verdict == other.verdict
    for ours, theirs in zip(one.scorecard.rows, other.scorecard.rows, strict=True):
        assert ours.creator is theirs.creator
        assert abs(ours.score - theirs.score) <= 1e-9
        # A near-tie among 10,000 draws may fall the other way by the last bit.
        assert abs(ours.chance_best - theirs.chance_best) <= 2e-4


def with_rating(knowledge: Knowledge, criterion: str, ratings: dict[CreatorType, float]) -> Knowledge:
    entry = knowledge.criteria[criterion]
    new = {
        t: Rating(value=value, support=Support.JUDGEMENT, why=entry.why) if t in ratings else entry.ratings[t]
        for t, value in {**dict.fromkeys(CreatorType, 0.0), **ratings}.items()
    }
    return replace(
        knowledge, criteria={**knowledge.criteria, criterion: entry.model_copy(update={"ratings": new})}
    )


RATED = [name for name in KNOWN.criteria if name not in COMPUTED]
EVEN = {t: Standing(True, True, 0.0, 5.0, 5.0, 5.0) for t in CreatorType}


@few
@given(
    briefs(own_figures=False),
    st.sampled_from(RATED),
    st.sampled_from(CreatorType),
    st.floats(0, 10),
    st.floats(0, 10),
)
def test_a_better_rating_never_lowers_a_score(
    brief: Brief, criterion: str, creator: CreatorType, one: float, other: float
) -> None:
    """Neither the score nor the chance of leading; nobody else's score moves."""
    low, high = sorted((one, other))
    worse, better = (
        score(EVEN, Case(brief, with_rating(KNOWN, criterion, {creator: value}), SEED))
        for value in (low, high)
    )
    for t in CreatorType:
        if t is creator:
            assert better.row(t).score >= worse.row(t).score - 1e-12
            assert better.row(t).chance_best >= worse.row(t).chance_best
        else:
            assert better.row(t).score == worse.row(t).score


@few
@given(
    briefs(own_figures=False),
    st.permutations(CreatorType),
    st.lists(st.floats(0, 10), min_size=len(KNOWN.criteria), max_size=len(KNOWN.criteria)),
    st.lists(st.floats(0.5, 10), min_size=len(KNOWN.criteria), max_size=len(KNOWN.criteria)),
)
def test_a_type_better_on_every_criterion_is_never_ranked_below(
    brief: Brief, types: list[CreatorType], base: list[float], more: list[float]
) -> None:
    """Whatever the weights, the dominated type stands below the one that dominates it."""
    weaker, stronger = types[:2]
    changed, standings = KNOWN, dict(EVEN)
    own: dict[CreatorType, dict[str, float]] = {weaker: {}, stronger: {}}
    for name, low, gain in zip(KNOWN.criteria, base, more, strict=True):
        ratings = {weaker: low * 0.9, stronger: min(10.0, low * 0.9 + gain)}
        if name in COMPUTED:
            for t, practical in own.items():
                practical[name] = ratings[t]
        else:
            changed = with_rating(changed, name, ratings)
    for t, practical in own.items():
        standings[t] = replace(EVEN[t], **practical)
    card = score(standings, Case(brief, changed, SEED))
    order = [row.creator for row in card.rows]
    assert order.index(stronger) < order.index(weaker)
    assert card.row(stronger).score > card.row(weaker).score


@some
@given(briefs(), cells, st.integers(1_000, 10**8), st.floats(1, 50))
def test_a_higher_price_never_brings_more_orders(
    brief: Brief, cell: tuple[Programme, Platform], price: int, factor: float
) -> None:
    """In every draw, for the same number of units; what goods cost is its own law."""
    brief = brief.with_(cost_vnd=None)
    units = cell[0].smallest
    cheap = drawn(brief.with_(price_vnd=price), cell, units)
    dear = drawn(brief.with_(price_vnd=min(10**10, round(price * factor))), cell, units)
    if Stage.ORDERS not in cheap:  # where the chain ends at leads a higher price starts no orders
        assert Stage.ORDERS not in dear
    elif Stage.ORDERS in dear:
        assert np.all(dear[Stage.ORDERS] <= cheap[Stage.ORDERS] * SLACK)


@settings(max_examples=100, deadline=None)
@given(briefs(), cells, st.floats(0, 0.9), st.floats(0, 0.9))
def test_a_higher_discount_never_raises_what_an_order_leaves(
    brief: Brief, cell: tuple[Programme, Platform], one: float, other: float
) -> None:
    """At likely values, for every programme on every platform."""
    programme, platform = cell
    left = []
    for rate in sorted((one, other)):
        after = brief.with_(discount_rate=rate)
        left.append(
            terms(
                premises(Case(after, KNOWN, SEED), programme, platform), Case(after, KNOWN, SEED)
            ).leaves_vnd
        )
    small, large = left
    assume(small is not None)
    assert large is not None
    assert large <= small + 1e-6


@few
@given(
    briefs(own_figures=False, stock=None, pack_per_day=None, creator_views=None),
    st.sampled_from([(p, f) for p in KNOWN.programmes.values() if p.units_per_creator for f in p.platforms]),
    st.integers(3, 20),
    st.integers(2, 20),
)
def test_more_creators_narrow_the_relative_band(
    brief: Brief, cell: tuple[Programme, Platform], few_creators: int, times: int
) -> None:
    """(P90 − P10) / P50 of what is kept, or of the leads: many small creators spread the risk.

    From three on: of two who get a sample about one posts, as of one.
    """
    programme, platform = cell
    base = premises(Case(brief, KNOWN, SEED), programme, platform)
    hired = terms(base, Case(brief, KNOWN, SEED))
    widths = []
    for creators in (few_creators, few_creators * times):
        units = creators * programme.units_per_creator
        bands = Forecast(base, replace(hired, units=units), Case(brief, KNOWN, SEED)).bands
        band = bands[Stage.LEADS if base.is_leads else Stage.KEPT]
        assume(band.middle > 0)
        widths.append((band.high - band.low) / band.middle)
    assert widths[1] < widths[0]


def told(answer: Any) -> list[tuple[str, Any]]:
    """Return everything in an answer as plain values."""
    return [
        (
            path,
            value.tobytes()
            if isinstance(value, np.ndarray)
            else value.value
            if isinstance(value, Enum)
            else value,
        )
        for path, value in leaves(answer)
    ]


@settings(max_examples=3, deadline=None)
@given(briefs(), st.integers(0, 2**31 - 1))
def test_the_same_brief_and_seed_give_the_same_answer(brief: Brief, seed: int) -> None:
    """To the last bit, with nothing remembered from the first time."""
    first = told(advise(Case(brief, KNOWN, seed)))
    for remembered in (scorecard._base, draws.uniforms, draws.normals, draws._drawn):
        remembered.cache_clear()
    assert first == told(advise(Case(brief, KNOWN, seed)))


def test_another_seed_moves_the_chances_a_little_and_the_scores_not_at_all() -> None:
    """Chance is in the draws alone."""
    one, other = (advise(Case(Brief(), KNOWN, seed)).scorecard for seed in (1, 2))
    for ours, theirs in zip(one.rows, other.rows, strict=True):
        assert ours.score == theirs.score
        assert abs(ours.chance_best - theirs.chance_best) < 0.03


def test_a_forecast_does_not_depend_on_what_was_asked_before() -> None:
    """The same cell alone and after a whole answer is the same."""
    programme = KNOWN.programmes["kos_slot"]
    alone = forecast(Case(Brief(), KNOWN, 3), programme, Platform.TIKTOK_SHOP).bands
    advise(Case(Brief(category="luxury"), KNOWN, 4))
    assert alone == forecast(Case(Brief(), KNOWN, 3), programme, Platform.TIKTOK_SHOP).bands
