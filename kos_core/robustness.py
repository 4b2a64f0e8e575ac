"""What would change the answer: weights, budget, goal, price, reviews, platforms, traits, and the money."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil, floor, log2, log10
from typing import TYPE_CHECKING, Any, Literal, Protocol

import numpy as np

from kos_core.brief import Brief, Traits, bounds
from kos_core.costs import Terms
from kos_core.errors import KosError
from kos_core.knowledge import Knowledge
from kos_core.platform_fit import fit
from kos_core.premises import discount_of, price_of
from kos_core.scoring import COMPUTED, Scorecard, Standing, joint_draws, ratings, readiness, weights
from kos_core.vocabulary import Answer, CreatorType, Deal, Goal, Platform, Season, Trait

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Truth = NDArray[np.bool_]

TYPES = tuple(CreatorType)
LEAST_MAP_VND, MOST_MAP_VND = 1_000_000, 50_000_000_000
STEPS = 61
FURTHEST = 16  # a price further than so many times from the brief's is another product
CLOSE = 0.005  # thresholds are found to so much of themselves, and said to twice as much
# The answers about the product that change what hiring costs or whether it is stopped; the others weigh only.
WAY_TRAITS = (Trait.DEAL_ROOM, Trait.HARD_TO_SHIP, Trait.RESTRICTED_ADS)


class WayIn(Protocol):
    """One programme on one platform, as far as it decides who can be paid for."""

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


def scores_at(card: Mapping[str, float], held: Purse, knowledge: Knowledge) -> "Array":
    """Return the scores (0-100) under the weights of `card`, shape (types, B)."""
    rated = ratings(_NO_STANDING, knowledge)
    fixed = np.array([[sum(10 * w * rated[t][c] for c, w in card.items() if w > 0)] for t in TYPES])
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


def map_budgets(steps: int = STEPS) -> tuple[int, ...]:
    """Return the budgets of the map, VND: evenly spaced on a log scale, said in two digits as people do."""
    raw = np.geomspace(LEAST_MAP_VND, MOST_MAP_VND, steps)
    return tuple(sorted({_said(value, 2, round) for value in raw.tolist()}))


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


# The nearest change


@dataclass(frozen=True)
class Flip:
    """One change of the brief that changes the answer: a text key under `flip.`, what it sets, what it says.

    `distance` orders changes of different kinds: one for doubling or halving money or reviews, for an answer
    reversed, a platform more or less, another goal, ten points of weight or of discount; half where the
    reader had not answered. `leader` is who leads then, None for changes that are about money alone.
    """

    kind: str
    sets: dict[str, Any]
    values: dict[str, Any]
    leader: CreatorType | None
    distance: float


class _Case:
    """A brief and what it takes to say who leads once something in it changes."""

    def __init__(self, brief: Brief, ways_of: Callable[[Brief], Ways], knowledge: Knowledge) -> None:
        self.brief, self.ways_of, self.known = brief, ways_of, knowledge.under(brief)
        self.seen: dict[Brief, Ways] = {}

    def leader(self, brief: Brief) -> CreatorType | None:
        """Return who leads for a brief like this one."""
        held = purse(self.ways(brief), np.array([float(brief.budget_vnd)]), brief, self.known)
        card = weights(brief, price_of(brief, self.known), self.known)
        found = int(leaders_at(scores_at(card, held, self.known), held)[0])
        return None if found < 0 else TYPES[found]

    def ways(self, brief: Brief) -> Ways:
        """Return the ways in, looked up once for briefs that differ in nothing they depend on.

        Each way in is the same whatever the other platforms are.
        """
        key = brief.model_copy(
            update={
                "budget_vnd": self.brief.budget_vnd,
                "goal": self.brief.goal,
                "weights": (),
                "platforms": tuple(Platform),
                "reviews": None if brief.reviews is None else min(brief.reviews, 1),
                "traits": Traits(**{trait.value: brief.traits.answer(trait) for trait in WAY_TRAITS}),
            }
        )
        if key not in self.seen:
            self.seen[key] = self.ways_of(key)
        every = self.seen[key]
        return {t: [o for o in options if o.platform in brief.platforms] for t, options in every.items()}

    def after(self, sets: dict[str, Any]) -> CreatorType | None:
        """Return who leads once `sets` is set; None also where the brief refuses it."""
        try:
            return self.leader(self.brief.with_(**sets))
        except KosError:
            return None


def nearest(
    brief: Brief, ways_of: Callable[[Brief], Ways], knowledge: Knowledge, card: Scorecard
) -> tuple[Flip, ...]:
    """Return the nearest changes that hand the lead to another type, nearest first.

    `card` is the scorecard of the brief. Budget, price and reviews by a search outwards from the brief and
    bisection of the step in which the leader changes; weights in closed form; goals, traits and sets of
    platforms one by one. Of each kind the nearest for each new leader. Where nobody leads now, what would
    give a leader. Every change returned has been tried: setting `sets` does give `leader`.
    """
    case = _Case(brief, ways_of, knowledge)
    now = card.eligible[0].creator if card.eligible else None
    kinds = (_budgets, _prices, _reviews, _goals, _traits, _platforms)
    found = [flip for kind in kinds for flip in kind(case, now)]
    found += _weights(case, now, card)
    best: dict[tuple[str, CreatorType | None], Flip] = {}
    for flip in sorted(found, key=lambda flip: flip.distance):
        best.setdefault((flip.kind, flip.leader), flip)
    return tuple(best.values())


def _said(value: float, digits: int, way: Callable[[float], int]) -> int:
    """Return `value` in so many significant digits, rounded by `way`."""
    unit = int(10 ** max(0, floor(log10(max(1.0, value))) + 1 - digits))
    return way(value / unit) * unit


def _threshold(
    start: int, steps: Iterable[int], now: Any, found_at: Callable[[int], Any]
) -> tuple[int, Any] | None:
    """Return the value nearest to `start` along `steps` with another answer, and the answer; None: no change.

    The step in which the answer changes is bisected until CLOSE; then said in as few digits as stay within
    twice that, further from `start`, if the answer is the same there.
    """
    last = start
    for step in steps:
        who = found_at(step)
        if who is None or who == now:
            last = step
            continue
        near, far = last, step
        while abs(far - near) > max(1.0, CLOSE * far):
            middle = (near + far) // 2
            near, far = (near, middle) if found_at(middle) == who else (middle, far)
        for digits in (1, 2, 3):
            said = _said(far, digits, ceil if far > start else floor)
            if abs(said - far) <= 2 * CLOSE * far and found_at(said) == who:
                return said, who
        return far, who
    return None


def _outwards(start: float, factor: float, end: float, also: Iterable[float] = ()) -> list[int]:
    """Return whole numbers from `start` to `end`, each `factor` times apart, and those of `also` between."""
    low, high = sorted((start, end))
    way = 1 if end > start else -1
    count = floor(log2(high / low) / log2(factor) + 1e-9)
    steps = {round(start * factor ** (way * k)) for k in range(1, count + 1)} | {round(end)}
    steps |= {round(x) for x in also if low <= x <= high}
    return sorted(steps - {round(start)}, reverse=end < start)


def _outwards_flips(
    now: CreatorType | None,
    field: str,
    start: int,
    both: tuple[list[int], list[int]],
    found_at: Callable[[int], CreatorType | None],
) -> Iterator[Flip]:
    """Yield the nearest flip of an amount of money below and above `start`; `both` are the steps each way."""
    for side, steps in zip(("below", "above"), both, strict=True):
        found = _threshold(start, steps, now, found_at)
        if found is not None:
            value, who = found
            kind = f"{field.removesuffix('_vnd')}_{side}"
            yield Flip(kind, {field: value}, {field: value}, who, abs(log2(value / start)))


def _budgets(case: _Case, now: CreatorType | None) -> Iterator[Flip]:
    field, start = "budget_vnd", case.brief.budget_vnd
    ways = case.ways(case.brief)
    # Who can be paid changes at what the ways in need: look just below each and just at it.
    edges = [ceil(o.terms.needs_vnd) - k for options in ways.values() for o in options for k in (0, 1)]
    least, most = bounds(field)
    both = (_outwards(start, 1.25, least, edges), _outwards(start, 1.25, most, edges))
    every = [*both[0], *both[1]]
    held = purse(ways, np.array(every, dtype=np.float64), case.brief, case.known)
    card = weights(case.brief, price_of(case.brief, case.known), case.known)
    first = leaders_at(scores_at(card, held, case.known), held).tolist()
    ready = {v: None if k < 0 else TYPES[k] for v, k in zip(every, first, strict=True)}
    yield from _outwards_flips(
        now, field, start, both, lambda v: ready[v] if v in ready else case.after({field: v})
    )


def _prices(case: _Case, now: CreatorType | None) -> Iterator[Flip]:
    field, start = "price_vnd", round(price_of(case.brief, case.known))
    least, most = bounds(field)
    bands = [c.when for c in case.known.criteria.values() if c.when is not None and c.when.trait is None]
    edges = [edge - k for band in bands for edge in (band.price_from, band.price_below) for k in (0, 1)]
    below = _outwards(start, 2**0.5, max(least, start / FURTHEST), edges)
    above = _outwards(start, 2**0.5, min(most, start * FURTHEST), edges)
    yield from _outwards_flips(now, field, start, (below, above), lambda v: case.after({field: v}))


def _reviews(case: _Case, now: CreatorType | None) -> Iterator[Flip]:
    """Reviews count up to 100; not said they count like 25 (see `scoring.readiness`)."""
    said = case.brief.reviews
    start = min(100, 25 if said is None else said)
    share = 0.5 if said is None else 1.0
    for side, steps in (("below", range(start - 1, -1, -1)), ("above", range(start + 1, 101))):
        few = [n for n in steps if n in {0, 1, 99, 100} or n % 10 == 0]
        found = _threshold(start, few, now, lambda v: case.after({"reviews": v}))
        if found is not None:
            count, who = found
            kind = "reviews_none" if count == 0 else f"reviews_{side}"
            distance = share * abs(log2((count + 10) / (start + 10)))
            yield Flip(kind, {"reviews": count}, {"reviews": count}, who, distance)


def _goals(case: _Case, now: CreatorType | None) -> Iterator[Flip]:
    for goal in Goal:
        who = case.after({"goal": goal})
        if goal is not case.brief.goal and who not in {None, now}:
            yield Flip("goal", {"goal": goal}, {"goal": goal, "now": case.brief.goal}, who, 1.0)


def _traits(case: _Case, now: CreatorType | None) -> Iterator[Flip]:
    for trait in Trait:
        present = case.known.trait(case.brief, trait)
        for answer in (Answer.YES, Answer.NO):
            if answer is present:
                continue
            sets = {"traits": case.brief.traits.model_copy(update={trait.value: answer})}
            who = case.after(sets)
            if who not in {None, now}:
                distance = 0.5 if present is Answer.UNKNOWN else 1.0
                yield Flip(f"trait_{answer}", sets, {"trait": trait}, who, distance)


def _platforms(case: _Case, now: CreatorType | None) -> Iterator[Flip]:
    present = set(case.brief.platforms)
    for size in range(1, len(Platform) + 1):
        for chosen in combinations(Platform, size):
            changed = present ^ set(chosen)
            who = case.after({"platforms": chosen}) if changed else None
            if who in {None, now}:
                continue
            kind, named = "platforms_only", set(chosen)
            if set(chosen) > present:
                kind, named = "platforms_with", changed
            elif set(chosen) < present and len(changed) <= size:
                kind, named = "platforms_without", changed
            values = {"platforms": tuple(p for p in Platform if p in named)}
            yield Flip(kind, {"platforms": chosen}, values, who, float(len(changed)))


def _weights(case: _Case, now: CreatorType | None, card: Scorecard) -> Iterator[Flip]:
    """Yield the smallest change of each weight that counts, as points the brief accepts."""
    brief, known = case.brief, case.known
    price = price_of(brief, known)
    for one in weight_intervals(card, known):
        if one.side is None or one.weight == 0:
            continue
        # A thousandth beyond the tie, so that the change is one.
        share = (
            floor(one.low * 1_000 - 1e-6) / 1_000
            if one.side == "below"
            else ceil(one.high * 1_000 + 1e-6) / 1_000
        )
        if not 0 <= share < 1:
            continue
        # Shares are of all points: a trial with 50 points tells how many the others have.
        kept = tuple(item for item in brief.weights if item[0] != one.criterion)
        trial = weights(brief.model_copy(update={"weights": (*kept, (one.criterion, 50.0))}), price, known)
        points = 50.0 * (1 / trial[one.criterion] - 1) * share / (1 - share)
        sets = {"weights": (*kept, (one.criterion, round(points, 6)))}
        if (who := case.after(sets)) not in {None, now}:
            kind = "weight_less" if one.side == "below" else "weight_more"
            values = {"criterion": one.criterion, "from_share": one.weight, "to_share": share}
            yield Flip(kind, sets, values, who, abs(share - one.weight) * 10)


# The money


def ways_to_pay(
    brief: Brief, profit_vnd: Callable[[Brief], float | None], knowledge: Knowledge
) -> tuple[Flip, ...]:
    """Return the nearest changes of discount, price, cost and pay that turn a loss into none, nearest first.

    `profit_vnd` gives the (median) profit of the campaign a brief leads to, None where none can be bought or
    the chain ends at leads. Empty where it pays already or nothing helps. The price rises at the same cost of
    goods, at most `FURTHEST` times. Every change returned has been tried.
    """
    now = profit_vnd(brief)
    if now is None or now >= 0:
        return ()
    known = knowledge.under(brief)

    def pays(sets: dict[str, Any]) -> bool | None:
        """Whether it pays once `sets` is set; None where it does not."""
        try:
            profit = profit_vnd(brief.with_(**sets))
        except KosError:
            return None
        return True if profit is not None and profit >= 0 else None

    price = round(price_of(brief, known))
    margin = brief.margin_rate
    if margin is None:
        margin = known.of_category(brief.category, "margin_rate").likely
    cost = brief.cost_vnd if brief.cost_vnd is not None else round(price * (1 - margin))
    held = {"cost_vnd": cost, "margin_rate": None}
    found: list[Flip] = []

    percent = round(100 * discount_of(brief.model_copy(update={"season": Season.ORDINARY}), known))
    less = _threshold(percent, range(percent - 1, -1, -1), None, lambda v: pays({"discount_rate": v / 100}))
    if less is not None:
        rate = less[0] / 100
        found.append(
            Flip("pays_discount", {"discount_rate": rate}, {"rate": rate}, None, (percent - less[0]) / 10)
        )

    most = min(bounds("price_vnd")[1], price * FURTHEST)
    dearer = _threshold(price, _outwards(price, 2**0.5, most), None, lambda v: pays({"price_vnd": v, **held}))
    if dearer is not None:
        value = dearer[0]
        found.append(
            Flip("pays_price", {"price_vnd": value, **held}, {"price_vnd": value}, None, log2(value / price))
        )

    if cost > 0:
        steps = [floor(cost * k / 10) for k in range(9, -1, -1)]
        cheaper = _threshold(cost, steps, None, lambda v: pays({**held, "cost_vnd": v}))
        if cheaper is not None:
            value = cheaper[0]
            far = log2(cost / max(value, cost / FURTHEST))
            found.append(Flip("pays_cost", {**held, "cost_vnd": value}, {"cost_vnd": value}, None, far))

    found += [
        Flip("pays_deal", {"deal": deal}, {"deal": deal}, None, 1.0)
        for deal in Deal
        if deal not in {Deal.ANY, brief.deal} and pays({"deal": deal})
    ]
    return tuple(sorted(found, key=lambda flip: flip.distance))
