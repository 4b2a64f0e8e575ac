"""Which category somebody's goods belong to: what was typed, looked up among everyday words for goods."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from pydantic import Field

from kos_core.errors import KnowledgeError
from kos_core.knowledge import loading
from kos_core.knowledge.evidence import Strict
from kos_core.knowledge.files import read_yaml, record
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers.search import fold, spell
from kos_core.vocabulary import Category

GOODS = "goods.yaml"
LIKE_ENOUGH = 0.45  # from here on a category is the answer; what is less like only stands beside it
EXACT, INSIDE, ACCENTS = 1.0, 0.9, 0.02
LONGEST = 60  # letters looked at


class Goods(Strict):
    """What shops of a category call what they sell, in both languages."""

    words: tuple[str, ...] = Field(min_length=25)


@dataclass(frozen=True)
class Found:
    """A category, the word of its goods that is likest to what was typed, and how like it is: 0 to 1."""

    category: Category
    word: str
    likeness: float

    @property
    def is_likely(self) -> bool:
        """Whether it may be taken for what was meant."""
        return self.likeness >= LIKE_ENOUGH


@lru_cache(maxsize=1)
def listed() -> dict[Category, tuple[str, ...]]:
    """Return the words of every category; raises KnowledgeError where the file is broken."""
    problems: list[str] = []
    found: dict[Category, tuple[str, ...]] = {}
    raw = read_yaml(loading.DATA / GOODS, problems)
    for category in Category:
        if one := record(Goods, raw.get(category), f"{GOODS}: {category}", problems):
            found[category] = one.words
    problems += [f"{GOODS}: {name}: no such category" for name in raw if name not in set(Category)]
    if problems:
        raise KnowledgeError(problems)
    return found


@lru_cache(maxsize=8)
def words_of(knowledge: Knowledge) -> tuple[tuple[Category, str, str, str], ...]:
    """Return every word with its category, and as it is looked up: spelled one way, and bare of accents."""
    found: list[tuple[Category, str, str, str]] = []
    for category, entry in knowledge.categories.items():
        names = [entry.name("vi"), entry.name("en")]
        if category is not Category.OTHER:
            names += [entry.short("vi"), entry.short("en")]
        said = dict.fromkeys((*names, *entry.words, *listed()[category]))
        found += [(category, word, spell(word), fold(word)) for word in said]
    return tuple(found)


def find_goods(typed: str, knowledge: Knowledge) -> tuple[Found, ...]:
    """Return every category, the likest first and `other` last unless its own word was typed.

    Accents may be left out; typed, they decide between words that are the same without them. The likeness is
    1 for a word of the list, less where one stands inside the other or a letter is wrong.
    """
    bare, spelled = fold(typed[:LONGEST]), spell(typed[:LONGEST])
    best = {category: Found(category, "", 0.0) for category in knowledge.categories}
    if bare:
        for category, word, its_spelling, its_bare in words_of(knowledge):
            like = _likeness(bare, its_bare) - (0.0 if _agrees(spelled, bare, its_spelling) else ACCENTS * 5)
            if like > best[category].likeness:
                best[category] = Found(category, word, like)
    return tuple(
        sorted(
            best.values(),
            key=lambda one: (one.category is Category.OTHER and not one.is_likely, -one.likeness),
        )
    )


def _agrees(spelled: str, bare: str, other: str) -> bool:
    """Return whether what was typed, where it has accents, has those of the word."""
    return (
        spelled == bare
        or set(spelled.split()) <= set(other.split())
        or set(other.split()) <= set(spelled.split())
    )


def _likeness(typed: str, word: str) -> float:
    """Return how like two bare words are: the same, one inside the other, words shared, letters shared."""
    if typed == word:
        return EXACT
    mine, its = typed.split(), word.split()
    if f" {word} " in f" {typed} ":  # nến thơm quế: the more of it is known, the better
        return INSIDE - 0.2 * (1 - len(word) / len(typed)) if len(word) > 2 else 0.3
    if f" {typed} " in f" {word} ":
        return INSIDE - 0.3 * (1 - len(typed) / len(word))
    shared = len(set(mine) & set(its)) / max(len(mine), len(its))
    letters = SequenceMatcher(None, typed, word, autojunk=False)
    alike = letters.ratio() if letters.real_quick_ratio() > 0.7 and letters.quick_ratio() > 0.7 else 0.0
    near = alike - 0.1 if alike >= 0.8 else 0.3 * alike
    return max(0.5 * shared, near)
