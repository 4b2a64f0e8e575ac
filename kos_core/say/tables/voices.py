"""The four types by the three voices, and by all of them together."""

from kos_core.advice.advice import Advice
from kos_core.numbers.writing import write_share
from kos_core.say.speaker import Speaker
from kos_core.say.tables.table import Cell, Row, Table
from kos_core.say.voices import ratio
from kos_core.say.wording import capital, uncapital
from kos_core.score.scorecard import Row as Scored
from kos_core.score.weights import shares
from kos_core.vocabulary import Voice


def voices(advice: Advice, said: Speaker) -> Table:
    """Return what each voice says of every type (0-100) with its share in the head, and the score."""
    share = shares(advice.case)
    best = {
        voice: max((row.voices[voice] for row in advice.scorecard.eligible), default=0.0) for voice in Voice
    }
    rows = []
    for row in advice.scorecard.rows:
        cells = [Cell(capital(said.short(row.creator)), notes=_place(row, advice, said), creator=row.creator)]
        for voice in Voice:
            points = row.voices[voice]
            first = row.standing.eligible and round(points) == round(best[voice])
            beside = ratio(advice, row.creator, said) if voice is Voice.MONEY else ""
            cells.append(Cell(f"{points:.0f}", points, aside=beside, is_strong=first))
        cells.append(Cell(f"{row.score:.0f}", row.score, is_strong=True))
        rows.append(Row(tuple(cells)))
    heads = [
        Cell(said.text(f"voices.{voice}"), notes=(write_share(share[voice], said.lang),)) for voice in Voice
    ]
    return Table(tuple(rows), (Cell(""), *heads, Cell(said.text("voices.together"))))


def _place(row: Scored, advice: Advice, said: Speaker) -> tuple[str, ...]:
    """Return a type's part in the team, or why it may not lead, in a few words; nothing where it may."""
    standing = row.standing
    for member in advice.team:
        if member.creator is row.creator:
            return (uncapital(said.knowledge.roles[member.role].label(said.lang)),)
    if standing.dominated_by is not None:
        return (said.text("voices.passed", by=said.short(standing.dominated_by)),)
    if not standing.affordable and standing.needs_vnd is not None:
        return (said.text("voices.needs", needs=said.money(standing.needs_vnd, 3)),)
    return ()
