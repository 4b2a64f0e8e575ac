"""How well each platform meets what each type needs of one: the score's engine once more."""

from functools import lru_cache

from kos_core.knowledge.whole import Knowledge
from kos_core.vocabulary import CreatorType, Platform


@lru_cache(maxsize=8)
def fit(knowledge: Knowledge) -> dict[CreatorType, dict[Platform, float]]:
    """Return the fit of every type and platform, 0 to 100: 10 · Σ need · capability, needs summing to 1."""
    return {
        creator: {platform: sum(parts(creator, platform, knowledge).values()) for platform in Platform}
        for creator in CreatorType
    }


def parts(creator: CreatorType, platform: Platform, knowledge: Knowledge) -> dict[str, float]:
    """Return what each need adds to the fit of a type and a platform; the parts sum to the fit."""
    weights = {name: need.weights[creator].value for name, need in knowledge.needs.items()}
    total = sum(weights.values())
    ratings = knowledge.platforms[platform].ratings
    return {name: 10 * weight / total * ratings[name].value for name, weight in weights.items()}
