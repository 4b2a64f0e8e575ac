"""The nearest changes of the brief that put another type first."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from math import ceil, floor, log2
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from kos_core.brief import Brief, bounds
from kos_core.change.intervals import weight_intervals
from kos_core.change.purse import TYPES, Purse, Ways, leaders_at, purse, scores_at
from kos_core.errors import KosError
from kos_core.hire.premises import discount_of, price_of
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers.writing import said
from kos_core.score.scorecard import Scorecard
from kos_core.score.weights import weights
from kos_core.vocabulary import Answer, CreatorType, Deal, Goal, Platform, Trait

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


Kind = Literal["budgets", "prices", "reviews", "goals", "deals", "traits", "platforms", "weights"]


KINDS: tuple[Kind, ...] = ("budgets", "prices", "reviews", "goals", "deals", "traits", "platforms", "weights")


CHEAP: tuple[Kind, ...] = ("budgets", "reviews", "goals")


@dataclass(frozen=True)
class Flip:
    """One change of the brief that changes the answer: a text key under `flip.`, what it sets, what it says.

    `distance` orders changes of different kinds (the estimates `model.flip_*`): one for doubling or halving
    money, for an answer reversed, a platform more or less, another goal. `leader` is who leads then, None
    for changes that are about money alone.
    """

    kind: str
    sets: dict[str, Any]
    values: dict[str, Any]
    leader: CreatorType | None
    distance: float


class Case:
    """A brief, and who leads once something in it changes; `ways_of` gives the ways in."""

    def __init__(self, brief: Brief, ways_of: Callable[[Brief], Ways], knowledge: Knowledge) -> None:
        self.brief, self.ways_of, self.known = brief, ways_of, knowledge.under(brief)
        self.parts = {name: self.known.likely(f"model.flip_{name}") for name in _STEPS}

    def at(self, brief: Brief) -> "tuple[Purse, Array, dict[str, float]]":
        """Return who can be paid for, the scores (types,) and the weights for a brief like this one."""
        held = purse(self.ways_of(brief), np.array([float(brief.budget_vnd)]), brief, self.known)
        card = weights(brief, price_of(brief, self.known), self.known)
        return held, scores_at(card, held, self.known), card

    def leader(self, brief: Brief) -> CreatorType | None:
        """Return who leads for a brief like this one."""
        held, totals, _ = self.at(brief)
        found = int(leaders_at(totals, held)[0])
        return None if found < 0 else TYPES[found]

    def after(self, sets: dict[str, Any]) -> CreatorType | None:
        """Return who leads once `sets` is set; None also where the brief refuses it."""
        try:
            return self.leader(self.brief.with_(**sets))
        except KosError:
            return None


# What the ordering of changes and the search rest on, each an estimate `model.flip_*`.
_STEPS = ("goal", "answer", "unanswered", "platform", "points", "few_reviews", "furthest", "close", "deal")


def nearest(
    brief: Brief,
    ways_of: Callable[[Brief], Ways],
    knowledge: Knowledge,
    card: Scorecard,
    kinds: Iterable[Kind] = KINDS,
) -> tuple[Flip, ...]:
    """Return the nearest changes that hand the lead to another type, nearest first.

    `card` is the scorecard of the brief. Budget, price and reviews by a search outwards from the brief and
    bisection of the step in which the leader changes; weights in closed form; goals, traits and sets of
    platforms one by one. Of each kind the nearest for each new leader. Where nobody leads now, what would
    give a leader. Every change returned has been tried: setting `sets` does give `leader`.
    """
    case = Case(brief, ways_of, knowledge)
    now = card.eligible[0].creator if card.eligible else None
    searches: dict[Kind, Callable[[Case, CreatorType | None], Iterable[Flip]]] = {
        "budgets": _budgets,
        "prices": _prices,
        "reviews": _reviews,
        "goals": _goals,
        "deals": _deals,
        "traits": _traits,
        "platforms": _platforms,
        "weights": lambda case, now: _weights(case, now, card),
    }
    found = [flip for kind in kinds for flip in searches[kind](case, now)]
    best: dict[tuple[str, CreatorType | None], Flip] = {}
    for flip in sorted(found, key=lambda flip: flip.distance):
        best.setdefault((flip.kind, flip.leader), flip)
    return tuple(best.values())


def _threshold(
    start: int, steps: Iterable[int], now: Any, found_at: Callable[[int], Any], close: float
) -> tuple[int, Any] | None:
    """Return the value nearest to `start` along `steps` with another answer, and the answer; None: no change.

    The step in which the answer changes is bisected until `close`, a share of the value; then said in as few
    digits as stay within twice that, further from `start`, if the answer is the same there.
    """
    last = start
    for step in steps:
        who = found_at(step)
        if who is None or who == now:
            last = step
            continue
        near, far = last, step
        while abs(far - near) > max(1.0, close * far):
            middle = (near + far) // 2
            near, far = (near, middle) if found_at(middle) == who else (middle, far)
        for digits in (1, 2, 3):
            value = said(far, digits, ceil if far > start else floor)
            if abs(value - far) <= 2 * close * far and found_at(value) == who:
                return value, who
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


def _amounts(
    case: Case,
    now: CreatorType | None,
    field: str,
    start: int,
    both: tuple[Iterable[int], Iterable[int]],
    found_at: Callable[[int], CreatorType | None],
) -> Iterator[Flip]:
    """Yield the nearest flip of an amount of money below and above `start`; `both` are the steps each way."""
    for side, steps in zip(("below", "above"), both, strict=True):
        found = _threshold(start, steps, now, found_at, case.parts["close"])
        if found is not None:
            value, who = found
            kind = f"{field.removesuffix('_vnd')}_{side}"
            yield Flip(kind, {field: value}, {field: value}, who, abs(log2(value / start)))


def _budgets(case: Case, now: CreatorType | None) -> Iterator[Flip]:
    field, start = "budget_vnd", case.brief.budget_vnd
    ways = case.ways_of(case.brief)
    # Who can be paid changes at what the ways in need: look just below each and just at it.
    edges = [ceil(o.terms.needs_vnd) - k for options in ways.values() for o in options for k in (0, 1)]
    least, most = bounds(field)
    both = (_outwards(start, 1.25, least, edges), _outwards(start, 1.25, most, edges))
    every = [*both[0], *both[1]]
    card = weights(case.brief, price_of(case.brief, case.known), case.known)

    def leaders(budgets: list[int]) -> list[CreatorType | None]:
        held = purse(ways, np.array(budgets, dtype=np.float64), case.brief, case.known)
        found = leaders_at(scores_at(card, held, case.known), held).tolist()
        return [None if k < 0 else TYPES[k] for k in found]

    ready = dict(zip(every, leaders(every), strict=True))
    yield from _amounts(case, now, field, start, both, lambda v: ready[v] if v in ready else leaders([v])[0])


def _prices(case: Case, now: CreatorType | None) -> Iterator[Flip]:
    """Yield the nearest flips of the price, at most `model.flip_furthest` times from the brief's.

    Looked for at the price bands of the criteria and where goods stop being bought on the spot; between two
    of these a way in only gets dearer with the price, so scores only fall, and where the leader is safely
    ahead at both ends nothing between is tried.
    """
    field, start = "price_vnd", round(price_of(case.brief, case.known))
    furthest = case.parts["furthest"]
    least, most = max(bounds(field)[0], start / furthest), min(bounds(field)[1], start * furthest)
    bands = [c.when for c in case.known.criteria.values() if c.when is not None and c.when.trait is None]
    leads = case.known.likely("model.leads_above_vnd") / (1 - discount_of(case.brief, case.known))
    edges = [edge for band in bands for edge in (band.price_from, band.price_below)] + [floor(leads) + 1]
    knots = [edge - k for edge in edges for k in (0, 1)]
    seen: dict[int, tuple[Purse, Array, dict[str, float]]] = {}

    def at(price: int) -> "tuple[Purse, Array, dict[str, float]]":
        if price not in seen:
            seen[price] = case.at(case.brief.with_(price_vnd=price))
        return seen[price]

    def leader(price: int) -> CreatorType | None:
        held, totals, _ = at(price)
        found = int(leaders_at(totals, held)[0])
        return None if found < 0 else TYPES[found]

    def is_settled(a: int, b: int) -> bool:
        (held, one, card), (other_held, other, other_card) = at(a), at(b)
        if card != other_card or (held.eligible != other_held.eligible).any() or leader(a) is not leader(b):
            return False
        ranked = np.sort(np.where(held.eligible, np.maximum(one, other), -1.0).ravel())
        first = leaders_at(one, held)[0]
        return bool(first < 0 or min(one[first, 0], other[first, 0]) > ranked[-2])

    def between(a: int, b: int) -> Iterator[int]:
        if max(a, b) > 2**0.5 * min(a, b) and not is_settled(a, b):
            middle = round((a * b) ** 0.5)
            yield from between(a, middle)
            yield from between(middle, b)
        else:
            yield b

    def steps(end: float) -> Iterator[int]:
        last = start
        for knot in _outwards(start, 2 * furthest, end, knots):
            yield from between(last, knot)
            last = knot

    yield from _amounts(case, now, field, start, (steps(least), steps(most)), leader)


def _reviews(case: Case, now: CreatorType | None) -> Iterator[Flip]:
    """Reviews count up to 100; not said they count like 25 (see `scoring.readiness`)."""
    given = case.brief.reviews
    start = min(100, 25 if given is None else given)
    share = case.parts["unanswered"] if given is None else 1.0
    few = case.parts["few_reviews"]
    for side, steps in (("below", range(start - 1, -1, -1)), ("above", range(start + 1, 101))):
        tried = [n for n in steps if n in {0, 1, 99, 100} or n % 25 == 0]
        found = _threshold(start, tried, now, lambda v: case.after({"reviews": v}), case.parts["close"])
        if found is not None:
            count, who = found
            kind = "reviews_none" if count == 0 else f"reviews_{side}"
            distance = share * abs(log2((count + few) / (start + few)))
            yield Flip(kind, {"reviews": count}, {"reviews": count}, who, distance)


def _goals(case: Case, now: CreatorType | None) -> Iterator[Flip]:
    for goal in Goal:
        who = case.after({"goal": goal})
        if goal is not case.brief.goal and who not in {None, now}:
            yield Flip("goal", {"goal": goal}, {"goal": goal}, who, case.parts["goal"])


def _deals(case: Case, now: CreatorType | None) -> Iterator[Flip]:
    """Yield the ways of paying with another leader; where one is fixed already, only leaving it open."""
    for deal in Deal if case.brief.deal is Deal.ANY else (Deal.ANY,):
        who = case.after({"deal": deal})
        if deal is not case.brief.deal and who not in {None, now}:
            yield Flip(f"deal_{deal}", {"deal": deal}, {}, who, case.parts["deal"])


def _traits(case: Case, now: CreatorType | None) -> Iterator[Flip]:
    for trait in Trait:
        present = case.known.trait(case.brief, trait)
        for answer in (Answer.YES, Answer.NO):
            if answer is present:
                continue
            sets = {"traits": case.brief.traits.model_copy(update={trait.value: answer})}
            who = case.after(sets)
            if who not in {None, now}:
                distance = case.parts["answer"] * (
                    case.parts["unanswered"] if present is Answer.UNKNOWN else 1.0
                )
                yield Flip(f"trait_{answer}", sets, {"trait": trait}, who, distance)


def _platforms(case: Case, now: CreatorType | None) -> Iterator[Flip]:
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
            yield Flip(kind, {"platforms": chosen}, values, who, len(changed) * case.parts["platform"])


def _weights(case: Case, now: CreatorType | None, card: Scorecard) -> Iterator[Flip]:
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
            yield Flip(kind, sets, values, who, abs(share - one.weight) / case.parts["points"])
