"""The best way of hiring a type within each budget: its programme, platform and size."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from kos_core.case import Case
from kos_core.hire.costs import affords
from kos_core.hire.measure import measure_of
from kos_core.hire.size import least_borne
from kos_core.hire.ways import Way
from kos_core.knowledge.entries import Measure
from kos_core.vocabulary import Platform

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Counts = NDArray[np.int64]

_UNBEARABLE = 1e15  # below any way whose loss can be borne


@dataclass(frozen=True, eq=False)
class Best:
    """W ways of hiring a type, each at its best size for B budgets; arrays of ways have shape (B, W).

    `every` way there is; `ways` are those that are open at one of the budgets, or the one that needs least.

    `rank` is what ways are compared by, minus infinity where one is shut or cannot be paid; `first` the place
    of the one that comes first, shape (B,), the one that needs least where none is open. `size` is the place
    among a way's sizes, the smallest one where it cannot be paid; `brings` what the goal counts there on
    average, for `spend_vnd`.
    """

    every: Sequence[Way]
    ways: Sequence[Way]
    measure: Measure
    case: Case
    rank: "Array"
    first: "Counts"
    size: "Counts"
    brings: "Array"
    spend_vnd: "Array"

    def of_first(self, name: str) -> "Array":
        """Return `brings` or `spend_vnd` of the way that comes first, shape (B,)."""
        found: Array = np.take_along_axis(getattr(self, name), self.first[:, None], axis=1)[:, 0]
        return found

    def by_platform(self) -> dict[Platform, Way]:
        """Return at the first budget the way that comes first on each platform, at its best size.

        Where none is open there the one that needs least.
        """
        found: dict[Platform, Way] = {}
        for platform in (p for p in Platform if any(way.platform is p for way in self.every)):
            here = [
                w for w, way in enumerate(self.ways) if way.platform is platform and self.rank[0, w] > -np.inf
            ]
            if here:
                w = max(here, key=lambda w: self.rank[0, w])
                way = self.ways[w]
                found[platform] = replace(way, terms=way.sizes(self.case).terms(int(self.size[0, w])))
            else:
                closed = (way for way in self.every if way.platform is platform)
                way = min(closed, key=lambda way: way.terms.needs_vnd)
                found[platform] = replace(way, terms=replace(way.terms, units=0))
        return found

    @property
    def platform(self) -> Platform:
        """The platform of the way that comes first at the first budget."""
        return self.ways[int(self.first[0])].platform


def best_of(ways: Sequence[Way], budgets_vnd: "Array", case: Case) -> Best:
    """Return the ways of a type, at least one, at their best sizes for `budgets_vnd`, shape (B,).

    A way's best size is the one a budget pays for that brings most of what the goal counts, on average. Where
    money is counted only sizes that usually lose at most `model.accepted_loss` of the budget, if there are
    any; else the one that usually loses least. A larger budget pays for every size a smaller one pays for and
    bears every loss, so it never brings less.

    Ways are compared by what is left, where money is counted, those whose usual loss can be borne first; else
    by how much of what is counted a VND brings. So no way of the type that is not shown brings more a VND.
    """
    budgets = np.asarray(budgets_vnd, dtype=np.float64)[:, None]
    least = min(ways, key=lambda way: way.terms.needs_vnd)
    open_ones = [w for w in ways if not w.stopped and affords(budgets.max(), w.terms.needs_vnd)] or [least]
    measure, every = measure_of(case, least.premises), [way.sizes(case) for way in open_ones]
    starts = np.cumsum([0, *(one.spend_vnd.size for one in every[:-1])])
    usually, brings = np.hstack([one.brings(measure).reshape(2, -1) for one in every])
    spend, needs = (
        np.hstack([getattr(one, name).ravel() for one in every]) for name in ("spend_vnd", "needs_vnd")
    )
    is_paid = needs <= budgets
    is_borne = is_paid & (usually >= least_borne(measure, budgets, case))
    paid, borne = (np.logical_or.reduceat(one, starts, axis=1) for one in (is_paid, is_borne))
    size = _first_most(np.where(is_borne, brings, -np.inf), starts)
    if measure.is_money and not (borne | ~paid).all():
        size = np.where(borne, size, _first_most(np.where(is_paid, usually, -np.inf), starts))
    size = np.where(paid, size, starts)
    found, cost = brings[size], spend[size]
    rank = found if measure.is_money else found / np.maximum(1.0, cost)
    is_open = np.array(
        [affords(budgets[:, 0], way.terms.needs_vnd) & (not way.stopped) for way in open_ones]
    ).T
    rank = np.where(is_open, np.where(borne, rank, rank - _UNBEARABLE), -np.inf)
    cheapest = min(range(len(open_ones)), key=lambda w: open_ones[w].terms.needs_vnd)
    first = np.where(is_open.any(axis=1), rank.argmax(axis=1), cheapest)
    return Best(ways, open_ones, measure, case, rank, first, size - starts, found, cost)


def _first_most(values: "Array", starts: "Counts") -> "Counts":
    """Return for each row and segment the place of the first of its largest values, shape (B, segments)."""
    most = np.maximum.reduceat(values, starts, axis=1)
    lengths = np.diff([*starts, values.shape[1]])
    is_most = values == np.repeat(most, lengths, axis=1)
    places = np.where(is_most, np.arange(values.shape[1]), values.shape[1])
    found: Counts = np.minimum.reduceat(places, starts, axis=1)
    return found
