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
    """Return what estimates were read in, the documents that rate the types first, then by grade and use."""
    used = Counter(name for one in estimates for name in one.rests_on)
    told = [Read(one, words(text.lang), "", "", "") for one, words in knowledge.documents.items()]
    seen: dict[tuple[str, str], Read] = {}
    for name, _ in used.most_common():
        if (found := _read(name, knowledge, text)) is not None:
            seen.setdefault((found.title, found.address), found)
    return (*told, *sorted(seen.values(), key=lambda one: one.grade or "Z"))


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
