"""The first sheet with anything in it of an XLSX workbook, cell by cell as text; nothing in it is run.

Read by hand: 200,000 rows in seconds, and a file made to blow up is refused before it does.
"""

import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from typing import IO
from xml.parsers import expat

from kos_core.errors import KosError

MOST_UNPACKED = 400_000_000
MOST_WORDS = 60_000_000
CHUNK = 1 << 18
_DATE = (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))
"""Numbers of Excel's own formats for days and times (ECMA-376, part 1, 18.8.30)."""
_COLOURS = re.compile(r'\[[^\]]*\]|"[^"]*"|\\.')


class _Parts:
    """What one XML part says, through three handlers; a document type, which could bomb, is refused."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.words

    @staticmethod
    def _refuse(*_: object) -> None:
        raise KosError("results.broken_book")

    def start(self, name: str, has: dict[str, str]) -> None:
        """Meet the start of an element."""

    def end(self, name: str) -> None:
        """Meet the end of an element."""

    def words(self, said: str) -> None:
        """Meet words between."""


class _Words(_Parts):
    """The words that cells share."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.said: list[str] | None = None
        self.phonetic = False
        self.size = 0
        super().__init__()

    def start(self, name: str, has: dict[str, str]) -> None:  # noqa: ARG002  # the parser gives both
        name = name.rpartition(":")[2]
        if name == "si":
            self.said = []
        if name == "rPh":
            self.phonetic = True

    def end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name == "si" and self.said is not None:
            self.found.append("".join(self.said).strip())
            self.said = None
        if name == "rPh":
            self.phonetic = False

    def words(self, said: str) -> None:
        if self.said is not None and not self.phonetic:
            self.size += len(said)
            if self.size > MOST_WORDS:
                raise KosError("results.book_too_large")
            self.said.append(said)


class _Looks(_Parts):
    """Which styles of cells are days."""

    def __init__(self) -> None:
        self.own: dict[int, bool] = {}
        self.days: list[bool] = []
        self.inside = False
        super().__init__()

    def start(self, name: str, has: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "numFmt" and "numFmtId" in has:
            code = _COLOURS.sub("", has.get("formatCode", "")).lower()
            self.own[_whole(has["numFmtId"])] = any(sign in code for sign in "ydhs") and "#" not in code
        if name == "cellXfs":
            self.inside = True
        if name == "xf" and self.inside:
            kind = _whole(has.get("numFmtId", "0"))
            self.days.append(self.own.get(kind, kind in _DATE))

    def end(self, name: str) -> None:
        if name.endswith("cellXfs"):
            self.inside = False


class _Cells(_Parts):
    """Rows as they end."""

    def __init__(self, words: list[str], days: list[bool], from_1904: bool) -> None:  # noqa: FBT001
        self.shared, self.days = words, days
        self.epoch = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001  # a wall clock
        self.rows: list[tuple[int, list[str]]] = []
        self.row: list[str] = []
        self.number = self.column = 0
        self.kind = self.style = ""
        self.said: list[str] | None = None
        super().__init__()

    def start(self, name: str, has: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self.kind, self.style = has.get("t", ""), has.get("s", "")
            self.column = _column(has["r"]) if "r" in has else self.column + 1
            self.value = ""
        elif name == "row":
            self.number = _whole(has["r"]) if "r" in has else self.number + 1
            self.row, self.column = [], 0
        elif name in {"v", "t"}:
            self.said = []

    def end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name in {"v", "t"} and self.said is not None:
            self.value += "".join(self.said)
            self.said = None
        elif name == "c":
            if self.value and self.column <= 500:
                while len(self.row) < self.column - 1:
                    self.row.append("")
                self.row.append(self._read(self.value))
        elif name == "row" and self.row:
            self.rows.append((self.number, self.row))

    def words(self, said: str) -> None:
        if self.said is not None:
            self.said.append(said)

    def _read(self, value: str) -> str:  # noqa: PLR0911  # a kind of cell a line
        if self.kind == "s":
            place = _whole(value)
            return self.shared[place] if 0 <= place < len(self.shared) else ""
        if self.kind in {"str", "inlineStr", "e"}:
            return "" if self.kind == "e" else value.strip()
        if self.kind == "b":
            return "yes" if value == "1" else "no"
        try:
            number = float(value)
        except ValueError:
            return value
        style = _whole(self.style or "0")
        if self.days and 0 <= style < len(self.days) and self.days[style] and 0 <= number < 2_958_466:
            return self._moment(number)
        if number == int(number) and abs(number) < 1e15:
            return str(int(number))
        return value if "E" in value.upper() or abs(number) >= 1e15 else f"{number:.10f}".rstrip("0")

    def _moment(self, number: float) -> str:
        at = self.epoch + timedelta(seconds=round(number * 86_400))
        return f"{at:%H:%M:%S}" if number < 1 else f"{at:%Y-%m-%d %H:%M:%S}"


def _whole(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() else 0


def _column(place: str) -> int:
    found = 0
    for sign in place:
        if not "A" <= sign <= "Z":
            break
        found = found * 26 + ord(sign) - 64
    return found


def _fed(part: IO[bytes], into: _Parts) -> Iterator[None]:
    """Feed a part piece by piece, pausing after each; raises KosError where it unpacks too far."""
    read = 0
    while piece := part.read(CHUNK):
        read += len(piece)
        if read > MOST_UNPACKED:
            raise KosError("results.book_too_large")
        into.parser.Parse(piece)
        yield
    into.parser.Parse(b"", True)
    yield


def sheet_rows(data: bytes) -> Iterator[tuple[int, list[str]]]:  # noqa: C901  # one door to a zip
    """Yield row numbers and cells of the first sheet with two rows; raises KosError for anything else."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as book:
            names = [info.filename for info in book.infolist()]
            if sum(info.file_size for info in book.infolist()) > MOST_UNPACKED:
                raise KosError("results.book_too_large")
            sheets = sorted(
                (n for n in names if re.fullmatch(r"xl/worksheets/[^/]+\.xml", n)),
                key=lambda n: (len(n), n),
            )
            if not sheets:
                raise KosError("results.no_sheet")
            words, looks = _Words(), _Looks()
            for name, into in (("xl/sharedStrings.xml", words), ("xl/styles.xml", looks)):
                if name in names:
                    with book.open(name) as part:
                        for _ in _fed(part, into):
                            pass
            dated = (
                b'date1904="1"' in book.read("xl/workbook.xml")[:CHUNK]
                if "xl/workbook.xml" in names
                else False
            )
            for name in sheets:
                cells, given = _Cells(words.found, looks.days, dated), 0
                held: list[tuple[int, list[str]]] = []
                with book.open(name) as part:
                    for _ in _fed(part, cells):
                        rows, cells.rows = cells.rows, []
                        if given == 0 and len(held) + len(rows) < 2:
                            held += rows
                            continue
                        yield from (*held, *rows)
                        given += len(held) + len(rows)
                        held = []
                if given:
                    return
            raise KosError("results.empty")
    except (
        zipfile.BadZipFile,
        expat.ExpatError,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
    ) as broken:
        raise KosError("results.broken_book") from broken
    except (ValueError, OverflowError, KeyError, zipfile.zlib.error) as broken:  # type: ignore[attr-defined]
        raise KosError("results.broken_book") from broken
