"""Tables of briefs as people save them: comma, semicolon or tab, UTF-8 or what Excel calls Unicode text."""

import csv
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable
from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import get_args

from kos_core.brief import NUMBERS
from kos_core.command_line.options import FIELDS, OPTION
from kos_core.errors import KosError
from kos_core.knowledge.loading import load
from kos_core.numbers.search import fold
from kos_core.say.text import text_of
from kos_core.vocabulary import Lang

SEPARATORS = (",", ";", "\t")
COLUMNS = ("category", "goal", "budget", "product", "price", "cost", "platform", "weeks", "stock")
SHORTENED = re.compile(r"(\d(?:[.,]\d+)?)[eE]\+?(\d{1,2})")
LARGEST_FILE = 5_000_000  # bytes; about 50,000 rows

Row = dict[str, list[str]] | KosError
"""What a row says, as options; or why it does not fit under the heading."""


def rows(path: str) -> list[tuple[int, Row]]:
    """Return (line number, what it says) for every row of a table of briefs; raises KosError.

    An empty cell is an option not given, a line of empty cells is none. A row is one line: no brief holds a
    line break, so a quote that is never closed spoils its own line and no other. A first line `sep=;`, as
    Excel writes and reads it, names the separator.
    """
    # Not `splitlines`, which also breaks at signs a cell may hold.
    lines = [(number, line) for number, line in enumerate(StringIO(_text(path), None), 1) if line.strip()]
    separator = None
    if lines and (named := lines[0][1].strip().strip('"').lower()).startswith("sep="):
        separator = named.removeprefix("sep=") or ","
        lines = lines[1:]
        if separator not in SEPARATORS:
            raise KosError("option.unknown_separator", "briefs", given=separator)
    if not lines:
        raise KosError("option.no_rows", "briefs", given=path)
    separator = separator or _separator(lines[0][1])
    cells = _cells(lines[0][1], separator)
    if isinstance(cells, KosError):
        raise KosError(cells.key, "briefs", **cells.values)
    header = _header(cells)
    found = [(number, _row(header, _cells(line, separator))) for number, line in lines[1:]]
    filled = [(number, row) for number, row in found if row]
    if not filled:
        raise KosError("option.no_rows", "briefs", given=path)
    return filled


def _text(path: str) -> str:
    """Return what stands in a file; raises KosError where it is none, too large, or no text."""
    try:
        # A pipe or a device may never end.
        if not Path(path).is_file():
            raise KosError("option.no_file", "briefs", given=path)
        if Path(path).stat().st_size > LARGEST_FILE:
            raise KosError("option.too_large", "briefs", given=path, most=LARGEST_FILE // 1_000_000)
        raw = Path(path).read_bytes()
    except (OSError, ValueError) as broken:
        raise KosError("option.no_file", "briefs", given=path) from broken
    try:
        is_wide = raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
        return raw.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as broken:
        raise KosError("option.not_utf8", "briefs", given=path) from broken


def _cells(line: str, separator: str) -> list[str] | KosError:
    """Return the cells of a line; or why it cannot be read: a quote left open, or a cell without end."""
    try:
        read = csv.reader([line], delimiter=separator, skipinitialspace=True, strict=True)
        return next(read, [])
    except csv.Error:
        return KosError("option.open_quote", None, given=line)


def _separator(heading: str) -> str:
    """Return the sign between cells: the one that finds most known columns in the heading."""

    def known(separator: str) -> int:
        cells = _cells(heading, separator)
        return 0 if isinstance(cells, KosError) else len(set(_named(cells)) & set(FIELDS))

    return max(SEPARATORS, key=known)


def _named(cells: Iterable[str]) -> list[str]:
    """Return headings as the options are called: in capitals or not, in the words the screen asks with."""
    called = _headings()
    plain = [cell.strip().lower().replace("_", "-") for cell in cells]
    return [called.get(fold(cell), one) for cell, one in zip(cells, plain, strict=True)]


@lru_cache(maxsize=1)
def _headings() -> dict[str, str]:
    """Return what people head a column with, bare of accents, and the option it is."""
    said = {text_of(lang)(f"cli.column.{name}"): name for lang in get_args(Lang) for name in COLUMNS}
    return {fold(word): name for words, name in said.items() for word in words.split(";")}


@lru_cache(maxsize=1)
def _ids() -> dict[str, dict[str, str]]:
    """Return, by option, what a value is called in either language, bare of accents, and its id."""
    known = load()
    called: dict[str, dict[str, str]] = {"category": {}, "goal": {}, "platform": {}}
    for lang in get_args(Lang):
        for category, one in known.categories.items():
            for name in (one.name(lang), one.short(lang), one.label(lang), *one.words):
                called["category"].setdefault(fold(name), category)
        called["goal"] |= {fold(goal.label(lang)): name for name, goal in known.goals.items()}
    called["platform"] |= {fold(one.label): name for name, one in known.platforms.items()}
    return called


def _written_out(value: str) -> str:
    """Return a number as spreadsheets shorten it, `1E+08`, with all its figures."""
    if found := SHORTENED.fullmatch(value):
        return f"{float(found[1].replace(',', '.')) * 10 ** int(found[2]):.0f}"
    return value


def _id(name: str, value: str) -> str:
    """Return a value as its option takes it: the id, for a name in words or for an id in capitals."""
    words = OPTION[name].words
    if words is None:
        return _written_out(value) if OPTION[name].field in NUMBERS else value
    parts = [part.strip() for part in value.split(";")]
    ids = {str(word) for word in words}
    known = _ids().get(name, {})
    return ";".join(part.lower() if part.lower() in ids else known.get(fold(part), part) for part in parts)


def _header(cells: list[str]) -> list[str]:
    """Return the columns' names; empty cells at the end, as spreadsheets leave them, are none."""
    header = _named(cells)
    while header and not header[-1]:
        header.pop()
    for place, name in enumerate(header, start=1):
        if not name:
            raise KosError("option.unnamed_column", "briefs", place=place, accepted=", ".join(FIELDS))
        if name not in FIELDS:
            given = cells[place - 1].strip()
            raise KosError("option.unknown_column", "briefs", given=given, accepted=", ".join(FIELDS))
        if name in header[: place - 1]:
            raise KosError("option.column_twice", "briefs", given=name)
    return header


def _row(header: list[str], cells: list[str] | KosError) -> Row:
    if isinstance(cells, KosError):
        return cells
    if beyond := [cell.strip() for cell in cells[len(header) :] if cell.strip()]:
        return KosError("option.more_cells", None, given=beyond[0], columns=len(header))
    return {
        name: [_id(name, cell.strip())] for name, cell in zip(header, cells, strict=False) if cell.strip()
    }
