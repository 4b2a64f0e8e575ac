"""What the reader says beside the brief: names, strong points, answers, and messages in their own words."""

import unicodedata
from dataclasses import dataclass, field

LONGEST_NAME, LONGEST_TEXT = 80, 4_000


@dataclass(frozen=True)
class Own:
    """The reader's own words; empty where nothing was said. `messages` by the line they belong to."""

    shop: str = ""
    product: str = ""
    usp: str = ""
    questions: str = ""
    messages: dict[str, str] = field(default_factory=dict)


def written(words: str, longest: int = LONGEST_TEXT) -> str:
    """Return what a reader wrote, lines kept, without control signs, cut when long."""
    lines = words[:longest].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(s for s in line if unicodedata.category(s)[0] != "C") for line in lines).strip()


def named(words: str) -> str:
    """Return a name as one line."""
    return " ".join(written(words, LONGEST_NAME).split())
