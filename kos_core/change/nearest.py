"""The nearest changes of the brief that put another type first."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import combinations
from math import ceil, floor, log2
from typing import Any

import numpy as np

from kos_core.brief import FARTHEST_COST, bounds
from kos_core.case import Case
from kos_core.change.intervals import weight_intervals
from kos_core.change.leaders import leaders_at, scores_at
from kos_core.change.search import KINDS, Flip, Kind, Search, _outwards, _threshold, leader_of
from kos_core.hire.prices import discount_of, price_of, sane_prices
from kos_core.hire.ways import ways_of
from kos_core.score.money import TYPES
from kos_core.score.scorecard import Scorecard
from kos_core.score.standing import purse
from kos_core.score.weights import of_documents, shares, weights
from kos_core.vocabulary import Answer, CreatorType, Deal, Goal, Platform, Trait, Voice

VOICES = (Voice.MONEY, Voice.PRACTICE)
PRICE_STEP = 0.125  # of an octave: what a price does to the money is no straight way


def nearest(case: Case, card: Scorecard, kinds: Iterable[Kind] = KINDS) -> tuple[Flip, ...]:
    """Return the nearest changes that hand the lead to another type, nearest first.

    `card` is the scorecard of the case. Budget, price and reviews by a search outwards from the brief and
    bisection of the step in which the leader changes; weights in closed form; goals, traits and sets of
    platforms one by one. Of each kind the nearest for each new leader. Where nobody leads now, what would
    give a leader. Every change returned has been tried: setting `sets` does give `leader`.
    """
    search = Search(case)
    now = search.after({})
    searches: dict[Kind, Callable[[Search, CreatorType | None], Iterable[Flip]]] = {
        "budgets": _budgets,
        "prices": _prices,
        "reviews": _reviews,
        "goals": _goals,
        "deals": _deals,
        "traits": _traits,
        "platforms": _platforms,
        "weights": lambda search, now: _weights(search, now, card),
    }
    found = [flip for kind in kinds for flip in searches[kind](search, now)]
    best: dict[tuple[str, CreatorType | None], Flip] = {}
    for flip in sorted(found, key=lambda flip: flip.distance):
        best.setdefault((flip.kind, flip.leader), flip)
    return tuple(replace(flip, is_team=search.is_team(flip.sets)) for flip in best.values())


def _amounts(
    search: Search,
    now: CreatorType | None,
    field: str,
    start: int,
    both: tuple[Iterable[int], Iterable[int]],
    found_at: Callable[[int], CreatorType | None],
) -> Iterator[Flip]:
    """Yield the nearest flip of an amount of money below and above `start`; `both` are the steps each way."""
    for side, steps in zip(("below", "above"), both, strict=True):
        found = _threshold(start, steps, now, found_at, search.parts["close"])
        if found is not None:
            value, who = found
            kind = f"{field.removesuffix('_vnd')}_{side}"
            yield Flip(kind, {field: value}, {field: value}, who, abs(log2(value / start)))


def _budgets(search: Search, now: CreatorType | None) -> Iterator[Flip]:
    field, start = "budget_vnd", search.brief.budget_vnd
    ways = ways_of(search.case)
    # Who can be paid changes at what the ways in need: look just below each and just at it.
    edges = [ceil(o.terms.needs_vnd) - k for options in ways.values() for o in options for k in (0, 1)]
    least, most = bounds(field)
    both = (_outwards(start, 1.25, least, edges), _outwards(start, 1.25, most, edges))
    every = [*both[0], *both[1]]
    card = weights(search.case)

    def leaders(budgets: list[int]) -> list[CreatorType | None]:
        held = purse(ways, np.array(budgets, dtype=np.float64), search.case)
        found = leaders_at(scores_at(card, held, search.case.knowledge), held).tolist()
        return [None if k < 0 else TYPES[k] for k in found]

    ready = dict(zip(every, leaders(every), strict=True))
    yield from _amounts(
        search, now, field, start, both, lambda v: ready[v] if v in ready else leaders([v])[0]
    )


def _prices(search: Search, now: CreatorType | None) -> Iterator[Flip]:
    """Yield the nearest flips of the price, at most `model.flip_furthest` times from the brief's.

    Looked for eight times an octave, at the price bands of criteria and needs and where goods stop being
    bought on the spot.
    """
    field, start = "price_vnd", round(price_of(search.case))
    furthest = search.parts["furthest"]
    cheap, dear = sane_prices(search.case)
    least = max(bounds(field)[0], start / furthest, min(cheap, start))
    most = min(bounds(field)[1], start * furthest, max(dear, start))
    leads = search.case.knowledge.likely("model.leads_above_vnd") / (1 - discount_of(search.case))
    edges = (*search.case.knowledge.price_edges, floor(leads) + 1)
    knots = [edge - k for edge in edges for k in (0, 1)]

    def leader(price: int) -> CreatorType | None:
        """Who leads at a price; None also at one that no brief with this cost accepts."""
        if price * FARTHEST_COST < (search.brief.cost_vnd or 0):
            return None
        held, totals = search.at(search.case.asking(price_vnd=price, paid_vnd=None))
        return leader_of(totals, held)

    both = (_outwards(start, 2**PRICE_STEP, end, knots) for end in (least, most))
    yield from _amounts(search, now, field, start, (next(both), next(both)), leader)


def _reviews(search: Search, now: CreatorType | None) -> Iterator[Flip]:
    """Reviews count up to 100; not said they count like 25 (see `scoring.readiness`)."""
    given = search.brief.reviews
    start = min(100, 25 if given is None else given)
    share = search.parts["unanswered"] if given is None else 1.0
    few = search.parts["few_reviews"]
    for side, steps in (("below", range(start - 1, -1, -1)), ("above", range(start + 1, 101))):
        tried = [n for n in steps if n in {0, 1, 99, 100} or n % 25 == 0]
        found = _threshold(start, tried, now, lambda v: search.after({"reviews": v}), search.parts["close"])
        if found is not None:
            count, who = found
            kind = "reviews_none" if count == 0 else f"reviews_{side}"
            distance = share * abs(log2((count + few) / (start + few)))
            yield Flip(kind, {"reviews": count}, {"reviews": count}, who, distance)


def _goals(search: Search, now: CreatorType | None) -> Iterator[Flip]:
    for goal in Goal:
        who = search.after({"goal": goal})
        if goal is not search.brief.goal and who not in {None, now}:
            yield Flip("goal", {"goal": goal}, {"goal": goal}, who, search.parts["goal"])


def _deals(search: Search, now: CreatorType | None) -> Iterator[Flip]:
    """Yield the ways of paying with another leader; where one is fixed already, only leaving it open."""
    for deal in Deal if search.brief.deal is Deal.ANY else (Deal.ANY,):
        who = search.after({"deal": deal})
        if deal is not search.brief.deal and who not in {None, now}:
            yield Flip(f"deal_{deal}", {"deal": deal}, {}, who, search.parts["deal"])


def _traits(search: Search, now: CreatorType | None) -> Iterator[Flip]:
    for trait in Trait:
        present = search.case.trait(trait)
        for answer in (Answer.YES, Answer.NO):
            if answer is present:
                continue
            sets = {"traits": search.brief.traits.model_copy(update={trait.value: answer})}
            who = search.after(sets)
            if who not in {None, now}:
                distance = search.parts["answer"] * (
                    search.parts["unanswered"] if present is Answer.UNKNOWN else 1.0
                )
                yield Flip(f"trait_{answer}", sets, {"trait": trait}, who, distance)


def _platforms(search: Search, now: CreatorType | None) -> Iterator[Flip]:
    present = set(search.brief.platforms)
    for size in range(1, len(Platform) + 1):
        for chosen in combinations(Platform, size):
            changed = present ^ set(chosen)
            who = search.after({"platforms": chosen}) if changed else None
            if who in {None, now}:
                continue
            kind, named = "platforms_only", set(chosen)
            if set(chosen) > present:
                kind, named = "platforms_with", changed
            elif set(chosen) < present and len(changed) <= size:
                kind, named = "platforms_without", changed
            values = {"platforms": tuple(p for p in Platform if p in named)}
            yield Flip(kind, {"platforms": chosen}, values, who, len(changed) * search.parts["platform"])


def _weights(search: Search, now: CreatorType | None, card: Scorecard) -> Iterator[Flip]:
    """Yield the smallest change of each weight that counts, as points or as a voice's share."""
    for one in weight_intervals(card, search.case):
        if one.side is None or one.weight == 0:
            continue
        # A thousandth beyond the tie, so that the change is one.
        share = (
            floor(one.low * 1_000 - 1e-6) / 1_000
            if one.side == "below"
            else ceil(one.high * 1_000 + 1e-6) / 1_000
        )
        most = 1 if one.criterion in VOICES else shares(search.case)[Voice.DOCUMENTS]
        if not 0 <= share < most:
            continue
        sets = _at_share(one.criterion, share, search.case)
        if (who := search.after(sets)) not in {None, now}:
            kind = "weight_less" if one.side == "below" else "weight_more"
            values = {"criterion": one.criterion, "from_share": one.weight, "to_share": share}
            yield Flip(kind, sets, values, who, abs(share - one.weight) / search.parts["points"])


def _at_share(name: str, share: float, case: Case) -> dict[str, Any]:
    """Return what gives a criterion, or a voice, a share of the whole; the others keep their proportions."""
    brief, voices = case.brief, shares(case)
    if name in VOICES:
        moved = {Voice(name): share}
        other = Voice.PRACTICE if name == Voice.MONEY else Voice.MONEY
        moved[other] = voices[other] * (1 - share) / max(1e-12, 1 - voices[Voice(name)])
        return {f"{voice}_share": round(of, 6) for voice, of in moved.items()}
    # Shares are of all points: a trial with 50 points tells how many the others have.
    kept = tuple(item for item in brief.weights if item[0] != name)
    trial = of_documents(case.asking(weights=(*kept, (name, 50.0))))
    within = share / voices[Voice.DOCUMENTS]
    points = 50.0 * (1 / trial[name] - 1) * within / (1 - within)
    return {"weights": (*kept, (name, round(points, 6)))}
