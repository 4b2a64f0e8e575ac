"""The whole numbers of everything on offer that bring most of what is counted, within all limits."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from kos_core.errors import KosError
from kos_core.plan.limits import TEN_THOUSAND_VND, Columns, Limits, Rows, highest, rows_of, spend_of, wishes
from kos_core.plan.offers import ADS_UNIT_VND, Offers
from kos_core.vocabulary import Platform

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Truth = NDArray[np.bool_]

NEAR = 8  # sizes of each way a first plan is sought among
ROUNDING = 1e-9
ALONG = 32  # sizes of a way the relaxation buys, from its smallest to its largest
GAP = 2e-4  # of what is counted: plans so near each other are the same
LONGEST_SECONDS = 20.0
INFEASIBLE = 2  # scipy's number for it


@dataclass(frozen=True, eq=False)
class Bought:
    """The best plan: the places of the offers bought, units of ads by platform, and what it comes to."""

    chosen: tuple[int, ...]
    ads: Mapping[Platform, int]
    spend_vnd: float
    brings: float
    usually: float
    shipped: float


Aim = Callable[["Columns"], "Array"]
"""What is to be least: its part in every column."""


def most(name: str) -> Aim:
    """Return the aim of the most of a quantity: brings, usually."""
    return lambda columns: -columns.of(name)


def least_spend(columns: "Columns") -> "Array":
    """Return the aim of the cheapest plan."""
    return columns.spend()


def spending(name: str, *, most: bool) -> Aim:
    """Return the aim of the most, or the least, spend on a type, a programme, a platform or ads."""
    return lambda columns: spend_of(columns, name) * (-1.0 if most else 1.0)


def solve(offers: Offers, limits: Limits, aim: Aim | None = None) -> Bought | None:
    """Return the plan that brings most, or does best by another aim; None where none keeps to the limits.

    A multiple-choice knapsack with side limits (Kellerer, Pferschy and Pisinger 2004,
    doi:10.1007/978-3-540-24777-7), solved by HiGHS to GAP of the best there is. Raises KosError
    `plan.unsolved` where the solver does not finish: nothing is shown then.
    """
    aim = most("brings") if aim is None else aim
    first = _without_slack(limits, offers)
    found = _solved(offers, first, aim)
    if found is None or first == limits or _keeps(found, limits):
        return found
    return _solved(offers, limits, aim)


def _without_slack(limits: Limits, offers: Offers) -> Limits:
    """Return the limits without those that seldom bind: most problems are solved without them."""
    return limits if offers.ads else replace(limits, loss=None, parcels=None)


def _keeps(found: Bought, limits: Limits) -> bool:
    is_borne = limits.loss is None or found.usually >= -limits.loss
    return is_borne and (limits.parcels is None or found.shipped <= limits.parcels)


def _solved(offers: Offers, limits: Limits, aim: Aim) -> Bought | None:
    """Return the best plan, None where none keeps to the limits.

    The relaxation first: what its prices make worse than a plan in hand by more than the two can differ is in
    no better plan and is left out (Dantzig, Fulkerson and Johnson 1954, doi:10.1287/opre.2.4.393), so the
    whole numbers are sought among few.
    """
    columns = Columns(offers)
    i, a, _ = columns.sizes
    if i + a == 0:
        return None if wishes(limits) else Bought((), {}, 0.0, 0.0, 0.0, 0.0)
    rows = rows_of(columns, limits)
    worth = aim(columns)
    whole = _Whole.of(columns, limits, rows, worth / max(1e-12, float(np.abs(worth).max())))
    found = whole.solved()
    if found is None:
        return None
    places = np.flatnonzero(found[:i])
    ads = {one.platform: int(n) for one, n in zip(offers.ads, found[i : i + a], strict=True) if n}
    return bought(offers, places.tolist(), ads)


@dataclass(frozen=True, eq=False)
class _Whole:
    """A problem: minimise `worth` · x within rows and bounds; the first `counted` of x are whole numbers."""

    worth: "Array"
    rows: "Array"
    low: "Array"
    high: "Array"
    most: "Array"
    way: "NDArray[np.int64]"
    units: "NDArray[np.int64]"
    offered: int
    counted: int

    @classmethod
    def of(cls, columns: Columns, limits: Limits, rows: Rows, worth: "Array") -> "_Whole":
        offers, most = columns.offers, highest(columns.offers, limits)
        i, a, _ = columns.sizes
        table, low, high = np.array(rows.rows), np.array(rows.low), np.array(rows.high)
        return cls(worth, table, low, high, most, offers.way, offers.units, i, i + a)

    def solved(self) -> "Array | None":
        """Return the columns at the best whole numbers; None where no whole numbers keep to the rows."""
        here = self.most > 0
        if not here.any():  # everything is shut: nothing is bought, if that will do
            return np.zeros(here.shape) if (self.low <= ROUNDING).all() else None
        relaxed = self._relaxed(here)
        if relaxed is None:
            return None
        bound, dearer, about = relaxed
        near = here & (self._cheapest(dearer) | self._about(about))
        first = self._among(near)
        if first is None:
            return self._among(here)
        gap = float(self.worth @ first) - bound
        if gap <= GAP * abs(bound) < np.inf:
            return first
        left = here & (dearer <= gap + ROUNDING) | (first > 0)
        left[self.offered :] = here[self.offered :]
        if not (left & ~near).any():
            return first
        better = self._among(left, below=float(self.worth @ first) - GAP * abs(bound))
        return first if better is None else better

    def _cheapest(self, dearer: "Array") -> "Truth":
        """Return of every way the few columns that make the relaxation least dearer, and all of ads."""
        found = np.ones(dearer.shape, dtype=bool)
        for w in range(int(self.way.max(initial=-1)) + 1):
            mine = np.flatnonzero(self.way == w)
            found[mine[np.argsort(dearer[mine], kind="stable")[NEAR:]]] = False
        return found

    def _about(self, at: "Array") -> "Truth":
        """Return of every way the relaxation buys the sizes that spend about as much, and some all along."""
        found = np.zeros(at.shape, dtype=bool)
        spend = self.rows[0]
        for w in range(int(self.way.max(initial=-1)) + 1):
            mine = np.flatnonzero(self.way == w)
            wanted = float(spend[mine] @ at[mine])
            if wanted > 0:
                order = mine[np.argsort(spend[mine], kind="stable")]
                best = order[self.worth[order] <= np.minimum.accumulate(self.worth[order])]
                units = float(self.units[mine] @ at[mine])
                off = np.abs(spend[mine] / wanted - 1) + np.abs(self.units[mine] / units - 1)
                found[mine[np.argsort(off, kind="stable")[:NEAR]]] = True
                found[best[:: -(-len(best) // ALONG)]] = True
        return found

    def _relaxed(self, here: "Truth") -> "tuple[float, Array, Array] | None":
        """Return the least of the relaxation, how much dearer each column makes it, and where it is least.

        Arrays have shape (columns,).
        """
        from scipy.optimize import linprog  # heavy; kept off the import of the package
        from scipy.sparse import csr_array

        rows, up, down = self.rows[:, here], np.isfinite(self.high), np.isfinite(self.low)
        done = linprog(
            self.worth[here],
            A_ub=csr_array(np.vstack([rows[up], -rows[down]])),
            b_ub=np.concatenate([self.high[up], -self.low[down]]),
            bounds=np.column_stack(
                [np.zeros(here.sum()), np.where(np.flatnonzero(here) < self.offered, np.inf, self.most[here])]
            ),
            method="highs",
        )
        if done.status == INFEASIBLE:
            return None
        if done.status != 0:
            return -np.inf, np.zeros(here.shape), np.zeros(here.shape)  # it tells nothing: every column stays
        dearer = np.full(here.shape, np.inf)
        dearer[here] = done.lower.marginals
        about = np.zeros(here.shape)
        about[here] = done.x
        return float(done.fun), dearer, about

    def _among(self, here: "Truth", below: float = np.inf) -> "Array | None":
        """Return the columns at the best whole numbers of some of them, the others at 0; None: none is less.

        With `below` only what is less than it is sought: to see that nothing is takes a third of the time.
        """
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        rows = [LinearConstraint(csr_array(self.rows[:, here]), self.low, self.high)]
        if below < np.inf:
            rows.append(LinearConstraint(self.worth[None, here], -np.inf, below))
        done = milp(
            self.worth[here],
            integrality=(np.flatnonzero(here) < self.counted).astype(float),
            bounds=Bounds(0, self.most[here]),
            constraints=rows,
            options={"mip_rel_gap": GAP, "time_limit": LONGEST_SECONDS},
        )
        if done.status == INFEASIBLE:
            return None
        if done.status != 0 or done.x is None:
            raise KosError("plan.unsolved")
        found = np.zeros(here.shape)
        found[here] = done.x
        found[: self.counted] = np.round(found[: self.counted])
        return found


def bought(offers: Offers, chosen: Sequence[int], ads: Mapping[Platform, int]) -> Bought:
    """Return what a choice comes to, worked out anew and not read off the solver."""
    at = list(chosen)
    sums = {
        name: float(getattr(offers, name)[at].sum()) for name in ("spend_vnd", "brings", "usually", "shipped")
    }
    for one in offers.ads:
        n = float(ads.get(one.platform, 0))
        filled = np.clip(n - one.edges[:-1], 0.0, np.diff(one.edges))
        sums["spend_vnd"] += n * ADS_UNIT_VND
        for name in ("brings", "usually", "shipped"):
            sums[name] += float(filled @ getattr(one, f"unit_{name}"))
    return Bought(tuple(chosen), dict(ads), **sums)


def spent_on(name: str, offers: Offers, found: Bought) -> float:
    """Return what a plan spends on what a name stands for, VND."""
    row, (i, _, _) = spend_of(Columns(offers), name), Columns(offers).sizes
    units = [float(found.ads.get(one.platform, 0)) for one in offers.ads]
    of_ads = float(row[i : i + len(units)] @ np.array(units))
    return (float(row[list(found.chosen)].sum()) + of_ads) * TEN_THOUSAND_VND
