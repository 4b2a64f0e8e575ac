"""All that is known, one frozen whole; `version` names it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from kos_core.errors import KnowledgeError
from kos_core.knowledge.entries import (
    Campaign,
    CategoryEntry,
    CheckRow,
    Compliance,
    Creator,
    Criterion,
    Fee,
    GoalEntry,
    Need,
    Paper,
    PlatformEntry,
    Programme,
    ReadinessEntry,
    ReadyNeed,
    Role,
    Theme,
    TraitEntry,
)
from kos_core.knowledge.evidence import Claim, Estimate, Figure, Source, Words
from kos_core.knowledge.handing import Handover
from kos_core.knowledge.sways import Sway
from kos_core.vocabulary import (
    Category,
    CreatorType,
    Goal,
    Platform,
    Readiness,
    Stage,
    Support,
    Trait,
)


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
    goals: dict[Goal, GoalEntry]
    roles: dict[str, Role]
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
    campaigns: tuple[Campaign, ...] = ()
    sways: dict[str, Sway] = field(default_factory=dict)
    handover: Handover = field(default_factory=Handover)
    changed: frozenset[tuple[str, float, float, float]] = field(default=frozenset())
    day: str = ""

    @property
    def _identity(self) -> tuple[str, str, frozenset[tuple[str, float, float, float]]]:
        return self.version, self.day, self.changed

    def __hash__(self) -> int:
        """Return a hash of the version, the day, and what was replaced in it."""
        return hash(self._identity)

    def __eq__(self, other: object) -> bool:
        """Return whether both know the same: same data, same day, same estimates in place of some."""
        return isinstance(other, Knowledge) and self._identity == other._identity

    def on(self, day: str) -> "Knowledge":
        """Return what holds on a day, an ISO date: every fee's tariff and every limit's value of that day."""
        fees = {platform: tuple(fee.on(day) for fee in held) for platform, held in self.fees.items()}
        estimates = {name: one.on(day) for name, one in self.estimates.items()}
        return replace(self, fees=fees, estimates=estimates, day=day)

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
        return self.estimate(fee.tariff.by_category.get(category, fee.tariff.estimate))

    def in_force(self, fee: Fee, category: Category) -> str:
        """Return since when a platform's fee is what it is for a category, as ISO date or part of one."""
        since = self.fee_estimate(fee, category).date
        return since if since not in {"", "own"} else fee.tariff.in_force

    def width(self, support: Support) -> float:
        """Return the half-width of a rating's range by how directly the document speaks."""
        return self.likely(f"model.width_{support}")

    @cached_property
    def weighed(self) -> dict[str, Criterion]:
        """The criteria of the documents' voice, whose weights are points."""
        return {name: one for name, one in self.criteria.items() if one.group != "voice"}

    @cached_property
    def counted(self) -> frozenset[Stage]:
        """The stages that goals count first."""
        tables = (goal.measure for goal in self.goals.values())
        return frozenset(
            one.first for table in tables for one in (table.usual, table.leads, table.reach) if one
        )

    def programmes_of(self, creator: CreatorType) -> tuple[Programme, ...]:
        """Return the ways of hiring a type."""
        return self._by_creator[creator]

    @cached_property
    def price_edges(self) -> tuple[float, ...]:
        """The prices at which something asked by price begins or ends to count, lowest first."""
        asked = [criterion.when for criterion in self.criteria.values() if criterion.when is not None]
        asked += [sway.when for sway in self.sways.values()]
        return tuple(sorted({edge for when in asked for edge in when.edges}))

    @cached_property
    def _by_creator(self) -> dict[CreatorType, tuple[Programme, ...]]:
        return {t: tuple(p for p in self.programmes.values() if p.creator is t) for t in CreatorType}

    def holding(self, own: "Mapping[str, Estimate]") -> "Knowledge":
        """Return this knowledge with other estimates in place of some; itself where there are none.

        What was replaced, and by what, is part of its identity.
        """
        if not own:
            return self
        told = {one.id: (one.id, one.low, one.likely, one.high) for one in own.values()}
        before = {change[0]: change for change in self.changed}
        return replace(
            self,
            estimates={**self.estimates, **own},
            changed=frozenset((before | told).values()),
        )
