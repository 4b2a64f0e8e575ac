"""The pen a deck is drawn with: titles, text that fits its box, tables, native charts, notes."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from kos_core.export.clean import plain
from kos_core.export.fonts import lines_of
from kos_core.export.look import INK, PALE, QUIET, RULE, pen_colour
from kos_core.export.setting import (
    EDGE,
    PAD,
    POINTS,
    ROOM,
    SMALL,
    TALL,
    TITLE_SIZES,
    TYPEFACE,
    WIDE,
    WIDER,
    Bars,
    Box,
    Said,
    Side,
    Square,
    heights,
    is_whole,
    tall,
    widths,
)

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide


@dataclass
class Deck:
    """A deck being drawn."""

    lang: str
    foot: str
    made: "Presentation" = field(init=False)

    def __post_init__(self) -> None:
        """Begin an empty deck, 16:9, with one layout that has a title and nothing else."""
        from pptx import Presentation  # heavy; kept off the import of the package
        from pptx.util import Inches

        made = self.made = Presentation()
        made.slide_width, made.slide_height = Inches(WIDE), Inches(TALL)
        layouts = made.slide_layouts
        self._layout: Any = layouts.get_by_name("Title Only")
        for layout in list(layouts):
            if layout.name != "Title Only":
                layouts.remove(layout)
        pages: tuple[Any, ...] = (made.slide_master, self._layout)
        for page in pages:
            for shape in list(page.placeholders):
                if shape.placeholder_format.type in _FOOT:
                    shape.element.getparent().remove(shape.element)
                elif shape.placeholder_format.idx == 0 or "Title" in shape.name:
                    shape.left, shape.top = Inches(EDGE), Inches(0.42)
                    shape.width, shape.height = Inches(ROOM), Inches(1.0)
        _restyle(made)

    def slide(self, title: str, notes: Sequence[str] = (), colour: str = INK) -> "Page":
        """Return a new slide with its title, its number and what is said beside it."""
        made = self.made.slides.add_slide(self._layout)
        page = Page(self, made)
        page.title(title, colour)
        page.foot(len(self.made.slides))
        if told := [plain(one) for one in notes if one]:
            frame = made.notes_slide.notes_text_frame
            if frame is not None:
                frame.text = "\n".join(told)
        return page


_FOOT = (13, 15, 16)  # slide number, footer, date, as PowerPoint counts kinds of placeholders


def _restyle(made: "Presentation") -> None:
    """Set titles left, bold and in ink, and the theme in the typeface of the deck."""
    from pptx.opc.constants import RELATIONSHIP_TYPE
    from pptx.oxml.ns import qn

    master = made.slide_master
    level = master.element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    if level is not None:
        level.set("algn", "l")
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = theme.blob.replace(b'typeface="Calibri"', f'typeface="{TYPEFACE}"'.encode())  # noqa: SLF001  # a theme has no other door


class Page:
    """One slide."""

    def __init__(self, deck: Deck, made: "Slide") -> None:
        """Hold the deck and the slide."""
        self.deck, self.made = deck, made

    def title(self, words: str, colour: str) -> None:
        """Write the title, as large as two lines allow."""
        flat = plain(words)
        room = ROOM * POINTS
        size = next(
            (size for size in TITLE_SIZES if lines_of(flat, room, size * WIDER, bold=True) <= 2),
            TITLE_SIZES[-1],
        )
        shape = self.made.shapes.title
        if shape is not None:
            frame = shape.text_frame
            _tight(frame)
            frame.vertical_anchor = _middle()
            self._run(frame.paragraphs[0], flat, size, bold=True, colour=colour)

    def foot(self, number: int) -> None:
        """Write the case on the left below, the slide's number on the right."""
        from pptx.oxml import parse_xml
        from pptx.oxml.ns import nsdecls

        self.text(Box(EDGE, 7.05, 10.5, 0.25), [Said(self.deck.foot, colour=QUIET)], (10.0,))
        box = self._box(Box(WIDE - EDGE - 1, 7.05, 1, 0.25))
        paragraph = box.text_frame.paragraphs[0]
        paragraph.alignment = _side("right")
        lang = self.deck.lang
        field_ = parse_xml(
            f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
            f'<a:rPr lang="{lang}" sz="1000"><a:solidFill><a:srgbClr val="{QUIET[1:]}"/></a:solidFill>'
            "</a:rPr>"
            f"<a:t>{number}</a:t></a:fld>"
        )
        paragraph._p.append(field_)  # noqa: SLF001  # a field has no other door

    def text(
        self, box: Box, said: Sequence[Said], sizes: Sequence[float], side: Side = "left", gap: float = 0.35
    ) -> float:
        """Write paragraphs as large as fits, with `gap` heights of a line between; returns the size.

        What does not fit at the smallest size is left out, and three dots say so.
        """
        told = [replace(one, words=plain(one.words)) for one in said if plain(one.words)]
        size = next((size for size in sizes if tall(told, box.wide, size, gap) <= box.tall), sizes[-1])
        while len(told) > 1 and tall(told, box.wide, size, gap) > box.tall:
            told = [*told[:-2], replace(told[-2], words=told[-2].words.rstrip("… ") + " …")]
        frame = self._box(box).text_frame
        for place, one in enumerate(told):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.alignment = _side(side)
            paragraph.line_spacing = 1.0
            if place:
                paragraph.space_before = _points(size * gap)
            before = f"{one.mark}\u00a0" if one.mark else ""
            self._run(paragraph, before + one.words, size * one.times, bold=one.bold, colour=one.colour)
        return size

    def table(
        self,
        box: Box,
        heads: Sequence[Square],
        rows: Sequence[Sequence[Square]],
        shares: Sequence[float],
        sizes: Sequence[float] = (14.0, 13.0, 12.0, 11.0, 10.0),
        name: str = "",
    ) -> float:
        """Draw a native table as large as fits; rows that do not are left out, and dots say so.

        `shares` are the widths of the columns, of any sum. Returns how tall it is, inches.
        """
        kept = [list(row) for row in rows]
        whole = [heads, *kept] if heads else kept
        for size in sizes:
            wide = widths(whole, box.wide, shares, size)
            found = heights(whole, wide, size)
            if sum(found) <= box.tall and is_whole(whole, wide, size):
                break
        while len(kept) > 1 and sum(found) > box.tall:
            kept = [*kept[:-2], [Square("…"), *[Square("")] * (len(wide) - 1)]]
            whole = [heads, *kept] if heads else kept
            found = heights(whole, wide, size)
        from pptx.util import Inches

        made: Any = self.made.shapes.add_table(
            len(whole), len(wide), *(Inches(x) for x in (box.left, box.top, box.wide, sum(found)))
        )
        _plain_table(made, name, has_head=bool(heads))
        for column, inches in zip(made.table.columns, wide, strict=True):
            column.width = Inches(inches)
        for row, height, line in zip(list(made.table.rows), found, whole, strict=True):
            row.height = Inches(height)
            for cell, one in zip(list(row.cells), line, strict=True):
                is_head = bool(heads) and line is heads
                self._square(cell, one, size, is_head=is_head)
        return sum(found)

    def _square(self, cell: Any, one: Square, size: float, *, is_head: bool) -> None:
        from pptx.util import Inches

        cell.margin_left = cell.margin_right = Inches(PAD)
        cell.margin_top = cell.margin_bottom = Inches(PAD / 2)
        cell.vertical_anchor = _middle()
        cell.fill.solid()
        cell.fill.fore_color.rgb = pen_colour(PALE if is_head else one.ground)
        frame = cell.text_frame
        frame.word_wrap = True
        paragraph = frame.paragraphs[0]
        paragraph.alignment = _side(one.side)
        self._run(paragraph, plain(one.words), size, bold=one.bold or is_head, colour=one.colour)
        if under := plain(one.under):
            second = frame.add_paragraph()
            second.alignment = _side(one.side)
            self._run(second, under, size * SMALL, colour=QUIET if one.colour == INK else one.colour)
        _line_under(cell, RULE)

    def bars(
        self,
        box: Box,
        categories: Sequence[str],
        series: Sequence[Bars],
        number: str,
        alt: str,
        *,
        logarithmic: bool = False,
        size: float = 12.0,
    ) -> None:
        """Draw a native chart of lying bars, the first on top, each with its number; a legend for several."""
        from kos_core.export.charts import drawn

        drawn(self.made, box, categories, series, number, alt, is_log=logarithmic, size=size)

    def bar(self, box: Box, colour: str, words: str, name: str, size: float = 11.0) -> None:
        """Draw a block in a colour with words in it, in black or white."""
        from pptx.enum.shapes import MSO_SHAPE
        from pptx.oxml.ns import qn
        from pptx.util import Inches

        from kos_core.figures.colours import on

        shape = self.made.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, *(Inches(x) for x in (box.left, box.top, box.wide, box.tall))
        )
        shape.name = plain(name)
        shape.fill.solid()
        shape.fill.fore_color.rgb = pen_colour(colour)
        shape.line.fill.background()
        if (style := shape._element.find(qn("p:style"))) is not None:  # noqa: SLF001  # the theme's shadow
            shape._element.remove(style)  # noqa: SLF001
        frame = shape.text_frame
        _tight(frame)
        frame.word_wrap = False
        frame.vertical_anchor = _middle()
        frame.paragraphs[0].alignment = _side("centre")
        self._run(frame.paragraphs[0], plain(words), size, bold=True, colour=on(colour))

    def _box(self, box: Box) -> Any:
        from pptx.util import Inches

        shape = self.made.shapes.add_textbox(*(Inches(x) for x in (box.left, box.top, box.wide, box.tall)))
        _tight(shape.text_frame)
        return shape

    def _run(self, paragraph: Any, words: str, size: float, *, bold: bool = False, colour: str = INK) -> None:
        run = paragraph.add_run()
        run.text = words
        run.font.size = _points(size)
        run.font.bold = bold
        run.font.name = TYPEFACE
        run.font.color.rgb = pen_colour(colour)
        run._r.get_or_add_rPr().set("lang", self.deck.lang)  # noqa: SLF001  # so that a speller knows


def _tight(frame: Any) -> None:
    from pptx.enum.text import MSO_AUTO_SIZE

    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE


def _points(size: float) -> Any:
    from pptx.util import Pt

    return Pt(round(size, 1))


def _side(side: Side) -> Any:
    from pptx.enum.text import PP_ALIGN

    return {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "centre": PP_ALIGN.CENTER}[side]


def _middle() -> Any:
    from pptx.enum.text import MSO_ANCHOR

    return MSO_ANCHOR.MIDDLE


def _plain_table(made: Any, name: str, *, has_head: bool) -> None:
    """Take the colours of the theme off a table, and name it."""
    from pptx.oxml.ns import qn

    made.name = plain(name) or made.name
    made.table.first_row, made.table.horz_banding = has_head, False
    style = made._element.find(f".//{qn('a:tableStyleId')}")  # noqa: SLF001  # a style has no other door
    if style is not None:
        style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid


def _line_under(cell: Any, colour: str) -> None:
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    line = parse_xml(
        f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill></a:lnB>'
    )
    cell._tc.get_or_add_tcPr().insert(0, line)  # noqa: SLF001  # borders have no other door
