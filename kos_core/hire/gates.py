"""The gates: papers, banned goods, stock. A gate is shut or open; it is not weighed against points."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kos_core.case import Case
from kos_core.knowledge.whole import Knowledge
from kos_core.vocabulary import Answer, Readiness, Trait


@dataclass(frozen=True)
class Notice:
    """A stop or a warning: its id is a text key under `stop.` or `warning.`, with its values."""

    id: str
    values: dict[str, Any] = field(default_factory=dict)
    rests_on: tuple[str, ...] = ()


def stops_of(case: Case) -> tuple[Notice, ...]:
    """Return the gates that are shut: papers, banned goods, stock. A gate is not weighed against points."""
    brief, knowledge = case.brief, case.knowledge
    entry = knowledge.categories[brief.category]
    found: list[Notice] = []
    if brief.restricted_goods is Answer.YES and entry.banned_goods is not None:
        found.append(Notice("banned_goods", {"category": entry.short}, entry.banned_goods.sources))
    papers = papers_of(case)
    if papers and brief.ready.answer(Readiness.PAPERS) is Answer.NO:
        found.append(
            Notice("papers", {"category": entry.short, "papers": papers}, paper_sources(papers, knowledge))
        )
    if brief.stock == 0:
        found.append(Notice("stock_empty", {}, ("K84",)))
    elif brief.stock is None and brief.ready.answer(Readiness.STOCK_KNOWN) is Answer.NO:
        found.append(Notice("stock", {}, ("K84",)))
    return tuple(found)


def papers_of(case: Case) -> tuple[str, ...]:
    """Return the papers that have to be there: the category's, and ad approval where the reader says so."""
    own = case.knowledge.categories[case.brief.category].papers
    if case.brief.traits.answer(Trait.RESTRICTED_ADS) is Answer.YES and not own:
        return ("restricted_ad_confirmation",)
    return own


def paper_sources(papers: Iterable[str], knowledge: Knowledge) -> tuple[str, ...]:
    """Return what says that these papers have to be there."""
    return tuple(dict.fromkeys(s for paper in papers for s in knowledge.papers[paper].sources))
