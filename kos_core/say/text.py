"""Sentences by key, one language at a time; the language is an argument, never a global."""

from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

from kos_core.errors import KnowledgeError
from kos_core.knowledge.files import read_yaml
from kos_core.vocabulary import Lang

FOLDER = Path(__file__).parents[1] / "data" / "text"


class Text:
    """The sentences of one language: `text("advisor.title")`, gaps filled by keyword."""

    def __init__(self, lang: Lang, phrases: dict[str, str]) -> None:
        """Hold the phrases of `lang`, keyed by dotted names."""
        self.lang: Lang = lang
        self.phrases = phrases

    def __call__(self, key: str, **values: Any) -> str:
        """Return the sentence under `key`, its gaps filled; raises KnowledgeError where one is missing."""
        try:
            return self.phrases[key].format(**values)
        except (KeyError, IndexError) as missing:
            raise KnowledgeError([f"text/{self.lang}: {key}: {missing} is missing"]) from missing

    def __contains__(self, key: str) -> bool:
        """Return whether there is a sentence under `key`."""
        return key in self.phrases

    def gaps(self, key: str) -> frozenset[str]:
        """Return the names of the gaps in the sentence under `key`."""
        return frozenset(name for _, name, _, _ in Formatter().parse(self.phrases[key]) if name)


def _flat(tree: dict[str, Any], before: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in tree.items():
        if isinstance(value, dict):
            found |= _flat(value, f"{before}{key}.")
        else:
            found[before + str(key)] = str(value)
    return found


@lru_cache(maxsize=2)
def text_of(lang: Lang) -> Text:
    """Return the sentences of a language; raises KnowledgeError where the file is broken."""
    problems: list[str] = []
    phrases: dict[str, str] = {}
    for path in sorted((FOLDER / lang).glob("*.yaml")):
        found = _flat(read_yaml(path, problems))
        problems += [f"text/{lang}/{path.name}: {key}: stands twice" for key in found if key in phrases]
        phrases |= found
    if problems:
        raise KnowledgeError(problems)
    return Text(lang, phrases)
