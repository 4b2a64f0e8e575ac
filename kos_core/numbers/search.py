"""Words found whatever their accents, the closest first."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

SHORT = 3  # letters: as a beginning, CIR would be met by "circle"
ALIKE = str.maketrans({"\u00f0": "đ", "\u0256": "đ"})  # what looks like Đ and is another letter
OLD_TONE = re.compile(r"([òóỏõọ])([ae])(?!\w)|([ùúủũụ])(y)(?!\w)")
Y_OR_I = re.compile(r"(?<!\w)(h|k|l|m|qu|s|t)([yỳýỷỹỵ])(?!\w)")


def spell(written: str) -> str:
    """Return a text in one spelling, accents kept: `hoá` as `hóa`, `tỷ` as `tỉ`, `2,5 %` as `2.5%`.

    Lower case, composed, Đ whichever letter was typed for it, single spaces.
    """
    flat = unicodedata.normalize("NFC", written).lower().translate(ALIKE)
    flat = OLD_TONE.sub(_moved, unicodedata.normalize("NFC", flat))
    flat = Y_OR_I.sub(lambda found: found[1] + _with_tone("i", _tone(found[2])), flat)
    flat = re.sub(r"(?<!\w)(gi|d)ầy(?!\w)", r"\1ày", flat)
    flat = re.sub(r"(?<=\d),(?=\d)", ".", flat)
    return " ".join(re.sub(r"(?<=\d)\s+%", "%", flat).split())


def _tone(letter: str) -> str:
    """Return the tone mark of a letter, empty where it has none."""
    return "".join(
        sign for sign in unicodedata.normalize("NFD", letter) if sign in "\u0300\u0301\u0303\u0309\u0323"
    )


def _with_tone(letter: str, tone: str) -> str:
    return unicodedata.normalize("NFC", letter + tone)


def _moved(found: re.Match[str]) -> str:
    """Return two vowels with the tone on the second, as the other style of spelling has it."""
    first, second = (found[1], found[2]) if found[1] else (found[3], found[4])
    return unicodedata.normalize("NFD", first)[0] + _with_tone(second, _tone(first))


@lru_cache(maxsize=8192)
def fold(written: str) -> str:
    """Return a text in one spelling without accents, đ as d: `phi san` for `Phí sàn`."""
    return "".join(
        sign
        for sign in unicodedata.normalize("NFD", spell(written).replace("đ", "d"))
        if not unicodedata.combining(sign)
    )


def about(asked: str, dropped: Iterable[str], meant: Mapping[str, str]) -> str:
    """Return what a question is about: without its question words, and in the words the shelf has for it.

    `dropped` are phrases such as `là gì`; `meant` are phrases and what they are called on the shelf. A
    question made of nothing else stays as it was.
    """
    words = " ".join(word.strip("?!.;:“”\"'") or word for word in asked.split())
    for phrase in sorted(dropped, key=len, reverse=True):
        words = _replaced(phrase, "", words)
    for phrase, called in sorted(meant.items(), key=lambda pair: -len(pair[0])):
        words = _replaced(phrase, called, words)
    return " ".join(words.split()) or asked


def _replaced(phrase: str, by: str, words: str) -> str:
    """Return words with a phrase replaced wherever it stands, typed with its accents or without any."""
    rest, wanted, said = words.split(), phrase.split(), list[str]()
    while rest:
        here = rest[: len(wanted)]
        if len(here) == len(wanted) and all(map(_meets, here, wanted)):
            said += by.split()
            rest = rest[len(wanted) :]
        else:
            said.append(rest.pop(0))
    return " ".join(said)


def _meets(typed: str, word: str) -> bool:
    return spell(typed) == spell(word) or spell(typed) == fold(word)


def search(shelf: Mapping[str, str], asked: str) -> list[str]:
    """Return the ids on a shelf (id → text spelled one way) that hold every word asked for, closest first.

    A word without accents is met by one with any; a word with accents by those accents alone. Up to three
    letters are met by the whole word, more by its beginning; a number by the whole number (`5%` not by
    `15%`). An id (`K45`) is met by itself alone. Closest is where the last of the words is met soonest: names
    stand before notes; else the shelf's order holds.
    """
    alone, words = asked.strip().upper(), spell(asked).split()
    if alone in shelf:
        return [alone]
    patterns = [
        (
            word == fold(word),
            re.compile(rf"(?<![\w.,]){re.escape(word)}" + (r"(?!\w)" if len(word) <= SHORT else "")),
        )
        for word in words
    ]
    found: dict[str, int] = {}
    for name, held in shelf.items():
        places = [pattern.search(fold(held) if is_bare else held) for is_bare, pattern in patterns]
        if all(places):
            found[name] = max((place.start() for place in places if place), default=0)
    return sorted(found, key=found.__getitem__)
