"""The answer on one printed page, A4: decision, plan, numbers, when to stop, weeks, what to do and check."""

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Final

from kos_core.export.clean import shortened
from kos_core.export.fonts import FACES, FAMILY, drawable
from kos_core.export.look import INK, QUIET, RULE, WORD, rgb, type_colour, type_letter
from kos_core.export.sheet import Sheet
from kos_core.plan.decision import Decision
from kos_core.say.tables.table import Table
from kos_core.say.text import Text

if TYPE_CHECKING:
    from fpdf import FPDF

MARGIN, WIDE, GAP = 14.0, 182.0, 8.0  # mm
SCALES: Final = (1.16, 1.08, 1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64)
"""Sizes tried one after another until everything stands on one page."""
LONGEST_LINK = 230
TABLE_SHARES = (27, 9, 7, 16, 26, 15)
_LANGS: Final = {"vi": "vi-VN", "en": "en-GB"}


def page_of(sheet: Sheet, decision: Decision, starts: date, text: Text) -> bytes:
    """Return a page as PDF, its letters embedded; the largest size at which it is one page."""
    for scale in SCALES:
        found = _Page(sheet, decision, starts, text, scale)
        raw = found.done()
        if found.pages == 1:
            break
    return raw


class _Page:
    """One try at a page, all sizes times `scale`."""

    def __init__(self, sheet: Sheet, decision: Decision, starts: date, text: Text, scale: float) -> None:
        self.sheet, self.text, self.scale = sheet, text, scale
        self.pdf = self._begun(starts)
        self._head(decision)
        self._numbers()
        self._rules()
        if sheet.plan is not None:
            self._section("plan.lines")
            self._table(sheet.plan)
            self._words(sheet.staged, 8.5, colour=QUIET)
        if sheet.weeks:
            self._section("calendar.section")
            self._weeks()
        self._two_columns()
        self._foot()

    @property
    def pages(self) -> int:
        """How many pages it takes."""
        return self.pdf.page_no()

    def done(self) -> bytes:
        """Return the page as PDF, and close the typeface, which the library leaves open."""
        from fpdf.fonts import TTFFont

        raw = bytes(self.pdf.output())
        for font in self.pdf.fonts.values():
            if isinstance(font, TTFFont):
                font.close()
        return raw

    def _begun(self, starts: date) -> "FPDF":
        from fpdf import FPDF  # heavy; kept off the import of the package

        pdf = FPDF(format="A4")
        for style, path in FACES.items():
            pdf.add_font(FAMILY, style, path)
        pdf.set_title(drawable(self.sheet.title))
        pdf.set_subject(drawable(self.sheet.case))
        pdf.set_creator("KOS Compass")
        pdf.set_lang(_LANGS[self.text.lang])
        pdf.set_creation_date(datetime.combine(starts, time(), UTC))  # the same case, the same bytes
        pdf.set_margins(MARGIN, MARGIN)
        pdf.set_auto_page_break(auto=True, margin=MARGIN)
        pdf.add_page()
        return pdf

    def _font(self, size: float, style: str = "", colour: str = INK) -> float:
        """Set the letters and return the height of a line, mm."""
        self.pdf.set_font(FAMILY, style, size * self.scale)
        self.pdf.set_text_color(*rgb(colour))
        return size * self.scale * 0.3528 * 1.3

    def _words(
        self, words: str, size: float, style: str = "", colour: str = INK, wide: float = WIDE, link: str = ""
    ) -> None:
        """Write a paragraph from where the pen is; nothing where there are no words."""
        if words:
            height = self._font(size, style, colour)
            self.pdf.multi_cell(
                wide, height, drawable(words), align="L", new_x="LEFT", new_y="NEXT", link=link
            )

    def _down(self, millimetres: float) -> None:
        self.pdf.set_y(self.pdf.get_y() + millimetres * self.scale)

    def _section(self, key: str) -> None:
        self._down(2.6)
        self._words(self.text(key), 11, "B")
        self._down(0.6)

    def _head(self, decision: Decision) -> None:
        sheet = self.sheet
        self._words(f"KOS Compass · {sheet.case}", 9, colour=QUIET)
        self._down(1.2)
        self._words(sheet.title, 17, "B", WORD[decision])
        self._down(0.8)
        self._words(sheet.what, 12, "B")
        if sheet.given:
            self._down(0.8)
            self._words(self.text("ask.in_use", said=sheet.given), 8.5, colour=QUIET)

    def _numbers(self) -> None:
        """Write the large numbers side by side, what they are under them."""
        if not self.sheet.numbers:
            return
        self._down(2.4)
        top, deepest = self.pdf.get_y(), 0.0
        wide = (WIDE - 2 * GAP) / 3
        for place, one in enumerate(self.sheet.numbers):
            self.pdf.set_xy(MARGIN + place * (wide + GAP), top)
            self._words(one.value, self._fitting(one.value, 20, wide), "B", wide=wide)
            self._words(one.name, 9, wide=wide)
            beside = f"{one.beside} {self.text('export.in_eight')}" if one.beside else ""
            self._words(beside, 8.5, colour=QUIET, wide=wide)
            deepest = max(deepest, self.pdf.get_y())
        self.pdf.set_xy(MARGIN, deepest)

    def _fitting(self, words: str, size: float, wide: float) -> float:
        """Return the size, `size` at most, at which words stand on one line: they have no place to break."""
        self._font(size, "B")
        return size * min(1.0, (wide - 3) / self.pdf.get_string_width(drawable(words)))

    def _rules(self) -> None:
        """Write how it begins and when to stop beside a rule, then the rest."""
        self._down(2.4)
        if self.sheet.stop:
            top = self.pdf.get_y()
            self.pdf.set_x(MARGIN + 3)
            self._words(self.sheet.stop, 10.5, "B", wide=WIDE - 3)
            self.pdf.set_draw_color(*rgb(INK))
            self.pdf.set_line_width(0.8)
            self.pdf.line(MARGIN + 0.6, top + 0.4, MARGIN + 0.6, self.pdf.get_y() - 0.4)
            self.pdf.set_x(MARGIN)
            self._down(1.2)
        for one in (*self.sheet.rules, *self.sheet.because):
            self._words(one, 9.5)
            self._down(0.5)

    def _table(self, table: Table) -> None:
        """Write the plan's lines, the first column words, the others numbers."""
        from fpdf.fonts import FontFace

        height = self._font(8.5)
        self.pdf.set_draw_color(*rgb(RULE))
        self.pdf.set_line_width(0.2)
        head = FontFace(emphasis="BOLD", color=rgb(INK))
        with self.pdf.table(
            col_widths=TABLE_SHARES,
            text_align=("LEFT", *["RIGHT"] * (len(table.heads) - 1)),
            borders_layout="HORIZONTAL_LINES",
            line_height=height,
            padding=(0.7 * self.scale, 1),
            headings_style=head,
            width=int(WIDE),
        ) as drawn:
            drawn.row([drawable(" · ".join([one.said, *one.notes])) for one in table.heads])
            for row in table.rows:
                line = drawn.row()
                for one in row.cells:
                    words = drawable(one.said + (f" ({', '.join(one.notes)})" if one.notes else ""))
                    style = FontFace(emphasis="BOLD") if row.stress == "sum" else None
                    line.cell(words, style=style)

    def _weeks(self) -> None:
        for one in self.sheet.weeks:
            height = self._font(9, "B", type_colour(one.creator))
            self.pdf.cell(5, height, type_letter(one.creator))
            self._font(9)
            left = 42 * max(1.0, self.scale)
            self.pdf.cell(left, height, drawable(f"{one.weeks}  ({one.days})"))
            self._words(f"{one.what} · {one.phase} · {one.spend}", 9, wide=WIDE - left - 5)
            self.pdf.set_x(MARGIN)

    def _two_columns(self) -> None:
        """Write what to do next on the left, what to know and check on the right."""
        sheet = self.sheet
        self._down(2.6)
        top, deepest, wide = self.pdf.get_y(), 0.0, (WIDE - GAP) / 2
        columns = (("section.next", sheet.steps), ("section.warnings", (*sheet.checks, sheet.first)))
        for place, (key, said) in enumerate(columns):
            told = [one for one in said if one]
            if not told:
                continue
            self.pdf.set_xy(MARGIN + place * (wide + GAP), top)
            self._words(self.text(key), 11, "B", wide=wide)
            for number, one in enumerate(told, 1):
                x = self.pdf.get_x()
                height = self._font(9)
                self.pdf.cell(5, height, f"{number}." if place == 0 else "–")
                self._words(one, 9, wide=wide - 5)
                self.pdf.set_x(x)
                self._down(0.5)
                self.pdf.set_x(x)
            deepest = max(deepest, self.pdf.get_y())
        self.pdf.set_xy(MARGIN, max(deepest, top))

    def _foot(self) -> None:
        self._down(2.4)
        self.pdf.set_x(MARGIN)
        self.pdf.set_draw_color(*rgb(RULE))
        self.pdf.set_line_width(0.2)
        self.pdf.line(MARGIN, self.pdf.get_y(), MARGIN + WIDE, self.pdf.get_y())
        self._down(1.2)
        shown = shortened(self.sheet.link, LONGEST_LINK)
        self._words(f"{self.text('export.opens')} {shown}", 8, colour=QUIET, link=self.sheet.link)
        self._words(f"{self.sheet.made} · {self.text('evidence.law_note')}", 8, colour=QUIET)
