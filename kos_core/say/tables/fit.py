"""The tables of the fit: all criteria for two types, the same by group, what platforms offer a type."""

from collections.abc import Mapping

from kos_core.advice.advice import Advice
from kos_core.knowledge.entries import GROUPS, Group
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers.writing import tenths, write_number, write_share
from kos_core.say.tables.table import Cell, Row, Table, plain
from kos_core.say.text import Text
from kos_core.say.wording import capital
from kos_core.score import apart
from kos_core.score.apart import Against, Weighed, of_groups
from kos_core.vocabulary import CreatorType, Platform


def _types(found: Against, knowledge: Knowledge, text: Text) -> tuple[Cell, ...]:
    return tuple(
        Cell(capital(knowledge.creators[t].short(text.lang)), creator=t) for t in (found.one, found.other)
    )


def _points(value: float, text: Text, *, signed: bool = False, strong: bool = False, aside: str = "") -> Cell:
    return Cell(tenths(value, text.lang, signed=signed), value, is_strong=strong, aside=aside)


def _share(value: float, text: Text) -> Cell:
    return Cell(write_share(value, text.lang, 1), value)


def of_group(group: Group, weighed: Mapping[str, Weighed], knowledge: Knowledge) -> list[str]:
    """Return a group's criteria, the heaviest first."""
    here = [name for name, criterion in knowledge.criteria.items() if criterion.group == group]
    return sorted(here, key=lambda name: -weighed[name].share)


def criteria(found: Against, weighed: Mapping[str, Weighed], advice: Advice, text: Text) -> Table:
    """Return every criterion that counts with its weight and both types' rating and points, by group."""
    known, card = advice.case.knowledge, advice.scorecard
    rows = [card.row(creator) for creator in (found.one, found.other)]
    sums, body = [of_groups(row.parts, known) for row in rows], []
    for group in GROUPS:
        counted = [name for name in of_group(group, weighed, known) if weighed[name].share > 0]
        if not counted:
            continue
        whole = (_points(points[group], text, signed=True, strong=True) for points in sums)
        share = _share(sum(weighed[name].share for name in counted), text)
        body.append(Row((Cell(text(f"figure.group.{group}")), share, *whole), "sum"))
        for name in counted:
            cells = (
                _points(
                    row.parts[name],
                    text,
                    signed=True,
                    strong=True,
                    aside=write_number(
                        round(apart.rated(name, row.creator, card, known).value, 1), text.lang, 3
                    ),
                )
                for row in rows
            )
            label = Cell(known.criteria[name].label(text.lang))
            body.append(Row((label, _share(weighed[name].share, text), *cells)))
    heads = plain(text("why.table.criterion"), text("why.table.weight"))
    return Table(tuple(body), (*heads, *_types(found, known, text)))


def by_group(found: Against, advice: Advice, text: Text) -> Table:
    """Return both types' points by group of criteria, and the gap."""
    known, card = advice.case.knowledge, advice.scorecard
    ours, theirs = (of_groups(card.row(t).parts, known) for t in (found.one, found.other))
    sums = [(text(f"figure.group.{group}"), ours[group], theirs[group]) for group in GROUPS]
    sums.append((text("why.total"), found.one_score, found.other_score))
    rows = []
    for name, one, other in sums:
        gap = round(one, 1) - round(other, 1)
        cells = (Cell(name), _points(one, text), _points(other, text), _points(gap, text, signed=True))
        rows.append(Row(cells, "sum" if name == text("why.total") else ""))
    heads = (Cell(""), *_types(found, known, text), Cell(text("why.gap")))
    return Table(tuple(rows), heads)


def by_fit(creator: CreatorType, advice: Advice) -> list[Platform]:
    """Return the allowed platforms, the best for the type first."""
    return sorted(advice.brief.platforms, key=lambda p: -advice.fits[creator][p])


def needs(creator: CreatorType, advice: Advice, text: Text) -> Table:
    """Return what each need adds on every allowed platform; the columns sum to the fit."""
    known, platforms = advice.case.knowledge, by_fit(creator, advice)
    met = {p: apart.needs_met(creator, p, advice.case) for p in platforms}
    order = sorted(known.needs, key=lambda name: -met[platforms[0]][name].most)
    rows = [
        Row(
            (
                Cell(known.needs[name].label(text.lang)),
                _points(met[platforms[0]][name].most, text),
                *(_points(met[p][name].points, text) for p in platforms),
            )
        )
        for name in order
    ]
    fits = (_points(advice.fits[creator][p], text) for p in platforms)
    rows.append(Row((Cell(text("where.fit")), _points(100.0, text), *fits), "sum"))
    heads = plain("", text("where.most"), *(known.platforms[p].label for p in platforms))
    return Table(tuple(rows), heads)
