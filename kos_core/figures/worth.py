"""What each way within the budget spends and brings: every type, ads, and keeping the money."""

from math import ceil, floor, log10
from typing import Any

import plotly.graph_objects as go

from kos_core.advice.advice import Advice
from kos_core.advice.uses import Use, uses
from kos_core.figures.bands import PALE, PHONE_PX, between, count, lines, usual
from kos_core.figures.colours import (
    GRID,
    INK,
    NEUTRAL,
    QUIET,
    TYPE_COLOURS,
    TYPE_LETTERS,
    Mode,
    Say,
    axis,
    band,
    frame,
    named,
    on,
    sentence,
    trace,
)
from kos_core.figures.ranking import hurdle
from kos_core.forecast.band import Band
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers.writing import write_range, write_vnd
from kos_core.vocabulary import Lang, Stage


def _is_counted(advice: Advice) -> bool:
    return advice.goal_measure.first is not Stage.PROFIT


def _who(use: Use, knowledge: Knowledge, text: Say, lang: Lang) -> str:
    return text("figure.ads") if use.creator is None else knowledge.creators[use.creator].short(lang)


def _brings(number: float, text: Say, lang: Lang, *, leads: bool) -> str:
    """Return profit or leads in words: "lỗ khoảng 12 triệu", "khoảng 30"."""
    if leads:
        return usual(number, text, lang)
    if abs(number) < 500:
        return text("figure.worth.even")
    key = "gain" if number > 0 else "loss"
    return text(f"figure.worth.{key}", amount=write_vnd(abs(number), lang, 2))


def worth(advice: Advice, text: Say, lang: Lang, mode: Mode) -> go.Figure | None:
    """Return what each way within the budget brings, by the goal's measure: 80 % bands and medians.

    A line at zero stands for keeping the money. An ambassador, measured by reach, has words for a band;
    so has a type that cannot be hired. None where there is no leader.
    """
    knowledge = advice.case.knowledge
    found = uses(advice)
    if not any(use.brings for use in found):
        return None
    leads, counted = _is_counted(advice), advice.goal_measure.first.value
    ends = [0.0, *(x for use in found if use.brings for x in (use.brings.low, use.brings.high))]
    low, high = min(ends), max(ends)
    room = 0.05 * (high - low or 1.0)
    low, high = (low - room if low < 0 else low - 0.4 * room), high + room
    notes = [_zero(-low / (high - low), text, mode, leads=leads)]
    notes += [
        _in_words(at, -low / (high - low), _instead(use, advice, text, lang), mode)
        for at, use in enumerate(found)
        if use.brings is None
    ]
    ticks = _ticks(low, high, text, lang, leads=leads)
    return go.Figure(
        _uses(found, (low, high), knowledge, text, lang, mode, leads=leads),
        frame(
            mode,
            62 * len(found) + 76,
            annotations=notes,
            margin={"l": 4, "r": 4, "t": 24, "b": 4},
            xaxis=axis(
                mode,
                range=[low, high],
                tickvals=ticks,
                ticktext=[_tick(tick, text, lang, leads=leads) for tick in ticks],
                showgrid=True,
                gridcolor=GRID[mode],
                zeroline=True,
                zerolinecolor=NEUTRAL["keep"][mode],
                zerolinewidth=2,
                tickfont={"size": 12, "color": QUIET[mode]},
                title={
                    "text": text(f"figure.worth.axis_{counted}") + "<br>" + text("figure.band"),
                    "font": {"size": 12, "color": QUIET[mode]},
                    "standoff": 8,
                },
            ),
            yaxis=axis(
                mode,
                range=[len(found) - 0.5, -0.5],
                tickvals=list(range(len(found))),
                ticktext=[_name(use, knowledge, text, lang, mode) for use in found],
                tickfont={"size": 14, "color": INK[mode]},
            ),
        ),
    )


def _short(vnd: float, lang: Lang, digits: int = 2) -> str:
    """Return an amount without its currency, for where the axis names it."""
    return write_vnd(vnd, lang, digits).removesuffix("\u00a0VND")


def _name(use: Use, knowledge: Knowledge, text: Say, lang: Lang, mode: Mode) -> str:
    """Return a row's name with what it spends in advance under it; pale where it cannot be hired."""
    who = _who(use, knowledge, text, lang)
    head = sentence(who) if use.creator is None else named(use.creator, who, mode)
    if not use.is_open:
        return f'<span style="color:{QUIET[mode]}">{head} </span>'
    spend = text("figure.worth.spend", amount=_short(use.spend_vnd, lang, 3))
    return f'{head} <br><span style="font-size:11px;color:{QUIET[mode]}">{spend} </span>'


def _uses(
    found: tuple[Use, ...],
    ends: tuple[float, float],
    knowledge: Knowledge,
    text: Say,
    lang: Lang,
    mode: Mode,
    *,
    leads: bool,
) -> list[Any]:
    """Return a band for every use that has one, all letters at the medians, and all words above them."""
    rows = [(at, use, use.brings) for at, use in enumerate(found) if use.brings]
    colours = [
        NEUTRAL["ads"][mode] if u.creator is None else TYPE_COLOURS[u.creator][mode] for _, u, _ in rows
    ]
    medians = [round(b.middle, 1) for _, _, b in rows]
    words = [_brings(b.middle, text, lang, leads=leads) for _, _, b in rows]
    places = [(b.middle - ends[0]) / (ends[1] - ends[0]) for _, _, b in rows]
    hovers = [
        text(
            "figure.worth.hover",
            creator=_who(use, knowledge, text, lang),
            between=_range(brings, text, lang, leads=leads),
            usual=usual,
        )
        for (_, use, brings), usual in zip(rows, words, strict=True)
    ]
    return [
        *(
            lines([(b.low, b.high, at + 0.14)], band(colour, PALE))
            for (at, _, b), colour in zip(rows, colours, strict=True)
        ),
        trace(
            "scatter",
            x=medians,
            y=[at + 0.14 for at, _, _ in rows],
            mode="markers+text",
            marker={
                "size": 18,
                "color": colours,
                "symbol": ["circle" if use.creator else "diamond" for _, use, _ in rows],
            },
            text=[f"<b>{TYPE_LETTERS[use.creator]}</b>" if use.creator else "" for _, use, _ in rows],
            textfont={"size": 11, "color": [on(colour) for colour in colours]},
            cliponaxis=False,
            customdata=[sentence(hover) for hover in hovers],
            hovertemplate="%{customdata}<extra></extra>",
        ),
        trace(
            "scatter",
            x=medians,
            y=[at - 0.24 for at, _, _ in rows],
            mode="text",
            text=[sentence(said) for said in words],
            textposition=[
                "middle right" if at < 0.4 else "middle left" if at > 0.6 else "middle center"
                for at in places
            ],
            textfont={"size": 12, "color": INK[mode]},
            cliponaxis=False,
            hoverinfo="skip",
        ),
    ]


def _range(brings: Band, text: Say, lang: Lang, *, leads: bool) -> str:
    """Return an 80 % band of profit or leads in words."""
    return between(brings, text, lang) if leads else write_range(brings.low, brings.high, lang, money=True)


def _zero(place: float, text: Say, mode: Mode, *, leads: bool) -> dict[str, Any]:
    """Return the words over the line at zero: keeping the money."""
    return {
        "xref": "x",
        "yref": "paper",
        "x": 0,
        "y": 1,
        "text": sentence(text("figure.worth.keep_count" if leads else "figure.worth.keep")),
        "xanchor": "left" if place < 0.3 else "right" if place > 0.7 else "center",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 12, "color": NEUTRAL["keep"][mode]},
    }


def _instead(use: Use, advice: Advice, text: Say, lang: Lang) -> str:
    """Return what stands in the place of a band: measured by reach, or why the type cannot be hired."""
    if use.is_open or use.creator is None:
        return text("figure.worth.by_reach")
    return hurdle(advice.scorecard.row(use.creator), advice, text, lang)


def _in_words(at: int, place: float, words: str, mode: Mode) -> dict[str, Any]:
    """Return words for a row without a band, on the roomier side of the line at zero."""
    return {
        "xref": "x",
        "yref": "y",
        "x": 0,
        "y": at,
        "text": sentence(words),
        "xanchor": "right" if place > 0.5 else "left",
        "xshift": -8 if place > 0.5 else 8,
        "showarrow": False,
        "font": {"size": 12, "color": QUIET[mode]},
    }


def _ticks(low: float, high: float, text: Say, lang: Lang, *, leads: bool) -> list[float]:
    """Return round numbers from low to high, 0 among them, as many as a phone has room to write."""
    size = 10.0 ** floor(log10((high - low) / 20))
    for step in (size * scale * k for scale in (1, 10, 100) for k in (1, 2, 5)):
        ticks = [step * k for k in range(ceil(low / step), floor(high / step) + 1)]
        label_px = max(14 + 5.6 * len(_tick(tick, text, lang, leads=leads)) for tick in (ticks[0], ticks[-1]))
        if step / (high - low) * PHONE_PX >= label_px and (step >= 1 or not leads):
            return ticks
    return [0.0]


def _tick(number: float, text: Say, lang: Lang, *, leads: bool) -> str:
    if number == 0:
        return "0"
    return count(number, text, lang) if leads else _short(number, lang)


def worth_title(advice: Advice, text: Say, lang: Lang) -> str:
    """Return the way that brings most and what it spends, in one sentence; empty where nothing is drawn."""
    knowledge = advice.case.knowledge
    banded = [(use, use.brings) for use in uses(advice) if use.brings]
    if not banded:
        return ""
    leads = _is_counted(advice)
    use, brings = max(banded, key=lambda pair: pair[1].middle)
    words = _brings(brings.middle, text, lang, leads=leads)
    if leads:
        key = advice.goal_measure.first.value
    elif len(banded) == 1:
        key = "only"
    else:
        key = "loss" if brings.middle < 0 else "gain"
    spend = write_vnd(use.spend_vnd, lang, 3)
    who = _who(use, knowledge, text, lang)
    return sentence(text(f"figure.worth.title_{key}", creator=who, usual=words, spend=spend))


def worth_alt(advice: Advice, text: Say, lang: Lang) -> str:
    """Return the comparison in words; empty where there is nothing to draw."""
    knowledge = advice.case.knowledge
    found = uses(advice)
    if not any(use.brings for use in found):
        return ""
    leads = _is_counted(advice)
    lines = []
    for use in found:
        words = _instead(use, advice, text, lang)
        if use.brings is not None:
            between = _range(use.brings, text, lang, leads=leads)
            words = f"{_brings(use.brings.middle, text, lang, leads=leads)} ({between})"
        spend = (
            f", {text('figure.worth.spend', amount=write_vnd(use.spend_vnd, lang, 3))}" if use.is_open else ""
        )
        lines.append(f"{_who(use, knowledge, text, lang)}{spend}: {words}")
    lines.append(text("figure.worth.keep_count" if leads else "figure.worth.keep"))
    return text("figure.worth.alt_count" if leads else "figure.worth.alt_money", rows="; ".join(lines))
