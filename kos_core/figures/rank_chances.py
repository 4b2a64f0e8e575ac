"""Who comes where when it is tried over and over: one bar a type, its chance of each rank."""

from typing import Any, Final

import plotly.graph_objects as go

from kos_core.advice.explanation import Explanation
from kos_core.figures.colours import GROUND, INK, Mode, Say, axis, frame, named, on, tint, trace
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers.writing import times_in_ten
from kos_core.vocabulary import Lang

_TINTS: Final = (1.0, 0.55, 0.28, 0.12)
_ROW_PX: Final = 52
_READABLE: Final = 0.13  # a share of the bar narrower than that has no room for its words
_COUNTABLE: Final = 0.07  # nor one narrower than that for its number


def rank_chances(
    found: Explanation, knowledge: Knowledge, text: Say, lang: Lang, mode: Mode
) -> go.Figure | None:
    """Return a stacked bar a type, most often first on top; None where fewer than two can be compared."""
    creators = list(found.ranks)
    if len(creators) < 2:
        return None
    places = list(range(len(creators)))
    bars: list[Any] = []
    for k in range(len(creators)):
        chances = [found.ranks[t][k] for t in creators]
        fills = [tint(t, mode, _TINTS[k]) for t in creators]
        words = [_words(k, chance, text) for chance in chances]
        bars.append(
            trace(
                "bar",
                orientation="h",
                y=places,
                x=[round(chance, 4) for chance in chances],
                width=0.7,
                marker={"color": fills, "line": {"color": GROUND[mode], "width": 1}},
                text=[_fitting(w, c) for w, c in zip(words, chances, strict=True)],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                textfont={"size": 13, "color": [on(fill) for fill in fills]},
                customdata=[
                    f"{knowledge.creators[t].short(lang)}: {w.replace('<br>', ' ')}"
                    for t, w in zip(creators, words, strict=True)
                ],
                hovertemplate="%{customdata}<extra></extra>",
            )
        )
    return go.Figure(
        bars,
        frame(
            mode,
            12 + _ROW_PX * len(creators),
            barmode="stack",
            xaxis=axis(mode, visible=False, range=[0, 1]),
            yaxis=axis(
                mode,
                range=[len(creators) - 0.5, -0.5],
                tickvals=places,
                ticktext=[named(t, knowledge.creators[t].short(lang), mode) + " " for t in creators],
                tickfont={"size": 14, "color": INK[mode]},
            ),
        ),
    )


def rank_chances_alt(found: Explanation, knowledge: Knowledge, text: Say, lang: Lang) -> str:
    """Return the chances in words: how often in ten each type holds each rank."""
    rows = [
        f"{knowledge.creators[t].short(lang)} "
        + ", ".join(_words(k, chance, text).replace("<br>", " ") for k, chance in enumerate(ranks))
        for t, ranks in found.ranks.items()
    ]
    return text("flip.ranks_alt", rows="; ".join(rows))


def first_places(found: Explanation, knowledge: Knowledge, text: Say, lang: Lang) -> str:
    """Return how often in ten each type comes first, in words: the bars may be too short to say it.

    Empty where it is the same one nearly every time.
    """
    times = {t: times_in_ten(ranks[0]) for t, ranks in found.ranks.items()}
    rows = [f"{knowledge.creators[t].short(lang)} {often}/10" for t, often in times.items() if often]
    return text("flip.ranks_first", rows=", ".join(rows)) if len(rows) > 1 else ""


def _fitting(words: str, chance: float) -> str:
    """Return what a segment has room for: its words, its number, or nothing."""
    return words if chance >= _READABLE else words.partition("<br>")[2] if chance >= _COUNTABLE else ""


def _words(k: int, chance: float, text: Say) -> str:
    return f"{text(f'flip.rank.{k + 1}')}<br>{times_in_ten(chance)}/10"
