"""Who leads at any budget and goal, and how surely."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kos_core.case import Case
from kos_core.change.leaders import leaders_at, scores_at
from kos_core.hire.ways import ways_of
from kos_core.numbers.writing import said
from kos_core.score.scorecard import joint_draws, place
from kos_core.score.standing import COMPUTED, NO_STANDING, TYPES, Purse, purse
from kos_core.score.weights import weights
from kos_core.vocabulary import CreatorType, Goal

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Truth = NDArray[np.bool_]


LEAST_MAP_VND, MOST_MAP_VND = 1_000_000, 50_000_000_000
STEPS = 61


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
    `purse` says who can be paid for at any goal; the platform fit it holds is that of the last goal.
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
            key=lambda t: place(
                bool(held.eligible[t, step]), bool(held.affordable[t, step]), float(scores[t])
            ),
        )
        return tuple(Place(TYPES[t], float(scores[t]), bool(held.eligible[t, step])) for t in order)

    def step_of(self, budget_vnd: float) -> int:
        """Return the step nearest to a budget on the log scale."""
        return int(np.argmin(np.abs(np.log(np.array(self.budgets_vnd) / budget_vnd))))


def map_budgets(steps: int = STEPS) -> tuple[int, ...]:
    """Return the budgets of the map, VND: evenly spaced on a log scale, said in two digits as people do."""
    raw = np.geomspace(LEAST_MAP_VND, MOST_MAP_VND, steps)
    return tuple(sorted({said(value, 2, round) for value in raw.tolist()}))


def decision_map(case: Case, budgets_vnd: Sequence[int] | None = None) -> DecisionMap:
    """Return the winner by score for every goal and budget, and the chance that it ranks first.

    Same draws as the scorecard, all DRAWS of them (rank acceptability: Lahdelma & Salminen 2001,
    doi:10.1287/opre.49.3.444.11220): the draws depend on the goal alone, the budget shifts scores by what is
    computed from it, so a cell costs one small matrix product. Stops and all else are as in the case, whose
    own goal and budget do not matter.
    """
    known = case.knowledge
    budgets = tuple(budgets_vnd or map_budgets())
    ways, at = ways_of(case), np.array(budgets, dtype=np.float64)
    goals = tuple(Goal)
    winner = np.full((len(goals), len(budgets)), -1)
    sureness = np.zeros(winner.shape)
    scores = np.zeros((len(goals), len(TYPES), len(budgets)))
    places = [list(known.criteria).index(name) for name in COMPUTED]
    for g, goal in enumerate(goals):
        asked = case.asking(goal=goal)
        held, card = purse(ways, at, asked), weights(asked)  # what is needed of a platform is the goal's
        scores[g] = scores_at(card, held, known)
        winner[g] = leaders_at(scores[g], held)
        joint, fixed = joint_draws(card, NO_STANDING, known, case.seed)
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
