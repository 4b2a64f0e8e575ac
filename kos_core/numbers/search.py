"""Words found whatever their accents, the closest first."""

import re
import unicodedata
from collections.abc import Mapping

SHORT = 3  # letters: as a beginning, CIR would be met by "circle"


def fold(written: str) -> str:
    """Return a text in lower case without accents, đ as d, single spaces: `phi san` for `Phí sàn`."""
    bare = "".join(
        sign
        for sign in unicodedata.normalize("NFD", written.lower().replace("đ", "d"))
        if not unicodedata.combining(sign)
    )
    return " ".join(re.sub(r"(?<=\d)\s+%", "%", bare).split())


def search(shelf: Mapping[str, str], asked: str) -> list[str]:
    """Return the ids on a shelf (id → folded words) that hold every word asked for, the closest first.

    A word with an accent is met by one without; up to three letters by the whole word, more by its beginning;
    a number by the whole number (`5%` not by `15%`). An id (`K45`) is met by itself alone. Closest is where
    the last of the words is met soonest: names stand before notes; else the shelf's order holds.
    """
    alone, words = asked.strip().upper(), fold(asked).split()
    if alone in shelf:
        return [alone]
    patterns = [
        re.compile(rf"(?<![\w.,]){re.escape(word)}" + (r"(?!\w)" if len(word) <= SHORT else ""))
        for word in words
    ]
    found: dict[str, int] = {}
    for name, held in shelf.items():
        places = [pattern.search(held) for pattern in patterns]
        if all(places):
            found[name] = max((place.start() for place in places if place), default=0)
    return sorted(found, key=found.__getitem__)
