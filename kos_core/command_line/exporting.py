"""The verb `export`: an answer written to a file."""

import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from kos_core.advice.advice import advise
from kos_core.command_line.asking import read_case
from kos_core.command_line.options import OPTION
from kos_core.errors import KosError
from kos_core.export.exporting import export_of
from kos_core.export.formats import Format
from kos_core.plan.dates import starts_of, today
from kos_core.say.sentences import Sentences
from kos_core.say.text import Text


def export(given: dict[str, list[str]], text: Text) -> str:
    """Write the answer to a case to a file, and return its path; raises KosError naming the option.

    The format is the one asked for, else the one the file's name ends with.
    """
    if not given.get("out"):
        raise KosError("option.missing", "out", given=f"--out {OPTION['out'].example}")
    path = Path(given["out"][-1])
    kind = _kind(given, path)
    case = read_case(given)
    advice = advise(case)
    _write(path, export_of(kind, advice, starts_of(case, today()), Sentences(advice, text)))
    return str(path)


def _kind(given: dict[str, list[str]], path: Path) -> Format:
    asked = given["format"][-1].strip() if given.get("format") else path.suffix.removeprefix(".").lower()
    if asked not in set(Format):
        raise KosError("brief.not_a_choice", "format", accepted=", ".join(Format))
    return Format(asked)


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; raises KosError where it cannot be written."""
    made = ""
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name[:40]}.", delete=False) as file:
            made = file.name
            file.write(data)
        Path(made).chmod(0o666 & ~_mask())  # as any other file: a temporary one is its owner's alone
        Path(made).replace(path)
    except (OSError, ValueError) as broken:
        with suppress(OSError, ValueError):
            if made:
                Path(made).unlink()
        raise KosError("option.cannot_write", "out", given=str(path)) from broken


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
