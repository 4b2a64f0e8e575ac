"""A case as a file: what was asked, the reader's own figures with it, the seed; written and read back."""

import json
from typing import Any, Final

from kos_core.brief import Brief, make_brief, to_token
from kos_core.case import SEED, Case
from kos_core.errors import KosError
from kos_core.knowledge.whole import Knowledge

FORMAT, VERSION = "kos-compass-case", 1
LARGEST_BYTES: Final = 1_000_000
LARGEST_SEED = 2**32 - 1
KEYS = {"format", "version", "brief", "seed", "knowledge_version", "link"}


def case_json(case: Case) -> bytes:
    """Return a case as JSON by `schema`: all that was asked, defaults too, the seed, the knowledge."""
    found = {
        "format": FORMAT,
        "version": VERSION,
        "brief": case.brief.model_dump(mode="json"),
        "seed": case.seed,
        "knowledge_version": case.usual.version,
        "link": to_token(case.brief),
    }
    return json.dumps(found, ensure_ascii=False, indent=2).encode() + b"\n"


def case_from(raw: bytes, knowledge: Knowledge) -> Case:
    """Return the case a file holds, asked of `knowledge`.

    Raises KosError: `case_file.too_large`, `case_file.not_json`, `case_file.other` for another kind of file,
    `case_file.newer` for one of a later version, and whatever a brief refuses, by its field.
    """
    if len(raw) > LARGEST_BYTES:
        raise KosError("case_file.too_large", "case", most=LARGEST_BYTES // 1_000_000)
    try:
        found = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as broken:
        raise KosError("case_file.not_json", "case") from broken
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise KosError("case_file.other", "case")
    version, brief, seed = found.get("version"), found.get("brief"), found.get("seed", SEED)
    if not isinstance(version, int) or version > VERSION:
        raise KosError("case_file.newer", "case", version=VERSION)
    if unknown := sorted(set(found) - KEYS):
        raise KosError("brief.unknown_field", "case", given=unknown[0])
    is_seed = isinstance(seed, int) and not isinstance(seed, bool) and 0 <= seed <= LARGEST_SEED
    if not isinstance(brief, dict) or not is_seed:
        raise KosError("case_file.other", "case")
    return Case(make_brief(brief), knowledge, seed)


def schema() -> dict[str, Any]:
    """Return the JSON schema of a case file; the brief's part is that of `Brief`."""
    brief = Brief.model_json_schema(ref_template="#/$defs/{model}")
    defs = brief.pop("$defs", {})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "KOS Compass case",
        "type": "object",
        "required": ["format", "version", "brief"],
        "additionalProperties": False,
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "brief": brief,
            "seed": {"type": "integer", "minimum": 0, "maximum": LARGEST_SEED},
            "knowledge_version": {"type": "string"},
            "link": {"type": "string"},
        },
        "$defs": defs,
    }
