"""A saved case: the whole brief, what was looked at, seed, knowledge version, and the result of that day."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.errors import KosError
from kos_core.knowledge.whole import Knowledge

LONGEST_NAME, LONGEST_NOTE = 80, 2_000  # letters


class Draft(BaseModel):
    """What is about to be saved; `brief` is JSON with every field said, so no later default moves it.

    `looked` holds what stood in the address beside the brief, `results` the key numbers as JSON bytes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, max_length=LONGEST_NAME)
    note: str = Field(default="", max_length=LONGEST_NOTE)
    brief: str
    looked: tuple[tuple[str, str], ...] = ()
    seed: int
    knowledge_version: str
    results: bytes


class Scenario(Draft):
    """A saved case as it is read back; `saved_at` is in UTC."""

    id: str
    saved_at: datetime
    is_shared: bool = False

    def asked(self) -> Brief:
        """Return the brief as it was saved; raises KosError where the model accepts it no longer."""
        try:
            return Brief.model_validate_json(self.brief, strict=True)
        except ValidationError as refused:
            raise KosError("keep.no_longer") from refused

    def case(self, knowledge: Knowledge) -> Case:
        """Return the saved case on what is known now; raises KosError where it names what is gone."""
        return Case(self.asked(), knowledge, self.seed)

    def numbers(self) -> dict[str, Any]:
        """Return the key numbers of the day it was saved."""
        return dict(json.loads(self.results))

    def is_of_other_knowledge(self, knowledge: Knowledge) -> bool:
        """Return whether what is known has changed since it was saved."""
        return self.knowledge_version != knowledge.version


def draft(case: Case, name: str, results: bytes, looked: Mapping[str, str], note: str = "") -> Draft:
    """Return a case ready to be saved; raises KosError where name or note do not fit."""
    named, noted = named_well(name, note)
    return Draft(
        name=named,
        note=noted,
        brief=json.dumps(case.brief.model_dump(mode="json"), separators=(",", ":"), sort_keys=True),
        looked=tuple(sorted(looked.items())),
        seed=case.seed,
        knowledge_version=case.usual.version,
        results=results,
    )


def named_well(name: str, note: str) -> tuple[str, str]:
    """Return name and note without control signs; raises KosError where one does not fit."""
    flat = " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())
    kept = "".join(sign for sign in note if sign == "\n" or sign.isprintable()).strip()
    if not flat:
        raise KosError("keep.no_name", "name")
    if len(flat) > LONGEST_NAME:
        raise KosError("keep.long_name", "name", most=LONGEST_NAME)
    if len(kept) > LONGEST_NOTE:
        raise KosError("keep.long_note", "note", most=LONGEST_NOTE)
    return flat, kept
