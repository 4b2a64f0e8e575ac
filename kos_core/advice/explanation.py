"""What would change an answer, gathered."""

from dataclasses import dataclass
from functools import partial

from kos_core.advice.advice import Advice
from kos_core.advice.choice import advised, chosen
from kos_core.brief import Brief
from kos_core.change.intervals import WeightInterval, weight_intervals
from kos_core.change.map import DecisionMap, decision_map
from kos_core.change.nearest import Flip, nearest
from kos_core.change.paying import ways_to_pay
from kos_core.forecast.forecast import Forecast
from kos_core.hire.costs import terms
from kos_core.hire.gates import ways_of
from kos_core.hire.premises import premises, price_of
from kos_core.knowledge.whole import Knowledge
from kos_core.score.platform_fit import fit
from kos_core.score.second_opinion import SecondOpinion, second_opinions
from kos_core.score.standing import ratings, standing
from kos_core.score.weights import weights
from kos_core.vocabulary import CreatorType


@dataclass(frozen=True, eq=False)
class Explanation:
    """What would change an answer: other leaders, ways to pay, room for the weights, second opinions.

    `ranks` holds the chance of each rank of the types that may be recommended, best first; `pays` is empty
    unless the campaign is to earn money and usually does not.
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


def explain(advice: Advice, knowledge: Knowledge) -> Explanation:
    """Return what would change an answer; the same answer and knowledge give the same explanation."""
    brief, card = advice.brief, advice.scorecard
    known = knowledge.under(brief)
    eligible = card.eligible
    return Explanation(
        ranks={row.creator: row.chance_of_rank[: len(eligible)] for row in eligible},
        intervals=weight_intervals(card, known),
        flips=nearest(brief, partial(ways_of, knowledge=knowledge), knowledge, card),
        pays=_pays(advice, knowledge),
        opinions=second_opinions(card, known),
    )


def map_of(brief: Brief, knowledge: Knowledge, seed: int) -> DecisionMap:
    """Return the decision map around a brief: who leads at every goal and budget, and how surely.

    The same whatever the brief's own goal and budget are.
    """
    return decision_map(brief, ways_of(brief, knowledge), knowledge, seed)


def _pays(advice: Advice, knowledge: Knowledge) -> tuple[Flip, ...]:
    best, goal = advice.best, advice.brief.goal
    if best is None or best.premises.is_leads or not goal.sells or advice.pays:
        return ()

    def same_hiring(brief: Brief) -> float | None:
        """The profit of the advised programme on the advised platform, whoever leads then."""
        known = knowledge.under(brief)
        base = premises(brief, best.programme, best.platform, known)
        hired = terms(base, brief, known)
        if not hired.is_affordable or base.is_leads:
            return None
        return _profit(Forecast(base, hired, brief, known, advice.seed))

    return ways_to_pay(
        advice.brief, lambda brief: _profit_led(brief, knowledge, advice.seed), knowledge, same_hiring
    )


def _profit(found: Forecast) -> float | None:
    earned = found.earns
    return None if earned is None else earned[0]


def _profit_led(brief: Brief, knowledge: Knowledge, seed: int) -> float | None:
    """Return the median profit of what a brief's advice would hire, without the rest of the advice."""
    known = knowledge.under(brief)
    ways = ways_of(brief, knowledge)
    standings = {t: standing(t, ways[t], brief.budget_vnd, brief, known) for t in CreatorType}
    eligible = [t for t in CreatorType if standings[t].eligible]
    if not eligible:
        return None
    card, rated = weights(brief, price_of(brief, known), known), ratings(standings, known)
    leader = max(eligible, key=lambda t: sum(w * rated[t][c] for c, w in card.items()))
    ways_in = chosen(ways[leader], brief)
    lead = ways_in[advised(ways_in, fit(known)[leader])]
    return _profit(Forecast(lead.premises, lead.terms, brief, known, seed))
