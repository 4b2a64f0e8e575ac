"""Who fits: the score of every type, its parts, and how surely it ranks where it does."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from kos_core.case import Case
from kos_core.knowledge.whole import Knowledge
from kos_core.score.standing import COMPUTED, Standing, ratings
from kos_core.score.weights import weights
from kos_core.vocabulary import CreatorType, Support

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


DRAWS = 10_000


@dataclass(frozen=True)
class Row:
    """One type in the ranking: score 0-100, its parts by criterion, and the chance of each rank."""

    creator: CreatorType
    score: float
    parts: dict[str, float]
    chance_of_rank: tuple[float, ...]
    standing: Standing

    @property
    def chance_best(self) -> float:
        """The share of the joint draws in which this type ranks first among the eligible."""
        return self.chance_of_rank[0] if self.standing.eligible else 0.0


@dataclass(frozen=True)
class Scorecard:
    """The ranking, eligible types first; `weights` sum to one over the criteria that count."""

    rows: tuple[Row, ...]
    weights: dict[str, float]

    def row(self, creator: CreatorType) -> Row:
        """Return the row of a type."""
        return next(row for row in self.rows if row.creator is creator)

    @property
    def eligible(self) -> tuple[Row, ...]:
        """The types that may be recommended, best first."""
        return tuple(row for row in self.rows if row.standing.eligible)


@lru_cache(maxsize=4)
def _base(seed: int, knowledge: Knowledge) -> "tuple[Array, Array]":
    """Return z for the weights, shape (DRAWS, criteria), and rating draws, shape (types, DRAWS, criteria).

    Both depend on seed and knowledge alone: moving a weight changes the weighting, not the luck. Each
    type has its own stream. Triangular: mode the rating, ends clipped to 0-10. Computed criteria stay 0.
    """
    streams = np.random.SeedSequence(seed).spawn(1 + len(CreatorType))
    names = list(knowledge.criteria)
    noise = np.random.default_rng(streams[0]).standard_normal((DRAWS, len(names)))
    scaled = np.exp(knowledge.likely("model.weight_spread") * noise)
    widths = {support: knowledge.width(support) for support in Support}
    drawn = np.zeros((len(CreatorType), DRAWS, len(names)))
    for t, (creator, stream) in enumerate(zip(CreatorType, streams[1:], strict=True)):
        source = np.random.default_rng(stream)
        uniform = source.random((DRAWS, len(names)))
        for c, name in enumerate(names):
            if name in COMPUTED:
                continue
            rating = knowledge.criteria[name].ratings[creator]
            low = max(0.0, rating.value - widths[rating.support])
            high = min(10.0, rating.value + widths[rating.support])
            turn = (rating.value - low) / (high - low)
            u = uniform[:, c]
            drawn[t, :, c] = np.where(
                u < turn,
                low + np.sqrt(u * (high - low) * (rating.value - low)),
                high - np.sqrt((1 - u) * (high - low) * (high - rating.value)),
            )
    for array in (scaled, drawn):
        array.flags.writeable = False
    return scaled, drawn


def joint_draws(
    card: dict[str, float], standings: Mapping[CreatorType, Standing], knowledge: Knowledge, seed: int
) -> "tuple[Array, Array]":
    """Return weights, shape (DRAWS, criteria), rows summing to one, and scores, shape (types, DRAWS)."""
    scaled, drawn = _base(seed, knowledge)
    names = list(knowledge.criteria)
    counted = np.array([card[name] for name in names])
    joint = scaled * counted
    joint /= joint.sum(axis=1, keepdims=True)
    scores = np.empty((len(CreatorType), DRAWS))
    places = [names.index(name) for name in COMPUTED]
    for t, creator in enumerate(CreatorType):
        scores[t] = np.einsum("dc,dc->d", joint, drawn[t])
        own = np.array([getattr(standings[creator], name) for name in COMPUTED])
        scores[t] += joint[:, places] @ own
    return joint, 10 * scores


def place(eligible: Any, affordable: Any, score: Any) -> tuple[bool, bool, float]:
    """Return what the ranking is sorted by: eligible types, then affordable ones, then the score."""
    return not eligible, not affordable, -float(score)


def score(standings: Mapping[CreatorType, Standing], case: Case) -> Scorecard:
    """Return the scorecard of a case: score_t = 10 · Σ w_c · r_tc, parts adding up to it.

    The chance of each rank is the share of DRAWS joint draws of weights and ratings in which an eligible
    type holds it (rank acceptability of SMAA-2: Lahdelma & Salminen 2001,
    doi:10.1287/opre.49.3.444.11220).
    """
    card, knowledge = weights(case), case.knowledge
    rated = ratings(standings, knowledge)
    parts = {t: {c: 10 * w * rated[t][c] for c, w in card.items() if w > 0} for t in CreatorType}
    totals = {t: sum(parts[t].values()) for t in CreatorType}
    chances = _rank_chances(card, standings, knowledge, case.seed)
    order = sorted(
        CreatorType,
        key=lambda t: place(standings[t].eligible, standings[t].affordable, totals[t]),
    )
    rows = tuple(
        Row(t, totals[t], parts[t], chances.get(t, (0.0,) * len(CreatorType)), standings[t]) for t in order
    )
    return Scorecard(rows, card)


def _rank_chances(
    card: dict[str, float], standings: Mapping[CreatorType, Standing], knowledge: Knowledge, seed: int
) -> dict[CreatorType, tuple[float, ...]]:
    eligible = [t for t in CreatorType if standings[t].eligible]
    if not eligible:
        return {}
    _, scores = joint_draws(card, standings, knowledge, seed)
    chosen = scores[[list(CreatorType).index(t) for t in eligible]]
    # The rank of each type is how many score higher; equal scores go to the type named first.
    ranks = np.zeros(chosen.shape, dtype=np.int8)
    for i in range(len(eligible)):
        for j in range(len(eligible)):
            if i != j:
                ranks[i] += chosen[j] > chosen[i] if j > i else chosen[j] >= chosen[i]
    size = len(CreatorType)
    return {
        t: tuple(float(x) / DRAWS for x in np.bincount(ranks[i], minlength=size)[:size])
        for i, t in enumerate(eligible)
    }
