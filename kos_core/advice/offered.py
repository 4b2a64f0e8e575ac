"""Three changes worth a tap: ways out of a loss first, then what would hand the lead over."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from math import inf
from typing import Any

from kos_core.advice.choice import Choice
from kos_core.brief import Brief, bounds
from kos_core.case import Case
from kos_core.change.nearest import nearest
from kos_core.change.search import CHEAP, Kind, Search
from kos_core.errors import KosError
from kos_core.forecast.forecast import Forecast, forecast
from kos_core.hire.costs import Terms
from kos_core.hire.prices import discount_of, sane_prices
from kos_core.hire.ways import ways_of
from kos_core.plan.plan import Plan, plan_of
from kos_core.score.scorecard import Scorecard
from kos_core.score.standing import purse_of
from kos_core.vocabulary import CreatorType, Deal, Goal

WORTH_SAYING = 50_000.0  # VND: less reads like nothing
SINGLE_PIECE = 1.5  # up to so many usual baskets a price is one piece's; above, it is a combo's already


@dataclass(frozen=True)
class Change:
    """One change of the brief and what it does: the fields it sets, the leader then, the money then.

    `is_team` says that the leader then goes first in a team.
    """

    kind: str
    sets: dict[str, Any]
    values: dict[str, Any]
    leader: CreatorType
    before_vnd: float | None
    profit_vnd: float | None
    chance_break_even: float | None
    is_team: bool = False


def changes(choice: Choice, plan: Plan) -> tuple[Change, ...]:
    """Return three changes of the case behind a choice with a leader; what each promises is its answer's.

    Money is what the plan gains on average, before and after.
    """
    lead, for_money = choice.best, choice.is_for_orders
    if lead is None:
        return ()
    earning = _earning(lead, plan) if for_money else iter(())
    first = list(islice(earning, 1 if lead.pays else 2))
    leading = sorted(
        _leading(choice.case, choice.scorecard, is_leads=lead.premises.is_leads), key=_first_of_its_kind()
    )
    found = [*first, *leading[: 3 - len(first)]]
    found += islice(earning, 3 - len(found))
    if len(found) < 3:
        found += _holding(lead, [change.sets for change in found])
    return tuple(found[:3])


def _first_of_its_kind() -> Callable[[Change], int]:
    """Return a key that puts the first change of every kind before the second."""
    seen: dict[str, int] = {}

    def place(change: Change) -> int:
        kind = change.kind.partition("_")[0]
        seen[kind] = seen.get(kind, 0) + 1
        return seen[kind]

    return place


def _earning(lead: Forecast, plan: Plan) -> Iterator[Change]:
    """Yield the changes of price, discount and pay after which the plan gains more on average, one of a kind.

    Those first after which the same hiring leaves most; each has been tried with the whole plan.
    """
    now = plan.mean if plan.lines else 0.0
    best: dict[str, tuple[float, dict[str, Any], dict[str, Any]]] = {}
    for kind, sets, values in _tries(lead):
        profit = _quick(lead, sets)
        if kind not in best or profit > best[kind][0]:
            best[kind] = profit, sets, values
    search = Search(lead.case)
    for kind, (_, sets, values) in sorted(best.items(), key=lambda one: -one[1][0]):
        leader = search.after(sets)
        if leader is None:
            continue
        case = lead.case.with_(**sets)
        ways = ways_of(case)
        after = plan_of(case, ways, leader, purse_of(ways, case).team(0))
        if after.measure.is_money and after.lines and after.mean > now + WORTH_SAYING:
            yield Change(kind, sets, values, leader, now, after.mean, after.chance_break_even)


def _quick(lead: Forecast, sets: dict[str, Any]) -> float:
    """Return what the same hiring would usually leave after a change; another pay hires others: try it."""
    if "deal" in sets:
        return inf
    try:
        earned = forecast(lead.case.with_(**sets), lead.programme, lead.platform).earns
    except KosError:
        return -inf
    return -inf if earned is None else earned[0]


def _tries(lead: Forecast) -> Iterable[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Yield what may leave more money: a kind, the fields it sets, the values its sentence shows."""
    brief, hired = lead.case.brief, lead.terms
    price = round(hired.price_vnd)
    usual = lead.case.knowledge.of_category(brief.category, "aov_vnd").likely
    dearest = sane_prices(lead.case)[1] * (1 + 1e-9)
    for rate in (0.05, 0.0):
        if rate < discount_of(lead.case):
            yield "discount", {"discount_rate": rate}, {"rate": rate}
    for pieces in (2, 3) if price <= usual * SINGLE_PIECE else ():
        if max(price, round(hired.cost_vnd)) * pieces <= min(bounds("price_vnd")[1], dearest):
            sets = {"price_vnd": price * pieces, **_bundle_cost(brief, hired, pieces)}
            yield "bundle", sets, {"pieces": pieces, "price_vnd": price * pieces}
    if brief.deal is Deal.ANY:
        yield "commission", {"deal": Deal.COMMISSION}, {}
        yield "hourly", {"deal": Deal.HOURLY}, {}


def _bundle_cost(brief: Brief, hired: Terms, pieces: int) -> dict[str, Any]:
    if brief.margin_rate is not None:
        return {}
    return {"cost_vnd": round(hired.cost_vnd) * pieces}


def openings(case: Case, card: Scorecard) -> tuple[Change, ...]:
    """Return up to three changes of budget, goal or pay after which somebody can be hired."""
    return tuple(_leading(case, card))[:3]


def _leading(case: Case, card: Scorecard, *, is_leads: bool = False) -> Iterable[Change]:
    """Yield the nearest goals, budgets, review counts and pay that hand the lead to another type.

    Reviews are of goods: where the chain ends at leads they are left out.
    """
    kinds: tuple[Kind, ...] = tuple(k for k in CHEAP if not (is_leads and k == "reviews"))
    if case.brief.deal is not Deal.ANY:
        kinds = (*kinds, "deals")
    for flip in nearest(case, card, kinds):
        if flip.leader is not None:
            yield Change(flip.kind, flip.sets, flip.values, flip.leader, None, None, None, flip.is_team)


def _holding(lead: Forecast, known: list[dict[str, Any]]) -> Iterable[Change]:
    """Yield who leads at twice or half the budget and for other goals, where little else changes."""
    brief, now, search = lead.case.brief, lead.programme.creator, Search(lead.case)
    least, most = bounds("budget_vnd")
    budgets = [vnd for vnd in (2 * brief.budget_vnd, brief.budget_vnd // 2) if least <= vnd <= most]
    tries: list[tuple[str, dict[str, Any]]] = [("budget", {"budget_vnd": vnd}) for vnd in budgets]
    tries += [("goal", {"goal": goal}) for goal in Goal if goal is not brief.goal]
    for kind, sets in tries:
        leader = None if sets in known else search.after(sets)
        if leader is not None:
            name = f"{kind}_still" if leader is now else kind
            yield Change(name, sets, sets, leader, None, None, None, search.is_team(sets))
