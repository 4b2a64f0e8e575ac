"""The bytes of an uploaded file as lines of text cells: whatever encoding, separator or workbook it is."""

import csv
import re
import unicodedata
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from dataclasses import dataclass

from kos_core.errors import KosError
from kos_core.results.workbook import sheet_rows

LARGEST = 25_000_000
"""Bytes of one file that are read."""
MOST_ROWS = 300_000
MOST_COLUMNS = 200
LONGEST_CELL = 2_000
SEPARATORS = (",", ";", "\t", "|")
QUOTED_LINES = (
    20  # an address in quotes may break over lines; a quote that nobody closed must not eat the file
)
SEEN = 40  # lines by which the separator is chosen

Line = tuple[int, list[str]]
"""A line number as a text editor or spreadsheet shows it, and its cells."""

_OTHERS = (
    (b"%PDF", "results.is_pdf"),
    (b"\x89PNG", "results.is_picture"),
    (b"\xff\xd8\xff", "results.is_picture"),
    (b"GIF8", "results.is_picture"),
    (b"\xd0\xcf\x11\xe0", "results.old_excel"),
    (b"\x1f\x8b", "results.is_packed"),
    (b"Rar!", "results.is_packed"),
    (b"7z\xbc\xaf", "results.is_packed"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_EXCEL_TEXT = re.compile(r'^="(.*)"$', re.DOTALL)


@dataclass(frozen=True)
class Table:
    """A file that can be read again and again, line by line, without being held twice.

    `encoding` is what its letters were read as, `separator` the sign between cells; empty for a workbook.
    """

    name: str
    encoding: str
    separator: str
    text: str = ""
    book: bytes = b""

    def lines(self) -> Iterator[Line]:
        """Yield every line that says anything; raises KosError where there are too many or too wide ones."""
        found = sheet_rows(self.book) if self.book else _records(self.text, self.separator)
        for count, (number, cells) in enumerate(found):
            if count >= MOST_ROWS:
                raise KosError("results.too_many_rows", None, most=MOST_ROWS)
            if len(cells) > MOST_COLUMNS:
                cells = cells[:MOST_COLUMNS]  # noqa: PLW2901  # what is beyond is empty or no table
            clean = [cleaned(cell) for cell in cells]
            if any(clean):
                yield number, clean


def cleaned(cell: str) -> str:
    """Return a cell without signs nobody sees, composed, cut at LONGEST_CELL letters."""
    if cell.isascii() and cell.isprintable() and not cell.startswith(("'", "=")):
        return cell[:LONGEST_CELL].strip()
    cell = _CONTROL.sub("", cell[:LONGEST_CELL]).strip()
    if match := _EXCEL_TEXT.match(cell):
        cell = match[1]
    return cell.lstrip("'") if cell.isascii() else unicodedata.normalize("NFC", cell)


def read_table(data: bytes, name: str) -> Table:
    """Return an uploaded file as a table; raises KosError where it is none, or too large."""
    if len(data) > LARGEST:
        raise KosError("results.too_large", None, most=LARGEST // 1_000_000)
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf"):
        raise KosError("results.empty")
    for begins, key in _OTHERS:
        if data.startswith(begins):
            raise KosError(key)
    if data.startswith(b"PK"):
        return Table(name, "", "", book=data)
    text, encoding = _decoded(data)
    start = text[:2_000].lstrip().lower()
    if start.startswith(("<html", "<!doctype", "<table", "<?xml", "<style", "<meta")):
        raise KosError("results.is_html")
    if start.startswith(("{", "[{")):
        raise KosError("results.is_json")
    text, separator = _separated(text)
    return Table(name, encoding, separator, text=text)


def _decoded(data: bytes) -> tuple[str, str]:
    """Return the text and what it was read as: UTF-8, UTF-16, else the Vietnamese page of Windows."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace"), "UTF-16"
    head = data[:4_000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) / 5 and even < odd / 4:
        return data.decode("utf-16-le", errors="replace"), "UTF-16"
    if even > len(head) / 5 and odd < even / 4:
        return data.decode("utf-16-be", errors="replace"), "UTF-16"
    if head.count(0) > len(head) / 100:
        raise KosError("results.not_text")
    try:
        return _text(data.decode("utf-8-sig")), "UTF-8"
    except UnicodeDecodeError:
        patched = data.decode("utf-8-sig", errors="replace")
        letters = sum(1 for sign in patched[:200_000] if sign > "\x7f")
        lost = patched[:200_000].count("\ufffd")
        if 0 < lost <= letters / 20:
            return _text(patched), "UTF-8"
    try:
        return _text(data.decode("cp1258")), "Windows-1258"
    except UnicodeDecodeError as broken:
        raise KosError("results.not_text") from broken


def _text(text: str) -> str:
    """Return a text; raises KosError where it is the bytes of something else."""
    head = text[:4_000]
    if sum(1 for sign in head if sign < " " and sign not in "\t\r\n") > len(head) / 50:
        raise KosError("results.not_text")
    return text


def _separated(text: str) -> tuple[str, str]:
    """Return the text after a line `sep=;`, and the sign between its cells.

    Named, or else the one that cuts the first lines into most cells, as many in each.
    """
    first, _, rest = text.partition("\n")
    named = first.strip().strip('"').lower()
    if named.startswith("sep="):
        separator = named.removeprefix("sep=") or ","
        if separator not in SEPARATORS:
            separator = "\t" if separator in {"\\t", "tab"} or "sep=\t" in first.lower() else ","
        return "\n" + rest, separator  # the empty line keeps the numbers
    best, most = ",", 0.0
    head = text[:100_000]
    for separator in SEPARATORS:
        widths = []
        for _, cells in _records(head, separator):
            if any(cells):
                widths.append(len(cells))
            if len(widths) >= SEEN:
                break
        if not widths:
            continue
        usual = max(set(widths), key=lambda width: (widths.count(width) * (width - 1), width))
        score = (usual - 1) * widths.count(usual) / len(widths)
        if score > most:
            best, most = separator, score
    if "\r" not in text and "\n" not in text and not most:
        raise KosError("results.one_line")
    return text, best


def _records(text: str, separator: str) -> Iterator[Line]:
    """Yield line numbers and cells; a quote left open for too long spoils its own line and no other."""
    lines = re.finditer(r"[^\r\n]*(?:\r\n|\r|\n|$)", text)
    number = 0
    pending: list[tuple[int, str]] = []
    for match in lines:
        line = match[0]
        if not line:
            break
        number += 1
        if not pending and '"' not in line:
            yield number, line.rstrip("\r\n").split(separator)
            continue
        waiting = [(number, line)] if not pending else [*pending, (number, line)]
        quotes = sum(part.count('"') for _, part in waiting) if pending or '"' in line else 0
        if quotes % 2 == 0:
            pending = []
            yield waiting[0][0], _cells("".join(part for _, part in waiting), separator)
        elif len(waiting) < QUOTED_LINES:
            pending = waiting
        else:
            pending = []
            for at, part in waiting:
                yield at, _cells(part, separator)
    for at, part in pending:
        yield at, _cells(part, separator)


def _cells(record: str, separator: str) -> list[str]:
    """Return the cells of a record; quotes are letters where they do not pair."""
    record = record.rstrip("\r\n")
    if '"' not in record:
        return record.split(separator)
    try:
        return next(csv.reader([record.replace("\r\n", "\n").replace("\r", "\n")], delimiter=separator), [])
    except csv.Error:
        return [cell.strip('" ') for cell in record.split(separator)]
