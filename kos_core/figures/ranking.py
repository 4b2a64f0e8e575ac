"""Who fits and what the fit is made of: one bar a type, stacked by group of criteria."""

from dataclasses import dataclass
from math import floor
from typing import Any, Final

import plotly.graph_objects as go

from kos_core.advice.advice import Advice
from kos_core.figures.colours import (
    GROUND,
    INK,
    QUIET,
    Mode,
    Say,
    axis,
    frame,
    named,
    on,
    sentence,
    tint,
    trace,
)
from kos_core.knowledge.entries import GROUPS, Group
from kos_core.numbers.writing import write_number, write_vnd
from kos_core.score.apart import of_groups
from kos_core.score.scorecard import Row
from kos_core.vocabulary import CreatorType, Lang, Reason

# A bar goes from dark to light along the groups; one that cannot be hired keeps to the light end.
_TINTS: Final = (1.0, 0.82, 0.66, 0.52, 0.4, 0.29, 0.18)
_PALE: Final = (0.4, 0.34, 0.29, 0.24, 0.19, 0.14, 0.09)
_PHONE_PX: Final = 275  # what a phone leaves right of the names
_LETTER_PX: Final = 6.6
_STOPS: Final = ("banned_goods", "papers", "stock_empty", "stock")  # gates, those that stop everything first


def ranking(advice: Advice, text: Say, lang: Lang, mode: Mode) -> go.Figure:
    """Return the four types, best on top, each bar the sum of seven parts in tints of the type's colour.

    Always a figure: a type that cannot be paid for or is stopped is pale and hatched, without parts named.
    """
    knowledge = advice.case.knowledge
    rows = advice.scorecard.rows
    points = [of_groups(row.parts, knowledge) for row in rows]
    whole = [_whole(by_group) for by_group in points]
    places = list(range(len(rows)))
    bars = []
    for at, group in enumerate(GROUPS):
        fills = [_fill(r, at, mode) for r in rows]
        labels = [
            f"{text(f'figure.group.{group}')}<br>{n[group]}" if r.standing.eligible and n[group] else ""
            for r, n in zip(rows, whole, strict=True)
        ]
        bars.append(
            trace(
                "bar",
                orientation="h",
                y=places,
                x=[round(p[group], 2) for p in points],
                width=0.72,
                marker={
                    "color": fills,
                    "line": {"color": GROUND[mode], "width": 1},
                    "pattern": {
                        "shape": ["" if r.standing.eligible else "/" for r in rows],
                        "fillmode": "overlay",
                        "fgcolor": [tint(r.creator, mode, 1.0) for r in rows],
                        "fgopacity": 0.35,
                        "size": 7,
                        "solidity": 0.15,
                    },
                },
                text=labels,
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                textfont={"size": 11, "color": [on(fill) for fill in fills]},
                customdata=[_hover(r, group, advice, text, lang) for r in rows],
                hovertemplate="%{customdata}<extra></extra>",
            )
        )
    ends = [_end(row, advice, text, lang) for row in rows]
    return go.Figure(
        bars,
        frame(
            mode,
            26 + 58 * len(rows),
            barmode="stack",
            uniformtext={"mode": "hide", "minsize": 11},
            xaxis=axis(
                mode,
                visible=False,
                range=[0, max(_reach(row.score, end) for row, end in zip(rows, ends, strict=True))],
            ),
            yaxis=axis(
                mode,
                range=[len(rows) - 0.5, -0.5],
                tickvals=places,
                ticktext=[
                    named(r.creator, knowledge.creators[r.creator].short(lang), mode) + " " for r in rows
                ],
                tickfont={"size": 14, "color": INK[mode]},
            ),
            annotations=[
                _label(row.score, place, end, INK[mode] if row.standing.eligible else QUIET[mode])
                for place, row, end in zip(places, rows, ends, strict=True)
            ],
        ),
    )


def ranking_title(advice: Advice, text: Say, lang: Lang) -> str:
    """Return what the ranking shows, in one sentence."""
    knowledge = advice.case.knowledge
    rows = advice.scorecard.rows
    first = knowledge.creators[(advice.leader or rows[0].creator)].short(lang)
    if advice.leader is None:
        top = max(rows, key=lambda row: row.score)
        name = knowledge.creators[top.creator].short(lang)
        if advice.reason is not Reason.NONE_AFFORDABLE:
            return sentence(text("figure.ranking.title_stopped", creator=name))
        within = [row for row in rows if row.standing.needs_vnd is not None]
        if not within:
            return sentence(text("figure.ranking.title_no_way", creator=name))
        near = min(within, key=lambda row: row.standing.needs_vnd or 0.0)
        return sentence(
            text(
                "figure.ranking.title_too_dear",
                creator=name,
                nearest=knowledge.creators[near.creator].short(lang),
                needs=write_vnd(near.standing.needs_vnd or 0.0, lang, 3),
            )
        )
    if advice.runner_up is None:
        return sentence(text("figure.ranking.title_only", creator=first))
    second = knowledge.creators[advice.runner_up].short(lang)
    ours, theirs = (knowledge.criteria[name] for name in advice.decides)
    values = {
        "creator": first,
        "second": second,
        "ours": ours.label(lang),
        "group": text(f"figure.group.{ours.group}"),
    }
    if advice.team:
        values["first"] = knowledge.creators[rows[0].creator].short(lang)
    if advice.team or advice.reason is not Reason.TOO_CLOSE:
        return sentence(text(f"figure.ranking.title_{'team' if advice.team else 'leads'}", **values))
    values |= {"theirs": theirs.label(lang), "other_group": text(f"figure.group.{theirs.group}")}
    return sentence(text("figure.ranking.title_level", **values))


def ranking_alt(advice: Advice, text: Say, lang: Lang) -> str:
    """Return the ranking in words: each type's fit out of 100 and what stands in its way."""
    knowledge = advice.case.knowledge
    lines = []
    for row in advice.scorecard.rows:
        reason = hurdle(row, advice, text, lang)
        name = knowledge.creators[row.creator].short(lang)
        lines.append(f"{name} {fit_of(row.score, text)}" + (f" ({reason})" if reason else ""))
    return text("figure.ranking.alt", rows="; ".join(lines))


@dataclass(frozen=True)
class Part:
    """One segment of a type's bar: its colour as drawn, that of words on it, its points in whole numbers."""

    creator: CreatorType
    points: int
    fill: str
    ink: str


def parts(advice: Advice, mode: Mode) -> dict[Group, tuple[Part, ...]]:
    """Return the segments of the first two bars by group: a key where bars are short.

    Where nobody can be hired, those of the first bar.
    """
    knowledge = advice.case.knowledge
    rows = advice.scorecard.eligible[:2] or advice.scorecard.rows[:1]
    whole = {row.creator: _whole(of_groups(row.parts, knowledge)) for row in rows}
    return {
        group: tuple(
            Part(row.creator, whole[row.creator][group], fill, on(fill))
            for row, fill in ((row, _fill(row, at, mode)) for row in rows)
        )
        for at, group in enumerate(GROUPS)
    }


def _fill(row: Row, at: int, mode: Mode) -> str:
    return tint(row.creator, mode, (_TINTS if row.standing.eligible else _PALE)[at])


def _whole(points: dict[Group, float]) -> dict[Group, int]:
    """Return the points in whole numbers that still sum to the score: the largest remainders go up."""
    found = {group: floor(value) for group, value in points.items()}
    missing = floor(sum(points.values()) + 0.5) - sum(found.values())
    for group in sorted(points, key=lambda g: found[g] - points[g])[:missing]:
        found[group] += 1
    return found


def fit_of(score: float, text: Say) -> str:
    """Return a score in words: "hợp 77/100"."""
    return text("figure.fit", points=str(floor(score + 0.5)))


def hurdle(row: Row, advice: Advice, text: Say, lang: Lang) -> str:
    """Return what stands in a type's way, in a few words; empty where it can be hired."""
    if row.standing.eligible:
        return ""
    if row.standing.needs_vnd is None:
        return text("figure.ranking.no_way")
    if not row.standing.affordable:
        return text("figure.ranking.needs", needs=write_vnd(row.standing.needs_vnd, lang, 3))
    stop = next((stop.id for stop in advice.stops if stop.id in _STOPS), "")
    return text(f"figure.stop.{stop}" if stop else "figure.ranking.stopped")


def _end(row: Row, advice: Advice, text: Say, lang: Lang) -> tuple[str, str]:
    """Return what stands at a bar's end: the fit, and what stands in the way or nothing."""
    return sentence(fit_of(row.score, text)), sentence(hurdle(row, advice, text, lang))


def _reach(score: float, end: tuple[str, str]) -> float:
    """Return how far the axis has to go for a bar's label to fit on a phone."""
    label_px = min(0.6 * _PHONE_PX, 10 + _LETTER_PX * max(map(len, end)))
    return score * _PHONE_PX / (_PHONE_PX - label_px)


def _label(score: float, place: int, end: tuple[str, str], colour: str) -> dict[str, Any]:
    return {
        "x": round(score, 2),
        "y": place,
        "text": "<br>".join(line for line in end if line),
        "xanchor": "left",
        "xshift": 6,
        "align": "left",
        "showarrow": False,
        "font": {"size": 12, "color": colour},
    }


def _hover(row: Row, group: Group, advice: Advice, text: Say, lang: Lang) -> str:
    """Return a group's parts with their criteria, most points first, and the most there was to get."""
    knowledge = advice.case.knowledge
    criteria = knowledge.criteria
    parts = {name: p for name, p in row.parts.items() if criteria[name].group == group}
    most = sum(100 * advice.scorecard.weights[name] for name in parts)
    head = text(
        "figure.ranking.hover",
        creator=knowledge.creators[row.creator].short(lang),
        group=text(f"figure.group.{group}"),
        points=write_number(sum(parts.values()), lang),
        most=write_number(most, lang),
    )
    lines = [
        f"{criteria[name].label(lang)}: {write_number(part, lang)}"
        for name, part in sorted(parts.items(), key=lambda pair: -pair[1])
    ]
    return "<br>".join([f"<b>{head}</b>", *lines])
