"""One type against another: every criterion's gap in points, to the side of the type it speaks for."""

from typing import Final

import plotly.graph_objects as go

from kos_core.figures.colours import (
    GRID,
    INK,
    TYPE_COLOURS,
    Mode,
    Say,
    axis,
    frame,
    named,
    sentence,
    trace,
    two_lines,
)
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers.writing import tenths
from kos_core.score.apart import Against
from kos_core.vocabulary import CreatorType, Lang

_ROW_PX: Final = 30
_HEAD_PX: Final = 40
_LONGEST: Final = 24  # letters of a criterion's name on one line; half a phone is no wider
_ROOM: Final = 1.3  # the axis beyond the longest bar, so that its number fits


def versus(found: Against, knowledge: Knowledge, text: Say, lang: Lang, mode: Mode) -> go.Figure | None:
    """Return a bar a criterion, widest advantage of the first type on top, the second's at the bottom.

    Bars to the right speak for the first type, to the left for the second, each in its type's colour; the
    criterion's name stands on the other side of the line. None where no gap is large enough to read.
    """
    gaps = found.shown
    if not gaps:
        return None
    names, places = list(gaps), list(range(len(gaps)))
    most = max(map(abs, gaps.values())) * _ROOM
    sides = [(found.one, 1), (found.other, -1)]
    bars = trace(
        "bar",
        orientation="h",
        y=places,
        x=[round(gap, 3) for gap in gaps.values()],
        width=0.62,
        marker={
            "color": [TYPE_COLOURS[found.one if gap > 0 else found.other][mode] for gap in gaps.values()]
        },
        text=[tenths(gap, lang, signed=True) for gap in gaps.values()],
        textposition="outside",
        textfont={"size": 13, "color": INK[mode]},
        cliponaxis=False,
        customdata=[_hover(name, gap, knowledge, text, lang) for name, gap in gaps.items()],
        hovertemplate="%{customdata}<extra></extra>",
    )
    labels = [
        {
            "x": 0,
            "y": place,
            "text": _wrapped(_label(name, knowledge, lang)),
            "xanchor": "right" if gaps[name] > 0 else "left",
            "align": "right" if gaps[name] > 0 else "left",
            "xshift": -8 if gaps[name] > 0 else 8,
            "showarrow": False,
            "font": {"size": 12, "color": INK[mode]},
        }
        for place, name in zip(places, names, strict=True)
    ]
    heads = [
        {
            "x": 0,
            "y": 1,
            "yref": "paper",
            "text": text("why.figure.better", creator=_named(creator, knowledge, lang, mode)),
            "xanchor": "left" if side > 0 else "right",
            "xshift": 8 * side,
            "yanchor": "bottom",
            "showarrow": False,
            "font": {"size": 13, "color": INK[mode]},
        }
        for creator, side in sides
    ]
    return go.Figure(
        [bars],
        frame(
            mode,
            _HEAD_PX + _ROW_PX * len(gaps),
            margin={"l": 4, "r": 4, "t": 28, "b": 4},
            xaxis=axis(
                mode, range=[-most, most], showticklabels=False, zeroline=True, zerolinecolor=GRID[mode]
            ),
            yaxis=axis(mode, visible=False, range=[len(gaps) - 0.5, -0.5]),
            annotations=[*labels, *heads],
        ),
    )


def versus_title(found: Against, knowledge: Knowledge, text: Say, lang: Lang) -> str:
    """Return who is ahead of whom, by how much, and what speaks most for and against."""
    ahead = found if found.difference >= 0 else found.turned
    _, _, difference = ahead.in_tenths
    values = {
        "one": _short(ahead.one, knowledge, lang),
        "other": _short(ahead.other, knowledge, lang),
    }
    names = list(ahead.shown)
    if not names:
        return sentence(text("why.figure.even", **values))
    values |= {"difference": tenths(difference, lang), "pro": _low(_label(names[0], knowledge, lang))}
    if ahead.shown[names[-1]] > 0:
        return sentence(text("why.figure.only_for", **values))
    return sentence(
        text(
            "why.figure.title",
            con=_low(_label(names[-1], knowledge, lang)),
            **values,
        )
    )


def versus_alt(found: Against, knowledge: Knowledge, text: Say, lang: Lang) -> str:
    """Return the gaps in words, the first type's advantages first."""
    rows = "; ".join(
        f"{_label(name, knowledge, lang)} {tenths(gap, lang, signed=True)}"
        for name, gap in found.shown.items()
    )
    return text(
        "why.figure.alt",
        one=_short(found.one, knowledge, lang),
        other=_short(found.other, knowledge, lang),
        rows=rows,
    )


def _label(name: str, knowledge: Knowledge, lang: Lang) -> str:
    return knowledge.criteria[name].label(lang)


def _hover(name: str, gap: float, knowledge: Knowledge, text: Say, lang: Lang) -> str:
    said = tenths(gap, lang, signed=True)
    return sentence(text("why.figure.hover", criterion=_label(name, knowledge, lang), gap=said))


def _low(words: str) -> str:
    return words[:1].lower() + words[1:]


def _wrapped(words: str) -> str:
    return two_lines(words) if len(words) > _LONGEST else words


def _short(creator: CreatorType, knowledge: Knowledge, lang: Lang) -> str:
    return knowledge.creators[creator].short(lang)


def _named(creator: CreatorType, knowledge: Knowledge, lang: Lang, mode: Mode) -> str:
    return named(creator, _short(creator, knowledge, lang), mode)
