"""What more or less money would bring: the best plan at each budget, today's marked."""

from typing import Final

import plotly.graph_objects as go

from kos_core.figures.bands import count
from kos_core.figures.colours import GRID, INK, QUIET, Mode, Say, axis, frame, slate, trace
from kos_core.numbers.writing import write_vnd
from kos_core.plan.plan import Plan
from kos_core.vocabulary import Lang

Points = tuple[tuple[float, float, float], ...]
HEIGHT: Final = 300


def _said(number: float, plan: Plan, text: Say, lang: Lang) -> str:
    return write_vnd(number, lang, 2) if plan.measure.is_money else count(number, text, lang)


def response(plan: Plan, points: Points, text: Say, lang: Lang, mode: Mode) -> go.Figure:
    """Return the response curve: budgets along, what the best plan brings on average up, today's marked."""
    now = next(at for at, point in enumerate(points) if point[0] == plan.case.brief.budget_vnd)
    budgets, brings = [p[0] for p in points], [p[2] for p in points]
    labels = [
        f"<b>{_said(b, plan, text, lang)}</b>" if at == now else _said(b, plan, text, lang)
        for at, b in enumerate(brings)
    ]
    return go.Figure(
        [
            trace(
                "scatter",
                x=budgets,
                y=brings,
                mode="lines+markers+text",
                line={"color": slate(0.6, mode), "width": 2},
                marker={
                    "size": [16 if at == now else 9 for at in range(len(points))],
                    "color": [slate(1.0 if at == now else 0.6, mode) for at in range(len(points))],
                    "symbol": ["diamond" if at == now else "circle" for at in range(len(points))],
                },
                text=labels,
                textposition="top center",
                textfont={"size": 12, "color": INK[mode]},
                cliponaxis=False,
                customdata=[
                    text(
                        "plan.response.hover",
                        budget=write_vnd(b, lang, 3),
                        spend=write_vnd(s, lang, 3),
                        brings=_said(v, plan, text, lang),
                    )
                    for b, s, v in points
                ],
                hovertemplate="%{customdata}<extra></extra>",
            )
        ],
        frame(
            mode,
            HEIGHT,
            margin={"l": 8, "r": 28, "t": 28, "b": 4},
            xaxis=axis(
                mode,
                tickvals=[budgets[0], budgets[now], budgets[-2], budgets[-1]],
                ticktext=[
                    write_vnd(b, lang, 2) for b in (budgets[0], budgets[now], budgets[-2], budgets[-1])
                ],
                tickfont={"size": 12, "color": QUIET[mode]},
                title={"text": text("plan.response.axis"), "font": {"size": 12, "color": QUIET[mode]}},
            ),
            yaxis=axis(mode, showticklabels=False, showgrid=True, gridcolor=GRID[mode], rangemode="tozero"),
        ),
    )


def response_title(plan: Plan, points: Points, text: Say, lang: Lang) -> str:
    """Return what a fifth more and a fifth less money would bring, in one sentence."""
    budget = plan.case.brief.budget_vnd
    now = next(p for p in points if p[0] == budget)
    less = max((p for p in points if p[0] < budget), key=lambda p: p[0], default=None)
    more = min((p for p in points if p[0] > budget), key=lambda p: p[0])
    if less is None:  # the smallest budget there is
        return text("plan.response.title_least", more=_said(more[2] - now[2], plan, text, lang))
    return text(
        "plan.response.title",
        more=_said(more[2] - now[2], plan, text, lang),
        less=_said(now[2] - less[2], plan, text, lang),
    )


def response_alt(plan: Plan, points: Points, text: Say, lang: Lang) -> str:
    """Return the curve in words: every budget and what its best plan brings."""
    rows = "; ".join(f"{write_vnd(b, lang, 3)}: {_said(v, plan, text, lang)}" for b, _, v in points)
    return text("plan.response.alt", rows=rows)
