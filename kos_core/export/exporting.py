"""An answer as the bytes of a file, whatever the format."""

from datetime import date

from kos_core.advice.advice import Advice
from kos_core.export.case_file import written
from kos_core.export.formats import Format
from kos_core.export.note import note_of
from kos_core.export.sheet import sheet_of
from kos_core.say.sentences import Sentences


def export_of(kind: Format, advice: Advice, starts: date, said: Sentences, address: str = "") -> bytes:
    """Return an answer as a file; its campaign begins on `starts`, `address` is where the app is met.

    What writes a format is loaded when that format is asked for.
    """
    if kind is Format.JSON:
        return written(advice.case)
    if kind is Format.ICS:
        from kos_core.export.calendar import ics_of

        return ics_of(advice, starts, said)
    sheet = sheet_of(advice, starts, said, address)
    if kind is Format.MD:
        return note_of(sheet, said.text)
    if kind is Format.PDF:
        from kos_core.export.page import page_of

        return page_of(sheet, advice.decision, starts, said.text)
    if kind is Format.XLSX:
        from kos_core.export.workbook import workbook_of

        return workbook_of(advice, starts, sheet, said)
    from kos_core.export.deck import deck_of

    return deck_of(advice, starts, sheet, said)
