"""One forecast as its funnel: every stage with its band, from impressions to the last."""

from math import floor, log10
from typing import Any, Final

import plotly.graph_objects as go

from kos_core.figures.bands import log_axis, said, span
from kos_core.figures.colours import (
    INK,
    QUIET,
    TYPE_COLOURS,
    TYPE_LETTERS,
    Mode,
    Say,
    axis,
    band,
    frame,
    on,
    trace,
    two_lines,
)
from kos_core.forecast.band import Band
from kos_core.forecast.forecast import Forecast
from kos_core.numbers.writing import digits_kept
from kos_core.vocabulary import Lang, Stage

COUNTS: Final = (
    Stage.IMPRESSIONS,
    Stage.VIEWS,
    Stage.CLICKS,
    Stage.CARTS,
    Stage.ORDERS,
    Stage.SHIPPED,
    Stage.DELIVERED,
    Stage.KEPT,
    Stage.LEADS,
)

REACHED: Final = (Stage.IMPRESSIONS, Stage.VIEWS, Stage.ENGAGEMENTS, Stage.CLICKS)
_PLOT: Final = 0.58  # the rest holds the words, which a phone needs


def stages_of(cell: Forecast) -> tuple[Stage, ...]:
    """Return the counted stages shown: reach with interactions and clicks where that is the measure."""
    shown = REACHED if cell.measure.is_reach else COUNTS
    return tuple(stage for stage in shown if stage in cell.bands)


def chain(cell: Forecast, text: Say, lang: Lang, mode: Mode) -> go.Figure | None:
    """Return the funnel of one forecast, impressions to successful orders or leads: 80 % bands, log axis.

    None where nothing can be bought. Less than one is drawn at one.
    """
    shown = stages_of(cell)
    if not shown:
        return None
    creator = cell.programme.creator
    colour = TYPE_COLOURS[creator][mode]
    found = [Band(*(max(1.0, x) for x in _three(cell.bands[stage]))) for stage in shown]
    start = float(floor(log10(min(b.low for b in found))))
    stop = log10(max(b.high for b in found)) + 0.15
    heights = list(range(len(shown)))
    return go.Figure(
        [
            trace(
                "scatter",
                x=[x for b in found for x in (round(b.low, 1), round(b.high, 1), None)],
                y=[y for height in heights for y in (height, height, None)],
                mode="lines",
                line={"color": band(colour, 0.3), "width": 14},
                hoverinfo="skip",
            ),
            trace(
                "scatter",
                x=[round(b.middle, 1) for b in found],
                y=heights,
                mode="markers+text",
                marker={"size": 18, "color": colour},
                text=[f"<b>{TYPE_LETTERS[creator]}</b>"] * len(shown),
                textfont={"size": 11, "color": on(colour)},
                cliponaxis=False,
                customdata=[
                    f"{text(f'forecast.stage.{s}')}: {span(cell.bands[s], text, lang)}" for s in shown
                ],
                hovertemplate="%{customdata}<extra></extra>",
            ),
        ],
        frame(
            mode,
            40 * len(shown) + 68,
            annotations=[
                _value(at, cell.bands[stage], text, lang, mode)
                for at, stage in zip(heights, shown, strict=True)
            ],
            xaxis=log_axis((start, stop), text("forecast.chain.axis"), text, lang, mode, domain=[0, _PLOT]),
            yaxis=axis(
                mode,
                range=[len(shown) - 0.5, -0.5],
                tickvals=heights,
                ticktext=[_name(stage, text) for stage in shown],
                tickfont={"size": 13, "color": INK[mode]},
            ),
        ),
    )


def _value(at: int, found: Band, text: Say, lang: Lang, mode: Mode) -> dict[str, Any]:
    """Return the words right of a stage's band: the usual count, and under it the 80 % range."""
    return {
        "xref": "paper",
        "yref": "y",
        "x": _PLOT + 0.02,
        "y": at,
        "xanchor": "left",
        "align": "left",
        "showarrow": False,
        "text": f"<b>{said(found.middle, text, lang)}</b><br>"
        f'<span style="font-size:11px;color:{QUIET[mode]}">{span(found, text, lang)}</span>',
        "font": {"size": 13, "color": INK[mode]},
    }


def _three(found: Band) -> tuple[float, float, float]:
    return found.low, found.middle, found.high


def _name(stage: Stage, text: Say) -> str:
    name = text(f"forecast.stage.{stage}")
    return (two_lines(name).replace("<br>", " <br>") if len(name) > 12 else name) + " "


def chain_title(cell: Forecast, text: Say, lang: Lang) -> str:
    """Return what the funnel shows in one sentence: reach, or from views to how many of its last stage."""
    shown = stages_of(cell)
    if not shown:
        return ""
    if cell.measure.is_reach:
        reach = (Stage.IMPRESSIONS, Stage.VIEWS, Stage.ENGAGEMENTS)
        return text(
            "forecast.chain.title_reach",
            **{stage.value: said(cell.bands[stage].middle, text, lang) for stage in reach},
        )
    last = digits_kept(cell.bands[shown[-1]].middle, 2)
    return text(
        "forecast.chain.title",
        views=said(cell.bands[Stage.VIEWS].middle, text, lang),
        last=said(last, text, lang),
        stage=text(f"forecast.stage.{shown[-1]}").lower(),
    )


def chain_alt(cell: Forecast, text: Say, lang: Lang) -> str:
    """Return the funnel in words: every stage's usual count and 80 % range."""
    rows = "; ".join(
        f"{text(f'forecast.stage.{s}').lower()} {said(cell.bands[s].middle, text, lang)}"
        f" ({span(cell.bands[s], text, lang)})"
        for s in stages_of(cell)
    )
    return text("figure.funnel.alt", rows=rows) if rows else ""
