"""Every format an answer is taken along in: its ending, its kind, and who writes it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import cast

from kos_core.advice.advice import Advice
from kos_core.case import Case
from kos_core.export.case_file import case_json
from kos_core.say.sentences import Sentences

Writer = Callable[[Advice, date, Sentences], bytes]
"""Writes an answer whose campaign begins on a day, in one language."""


@dataclass(frozen=True)
class Format:
    """A format: the kind a browser knows it by, and where its writer stands (module, function)."""

    mime: str
    module: str
    function: str


FORMATS = {
    "pdf": Format("application/pdf", "one_pager", "pdf_of"),
    "md": Format("text/markdown", "markdown", "md_of"),
    "ics": Format("text/calendar", "calendar", "ics_of"),
    "csv": Format("text/csv", "calendar", "csv_of"),
    "json": Format("application/json", "formats", "json_of"),
}


def export_of(kind: str, advice: Advice, starts: date, said: Sentences) -> bytes:
    """Return an answer in one of FORMATS; its writer, and the library it needs, are imported only now."""
    found = FORMATS[kind]
    writer = getattr(import_module(f"kos_core.export.{found.module}"), found.function)
    return cast(Writer, writer)(advice, starts, said)


def json_of(advice: Advice, _starts: date, _said: Sentences) -> bytes:
    """Return the case file of an answer."""
    return case_json(advice.case)


def file_name(case: Case, kind: str) -> str:
    """Return a name for a file of a case: category, goal and budget in it, ASCII alone."""
    brief = case.brief
    millions = f"{brief.budget_vnd / 1_000_000:g}".replace(".", "-")
    return f"kos-compass-{brief.category}-{brief.goal}-{millions}tr.{kind}".replace("_", "-")
