"""Which column of a table holds what: by words of `data/headings.yaml`, or as the reader says."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from kos_core.errors import KosError
from kos_core.knowledge.files import whole_yaml
from kos_core.knowledge.loading import DATA
from kos_core.results.cells import folded
from kos_core.results.files import Line, Table
from kos_core.vocabulary import Platform

SOUGHT = 20  # lines among which the heading is


@dataclass(frozen=True)
class Heading:
    """A table's heading: its line, its cells, which column holds which field, and what kind of table it is.

    `rows` is orders, sessions or posts, empty where the reader has to say what the columns are.
    """

    line: int
    cells: tuple[str, ...]
    places: dict[str, int]
    rows: str
    kind: str
    platform: Platform | None

    @property
    def mark(self) -> str:
        """What the same heading is known by again."""
        return "|".join(folded(cell) for cell in self.cells)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The headings that nothing is taken from."""
        used = set(self.places.values())
        return tuple(cell for place, cell in enumerate(self.cells) if cell and place not in used)


@lru_cache(maxsize=1)
def known() -> dict[str, Any]:
    """Return the words of columns, tables and statuses; raises KnowledgeError where the file is broken."""
    return whole_yaml(DATA / "headings.yaml")


@lru_cache(maxsize=1)
def _words() -> dict[str, tuple[str, int]]:
    """Return the field of every folded word, and how early it stands among its field's words."""
    found: dict[str, tuple[str, int]] = {}
    for field, entry in known()["fields"].items():
        for rank, word in enumerate(entry["words"]):
            found.setdefault(folded(str(word)), (field, rank))
    return found


def _places(cells: tuple[str, ...]) -> dict[str, int]:
    """Return the column of each field; of two for one field the word that stands first, then the first."""
    best: dict[str, tuple[int, int]] = {}
    for place, cell in enumerate(cells):
        field, rank = _words().get(folded(cell), ("", 0))
        if field and (field not in best or rank < best[field][0]):
            best[field] = (rank, place)
    return {field: place for field, (_, place) in best.items()}


def kind_of_rows(fields: set[str]) -> str:
    """Return what a table with such fields tells of: orders, posts or sessions; empty where too little."""
    for name, need in known()["tables"].items():
        enough = len(fields & set(need.get("of", fields))) >= need.get("least", 1)
        if set(need["all"]) <= fields and fields & set(need["one"]) and enough:
            return str(name)
    return ""


def heading_of(table: Table, own: Mapping[str, Mapping[str, str]] | None = None) -> Heading:
    """Return the heading of a table; `own` maps the mark of a heading to {field: heading} the reader chose.

    Raises KosError where the file holds no table.
    """
    first: list[Line] = list(islice(table.lines(), SOUGHT))
    if not first:
        raise KosError("results.empty")
    line, cells = max(first, key=lambda one: (len(_places(tuple(one[1]))), -one[0]))
    if len(_places(tuple(cells))) < 2:
        line, cells = next(((at, c) for at, c in first if sum(map(bool, c)) > 1), first[0])
    if len(first) < 2 and not _places(tuple(cells)):
        raise KosError("results.one_line")
    if len(cells) < 2:
        raise KosError("results.not_a_table")
    names = tuple(cells)
    places = _places(names)
    found = Heading(line, names, places, kind_of_rows(set(places)), "", None)
    chosen = (own or {}).get(found.mark)
    if chosen:
        places = {field: names.index(cell) for field, cell in chosen.items() if cell in names}
        return Heading(line, names, places, kind_of_rows(set(places)), "own", None)
    heads = {folded(cell) for cell in names}
    for name, entry in known()["known"].items():
        if entry["rows"] == found.rows and any({folded(w) for w in all_} <= heads for all_ in entry["any"]):
            return Heading(line, names, places, found.rows, name, Platform(entry["platform"]))
    return found
