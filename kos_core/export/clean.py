"""Words as a file may hold them: no control signs, and nothing a programme would take for a command."""

import re
import unicodedata

FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SPACES = re.compile(r"[ \t\r\n\v\f\u2028\u2029]+")
_MARKS = re.compile(r"([\\`*_{}\[\]<>|~])")
_FIRST = re.compile(r"^(\s*)([#=+-]|\d+[.)](?=\s))")


def plain(words: object) -> str:
    """Return words on one line, composed (NFC), without control, direction and unassigned signs."""
    flat = unicodedata.normalize("NFC", _SPACES.sub(" ", str(words)))
    return "".join(sign for sign in flat if unicodedata.category(sign)[0] != "C").strip(" ")


def shortened(words: object, most: int) -> str:
    """Return words on one line, cut after a word where they are longer than `most` letters."""
    flat = plain(words)
    if len(flat) <= most:
        return flat
    start = flat[: most - 1]
    cut = start.rfind(" ")
    return (start[:cut] if cut > most // 2 else start).rstrip(" ,;:.") + "…"


def cell(words: object) -> str:
    """Return words that no spreadsheet takes for a formula, also where it guesses from text (CSV)."""
    flat = plain(words)
    return f"'{flat}" if str(words).startswith(FORMULA) or flat.startswith(FORMULA) else flat


def markdown(words: object) -> str:
    """Return words that mean nothing in Markdown: its own signs are escaped."""
    escaped = _MARKS.sub(r"\\\1", plain(words).replace("&", "&amp;"))
    return _FIRST.sub(lambda found: _escaped(found[1], found[2]), escaped)


def _escaped(before: str, sign: str) -> str:
    return f"{before}{sign[:-1]}\\{sign[-1]}"
