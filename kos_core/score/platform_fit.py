"""How well each platform meets what each type needs of one in a case: the score's engine once more."""

from dataclasses import dataclass
from functools import lru_cache

from kos_core.case import Case
from kos_core.knowledge.sways import Sway
from kos_core.knowledge.whole import Knowledge
from kos_core.score.conditions import holds
from kos_core.vocabulary import CreatorType, Platform

Fits = dict[CreatorType, dict[Platform, float]]


def fit(case: Case) -> Fits:
    """Return the fit of every type and platform, 0 to 100: 10 · Σ need · capability, needs summing to 1.

    What is needed depends on the brief; cases of which the same holds share one table.
    """
    return _fits(_shares(case), case.knowledge)


def parts(creator: CreatorType, platform: Platform, case: Case) -> dict[str, float]:
    """Return what each need adds to the fit of a type and a platform; the parts sum to the fit."""
    return _parts(platform, needed(creator, case), case.knowledge)


def needed(creator: CreatorType, case: Case) -> dict[str, float]:
    """Return how much a type needs each thing of a platform in a case; they sum to one."""
    return _needed(creator, _shares(case), case.knowledge)


@dataclass(frozen=True)
class Swayed:
    """What of a case moves needs: wholly (`share` 1) or in part, and how many times each then counts."""

    sway: Sway
    share: float
    times: dict[str, float]


def swayed(case: Case) -> tuple[Swayed, ...]:
    """Return all that moves what is needed of a platform in a case."""
    known = case.knowledge
    shares = zip(known.sways.values(), _shares(case), strict=True)
    return tuple(Swayed(sway, share, _times(sway, share, known)) for sway, share in shares if share > 0)


def _shares(case: Case) -> tuple[float, ...]:
    return tuple(holds(sway.when, case) for sway in case.knowledge.sways.values())


def _times(sway: Sway, share: float, knowledge: Knowledge) -> dict[str, float]:
    """Return how many times each need it moves counts where it holds by `share`."""
    by = knowledge.likely("model.sway_times")
    sides = ((sway.more, by), (sway.less, 1 / by))
    return {name: 1 + share * (times - 1) for side, times in sides if side for name in side.needs}


def _needed(creator: CreatorType, shares: tuple[float, ...], knowledge: Knowledge) -> dict[str, float]:
    weights = {name: need.weights[creator].value for name, need in knowledge.needs.items()}
    for sway, share in zip(knowledge.sways.values(), shares, strict=True):
        if share > 0:
            for name, times in _times(sway, share, knowledge).items():
                weights[name] *= times
    total = sum(weights.values())
    return {name: weight / total for name, weight in weights.items()}


def _parts(platform: Platform, needs: dict[str, float], knowledge: Knowledge) -> dict[str, float]:
    ratings = knowledge.platforms[platform].ratings
    return {name: 10 * share * ratings[name].value for name, share in needs.items()}


@lru_cache(maxsize=512)
def _fits(shares: tuple[float, ...], knowledge: Knowledge) -> Fits:
    found: Fits = {}
    for creator in CreatorType:
        needs = _needed(creator, shares, knowledge)
        found[creator] = {p: sum(_parts(p, needs, knowledge).values()) for p in Platform}
    return found
