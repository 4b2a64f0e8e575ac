"""What to give up where no plan keeps to all wishes: which wish, what it takes, the nearest that works."""

from dataclasses import dataclass, replace
from math import ceil, floor

from kos_core.case import Case
from kos_core.hire.ways import ways_of
from kos_core.plan.limits import limits_of
from kos_core.plan.offers import offers_of
from kos_core.plan.solve import least_spend, solve, spending, spent_on
from kos_core.plan.target import MOST_VND

FARTHEST = 40  # numbers of units tried, the nearest first


@dataclass(frozen=True)
class Relaxed:
    """A wish that would have to give way: a field of the brief, whose, and the nearest value that works.

    `field` is locks, at_least, at_most or budget_vnd; `nearest` None where it has to go altogether.
    """

    field: str
    name: str
    asked: float
    nearest: float | None


def relaxations(case: Case) -> tuple[Relaxed, ...]:
    """Return each single wish that would let a plan through if it gave way, and the budget that would."""
    found = [one for wish in _wishes(case) if (one := _without(case, *wish)) is not None]
    rich = case.asking(budget_vnd=MOST_VND)
    offers = offers_of(rich, ways_of(rich))
    cheapest = solve(offers, limits_of(rich, offers), least_spend)
    if cheapest is not None:
        # A way is offered from what its smallest size needs, usual ads and expected commission included.
        ways = [offers.ways[int(offers.way[i])] for i in cheapest.chosen]
        places = [int(offers.place[i]) for i in cheapest.chosen]
        needs = [way.terms.needs_vnd for way in ways]
        needs += [float(way.sizes(rich).needs_vnd.ravel()[at]) for way, at in zip(ways, places, strict=True)]
        enough = float(ceil(max([cheapest.spend_vnd, *needs])))
        found.append(Relaxed("budget_vnd", "", float(case.brief.budget_vnd), enough))
    return tuple(found)


def _wishes(case: Case) -> list[tuple[str, str, float]]:
    return [
        (field, name, float(value))
        for field in ("locks", "at_least", "at_most")
        for name, value in getattr(case.brief, field)
    ]


def _without(case: Case, field: str, name: str, asked: float) -> Relaxed | None:
    """Return how a wish would have to give way; None where no plan keeps to the others either."""
    kept = tuple(pair for pair in getattr(case.brief, field) if pair[0] != name)
    # A least of nothing keeps every size on offer.
    other = case.asking(**{field: (*kept, (name, 0)) if field == "at_least" else kept})
    offers = offers_of(other, ways_of(other))
    limits = limits_of(other, offers)
    limits = replace(limits, lines=None if limits.lines is None else limits.lines + 1)
    if solve(offers, limits) is None:
        return None
    if field == "locks":
        return Relaxed(field, name, asked, _nearest_units(case, name, kept, asked))
    best = solve(offers, limits, spending(name, most=field == "at_least"))
    if best is None:
        return Relaxed(field, name, asked, None)
    spent = spent_on(name, offers, best)
    return Relaxed(field, name, asked, float(floor(spent) if field == "at_least" else ceil(spent)))


def _nearest_units(case: Case, name: str, kept: tuple[tuple[str, int], ...], asked: float) -> float | None:
    """Return the number of units nearest to what was locked with which a plan exists; None but for none."""
    programme, _, platform = name.partition("@")
    way = next(
        (
            way
            for found in ways_of(case).values()
            for way in found
            if way.programme.id == programme and way.platform == platform and not way.stopped
        ),
        None,
    )
    if way is None:
        return None
    low, high = way.programme.smallest, way.terms.most
    for units in sorted({low, high, *range(low, high + 1)}, key=lambda n: abs(n - asked))[:FARTHEST]:
        tried = case.asking(locks=(*kept, (name, units)))
        offers = offers_of(tried, ways_of(tried))
        if solve(offers, limits_of(tried, offers)) is not None:
            return float(units)
    return None
