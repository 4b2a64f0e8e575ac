"""The shelf behind the Documents screen: what rests on a claim or figure, counts, filters."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from kos_core.knowledge.entries import Fee, Tariff
from kos_core.knowledge.evidence import Claim, Figure, Rating, Words
from kos_core.knowledge.whole import Knowledge
from kos_core.vocabulary import CreatorType, Goal, Platform, Support

ADDED = "F"  # ids of field.csv; those of the 271 in benchmarks.csv begin with B
Kind = Literal["rating", "need", "sway", "platform", "goal", "creator", "theme"]


@dataclass(frozen=True)
class Rest:
    """One thing that rests on a claim: a rating, a need, a sway, a capability, a goal, a type, a theme.

    `name` is the criterion, need, sway or theme; `of` the type, platform or goal; `value` is 0 to 10.
    """

    kind: Kind
    name: str = ""
    of: str = ""
    value: float | None = None
    support: Support | None = None

    def said(self, knowledge: Knowledge, lang: Literal["vi", "en"]) -> str:
        """Return what this is, in the reader's words: `Chốt đơn · KOS 9/10`."""
        mark = "" if self.value is None else f" {self.value:g}/10"
        if self.kind in {"rating", "need"}:
            type_ = knowledge.creators[CreatorType(self.of)].short(lang)
            one = (knowledge.criteria if self.kind == "rating" else knowledge.needs)[self.name]
            return f"{one.label(lang)} · {type_}{mark}"
        if self.kind == "sway":
            return knowledge.sways[self.name].label(lang)
        if self.kind == "platform":
            where = knowledge.platforms[Platform(self.of)].label
            return f"{knowledge.needs[self.name].label(lang)} · {where}{mark}"
        if self.kind == "goal":
            return knowledge.goals[Goal(self.of)].label(lang)
        if self.kind == "creator":
            return knowledge.creators[CreatorType(self.of)].plain(lang)
        return knowledge.themes[self.name].label(lang)


@dataclass(frozen=True)
class Counts:
    """What is said first: how many documents, figures and parameters, and how many of these are assumed."""

    documents: int
    claims: int
    published: int
    grade_a: int
    added: int
    added_grade_a: int
    parameters: int
    assumptions: int


def resting(knowledge: Knowledge) -> dict[str, tuple[Rest, ...]]:
    """Return for every claim what rests on it: ratings, needs, sways, platforms, goals, types, themes."""
    found: dict[str, list[Rest]] = {name: [] for name in knowledge.claims}
    for claims, rest in _rests(knowledge):
        for name in claims:
            found[name].append(rest)
    return {name: tuple(rests) for name, rests in found.items()}


def _rests(knowledge: Knowledge) -> Iterator[tuple[tuple[str, ...], Rest]]:
    rated: tuple[tuple[Kind, str, Mapping[Any, Rating]], ...] = (
        *(("rating", one.id, one.ratings) for one in knowledge.criteria.values()),
        *(("need", name, need.weights) for name, need in knowledge.needs.items()),
    )
    for kind, name, ratings in rated:
        for creator, rating in ratings.items():
            yield rating.claims, Rest(kind, name, creator, rating.value, rating.support)
    for sway in knowledge.sways.values():
        yield from ((moved.claims, Rest("sway", sway.id, support=moved.support)) for moved in sway.moved)
    for platform, entry in knowledge.platforms.items():
        for name, rating in entry.ratings.items():
            yield rating.claims, Rest("platform", name, platform, rating.value, rating.support)
    yield from ((weights.claims, Rest("goal", of=goal)) for goal, weights in knowledge.goals.items())
    yield from ((told.claims, Rest("creator", of=type_)) for type_, told in knowledge.creators.items())
    yield from ((theme.claims, Rest("theme", name)) for name, theme in knowledge.themes.items())


def used_by(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """Return for every published figure the estimates that rest on it; empty where it feeds nothing yet."""
    found: dict[str, list[str]] = {name: [] for name in knowledge.figures}
    for estimate in knowledge.estimates.values():
        for name in estimate.rests_on:
            if name in found:
                found[name].append(estimate.id)
    return {name: tuple(ids) for name, ids in found.items()}


def fees_on(knowledge: Knowledge) -> dict[str, tuple[tuple[Platform, Fee, Tariff], ...]]:
    """Return the platforms' own fees that each estimate stands behind, and with which of their tariffs."""
    found: dict[str, list[tuple[Platform, Fee, Tariff]]] = {}
    for platform, fees in knowledge.fees.items():
        for fee in fees:
            for tariff in fee.tariffs:
                for name in tariff.estimates:
                    found.setdefault(name, []).append((platform, fee, tariff))
    return {name: tuple(fees) for name, fees in found.items()}


def count(knowledge: Knowledge) -> Counts:
    """Return the numbers said first; those added since are counted apart from the published 271."""
    added = [figure for figure in knowledge.figures.values() if figure.id.startswith(ADDED)]
    published = [figure for figure in knowledge.figures.values() if not figure.id.startswith(ADDED)]
    return Counts(
        documents=len(knowledge.documents),
        claims=len(knowledge.claims),
        published=len(published),
        grade_a=sum(figure.grade == "A" for figure in published),
        added=len(added),
        added_grade_a=sum(figure.grade == "A" for figure in added),
        parameters=len(knowledge.estimates),
        assumptions=sum(estimate.is_assumption for estimate in knowledge.estimates.values()),
    )


def by_section(claims: Iterable[Claim]) -> dict[str, dict[Words, list[Claim]]]:
    """Return claims by document and section, in the documents' order."""
    found: dict[str, dict[Words, list[Claim]]] = {}
    for claim in claims:
        found.setdefault(claim.document, {}).setdefault(claim.section, []).append(claim)
    return found


def filtered(
    figures: Iterable[Figure],
    *,
    parameter: str | None = None,
    platform: str | None = None,
    category: str | None = None,
    grade: str | None = None,
    market: str | None = None,
) -> list[Figure]:
    """Return the figures that have every value given; None asks for nothing."""
    wanted = {
        "parameter": parameter,
        "platform": platform,
        "category": category,
        "grade": grade,
        "market": market,
    }
    return [
        figure
        for figure in figures
        if all(value is None or getattr(figure, name) == value for name, value in wanted.items())
    ]
