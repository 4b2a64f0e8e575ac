"""One stage of a forecast as twenty tries: twenty dots, hollow where it is not enough."""

from collections.abc import Callable
from math import floor, log10
from typing import Any, Final

import plotly.graph_objects as go

from kos_core.figures.bands import count, said, span
from kos_core.figures.colours import (
    GROUND,
    NEUTRAL,
    QUIET,
    TYPE_COLOURS,
    Mode,
    Say,
    axis,
    frame,
    sentence,
    trace,
)
from kos_core.forecast.forecast import Forecast
from kos_core.forecast.ratios import twentieths
from kos_core.numbers.writing import write_number, write_range, write_vnd
from kos_core.vocabulary import Lang, Stage

_STEPS: Final = 14  # columns of dots a phone has room for
_LETTER_PX: Final = 6.6


def tried(cell: Forecast) -> Stage:
    """Return the stage whose twenty outcomes are drawn: profit, leads, views or interactions."""
    return cell.measure.first


def tries(
    cell: Forecast, text: Say, lang: Lang, mode: Mode, stage: Stage = Stage.PROFIT, least: float | None = None
) -> go.Figure | None:
    """Return twenty equally likely outcomes of a stage as dots: hollow below `least`, for a profit below 0.

    A quantile dotplot (Kay et al. 2016, doi:10.1145/2858036.2858558): people read chances off counted dots
    better than off a curve. None where the stage is not forecast.
    """
    found, money = twentieths(cell, stage), stage is Stage.PROFIT
    if not found:
        return None
    colour = TYPE_COLOURS[cell.programme.creator][mode]
    line = 0.0 if money else least
    low, high = min(*found, line or 0.0, 0.0), max(*found, line or 0.0, 0.0)
    width = max(_nice((high - low or 1.0) / _STEPS), 0.0 if money else 1.0)
    heights: dict[int, int] = {}
    spots = []
    for outcome in found:
        # A column never holds gains and losses together: it begins or ends at zero.
        at = floor(outcome / width)
        heights[at] = heights.get(at, 0) + 1
        spots.append(((at + 0.5) * width, heights[at] - 0.5, outcome))
    most = max(heights.values())
    amount = _amount if money else lambda x, lang: count(x, text, lang)
    ends = [(min(*heights, 0) - 0.4) * width, (max(max(heights) + 1, 0) + 0.4) * width]
    span = ends[1] - ends[0]
    size = min(22.0, 300 / (span / width), 190 / most)
    ticks = [tick for tick in _ticks(ends, lang, amount) if money or tick == round(tick)]
    return go.Figure(
        [
            trace(
                "scatter",
                x=[x for x, _, _ in spots],
                y=[y for _, y, _ in spots],
                mode="markers",
                marker={
                    "size": round(size, 1),
                    "color": [colour if x >= (line or 0.0) else GROUND[mode] for _, _, x in spots],
                    "line": {"color": colour, "width": 2},
                },
                customdata=[
                    _gain(x, text, lang) if money else _counted(x, stage, text, lang) for _, _, x in spots
                ],
                hovertemplate="%{customdata}<extra></extra>",
                cliponaxis=False,
            )
        ],
        frame(
            mode,
            300,
            margin={"l": 8, "r": 8, "t": 26, "b": 4},
            annotations=[]
            if line is None
            else [
                _line_name(
                    line, ends, text("forecast.tries.even" if money else "forecast.tries.wanted"), mode
                )
            ],
            shapes=[]
            if not line
            else [
                {
                    "type": "line",
                    "xref": "x",
                    "yref": "paper",
                    "x0": line,
                    "x1": line,
                    "y0": 0,
                    "y1": 1,
                    "line": {"color": NEUTRAL["keep"][mode], "width": 2},
                }
            ],
            xaxis=axis(
                mode,
                range=ends,
                tickvals=ticks,
                ticktext=["0" if t == 0 else amount(t, lang) for t in ticks],
                tickfont={"size": 12, "color": QUIET[mode]},
                zeroline=True,
                zerolinecolor=NEUTRAL["keep"][mode],
                zerolinewidth=2,
                title={
                    "text": text("forecast.tries.axis") if money else _axis(stage, line, text),
                    "font": {"size": 12, "color": QUIET[mode]},
                    "standoff": 8,
                },
            ),
            yaxis=axis(mode, range=[0, max(8, most + 1)], showticklabels=False),
        ),
    )


def _line_name(at: float, ends: list[float], name: str, mode: Mode) -> dict[str, Any]:
    """Return the words over the line between enough and too little."""
    place = (at - ends[0]) / (ends[1] - ends[0])
    return {
        "xref": "x",
        "yref": "paper",
        "x": at,
        "y": 1,
        "yanchor": "bottom",
        "xanchor": "left" if place < 0.3 else "right" if place > 0.7 else "center",
        "text": name,
        "showarrow": False,
        "font": {"size": 12, "color": NEUTRAL["keep"][mode]},
    }


def _axis(stage: Stage, line: float | None, text: Say) -> str:
    name = text(f"forecast.stage.{stage}")
    return text("forecast.tries.axis_count" if line is None else "forecast.tries.axis_target", stage=name)


def _counted(outcome: float, stage: Stage, text: Say, lang: Lang) -> str:
    return f"{text(f'forecast.stage.{stage}')}: {said(outcome, text, lang)}"


def tries_title(
    cell: Forecast, text: Say, lang: Lang, stage: Stage = Stage.PROFIT, least: float | None = None
) -> str:
    """Return how many of the twenty tries do not lose or reach `least`; empty where nothing is forecast.

    Without `least` a count has the range of sixteen tries, the 80 % band.
    """
    found = twentieths(cell, stage)
    if not found:
        return ""
    if stage is not Stage.PROFIT:
        name = text(f"forecast.stage.{stage}").lower()
        if least is None:
            return text("forecast.tries.title_count", between=span(cell.bands[stage], text, lang), stage=name)
        return text(
            "forecast.tries.title_target",
            times=sum(x >= least for x in found),
            least=write_number(least, lang, 15),
            stage=name,
        )
    gains = sum(profit >= 0 for profit in found)
    key = "none" if gains == 0 else "all" if gains == len(found) else "some"
    return text(f"forecast.tries.title_{key}", gains=gains, losses=len(found) - gains)


def tries_alt(
    cell: Forecast, text: Say, lang: Lang, stage: Stage = Stage.PROFIT, least: float | None = None
) -> str:
    """Return the dots in words: the title and the 80 % range."""
    found = cell.bands.get(stage)
    if found is None:
        return ""
    money = stage is Stage.PROFIT
    return text(
        "forecast.tries.alt",
        title=tries_title(cell, text, lang, stage, least),
        between=write_range(found.low, found.high, lang, money=True) if money else span(found, text, lang),
    )


def _gain(profit: float, text: Say, lang: Lang) -> str:
    key = "gain" if profit >= 0 else "loss"
    return sentence(text(f"figure.worth.{key}", amount=write_vnd(abs(profit), lang, 2)))


def _amount(vnd: float, lang: Lang) -> str:
    return write_vnd(vnd, lang, 2).removesuffix("\u00a0VND")


def _nice(step: float) -> float:
    """Return the next 1, 2 or 5 times a power of ten."""
    size = 10.0 ** floor(log10(step))
    return next(size * k for k in (1, 2, 5, 10) if size * k >= step * (1 - 1e-9))


def _ticks(ends: list[float], lang: Lang, amount: Callable[[float, Lang], str]) -> list[float]:
    """Return round amounts between the ends, 0 among them, as many as a phone has room to write."""
    span = ends[1] - ends[0]
    letters = max(len(amount(end, lang)) for end in ends)
    step = _nice(max(span / 6, span * (20 + _LETTER_PX * letters) / 330))
    return [step * k for k in range(-12, 13) if ends[0] <= step * k <= ends[1]]
