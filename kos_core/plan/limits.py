"""What a plan must keep to, and how that reads as the rows of a linear programme."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from kos_core.case import Case
from kos_core.hire.chain import cap_of
from kos_core.hire.size import least_borne
from kos_core.plan.offers import ADS, ADS_UNIT_VND, Offers
from kos_core.vocabulary import CreatorType, Platform

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

TEN_THOUSAND_VND = 10_000.0  # the solver's money: small enough that its tolerance is far below a đồng
HALF_VND = 0.5
ABOUT = 0.97  # of a most: where the least is nearer to it, so much is meant


@dataclass(frozen=True)
class Limits:
    """What a plan must keep to; money in whole VND, None where there is no limit.

    `loss` is the most lost usually, `invested` the most lost on average, for roles not there to earn.
    `locks` fixes the units of ways, by programme and platform; `at_least` and `at_most` bound the spend of a
    type, a programme, a platform or ads; `least` is how much at least of a quantity (brings, usually);
    `needs` names for a type the ways of which at least one is bought; `without` shuts ways, ADS those alone.
    """

    budget_vnd: float
    parcels: float | None = None
    loss: float | None = None
    lines: int | None = None
    invested: float = 0.0
    least: Mapping[str, float] = field(default_factory=dict)
    locks: Mapping[tuple[str, Platform], int] = field(default_factory=dict)
    at_least: Mapping[str, float] = field(default_factory=dict)
    at_most: Mapping[str, float] = field(default_factory=dict)
    needs: Mapping[CreatorType, frozenset[tuple[str, Platform]]] = field(default_factory=dict)
    without: frozenset[tuple[str, Platform] | str] = frozenset()


class Rows:
    """Linear limits on the columns of a problem, gathered one after another."""

    def __init__(self) -> None:
        self.rows: list[Array] = []
        self.low: list[float] = []
        self.high: list[float] = []

    def add(self, row: "Array", low: float, high: float) -> None:
        """Limit the product of `row` and the columns to low..high."""
        self.rows.append(row)
        self.low.append(low)
        self.high.append(high)


@dataclass(frozen=True, eq=False)
class Columns:
    """The columns of a problem: I offers (0 or 1), A platforms' units of ads (whole), and their P pieces."""

    offers: Offers

    @property
    def sizes(self) -> tuple[int, int, int]:
        """How many offers, platforms of ads, and pieces there are."""
        pieces = sum(len(ads.unit_brings) for ads in self.offers.ads)
        return len(self.offers.way), len(self.offers.ads), pieces

    def row(
        self,
        of_offers: "Array | float",
        of_ads: "Array | Sequence[float]" = (),
        of_pieces: "Array | Sequence[float]" = (),
    ) -> "Array":
        """Return one row: coefficients of the offers, of the units of ads, of their pieces."""
        i, a, p = self.sizes
        found = np.zeros(i + a + p)
        found[:i] = of_offers
        if len(of_ads):
            found[i : i + a] = of_ads
        if len(of_pieces):
            found[i + a :] = of_pieces
        return found

    def of(self, name: str) -> "Array":
        """Return a quantity (brings, usually, shipped) of every column; ads have theirs in the pieces."""
        pieces = [getattr(ads, f"unit_{name}") for ads in self.offers.ads]
        return self.row(getattr(self.offers, name), (), np.concatenate(pieces) if pieces else ())

    def spend(self, mask: "Array | float" = 1.0, ads: "Sequence[float] | float" = 1.0) -> "Array":
        """Return the spend of every column in TEN_THOUSAND_VND, of some alone where masks say so."""
        unit = np.broadcast_to(ads, (len(self.offers.ads),)) * ADS_UNIT_VND / TEN_THOUSAND_VND
        return self.row(self.offers.spend_vnd * mask / TEN_THOUSAND_VND, unit)


def highest(offers: Offers, limits: Limits) -> "Array":
    """Return the most each column may be: one of an offer that is open, the units of ads, of their pieces."""
    pieces = [np.diff(ads.edges) for ads in offers.ads]
    ends = [0.0 if ADS in limits.without else float(ads.edges[-1]) for ads in offers.ads]
    return np.concatenate([_open(offers, limits), np.array(ends), *pieces])


def wishes(limits: Limits) -> bool:
    """Return whether a plan must hold something."""
    return bool(any(limits.locks.values()) or any(limits.at_least.values()) or limits.needs or limits.least)


def _open(offers: Offers, limits: Limits) -> "Array":
    """Return 1 for every offer that may be bought, 0 for those that locks or the case shut."""
    found = np.ones(len(offers.way))
    for w, way in enumerate(offers.ways):
        at = (way.programme.id, way.platform)
        if at in limits.without:
            found[offers.way == w] = 0
        if at in limits.locks:
            found[(offers.way == w) & (offers.units != limits.locks[at])] = 0
    return found


def rows_of(columns: Columns, limits: Limits) -> Rows:
    """Return the limits as rows of a linear programme."""
    offers, rows = columns.offers, Rows()
    of_way = [(offers.way == w).astype(float) for w in range(len(offers.ways))]
    rows.add(columns.spend(), 0.0, (limits.budget_vnd + HALF_VND) / TEN_THOUSAND_VND)
    _channels(columns, of_way, rows)
    at = 0
    for a, ads in enumerate(offers.ads):  # the pieces add up to the units
        n, pieces = len(ads.unit_brings), np.zeros(columns.sizes[2])
        pieces[at : at + n] = -1.0
        at += n
        rows.add(columns.row(np.zeros(len(offers.way)), np.eye(len(offers.ads))[a], pieces), 0.0, 0.0)
    if limits.lines is not None:
        rows.add(columns.row(np.ones(len(offers.way))), 0.0, float(limits.lines))
    if limits.parcels is not None:
        rows.add(columns.of("shipped"), 0.0, limits.parcels)
    if limits.loss is not None:
        scale = max(1.0, float(np.abs(columns.of("usually")).max(initial=1.0)))
        rows.add(columns.of("usually") / scale, -limits.loss / scale, np.inf)
    for name, number in limits.least.items():
        scale = max(1.0, abs(number))
        rows.add(columns.of(name) / scale, number / scale, np.inf)
    for w, way in enumerate(offers.ways):
        if limits.locks.get((way.programme.id, way.platform)):
            rows.add(columns.row(of_way[w]), 1.0, 1.0)
    known = {(way.programme.id, way.platform) for way in offers.ways}
    if any(n and at not in known for at, n in limits.locks.items()):  # locked open, but shut or too dear
        rows.add(columns.row(np.zeros(len(offers.way))), 1.0, 1.0)
    _asked_of(columns, limits, rows)
    return rows


def _asked_of(columns: Columns, limits: Limits, rows: Rows) -> None:
    """Add what is wished of a type, a programme, a platform or ads, and what must be in it."""
    offers = columns.offers
    for name in {*limits.at_least, *limits.at_most}:
        low, high = limits.at_least.get(name, 0.0), limits.at_most.get(name, np.inf)
        if low <= high < np.inf:  # "300 million" is about as much: no numbers of units come to it exactly
            low = min(low, ABOUT * high)
        row = spend_of(columns, name)
        rows.add(
            row, (low - HALF_VND) / TEN_THOUSAND_VND if low else -np.inf, (high + HALF_VND) / TEN_THOUSAND_VND
        )
    for enough in limits.needs.values():
        is_one = np.array([float((way.programme.id, way.platform) in enough) for way in offers.ways])
        rows.add(columns.row(is_one[offers.way] if len(is_one) else 0.0), 1.0, np.inf)


def _channels(columns: Columns, of_way: Sequence["Array"], rows: Rows) -> None:
    """Add that a way has one size, a shop's channel one use, and a programme no more units than fit."""
    offers = columns.offers
    shared: dict[tuple[str, Platform], Array] = {}
    units: dict[str, Array] = {}
    for w, way in enumerate(offers.ways):
        one = way.programme
        at = ("shop" if one.shop_channel else one.id, way.platform)
        shared[at] = shared.get(at, 0.0) + of_way[w]
        units[one.id] = units.get(one.id, 0.0) + of_way[w] * offers.units
    for row in shared.values():
        rows.add(columns.row(row), 0.0, 1.0)
    for programme, row in units.items():
        rows.add(columns.row(row), 0.0, float(offers.most[programme]))


def spend_of(columns: Columns, name: str) -> "Array":
    """Return the spend of every column that a name stands for: a type, a programme, a platform, or ads."""
    offers = columns.offers
    mask = np.array(
        [name in {w.programme.creator, w.programme.id, w.platform} for w in offers.ways], dtype=np.float64
    )
    ads = [float(name in {ADS, one.platform}) for one in offers.ads]
    return columns.spend(mask[offers.way] if len(mask) else 0.0, ads)


def limits_of(case: Case, offers: Offers) -> Limits:
    """Return what any plan of a case keeps to; what the reader wishes goes before our own loss limit."""
    known, budget = case.knowledge, float(case.brief.budget_vnd)
    small = budget < known.likely("model.small_shop_vnd")
    lines = known.likely("model.lines_small" if small else "model.lines_large")
    money = offers.measure.is_money
    if not has_wishes(case):
        loss = -float(least_borne(offers.measure, budget, case)) if money else None
        return Limits(budget, cap_of(case.brief), loss, int(lines))
    locks = {_at(name): units for name, units in case.brief.locks}
    wanted = sum(1 for units in locks.values() if units) + len(case.brief.at_least)
    return Limits(
        budget_vnd=budget,
        parcels=cap_of(case.brief),
        lines=max(int(lines), wanted),
        locks=locks,
        at_least=dict(case.brief.at_least),
        at_most=dict(case.brief.at_most),
    )


def has_wishes(case: Case) -> bool:
    """Return whether the reader fixed or bounded anything of the plan."""
    return bool(case.brief.locks or case.brief.at_least or case.brief.at_most)


def _at(name: str) -> tuple[str, Platform]:
    programme, _, platform = name.partition("@")
    return programme, Platform(platform)
