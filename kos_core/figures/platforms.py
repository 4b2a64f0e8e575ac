"""Which platform suits which type: a map with the fit out of 100 in every cell."""

from math import floor
from textwrap import wrap
from typing import Any, Final

import plotly.graph_objects as go

from kos_core.advice.advice import Advice
from kos_core.figures.colours import (
    GRID,
    INK,
    QUIET,
    Mode,
    Say,
    axis,
    frame,
    named,
    on,
    sentence,
    slate,
    trace,
    two_lines,
)
from kos_core.figures.ranking import fit_of
from kos_core.numbers.writing import write_vnd
from kos_core.say.platforms import reason
from kos_core.vocabulary import CreatorType, Lang, Platform

_FROM, _TO = 30.0, 95.0  # the fits the colours are spread over
_STEPS: Final = 12
_LINE: Final = 52  # letters of a line under the pointer


def platform_heat(advice: Advice, text: Say, lang: Lang, mode: Mode) -> go.Figure:
    """Return the types (ranking order) by the brief's platforms, the advised cell of a row outlined.

    Always a figure: a cell that cannot be hired has no fill, a dotted edge and a quiet number.
    """
    knowledge = advice.case.knowledge
    creators = [row.creator for row in advice.scorecard.rows]
    platforms = advice.brief.platforms
    cells = [(t, p, y, x) for y, t in enumerate(creators) for x, p in enumerate(platforms)]
    fits = [
        [round(advice.fits[t][p], 1) if _is_open(advice, t, p) else None for p in platforms] for t in creators
    ]
    edges = [_edge(x, y, GRID[mode], 1, "dot") for t, p, y, x in cells if not _is_open(advice, t, p)]
    best = [(t, p) for t, p, _, _ in cells if _is_open(advice, t, p) and advice.platform_of.get(t) is p]
    edges += [_edge(platforms.index(p), creators.index(t), INK[mode], 2.5, "solid") for t, p in best]
    grounds = trace(
        "heatmap",
        z=fits,
        x=list(range(len(platforms))),
        y=list(range(len(creators))),
        zmin=_FROM,
        zmax=_TO,
        colorscale=[[at / _STEPS, slate(at / _STEPS, mode)] for at in range(_STEPS + 1)],
        showscale=False,
        xgap=4,
        ygap=4,
        hoverinfo="skip",
    )
    numbers = trace(
        "scatter",
        x=[x for _, _, _, x in cells],
        y=[y for _, _, y, _ in cells],
        mode="text",
        text=[
            f"<b>{_points(advice, t, p)}</b>" if (t, p) in best else _points(advice, t, p)
            for t, p, _, _ in cells
        ],
        textfont={
            "size": 14,
            "color": [number_colour(advice, t, p, mode) for t, p, _, _ in cells],
        },
        customdata=[_hover(advice, text, lang, t, p) for t, p, _, _ in cells],
        hovertemplate="%{customdata}<extra></extra>",
    )
    return go.Figure(
        [grounds, numbers],
        frame(
            mode,
            108 + 48 * len(creators),
            hoverdistance=60,
            shapes=edges,
            xaxis=axis(
                mode,
                side="top",
                range=[-0.5, len(platforms) - 0.5],
                tickvals=list(range(len(platforms))),
                ticktext=[two_lines(knowledge.platforms[p].label) for p in platforms],
            ),
            yaxis=axis(
                mode,
                range=[len(creators) - 0.5, -0.5],
                tickvals=list(range(len(creators))),
                ticktext=[named(t, knowledge.creators[t].short(lang), mode) + " " for t in creators],
                tickfont={"size": 14, "color": INK[mode]},
            ),
            title=_key(advice, cells, 108 + 48 * len(creators), text, mode, outlined=bool(best)),
            margin={"l": 4, "r": 4, "t": 4, "b": 54},
        ),
    )


def platform_heat_title(advice: Advice, text: Say, lang: Lang) -> str:
    """Return what the map shows, in one sentence: where the leader (else the best fit) belongs."""
    knowledge = advice.case.knowledge
    rows = advice.scorecard.rows
    creator = advice.leader or max(rows, key=lambda row: row.score).creator
    name = knowledge.creators[creator].short(lang)
    ranked = sorted(advice.brief.platforms, key=lambda p: -advice.fits[creator][p])
    best = advice.platform_of.get(creator, ranked[0]) if advice.leader is not None else ranked[0]
    others = [p for p in ranked if p is not best]
    values = {"creator": name, "platform": knowledge.platforms[best].label}
    if not others:
        return sentence(
            text("figure.platforms.title_one", fit=fit_of(advice.fits[creator][best], text), **values)
        )
    if best is not ranked[0]:
        fitter = knowledge.platforms[ranked[0]].label
        if _is_open(advice, creator, ranked[0]):
            return sentence(text("figure.platforms.title_figures", fitter=fitter, **values))
        return sentence(text("figure.platforms.title_within_budget", dear=fitter, **values))
    return sentence(text("figure.platforms.title", second=knowledge.platforms[others[0]].label, **values))


def platform_heat_alt(advice: Advice, text: Say, lang: Lang) -> str:
    """Return the map in words: the fit of every type and platform, out of 100."""
    knowledge = advice.case.knowledge
    lines = []
    for row in advice.scorecard.rows:
        cells = ", ".join(
            f"{knowledge.platforms[p].label} {_points(advice, row.creator, p)}"
            + (
                ""
                if _is_open(advice, row.creator, p)
                else f" ({_hurdle(advice, text, lang, row.creator, p)})"
            )
            for p in advice.brief.platforms
        )
        lines.append(f"{knowledge.creators[row.creator].short(lang)}: {cells}")
    return text("figure.platforms.alt", rows="; ".join(lines))


def number_colour(advice: Advice, creator: CreatorType, platform: Platform, mode: Mode) -> str:
    """Return the colour of a cell's number: black or white on a fill, quiet where there is none."""
    if not _is_open(advice, creator, platform):
        return QUIET[mode]
    return on(slate((advice.fits[creator][platform] - _FROM) / (_TO - _FROM), mode))


def _is_open(advice: Advice, creator: CreatorType, platform: Platform) -> bool:
    """Return whether the type can be hired on the platform: paid for, and nothing forbids it."""
    cell = advice.cells[creator].get(platform)
    return cell is not None and cell.terms.is_affordable


def _points(advice: Advice, creator: CreatorType, platform: Platform) -> str:
    return str(floor(advice.fits[creator][platform] + 0.5))


def _hurdle(advice: Advice, text: Say, lang: Lang, creator: CreatorType, platform: Platform) -> str:
    """Return what stands in the way of a cell that is not open."""
    cell = advice.cells[creator].get(platform)
    if cell is None:
        return text("figure.ranking.no_way")
    if advice.brief.budget_vnd >= cell.terms.needs_vnd * (1 - 1e-12):
        return text("figure.ranking.stopped")
    return text("figure.ranking.needs", needs=write_vnd(cell.terms.needs_vnd, lang, 3))


def _hover(advice: Advice, text: Say, lang: Lang, creator: CreatorType, platform: Platform) -> str:
    knowledge = advice.case.knowledge
    words = text(
        "figure.platforms.hover",
        creator=knowledge.creators[creator].short(lang),
        platform=knowledge.platforms[platform].label,
        fit=fit_of(advice.fits[creator][platform], text),
    )
    lines = [sentence(words), *wrap(reason(creator, platform, advice.case, text, lang), _LINE)]
    if not _is_open(advice, creator, platform):
        lines.append(_hurdle(advice, text, lang, creator, platform))
    return "<br>".join(lines)


def _edge(x: int, y: int, colour: str, width: float, dash: str) -> dict[str, Any]:
    half = 0.5
    return {
        "type": "rect",
        "x0": x - half,
        "x1": x + half,
        "y0": y - half,
        "y1": y + half,
        "line": {"color": colour, "width": width, "dash": dash},
    }


def _key(
    advice: Advice,
    cells: list[tuple[CreatorType, Platform, int, int]],
    height: int,
    text: Say,
    mode: Mode,
    *,
    outlined: bool,
) -> dict[str, Any]:
    """Return the line under the map that says what its edges mean."""
    lines = [text("figure.platforms.key_best")] if outlined else []
    if not all(_is_open(advice, t, p) for t, p, _, _ in cells):
        lines.append(text("figure.platforms.key_closed"))
    return {
        "text": "<br>".join(lines),
        "font": {"size": 12, "color": QUIET[mode]},
        "xref": "container",
        "yref": "container",
        "x": 0,
        "y": round(36 / height, 3),
        "xanchor": "left",
        "yanchor": "top",
        "pad": {"l": 4},
    }
