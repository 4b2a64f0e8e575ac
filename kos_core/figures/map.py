"""Who leads at every budget and goal: a map of cells that can be picked, the brief marked on it."""

from itertools import groupby, pairwise
from math import log, log10, sqrt
from typing import Any, Final

import plotly.graph_objects as go

from kos_core.case import Case
from kos_core.change.map import DecisionMap
from kos_core.figures.colours import (
    GROUND,
    INK,
    QUIET,
    TYPE_LETTERS,
    Mode,
    Say,
    axis,
    frame,
    named,
    on,
    tint,
    trace,
    two_lines,
)
from kos_core.figures.ranking import fit_of
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers.writing import times_in_ten, write_vnd
from kos_core.score.money import TYPES
from kos_core.vocabulary import CreatorType, Goal, Lang

_SHADES: Final = (0.22, 0.38, 0.55, 0.72, 0.88, 1.0)  # of a type's colour, from unsure to sure
_UNSURE: Final = 0.4  # a winner at less is as pale as one at this
_LETTER_EVERY: Final = 12  # columns; on a phone a column is 4 pixels wide
_ROW_PX: Final = 46
_CELL_PX: Final = 11


def decision(found: DecisionMap, case: Case, text: Say, lang: Lang, mode: Mode) -> go.Figure:
    """Return the map: a column a budget, a row a goal, colour and letter the winner's, paler if unsure.

    The colours are one layer, over them lies a square of scatter for every cell: it answers to the pointer
    and is what a selection gives, its customdata being (goal, budget, ranking).
    """
    brief, knowledge = case.brief, case.knowledge
    count = len(found.budgets_vnd)
    said = [write_vnd(vnd, lang, 2) for vnd in found.budgets_vnd]
    cells = [(x, y) for y in range(len(found.goals)) for x in range(count)]
    letters = [(x, y, t) for y, goal in enumerate(found.goals) for x, t in _letters(found, goal)]
    here = _place(found, brief.budget_vnd), found.goals.index(brief.goal)
    ticks = [vnd for vnd in (10**power for power in range(6, 11)) if vnd <= found.budgets_vnd[-1]]
    return go.Figure(
        [
            trace(
                "heatmap",
                z=[[_level(found, x, y) for x in range(count)] for y in range(len(found.goals))],
                x=list(range(count)),
                y=list(range(len(found.goals))),
                zmin=-0.5,
                zmax=len(TYPES) * len(_SHADES) - 0.5,
                colorscale=_colours(mode),
                showscale=False,
                xgap=0,
                ygap=3,
                hoverinfo="skip",
            ),
            trace(
                "scatter",
                x=[x for x, _, _ in letters],
                y=[y for _, y, _ in letters],
                mode="text",
                text=[f"<b>{TYPE_LETTERS[t]}</b>" for _, _, t in letters],
                textfont={"size": 14, "color": [on(_fill(found, x, y, mode)) for x, y, _ in letters]},
                hoverinfo="skip",
            ),
            trace(
                "scatter",
                x=[x for x, _ in cells],
                y=[y for _, y in cells],
                mode="markers",
                marker={"symbol": "square", "size": _CELL_PX, "opacity": 0},
                selected={"marker": {"opacity": 0}},
                unselected={"marker": {"opacity": 0}},
                customdata=[
                    [
                        found.goals[y].value,
                        found.budgets_vnd[x],
                        _hover(found, x, found.goals[y], said[x], knowledge, text, lang),
                    ]
                    for x, y in cells
                ],
                hovertemplate="%{customdata[2]}<extra></extra>",
            ),
            trace(
                "scatter",
                x=[round(here[0], 3)],
                y=[here[1]],
                mode="markers",
                marker={"size": 15, "color": GROUND[mode], "line": {"color": INK[mode], "width": 3.5}},
                cliponaxis=False,
                hoverinfo="skip",
            ),
        ],
        frame(
            mode,
            _ROW_PX * len(found.goals) + 92,
            hoverdistance=24,
            xaxis=axis(
                mode,
                range=[-0.5, count - 0.5],
                tickvals=[_place(found, vnd) for vnd in ticks],
                ticktext=[_tick(vnd, text) for vnd in ticks],
                ticks="outside",
                tickcolor=QUIET[mode],
                title={
                    "text": text("map.axis"),
                    "font": {"size": 12, "color": QUIET[mode]},
                    "standoff": 8,
                },
            ),
            yaxis=axis(
                mode,
                range=[len(found.goals) - 0.5, -0.5],
                tickvals=list(range(len(found.goals))),
                ticktext=[_goal(g, knowledge, lang, bold=g is brief.goal) for g in found.goals],
            ),
            annotations=[
                {
                    "text": "   ".join(
                        named(t, knowledge.creators[t].short(lang), mode) for t in _shown(found)
                    ),
                    "x": 0,
                    "y": 1,
                    "xref": "paper",
                    "yref": "paper",
                    "xanchor": "left",
                    "yanchor": "bottom",
                    "showarrow": False,
                    "font": {"size": 13, "color": INK[mode]},
                }
            ],
            margin={"l": 4, "r": 12, "t": 26, "b": 4},
        ),
    )


def decision_title(found: DecisionMap, case: Case, text: Say, lang: Lang) -> str:
    """Return what the map shows, in one sentence: who leads from which budget on for the brief's goal."""
    brief, knowledge = case.brief, case.knowledge
    if (found.winner < 0).all():
        return text("map.stopped")
    goal = knowledge.goals[brief.goal].label(lang)
    return text("map.title", goal=goal, rows=_said_runs(found, brief.goal, knowledge, text, lang))


def decision_alt(found: DecisionMap, case: Case, text: Say, lang: Lang) -> str:
    """Return the map in words: for every goal from which budget on which type leads."""
    knowledge = case.knowledge
    rows = [
        f"{knowledge.goals[goal].label(lang)}: {_said_runs(found, goal, knowledge, text, lang)}"
        for goal in found.goals
    ]
    return text("map.alt", rows="; ".join(rows))


def _said_runs(found: DecisionMap, goal: Goal, knowledge: Knowledge, text: Say, lang: Lang) -> str:
    """Return from which budget on which type leads, in words."""
    return ", ".join(
        text(
            "map.run" if start else "map.run_all",
            budget=write_vnd(_border(found, start), lang, 2),
            creator=text("map.nobody") if t is None else knowledge.creators[t].short(lang),
        )
        for start, _, t in _runs(found, goal)
    )


def _border(found: DecisionMap, start: int) -> float:
    """Return about where a run begins: half-way, on the log scale, between its first column and the last."""
    return sqrt(found.budgets_vnd[max(0, start - 1)] * found.budgets_vnd[start])


def _runs(found: DecisionMap, goal: Goal) -> list[tuple[int, int, CreatorType | None]]:
    """Return (first column, columns, winner) for every stretch of a row with one winner."""
    runs, at = [], 0
    for winner, group in groupby(found.winner[found.goals.index(goal)].tolist()):
        size = len(list(group))
        runs.append((at, size, None if winner < 0 else TYPES[winner]))
        at += size
    return runs


def _letters(found: DecisionMap, goal: Goal) -> list[tuple[float, CreatorType]]:
    """Return where a row carries its winners' letters: evenly over every stretch, once at least."""
    placed: list[tuple[float, CreatorType]] = []
    for start, size, creator in _runs(found, goal):
        if creator is not None and size >= 2:
            number = max(1, round(size / _LETTER_EVERY))
            placed += [(start - 0.5 + size * (k + 0.5) / number, creator) for k in range(number)]
    return placed


def _level(found: DecisionMap, x: int, y: int) -> float | None:
    """Return a cell's place on the colour scale: the winner, then how sure; None where nobody leads."""
    winner = int(found.winner[y, x])
    return None if winner < 0 else winner * len(_SHADES) + _shade(float(found.sureness[y, x]))


def _shade(sureness: float) -> int:
    share = (sureness - _UNSURE) / (1 - _UNSURE)
    return min(len(_SHADES) - 1, max(0, int(share * len(_SHADES))))


def _fill(found: DecisionMap, x: float, y: int, mode: Mode) -> str:
    column = min(len(found.budgets_vnd) - 1, max(0, round(x)))
    shade = _SHADES[_shade(float(found.sureness[y, column]))]
    return tint(TYPES[int(found.winner[y, column])], mode, shade)


def _colours(mode: Mode) -> list[list[Any]]:
    """Return a colour scale of steps: every type's shades, one type after the other."""
    steps = [tint(t, mode, shade) for t in TYPES for shade in _SHADES]
    size = len(steps)
    return [[round(edge / size, 6), c] for k, c in enumerate(steps) for edge in (k, k + 1)]


def _place(found: DecisionMap, budget_vnd: float) -> float:
    """Return where a budget lies between the columns, on the log scale, within the map."""
    all_of = found.budgets_vnd
    if budget_vnd <= all_of[0]:
        return 0.0
    for k, (low, high) in enumerate(pairwise(all_of)):
        if budget_vnd <= high:
            return k + log(budget_vnd / low) / log(high / low)
    return len(all_of) - 1.0


def _tick(vnd: int, text: Say) -> str:
    if vnd >= 10**9:
        return text("map.tick.billion", n=10 ** round(log10(vnd) - 9))
    return text("map.tick.million", n=10 ** round(log10(vnd) - 6))


def _goal(goal: Goal, knowledge: Knowledge, lang: Lang, *, bold: bool) -> str:
    label = two_lines(knowledge.goals[goal].label(lang))
    return f"<b>{label}</b> " if bold else f"{label} "


def _role(role: str, knowledge: Knowledge, lang: Lang) -> str:
    label = knowledge.roles[role].label(lang)
    return label[:1].lower() + label[1:]


def _shown(found: DecisionMap) -> list[CreatorType]:
    """Return the types that lead somewhere on the map."""
    return [t for k, t in enumerate(TYPES) if (found.winner == k).any()]


def _hover(
    found: DecisionMap, x: int, goal: Goal, budget: str, knowledge: Knowledge, text: Say, lang: Lang
) -> str:
    """Return a cell's goal and budget, then its ranking; for a team who goes first and who does what."""
    head = f"<b>{knowledge.goals[goal].label(lang)}, {budget}</b>"
    eligible = [p for p in found.ranking(goal, x) if p.eligible]
    if not eligible:
        return f"{head}<br>{text('map.nobody_here')}"
    at = found.goals.index(goal)
    times = times_in_ten(float(found.sureness[at, x]))
    if team := found.purses[at].team(x):
        # Who does what: the score does not choose a team, and the sureness is of who goes first.
        first, *others = ((one.role, knowledge.creators[one.creator].short(lang)) for one in team)
        said = [text("map.first", creator=first[1], times=times)]
        said += [
            text("map.then", part=text("fit.team_part", creator=name, role=_role(role, knowledge, lang)))
            for role, name in others
        ]
        return "<br>".join([head, *said])
    sure = text("map.sure", times=times)
    lines = [
        text(
            "map.place", rank=k, creator=knowledge.creators[p.creator].short(lang), fit=fit_of(p.score, text)
        )
        + (f", {sure}" if k == 1 else "")
        for k, p in enumerate(eligible, 1)
    ]
    return "<br>".join([head, *lines])
