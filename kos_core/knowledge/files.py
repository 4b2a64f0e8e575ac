"""Strict readers of the data files: duplicate and unknown keys are problems, never silence."""

import csv
from collections.abc import Hashable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from kos_core.errors import KnowledgeError

Record = TypeVar("Record", bound=BaseModel)
_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_Loader):  # type: ignore[misc]  # the base is chosen at run time: C where it is built
    """A safe loader that refuses duplicate keys."""


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Hashable, Any]:
    seen: dict[Hashable, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            problem = f"line {key_node.start_mark.line + 1}: the key {key!r} stands twice"
            raise yaml.constructor.ConstructorError(None, None, problem, key_node.start_mark)
        seen[key] = loader.construct_object(value_node, deep=True)
    return seen


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read_yaml(path: Path, problems: list[str]) -> dict[str, Any]:
    """Return the mapping in a YAML file; what is wrong is added to `problems`, file first."""
    try:
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)  # noqa: S506  # safe  # a SafeLoader
    except (OSError, yaml.YAMLError) as broken:
        problems.append(f"{path.name}: {broken}")
        return {}
    if not isinstance(found, dict):
        problems.append(f"{path.name}: a mapping is expected")
        return {}
    return found


def whole_yaml(path: Path) -> dict[str, Any]:
    """Return the mapping in a YAML file that is read by itself; raises KnowledgeError where it is broken."""
    problems: list[str] = []
    found = read_yaml(path, problems)
    if problems:
        raise KnowledgeError(problems)
    return found


def read_csv(path: Path, problems: list[str]) -> list[dict[str, str]]:
    """Return the rows of a CSV file; a row with too many or too few cells is a problem."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except OSError as broken:
        problems.append(f"{path.name}: {broken}")
        return []
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            problems.append(f"{path.name}: line {number} has a wrong number of cells")
    return [row for row in rows if None not in row and None not in row.values()]


def record(kind: type[Record], raw: object, where: str, problems: list[str]) -> Record | None:
    """Return `raw` as a `kind`, or None with each problem added as `where: field: what`."""
    try:
        return kind.model_validate(raw)
    except ValidationError as refused:
        for error in refused.errors():
            place = ".".join(str(part) for part in error["loc"])
            problems.append(f"{where}: {place}: {error['msg']}")
        return None


def number(text: str) -> float | None:
    """Return the number in a CSV cell, None for an empty one; raises ValueError otherwise."""
    return float(text) if text.strip() else None
