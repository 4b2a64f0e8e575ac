"""Who leads at any budget and goal, and how surely."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kos_core.case import Case
from kos_core.change.leaders import leaders_at, scores_at
from kos_core.hire.ways import ways_of
from kos_core.numbers.writing import said
from kos_core.score.money import TYPES
from kos_core.score.scorecard import chance_to_open, joint_draws, place, practice_draws
from kos_core.score.standing import COMPUTED, NO_STANDING, Purse, purse
from kos_core.score.team import Member
from kos_core.score.weights import weights
from kos_core.vocabulary import CreatorType, Goal, Voice

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
    `purses` say goal by goal who can be paid for.
    """

    goals: tuple[Goal, ...]
    budgets_vnd: tuple[int, ...]
    winner: "NDArray[np.int64]"
    sureness: "Array"
    scores: "Array"
    purses: tuple[Purse, ...]

    def leader(self, goal: Goal, step: int) -> CreatorType | None:
        """Return who leads in a cell."""
        found = int(self.winner[self.goals.index(goal), step])
        return None if found < 0 else TYPES[found]

    def ranking(self, goal: Goal, step: int) -> tuple[Place, ...]:
        """Return the types of a cell as the scorecard ranks them: may lead, eligible, paid for, the rest."""
        at = self.goals.index(goal)
        scores, held = self.scores[at, :, step], self.purses[at]
        able, paid = held.eligible[:, step], held.affordable[:, step]
        dominated = held.dominated(step)
        order = sorted(
            range(len(TYPES)),
            key=lambda t: place(bool(able[t]) and t not in dominated, able[t], paid[t], scores[t]),
        )
        return tuple(Place(TYPES[t], float(scores[t]), bool(able[t])) for t in order)

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
    doi:10.1287/opre.49.3.444.11220): those of the ratings depend on the goal alone, the budget shifts what
    is computed from it. Stops and all else are as in the case, whose own goal and budget do not matter.
    """
    budgets = tuple(budgets_vnd or map_budgets())
    goals, ways = tuple(Goal), ways_of(case)
    winner = np.full((len(goals), len(budgets)), -1)
    sureness = np.zeros(winner.shape)
    scores = np.zeros((len(goals), len(TYPES), len(budgets)))
    purses = []
    for g, goal in enumerate(goals):
        asked = case.asking(goal=goal)
        held, card = purse(ways, np.array(budgets, dtype=np.float64), asked), weights(asked)
        scores[g] = scores_at(card, held, case.knowledge)
        winner[g] = leaders_at(scores[g], held)
        sureness[g] = sure(winner[g], held, card, asked)
        purses.append(held)
    for array in (winner, sureness, scores):
        array.flags.writeable = False
    return DecisionMap(goals, budgets, winner, sureness, scores, tuple(purses))


def sure(winner: "NDArray[np.int64]", held: Purse, card: dict[str, float], case: Case) -> "Array":
    """Return the share of draws in which the winner at each budget beats all others that may lead, (B,)."""
    known = case.knowledge
    names = list(known.criteria)
    joint, fixed = joint_draws(card, NO_STANDING, known, case.seed)
    weight = {name: 10 * joint[:, names.index(name)] for name in COMPUTED}
    if held.practice is not None and card[Voice.PRACTICE] > 0:
        drawn = practice_draws(tuple(held.practice.counted.values()), case.seed)
        fixed = fixed + weight[Voice.PRACTICE] * (
            drawn - held.computed[:, COMPUTED.index(Voice.PRACTICE), :1]
        )
    practical = np.array([weight[name] for name in COMPUTED])
    found = np.zeros(len(winner))
    for b, same in enumerate(_alike(held)):
        if same < b:
            found[b] = found[same]
            continue
        if team := held.team(b):
            able_types = [TYPES[t] for t in range(len(TYPES)) if held.eligible[t, b]]
            found[b] = chance_to_open(team[0].creator, known.roles[team[0].role], able_types, case)
            continue
        dominated = held.dominated(b)
        able = [t for t in range(len(TYPES)) if held.eligible[t, b] and t not in dominated]
        if len(able) < 2:
            found[b] = float(len(able))
            continue
        scores = fixed[able] + held.computed[able, :, b] @ practical
        if held.money is not None and card[Voice.MONEY] > 0:
            usual = held.computed[able, COMPUTED.index(Voice.MONEY), b]
            scores += weight[Voice.MONEY] * (held.money.ratings_drawn(b, able) - usual[:, None])
        found[b] = first_of(scores, able.index(int(winner[b])))
    return found


def _alike(held: Purse) -> list[int]:
    """Return for each budget the first one at which everything is the same."""
    kinds = [held.eligible, held.computed.reshape(-1, held.computed.shape[-1])]
    if held.money is not None:
        kinds += [held.money.brings, held.money.spend_vnd]
    columns: dict[tuple[bytes, tuple[Member, ...]], int] = {}
    every = np.vstack(kinds).T.copy()
    return [columns.setdefault((column.tobytes(), held.team(b)), b) for b, column in enumerate(every)]


def first_of(scores: "Array", one: int) -> float:
    """Return the share of draws in which a row of `scores`, (types, draws), comes first.

    Equal scores go to the type named first.
    """
    ahead = np.ones(scores.shape[1], dtype=bool)
    for other in range(len(scores)):
        if other != one:
            ahead &= scores[one] > scores[other] if other < one else scores[one] >= scores[other]
    return float(np.mean(ahead))
