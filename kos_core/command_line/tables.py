"""Tables of briefs as people save them: comma, semicolon or tab, UTF-8 or what Excel calls Unicode text."""

import csv
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

from kos_core.command_line.options import FIELDS
from kos_core.errors import KosError

SEPARATORS = (",", ";", "\t")

Row = dict[str, list[str]] | KosError
"""What a row says, as options; or why it does not fit under the heading."""


def rows(path: str) -> list[tuple[int, Row]]:
    """Return (line number, what it says) for every row of a table of briefs; raises KosError.

    An empty cell is an option not given, a line of empty cells is none.
    """
    try:
        raw = Path(path).read_bytes()
    except (OSError, ValueError) as broken:
        raise KosError("option.no_file", "briefs", given=path[:80]) from broken
    try:
        is_wide = raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
        text = raw.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as broken:
        raise KosError("option.not_utf8", "briefs", given=path[:80]) from broken
    try:
        table = csv.reader(StringIO(text, newline=""), delimiter=_separator(text))
        filled = [(table.line_num, cells) for cells in table if any(cell.strip() for cell in cells)]
    except csv.Error as broken:
        raise KosError("option.no_file", "briefs", given=path[:80]) from broken
    if len(filled) < 2:  # a heading and a row
        raise KosError("option.no_rows", "briefs", given=path[:80])
    header = _header(filled[0][1])
    return [(line, _row(header, cells)) for line, cells in filled[1:]]


def _separator(text: str) -> str:
    """Return the sign between cells: the one that finds most known columns in the heading."""
    heading = next((line for line in StringIO(text, newline="") if line.strip()), "")

    def known(separator: str) -> int:
        return len(set(_named(next(csv.reader([heading], delimiter=separator), []))) & set(FIELDS))

    return max(SEPARATORS, key=known)


def _named(cells: Iterable[str]) -> list[str]:
    return [cell.strip().replace("_", "-") for cell in cells]


def _header(cells: list[str]) -> list[str]:
    """Return the columns' names; empty cells at the end, as spreadsheets leave them, are none."""
    header = _named(cells)
    while header and not header[-1]:
        header.pop()
    for place, name in enumerate(header, start=1):
        if not name:
            raise KosError("option.unnamed_column", "briefs", place=place, accepted=", ".join(FIELDS))
        if name not in FIELDS:
            given = cells[place - 1].strip()[:40]
            raise KosError("option.unknown_column", "briefs", given=given, accepted=", ".join(FIELDS))
        if name in header[: place - 1]:
            raise KosError("option.column_twice", "briefs", given=name)
    return header


def _row(header: list[str], cells: list[str]) -> Row:
    if beyond := [cell.strip() for cell in cells[len(header) :] if cell.strip()]:
        return KosError("option.more_cells", None, given=beyond[0][:40], columns=len(header))
    return {name: [cell.strip()] for name, cell in zip(header, cells, strict=False) if cell.strip()}
