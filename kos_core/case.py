"""The case in hand: what is asked, what is known with the reader's own figures in place, and the seed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from kos_core.brief import Brief
from kos_core.errors import KosError
from kos_core.knowledge.entries import Fee
from kos_core.knowledge.evidence import Estimate
from kos_core.knowledge.own import own_bounds
from kos_core.knowledge.whole import Knowledge
from kos_core.vocabulary import Answer, CreatorType, Goal, Life, Platform, Trait

SEED = 20_260


@dataclass(frozen=True)
class Case:
    """A brief, the knowledge it is answered from, and the seed of all luck; the same case, the same answer.

    `usual` is the knowledge before the reader's own figures, `knowledge` the one with them in place: every
    answer is worked out from the latter. Equal and hashed by what it holds. Raises KosError where a figure
    or weight of the brief names something that does not exist, or a figure lies out of its bounds.
    """

    brief: Brief
    usual: Knowledge
    seed: int = SEED
    knowledge: Knowledge = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        for name, _ in self.brief.weights:
            if name not in self.usual.weighed:
                raise KosError("brief.unknown_criterion", "weights", given=name)
        self._check_wishes()
        own = self.brief.assumptions
        object.__setattr__(self, "knowledge", _with_own(self.usual, own) if own else self.usual)

    def _check_wishes(self) -> None:
        """Raise KosError where a wish for the plan names no way, or nothing money can be spent on."""
        known = self.usual.programmes
        ways = {f"{one.id}@{platform}" for one in known.values() for platform in one.platforms}
        for name, _ in self.brief.locks:
            if name not in ways:
                raise KosError("brief.unknown_way", "locks", given=name[:60], accepted="kos_own@tiktok_shop")
        lines = ways | {f"ads@{platform}" for platform in Platform}
        for name, *_ in self.brief.timing:
            if name not in lines:
                raise KosError("brief.unknown_way", "timing", given=name[:60], accepted="kos_own@tiktok_shop")
        names = {*CreatorType, *known, *Platform, "ads"}
        for field_, pairs in (("at_least", self.brief.at_least), ("at_most", self.brief.at_most)):
            for name, _ in pairs:
                if name not in names:
                    accepted = ", ".join([*CreatorType, "ads"])
                    raise KosError("brief.unknown_spend", field_, given=name[:60], accepted=accepted)

    def with_(self, **changes: Any) -> "Case":
        """Return the case with `changes` of its brief; raises KosError naming the field that does not fit."""
        return replace(self, brief=self.brief.with_(**changes))

    def asking(self, **plain: Any) -> "Case":
        """Return the case with values a brief has accepted before, not checked again: for many tries."""
        return replace(self, brief=self.brief.model_copy(update=plain))

    def fees(self, platform: Platform) -> tuple[Fee, ...]:
        """Return the fees a platform takes of this shop: its own, and of the services it takes part in."""
        taken = self.brief.services
        return tuple(fee for fee in self.knowledge.fees[platform] if fee.service in {None, *taken})

    def trait(self, trait: Trait) -> Answer:
        """Return the reader's answer about the product, else the category's preset.

        Unanswered, how far the product is says whether it is a best-seller.
        """
        own = self.brief.traits.answer(trait)
        if own is not None:
            return own
        if trait is Trait.BEST_SELLER and self.life is not None:
            return {Life.NEW: Answer.NO, Life.BEST_SELLER: Answer.YES}.get(self.life, Answer.UNKNOWN)
        return self.knowledge.categories[self.brief.category].presets[trait]

    @property
    def life(self) -> Life | None:
        """How far the product is: as the reader says, else by its reviews; what is launched is new.

        A best-seller from 100 reviews, new at none; None where nobody knows.
        """
        reviews = self.brief.reviews
        if self.brief.life is not None:
            return self.brief.life
        if reviews is not None:
            return Life.BEST_SELLER if reviews >= 100 else Life.NEW if reviews == 0 else Life.SELLING
        return Life.NEW if self.brief.goal is Goal.LAUNCH else None


@lru_cache(maxsize=64)
def _with_own(usual: Knowledge, assumptions: tuple[tuple[str, float], ...]) -> Knowledge:
    own: Mapping[str, Estimate] = {name: _own(usual, name, value) for name, value in assumptions}
    return usual.holding(own)


def _own(usual: Knowledge, name: str, value: float) -> Estimate:
    if name not in usual.estimates:
        raise KosError("brief.unknown_assumption", "assumptions", given=name)
    low, high = own_bounds(usual.estimates[name])
    if not low <= value <= high:
        kind = usual.estimates[name].kind
        raise KosError("brief.out_of_bounds", f"assume.{name}", low=low, high=high, kind=kind)
    return usual.estimates[name].fixed_at(value)
