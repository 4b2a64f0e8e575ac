"""What is set on a slide, and how much room it takes: boxes, paragraphs, cells, columns; all in inches."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from kos_core.export.clean import plain
from kos_core.export.fonts import LINE, lines_of, width
from kos_core.export.look import GROUND, INK

WIDE, TALL = 13.333, 7.5  # inches, 16:9
EDGE = 0.6
ROOM = WIDE - 2 * EDGE
TOP, FOOT = 1.55, 6.95
"""Where the content of a slide begins and ends, inches from above."""
POINTS = 72
TYPEFACE: Final = "Arial"  # on every machine, with all Vietnamese letters
WIDER: Final = 1.08  # its letters beside those measured with
TITLE_SIZES = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0)
PAD = 0.06  # inches left and right inside a cell

Side = Literal["left", "right", "centre"]


@dataclass(frozen=True)
class Box:
    """A place on a slide, inches from its upper left corner."""

    left: float
    top: float
    wide: float
    tall: float

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.top + self.tall


@dataclass(frozen=True)
class Said:
    """A paragraph: its words, what stands before it, its size beside the others, its colour."""

    words: str
    times: float = 1.0
    bold: bool = False
    colour: str = INK
    mark: str = ""


@dataclass(frozen=True)
class Square:
    """A cell of a table: words, smaller ones under them, its ground."""

    words: str
    under: str = ""
    bold: bool = False
    colour: str = INK
    ground: str = GROUND
    side: Side = "left"


@dataclass(frozen=True)
class Bars:
    """A series of a native chart: its name, a value a category, one colour or one for each."""

    name: str
    values: Sequence[float]
    colours: Sequence[str]


SMALL: Final = 0.85  # of the words over them


def tall(said: Sequence[Said], wide: float, size: float, gap: float) -> float:
    """Return how tall paragraphs are at a size, inches."""
    lines = 0.0
    for place, one in enumerate(said):
        words = f"{one.mark}\u00a0{one.words}" if one.mark else one.words
        count = lines_of(words, wide * POINTS, size * one.times * WIDER, bold=one.bold)
        lines += count * one.times * LINE + (gap if place else 0.0)
    return lines * size / POINTS


def cell_tall(one: Square, wide: float, size: float) -> float:
    """Return how tall a cell is in a column so wide."""
    room = (wide - 2 * PAD) * POINTS
    found = lines_of(plain(one.words), room, size * WIDER, bold=True) * size
    if one.under:
        found += lines_of(plain(one.under), room, size * SMALL * WIDER) * size * SMALL
    return found * LINE / POINTS + PAD + 0.04


Rows = Sequence[Sequence[Square]]


def heights(rows: Rows, wide: Sequence[float], size: float) -> list[float]:
    """Return how tall rows are at a size, inches."""
    return [max(cell_tall(one, w, size) for one, w in zip(row, wide, strict=True)) for row in rows]


def least_of(one: Square, size: float) -> float:
    """Return how wide a cell has to be for its longest word, inches."""
    words = [width(word, size * WIDER, bold=True) for word in plain(one.words).split(" ")]
    small = [word for word in plain(one.under).split(" ") if "://" not in word]  # an address may break
    under = [width(word, size * SMALL * WIDER) for word in small]
    return max([*words, *under]) / POINTS + 2 * PAD + 0.02


def widths(rows: Rows, room: float, shares: Sequence[float], size: float) -> list[float]:
    """Return how wide columns are: by their shares, but none narrower than its longest word if it can be."""
    wanted = [room * share / sum(shares) for share in shares]
    needed = [max(least_of(row[column], size) for row in rows) for column in range(len(shares))]
    if sum(needed) >= room:
        return wanted
    spare = [max(0.0, w - x) for w, x in zip(wanted, needed, strict=True)]
    short = sum(max(0.0, x - w) for w, x in zip(wanted, needed, strict=True))
    part = short / sum(spare) if short else 0.0
    return [max(w, x) - part * y for w, x, y in zip(wanted, needed, spare, strict=True)]


def is_whole(rows: Rows, wide: Sequence[float], size: float) -> bool:
    """Return whether no word is broken inside."""
    return all(least_of(one, size) <= w + 1e-6 for row in rows for one, w in zip(row, wide, strict=True))
