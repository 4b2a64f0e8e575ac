"""The best way of hiring a type within each budget: its programme, platform and size."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from kos_core.case import Case
from kos_core.hire.size import Bests
from kos_core.hire.ways import Way, sizes_of
from kos_core.vocabulary import Platform

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Counts = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Best:
    """W ways of hiring a type, each at its best size for B budgets.

    `rank` is what they are compared by, shape (W, B), minus infinity where a way is shut or cannot be paid;
    `first` the place of the one that comes first, shape (B,), the one that needs least where none is open.
    """

    ways: Sequence[Way]
    bests: tuple[Bests, ...]
    rank: "Array"
    first: "Counts"

    def brings(self) -> "tuple[Array, Array]":
        """Return what the first way brings of what the goal counts, and what it costs in VND, (B,) each."""
        at = self.first[None]
        brings, spend = (
            np.take_along_axis(np.array([getattr(one, name) for one in self.bests]), at, axis=0)[0]
            for name in ("brings", "spend_vnd")
        )
        return brings, spend

    def by_platform(self, b: int = 0) -> dict[Platform, Way]:
        """Return at one budget the way that comes first on each platform, at its best size.

        Where none is open there the one that needs least.
        """
        found: dict[Platform, Way] = {}
        for platform in (p for p in Platform if any(way.platform is p for way in self.ways)):
            here = [w for w, way in enumerate(self.ways) if way.platform is platform]
            w = max(here, key=lambda w: (self.rank[w, b], -self.ways[w].terms.needs_vnd))
            way = self.ways[w]
            found[platform] = replace(way, terms=self.bests[w].terms(b)) if way.is_open else way
        return found

    def platform(self, b: int = 0) -> Platform:
        """Return the platform of the way that comes first at one budget."""
        return self.ways[self.first[b]].platform


def best_of(ways: Sequence[Way], budgets_vnd: "Array", case: Case) -> Best:
    """Return the ways of a type, at least one, at their best sizes for `budgets_vnd`, shape (B,).

    That is the way that brings most of what the goal counts: money by what is left on average, among those
    whose usual loss can be borne; what is counted by how much of it a VND brings. So no way of the type that
    is not shown brings more a VND.
    """
    bests = tuple(sizes_of(way, case).best(budgets_vnd, case) for way in ways)
    rank = np.array([one.rank if not way.stopped else np.full(len(budgets_vnd), -np.inf)
                     for one, way in zip(bests, ways, strict=True)])
    least = min(range(len(ways)), key=lambda w: ways[w].terms.needs_vnd)
    first = np.where(np.isfinite(rank).any(axis=0), rank.argmax(axis=0), least)
    return Best(ways, bests, rank, first)
