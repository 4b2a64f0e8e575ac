"""What an answer rests on, for a sceptic: its inputs, the weakest first, and where each was read."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

from kos_core.advice.advice import Advice
from kos_core.knowledge.evidence import Estimate
from kos_core.knowledge.whole import Knowledge
from kos_core.say.citing import in_words, title_of, year_of
from kos_core.say.text import Text


@dataclass(frozen=True)
class Read:
    """A source: what it is called, its year, its grade (A to C; none for law and documents), its address."""

    id: str
    title: str
    year: str
    grade: str
    address: str


def inputs_of(advice: Advice) -> tuple[Estimate, ...]:
    """Return the estimates behind the plan, else behind the leader: what to check first, then the weakest.

    Weaker is what is assumed, then what is wider for its size.
    """
    known = advice.case.knowledge
    names = advice.plan.rests_on or advice.rests_on
    found = [known.estimates[name] for name in names if name in known.estimates]
    return tuple(sorted(found, key=lambda one: (one.id != advice.widest, not one.is_assumption, -_wide(one))))


def _wide(one: Estimate) -> float:
    return (one.high - one.low) / one.likely if one.likely > 0 else inf if one.high > one.low else 0.0


def sources_of(estimates: Iterable[Estimate], knowledge: Knowledge, text: Text) -> tuple[Read, ...]:
    """Return what estimates were read in, what most of them rest on first; the two documents first of all."""
    used = Counter(name for one in estimates for name in one.rests_on)
    documents, others = [], []
    for name, _ in used.most_common():
        if name in knowledge.claims:
            documents.append(knowledge.claims[name].document)
        elif (found := _read(name, knowledge, text)) is not None:
            others.append(found)
    told = [
        Read(one, knowledge.documents[one](text.lang), "", "", "")
        for one in knowledge.documents
        if one in documents
    ]
    seen: dict[tuple[str, str], Read] = {}
    for one in others:
        seen.setdefault((one.title, one.address), one)
    return (*told, *seen.values())


def _read(name: str, knowledge: Knowledge, text: Text) -> Read | None:
    if name in knowledge.figures:
        figure = knowledge.figures[name]
        year = year_of(figure, text) or figure.seen
        return Read(name, title_of(figure, text), year, figure.grade, figure.source_url)
    if name in knowledge.sources:
        one = knowledge.sources[name]
        year = in_words(one.date or str(one.year or ""), text)
        return Read(name, one.title or one.address, year, "", one.address)
    return None
