"""The answer as a workbook: the page in words, four sheets that reckon, and what they rest on."""

from datetime import date
from io import BytesIO

from kos_core.advice.advice import Advice
from kos_core.export.book import Book, Pen
from kos_core.export.clean import plain, shortened
from kos_core.export.evidence import inputs_of, sources_of
from kos_core.export.ledger import Ledger
from kos_core.export.look import QUIET, WORD
from kos_core.export.returns import Returns
from kos_core.export.sheet import Sheet, When
from kos_core.knowledge.evidence import Estimate
from kos_core.say.citing import cite
from kos_core.say.sentences import Sentences
from kos_core.vocabulary import Kind

LONGEST_TITLE = 250
WIDTHS = (30, 22, 90)
FORMS = {Kind.VND: "vnd", Kind.SHARE: "share"}


def workbook_of(advice: Advice, starts: date, sheet: Sheet, said: Sentences) -> bytes:
    """Return an answer as XLSX; the same case from the same day gives the same bytes."""
    file = BytesIO()
    book = Book(file)
    book.made.set_properties(
        {
            "title": shortened(sheet.title, LONGEST_TITLE),
            "subject": shortened(sheet.case, LONGEST_TITLE),
            "author": "KOS Compass",
            "created": starts,
        }
    )
    book.made.set_calc_mode("auto")
    _answer(book, advice, sheet, said)
    ledger = Ledger(book, advice, said)
    Returns(ledger).write(ledger.write())
    _evidence(book, advice, said)
    book.made.close()
    return file.getvalue()


def _answer(book: Book, advice: Advice, sheet: Sheet, said: Sentences) -> None:
    text = said.text
    pen = book.sheet(text("export.book.sheet.answer"), WIDTHS, lies=False)
    pen.words(0, 0, f"KOS Compass · {sheet.case}", font_color=QUIET)
    pen.words(1, 0, sheet.title, bold=True, font_size=16, font_color=WORD[advice.decision])
    pen.words(2, 0, sheet.given and text("ask.in_use", said=sheet.given), font_color=QUIET)
    row = 4
    for one in sheet.numbers:
        pen.words(row, 0, one.value, bold=True, font_size=14)
        pen.words(row, 1, one.beside, font_color=QUIET)
        pen.wrapped(row, 2, one.name)
        row += 1
    blocks = (
        ("export.what", (sheet.what,)),
        ("export.rule", (sheet.stop, *sheet.rules)),
        ("export.why", sheet.because),
        ("calendar.section", tuple(_week(one) for one in sheet.weeks)),
        ("section.next", sheet.steps),
        ("section.warnings", (*sheet.checks, sheet.first)),
    )
    for key, told in blocks:
        row = _block(pen, row + 1, text(key), [one for one in told if one])
    pen.words(row + 1, 0, text("export.opens"), font_color=QUIET)
    pen.link(row + 1, 2, sheet.link)
    pen.words(row + 2, 0, sheet.made, font_color=QUIET)


def _week(one: When) -> str:
    return f"{one.weeks} ({one.days}): {one.what} · {one.phase} · {one.spend}"


def _block(pen: Pen, row: int, name: str, told: list[str]) -> int:
    """Write a few sentences under each other, what they are left of the first; returns the next row."""
    if not told:
        return row - 1
    pen.words(row, 0, name, bold=True)
    for place, one in enumerate(told, row):
        pen.made.merge_range(place, 1, place, 2, "")
        pen.wrapped(place, 1, one)
        pen.tall(place, {1: one}, also=2)
    return row + len(told)


def _evidence(book: Book, advice: Advice, said: Sentences) -> None:
    """Write every input of the plan, the weakest first, then where they were read."""
    text, known = said.text, advice.case.knowledge
    found = inputs_of(advice)
    pen = book.sheet(text("export.book.sheet.evidence"), (52, 18, 18, 18, 16, 80))
    row = pen.title(text("export.book.title.evidence"), text("export.book.note.evidence"))
    heads = ("figure", "usual", "low", "high", "kind", "support")
    pen.heads(row, [text(f"export.book.head.{name}") for name in heads])
    for estimate in found:
        row += 1
        _input(pen, row, estimate, said)
    row += 2
    for column, name in ((0, "source"), (1, "year"), (2, "grade"), (5, "address")):
        pen.words(row, column, text(f"export.book.head.{name}"), bold=True)
    for one in sources_of(found, known, text):
        row += 1
        pen.wrapped(row, 0, one.title)
        pen.tall(row, {0: one.title})
        pen.words(row, 1, one.year)
        pen.words(row, 2, one.grade)
        pen.link(row, 5, one.address)


def _input(pen: Pen, row: int, estimate: Estimate, said: Sentences) -> None:
    one = cite(estimate, said.knowledge, said.text)
    form = FORMS.get(estimate.kind, "times")
    pen.wrapped(row, 0, one.name)
    for column, value in enumerate((estimate.likely, estimate.low, estimate.high), 1):
        pen.number(row, column, value, form)  # type: ignore[arg-type]  # one of the forms
    pen.words(row, 4, one.mark, indent=1)
    support = plain(" · ".join([*([one.why] if one.why else []), *one.support]))
    pen.wrapped(row, 5, support)
    pen.tall(row, {0: one.name, 5: support})
