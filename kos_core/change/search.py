"""Who leads once something in a case changes: what every search for the nearest change rests on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import ceil, floor, log2
from typing import TYPE_CHECKING, Any, Literal

from kos_core.case import Case
from kos_core.change.leaders import leaders_at, scores_at
from kos_core.errors import KosError
from kos_core.hire.ways import ways_of
from kos_core.numbers.writing import said
from kos_core.score.money import TYPES
from kos_core.score.standing import Purse, purse_of
from kos_core.score.weights import weights
from kos_core.vocabulary import CreatorType

if TYPE_CHECKING:
    import numpy as np
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
    for changes that are about money alone. `is_team` says that the leader then goes first in a team.
    """

    kind: str
    sets: dict[str, Any]
    values: dict[str, Any]
    leader: CreatorType | None
    distance: float
    is_team: bool = False


class Search:
    """A case, and who leads once something in its brief changes."""

    def __init__(self, case: Case) -> None:
        """Hold the case and what the search and the ordering of changes rest on."""
        self.case, self.brief = case, case.brief
        self.parts = {name: case.knowledge.likely(f"model.flip_{name}") for name in _STEPS}

    def at(self, case: Case) -> "tuple[Purse, Array]":
        """Return who can be paid for, and the scores, shape (types, 1), for a case like this one."""
        held = purse_of(ways_of(case), case)
        return held, scores_at(weights(case), held, case.knowledge)

    def after(self, sets: dict[str, Any]) -> CreatorType | None:
        """Return who leads once `sets` is set; None also where the brief refuses it."""
        try:
            held, totals = self.at(self.case.with_(**sets))
        except KosError:
            return None
        return leader_of(totals, held)

    def is_team(self, sets: dict[str, Any]) -> bool:
        """Return whether a team does it once `sets` is set."""
        case = self.case.with_(**sets)
        shares = case.knowledge.goals[case.brief.goal].team
        return bool(shares and purse_of(ways_of(case), case).team(0))


def leader_of(totals: "Array", held: Purse) -> CreatorType | None:
    """Return who leads at the first budget of a purse."""
    found = int(leaders_at(totals, held)[0])
    return None if found < 0 else TYPES[found]


# What the ordering of changes and the search rest on, each an estimate `model.flip_*`.
_STEPS = ("goal", "answer", "unanswered", "platform", "points", "few_reviews", "furthest", "close", "deal")


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
