"""A table as data: heads, rows, cells that keep the number beside the words."""

from dataclasses import dataclass
from typing import Literal

from kos_core.vocabulary import CreatorType

NONE = "–"

Stress = Literal["", "sum", "off", "now"]


@dataclass(frozen=True)
class Cell:
    """One cell: what it says, the number behind it (None: words), lines under it, a small word before it.

    `creator` puts a type's mark before it; `is_thin` marks what rests mostly on assumptions.
    """

    said: str
    value: float | None = None
    notes: tuple[str, ...] = ()
    aside: str = ""
    is_strong: bool = False
    is_thin: bool = False
    creator: CreatorType | None = None


@dataclass(frozen=True)
class Row:
    """One row; `stress` marks a sum, what is switched off, what is in view."""

    cells: tuple[Cell, ...]
    stress: Stress = ""


@dataclass(frozen=True)
class Table:
    """Heads (none where rows speak for themselves) and rows; columns `words` hold words, not numbers."""

    rows: tuple[Row, ...]
    heads: tuple[Cell, ...] = ()
    words: tuple[int, ...] = ()


def plain(*said: str) -> tuple[Cell, ...]:
    """Return words as cells."""
    return tuple(Cell(one) for one in said)
