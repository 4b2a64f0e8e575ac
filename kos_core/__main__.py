"""The second client: the same answer as the Advisor, on the command line.

`python -m kos_core advise --category beauty --goal sales --budget 100tr --json`
"""

import csv
import json
import os
import sys
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn, cast

from kos_core.advice import SEED, Advice, advise
from kos_core.brief import Brief, make_brief
from kos_core.errors import KosError
from kos_core.explanation import Explained, explain
from kos_core.funnel import Band, Forecast
from kos_core.knowledge import Knowledge
from kos_core.loading import load
from kos_core.money import parse_share, parse_vnd, parse_whole
from kos_core.sentences import Sentences, capital, refusal
from kos_core.text import Text, text_of
from kos_core.vocabulary import (
    Answer,
    Category,
    Goal,
    Lang,
    Platform,
    Readiness,
    Stage,
    Trait,
)

MANY = ("platform", "trait", "ready")
FIELDS = (
    "category", "goal", "budget", "platform", "price", "cost", "margin", "discount", "weeks", "stock",
    "reviews", "trait", "ready", "seed",
)  # fmt: skip
REQUIRED = ("category", "goal", "budget")
CHOICES: dict[str, type[Category] | type[Goal] | type[Platform]] = {
    "category": Category, "goal": Goal, "platform": Platform,
}  # fmt: skip
FLAGS = ("json", "explain", "skip-bad")
LARGEST_SEED = 2**32 - 1
_BEYOND = "beyond the header"


def _choice(given: str, name: str) -> str:
    words = [str(word) for word in CHOICES[name]]
    if given.strip() not in words:
        raise KosError("brief.not_a_choice", name, accepted=", ".join(words))
    return given.strip()


def _answers(pairs: Iterable[str], name: str) -> dict[str, str]:
    words = [str(w) for w in (Trait if name == "trait" else Readiness)]
    found: dict[str, str] = {}
    for pair in pairs:
        key, _, answer = (part.strip() for part in pair.partition("="))
        if answer not in set(Answer):
            accepted = f"{words[0]}=yes|no|unknown"
            raise KosError("option.pair", name, given=pair[:40], accepted=accepted)
        if key not in words:
            raise KosError("brief.not_a_choice", name, accepted=", ".join(words))
        found[key] = answer
    return found


def read_brief(given: dict[str, list[str]]) -> tuple[Brief, int]:
    """Return the brief and seed of options (or a row of a table); raises KosError naming the option."""
    for name in REQUIRED:
        if not given.get(name):
            raise KosError("option.missing", name, given=f"--{name}")
    one = {name: values[-1] for name, values in given.items() if values and name not in MANY}
    raw: dict[str, Any] = {
        "category": _choice(one["category"], "category"),
        "goal": _choice(one["goal"], "goal"),
        **{f"{name}_vnd": parse_vnd(one[name], name) for name in ("budget", "price", "cost") if name in one},
        **{f"{name}_rate": parse_share(one[name], name) for name in ("margin", "discount") if name in one},
        **{name: parse_whole(one[name], name) for name in ("weeks", "stock", "reviews") if name in one},
    }
    if given.get("platform"):
        raw["platforms"] = tuple(_choice(p, "platform") for p in given["platform"])
    for name, field in (("trait", "traits"), ("ready", "ready")):
        if given.get(name):
            raw[field] = _answers(given[name], name)
    seed = parse_whole(one["seed"], "seed", LARGEST_SEED) if "seed" in one else SEED
    return make_brief(raw), seed


def _triple(band: Band | None) -> list[float] | None:
    return None if band is None else [round(value, 6) for value in (band.low, band.middle, band.high)]


def _forecast(found: Forecast) -> dict[str, Any]:
    counted: list[Stage] = [stage for stage in Stage if stage is not Stage.LEADS]
    if found.premises.is_leads:
        counted = [Stage.IMPRESSIONS, Stage.VIEWS, Stage.ENGAGEMENTS, Stage.CLICKS, Stage.LEADS]
    return {
        "programme": found.programme.id,
        "affordable": found.terms.is_affordable,
        "units": found.terms.units,
        **{str(stage): _triple(found.bands.get(stage)) for stage in counted},
        "chance_break_even": found.chance_break_even,
    }


def as_json(advice: Advice, knowledge: Knowledge, text: Text) -> dict[str, Any]:
    """Return an answer as the object the command line prints with --json."""
    said = Sentences(advice, knowledge, text)
    best = advice.best
    sells = best is not None and not best.premises.is_leads
    return {
        "ranking": [
            {
                "creator": row.creator,
                "score": round(row.score, 4),
                "chance_best": row.chance_best,
                "affordable": row.standing.affordable,
                "needs_vnd": None if row.standing.needs_vnd is None else round(row.standing.needs_vnd),
                "parts": {name: round(points, 6) for name, points in row.parts.items()},
            }
            for row in advice.scorecard.rows
        ],
        "verdict": advice.verdict,
        "reason": advice.reason,
        "stops": [{"id": stop.id, "sentence": said.notice("stop", stop)} for stop in advice.stops],
        "warnings": [{"id": w.id, "sentence": said.notice("warning", w)} for w in advice.warnings],
        "pays": advice.pays,
        "money": {
            "break_even_orders": best.terms.break_even_orders if sells and best else None,
            "usual_orders": _triple(best.bands.get(Stage.KEPT)) if best else None,
            "chance_break_even": best.chance_break_even if best else None,
            "profit_vnd": _triple(best.bands.get(Stage.PROFIT)) if best else None,
        },
        "platforms": {
            creator: {platform: round(points, 4) for platform, points in row.items()}
            for creator, row in advice.fits.items()
        },
        "forecast": {
            creator: {platform: _forecast(found) for platform, found in row.items()}
            for creator, row in advice.cells.items()
        },
        "sentences": {
            "fit": said.fit(),
            "money": said.money_sentence(),
            "next": [said.step(s) for s in advice.steps],
        },
        "advised_platform": None if advice.leader is None else advice.platform_of[advice.leader],
        "knowledge_version": advice.knowledge_version,
        "seed": advice.seed,
    }


def as_lines(advice: Advice, knowledge: Knowledge, text: Text) -> Iterable[str]:
    """Yield an answer as a person reads it in a terminal."""
    said = Sentences(advice, knowledge, text)
    yield said.headline()
    yield from filter(None, (said.money_sentence(), said.fit(), capital(said.sureness())))
    for row in advice.scorecard.rows:
        needs = (
            ""
            if row.standing.affordable or not row.standing.needs_vnd
            else said.money(row.standing.needs_vnd)
        )
        dear = f" ({text('evidence.needs_paid', needs=needs)})" if needs else ""
        yield f"  {said.plain(row.creator)}: {row.score:.0f}/100{dear}"
    if advice.pilot is not None and advice.best is not None:
        yield said.pilot(advice.pilot, advice.best)
    for warning in advice.warnings:
        yield f"- {said.notice('warning', warning)}"
    for number, step in enumerate(advice.steps, start=1):
        yield f"{number}. {said.step(step)}"


def _options(words: Sequence[str]) -> tuple[dict[str, list[str]], set[str]]:
    """Return options with their values, and flags; raises KosError for anything else."""
    known = (*FIELDS, "lang", "briefs")
    found: dict[str, list[str]] = {}
    flags: set[str] = set()
    rest = list(words)
    while rest:
        word = rest.pop(0)
        name, equals, value = word.removeprefix("--").partition("=")
        is_flag = name in FLAGS and not equals
        if not word.startswith("--") or (name not in known and not is_flag):
            accepted = ", ".join(f"--{n}" for n in (*known, *FLAGS))
            raise KosError("option.unknown", None, given=word[:40], accepted=accepted)
        if is_flag:
            flags.add(name)
            continue
        if not equals:
            if not rest or _is_option(rest[0], known):
                raise KosError("option.missing", name, given=f"--{name} …")
            value = rest.pop(0)
        found.setdefault(name, []).append(value)
    if "skip-bad" in flags and "briefs" not in found:
        raise KosError("option.missing", None, given="--briefs")
    return found, flags


def _is_option(word: str, known: Sequence[str]) -> bool:
    return word.startswith("--") and word.removeprefix("--").partition("=")[0] in (*known, *FLAGS)


def _lang(words: Sequence[str]) -> Lang:
    """Return the language asked for, so that even a refused call is refused in it."""
    for word, after in pairwise((*words, "")):
        asked = after if word == "--lang" else word.removeprefix("--lang=")
        if word.startswith("--lang") and asked in {"vi", "en"}:
            return cast(Lang, asked)
    return "vi"


def _rows(path: str) -> list[tuple[int, dict[str, list[str]]]]:
    """Return (line number, options) for every row of a table of briefs; raises KosError."""
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            table = csv.reader(file)
            header = [name.strip() for name in next(table, [])]
            for name in header:
                if name not in FIELDS:
                    raise KosError(
                        "option.unknown_column", "briefs", given=name[:40], accepted=", ".join(FIELDS)
                    )
            rows = [
                (table.line_num, _row(header, cells))
                for cells in table
                if any(cell.strip() for cell in cells)
            ]
    except (OSError, UnicodeDecodeError, csv.Error, ValueError) as broken:
        raise KosError("option.no_file", "briefs", given=path[:80]) from broken
    if not rows:
        raise KosError("option.no_rows", "briefs", given=path[:80])
    return rows


def _row(header: list[str], cells: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, cell in zip(header, cells, strict=False):
        values = [part.strip() for part in cell.split(";")] if name in MANY else [cell.strip()]
        found[name] = [value for value in values if value]
    found[_BEYOND] = [cell for cell in cells[len(header) :] if cell.strip()]
    return found


def _option_of(error: KosError) -> str:
    """Return the option a refusal concerns, as the reader typed it."""
    field = (error.field or "").removesuffix("_vnd").removesuffix("_rate")
    return {"platforms": "platform", "traits": "trait"}.get(field, field)


def _say(error: KosError, text: Text, before: str = "") -> None:
    named = f"--{option}: " if (option := _option_of(error)) else ""
    line = " ".join(refusal(error, text).split())
    print(f"kos_core: {before}{named}{line}", file=sys.stderr)


def explained(advice: Advice, knowledge: Knowledge, text: Text) -> Explained:
    """Return what would change an answer, in words: what --explain adds."""
    return Explained(explain(advice, knowledge), advice, knowledge, text)


def _whole(advice: Advice, knowledge: Knowledge, text: Text, flags: set[str]) -> dict[str, Any]:
    found = as_json(advice, knowledge, text)
    return found | {"explain": explained(advice, knowledge, text).as_json()} if "explain" in flags else found


def _many(path: str, knowledge: Knowledge, text: Text, flags: set[str]) -> int:
    good: list[tuple[Brief, int]] = []
    rows = _rows(path)
    for line, given in rows:
        try:
            good.append(_read_row(given))
        except KosError as error:
            _say(error, text, f"{text('cli.line', line=line)}: ")
    if len(good) < len(rows) and "skip-bad" not in flags:
        return 2
    for brief, seed in good:
        answer = _whole(advise(brief, knowledge, seed), knowledge, text, flags)
        print(json.dumps(answer, ensure_ascii=False, allow_nan=False))
    return 0


def _read_row(given: dict[str, list[str]]) -> tuple[Brief, int]:
    if beyond := given.pop(_BEYOND):
        named = ";".join(beyond)[:40]
        raise KosError("option.unknown_column", None, given=named, accepted=", ".join(FIELDS))
    return read_brief(given)


def _answer(words: Sequence[str]) -> int:
    if not words or words[0] != "advise":
        raise KosError("option.missing", None, given="advise")
    given, flags = _options(words[1:])
    lang = given.pop("lang", ["vi"])[-1]
    if lang not in {"vi", "en"}:
        raise KosError("brief.not_a_choice", "lang", accepted="vi, en")
    text, knowledge = text_of(cast(Lang, lang)), load()
    if "briefs" in given:
        if len(given) > 1:
            raise KosError("option.twice", "briefs")
        return _many(given["briefs"][-1], knowledge, text, flags)
    brief, seed = read_brief(given)
    advice = advise(brief, knowledge, seed)
    if "json" in flags:
        print(
            json.dumps(_whole(advice, knowledge, text, flags), ensure_ascii=False, indent=2, allow_nan=False)
        )
    else:
        print("\n".join(as_lines(advice, knowledge, text)))
        if "explain" in flags:
            print("\n".join(["", *explained(advice, knowledge, text).lines()]))
    return 0


def main(words: Sequence[str]) -> int:
    """Answer one call; returns the exit code: 0, or 2 with one line on standard error."""
    try:
        return _answer(words)
    except KosError as error:
        _say(error, text_of(_lang(words)))
        return 2


def run() -> NoReturn:
    """Run the command line of this process, in UTF-8 whatever the terminal; a closed pipe ends it quietly."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        code = main(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read us has had enough; keep the interpreter from complaining when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)


if __name__ == "__main__":
    run()
