"""All that is known, one frozen record for each entry of the data files; `version` names it."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from pydantic import Field

from kos_core.brief import Brief
from kos_core.errors import KnowledgeError, KosError
from kos_core.evidence import Claim, Estimate, Figure, Rating, Source, Strict, Words
from kos_core.vocabulary import (
    Answer,
    Category,
    CreatorType,
    Deal,
    Goal,
    Platform,
    Readiness,
    Support,
    Trait,
    Unit,
)

Group = Literal["role", "craft", "product", "audience", "way", "practical"]


class Condition(Strict):
    """When a criterion counts: a product trait answered so, or a price band."""

    trait: Trait | None = None
    answer: Answer = Answer.YES
    price_from: float = 0
    price_below: float = 1e18


class Criterion(Strict):
    """One thing a brief may need from a creator, and how well each type meets it."""

    id: str
    group: Group
    label: Words
    asks: Words
    when: Condition | None = None
    points: float = Field(default=0, ge=0)
    why: Words
    ratings: dict[CreatorType, Rating] = Field(default_factory=dict)


class GoalWeights(Strict):
    """What a goal makes a brief need: points by criterion, and the evidence."""

    label: Words
    under: Words
    verb: Words
    points: dict[str, float]
    product_scale: float = Field(gt=0, le=1)
    claims: tuple[str, ...] = ()
    why: Words


class TraitEntry(Strict):
    """How a product trait is asked and whom it helps."""

    label: Words
    helps: Words
    basis: Literal["explicit", "implied", "judgement", "law"]
    ask: int | None


class ReadinessEntry(Strict):
    """How a readiness question is asked and what its answer does."""

    question: Words
    effect: Words
    gate: bool


class Band(Strict):
    """A low, likely and high share with the reason it is assumed."""

    low: float
    likely: float
    high: float
    why: Words


class BannedGoods(Strict):
    """Goods of a category that may not be advertised at all."""

    question: Words
    why: Words
    sources: tuple[str, ...]


class Note(Words):
    """A condition that holds for part of a category only."""

    sources: tuple[str, ...] = ()


class Paper(Strict):
    """A paper that has to be there before anything is filmed or sold live."""

    name: Words
    why: Words
    meanwhile: Words
    sources: tuple[str, ...]
    status: Literal["seen", "to_verify"]


class CategoryEntry(Strict):
    """A category as a preset of traits, with its gates and the assumptions only it needs."""

    label: Words
    short: Words
    words: tuple[str, ...]
    presets: dict[Trait, Answer]
    leads: bool
    legal_counsel: bool
    margin: Band
    spoiled_share: Band
    papers: tuple[str, ...]
    banned_goods: BannedGoods | None = None
    note: Note | None = None


class Need(Strict):
    """What a type may need of a platform."""

    label: Words
    weights: dict[CreatorType, Rating]


class PlatformEntry(Strict):
    """A platform: its name, what it is good at, and its ratings on the needs."""

    label: str
    good_at: Words
    ratings: dict[str, Rating]


class Fee(Strict):
    """One of a platform's fees under its own name."""

    id: str
    label: Words
    per: Literal["value", "order"]
    seller_kind: Words
    in_force: str
    estimate: str
    by_category: dict[Category, str] = Field(default_factory=dict)


class ReadyNeed(Strict):
    """What a type needs the shop to have ready, and how much of its readiness that is."""

    item: str
    share: float = Field(gt=0)


class Programme(Strict):
    """A way of hiring a type: unit, pay, sizes; its parameters are estimates under its id."""

    id: str
    creator: CreatorType
    unit: Unit
    deal: Deal
    live: bool
    label: Words
    unit_word: Words
    unit_one: Words
    how: Words
    platforms: tuple[Platform, ...]
    smallest: int = Field(ge=1)
    comfortable: int = Field(ge=1)
    most_per_week: float = Field(gt=0)
    most: int = Field(ge=1)
    units_per_creator: int = Field(ge=0)  # 0: one creator (or the shop's own channel) does all units
    shop_channel: bool = False
    samples_per_unit: int = Field(default=0, ge=0)
    months: int = Field(default=0, ge=0)
    posts_per_unit: int = Field(default=1, ge=1)
    sells_only: bool = False  # makes no sense where the chain ends at leads
    why: Words


class Creator(Strict):
    """A type in plain words, and the claims that define and judge it."""

    short: Words
    plain: Words
    also: Words
    means: Words
    judged_by: Words
    claims: tuple[str, ...]


class Theme(Strict):
    """Something the documents say of the field as a whole, beside the types."""

    label: Words
    claims: tuple[str, ...]


class Compliance(Strict):
    """One line of law or contract for the hand-off."""

    id: str
    topic: str
    categories: tuple[str, ...]
    vi: str
    en: str
    sources: tuple[str, ...] = ()
    status: Literal["seen", "to_verify"]


class CheckRow(Strict):
    """One line of a document and the claims it became."""

    document: str
    line: int
    claims: tuple[str, ...]
    because: str = ""


SHARES = (
    "_rate", "_share", "_split", "_from", "_discount", "_ctr", "cart_to_order", "click_to_order",
    "of_impressions", "refused_in_return", ".electronics", ".fashion", ".home_living", ".mother_baby",
)  # fmt: skip
"""Endings of the ids of estimates that are shares of one."""

DIVIDES = (
    "cpm_vnd", "aov_vnd", "of_impressions", "cart_to_order", "width_explicit", "width_implied",
    "width_judgement", "weight_spread",
)  # fmt: skip
"""Endings of the ids of estimates that something is divided by."""


def is_share(estimate: Estimate) -> bool:
    """Return whether an estimate is a share of one, shown as per cent."""
    return estimate.id.endswith(SHARES)


def own_bounds(estimate: Estimate) -> tuple[float, float]:
    """Return the least and the greatest value the reader may give in place of an estimate."""
    least = estimate.low / 100 if estimate.id.endswith(DIVIDES) else 0.0
    if is_share(estimate):
        return least, 0.9 if estimate.id.startswith("cost.withholding") else 1.0
    if estimate.id.startswith(("model.width", "model.weight")):
        return least, 10.0 if "width" in estimate.id else 3.0
    return least, max(estimate.high, 1.0) * 1_000


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
