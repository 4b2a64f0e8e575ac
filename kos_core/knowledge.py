"""All that is known, loaded from `data/`, checked as a whole and frozen; `version` names it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import Field

from kos_core.brief import Brief
from kos_core.errors import KnowledgeError, KosError
from kos_core.evidence import Claim, Estimate, Figure, Rating, Source, Strict, Words
from kos_core.reading import number, read_csv, read_yaml, record
from kos_core.vocabulary import (
    Answer,
    Basis,
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

DATA = Path(__file__).parent / "data"

K = TypeVar("K")
R = TypeVar("R", bound=Strict)
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


def _id(raw: object) -> object:
    return raw.get("id") if isinstance(raw, dict) else raw


def _words(vi: str, en: str) -> dict[str, str]:
    return {"vi": vi or en, "en": en}


def _figures(problems: list[str]) -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    for name in ("benchmarks.csv", "field.csv"):
        for row in read_csv(DATA / name, problems):
            where = f"{name}: {row.get('id')}"
            try:
                raw: dict[str, Any] = {
                    **row,
                    **{key: number(row[key]) for key in ("low", "typical", "high")},
                    "unit": _words(row["unit_vi"], row["unit"]),
                    "note": _words(row["note_vi"], row["note"]) if row["note"] else None,
                }
            except ValueError as broken:
                problems.append(f"{where}: {broken}")
                continue
            for extra in ("unit_vi", "note_vi"):
                raw.pop(extra)
            figure = record(Figure, raw, where, problems)
            if figure and figure.id in found:
                problems.append(f"{where}: stands twice")
            if figure:
                found[figure.id] = figure
    return found


def _table(name: str, problems: list[str]) -> Iterable[tuple[str, dict[str, Any]]]:
    for row in read_csv(DATA / name, problems):
        try:
            yield (
                f"{name}: {row['id']}",
                {
                    "id": row["id"],
                    "low": number(row["low"]),
                    "likely": number(row["typical"]),
                    "high": number(row["high"]),
                    "unit": _words(row["unit_vi"], row["unit"]),
                    "basis": row["basis"],
                    "rests_on": tuple(x for x in row["derived_from_ids"].split(";") if x),
                    "why": _words(row["explanation_vi"], row["explanation"]) if row["explanation"] else None,
                },
            )
        except ValueError as broken:
            problems.append(f"{name}: {row.get('id')}: {broken}")


def _listed(name: str, problems: list[str]) -> Iterable[tuple[str, dict[str, Any]]]:
    for raw in read_yaml(DATA / name, problems).get("estimates", []):
        yield f"{name}: {_id(raw)}", raw


def _of_categories(categories: dict[Category, CategoryEntry]) -> Iterable[tuple[str, dict[str, Any]]]:
    unit = {
        "margin_rate": {"vi": "phần của giá niêm yết", "en": "share of the list price"},
        "spoiled_share": {"vi": "phần hàng hoàn", "en": "share of returned goods"},
    }
    for category, entry in categories.items():
        for name, band in (("margin_rate", entry.margin), ("spoiled_share", entry.spoiled_share)):
            yield (
                f"categories.yaml: {category}.{name}",
                {
                    "id": f"any.any.{category}.{name}",
                    **band.model_dump(exclude={"why"}),
                    "unit": unit[name],
                    "basis": Basis.ASSUMPTION,
                    "why": band.why,
                },
            )


def _keyed(
    kind: type[R],
    keys: Iterable[K],
    raw: dict[str, Any],
    where: str,
    problems: list[str],
    *,
    with_id: bool = False,
) -> dict[K, R]:
    wanted = [str(key) for key in keys]
    problems += [f"{where}: {key}: missing" for key in wanted if key not in raw]
    problems += [f"{where}: {key}: not a word we know" for key in raw if key not in wanted]
    found: dict[K, R] = {}
    for key in keys:
        entry = raw.get(str(key))
        if entry is not None:
            if with_id and isinstance(entry, dict):
                entry = {"id": str(key), **entry}
            one = record(kind, entry, f"{where}: {key}", problems)
            if one is not None:
                found[key] = one
    return found


def _read(problems: list[str]) -> Knowledge:
    claims_file = read_yaml(DATA / "claims.yaml", problems)
    claims: dict[str, Claim] = {}
    for raw in claims_file.get("claims", []):
        claim = record(Claim, raw, f"claims.yaml: {_id(raw)}", problems)
        if claim and claim.id in claims:
            problems.append(f"claims.yaml: {claim.id}: stands twice")
        if claim:
            claims[claim.id] = claim
    checks = [
        record(CheckRow, raw, f"checklist.yaml: {raw}", problems)
        for raw in read_yaml(DATA / "checklist.yaml", problems).get("checklist", [])
    ]
    sources_file = read_yaml(DATA / "sources.yaml", problems)
    sources: dict[str, Source] = {}
    for raw in [*sources_file.get("sources", []), *sources_file.get("methods", [])]:
        source = record(Source, raw, f"sources.yaml: {_id(raw)}", problems)
        if source and source.id in sources:
            problems.append(f"sources.yaml: {source.id}: stands twice")
        if source:
            sources[source.id] = source
    documents = {key: Words(**entry["title"]) for key, entry in sources_file.get("documents", {}).items()}
    categories_file = read_yaml(DATA / "categories.yaml", problems)
    categories = _keyed(
        CategoryEntry, list(Category), categories_file.get("categories", {}), "categories.yaml", problems
    )
    papers_raw = categories_file.get("papers", {})
    papers = _keyed(Paper, list(papers_raw), papers_raw, "categories.yaml: papers", problems)
    estimates: dict[str, Estimate] = {}
    for where, raw in [
        *_table("defaults.csv", problems),
        *_table("category_assumptions.csv", problems),
        *_listed("costs.yaml", problems),
        *_listed("model.yaml", problems),
        *_listed("programmes.yaml", problems),
        *_of_categories(categories),
    ]:
        estimate = record(Estimate, raw, where, problems)
        if estimate and estimate.id in estimates:
            problems.append(f"{where}: stands twice")
        if estimate:
            estimates[estimate.id] = estimate
    criteria_raw = read_yaml(DATA / "criteria.yaml", problems).get("criteria", {})
    platforms_file = read_yaml(DATA / "platforms.yaml", problems)
    programmes_raw = read_yaml(DATA / "programmes.yaml", problems).get("programmes", {})
    readiness_raw = read_yaml(DATA / "readiness.yaml", problems).get("readiness", {})
    needs_raw = platforms_file.get("needs", {})
    goals_file = read_yaml(DATA / "goals.yaml", problems)
    creators_file = read_yaml(DATA / "creators.yaml", problems)
    themes_raw = creators_file.get("themes", {})
    fees_raw = read_yaml(DATA / "costs.yaml", problems).get("fees", {})
    traits_raw = read_yaml(DATA / "traits.yaml", problems).get("traits", {})
    return Knowledge(
        version=_version(),
        claims=claims,
        checklist=tuple(c for c in checks if c),
        documents=documents,
        sources=sources,
        figures=_figures(problems),
        estimates=estimates,
        criteria=_keyed(Criterion, list(criteria_raw), criteria_raw, "criteria.yaml", problems, with_id=True),
        creators=_keyed(
            Creator, list(CreatorType), creators_file.get("creators", {}), "creators.yaml", problems
        ),
        themes=_keyed(Theme, list(themes_raw), themes_raw, "creators.yaml: themes", problems),
        goals=_keyed(GoalWeights, list(Goal), goals_file.get("goals", {}), "goals.yaml", problems),
        traits=_keyed(TraitEntry, list(Trait), traits_raw, "traits.yaml", problems),
        readiness=_keyed(
            ReadinessEntry,
            list(Readiness),
            readiness_raw,
            "readiness.yaml",
            problems,
        ),
        ready_needs={
            t: tuple(
                need
                for raw in goals_file.get("ready_needs", {}).get(t, [])
                if (need := record(ReadyNeed, raw, f"goals.yaml: ready_needs: {t}", problems))
            )
            for t in CreatorType
        },
        categories=categories,
        papers=papers,
        needs=_keyed(Need, list(needs_raw), needs_raw, "platforms.yaml: needs", problems),
        platforms=_keyed(
            PlatformEntry, list(Platform), platforms_file.get("platforms", {}), "platforms.yaml", problems
        ),
        fees={
            p: tuple(
                fee
                for raw in fees_raw.get(p, [])
                if (fee := record(Fee, raw, f"costs.yaml: fees: {p}", problems))
            )
            for p in Platform
        },
        programmes=_keyed(
            Programme, list(programmes_raw), programmes_raw, "programmes.yaml", problems, with_id=True
        ),
        compliance=tuple(
            line
            for raw in read_yaml(DATA / "compliance.yaml", problems).get("compliance", [])
            if (line := record(Compliance, raw, f"compliance.yaml: {_id(raw)}", problems))
        ),
    )


def _version() -> str:
    """Return twelve hex digits that change with any byte of the data an answer can depend on."""
    digest = hashlib.sha256()
    for path in sorted(DATA.glob("*.yaml")) + sorted(DATA.glob("*.csv")):
        if path.name == "versions.yaml":  # it names the hash and so cannot be part of it
            continue
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def _unresolved(known: Knowledge) -> Iterable[str]:
    """Yield every citation that leads nowhere and every claim nothing leads to."""
    citable = {*known.claims, *known.figures, *known.sources}
    for estimate in known.estimates.values():
        for name in estimate.rests_on:
            if name not in citable:
                yield f"estimates: {estimate.id}: cites {name}, which does not exist"
    places: list[tuple[str, tuple[str, ...]]] = [
        *(
            (f"criteria.yaml: {c.id}.{t}", r.claims)
            for c in known.criteria.values()
            for t, r in c.ratings.items()
        ),
        *(
            (f"platforms.yaml: {p}.{n}", r.claims)
            for p, e in known.platforms.items()
            for n, r in e.ratings.items()
        ),
        *(
            (f"platforms.yaml: needs.{n}.{t}", r.claims)
            for n, e in known.needs.items()
            for t, r in e.weights.items()
        ),
        *((f"goals.yaml: {g}", e.claims) for g, e in known.goals.items()),
        *((f"creators.yaml: {t}", e.claims) for t, e in known.creators.items()),
        *((f"creators.yaml: themes: {n}", e.claims) for n, e in known.themes.items()),
    ]
    rested = {name for _, names in places for name in names}
    places += [
        *((f"checklist.yaml: {c.document} line {c.line}", c.claims) for c in known.checklist),
    ]
    for where, names in places:
        for name in names:
            if name not in known.claims:
                yield f"{where}: cites {name}, which is no claim"
    said: set[str] = {name for estimate in known.estimates.values() for name in estimate.rests_on}
    for where, names in [
        *(
            (f"categories.yaml: banned_goods: {c}", e.banned_goods.sources if e.banned_goods else ())
            for c, e in known.categories.items()
        ),
        *(
            (f"categories.yaml: note: {c}", e.note.sources if e.note else ())
            for c, e in known.categories.items()
        ),
        *((f"categories.yaml: papers: {n}", p.sources) for n, p in known.papers.items()),
        *((f"compliance.yaml: {c.id}", c.sources) for c in known.compliance),
        *((f"field.csv: {f.id}", (f.source_id,)) for f in known.figures.values() if f.source_id),
    ]:
        said.update(names)
        for name in names:
            if name not in known.sources:
                yield f"{where}: cites {name}, which is no source"
    for source in known.sources.values():
        if source.id not in said and not source.authors:  # the method papers are cited by the code
            yield f"sources.yaml: {source.id}: nothing rests on it"
    mapped = {name for row in known.checklist for name in row.claims}
    for claim in known.claims.values():
        if claim.document not in known.documents:
            yield f"claims.yaml: {claim.id}: no document {claim.document}"
        if claim.id not in rested:
            yield f"claims.yaml: {claim.id}: nothing rests on it"
        if claim.id not in mapped:
            yield f"claims.yaml: {claim.id}: no line of a document became it"
    for entry in known.categories.values():
        for paper in entry.papers:
            if paper not in known.papers:
                yield f"categories.yaml: {entry.short.en}: no paper {paper}"
    for goal, weights in known.goals.items():
        for name in weights.points:
            if name not in known.criteria:
                yield f"goals.yaml: {goal}: no criterion {name}"
    for criterion in known.criteria.values():
        if criterion.group != "practical" and set(criterion.ratings) != set(CreatorType):
            yield f"criteria.yaml: {criterion.id}: a rating for each of the four types is needed"
    for platform, entry_p in known.platforms.items():
        if set(entry_p.ratings) != set(known.needs):
            yield f"platforms.yaml: {platform}: a rating on each need is needed"
    for fees in known.fees.values():
        for fee in fees:
            for name in (fee.estimate, *fee.by_category.values()):
                if name not in known.estimates:
                    yield f"costs.yaml: fees: {fee.id}: no estimate {name}"


@lru_cache(maxsize=1)
def load() -> Knowledge:
    """Return the knowledge in `data/`; raises KnowledgeError with every problem at once."""
    problems: list[str] = []
    known = _read(problems)
    if not problems:
        problems += _unresolved(known)
    if problems:
        raise KnowledgeError(problems)
    return known
