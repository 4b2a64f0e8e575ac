"""Which type fits the brief, what each score is made of, and how firmly the leader leads."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from kos_core.brief import Brief
from kos_core.knowledge import Criterion, Knowledge
from kos_core.vocabulary import Answer, CreatorType, Readiness, Support, Trait

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

DRAWS = 10_000
COMPUTED = ("budget_fit", "platform_fit", "readiness")


@dataclass(frozen=True)
class Standing:
    """What is computed for a type from the brief: its practical ratings (0-10) and whether it may lead."""

    eligible: bool
    affordable: bool
    needs_vnd: float | None
    budget_fit: float
    platform_fit: float
    readiness: float


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


def points(brief: Brief, price_vnd: float, knowledge: Knowledge) -> dict[str, float]:
    """Return the points of every criterion for a brief: its weight before all are made to sum to one.

    The goal gives role, craft and way of working; traits and price the product and the audience, scaled by
    how much the product's nature matters for the goal; an unknown trait counts its criteria in part
    (`model.unknown_share`). A weight the reader moved (points) replaces the one it had.
    """
    goal = knowledge.goals[brief.goal]
    found = {
        name: goal.points.get(name, 0.0)
        if criterion.when is None and name not in COMPUTED
        else criterion.points
        * _holds(criterion, brief, price_vnd, knowledge)
        * (1.0 if criterion.when is None else goal.product_scale)
        for name, criterion in knowledge.criteria.items()
    }
    found.update(dict(brief.weights))
    return found


def weights(brief: Brief, price_vnd: float, knowledge: Knowledge) -> dict[str, float]:
    """Return the weight of every criterion for a brief, summing to one; all alike where nothing counts."""
    found = points(brief, price_vnd, knowledge)
    total = sum(found.values())
    if total <= 0:
        return dict.fromkeys(found, 1 / len(found))
    return {name: value / total for name, value in found.items()}


def _holds(criterion: Criterion, brief: Brief, price_vnd: float, knowledge: Knowledge) -> float:
    when = criterion.when
    if when is None:
        return 1.0
    if when.trait is None:
        return float(when.price_from <= price_vnd < when.price_below)
    answer = knowledge.trait(brief, when.trait)
    if answer is Answer.UNKNOWN:
        return knowledge.likely("model.unknown_share")
    return float(answer is when.answer)


def readiness(creator: CreatorType, brief: Brief, knowledge: Knowledge) -> float:
    """Return how much of what a type needs the shop has, 0 to 10; unknown counts half.

    Reviews count in full from 100, in part from one, not at all from none.
    """
    have = 0.0
    for need in knowledge.ready_needs[creator]:
        if need.item == "reviews":
            have += need.share * (0.5 if brief.reviews is None else min(1.0, (brief.reviews / 100) ** 0.5))
        else:
            answer = ready_answer(Readiness(need.item), brief, knowledge)
            have += need.share * {Answer.YES: 1.0, Answer.NO: 0.0, Answer.UNKNOWN: 0.5}[answer]
    return 10 * have


def ready_answer(item: Readiness, brief: Brief, knowledge: Knowledge) -> Answer:
    """Return whether the shop has something ready, read from the brief where it says so elsewhere."""
    answer = brief.ready.answer(item)
    if answer is not Answer.UNKNOWN:
        return answer
    if item is Readiness.STOCK_KNOWN and brief.stock is not None:
        return Answer.YES
    if item is Readiness.LIVE_OFFER and knowledge.trait(brief, Trait.DEAL_ROOM) is Answer.NO:
        return Answer.NO
    return answer


def ratings(
    standings: dict[CreatorType, Standing], knowledge: Knowledge
) -> dict[CreatorType, dict[str, float]]:
    """Return every type's rating on every criterion, 0 to 10, the computed ones from its standing."""
    return {
        creator: {
            name: getattr(standings[creator], name) if name in COMPUTED else criterion.ratings[creator].value
            for name, criterion in knowledge.criteria.items()
        }
        for creator in CreatorType
    }


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
    card: dict[str, float], standings: dict[CreatorType, Standing], knowledge: Knowledge, seed: int
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


def score(
    brief: Brief,
    price_vnd: float,
    standings: dict[CreatorType, Standing],
    knowledge: Knowledge,
    seed: int,
) -> Scorecard:
    """Return the scorecard of a brief: score_t = 10 · Σ w_c · r_tc, parts adding up to it.

    The chance of each rank is the share of DRAWS joint draws of weights and ratings in which an eligible
    type holds it (rank acceptability of SMAA-2: Lahdelma & Salminen 2001,
    doi:10.1287/opre.49.3.444.11220).
    """
    card = weights(brief, price_vnd, knowledge)
    rated = ratings(standings, knowledge)
    parts = {t: {c: 10 * w * rated[t][c] for c, w in card.items() if w > 0} for t in CreatorType}
    totals = {t: sum(parts[t].values()) for t in CreatorType}
    chances = _rank_chances(card, standings, knowledge, seed)
    order = sorted(
        CreatorType,
        key=lambda t: (not standings[t].eligible, not standings[t].affordable, -totals[t]),
    )
    rows = tuple(
        Row(t, totals[t], parts[t], chances.get(t, (0.0,) * len(CreatorType)), standings[t]) for t in order
    )
    return Scorecard(rows, card)


def _rank_chances(
    card: dict[str, float], standings: dict[CreatorType, Standing], knowledge: Knowledge, seed: int
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
