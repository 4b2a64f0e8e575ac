"""The answer as Markdown: readable as it is, pasted into a chat, a mail or a wiki."""

from collections.abc import Iterable

from kos_core.export.clean import markdown
from kos_core.export.sheet import Sheet
from kos_core.say.tables.table import Cell, Table
from kos_core.say.text import Text


def note_of(sheet: Sheet, text: Text) -> bytes:
    """Return a page as Markdown, UTF-8."""
    return ("\n".join(_lines(sheet, text)).strip() + "\n").encode()


def _lines(sheet: Sheet, text: Text) -> Iterable[str]:
    yield from (f"# {markdown(sheet.title)}", "", markdown(sheet.case), "")
    if sheet.given:
        yield from (f"{markdown(text('ask.in_use', said=sheet.given))}", "")
    yield from (f"**{markdown(sheet.what)}**", "")
    for one in sheet.numbers:
        beside = f" ({markdown(one.beside)})" if one.beside else ""
        yield f"- **{markdown(one.value)}** {markdown(one.name)}{beside}"
    for said in (sheet.stop, *sheet.rules, *sheet.because):
        yield from ("", markdown(said)) if said else ()
    if sheet.plan is not None:
        yield from ("", f"## {markdown(text('plan.lines'))}", "", *_table(sheet.plan))
        yield from ("", markdown(sheet.staged)) if sheet.staged else ()
    if sheet.weeks:
        yield from ("", f"## {markdown(text('calendar.section'))}", "")
    for when in sheet.weeks:
        days = f"{markdown(when.weeks)} ({markdown(when.days)})"
        yield f"- {days}: {markdown(when.what)}, {markdown(when.phase)}, {markdown(when.spend)}"
    for key, several in (("section.next", sheet.steps), ("section.warnings", (*sheet.checks, sheet.first))):
        if any(several):
            yield from ("", f"## {markdown(text(key))}", "")
            listed = [markdown(one) for one in several if one]
            is_next = key == "section.next"
            yield from (f"{n}. {one}" if is_next else f"- {one}" for n, one in enumerate(listed, 1))
    yield from ("", f"{markdown(text('export.opens'))} <{sheet.link}>", "", markdown(sheet.made))


def _table(table: Table) -> Iterable[str]:
    """Yield a table as Markdown, the notes of a cell in brackets behind it; words left, numbers right."""
    yield f"| {' | '.join(_cell(one) for one in table.heads)} |"
    yield f"| --- |{' ---: |' * (len(table.heads) - 1)}"
    for row in table.rows:
        yield f"| {' | '.join(_cell(one) for one in row.cells)} |"


def _cell(one: Cell) -> str:
    notes = f" ({', '.join(map(markdown, one.notes))})" if one.notes else ""
    return markdown(one.said) + notes
