"""The help: every option with what it accepts and an example, written from the parser's own table."""

from itertools import groupby
from operator import attrgetter
from textwrap import fill
from typing import Any

from kos_core.brief import NUMBERS, bounds, kind_of
from kos_core.command_line.asking import NOTHING, most_points
from kos_core.command_line.options import OPTIONS, Option
from kos_core.knowledge.loading import load
from kos_core.numbers.writing import write_kind, write_number
from kos_core.say.text import Text

CALL = "python -m kos_core advise"
WIDE = 98
EXAMPLE = f"{CALL} --category beauty --goal sales --budget 100tr --price 250k --cost 100k --ready papers=yes"
LINK = f'{CALL} --link "http://localhost:8501/?b=…&lang=vi" --budget 200tr'
TABLE = f"{CALL} --briefs sample_data/briefs.csv --json --skip-bad"


def manual(text: Text) -> str:
    """Return the help in one language."""
    lines = [text("cli.title"), "", text("cli.call", call=CALL), "", text("cli.examples")]
    lines += [f"  {example}" for example in (EXAMPLE, LINK, TABLE)]
    for group, options in groupby(OPTIONS, key=attrgetter("group")):
        lines += ["", text(f"cli.group.{group}")]
        for option in options:
            lines += [f"  {typed(option)}", _filled(said(option, text))]
    return "\n".join([*lines, "", _filled(text("cli.end"), "")])


def typed(option: Option) -> str:
    """Return an option with its example, as it is typed."""
    quoted = f'"{option.example}"' if "&" in option.example else option.example
    return f"--{option.name} {quoted}".rstrip()


def said(option: Option, text: Text) -> str:
    """Return what an option is and what it accepts."""
    words = [str(word) for word in option.words or ()] or list(load().weighed)
    values: dict[str, Any] = {"words": ", ".join(words), "none": NOTHING, "high": "", "low": ""}
    if option.name == "weight":
        values |= {"high": write_number(most_points(), text.lang, 15)}
    elif option.field in NUMBERS:
        for name, value in zip(("low", "high"), bounds(option.field), strict=True):
            values[name] = write_kind(value, kind_of(option.field), text.lang)
    return text(f"cli.option.{option.name}", **values)


def _filled(sentence: str, before: str = " " * 6) -> str:
    return fill(
        sentence, WIDE, initial_indent=before, subsequent_indent=before, break_on_hyphens=False,
        break_long_words=False,
    )  # fmt: skip
