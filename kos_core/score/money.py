"""Money's voice: what each type's best way brings, held against what else the money could do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from kos_core.case import Case
from kos_core.forecast.ads import of_a_vnd
from kos_core.forecast.luck import luck
from kos_core.hire.best import Best, best_of
from kos_core.hire.ways import Way
from kos_core.knowledge.entries import Measure
from kos_core.vocabulary import CreatorType, Platform, Stage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Truth = NDArray[np.bool_]

TYPES = tuple(CreatorType)
DRAWS = 10_000
"""Joint draws of all voices."""
KEPT = 64  # answers for one set of ways: as many budgets as a hand tries
LEAST = 1e-12  # of what is counted: less a VND is nothing


def rating_of(ratio: Any) -> Any:
    """Return the rating (0-10) of a return ratio: 10 · r ÷ (1 + r); 5 breaks even, or does as well as ads."""
    gained = np.maximum(ratio, 0.0)
    return 10 * gained / (1 + gained)


@dataclass(frozen=True, eq=False)
class Money:
    """What the types' best ways come to at B budgets; every array has shape (types, B).

    `brings` is what the goal counts on average, for `spend_vnd`; `ratio` what a VND brings over its yardstick
    (`Measure.against`): itself, the same VND in ads, or the best other type that may lead. `ads` holds what a
    VND of ads brings of what is held against it: on average, and as draws.
    """

    case: Case
    best: Mapping[int, Best]
    may_lead: "Truth"
    brings: "Array"
    spend_vnd: "Array"
    ratio: "Array"
    ads: "Mapping[Stage, tuple[float, Array]]"
    _pointless: dict[tuple[float, ...], dict[int, int]] = field(default_factory=dict)

    @property
    def rating(self) -> "Array":
        """The ratings, 0 to 10."""
        found: Array = rating_of(self.ratio)
        return found

    def way(self, t: int, b: int = 0) -> Way:
        """Return the best way of a type that has one at a budget."""
        best = self.best[t]
        return best.ways[int(best.first[b])]

    def measure(self, t: int) -> Measure:
        """Return what a type that has ways is counted by: all of them by the same."""
        return self.best[t].measure

    def ratings_drawn(self, b: int, types: Sequence[int] | None = None) -> "Array":
        """Return draws of the ratings of `types` (all) at a budget, shape (types, DRAWS).

        They are the forecasts' own luck. A type that has no way brings nothing in any draw.
        """
        types = range(len(TYPES)) if types is None else types
        each = {
            t: self._of_a_vnd(t, b) for t in self.best if t in types or self.measure(t).against == "others"
        }
        found = np.zeros((len(types), DRAWS))
        for row, t in zip(found, types, strict=True):
            if t not in each:
                continue
            ratio, measure = each[t], self.measure(t)
            if measure.against == "ads":
                months = self.way(t, b).programme.months if measure.by_months else 1
                ratio = ratio / np.maximum(LEAST, self.ads[measure.first][1] * max(1, months))
            elif measure.against == "others":
                others = [each[s] for s in self._others(t, b)]
                ratio = ratio / np.maximum(LEAST, np.max(others, axis=0)) if others else np.ones(DRAWS)
            row[:] = rating_of(ratio)
        return found

    def dominated(self, b: int) -> dict[int, int]:
        """Return which types that could lead another one makes pointless at a budget, and which one does.

        The other could lead too, costs no more, brings at least as much of the same on average and in
        `model.dominated_from` of the draws. One is always left: along what dominates the spend never rises
        and what it brings never falls.
        """
        at = (*self.may_lead[:, b].tolist(), *self.brings[:, b].tolist(), *self.spend_vnd[:, b].tolist())
        if at not in self._pointless:
            self._pointless[at] = self._dominated(b)
        return self._pointless[at]

    def _dominated(self, b: int) -> dict[int, int]:
        able = [t for t in range(len(TYPES)) if self.may_lead[t, b]]
        pairs = [(s, t) for t in able for s in able if self._is_no_worse(s, t, b)]
        whole = {t: self._brings_drawn(t, b) for pair in pairs for t in pair}
        least = self.case.knowledge.likely("model.dominated_from") if pairs else 1.0
        found: dict[int, int] = {}
        for s, t in pairs:
            if t not in found and np.count_nonzero(whole[s] >= whole[t]) >= least * DRAWS:
                found[t] = s
        return found

    def _of_a_vnd(self, t: int, b: int) -> "Array":
        """Return DRAWS draws of what a VND of a type's best way brings, as much on average as is expected.

        Money is counted before what is spent is taken off.
        """
        drawn, mean = luck(self.way(t, b), self.case, DRAWS)
        expected = float(self.brings[t, b]) / max(1.0, float(self.spend_vnd[t, b]))
        if self.measure(t).is_money:
            return drawn + (expected + 1 - mean)
        return drawn * (expected / mean) if mean > 0 else drawn

    def _brings_drawn(self, t: int, b: int) -> "Array":
        """Return draws of what a type's best way brings of what the goal counts."""
        kept = 1.0 if self.measure(t).is_money else 0.0
        return (self._of_a_vnd(t, b) - kept) * float(self.spend_vnd[t, b])

    def _is_no_worse(self, s: int, t: int, b: int) -> bool:
        """Return whether one type costs no more than another and brings no less, one of both truly so."""
        if s == t or not _is_alike(self.measure(s), self.measure(t)):
            return False
        more, dearer = self.brings[s, b] - self.brings[t, b], self.spend_vnd[s, b] - self.spend_vnd[t, b]
        return bool(more >= 0 >= dearer and (more > 0 or dearer < 0))

    def _others(self, t: int, b: int) -> list[int]:
        """Return the other types that may lead and are counted by the same."""
        mine = self.measure(t)
        return [s for s in self.best if s != t and self.may_lead[s, b] and _is_alike(self.measure(s), mine)]


def money(
    ways: Mapping[CreatorType, Sequence[Way]], may_lead: "Truth", budgets_vnd: "Array", case: Case
) -> Money:
    """Return money's voice for `budgets_vnd`, shape (B,); `may_lead` has shape (types, B).

    Where a type cannot be paid it is rated by its smallest size: what it would do for its money. Goals that
    count the same share one answer.
    """
    every = [way for found in ways.values() for way in found]
    if not every:
        nothing = np.zeros((len(TYPES), len(budgets_vnd)))
        return Money(case, {}, may_lead, nothing, nothing, nothing, {})
    at = (
        case.seed,
        case.knowledge.goals[case.brief.goal].measure,
        tuple((way.programme.id, way.platform, way.stopped) for way in every),
        may_lead.tobytes(),
        budgets_vnd.tobytes(),
    )
    known: dict[tuple[Any, ...], Money] = every[0].notes.kept.setdefault("money", {})
    if at not in known:
        if len(known) >= KEPT:
            known.clear()
        known[at] = _money(ways, may_lead, budgets_vnd, case)
    return known[at]


def _money(
    ways: Mapping[CreatorType, Sequence[Way]], may_lead: "Truth", budgets_vnd: "Array", case: Case
) -> Money:
    best = {t: best_of(ways[one], budgets_vnd, case) for t, one in enumerate(TYPES) if ways.get(one)}
    brings, spend, ratio = np.zeros((3, len(TYPES), len(budgets_vnd)))
    for t, one in best.items():
        brings[t], spend[t] = one.of_first("brings"), one.of_first("spend_vnd")
    measures = {t: one.measure for t, one in best.items()}
    stages = {one.first for one in measures.values() if one.against == "ads"}
    ads = {stage: _ads(stage, ways, case) for stage in stages}
    rate = {
        t: (brings[t] + (spend[t] if one.is_money else 0.0)) / np.maximum(1.0, spend[t])
        for t, one in measures.items()
    }
    for t, measure in measures.items():
        if measure.against == "cost":
            ratio[t] = rate[t]
        elif measure.against == "ads":
            months = np.array([way.programme.months for way in best[t].ways])[best[t].first]
            beside = ads[measure.first][0] * np.maximum(1, months if measure.by_months else 1)
            ratio[t] = rate[t] / np.maximum(LEAST, beside)
        else:
            alike = [s for s in best if s != t and _is_alike(measures[s], measure)]
            most = np.max([np.where(may_lead[s], rate[s], 0.0) for s in alike], axis=0, initial=0.0)
            ratio[t] = np.where(most > 0, rate[t] / np.maximum(LEAST, most), 1.0)
    for array in (brings, spend, ratio):
        array.flags.writeable = False
    return Money(case, best, may_lead, brings, spend, ratio, ads)


def _is_alike(one: Measure, other: Measure) -> bool:
    """Return whether two measures count the same."""
    return one.first is other.first and one.by_months is other.by_months


def _ads(stage: Stage, ways: Mapping[CreatorType, Sequence[Way]], case: Case) -> "tuple[float, Array]":
    """Return what a VND of ads brings of a stage on the platform where it brings most: on average, drawn."""
    there: dict[Platform, Way] = {}
    for way in (way for found in ways.values() for way in found):
        there.setdefault(way.platform, way)
    expected, drawn = max(
        (of_a_vnd(way.premises, stage, case) for way in there.values()), key=lambda one: one[0]
    )
    return expected, drawn[np.arange(DRAWS) % len(drawn)]
