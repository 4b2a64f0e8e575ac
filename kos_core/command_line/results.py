"""The verb `results`, and the actuals that `advise` is given."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.command_line.asking import read_case
from kos_core.command_line.options import REQUIRED
from kos_core.errors import KosError
from kos_core.results.actuals import Read
from kos_core.results.calibrate import Calibration, calibrate
from kos_core.results.creators import days_of_stock, judged
from kos_core.results.files import LARGEST
from kos_core.results.gathered import Actuals, together, way_of
from kos_core.results.measures import measured
from kos_core.results.reading import read_file
from kos_core.say.tables.results import creator_name, read_sentence, reason_of
from kos_core.say.text import Text
from kos_core.vocabulary import Platform

SUMMED = (
    "placed", "kept", "open", "cancelled", "undelivered", "returned", "gmv_vnd", "commission_vnd", "ads_vnd",
    "hire_vnd", "views", "samples", "posted",
)  # fmt: skip


def with_files(words: Sequence[str]) -> list[str]:
    """Return the words of a call with every file as an option: after `results`, and after `--actuals`."""
    found: list[str] = []
    taking = bool(words) and words[0] == "results"
    for place, word in enumerate(words):
        is_file = taking and place > 0 and not word.startswith("--")
        if is_file:
            found += ["--actuals", word]
            continue
        taking = (taking and place == 0) or word == "--actuals"
        if word != "--actuals":
            found.append(word)
    return found


def read_files(paths: Iterable[str]) -> tuple[Read, ...]:
    """Return every file as it was read; raises KosError naming the one that cannot be."""
    found = []
    for path in paths:
        try:
            if not Path(path).is_file():  # a pipe or a device may never end
                raise KosError("results.no_file", "actuals", given=path)
            with Path(path).open("rb") as file:
                data = file.read(LARGEST + 1)
        except (OSError, ValueError) as broken:
            raise KosError("results.no_file", "actuals", given=path) from broken
        found.append(read_file(data, Path(path).name))
    return tuple(found)


def _way(given: dict[str, list[str]], reads: tuple[Read, ...], case: Case) -> tuple[str, Platform]:
    asked = given.get("way", [""])[-1]
    if not asked:
        return way_of(reads, case)
    programme, _, platform = asked.partition("@")
    known = case.knowledge.programmes.get(programme)
    if known is None or platform not in set(known.platforms):
        raise KosError("results.unknown_way", "way", given=asked)
    return programme, Platform(platform)


def learnt_case(given: dict[str, list[str]]) -> Case:
    """Return the case of options with what the files of `--actuals` teach in place; raises KosError."""
    case = read_case(given)
    if not given.get("actuals"):
        return case
    reads = read_files(given["actuals"])
    actuals = together(reads)
    if not actuals.has_sales:
        raise KosError("results.no_sales", "actuals")
    found = calibrate(actuals, case, *_way(given, reads, case))
    return Case(case.brief, found.knowledge, case.seed)


def results(given: dict[str, list[str]], text: Text) -> dict[str, Any]:
    """Return what the files say as one object; raises KosError."""
    if not given.get("actuals"):
        raise KosError("results.no_files")
    plain = Brief()
    usual = (plain.category, plain.goal, plain.budget_vnd)
    if not (given.get("link") or given.get("case")):
        given = {name: [str(value)] for name, value in zip(REQUIRED, usual, strict=True)} | given
    case = read_case(given)
    reads = read_files(given["actuals"])
    actuals = together(reads)
    programme, platform = _way(given, reads, case)
    found: dict[str, Any] = {
        "files": [_file(read, text) for read in reads],
        "way": f"{programme}@{platform}",
        "attribution": text("results.attribution"),
        "posts": len(actuals.posts),
        "orders_in_several_files": actuals.twice,
    }
    if not actuals.has_sales:
        return found | {"creators": [], "sessions": [], "measures": [], "calibration": [], "bands_held": None}
    return found | _sales(actuals, case, programme, platform, text)


def _file(read: Read, text: Text) -> dict[str, Any]:
    return {
        "name": read.name,
        "kind": read.kind or read.rows,
        "rows": read.rows,
        "platform": read.platform,
        "read": len(read.orders) + len(read.sessions) + len(read.posts),
        "skipped_lines": read.skipped_count,
        "skipped": [
            {"line": one.line, "id": one.key, "reason": reason_of(one, text)} for one in read.skipped
        ],
        "columns": read.columns,
        "left_out": list(read.left_out),
        "notes": list(read.notes),
        "sentence": read_sentence(read, text),
    }


def _sales(actuals: Actuals, case: Case, programme: str, platform: Platform, text: Text) -> dict[str, Any]:
    learnt = calibrate(actuals, case, programme, platform)
    return {
        "creators": [
            {
                "creator": one.creator,
                **{name: getattr(one.sums, name) for name in SUMMED},
                "net_vnd": round(one.net_vnd),
                "roas": None if one.roas is None else round(one.roas, 4),
                "break_even_roas": None if one.even_roas is None else round(one.even_roas, 4),
                "verb": one.verb,
                "reason": one.reason,
                "trend": one.trend,
                "sentence": f"{creator_name(one.creator, text)}: {text(f'results.verb.{one.verb}')} "
                f"({text(f'results.reason.{one.reason}')})",
            }
            for one in judged(actuals, case, programme, platform)
        ],
        "sessions": [
            {
                "creator": one.creator,
                "at": one.at and one.at.isoformat(sep=" ", timespec="minutes"),
                "views": one.views,
                "orders": one.orders,
                "gmv_vnd": one.gmv_vnd,
            }
            for one in actuals.evenings
        ],
        "measures": [
            {
                "name": one.name,
                "actual": None if one.actual is None else round(one.actual, 6),
                "expected": [round(end, 6) for end in (one.low, one.middle, one.high)],
                "word": one.word,
            }
            for one in measured(actuals, case, programme, platform)
        ],
        "stock_days": days_of_stock(actuals, case.brief.stock),
        **_learnt(learnt),
    }


def _learnt(found: Calibration) -> dict[str, Any]:
    return {
        "calibration": [
            {
                "id": one.after.id,
                "before": [one.before.low, one.before.likely, one.before.high],
                "after": [round(end, 8) for end in (one.after.low, one.after.likely, one.after.high)],
                "own_rate": round(one.own_rate, 4),
            }
            for one in found.learnt
        ],
        "bands_held": [sum(one.held for one in found.past), len(found.past)] if found.past else None,
    }


def results_lines(found: dict[str, Any]) -> Iterable[str]:
    """Yield what the files say as a person reads it in a terminal."""
    for file in found["files"]:
        yield file["sentence"]
        yield from (f"  {one['line']}: {one['reason']}" for one in file["skipped"][:20])
    yield from (f"* {one['sentence']}" for one in found["creators"])
    yield found["attribution"]
