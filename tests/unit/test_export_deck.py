"""The deck: slides a consultant need not redo; what is on them stays on them and inside its box."""

import io
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Emu, Inches

from kos_core.advice.advice import Advice, advise
from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.export.exporting import export_of
from kos_core.export.fonts import LINE, lines_of
from kos_core.export.formats import Format
from kos_core.export.setting import POINTS, TALL, WIDE, WIDER, Bars, Box, Said, Square, tall, widths
from kos_core.export.slides import Deck
from kos_core.figures.colours import TYPE_COLOURS
from kos_core.knowledge.loading import load
from kos_core.say.sentences import Sentences
from kos_core.say.text import text_of
from kos_core.vocabulary import Lang

STARTS = date(2026, 11, 30)
CASES = {
    "beauty": Brief(
        category="beauty", goal="sales", budget_vnd=100_000_000, price_vnd=250_000, cost_vnd=100_000
    ),
    "launch": Brief(
        category="electronics", goal="launch", budget_vnd=2_000_000_000, price_vnd=199_000, cost_vnd=60_000
    ),
    "bank": Brief(category="finance_insurance", goal="trust", budget_vnd=500_000_000),
    "leads": Brief(category="education_services", goal="sales", budget_vnd=300_000_000),
    "year": Brief(category="fashion", goal="brand_image", budget_vnd=10_000_000_000, weeks=52),
    "poor": Brief(category="beauty", goal="sales", budget_vnd=5_000_000, price_vnd=50_000, cost_vnd=45_000),
    "nothing": Brief(category="beauty", goal="sales", budget_vnd=100_000),
    "stopped": Brief(category="beauty", goal="sales", ready={"papers": "no"}),
}
PLANNED = ("beauty", "launch", "bank", "leads", "year")
LANGS: tuple[Lang, ...] = ("vi", "en")
EVERY = [(name, lang) for name in CASES for lang in LANGS]


@cache
def answer(name: str) -> Advice:
    return advise(Case(CASES[name], load()))


@cache
def deck(name: str, lang: Lang) -> Any:
    raw = export_of(Format.PPTX, answer(name), STARTS, Sentences(answer(name), text_of(lang)))
    return Presentation(io.BytesIO(raw))


def charts(made: Any) -> list[Any]:
    return [shape.chart for slide in made.slides for shape in slide.shapes if shape.has_chart]


def words(made: Any) -> Iterator[str]:
    """Every paragraph of every slide, tables among them."""
    for slide in made.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield from (one.text for one in shape.text_frame.paragraphs)
            if shape.has_table:
                yield from (one.text_frame.text for row in shape.table.rows for one in row.cells)


def holds_words(shape: Any) -> bool:
    return bool(shape.has_text_frame and shape.text_frame.text)


def named(slide: Any) -> str:
    return str(slide.shapes.title.text_frame.text)


def lies_on(one: Any, other: Any) -> bool:
    """Whether two shapes share more than a hundredth of an inch."""
    thin = Inches(0.01)
    beside = one.left + one.width <= other.left + thin or other.left + other.width <= one.left + thin
    above = one.top + one.height <= other.top + thin or other.top + other.height <= one.top + thin
    return not (beside or above)


@pytest.mark.parametrize("name", PLANNED)
@pytest.mark.parametrize("lang", LANGS)
def test_a_plan_takes_eight_to_twelve_slides_and_three_charts_to_edit(name: str, lang: Lang) -> None:
    made = deck(name, lang)
    assert 8 <= len(made.slides) <= 12
    assert len(charts(made)) >= 3
    assert {chart.chart_type for chart in charts(made)} == {XL_CHART_TYPE.BAR_CLUSTERED}
    assert all(chart.part.chart_workbook.xlsx_part is not None for chart in charts(made))
    assert (made.slide_width, made.slide_height) == (Inches(WIDE), Inches(TALL))


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_every_slide_has_a_title_a_number_and_its_own_words(name: str, lang: Lang) -> None:
    titles = []
    for number, slide in enumerate(deck(name, lang).slides, 1):
        assert slide.shapes.title is not None
        titles.append(slide.shapes.title.text_frame.text)
        fields = slide.shapes._spTree.xpath(".//a:fld[@type='slidenum']/a:t")
        assert [one.text for one in fields] == [str(number)]
        said = [s for s in slide.shapes if s.has_chart or s.has_table or holds_words(s)]
        assert len(said) >= 3, titles[-1]
    assert all(titles)
    assert len(titles) >= 5


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_everything_lies_inside_its_slide(name: str, lang: Lang) -> None:
    made = deck(name, lang)
    for slide in made.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= made.slide_width, (named(slide), shape.name)
            assert shape.top + shape.height <= made.slide_height, (named(slide), shape.name)


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_words_fit_their_box(name: str, lang: Lang) -> None:
    """Measured anew from what is in the file: every paragraph's lines at its size, and the space between."""
    for slide in deck(name, lang).slides:
        for shape in slide.shapes:
            if not shape.has_text_frame or not shape.text_frame.text or shape.shape_type == 1:
                continue
            room, high = Emu(shape.width).pt, 0.0
            for one in shape.text_frame.paragraphs:
                if not one.runs:
                    continue
                size = max(run.font.size.pt for run in one.runs)
                bold = any(run.font.bold for run in one.runs)
                high += lines_of(one.text, room, size * WIDER, bold=bold) * size * LINE
                high += one.space_before.pt if one.space_before is not None else 0.0
            assert high <= Emu(shape.height).pt * 1.02 + 1, (named(slide), shape.text_frame.text)


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_no_box_of_words_lies_on_another_or_on_a_table_or_chart(name: str, lang: Lang) -> None:
    for slide in deck(name, lang).slides:
        some = [
            shape
            for shape in slide.shapes
            if shape.has_chart or shape.has_table or (shape.has_text_frame and shape.shape_type != 1)
        ]
        for place, one in enumerate(some):
            for other in some[place + 1 :]:
                assert not lies_on(one, other), (named(slide), one.name, other.name)


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_no_sentence_of_the_other_language_stands_on_a_slide(name: str, lang: Lang) -> None:
    mine, other = text_of(lang), text_of("en" if lang == "vi" else "vi")
    foreign = {w for w in other.phrases.values() if len(w) > 3 and "{" not in w} - set(mine.phrases.values())
    for said in words(deck(name, lang)):
        assert said not in foreign
        assert "{" not in said
        assert unicodedata.is_normalized("NFC", said)


def test_types_keep_their_colours_and_letters_in_the_chart_of_voices() -> None:
    made = deck("beauty", "vi")
    voices = next(chart for chart in charts(made) if len(chart.plots[0].categories) == 4 and chart.has_legend)
    rows = answer("beauty").scorecard.rows
    for row, series in zip(rows, voices.plots[0].series, strict=True):
        colour = TYPE_COLOURS[row.creator]["light"]
        assert series.format.fill.fore_color.rgb == RGBColor.from_string(colour[1:])
        assert list(series.values) == [*(round(points) for points in row.voices.values()), round(row.score)]


def test_the_chart_of_the_plan_holds_what_each_line_costs() -> None:
    plan = answer("launch").plan
    found = list(charts(deck("launch", "vi"))[0].plots[0].series[0].values)
    assert found[: len(plan.lines)] == [line.spend_vnd for line in plan.lines]


def test_the_funnel_holds_the_plans_usual_counts_in_two_digits_on_a_log_scale() -> None:
    made = deck("beauty", "vi")
    funnel = next(chart for chart in charts(made) if chart._chartSpace.xpath(".//c:logBase"))
    assert list(funnel.plots[0].series[0].values) == [130_000, 5_100, 470, 330]
    table = next(
        s.table for slide in made.slides for s in slide.shapes if s.has_table and len(s.table.columns) == 4
    )
    assert table.cell(4, 2).text_frame.text == "94–4.600"


def test_what_stands_on_a_slide_is_told_in_its_notes_too() -> None:
    slides = deck("beauty", "vi").slides
    notes = [one.notes_slide.notes_text_frame.text for one in slides if one.has_notes_slide]
    assert len(notes) == len(slides)
    assert any("http" in one for one in notes)


# The pen


def page() -> Any:
    return Deck("vi-VN", "x").slide("Một tiêu đề")


def test_words_are_set_smaller_until_they_fit_and_then_left_out_with_dots() -> None:
    box, many = Box(1, 1, 3, 1), [Said("một hai ba bốn năm sáu bảy tám chín mười " * 3)] * 4
    made = page()
    assert made.text(box, [Said("ngắn")], (30, 20, 10)) == 30
    assert made.text(box, many[:1], (30, 20, 10)) == 10
    assert made.text(box, many, (30, 20, 10)) == 10
    last = made.made.shapes[-1].text_frame
    assert 0 < len(last.paragraphs) < 4
    assert last.paragraphs[-1].text.endswith("…")


def test_a_paragraph_takes_a_line_for_each_that_words_fill() -> None:
    one = tall([Said("a")], 5, POINTS, 0.5)
    assert one == pytest.approx(LINE)
    assert tall([Said("a"), Said("b")], 5, POINTS, 0.5) == pytest.approx(2 * LINE + 0.5)


def test_columns_are_as_wide_as_their_longest_word_before_they_keep_their_shares() -> None:
    rows = [[Square("a"), Square("một\u00a0từ\u00a0rất\u00a0dài\u00a0không\u00a0ngắt")]]
    left, right = widths(rows, 4.0, (3, 1), 14)
    assert left + right == pytest.approx(4.0)
    assert right > 1.0
    assert widths([[Square("a"), Square("b")]], 4.0, (3, 1), 14) == [3.0, 1.0]


def test_rows_that_do_not_fit_are_left_out_with_dots() -> None:
    made = page()
    high = made.table(Box(1, 1, 4, 1.2), [Square("x")], [[Square(str(n))] for n in range(40)], (1,))
    assert high <= 1.2
    table = made.made.shapes[-1].table
    assert table.cell(len(table.rows) - 1, 0).text_frame.text == "…"


def test_a_bar_below_nothing_keeps_its_number_beside_it() -> None:
    made = page()
    series = [Bars("x", [10.0, -5.0], ["#000000", "#111111"])]
    made.bars(Box(1, 1, 5, 3), ["a", "b"], series, "0", "a: 10; b: -5")
    chart = made.made.shapes[-1].chart
    assert chart.value_axis.minimum_scale < -5
    assert made.made.shapes[-1]._element.xpath("./p:nvGraphicFramePr/p:cNvPr/@descr") == ["a: 10; b: -5"]
