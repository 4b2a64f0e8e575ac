"""The typeface files are set in and slides are measured with: Roboto, cut to Latin and Vietnamese."""

from functools import lru_cache
from math import ceil
from pathlib import Path

from kos_core.export.clean import plain

FOLDER = Path(__file__).parents[1] / "data" / "fonts"
FAMILY = "Roboto"
FACES = {"": FOLDER / "Roboto-Regular.ttf", "B": FOLDER / "Roboto-Bold.ttf"}
LINE = 1.2  # heights of a line in heights of its letters
_INSTEAD = {"→": "»", "●": "•", "○": "·", "⚠": "!"}


@lru_cache(maxsize=2)
def _advances(face: str) -> tuple[dict[int, float], float]:
    """Return how wide each sign is in heights of its letters, and how wide one that is missing."""
    from fontTools.ttLib import TTFont  # heavy; kept off the import of the package

    with TTFont(FACES[face]) as font:
        metrics, em = font["hmtx"].metrics, font["head"].unitsPerEm
        found = {code: metrics[name][0] / em for code, name in font.getBestCmap().items()}
    return found, max(found.values())


def drawable(words: str) -> str:
    """Return words with the signs the typeface has; one it has not is a near one, else a question mark."""
    known, _ = _advances("")
    flat = "".join(_INSTEAD.get(sign, sign) for sign in plain(words))
    return "".join(sign if ord(sign) in known else "?" for sign in flat)


def width(words: str, points: float, *, bold: bool = False) -> float:
    """Return how wide words on one line are, in points."""
    advances, widest = _advances("B" if bold else "")
    return points * sum(advances.get(ord(sign), widest) for sign in words)


def lines_of(words: str, room: float, points: float, *, bold: bool = False) -> int:
    """Return how many lines words take in a room so many points wide, broken between words."""
    lines, here = 1, 0.0
    space = width(" ", points, bold=bold)
    for word in words.split(" "):
        wide = width(word, points, bold=bold)
        if here and here + space + wide > room:
            lines, here = lines + 1, 0.0
        elif here:
            here += space
        if wide > room:  # broken inside
            more = ceil(wide / room) - 1
            lines, wide = lines + more, wide - more * room
        here += wide
    return lines
