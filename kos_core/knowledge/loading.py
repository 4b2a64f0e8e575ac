"""The knowledge read from `data/`, strictly, and checked as a whole; every problem at once, file first."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from kos_core.errors import KnowledgeError
from kos_core.knowledge.checks import unresolved
from kos_core.knowledge.entries import (
    AssumedCount,
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
from kos_core.knowledge.evidence import Claim, Estimate, Figure, Source, Strict, Words
from kos_core.knowledge.files import number, read_csv, read_yaml, record
from kos_core.knowledge.handing import Handover
from kos_core.knowledge.sways import Sway
from kos_core.knowledge.whole import Knowledge
from kos_core.vocabulary import Basis, Category, CreatorType, Goal, Kind, Platform, Readiness, Trait

DATA = Path(__file__).parents[1] / "data"
K = TypeVar("K")
R = TypeVar("R", bound=Strict)


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
                    "kind": row["kind"],
                    "divides": row["divides"] == "yes",
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
        "margin_rate": {"vi": "phần của giá khách trả", "en": "share of the price paid"},
        "usual_discount": {"vi": "phần của giá niêm yết", "en": "share of the list price"},
        "live_products": {"vi": "món hàng trong một phiên", "en": "products in a session"},
        "spoiled_share": {"vi": "phần hàng hoàn", "en": "share of returned goods"},
    }
    for category, entry in categories.items():
        bands = (entry.margin, entry.usual_discount, entry.live_products, entry.spoiled_share)
        for name, band in zip(unit, bands, strict=True):
            yield (
                f"categories.yaml: {category}.{name}",
                {
                    "id": f"any.any.{category}.{name}",
                    "kind": Kind.COUNT if isinstance(band, AssumedCount) else Kind.SHARE,
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
        *_listed("handover.yaml", problems),
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
    needs_raw, sways_raw = platforms_file.get("needs", {}), platforms_file.get("sways", {})
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
        goals=_keyed(GoalEntry, list(Goal), goals_file.get("goals", {}), "goals.yaml", problems),
        roles=_keyed(
            Role,
            list(goals_file.get("roles", {})),
            goals_file.get("roles", {}),
            "goals.yaml: roles",
            problems,
        ),
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
        sways=_keyed(Sway, list(sways_raw), sways_raw, "platforms.yaml: sways", problems, with_id=True),
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
        campaigns=tuple(_campaigns(problems)),
        handover=_handover(problems),
    )


def _handover(problems: list[str]) -> Handover:
    """Return what a plan is handed over with; every category has its words."""
    raw = dict(read_yaml(DATA / "handover.yaml", problems).get("handover", {}))
    said = raw.get("categories", {})
    problems += [f"handover.yaml: categories: {one}: missing" for one in Category if one not in said]
    return record(Handover, raw, "handover.yaml", problems) or Handover()


def _campaigns(problems: list[str]) -> Iterable[Campaign]:
    """Yield the published campaigns of cases.csv; a broken line is named."""
    for line, row in enumerate(read_csv(DATA / "cases.csv", problems), start=2):
        plain = {name: cell for name, cell in row.items() if not name.endswith(("_vi", "_en"))}
        raw = {
            **plain,
            "product": _words(row.get("product_vi", ""), row.get("product_en", "")),
            "lesson": _words(row["lesson_vi"], row["lesson_en"]) if row.get("lesson_vi") else None,
            "others": tuple(word for word in row.get("others", "").split(";") if word),
            "orders": row.get("orders") or None,
            "gmv_vnd": row.get("gmv_vnd") or None,
        }
        if found := record(Campaign, raw, f"cases.csv: line {line}: {row.get('id')}", problems):
            yield found


def _version() -> str:
    """Return twelve hex digits that change with any byte of the data an answer can depend on."""
    digest = hashlib.sha256()
    for path in sorted(DATA.glob("*.yaml")) + sorted(DATA.glob("*.csv")):
        if path.name in {
            "versions.yaml",
            "goods.yaml",
        }:  # the one names the hash, no answer rests on the other
            continue
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def today() -> str:
    """Return the day in Vietnam, as ISO date."""
    return datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date().isoformat()


def load(day: str | None = None) -> Knowledge:
    """Return the knowledge in `data/` as it holds on a day, today unless told.

    Raises KnowledgeError with every problem at once.
    """
    return _on(day or today())


@lru_cache(maxsize=4)
def _on(day: str) -> Knowledge:
    return _everything().on(day)


@lru_cache(maxsize=1)
def _everything() -> Knowledge:
    problems: list[str] = []
    known = _read(problems)
    if not problems:
        problems += unresolved(known)
    if problems:
        raise KnowledgeError(problems)
    return known
