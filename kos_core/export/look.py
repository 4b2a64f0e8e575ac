"""Colours of the files: those of the screen in its light mode."""

from typing import Any, Final

from kos_core.plan.decision import Decision
from kos_core.vocabulary import CreatorType

INK: Final = "#1C232B"
QUIET: Final = "#596270"
RULE: Final = "#DDE1E6"
PALE: Final = "#F1F4F7"
SLATE: Final = "#5A6C7E"
GROUND: Final = "#FFFFFF"
WORD: Final = {
    Decision.GO: "#1F6B2E",
    Decision.TRY: "#7A5200",
    Decision.HOLD: "#4A5361",
    Decision.STOP: "#A31237",
}


def rgb(colour: str) -> tuple[int, int, int]:
    """Return #RRGGBB as three numbers."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def pen_colour(colour: str) -> Any:
    """Return #RRGGBB as slides hold it."""
    from pptx.dml.color import RGBColor  # heavy; kept off the import of the package

    return RGBColor(*rgb(colour))  # type: ignore[no-untyped-call]  # as pptx has it


def type_colour(creator: CreatorType | None) -> str:
    """Return a type's own colour, the grey of ads where it is none."""
    from kos_core.figures.colours import NEUTRAL, TYPE_COLOURS  # its room loads plotly

    return NEUTRAL["ads"]["light"] if creator is None else TYPE_COLOURS[creator]["light"]


def type_letter(creator: CreatorType | None) -> str:
    """Return a type's own letter; none for ads."""
    from kos_core.figures.colours import TYPE_LETTERS

    return "" if creator is None else TYPE_LETTERS[creator]
