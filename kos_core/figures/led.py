"""Who led the published campaigns, goal by goal: one bar a goal, a part a type."""

from typing import Any, Final

import plotly.graph_objects as go

from kos_core.advice.advice import Advice
from kos_core.figures.colours import (
    GROUND,
    INK,
    TYPE_COLOURS,
    TYPE_LETTERS,
    Mode,
    Say,
    axis,
    frame,
    on,
    trace,
)
from kos_core.vocabulary import CreatorType, Goal, Lang

_ROW_PX: Final = 48
_READABLE: Final = 10  # of the longest bar a part takes at least a tenth, or has no room for its letter


def _counts(advice: Advice) -> dict[Goal, dict[CreatorType, int]]:
    """Return how many successes each type led, by goal; goals nobody published for are left out."""
    found: dict[Goal, dict[CreatorType, int]] = {}
    for one in advice.case.knowledge.campaigns:
        if one.is_success and one.certainty != "low":
            row = found.setdefault(one.goal, dict.fromkeys(CreatorType, 0))
            row[one.lead] += 1
    return {goal: found[goal] for goal in Goal if goal in found}


def _row(advice: Advice, goal: Goal, led: dict[CreatorType, int], lang: Lang) -> tuple[str, str]:
    """Return the name of a goal, the case's own in bold, and how often each type led."""
    known = advice.case.knowledge
    name = known.goals[goal].label(lang)
    said = " · ".join(f"{known.creators[t].short(lang)} {n}" for t, n in led.items() if n)
    return f"<b>{name}</b>" if goal is advice.brief.goal else name, said


def led(advice: Advice, text: Say, lang: Lang, mode: Mode) -> go.Figure | None:  # noqa: ARG001  # as every figure
    """Return a stacked bar a goal, the case's own in bold; None where nothing was published."""
    counts = _counts(advice)
    if not counts:
        return None
    goals, knowledge = list(counts), advice.case.knowledge
    longest = max(sum(row.values()) for row in counts.values())
    bars: list[Any] = []
    for creator in CreatorType:
        fill = TYPE_COLOURS[creator][mode]
        numbers = [counts[goal][creator] for goal in goals]
        bars.append(
            trace(
                "bar",
                orientation="h",
                y=list(range(len(goals))),
                x=numbers,
                width=0.7,
                marker={"color": fill, "line": {"color": GROUND[mode], "width": 1}},
                text=[f"<b>{TYPE_LETTERS[creator]}</b>" if _READABLE * n >= longest else "" for n in numbers],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                textfont={"size": 13, "color": on(fill)},
                customdata=[f"{knowledge.creators[creator].short(lang)}: {n}" for n in numbers],
                hovertemplate="%{customdata}<extra></extra>",
            )
        )
    rows = [_row(advice, goal, counts[goal], lang) for goal in goals]
    return go.Figure(
        bars,
        frame(
            mode,
            12 + _ROW_PX * len(goals),
            barmode="stack",
            xaxis=axis(mode, visible=False),
            yaxis=axis(
                mode,
                range=[len(goals) - 0.5, -0.5],
                tickvals=list(range(len(goals))),
                ticktext=[f"{name} <br>{led} " for name, led in rows],
                tickfont={"size": 12, "color": INK[mode]},
            ),
        ),
    )


def led_title(advice: Advice, text: Say, lang: Lang) -> str:  # noqa: ARG001  # as every figure's
    """Return what the figure shows, in one sentence."""
    return text("cases.picture") if _counts(advice) else ""


def led_alt(advice: Advice, text: Say, lang: Lang) -> str:
    """Return the figure in words."""
    known = advice.case.knowledge
    rows = [
        f"{known.goals[goal].label(lang)}: "
        + ", ".join(f"{known.creators[t].short(lang)} {n}" for t, n in row.items() if n)
        for goal, row in _counts(advice).items()
    ]
    return text("cases.picture_alt", rows="; ".join(rows)) if rows else ""
