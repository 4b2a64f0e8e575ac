"""The second client: the same answer as the Advisor, on the command line.

`python -m kos_core advise --category beauty --goal sales --budget 100tr --json`
"""

import signal

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a word, also while it loads

import json
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import Any, NoReturn, cast

from kos_core.advice.advice import Advice, advise
from kos_core.case import Case
from kos_core.command_line.answering import as_json, as_lines, asked, explained, in_terminal
from kos_core.command_line.asking import read_case
from kos_core.command_line.exporting import export
from kos_core.command_line.manual import manual
from kos_core.command_line.options import FIELDS, FLAGS, HELP, REQUIRED, is_bare, lang_of, option_of, parsed
from kos_core.command_line.planning import planned_json, planned_lines, target_of
from kos_core.command_line.results import learnt_case, results, results_lines, with_files
from kos_core.command_line.tables import rows
from kos_core.errors import KosError
from kos_core.say.text import Text, text_of
from kos_core.say.wording import refusal
from kos_core.vocabulary import Lang

# What tests of the command line lean on, from wherever it lies.
__all__ = ["FIELDS", "FLAGS", "REQUIRED", "as_json", "main", "read_case", "run"]

_rows = rows


def _say(error: KosError, text: Text, before: str = "") -> None:
    named = f"--{option}: " if (option := option_of(error)) else ""
    line = " ".join(refusal(error, text).split())
    print(f"kos_core: {before}{named}{line}", file=sys.stderr)


def _whole(advice: Advice, text: Text, flags: set[str]) -> dict[str, Any]:
    found = as_json(advice, text)
    return found | {"explain": explained(advice, text).as_json()} if "explain" in flags else found


MOST_NAMED = 20  # bad rows of a table that are named; more are counted


def _many(path: str, text: Text, flags: set[str]) -> int:
    good: list[tuple[int, Case]] = []
    told, bad = rows(path), 0
    for line, row in told:
        try:
            if isinstance(row, KosError):
                raise row
            good.append((line, read_case(row)))
        except KosError as error:
            bad += 1
            if bad <= MOST_NAMED:
                _say(error, text, f"{text('cli.line', line=line)}: ")
    if bad > MOST_NAMED:
        print(f"kos_core: {text('cli.more_lines', lines=bad - MOST_NAMED)}", file=sys.stderr)
    if len(good) < len(told) and "skip-bad" not in flags:
        return 2
    if not good:
        raise KosError("option.all_bad", "briefs", given=path[:80], bad=len(told))
    for line, case in good:
        answer = {"line": line, **_whole(advise(case), text, flags)}
        print(json.dumps(answer, ensure_ascii=False, allow_nan=False))
    return 0


VERBS = ("advise", "plan", "export", "results")


VERB_OF = {
    "target": ("plan",),
    "briefs": ("advise",),
    "explain": ("advise",),
    "json": ("advise", "plan", "results"),
    "actuals": ("results", "advise", "plan"),
    "way": ("results", "advise", "plan"),
    "format": ("export",),
    "out": ("export",),
}


def _target(verb: str, given: dict[str, list[str]], flags: set[str]) -> tuple[str, int] | None:
    """Return the target of the verb `plan`; refuses what belongs to another verb."""
    for name, verbs in VERB_OF.items():
        if (name in given or name in flags) and verb not in verbs:
            raise KosError("option.other_verb", name, verb=verbs[0])
    return target_of(given.pop("target")[-1]) if "target" in given else None


def _came_back(given: dict[str, list[str]], text: Text, flags: set[str]) -> str:
    """Return what files of results say, as one object or as lines."""
    said = results(given, text)
    if "json" in flags:
        return json.dumps(said, ensure_ascii=False, indent=2, allow_nan=False)
    return "\n".join(results_lines(said))


def _answer(words: Sequence[str]) -> int:  # noqa: C901  # one branch a verb
    if HELP & set(words):
        print(manual(text_of(lang_of(words))))
        return 0
    if not words or words[0] not in VERBS:
        raise KosError("option.no_verb")
    given, flags = parsed(with_files(words)[1:])
    target = _target(words[0], given, flags)
    lang = given.pop("lang", [lang_of(words)])[-1]
    if lang not in {"vi", "en"}:
        raise KosError("brief.not_a_choice", "lang", accepted="vi, en")
    text = in_terminal(text_of(cast(Lang, lang)))
    if "briefs" in given:
        if len(given) > 1:
            raise KosError("option.twice", "briefs")
        return _many(given["briefs"][-1], text, flags)
    if words[0] == "export":
        print(text("cli.written", path=export(given, text_of(text.lang))))
        return 0
    if words[0] == "results":
        print(_came_back(given, text, flags))
        return 0
    advice, is_plan = advise(learnt_case(given)), words[0] == "plan"
    if "json" in flags:
        found = planned_json(advice, target, text) if is_plan else _whole(advice, text, flags)
        print(json.dumps(found, ensure_ascii=False, indent=2, allow_nan=False))
        return 0
    lines = [*(planned_lines(advice, target, text) if is_plan else as_lines(advice, text))]
    if "link" in given:
        lines = [*asked(advice, text), *lines]
    if "explain" in flags:
        lines += ["", *explained(advice, text).lines()]
    print("\n".join(lines))
    return 0


def main(words: Sequence[str]) -> int:
    """Answer one call; returns the exit code: 0, or 2 with one line on standard error."""
    try:
        return _answer(words)
    except KosError as error:
        _say(error, in_terminal(text_of(lang_of(words))))
        return 2


def run() -> NoReturn:
    """Run the command line of this process, in UTF-8 whatever the terminal; a closed pipe ends it quietly.

    Somebody who asked nothing yet reads the help below the refusal. What cannot be written (a full disk) is
    one line on standard error and exit code 1.
    """
    _answers_alone()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    words = sys.argv[1:]
    try:
        code = main(words)
        if is_bare(words):
            print(f"\n{manual(text_of(lang_of(words)))}", file=sys.stderr)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read us has had enough.
        _let_go()
        code = 0
    except OSError as error:
        _let_go()
        print(f"kos_core: {text_of(lang_of(words))('cli.not_written', why=error.strerror)}", file=sys.stderr)
        code = 1
    sys.exit(code)


def _answers_alone() -> None:
    """Let nothing but our own words reach standard output: a solver in C now and then prints there too."""
    sys.stdout.flush()
    ours = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.stdout = TextIOWrapper(
        os.fdopen(ours, "wb", closefd=False), encoding="utf-8", line_buffering=sys.stdout.isatty()
    )


def _let_go() -> None:
    """Keep the interpreter from complaining when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    run()
