"""What differs between two results: every key number that moved, by its place."""

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Difference:
    """One number or word that moved; `at` is its place (`spend_vnd`, `voices.kos.score`), None: not there."""

    at: str
    before: Any
    now: Any


def differs(before: bytes, now: bytes) -> tuple[Difference, ...]:
    """Return what differs between two results as JSON bytes, by their places; none where equal."""
    old, new = _flat(json.loads(before)), _flat(json.loads(now))
    return tuple(
        Difference(at, old.get(at), new.get(at)) for at in sorted({*old, *new}) if old.get(at) != new.get(at)
    )


def _flat(tree: Any, at: str = "") -> dict[str, Any]:
    if isinstance(tree, dict) and tree:
        found: dict[str, Any] = {}
        for name, value in tree.items():
            found |= _flat(value, f"{at}.{name}" if at else name)
        return found
    return {at: tree}
