"""What a number rests on, in words: its name, its value, who says so, how directly, of what grade."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kos_core.knowledge.evidence import Carried, Estimate, Figure
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers.writing import write_number, write_share, write_vnd
from kos_core.say.text import Text
from kos_core.vocabulary import Basis, Category, CreatorType, Kind, Platform


@dataclass(frozen=True)
class Cited:
    """One number as it is shown: its name, value and range, whether it is assumed, and its support."""

    id: str
    name: str
    value: str
    span: str
    mark: str
    is_assumption: bool
    why: str
    support: tuple[str, ...]


def name_of(estimate: Estimate, knowledge: Knowledge, text: Text) -> str:
    """Return an estimate's name: what it is, of whom, where."""
    *places, last = estimate.id.split(".")
    said = [text(f"parameter.{last}")]
    for place in places:
        if place in set(CreatorType):
            said.append(knowledge.creators[CreatorType(place)].short(text.lang))
        elif place in set(Platform):
            said.append(knowledge.platforms[Platform(place)].label)
        elif place in set(Category):
            said.append(knowledge.categories[Category(place)].short(text.lang))
        elif place in knowledge.programmes:
            said.append(knowledge.programmes[place].label(text.lang))
        elif f"season.{place}" in text:
            said.append(text(f"season.{place}"))
    return " · ".join(said)


def value_of(number: float, estimate: Estimate, text: Text) -> str:
    """Return a value of an estimate as people read it: money, per cent or count."""
    if estimate.kind is Kind.VND:
        return write_vnd(number, text.lang, None)
    if estimate.kind is Kind.SHARE:
        return write_share(number, text.lang, 1)
    return write_number(number, text.lang, 3)


@lru_cache(maxsize=2_048)
def cite(estimate: Estimate, knowledge: Knowledge, text: Text) -> Cited:
    """Return an estimate with everything a reader may ask of it."""
    middle = value_of(estimate.likely, estimate, text)
    span = ""
    if estimate.low != estimate.high:
        span = f"{value_of(estimate.low, estimate, text)} – {value_of(estimate.high, estimate, text)}"
    own = estimate.date == "own" or estimate.id.startswith("own.")
    mark = text("evidence.own") if own else text(f"evidence.{estimate.basis}")
    return Cited(
        estimate.id,
        name_of(estimate, knowledge, text),
        middle,
        span,
        mark,
        estimate.basis is Basis.ASSUMPTION and not own,
        "" if estimate.why is None else estimate.why(text.lang),
        tuple(support(estimate.rests_on, knowledge, text)),
    )


def support(names: Iterable[str], knowledge: Knowledge, text: Text) -> Iterable[str]:
    """Yield a line for every claim, figure or source: who says so, where, of what grade, when."""
    for name in names:
        if name in knowledge.claims:
            claim = knowledge.claims[name]
            document = knowledge.documents[claim.document](text.lang)
            section = text("evidence.section", section=claim.section(text.lang))
            yield f"{text('evidence.claim')} ({claim.id}, {document}, {section}): {claim(text.lang)}"
        elif name in knowledge.figures:
            figure = knowledge.figures[name]
            grade = text("evidence.grade", grade=figure.grade)
            where = f"{title_of(figure, text)}, {year_of(figure, text) or figure.seen}"
            yield " · ".join(part for part in (figure.id, grade, where, figure.source_url) if part)
        elif name in knowledge.sources:
            source = knowledge.sources[name]
            where = f"{source.title or source.address}, {in_words(source.date or str(source.year), text)}"
            yield " · ".join(part for part in (source.id, where, source.address) if part)


# What the data note in English beside a name or a date, and the sentence it is shown as.
DATES = ("n.d.", "undated", "about", "early", "snapshot", "to")
TITLES = ("stored copy carries no address", "press interview", "chairman")


def in_words(written: str, text: Text, notes: tuple[str, ...] = DATES) -> str:
    """Return a date or a title with what the data note in English in the reader's language."""
    for note in notes:
        key = f"documents.note.{note.replace('.', '').replace(' ', '_')}"
        written = re.sub(rf"(?<!\w){re.escape(note)}(?!\w)", text(key), written)
    return written


def year_of(figure: Figure, text: Text) -> str:
    """Return the year a figure's source names, in the reader's words."""
    return in_words(figure.year, text)


def title_of(figure: Figure, text: Text) -> str:
    """Return a figure's source, what is noted beside its name in the reader's words."""
    return in_words(figure.source_title, text, TITLES)


def rated(rating: Carried, knowledge: Knowledge, text: Text) -> str:
    """Return how directly the documents carry a rating, and what they say."""
    said = [text(f"evidence.{rating.support}")]
    if rating.why is not None:
        said.append(rating.why(text.lang))
    said += [knowledge.claims[name](text.lang) + f" ({name})" for name in rating.claims]
    return " · ".join(said)


def assumed(names: Iterable[str], knowledge: Knowledge) -> tuple[int, int]:
    """Return (assumptions, all) among the estimates `names`."""
    found = [knowledge.estimates[name] for name in names if name in knowledge.estimates]
    return sum(e.is_assumption for e in found), len(found)
