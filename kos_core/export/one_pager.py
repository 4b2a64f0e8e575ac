"""The answer on one sheet of paper: a PDF with its fonts in it."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kos_core.advice.advice import Advice
from kos_core.plan.decision import Decision
from kos_core.say.one_page import Page, Part, one_page
from kos_core.say.sentences import Sentences
from kos_core.say.tables.table import Cell, Table

if TYPE_CHECKING:
    from fpdf import FPDF

FONTS = Path(__file__).parents[1] / "data" / "fonts"
FONT = "Roboto"
COLOURS = {
    Decision.GO: (27, 110, 40),
    Decision.TRY: (122, 77, 0),
    Decision.HOLD: (75, 85, 99),
    Decision.STOP: (176, 30, 30),
}
INK, QUIET, RULE = (17, 24, 39), (90, 98, 110), (205, 210, 216)
EDGE = 15.0  # mm
SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5)  # of the text: the largest with which it is one page
TEN = 10


def pdf_of(advice: Advice, starts: date, said: Sentences) -> bytes:
    """Return the one page as PDF, A4, the fonts (Roboto, Apache 2.0) embedded.

    The text is as large as fits on one page, 10 points at most. The same case gives the same bytes.
    """
    from fpdf.fonts import TTFFont  # heavy; kept off the import of the package

    page = one_page(advice, starts, said)
    found = b""
    for size in SIZES:
        pdf = _drawn(page, advice.decision, starts, said, size)
        pages, found = pdf.page_no(), bytes(pdf.output())
        for font in pdf.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()  # fpdf2 leaves the files of its fonts open
        if pages == 1:
            break
    return found


def _drawn(page: Page, decision: Decision, starts: date, said: Sentences, size: float) -> "FPDF":
    from fpdf import FPDF  # heavy; kept off the import of the package

    pdf = FPDF(format="A4")
    pdf.set_creation_date(_midnight(starts))
    pdf.set_lang(said.lang)
    pdf.set_title(f"{page.title}: {page.case}")
    pdf.set_margins(EDGE, 12, EDGE)
    pdf.set_auto_page_break(True, margin=12)
    pdf.add_font(FONT, "", FONTS / "Roboto-Regular.ttf")
    pdf.add_font(FONT, "B", FONTS / "Roboto-Bold.ttf")
    pdf.add_page()
    _head(pdf, page, decision, size)
    for part in page.parts:
        _part(pdf, part, size)
    pdf.ln(size * 0.2)
    _line(pdf, " · ".join(one for one in (page.used, page.foot) if one), size * 0.8, colour=QUIET)
    return pdf


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), UTC)


def _line(
    pdf: "FPDF", words: str, size: float, *, bold: bool = False, colour: tuple[int, int, int] = INK
) -> None:
    """Write a paragraph over the whole width."""
    pdf.set_font(FONT, "B" if bold else "", size)
    pdf.set_text_color(*colour)
    pdf.multi_cell(0, size * 0.48, words, align="L", new_x="LMARGIN", new_y="NEXT")


def _head(pdf: "FPDF", page: Page, decision: Decision, size: float) -> None:
    """Write whose case it is, the decision, what to do, and the large numbers side by side."""
    _line(pdf, f"{page.title} · {page.case}", size * 0.9, colour=QUIET)
    pdf.ln(1.5)
    _line(pdf, page.word, size * 2, bold=True, colour=COLOURS[decision])
    pdf.ln(1)
    _line(pdf, page.lead, size * 1.2, bold=True)
    pdf.ln(2)
    told = [(one.value, one.name, one.beside) for one in page.figures]
    wide = pdf.epw / max(1, len(told) + (page.times is not None))
    top, low = pdf.get_y(), pdf.get_y()
    for place, (value, name, beside) in enumerate(told):
        _number(pdf, EDGE + place * wide, top, wide, (value, f"{name}\n{beside}".strip()), size)
        low = max(low, pdf.get_y())
    if page.times is not None:
        _dots(pdf, EDGE + len(told) * wide, top, page.times, size)
        _number(pdf, EDGE + len(told) * wide, top, wide, ("", page.chance), size)
        low = max(low, pdf.get_y())
    pdf.set_xy(EDGE, low + 1.5)


def _number(pdf: "FPDF", x: float, y: float, wide: float, told: tuple[str, str], size: float) -> None:
    value, name = told
    pdf.set_xy(x, y)
    pdf.set_text_color(*INK)
    pdf.set_font(FONT, "B", size * 1.8)
    pdf.cell(wide, size * 0.8, value)
    pdf.set_xy(x, y + size * 0.85)
    pdf.set_text_color(*QUIET)
    pdf.set_font(FONT, "", size * 0.9)
    pdf.multi_cell(wide - 3, size * 0.42, name, align="L", new_x="LMARGIN", new_y="NEXT")


def _dots(pdf: "FPDF", x: float, y: float, times: int, size: float) -> None:
    """Draw ten dots, so many of them filled."""
    pdf.set_draw_color(*INK)
    pdf.set_fill_color(*INK)
    wide = size * 0.36
    for place in range(TEN):
        style = "DF" if place < times else "D"
        pdf.ellipse(x + 1 + place * wide * 1.35, y + size * 0.22, wide, wide, style=style)


def _part(pdf: "FPDF", part: Part, size: float) -> None:
    pdf.set_draw_color(*RULE)
    pdf.ln(size * 0.13)
    pdf.line(EDGE, pdf.get_y(), EDGE + pdf.epw, pdf.get_y())
    pdf.ln(size * 0.13)
    _line(pdf, part.head, size * 1.1, bold=True)
    pdf.ln(0.6)
    if part.table is not None:
        _table(pdf, part.table, size)
    for one in part.lines:
        _line(pdf, one, size)
        pdf.ln(size * 0.08)


def _table(pdf: "FPDF", table: Table, size: float) -> None:
    from fpdf.enums import TableBordersLayout, TextEmphasis
    from fpdf.fonts import FontFace

    pdf.set_text_color(*INK)
    pdf.set_fill_color(255)
    pdf.set_font(FONT, "", size * 0.95)
    many = len(table.heads)
    with pdf.table(
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        col_widths=(4.2, *[1.5] * (many - 1)),
        text_align=("LEFT", *["RIGHT"] * (many - 1)),
        headings_style=FontFace(emphasis=TextEmphasis.NONE, color=QUIET),
        line_height=size * 0.45,
        padding=0.6,
    ) as drawn:
        for row in ((table.heads), *(row.cells for row in table.rows)):
            line = drawn.row()
            for cell in row:
                line.cell(_cell(cell))


def _cell(cell: Cell) -> str:
    return "\n".join((cell.said, *cell.notes))
