"""A case as a file: what is asked with the reader's own figures, the seed, which knowledge answered."""

import json
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from kos_core.brief import Brief, make_brief
from kos_core.case import SEED, Case
from kos_core.errors import KosError
from kos_core.knowledge.whole import Knowledge

NAME, VERSION = "kos-compass-case", 1
LARGEST = 1_000_000  # bytes; a case takes about a thousand
LARGEST_SEED = 2**32 - 1
FIELDS = ("format", "version", "brief", "seed", "knowledge_version")


@dataclass(frozen=True)
class Filed:
    """A case read from a file, and the version of the knowledge it was answered from when it was written."""

    case: Case
    knowledge_version: str

    @property
    def is_of_other_knowledge(self) -> bool:
        """Whether the answer may be another now: what is known has changed since."""
        return self.knowledge_version not in {"", self.case.usual.version}


def written(case: Case) -> bytes:
    """Return a case as JSON, UTF-8; the same case gives the same bytes."""
    whole = {
        "format": NAME,
        "version": VERSION,
        "brief": case.brief.model_dump(mode="json", exclude_none=True),
        "seed": case.seed,
        "knowledge_version": case.usual.version,
    }
    return (json.dumps(whole, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def read(raw: bytes, knowledge: Knowledge) -> Filed:
    """Return the case a file holds; raises KosError for anything else, naming the field that does not fit.

    The brief is held to its bounds as any other; what it does not name is as nobody said it.
    """
    if len(raw) > LARGEST:
        raise KosError("case_file.too_large", "case", most=LARGEST // 1_000_000)
    try:
        whole = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError) as broken:
        raise KosError("case_file.not_json", "case") from broken
    if not isinstance(whole, dict) or whole.get("format") != NAME:
        raise KosError("case_file.not_ours", "case", accepted=NAME)
    if type(whole.get("version")) is not int or whole["version"] != VERSION:
        raise KosError("case_file.other_version", "case", given=whole.get("version"), accepted=VERSION)
    for name in whole:
        if name not in FIELDS:
            raise KosError("case_file.unknown", "case", given=name, accepted=", ".join(FIELDS))
    seed, known = whole.get("seed", SEED), whole.get("knowledge_version", "")
    if type(seed) is not int or not 0 <= seed <= LARGEST_SEED:
        raise KosError("case_file.bad_value", "case", given="seed")
    if not isinstance(known, str):
        raise KosError("case_file.bad_value", "case", given="knowledge_version")
    return Filed(Case(_brief(whole.get("brief")), knowledge, seed), known)


def schema() -> dict[str, Any]:
    """Return the JSON schema of such a file, the brief's part as pydantic derives it."""
    brief = Brief.model_json_schema(ref_template="#/$defs/{model}")
    defined = brief.pop("$defs", {})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": NAME,
        "type": "object",
        "additionalProperties": False,
        "required": ["format", "version", "brief"],
        "properties": {
            "format": {"const": NAME},
            "version": {"const": VERSION},
            "brief": {"$ref": "#/$defs/Brief"},
            "seed": {"type": "integer", "minimum": 0, "maximum": LARGEST_SEED, "default": SEED},
            "knowledge_version": {"type": "string"},
        },
        "$defs": {**defined, "Brief": brief},
    }


def _brief(raw: Any) -> Brief:
    """Return the brief of a file: as strict as JSON allows: no text and no yes stands for a number."""
    if not isinstance(raw, dict):
        raise KosError("case_file.bad_value", "case", given="brief")
    try:
        return Brief.model_validate_json(json.dumps(raw), strict=True)
    except ValidationError as refused:
        place = ".".join(str(part) for part in refused.errors()[0]["loc"])
        if refused.errors()[0]["type"] == "extra_forbidden":
            raise KosError("case_file.unknown", "case", given=place, accepted="brief") from refused
        _in_the_words_of_others(raw)
        raise KosError("case_file.bad_value", "case", given=place) from refused


def _in_the_words_of_others(raw: dict[str, Any]) -> None:
    """Raise what every other client says of a number out of bounds, or of two that exclude each other."""
    try:
        make_brief(raw)
    except KosError as refused:
        if refused.key not in {"brief.not_a_choice", "brief.not_understood"}:
            raise


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; raises ValueError where it names something twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError(pairs)
    return found


def _no_number(word: str) -> Any:
    """Refuse NaN and Infinity, which are no JSON."""
    raise ValueError(word)
