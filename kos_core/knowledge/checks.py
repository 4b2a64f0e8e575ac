"""Whether the knowledge holds together: every citation leads somewhere, every claim carries something."""

from collections.abc import Iterable

from kos_core.knowledge.whole import Knowledge
from kos_core.vocabulary import CreatorType

Citing = tuple[str, tuple[str, ...]]


def unresolved(known: Knowledge) -> Iterable[str]:
    """Yield every citation that leads nowhere and everything nothing leads to, file first."""
    yield from _estimates(known)
    yield from _claims(known)
    yield from _sources(known)
    yield from _references(known)
    yield from _estimates_named(known)
    yield from _complete(known)
    if known.handover.contract:
        yield from _handed_over(known)


def _estimates(known: Knowledge) -> Iterable[str]:
    citable = {*known.claims, *known.figures, *known.sources}
    for estimate in known.estimates.values():
        for name in estimate.rests_on:
            if name not in citable:
                yield f"estimates: {estimate.id}: cites {name}, which does not exist"


def _resting_on_claims(known: Knowledge) -> Iterable[Citing]:
    for criterion in known.criteria.values():
        for creator, rating in criterion.ratings.items():
            yield f"criteria.yaml: {criterion.id}.{creator}", rating.claims
    yield from _platforms_resting_on_claims(known)
    for goal, weights in known.goals.items():
        yield f"goals.yaml: {goal}", weights.claims
    for creator, told in known.creators.items():
        yield f"creators.yaml: {creator}", told.claims
    for name, theme in known.themes.items():
        yield f"creators.yaml: themes: {name}", theme.claims


def _platforms_resting_on_claims(known: Knowledge) -> Iterable[Citing]:
    for platform, entry in known.platforms.items():
        for name, rating in entry.ratings.items():
            yield f"platforms.yaml: {platform}.{name}", rating.claims
    for name, need in known.needs.items():
        for creator, rating in need.weights.items():
            yield f"platforms.yaml: needs.{name}.{creator}", rating.claims
    for sway in known.sways.values():
        for moved in sway.moved:
            yield f"platforms.yaml: sways: {sway.id}", moved.claims


def _claims(known: Knowledge) -> Iterable[str]:
    places = list(_resting_on_claims(known))
    rested = {name for _, names in places for name in names}
    checked = [(f"checklist.yaml: {row.document} line {row.line}", row.claims) for row in known.checklist]
    mapped = {name for _, names in checked for name in names}
    for where, names in [*places, *checked]:
        for name in names:
            if name not in known.claims:
                yield f"{where}: cites {name}, which is no claim"
    for claim in known.claims.values():
        if claim.document not in known.documents:
            yield f"claims.yaml: {claim.id}: no document {claim.document}"
        if claim.id not in rested:
            yield f"claims.yaml: {claim.id}: nothing rests on it"
        if claim.id not in mapped:
            yield f"claims.yaml: {claim.id}: no line of a document became it"


def _resting_on_sources(known: Knowledge) -> Iterable[Citing]:
    for category, entry in known.categories.items():
        yield (
            f"categories.yaml: banned_goods: {category}",
            entry.banned_goods.sources if entry.banned_goods else (),
        )
        yield f"categories.yaml: note: {category}", entry.note.sources if entry.note else ()
    for name, paper in known.papers.items():
        yield f"categories.yaml: papers: {name}", paper.sources
    for line in known.compliance:
        yield f"compliance.yaml: {line.id}", line.sources
    for figure in known.figures.values():
        yield f"field.csv: {figure.id}", (figure.source_id,) if figure.source_id else ()


def _sources(known: Knowledge) -> Iterable[str]:
    said = {name for estimate in known.estimates.values() for name in estimate.rests_on}
    for where, names in _resting_on_sources(known):
        said.update(names)
        for name in names:
            if name not in known.sources:
                yield f"{where}: cites {name}, which is no source"
    for source in known.sources.values():
        if source.id not in said and not source.authors:  # the method papers are cited by the code
            yield f"sources.yaml: {source.id}: nothing rests on it"


def _references(known: Knowledge) -> Iterable[str]:
    for entry in known.categories.values():
        for paper in set(entry.papers) - set(known.papers):
            yield f"categories.yaml: {entry.short.en}: no paper {paper}"
    for goal, weights in known.goals.items():
        for name in set(weights.points) - set(known.weighed):
            yield f"goals.yaml: {goal}: no criterion {name}"
    for sway in known.sways.values():
        for name in set(sway.needs) - set(known.needs):
            yield f"platforms.yaml: sways: {sway.id}: no need {name}"
    for creator, told in known.creators.items():
        for name in set(told.differs) - set(known.figures):
            yield f"creators.yaml: {creator}: no figure {name}"


def _estimates_named(known: Knowledge) -> Iterable[str]:
    for platform, place in known.platforms.items():
        if place.failed_shipping not in known.estimates:
            yield f"platforms.yaml: {platform}: no estimate {place.failed_shipping}"
    for fee in (fee for fees in known.fees.values() for fee in fees):
        days = [tariff.in_force for tariff in fee.tariffs]
        if days != sorted(set(days)):
            yield f"costs.yaml: fees: {fee.id}: tariffs stand oldest first, each day once"
        for name in {name for tariff in fee.tariffs for name in tariff.estimates} - set(known.estimates):
            yield f"costs.yaml: fees: {fee.id}: no estimate {name}"


def _complete(known: Knowledge) -> Iterable[str]:
    for criterion in known.criteria.values():
        if criterion.group not in {"practical", "voice"} and set(criterion.ratings) != set(CreatorType):
            yield f"criteria.yaml: {criterion.id}: a rating for each of the four types is needed"
    for platform, entry in known.platforms.items():
        if set(entry.ratings) != set(known.needs):
            yield f"platforms.yaml: {platform}: a rating on each need is needed"


def _handed_over(known: Knowledge) -> Iterable[str]:
    there = {line.id for line in known.compliance}
    for name in sorted(set(known.handover.lines) - there):
        yield f"handover.yaml: names {name}, which is no line of compliance.yaml"
    for name in sorted(set(known.programmes) ^ set(known.handover.contract)):
        yield f"handover.yaml: contract: {name}: no such way of hiring, or its points are missing"
