"""What somebody typed, made ready to be read: one line, a sign in front, an exact number."""

import math
import unicodedata
from fractions import Fraction

_LONGEST = 40
_MINUS_SIGNS = ("-", "\u2212", "\u2013", "\u2014", "\ufe63")
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def given_line(text: str | float) -> str:
    """One printable line of what was written, cut short: it goes into a sentence."""
    if isinstance(text, int) and text.bit_length() > 128:
        return "\u2026"  # str() itself refuses integers of thousands of digits
    written = str(text).strip()
    line = " ".join(written[:_LONGEST].split())
    line = "".join(sign if sign.isprintable() else "\ufffd" for sign in line)
    return line + "\u2026" if len(written) > _LONGEST else line


def signed(text: str) -> tuple[bool, str]:
    """Whether a minus leads, and the rest in lower case without accents.

    The rest is empty when the text is too long to be an amount.
    """
    if len(text.strip()) > _LONGEST:
        return False, ""
    composed = unicodedata.normalize("NFC", text.translate(_HALF_WIDTH)).lower()
    # Only marks that belong to a letter are dropped; one over a figure stays, refused.
    bare = "".join(unicodedata.normalize("NFD", sign)[0] for sign in composed)
    plain = " ".join(bare.replace("đ", "d").replace("₫", "d").split())
    if plain.startswith(_MINUS_SIGNS):
        return True, plain[1:].lstrip()
    return False, plain.removeprefix("+").lstrip()


def fraction(number: float, places: int | None = None) -> Fraction | None:
    """The number exactly, or None where there is none (a truth value, NaN, infinity).

    A float counts as the decimal it prints, cut to `places`, free of binary noise.
    """
    if isinstance(number, bool) or not isinstance(number, int | float):
        return None
    if isinstance(number, int):
        return Fraction(number)
    if not math.isfinite(number):
        return None
    exact = float(number)
    return Fraction(repr(exact if places is None else round(exact, places)))
