"""All that is known, one frozen whole; `version` names it."""

from dataclasses import dataclass, field, replace
from functools import cached_property

from kos_core.brief import Brief
from kos_core.errors import KnowledgeError, KosError
from kos_core.knowledge.entries import (
    CategoryEntry,
    CheckRow,
    Compliance,
    Creator,
    Criterion,
    Fee,
    GoalWeights,
    Need,
    Paper,
    PlatformEntry,
    Programme,
    ReadinessEntry,
    ReadyNeed,
    Theme,
    TraitEntry,
)
from kos_core.knowledge.evidence import Claim, Estimate, Figure, Source, Words, own_bounds
from kos_core.vocabulary import Answer, Category, CreatorType, Goal, Platform, Readiness, Support, Trait


@dataclass(frozen=True, eq=False)
class Knowledge:
    """Everything the program knows; results are functions of it and a brief."""

    version: str
    claims: dict[str, Claim]
    checklist: tuple[CheckRow, ...]
    documents: dict[str, Words]
    sources: dict[str, Source]
    figures: dict[str, Figure]
    estimates: dict[str, Estimate]
    criteria: dict[str, Criterion]
    creators: dict[CreatorType, Creator]
    themes: dict[str, Theme]
    goals: dict[Goal, GoalWeights]
    traits: dict[Trait, TraitEntry]
    readiness: dict[Readiness, ReadinessEntry]
    ready_needs: dict[CreatorType, tuple[ReadyNeed, ...]]
    categories: dict[Category, CategoryEntry]
    papers: dict[str, Paper]
    needs: dict[str, Need]
    platforms: dict[Platform, PlatformEntry]
    fees: dict[Platform, tuple[Fee, ...]]
    programmes: dict[str, Programme]
    compliance: tuple[Compliance, ...]
    changed: frozenset[tuple[str, float]] = field(default=frozenset())

    def __hash__(self) -> int:
        """Return a hash of the version and what the reader changed in it."""
        return hash((self.version, self.changed))

    def __eq__(self, other: object) -> bool:
        """Return whether both know the same: same data, same changes by the reader."""
        return isinstance(other, Knowledge) and (self.version, self.changed) == (other.version, other.changed)

    def estimate(self, *ids: str) -> Estimate:
        """Return the first estimate there is under `ids`; raises KnowledgeError when there is none."""
        for name in ids:
            if name in self.estimates:
                return self.estimates[name]
        raise KnowledgeError([f"no estimate under {' or '.join(ids)}"])

    def likely(self, name: str) -> float:
        """Return the likely value of an estimate."""
        return self.estimate(name).likely

    def parameter(self, programme: Programme, platform: Platform, name: str) -> Estimate:
        """Return a programme's own estimate on a platform, else the published table's for its type."""
        return self.estimate(
            f"{programme.id}.{platform}.{name}",
            f"{programme.id}.any.{name}",
            f"{programme.creator}.{platform}.any.{name}",
        )

    def of_category(self, category: Category, name: str) -> Estimate:
        """Return a category's estimate of `name`."""
        return self.estimate(f"any.any.{category}.{name}", f"any.any.any.{name}")

    def fee_estimate(self, fee: Fee, category: Category) -> Estimate:
        """Return what a platform's fee comes to for a category."""
        return self.estimate(fee.by_category.get(category, fee.estimate))

    def in_force(self, fee: Fee, category: Category) -> str:
        """Return since when a platform's fee is what it is for a category, as ISO date or part of one."""
        since = self.fee_estimate(fee, category).date
        return since if since not in {"", "own"} else fee.in_force

    def trait(self, brief: Brief, trait: Trait) -> Answer:
        """Return the reader's answer about the product, else the category's preset.

        Unanswered, the count of reviews says whether it is a best-seller: yes from 100, no at none.
        """
        own = brief.traits.answer(trait)
        if own is not None:
            return own
        if trait is Trait.BEST_SELLER and brief.reviews is not None:
            return Answer.YES if brief.reviews >= 100 else Answer.NO if brief.reviews == 0 else Answer.UNKNOWN
        return self.categories[brief.category].presets[trait]

    def width(self, support: Support) -> float:
        """Return the half-width of a rating's range by how directly the document speaks."""
        return self.likely(f"model.width_{support}")

    def programmes_of(self, creator: CreatorType) -> tuple[Programme, ...]:
        """Return the ways of hiring a type."""
        return self._by_creator[creator]

    @cached_property
    def _by_creator(self) -> dict[CreatorType, tuple[Programme, ...]]:
        return {t: tuple(p for p in self.programmes.values() if p.creator is t) for t in CreatorType}

    def under(self, brief: Brief) -> "Knowledge":
        """Return this knowledge with the brief's own figures in place; itself where there are none.

        Raises KosError where a figure or weight names something that does not exist.
        """
        for name, _ in brief.weights:
            if name not in self.criteria:
                raise KosError("brief.unknown_criterion", "weights", given=name)
        if not brief.assumptions:
            return self
        own: dict[str, Estimate] = {}
        for name, value in brief.assumptions:
            if name not in self.estimates:
                raise KosError("brief.unknown_assumption", "assumptions", given=name)
            low, high = own_bounds(self.estimates[name])
            if not low <= value <= high:
                raise KosError("brief.out_of_bounds", f"assume.{name}", low=low, high=high)
            own[name] = self.estimates[name].fixed_at(value)
        return replace(self, estimates={**self.estimates, **own}, changed=frozenset(brief.assumptions))
