"""Past sessions against what was expected before each: a bar for the 80 % band, a dot for what came."""

from collections.abc import Sequence

import plotly.graph_objects as go

from kos_core.figures.colours import GROUND, NEUTRAL, QUIET, Mode, Say, axis, frame, trace
from kos_core.numbers.writing import write_day, write_range
from kos_core.results.calibrate import Held
from kos_core.vocabulary import Lang

LAST = 40  # sessions drawn, the latest


def held(found: Sequence[Held], text: Say, lang: Lang, mode: Mode) -> go.Figure | None:
    """Return the latest sessions; the dot is hollow where it lies outside its band. None without sessions."""
    if not found:
        return None
    shown = found[-LAST:]
    places = list(range(1, len(shown) + 1))
    ink = NEUTRAL["keep"][mode]
    names = [f"{one.at.creator} {write_day(one.at.at.date(), lang) if one.at.at else ''}" for one in shown]
    words = [
        f"{name}: {one.at.orders} ({write_range(one.low, one.high, lang, money=False)})"
        for name, one in zip(names, shown, strict=True)
    ]
    return go.Figure(
        [
            trace(
                "bar", x=places, y=[one.high - one.low for one in shown], base=[one.low for one in shown],
                width=0.5, marker={"color": QUIET[mode], "opacity": 0.35}, hoverinfo="skip",
            ),
            trace(
                "scatter", x=places, y=[one.at.orders for one in shown], mode="markers",
                marker={
                    "size": 9,
                    "color": [ink if one.held else GROUND[mode] for one in shown],
                    "line": {"color": ink, "width": 2},
                },
                customdata=words, hovertemplate="%{customdata}<extra></extra>",
            ),
        ],
        frame(
            mode, 240, margin={"l": 8, "r": 8, "t": 8, "b": 4},
            xaxis=axis(mode, showticklabels=False, range=[0.3, len(shown) + 0.7]),
            yaxis=axis(
                mode, rangemode="tozero",
                title={"text": text("results.head.placed"), "font": {"size": 12, "color": QUIET[mode]}},
            ),
        ),
    )  # fmt: skip


def held_title(found: Sequence[Held], text: Say) -> str:
    """Return how often the bands held; empty without sessions."""
    if not found:
        return ""
    return text("results.past", held=sum(one.held for one in found), all=len(found))
