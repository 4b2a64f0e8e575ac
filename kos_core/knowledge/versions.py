"""The states of the knowledge, newest first, and what changed in each."""

import re

from pydantic import Field

from kos_core.errors import KnowledgeError
from kos_core.knowledge import loading
from kos_core.knowledge.evidence import Strict, Words
from kos_core.knowledge.files import read_yaml, record

VERSIONS = "versions.yaml"


class Version(Strict):
    """One state of the knowledge: from when, its hash, and what changed in it."""

    date: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    hash: str = Field(pattern=r"^[0-9a-f]{12}$")
    changed: tuple[Words, ...] = Field(min_length=1)


def versions() -> tuple[Version, ...]:
    """Return the states of the knowledge, newest first; raises KnowledgeError where the file is broken."""
    problems: list[str] = []
    found = [
        one
        for raw in read_yaml(loading.DATA / VERSIONS, problems).get("versions", [])
        if (one := record(Version, raw, f"{VERSIONS}: {raw.get('date')}", problems))
    ]
    if not problems and not found:
        problems.append(f"{VERSIONS}: it begins with the first version")
    if [one.date for one in found] != sorted((one.date for one in found), reverse=True):
        problems.append(f"{VERSIONS}: the newest version comes first")
    if problems:
        raise KnowledgeError(problems)
    return tuple(found)


def stamped(written: str, version: str) -> str:
    """Return the text of versions.yaml with the newest entry's hash set to `version`."""
    return re.sub(r"(hash: \"?)[0-9a-f]{12}", rf"\g<1>{version}", written, count=1)
