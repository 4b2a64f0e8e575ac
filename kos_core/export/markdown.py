"""The answer as Markdown: to paste into a chat, a mail or a document."""

from datetime import date

from kos_core.advice.advice import Advice
from kos_core.say.one_page import one_page
from kos_core.say.sentences import Sentences
from kos_core.say.tables.table import Cell, Table
from kos_core.say.wording import foreign

SIGNS = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>|#"})
TEN = 10


def md_of(advice: Advice, starts: date, said: Sentences) -> bytes:
    """Return the one page as Markdown (CommonMark with tables), UTF-8."""
    page = one_page(advice, starts, said)
    lines = [f"# {_plain(page.word)}: {_plain(page.case)}", "", f"**{_plain(page.lead)}**", ""]
    for figure in page.figures:
        beside = f" ({_plain(figure.beside)})" if figure.beside else ""
        lines.append(f"- **{_plain(figure.value)}** {_plain(figure.name)}{beside}")
    if page.times is not None:
        lines.append(f"- {'●' * page.times}{'○' * (TEN - page.times)} {_plain(page.chance)}")
    for part in page.parts:
        lines += ["", f"## {_plain(part.head)}", ""]
        lines += _table(part.table) if part.table is not None else [f"- {_plain(one)}" for one in part.lines]
    lines += ["", "---", ""] + [_plain(one) for one in (page.used, page.foot) if one]
    return ("\n".join(lines) + "\n").encode()


def _plain(words: str) -> str:
    """Return words as Markdown shows them as they are."""
    flat = " ".join(words.split())
    return flat.translate(SIGNS)


def _table(table: Table) -> list[str]:
    heads = [_cell(cell) for cell in table.heads]
    rows = [[_cell(cell) for cell in row.cells] for row in table.rows]
    marks = ["---", *["---:"] * (len(heads) - 1)]
    return [f"| {' | '.join(row)} |" for row in (heads, marks, *rows)]


def _cell(cell: Cell) -> str:
    notes = f" ({', '.join(cell.notes)})" if cell.notes else ""
    return _plain(foreign(cell.said + notes))
