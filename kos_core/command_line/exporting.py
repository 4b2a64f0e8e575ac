"""The verb `export`: an answer as a file; and the file of a case read back."""

from pathlib import Path

from kos_core.advice.advice import advise
from kos_core.case import Case
from kos_core.command_line.options import OPTION
from kos_core.errors import KosError
from kos_core.export.case_file import LARGEST_BYTES, case_from
from kos_core.export.formats import FORMATS, export_of
from kos_core.knowledge.loading import load
from kos_core.plan.dates import starts_of, today
from kos_core.say.sentences import Sentences
from kos_core.say.text import Text


def case_of(path: str) -> Case:
    """Return the case of a file; raises KosError naming what is wrong with it."""
    try:
        with Path(path).open("rb") as file:
            return case_from(file.read(LARGEST_BYTES + 1), load())
    except OSError as broken:
        raise KosError("case_file.not_there", "case", given=path[:80]) from broken


def asked_for(given: dict[str, list[str]]) -> tuple[str, Path]:
    """Take the format and the file out of what is given; raises KosError where one is missing or unknown."""
    for name in ("format", "out"):
        if name not in given:
            raise KosError("option.missing", name, given=f"--{name} {OPTION[name].example}")
    kind, out = given.pop("format")[-1], given.pop("out")[-1]
    if kind not in FORMATS:
        raise KosError("brief.not_a_choice", "format", accepted=", ".join(FORMATS))
    return kind, Path(out)


def write(case: Case, kind: str, out: Path, text: Text) -> None:
    """Write the answer to a case into a file; raises OSError where it cannot be written."""
    found = advise(case)
    out.write_bytes(export_of(kind, found, starts_of(case, today()), Sentences(found, text)))
