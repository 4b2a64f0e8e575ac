"""How firm the answer is: who leads at any budget and goal, and how far each weight may move."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import floor, log10
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np

from kos_core.brief import Brief
from kos_core.costs import Terms
from kos_core.knowledge import Knowledge, Programme
from kos_core.platform_fit import fit
from kos_core.premises import price_of
from kos_core.scoring import COMPUTED, Scorecard, Standing, joint_draws, ratings, readiness, weights
from kos_core.vocabulary import CreatorType, Goal, Platform

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Truth = NDArray[np.bool_]

TYPES = tuple(CreatorType)
LEAST_MAP_VND, MOST_MAP_VND = 1_000_000, 50_000_000_000
STEPS = 61


class WayIn(Protocol):
    """One programme on one platform, as far as it decides who can be paid for."""

    @property
    def programme(self) -> Programme:
        """What is hired, and how it is paid."""

    @property
    def platform(self) -> Platform:
        """Where."""

    @property
    def terms(self) -> Terms:
        """What it needs and what is comfortable; neither depends on the brief's budget or goal."""

    @property
    def stopped(self) -> bool:
        """Whether a gate forbids it."""


Ways = Mapping[CreatorType, Sequence[WayIn]]


# Standings for many budgets at once


@dataclass(frozen=True, eq=False)
class Purse:
    """Who can be paid for at each of B budgets; `computed` holds the ratings named in COMPUTED, 0 to 10.

    `affordable` and `eligible` have shape (types, B), `computed` (types, 3, B).
    """

    affordable: "Truth"
    eligible: "Truth"
    computed: "Array"


def purse(ways: Ways, budgets_vnd: "Array", brief: Brief, knowledge: Knowledge) -> Purse:
    """Return the standings at `budgets_vnd`, shape (B,), for everything else as in the brief.

    Affordable where the budget covers the smallest size of any way in; budget fit from 0 at the smallest to
    10 at the comfortable size of the easiest; platform fit of the best platform that can be paid for.
    """
    size = (len(TYPES), len(budgets_vnd))
    found = Purse(np.zeros(size, dtype=bool), np.zeros(size, dtype=bool), np.zeros((size[0], 3, size[1])))
    fits = fit(knowledge)
    for t, creator in enumerate(TYPES):
        found.computed[t, 2] = readiness(creator, brief, knowledge)
        options = ways.get(creator, ())
        if not options:
            continue
        needs = np.array([[o.terms.needs_vnd] for o in options])
        comfortable = np.array([[o.terms.comfortable_vnd] for o in options])
        paid = budgets_vnd >= needs * (1 - 1e-12)
        found.affordable[t] = paid.any(axis=0)
        found.eligible[t] = (paid & np.array([[not o.stopped] for o in options])).any(axis=0)
        ease = ((budgets_vnd - needs) / np.maximum(1.0, comfortable - needs)).max(axis=0)
        found.computed[t, 0] = 10 * np.clip(ease, 0.0, 1.0)
        there = np.array([[fits[creator][o.platform]] for o in options])
        found.computed[t, 1] = np.where(paid | ~found.affordable[t], there, 0.0).max(axis=0) / 10
    for array in (found.affordable, found.eligible, found.computed):
        array.flags.writeable = False
    return found


# What is left of a score without the computed criteria.
_NO_STANDING = dict.fromkeys(
    TYPES,
    Standing(
        eligible=False, affordable=False, needs_vnd=None, budget_fit=0.0, platform_fit=0.0, readiness=0.0
    ),
)


@lru_cache(maxsize=8)
def _fixed_ratings(knowledge: Knowledge) -> "Array":
    """Return the ratings that do not depend on a brief, shape (types, criteria); the computed ones are 0."""
    rated = ratings(_NO_STANDING, knowledge)
    found = np.array([list(rated[t].values()) for t in TYPES])
    found.flags.writeable = False
    return found


def scores_at(card: Mapping[str, float], held: Purse, knowledge: Knowledge) -> "Array":
    """Return the scores (0-100) under the weights of `card`, shape (types, B)."""
    share = np.array([card[name] for name in knowledge.criteria])
    fixed = 10 * (_fixed_ratings(knowledge) @ share)[:, None]
    practical = np.array([10 * card[name] for name in COMPUTED])
    found: Array = fixed + np.einsum("k,tkb->tb", practical, held.computed)
    return found


def leaders_at(totals: "Array", held: Purse) -> "NDArray[np.int64]":
    """Return the index of the leader at each budget, shape (B,); -1 where nobody is eligible."""
    found = np.where(held.eligible, totals, -1.0).argmax(axis=0)
    return np.where(held.eligible.any(axis=0), found, -1)


# The weights


@dataclass(frozen=True)
class WeightInterval:
    """From where to where a weight may go, the others keeping their proportions, before the leader changes.

    Weights are shares of one. `below` and `above` name who leads beyond the ends, None where the interval
    reaches 0 or 1.
    """

    criterion: str
    weight: float
    low: float
    high: float
    below: CreatorType | None
    above: CreatorType | None

    @property
    def side(self) -> Literal["below", "above"] | None:
        """The end that is nearer and has somebody beyond it; None where no change of this weight flips."""
        down, up = self.weight - self.low, self.high - self.weight
        if self.below is not None and (self.above is None or down <= up):
            return "below"
        return None if self.above is None else "above"

    @property
    def change(self) -> float | None:
        """The smallest signed change of the weight that flips the leader, a share of one; None: none does."""
        ends = {"below": self.low - self.weight, "above": self.high - self.weight}
        return None if self.side is None else ends[self.side]

    @property
    def to(self) -> CreatorType | None:
        """The type the smallest change hands the lead to."""
        return self.below if self.side == "below" else self.above if self.side == "above" else None


def stable(share: float, at_all: "Array", without: "Array") -> tuple[float, float, int, int]:
    """Return (low, high, below, above): the interval of one weight in which the first alternative stays best.

    Closed form. `at_all` holds each alternative's value where this weight is 1, `without` where it is 0, both
    shape (alternatives,), the present winner first; between them values are linear in the weight. `below` and
    `above` are the alternatives that take over beyond, 0 where nobody does (Triantaphyllou & Sánchez 1997,
    doi:10.1111/j.1540-5915.1997.tb01306.x, the most critical criterion).
    """
    low, high, below, above = 0.0, 1.0, 0, 0
    steep_below, steep_above = 0.0, 0.0
    for k in range(1, len(at_all)):
        ahead = float(without[0] - without[k])
        slope = float(at_all[0] - at_all[k]) - ahead
        if slope == 0:
            continue
        # Where two tie, held within the present share: rounding must not put the tie on the other side.
        tie = -ahead / slope
        if slope > 0:  # k catches up as the weight falls
            tie = min(share, tie)
            if tie > 0 and (tie > low or (tie == low and slope > steep_below)):
                low, below, steep_below = tie, k, slope
        else:
            tie = max(share, tie)
            if tie < 1 and (tie < high or (tie == high and -slope > steep_above)):
                high, above, steep_above = tie, k, -slope
    return low, high, below, above


def weight_intervals(card: Scorecard, knowledge: Knowledge) -> tuple[WeightInterval, ...]:
    """Return for every criterion the interval of its weight in which the leader stays; empty without one.

    Where one criterion carries all the weight the others have no proportions to keep: 0 to 1, nothing flips.
    """
    eligible = [row.creator for row in card.eligible]
    if not eligible:
        return ()
    rated = ratings({row.creator: row.standing for row in card.rows}, knowledge)
    names = list(card.weights)
    share = np.array([card.weights[name] for name in names])
    matrix = np.array([[rated[t][name] for name in names] for t in eligible])
    found = []
    for c, name in enumerate(names):
        others = share.copy()
        others[c] = 0.0
        low, high, below, above = 0.0, 1.0, 0, 0
        if others.any():
            low, high, below, above = stable(float(share[c]), matrix[:, c], matrix @ (others / others.sum()))
        over = [eligible[k] if k else None for k in (below, above)]
        found.append(WeightInterval(name, float(share[c]), low, high, over[0], over[1]))
    return tuple(found)


# The map


@dataclass(frozen=True)
class Place:
    """One type in the ranking of a cell: score 0 to 100, and whether it may be recommended there."""

    creator: CreatorType
    score: float
    eligible: bool


@dataclass(frozen=True, eq=False)
class DecisionMap:
    """Who leads at each goal and budget, and how surely.

    `winner` holds indices into CreatorType, shape (goals, B), -1 where nobody may be recommended;
    `sureness` the winner's chance to rank first, same shape, 0 there; `scores` has shape (goals, types, B);
    `purse` says who can be paid for.
    """

    goals: tuple[Goal, ...]
    budgets_vnd: tuple[int, ...]
    winner: "NDArray[np.int64]"
    sureness: "Array"
    scores: "Array"
    purse: Purse

    def leader(self, goal: Goal, step: int) -> CreatorType | None:
        """Return who leads in a cell."""
        found = int(self.winner[self.goals.index(goal), step])
        return None if found < 0 else TYPES[found]

    def ranking(self, goal: Goal, step: int) -> tuple[Place, ...]:
        """Return the types of a cell as the scorecard ranks them: eligible, affordable, the rest."""
        scores, held = self.scores[self.goals.index(goal), :, step], self.purse
        order = sorted(
            range(len(TYPES)),
            key=lambda t: (not held.eligible[t, step], not held.affordable[t, step], -scores[t]),
        )
        return tuple(Place(TYPES[t], float(scores[t]), bool(held.eligible[t, step])) for t in order)

    def step_of(self, budget_vnd: float) -> int:
        """Return the step nearest to a budget on the log scale."""
        return int(np.argmin(np.abs(np.log(np.array(self.budgets_vnd) / budget_vnd))))


def said(value: float, digits: int, way: Callable[[float], int]) -> int:
    """Return `value` in so many significant digits, rounded by `way`."""
    unit = int(10 ** max(0, floor(log10(max(1.0, value))) + 1 - digits))
    return way(value / unit) * unit


def map_budgets(steps: int = STEPS) -> tuple[int, ...]:
    """Return the budgets of the map, VND: evenly spaced on a log scale, said in two digits as people do."""
    raw = np.geomspace(LEAST_MAP_VND, MOST_MAP_VND, steps)
    return tuple(sorted({said(value, 2, round) for value in raw.tolist()}))


def decision_map(
    brief: Brief,
    ways: Ways,
    knowledge: Knowledge,
    seed: int,
    budgets_vnd: Sequence[int] | None = None,
) -> DecisionMap:
    """Return the winner by score for every goal and budget, and the chance that it ranks first.

    Same draws as the scorecard, all DRAWS of them (rank acceptability: Lahdelma & Salminen 2001,
    doi:10.1287/opre.49.3.444.11220): the draws depend on the goal alone, the budget shifts scores by what is
    computed from it, so a cell costs one small matrix product. Stops and all else are as in the brief.
    """
    known = knowledge.under(brief)
    budgets = tuple(budgets_vnd or map_budgets())
    held = purse(ways, np.array(budgets, dtype=np.float64), brief, known)
    goals, price = tuple(Goal), price_of(brief, known)
    winner = np.full((len(goals), len(budgets)), -1)
    sureness = np.zeros(winner.shape)
    scores = np.zeros((len(goals), len(TYPES), len(budgets)))
    places = [list(known.criteria).index(name) for name in COMPUTED]
    for g, goal in enumerate(goals):
        card = weights(brief.model_copy(update={"goal": goal}), price, known)
        scores[g] = scores_at(card, held, known)
        winner[g] = leaders_at(scores[g], held)
        joint, fixed = joint_draws(card, _NO_STANDING, known, seed)
        sureness[g] = chances(winner[g], held, fixed, 10 * joint[:, places])
    for array in (winner, sureness, scores):
        array.flags.writeable = False
    return DecisionMap(goals, budgets, winner, sureness, scores, held)


def chances(winner: "NDArray[np.int64]", held: Purse, fixed: "Array", practical: "Array") -> "Array":
    """Return the share of draws in which the winner at each budget beats all other eligible types, (B,).

    `fixed` are the drawn scores without the computed criteria, shape (types, draws), `practical` the drawn
    points a rating of one brings on each of COMPUTED, shape (draws, 3). Equal scores go to the type named
    first.
    """
    _, first, back = np.unique(
        np.vstack([winner[None], held.eligible, held.computed.reshape(-1, len(winner))]),
        axis=1,
        return_index=True,
        return_inverse=True,
    )
    lines = np.vstack([fixed, practical.T])
    found = np.zeros(len(first))
    for u, b in enumerate(first):
        best = int(winner[b])
        if best < 0:
            continue
        others = [t for t in range(len(TYPES)) if held.eligible[t, b] and t != best]
        mix = np.zeros((len(others), len(lines)))
        for row, t in enumerate(others):
            mix[row, best], mix[row, t] = 1.0, -1.0
            mix[row, len(TYPES) :] = held.computed[best, :, b] - held.computed[t, :, b]
        ahead = mix @ lines
        named_first = np.array([[best < t] for t in others], dtype=bool).reshape(len(others), 1)
        found[u] = np.mean(((ahead > 0) | ((ahead == 0) & named_first)).all(axis=0))
    return found[back.ravel()]
