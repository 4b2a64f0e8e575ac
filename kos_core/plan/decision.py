"""Go, try a little first, or hold: read from the plan's chance and what it brings on average."""

from dataclasses import replace
from enum import StrEnum

from kos_core.hire.ways import Way, Ways
from kos_core.plan.plan import Plan
from kos_core.vocabulary import CreatorType


class Decision(StrEnum):
    """What to do with the money."""

    GO = "go"
    TRY = "try"
    HOLD = "hold"
    STOP = "stop"


def decision_of(plan: Plan, *, is_stopped: bool, chance: float) -> Decision:
    """Return what to do with the money of a plan; `chance` is how surely its leader leads.

    Stop where a gate is shut. Hold where nothing is worth buying, or ads alone are. Go where the plan does
    not lose, or brings at least what the same money in ads brings, in `model.go_from` of the draws; where the
    goal has no such yardstick, where the leader leads that surely. Else try a little first.
    """
    if is_stopped:
        return Decision.STOP
    if not any(line.creator is not None for line in plan.lines):
        return Decision.HOLD
    sure = plan.chance_break_even if plan.measure.is_money else plan.chance_beats_ads
    if plan.measure.is_money and plan.mean <= -plan.limits.invested:
        return Decision.HOLD
    if plan.is_staged:
        return Decision.TRY
    enough = plan.case.knowledge.likely("model.go_from")
    return Decision.GO if (chance if sure is None else sure) >= enough else Decision.TRY


def cheapest_test(ways: Ways, leader: CreatorType | None) -> Way | None:
    """Return the way that tells most for least money: the leader's cheapest at its smallest size.

    The cheapest of all where nobody leads; None where no way is open to anybody.
    """
    every = [way for found in ways.values() for way in found if not way.stopped]
    mine = [way for way in every if way.programme.creator is leader] or every
    found = min(mine, key=lambda way: way.terms.needs_vnd, default=None)
    if found is None:
        return None
    return replace(found, terms=replace(found.steps[0], units=found.programme.smallest))
