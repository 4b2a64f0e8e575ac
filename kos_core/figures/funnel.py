"""What may come back: the leader's funnel beside the runner-up's."""

from math import floor, log10
from typing import Any, Final

import plotly.graph_objects as go

from kos_core.advice.advice import Advice
from kos_core.figures.bands import PALE, PHONE_PX, between, lines, log_axis, usual
from kos_core.figures.colours import (
    INK,
    TYPE_COLOURS,
    TYPE_LETTERS,
    Mode,
    Say,
    axis,
    band,
    frame,
    on,
    sentence,
    trace,
    two_lines,
)
from kos_core.forecast.band import Band
from kos_core.forecast.forecast import Forecast
from kos_core.knowledge.whole import Knowledge
from kos_core.vocabulary import Lang, Stage

STAGES: Final = (
    Stage.IMPRESSIONS,
    Stage.VIEWS,
    Stage.CLICKS,
    Stage.CARTS,
    Stage.ORDERS,
    Stage.KEPT,
    Stage.LEADS,
)
_REACH: Final = (Stage.IMPRESSIONS, Stage.VIEWS, Stage.CLICKS)
_LETTER_PX: Final = 6.4


def stages_of(cell: Forecast) -> tuple[Stage, ...]:
    """Return the stages shown of a forecast; an ambassador's end at clicks, for it is not hired to sell."""
    wanted = _REACH if cell.programme.measured_by == "reach" else STAGES
    return tuple(stage for stage in wanted if stage in cell.bands)


def _pair(advice: Advice) -> list[Forecast]:
    """Return the leader's and the runner-up's forecast, where there are any."""
    pair = [t for t in (advice.leader, advice.runner_up) if t is not None]
    return [cell for cell in (advice.cell(t) for t in pair) if cell.bands]


def funnel(advice: Advice, text: Say, lang: Lang, mode: Mode) -> go.Figure | None:
    """Return the predicted funnel, the winner above the runner-up: 80 % bands and medians, log axis.

    None where there is no leader (stopped, or nothing can be paid for). One row a stage where there is no
    runner-up. Less than one is drawn at one.
    """
    knowledge = advice.case.knowledge
    cells = _pair(advice)
    if not cells:
        return None
    shown = [stage for stage in STAGES if any(stage in stages_of(cell) for cell in cells)]
    offsets = [-0.2, 0.2] if len(cells) == 2 else [0.0]
    ends = [max(1.0, end) for c in cells for s in stages_of(c) for end in (c.bands[s].low, c.bands[s].high)]
    start = floor(log10(min(ends)))
    labels = {
        (at, stage): _value(cell, stage, knowledge, text, lang, first=stage is shown[0])
        for at, cell in enumerate(cells)
        for stage in stages_of(cell)
    }
    stop = _log_end(cells, labels, start, log10(max(ends)))
    traces: list[Any] = []
    for at, cell in enumerate(cells):
        spots = [(shown.index(s) + offsets[at], cell.bands[s], labels[at, s], s) for s in stages_of(cell)]
        traces += _bands(spots, cell, (start, stop), knowledge, text, lang, mode)
    return go.Figure(
        traces,
        frame(
            mode,
            (60 if len(cells) == 2 else 40) * len(shown) + 64,
            xaxis=log_axis((start, stop), text("figure.funnel.axis"), text, lang, mode),
            yaxis=axis(
                mode,
                range=[len(shown) - 0.5, -0.5],
                tickvals=list(range(len(shown))),
                ticktext=[_stage_name(s, text) for s in shown],
                tickfont={"size": 13, "color": INK[mode]},
            ),
        ),
    )


def _stage_name(stage: Stage, text: Say) -> str:
    """Return a stage's name, on two lines where it is long."""
    name = text(f"figure.stage.{stage.value}")
    return (two_lines(name).replace("<br>", " <br>") if len(name) > 10 else name) + " "


def _value(cell: Forecast, stage: Stage, knowledge: Knowledge, text: Say, lang: Lang, *, first: bool) -> str:
    """Return what stands beside a band: the usual count, on the first stage with the type's name."""
    words = usual(cell.bands[stage].middle, text, lang)
    name = knowledge.creators[cell.programme.creator].short(lang)
    return f"<b>{name}</b> {words}" if first else words


def _log_end(cells: list[Forecast], labels: dict[tuple[int, Stage], str], start: float, most: float) -> float:
    """Return where the log axis ends so that every value has room beside its band on a phone."""
    stop = most + 0.1
    for (at, stage), label in labels.items():
        need = min(0.62, (18 + _LETTER_PX * len(label.replace("<b>", "").replace("</b>", ""))) / PHONE_PX)
        found = cells[at].bands[stage]
        low, high = log10(max(1.0, found.low)), log10(max(1.0, found.high))
        if low - start < need * (stop - start):
            stop = max(stop, (high - need * start) / (1 - need))
    return stop


def _bands(
    spots: list[tuple[float, Band, str, Stage]],
    cell: Forecast,
    ends: tuple[float, float],
    knowledge: Knowledge,
    text: Say,
    lang: Lang,
    mode: Mode,
) -> list[Any]:
    """Return a type's bands, its letters at the medians, and the values on the roomier side."""
    creator = cell.programme.creator
    colour = TYPE_COLOURS[creator][mode]
    name = knowledge.creators[creator].short(lang)
    found = [Band(*(max(1.0, x) for x in (b.low, b.middle, b.high))) for _, b, _, _ in spots]
    heights = [y for y, _, _, _ in spots]
    right = [ends[1] - log10(b.high) >= log10(b.low) - ends[0] for b in found]
    return [
        lines([(b.low, b.high, y) for b, y in zip(found, heights, strict=True)], band(colour, PALE)),
        trace(
            "scatter",
            x=[round(b.middle, 1) for b in found],
            y=heights,
            mode="markers+text",
            marker={"size": 18, "color": colour},
            text=[f"<b>{TYPE_LETTERS[creator]}</b>"] * len(spots),
            textfont={"size": 11, "color": on(colour)},
            cliponaxis=False,
            customdata=[
                sentence(
                    text(
                        "figure.funnel.hover",
                        creator=name,
                        stage=text(f"figure.stage.{stage.value}").lower(),
                        between=between(b, text, lang),
                        usual=usual(b.middle, text, lang),
                    )
                )
                for _, b, _, stage in spots
            ],
            hovertemplate="%{customdata}<extra></extra>",
        ),
        trace(
            "scatter",
            x=[round(b.high if at_right else b.low, 1) for b, at_right in zip(found, right, strict=True)],
            y=heights,
            mode="text",
            text=[
                _clear(label, b, ends, right=r)
                for (_, _, label, _), b, r in zip(spots, found, right, strict=True)
            ],
            textposition=["middle right" if at_right else "middle left" for at_right in right],
            textfont={"size": 12, "color": INK[mode]},
            cliponaxis=False,
            hoverinfo="skip",
        ),
    ]


def _clear(label: str, found: Band, ends: tuple[float, float], *, right: bool) -> str:
    """Return the words with the room that keeps them off the band, or off the letter where that is wider."""
    half = log10(found.high / found.middle if right else found.middle / found.low)
    space = "\u00a0" * (2 if half * PHONE_PX / (ends[1] - ends[0]) > 8 else 5)
    return f"{space}{label}{space}"


def funnel_title(advice: Advice, text: Say, lang: Lang) -> str:
    """Return what the funnel shows, in one sentence; empty without a leader.

    Its last common stage where that is sales or leads and the goal is to sell, else the views.
    """
    knowledge = advice.case.knowledge
    cells = _pair(advice)
    if not cells:
        return ""
    common = [s for s in stages_of(cells[0]) if all(s in stages_of(c) for c in cells)]
    by_reach = any(c.measure.is_reach for c in cells)
    stage = Stage.VIEWS if by_reach else common[-1]
    names = [knowledge.creators[c.programme.creator].short(lang) for c in cells]
    about = [usual(c.bands[stage].middle, text, lang) for c in cells]
    values = {"creator": names[0], "usual": about[0], "stage": text(f"figure.noun.{stage.value}")}
    if len(cells) == 1:
        return sentence(text("figure.funnel.title_one", **values))
    return sentence(text("figure.funnel.title", second=names[1], second_usual=about[1], **values))


def funnel_alt(advice: Advice, text: Say, lang: Lang) -> str:
    """Return the funnel in words: every stage's usual count and 80 % range; empty without a leader."""
    knowledge = advice.case.knowledge
    rows = [
        f"{knowledge.creators[cell.programme.creator].short(lang)}: "
        + ", ".join(
            f"{text(f'figure.stage.{s.value}').lower()} {usual(cell.bands[s].middle, text, lang)}"
            f" ({between(cell.bands[s], text, lang)})"
            for s in stages_of(cell)
        )
        for cell in _pair(advice)
    ]
    return text("figure.funnel.alt", rows="; ".join(rows)) if rows else ""
