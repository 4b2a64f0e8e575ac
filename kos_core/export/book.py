"""The pen a workbook is written with: words that stay words, numbers, formulas that carry their value."""

from typing import Any, Final, Literal

from kos_core.export.clean import plain
from kos_core.export.fonts import lines_of
from kos_core.export.look import INK, PALE, QUIET, RULE

Form = Literal["vnd", "count", "share", "times"]
NUMBERS: Final[dict[Form, str]] = {
    "vnd": '#,##0\\ "₫"',
    "count": "#,##0",
    "share": "0.00%",
    "times": "0.00",
}
INPUT_GROUND, INPUT_INK = "#FFF6DA", "#1F3FA8"  # what is meant to be changed, as spreadsheets have it
NARROW = 30  # letters: columns up to it hold numbers, or words as short
POINTS, ROW_PT, LETTER_PT = 10, 13.5, 5.4
WIDER = 1.1  # Arial's letters beside those measured with
LONGEST = 32_000  # letters; a cell holds 32,767


class Book:
    """A workbook being written, with its formats."""

    def __init__(self, file: Any) -> None:
        """Begin a workbook in a file object."""
        from xlsxwriter import Workbook  # heavy; kept off the import of the package

        self.made = Workbook(
            file,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def form(self, **wanted: Any) -> Any:
        """Return a format, made once."""
        whole = {"font_name": "Arial", "font_size": 10, "font_color": INK, "valign": "top"} | wanted
        key = tuple(sorted(whole.items()))
        if key not in self._formats:
            self._formats[key] = self.made.add_format(whole)
        return self._formats[key]

    def sheet(self, name: str, widths: tuple[float, ...], *, lies: bool = True) -> "Pen":
        """Return a new sheet, its columns so many letters wide; it prints one page wide."""
        made = self.made.add_worksheet(name)
        for column, wide in enumerate(widths):
            made.set_column(column, column, wide, self.form())
        made.hide_gridlines(2)
        made.set_paper(9)
        made.fit_to_pages(1, 0)
        if lies:
            made.set_landscape()
        return Pen(self, made, name, widths)


class Pen:
    """One sheet."""

    def __init__(self, book: Book, made: Any, name: str, widths: tuple[float, ...]) -> None:
        """Hold the sheet, its name and how many letters wide its columns are."""
        self.book, self.made, self.name, self.widths = book, made, name, widths

    def words(self, row: int, column: int, words: object, **form: Any) -> None:
        """Write words; whatever they begin with, they are no formula, number or link."""
        self.made.write_string(row, column, plain(words)[:LONGEST], self.book.form(**form))

    def wrapped(self, row: int, column: int, words: object, **form: Any) -> None:
        """Write words that break inside their column."""
        self.words(row, column, words, text_wrap=True, **form)

    def title(self, title: str, *notes: str) -> int:
        """Write a title and the notes under it; returns the row after them."""
        self.words(0, 0, title, bold=True, font_size=14)
        for row, note in enumerate(notes, 1):
            self.words(row, 0, note, font_color=QUIET)
        return len(notes) + 2

    def heads(self, row: int, names: list[str]) -> None:
        """Write the heads of columns, and keep them in sight."""
        for column, name in enumerate(names):
            side = "right" if column and self.widths[column] <= NARROW else "left"
            self.wrapped(row, column, name, bold=True, bg_color=PALE, bottom=1, bottom_color=RULE, align=side)
        self.tall(row, dict(enumerate(names)))
        self.made.freeze_panes(row + 1, 1)

    def tall(self, row: int, words: dict[int, str], also: int | None = None) -> None:
        """Make a row as tall as its words need, by column; `also` is one their cell is merged with.

        Excel grows rows by itself, other programmes and merged cells do not.
        """
        more = 0.0 if also is None else self.widths[also]
        lines = [
            lines_of(plain(said), (self.widths[column] + more) * LETTER_PT, POINTS * WIDER)
            for column, said in words.items()
        ]
        self.made.set_row(row, ROW_PT * max(lines))

    def sums(self, row: int, name: str, last: int) -> None:
        """Begin a row of sums: its name, and a line over it."""
        for column in range(last + 1):
            self.made.write_blank(row, column, None, self.book.form(top=1))
        self.words(row, 0, name, bold=True, top=1)

    def link(self, row: int, column: int, address: str) -> None:
        """Write an address that opens; anything but the web's stays words."""
        clean = plain(address)
        if clean.startswith(("https://", "http://")) and len(clean) < 2_000:
            self.made.write_url(row, column, clean, self.book.form(font_color=INPUT_INK), string=clean)
        else:
            self.words(row, column, clean)

    def number(self, row: int, column: int, value: float, form: Form, **more: Any) -> str:
        """Write a number; returns its address, from any sheet."""
        self.made.write_number(row, column, value, self.book.form(num_format=NUMBERS[form], **more))
        return self.at(row, column)

    def given(self, row: int, column: int, value: float, form: Form) -> str:
        """Write a number that may be changed, and looks like it; returns its address."""
        return self.number(row, column, value, form, bg_color=INPUT_GROUND, font_color=INPUT_INK)

    def formula(
        self, row: int, column: int, formula: str, value: float | str, form: Form, **more: Any
    ) -> str:
        """Write a formula beside the value it has, for who does not reckon; returns its address."""
        style = self.book.form(num_format=NUMBERS[form], **more)
        self.made.write_formula(row, column, f"={formula}", style, value)
        return self.at(row, column)

    def at(self, row: int, column: int) -> str:
        """Return the address of a cell, from any sheet."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        return f"'{self.name}'!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"

    def span(self, column: int, first: int, last: int) -> str:
        """Return the address of part of a column, from the same sheet."""
        from xlsxwriter.utility import xl_range

        return str(xl_range(first, column, last, column))
