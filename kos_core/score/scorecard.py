"""Who fits: the score of every type, its parts, and how surely it ranks where it does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from kos_core.case import Case
from kos_core.knowledge.entries import Role
from kos_core.knowledge.whole import Knowledge
from kos_core.score.money import DRAWS
from kos_core.score.standing import COMPUTED, Purse, Standing, ratings
from kos_core.score.weights import of_documents, weights
from kos_core.vocabulary import CreatorType, Support, Voice

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """One type in the ranking: score 0-100, its parts by criterion, and the chance of each rank.

    `fit` is what the documents alone say, 0-100.
    """

    creator: CreatorType
    score: float
    parts: dict[str, float]
    chance_of_rank: tuple[float, ...]
    standing: Standing
    fit: float = 0.0

    @property
    def voices(self) -> dict[Voice, float]:
        """What each voice says of it, 0-100; their shares of these sum to the score."""
        return {
            Voice.DOCUMENTS: self.fit,
            Voice.MONEY: 10 * self.standing.money,
            Voice.PRACTICE: 10 * self.standing.practice,
        }

    @property
    def chance_best(self) -> float:
        """The share of the joint draws in which this type ranks first among those that may lead."""
        return self.chance_of_rank[0] if self.standing.may_lead else 0.0


@dataclass(frozen=True)
class Scorecard:
    """The ranking: types that may lead first, then the dominated, then those that cannot be hired.

    `weights` sum to one over the criteria that count, the voices' shares among them.
    """

    rows: tuple[Row, ...]
    weights: dict[str, float]

    def row(self, creator: CreatorType) -> Row:
        """Return the row of a type."""
        return next(row for row in self.rows if row.creator is creator)

    @property
    def eligible(self) -> tuple[Row, ...]:
        """The types that can be paid for and that nothing forbids, best first, the dominated last."""
        return tuple(row for row in self.rows if row.standing.eligible)

    @property
    def leading(self) -> tuple[Row, ...]:
        """The types that may be recommended, best first."""
        return tuple(row for row in self.rows if row.standing.may_lead)


@lru_cache(maxsize=4)
def _base(seed: int, knowledge: Knowledge) -> "tuple[Array, Array]":
    """Return z for the weights, shape (DRAWS, criteria), and rating draws, shape (types, DRAWS, criteria).

    Both depend on seed and knowledge alone: moving a weight changes the weighting, not the luck. Each
    type has its own stream. Triangular: mode the rating, ends clipped to 0-10; then all of a type's ratings
    move together by a normal draw of `model.article_spread`, for they are from one article. Computed criteria
    stay 0.
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
        together = knowledge.likely("model.article_spread") * source.standard_normal(DRAWS)
        for c, name in enumerate(names):
            if name in COMPUTED:
                continue
            rating = knowledge.criteria[name].ratings[creator]
            low = max(0.0, rating.value - widths[rating.support])
            high = min(10.0, rating.value + widths[rating.support])
            turn = (rating.value - low) / (high - low)
            u = uniform[:, c]
            apart = np.where(
                u < turn,
                low + np.sqrt(u * (high - low) * (rating.value - low)),
                high - np.sqrt((1 - u) * (high - low) * (high - rating.value)),
            )
            drawn[t, :, c] = np.clip(apart + together, 0.0, 10.0)
    for array in (scaled, drawn):
        array.flags.writeable = False
    return scaled, drawn


def chance_to_open(opener: CreatorType, role: Role, able: Iterable[CreatorType], case: Case) -> float:
    """Return the share of the draws of ratings in which the one who opens is rated best for it."""
    types, names = list(CreatorType), list(case.knowledge.criteria)
    drawn = _base(case.seed, case.knowledge)[1][:, :, names.index(role.criterion)]
    others = [types.index(t) for t in able if t is not opener]
    best = drawn[others].max(axis=0) if others else np.zeros(1)
    return float(np.mean(drawn[types.index(opener)] >= best))


def joint_draws(
    card: dict[str, float], standings: Mapping[CreatorType, Standing], knowledge: Knowledge, seed: int
) -> "tuple[Array, Array]":
    """Return weights, shape (DRAWS, criteria), rows summing to one, and scores, shape (types, DRAWS).

    What is computed from the case counts as it stands; see `with_luck`.
    """
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


def luck_of(card: dict[str, float], held: Purse, seed: int) -> dict[str, "Array"]:
    """Return draws of the other voices' ratings at the first budget of a purse, shape (types, DRAWS) each.

    Money's are the forecasts' own, practice's of the Dirichlet distribution of who leads campaigns like the
    case. None of a voice that has no share.
    """
    found: dict[str, Array] = {}
    if held.money is not None and card[Voice.MONEY] > 0:
        found[Voice.MONEY] = held.money.ratings_drawn(0)
    if held.practice is not None and card[Voice.PRACTICE] > 0:
        found[Voice.PRACTICE] = practice_draws(tuple(held.practice.counted.values()), seed)
    return found


@lru_cache(maxsize=16)
def practice_draws(counted: tuple[float, ...], seed: int) -> "Array":
    """Return draws of practice's ratings, shape (types, DRAWS): Dirichlet, its parameters what is counted."""
    stream = np.random.SeedSequence(seed).spawn(2 + len(CreatorType))[-1]
    found: Array = 10 * np.random.default_rng(stream).dirichlet(counted, DRAWS).T
    found.flags.writeable = False
    return found


def place(may_lead: Any, eligible: Any, affordable: Any, score: Any) -> tuple[bool, bool, bool, float]:
    """Return what a ranking is sorted by: who may lead, who can be hired, who can be paid, the score."""
    return not may_lead, not eligible, not affordable, -float(score)


def score(
    standings: Mapping[CreatorType, Standing], case: Case, luck: "Mapping[str, Array] | None" = None
) -> Scorecard:
    """Return the scorecard of a case: score_t = 10 · Σ w_c · r_tc, parts adding up to it.

    The chance of each rank is the share of DRAWS joint draws of weights and ratings in which a type that may
    lead holds it (rank acceptability of SMAA-2: Lahdelma & Salminen 2001,
    doi:10.1287/opre.49.3.444.11220). `luck` are draws of the other voices' ratings; what is not drawn counts
    as it stands.
    """
    card, knowledge = weights(case), case.knowledge
    alone = of_documents(case)
    rated = ratings(standings, knowledge)
    parts = {t: {c: 10 * w * rated[t][c] for c, w in card.items() if w > 0} for t in CreatorType}
    totals = {t: sum(parts[t].values()) for t in CreatorType}
    chances = _rank_chances(card, standings, knowledge, case.seed, luck or {})
    order = sorted(
        CreatorType,
        key=lambda t: place(standings[t].may_lead, standings[t].eligible, standings[t].affordable, totals[t]),
    )
    return Scorecard(
        tuple(
            Row(
                creator=t,
                score=totals[t],
                parts=parts[t],
                chance_of_rank=chances.get(t, (0.0,) * len(CreatorType)),
                standing=standings[t],
                fit=10 * sum(weight * rated[t][c] for c, weight in alone.items()),
            )
            for t in order
        ),
        card,
    )


def _rank_chances(
    card: dict[str, float],
    standings: Mapping[CreatorType, Standing],
    knowledge: Knowledge,
    seed: int,
    luck: "Mapping[str, Array]",
) -> dict[CreatorType, tuple[float, ...]]:
    types = list(CreatorType)
    leading = [t for t in types if standings[t].may_lead]
    if not leading:
        return {}
    joint, scores = joint_draws(card, standings, knowledge, seed)
    for name, drawn in luck.items():
        weight = 10 * joint[:, list(knowledge.criteria).index(name)]
        usual = np.array([[getattr(standings[t], name)] for t in types])
        scores += weight * (drawn - usual)
    chosen = scores[[types.index(t) for t in leading]]
    # The rank of each type is how many score higher; equal scores go to the type named first.
    ranks = np.zeros(chosen.shape, dtype=np.int8)
    for i in range(len(leading)):
        for j in range(len(leading)):
            if i != j:
                ranks[i] += chosen[j] > chosen[i] if j > i else chosen[j] >= chosen[i]
    size = len(CreatorType)
    return {
        t: tuple(float(x) / DRAWS for x in np.bincount(ranks[i], minlength=size)[:size])
        for i, t in enumerate(leading)
    }
