"""Everything that can be bought for a case: every size of every open way, and ads, as one table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from kos_core.case import Case
from kos_core.forecast.ads import a_vnd
from kos_core.forecast.luck import luck
from kos_core.hire.chain import cap_of
from kos_core.hire.measure import goal_measure, measure_of
from kos_core.hire.premises import Premises
from kos_core.hire.prices import ends_at_leads
from kos_core.hire.ways import Way
from kos_core.knowledge.entries import Measure
from kos_core.vocabulary import CreatorType, Platform, Stage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Counts = NDArray[np.int64]

ADS = "ads"
"""The name ads alone go by where a programme's stands."""
ADS_UNIT_VND = 1_000_000
STEP_TIMES = 1.5  # each piece of the falling returns of ads is so many times as long as all before it


@dataclass(frozen=True, eq=False)
class Ads:
    """Ads alone on one platform, in whole units of ADS_UNIT_VND, with falling returns.

    `edges` are where pieces begin and end, units, shape (P + 1,); `unit_brings` what a unit in a piece brings
    on average, falling, shape (P,); `unit_usually` and `unit_shipped` the same of the usual outcome and of
    parcels; `worth` is what a VND in a piece does beside the first, 1 and falling.
    """

    platform: Platform
    premises: Premises
    edges: "Array"
    unit_brings: "Array"
    unit_usually: "Array"
    unit_shipped: "Array"
    worth: "Array"


@dataclass(frozen=True, eq=False)
class Offers:
    """What can be bought: I sizes of W ways, each an offer, and ads on the platforms where they count.

    Arrays have shape (I,): `way` is the place among `ways`, `place` the one among the way's own sizes,
    `units` how many, `spend_vnd` whole đồng paid in advance, `brings` what the goal counts on average,
    `usually` the same in the usual case, `shipped` parcels on average. `most` is how many units of each
    programme one shop can look after.
    """

    case: Case
    measure: Measure
    ways: tuple[Way, ...]
    ads: tuple[Ads, ...]
    way: "Counts"
    place: "Counts"
    units: "Counts"
    spend_vnd: "Array"
    brings: "Array"
    usually: "Array"
    shipped: "Array"

    @cached_property
    def creator(self) -> tuple[CreatorType, ...]:
        """The type of each way."""
        return tuple(way.programme.creator for way in self.ways)

    @cached_property
    def most(self) -> Mapping[str, int]:
        """How many units of each programme fit into the weeks, on all platforms together."""
        return {way.programme.id: way.terms.most for way in self.ways}


def offers_of(case: Case, ways: Mapping[CreatorType, Sequence[Way]]) -> Offers:
    """Return what can be bought for a case, in an order that does not depend on the data's.

    Of a way only round sizes are offered (`is_round`), and none that another of its sizes makes pointless.
    """
    measure = goal_measure(case, is_leads=ends_at_leads(case))
    is_open = [way for found in ways.values() for way in found if not way.stopped]
    able = sorted(
        (way for way in is_open if way.terms.needs_vnd <= case.brief.budget_vnd * (1 + 1e-12)),
        key=lambda way: (way.programme.id, way.platform),
    )
    columns: list[tuple[NDArray[Any], ...]] = [_sizes(w, way, case, measure) for w, way in enumerate(able)]
    if columns:
        way, place, units, spend, brings, usually, shipped = (
            np.concatenate(parts) for parts in zip(*columns, strict=True)
        )
    else:
        way, place, units, spend, brings, usually, shipped = np.zeros((7, 0))
    return Offers(
        case=case,
        measure=measure,
        ways=tuple(able),
        ads=tuple(_ads(is_open, case, measure)),
        way=way.astype(np.int64),
        place=place.astype(np.int64),
        units=units.astype(np.int64),
        spend_vnd=spend,
        brings=brings,
        usually=usually,
        shipped=shipped,
    )


def staged(offers: Offers) -> Offers:
    """Return the same offers by what they bring if they are stopped in time: a trial, the rest if it pays.

    Of a way that spends s and on average brings back g·s, a share τ (`model.trial_rate`) is tried; where the
    trial does not pay it back, the rest is not spent: s·(τ(g − 1) + (1 − τ)·E[max(0, g·x − 1)]), x the luck
    of the way with mean one, taken to be the same in the trial and after it. An option to go on, as of
    McGrath (1997), doi:10.5465/amr.1997.9711022113. Where money is counted only.
    """
    share = offers.case.knowledge.likely("model.trial_rate")
    brings = offers.brings.copy()
    for w, way in enumerate(offers.ways):
        mine = (offers.way == w) & (offers.spend_vnd > 0)
        if not counts_alike(measure_of(offers.case, way.premises), offers.measure) or not mine.any():
            continue
        drawn, mean = luck(way, offers.case)
        if mean <= 0:
            continue
        x = np.sort(drawn / mean)
        above = np.concatenate([np.cumsum(x[::-1])[::-1], [0.0]]) / len(x)  # the mean of what lies above
        spend = offers.spend_vnd[mine]
        back = np.maximum(1e-12, (offers.brings[mine] + spend) / spend)
        at = np.searchsorted(x, 1 / back)
        gain = back * above[at] - (len(x) - at) / len(x)
        brings[mine] = spend * (share * (back - 1) + (1 - share) * gain)
    # Usually a way that usually loses is stopped: its trial is lost.
    usually = np.where(offers.usually < 0, share, 1.0) * offers.usually
    return replace(offers, brings=brings, usually=usually)


def counts_alike(measure: Measure, other: Measure) -> bool:
    """Return whether two measures count the same, so that what they count may be added up."""
    return measure.first is other.first and measure.by_months is other.by_months


def _sizes(w: int, way: Way, case: Case, measure: Measure) -> "tuple[NDArray[Any], ...]":
    sizes = way.sizes(case)
    spend = np.ceil(sizes.spend_vnd - 1e-6).ravel()
    if counts_alike(measure_of(case, way.premises), measure):
        usually, brings = sizes.brings(measure).reshape(2, -1)
    else:  # it is not hired for what is counted: what it costs is all that is known
        brings = usually = -spend if measure.is_money else spend * 0.0
    steps, n = sizes.spend_vnd.shape
    units = np.broadcast_to(sizes.units, (steps, n)).ravel()
    shipped = np.zeros(spend.shape)
    if Stage.SHIPPED in sizes.found:
        shipped = np.broadcast_to(sizes.found[Stage.SHIPPED], (2, steps, n))[1].ravel()
    is_paid = sizes.needs_vnd.ravel() <= case.brief.budget_vnd
    asked = dict(case.brief.locks).get(f"{way.programme.id}@{way.platform}")
    is_offered = is_round(units, way.terms.most) if asked is None else units == asked
    place = np.flatnonzero(is_paid & is_offered)
    kept = [-spend[place], brings[place], -units[place]]
    kept += [usually[place]] if measure.is_money else []
    kept += [-shipped[place]] if cap_of(case.brief) is not None else []
    if not case.brief.at_least:  # where so much is to be spent, a size may be wanted for what it costs
        place = place[_is_worth(np.array(kept))]
    return (
        np.full(place.shape, w),
        place,
        units[place],
        spend[place],
        brings[place],
        usually[place],
        shipped[place],
    )


def is_round(units: "Counts", most: int) -> "NDArray[np.bool_]":
    """Return which numbers of units people buy: each to 20, then every 2nd, 5th, 10th ...; and the most.

    A shop sends 40 samples, not 43; and whole numbers are found sooner among fewer.
    """
    size = np.maximum(units, 1)
    decade = 10.0 ** np.floor(np.log10(size))
    step = np.where(size < 2 * decade, 1, np.where(size < 5 * decade, 2, 5)) * decade / 10
    found: NDArray[np.bool_] = (units <= 20) | (units % np.maximum(1, step) == 0) | (units == most)
    return found


def _is_worth(good: "Array") -> "NDArray[np.bool_]":
    """Return which sizes no other makes pointless, by what is good of them, shape (things, sizes).

    One is pointless where another is worse in nothing.
    """
    order = np.lexsort(-good[::-1])  # what is better in the first that differs comes first
    good = good[:, order]
    found = np.ones(good.shape[1], dtype=bool)
    for i in range(1, good.shape[1]):
        before = good[:, :i][:, found[:i]]
        found[i] = not (before >= good[:, i : i + 1]).all(axis=0).any()
    kept = np.zeros(found.shape, dtype=bool)
    kept[order] = found
    return kept


def _ads(ways: Iterable[Way], case: Case, measure: Measure) -> Iterable[Ads]:
    """Yield ads alone on each platform, where what they bring is the yardstick of what the goal counts."""
    if measure.against == "others":
        return
    there: dict[Platform, Way] = {}
    for way in sorted(ways, key=lambda one: (one.programme.id, one.platform)):
        there.setdefault(way.platform, way)
    known = case.knowledge
    full = known.likely("model.ads_full_vnd") * case.brief.weeks / ADS_UNIT_VND
    exponent = known.likely("model.ads_exponent")
    most = case.brief.budget_vnd // ADS_UNIT_VND
    for platform in (p for p in Platform if p in there):
        like = there[platform].premises
        mean, usual, shipped = _of_a_unit(like, measure, case)
        edges = _edges(full, float(most))
        if not len(edges):
            return
        done = np.where(edges > full, full * (np.maximum(edges, full) / full) ** exponent, edges)
        worth = np.diff(done) / np.diff(
            edges
        )  # of a unit in a piece, beside one where nothing has fallen yet
        lost = 1.0 if measure.is_money else 0.0  # the money itself is spent however little it brings
        yield Ads(
            platform,
            like,
            edges,
            ((mean + lost * ADS_UNIT_VND) * worth) - lost * ADS_UNIT_VND,
            ((usual + lost * ADS_UNIT_VND) * worth) - lost * ADS_UNIT_VND,
            shipped * worth,
            worth,
        )


def _edges(full: float, most: float) -> "Array":
    """Return where the pieces of ads begin and end, whole units; nothing where not one unit can be paid."""
    if most < 1:
        return np.zeros(0)
    edges = [0.0, float(max(1, round(full)))]
    while edges[-1] < most:
        edges.append(float(round(edges[-1] * STEP_TIMES + 0.5)))
    return np.array(edges)


def _of_a_unit(like: Premises, measure: Measure, case: Case) -> tuple[float, float, float]:
    """Return what one unit of ads brings of what is counted: on average, usually; and parcels on average."""
    usual, mean = a_vnd(like, case)
    each = mean[measure.first], usual[measure.first], mean.get(Stage.SHIPPED, 0.0)
    found, often, parcels = (float(one) * ADS_UNIT_VND for one in each)
    return found, often, parcels
