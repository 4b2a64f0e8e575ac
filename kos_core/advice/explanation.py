"""What would change an answer, gathered."""

from dataclasses import dataclass

from kos_core.advice.advice import Advice
from kos_core.advice.choice import hired
from kos_core.case import Case
from kos_core.change.intervals import WeightInterval, weight_intervals
from kos_core.change.nearest import nearest
from kos_core.change.paying import ways_to_pay
from kos_core.change.search import Flip, Search
from kos_core.forecast.forecast import Forecast, forecast
from kos_core.score.second_opinion import SecondOpinion, second_opinions
from kos_core.vocabulary import CreatorType


@dataclass(frozen=True, eq=False)
class Explanation:
    """What would change an answer: other leaders, ways to pay, room for the weights, second opinions.

    `ranks` holds the chance of each rank of the types that may be recommended, best first; `pays` is empty
    unless the campaign is to earn money and usually does not. `ranks`, `intervals` and `opinions` are of the
    score, which does not choose a team: they are empty then.
    """

    ranks: dict[CreatorType, tuple[float, ...]]
    intervals: tuple[WeightInterval, ...]
    flips: tuple[Flip, ...]
    pays: tuple[Flip, ...]
    opinions: tuple[SecondOpinion, ...]

    @property
    def close(self) -> tuple[WeightInterval, ...]:
        """The weights that count and could flip the answer, the one that has to move least first."""
        found = [one for one in self.intervals if one.change is not None and one.weight > 0]
        return tuple(sorted(found, key=lambda one: abs(one.change or 0.0)))


def explain(advice: Advice) -> Explanation:
    """Return what would change an answer; the same answer gives the same explanation."""
    case, card = advice.case, advice.scorecard
    leading = () if advice.team else card.leading
    return Explanation(
        ranks={row.creator: row.chance_of_rank[: len(leading)] for row in leading},
        intervals=() if advice.team else weight_intervals(card, case),
        flips=nearest(case, card),
        pays=_pays(advice),
        opinions=() if advice.team else second_opinions(card, case.knowledge),
    )


def _pays(advice: Advice) -> tuple[Flip, ...]:
    best = advice.best
    if best is None or not advice.usually_loses:
        return ()

    def same_hiring(case: Case) -> float | None:
        """The profit of the advised programme on the advised platform, whoever leads then."""
        found = forecast(case, best.programme, best.platform)
        return _profit(found) if found.measure.is_money else None

    return ways_to_pay(advice.case, _profit_led, same_hiring)


def _profit(found: Forecast) -> float | None:
    earned = found.earns
    return None if earned is None else earned[0]


def _profit_led(case: Case) -> float | None:
    """Return the median profit of what a case's advice would hire, without the rest of the advice."""
    leader = Search(case).after({})
    return None if leader is None else _profit(hired(leader, case))
