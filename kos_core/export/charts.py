"""Native charts of a deck: bars a consultant can edit, in our colours, each bar with its number."""

from collections.abc import Sequence
from math import floor, log10
from typing import TYPE_CHECKING, Any

from kos_core.export.clean import plain
from kos_core.export.look import INK, QUIET, pen_colour
from kos_core.export.setting import TYPEFACE, Bars, Box

if TYPE_CHECKING:
    from pptx.slide import Slide

MONEY = {
    "vi": '[>=1000000000]#,##0.00,,,"\u00a0tỷ";[>=1000000]#,##0.0,,"\u00a0triệu";#,##0',
    "en": '[>=1000000000]#,##0.00,,,"\u00a0billion";[>=1000000]#,##0.0,,"\u00a0million";#,##0',
}
COUNT = {
    "vi": '[>=1000000]#,##0.0,,"\u00a0triệu";#,##0',
    "en": '[>=1000000]#,##0.0,,"\u00a0million";#,##0',
}
POINTS_FORMAT = "0"


def drawn(
    slide: "Slide",
    box: Box,
    categories: Sequence[str],
    series: Sequence[Bars],
    number: str,
    alt: str,
    *,
    is_log: bool,
    size: float,
) -> None:
    """Draw a native chart of lying bars on a slide; `number` is how its numbers are written."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import (
        XL_CHART_TYPE,
        XL_LABEL_POSITION,
        XL_LEGEND_POSITION,
        XL_TICK_LABEL_POSITION,
        XL_TICK_MARK,
    )
    from pptx.util import Inches, Pt

    data: Any = CategoryChartData(number_format=number)  # type: ignore[no-untyped-call]  # as pptx has it
    data.categories = [plain(name) for name in categories]
    for one in series:
        data.add_series(plain(one.name), [float(value) for value in one.values])
    frame: Any = slide.shapes.add_chart(
        XL_CHART_TYPE.BAR_CLUSTERED,
        Inches(box.left),
        Inches(box.top),
        Inches(box.wide),
        Inches(box.tall),
        data,
    )
    frame._element.nvGraphicFramePr.cNvPr.set("descr", plain(alt))  # noqa: SLF001  # no other door
    frame.name = plain(alt)[:80]
    chart = frame.chart
    chart.has_title = False
    chart.font.size, chart.font.name = Pt(size), TYPEFACE
    chart.font.color.rgb = pen_colour(INK)
    chart.has_legend = len(series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    names, numbers = chart.category_axis, chart.value_axis
    names.reverse_order = True
    names.has_major_gridlines = False
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.color.rgb = pen_colour(QUIET)
    numbers.has_major_gridlines = False
    numbers.major_tick_mark = XL_TICK_MARK.NONE
    numbers.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    numbers.format.line.fill.background()
    every = [value for one in series for value in one.values]
    if is_log:
        _logarithmic(numbers, every)
    else:
        low, high = min([0.0, *every]), max([0.0, *every]) or 1.0
        numbers.minimum_scale = low - 0.3 * (high - low) if low < 0 else 0.0
        numbers.maximum_scale = high + 0.28 * (high - low)
    plot = chart.plots[0]
    plot.gap_width = 45 if len(series) == 1 else 60
    plot.overlap = 0 if len(series) == 1 else -8
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = number, False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size, labels.font.bold = Pt(size), len(series) == 1
    for one, made in zip(series, plot.series, strict=True):
        made.format.fill.solid()
        made.format.fill.fore_color.rgb = pen_colour(one.colours[0])
        made.invert_if_negative = False
        if len(one.colours) > 1:
            for place, colour in enumerate(one.colours):
                fill = made.points[place].format.fill
                fill.solid()
                fill.fore_color.rgb = pen_colour(colour)


def _logarithmic(axis: Any, values: Sequence[float]) -> None:
    """Set a logarithmic axis from a tenth of the least value, so that every bar is seen."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    some = [value for value in values if value > 0] or [1.0]
    axis.minimum_scale = 10.0 ** max(0, floor(log10(min(some))) - 1)
    axis.maximum_scale = max(some) * 60
    scaling = axis._element.find(qn("c:scaling"))  # noqa: SLF001  # no other door
    scaling.insert(0, parse_xml(f'<c:logBase {nsdecls("c")} val="10"/>'))
