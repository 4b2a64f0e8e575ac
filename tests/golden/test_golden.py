"""The golden briefs get the answers they got before."""

import json
from math import isclose
from typing import Any

import pytest

from tests.golden.answers import BRIEFS, FOLDER, answer

ADVICE = (
    "the answer to the golden brief {name} has changed: {where}. If that is meant, run `make golden` and add "
    "a line to CHANGELOG.md under Knowledge (data) or Model (formulas) that says why."
)


def differences(expected: Any, actual: Any, path: str = "") -> list[str]:
    """Return where two answers differ; the sixth digit may differ by the last bit of a platform."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        if list(expected) != list(actual):
            return [f"{path}: keys {list(expected)} became {list(actual)}"]
        return [d for key in expected for d in differences(expected[key], actual[key], f"{path}.{key}")]
    if isinstance(expected, list) and isinstance(actual, list):
        if len(expected) != len(actual):
            return [f"{path}: {expected} became {actual}"]
        return [
            d
            for place, (old, new) in enumerate(zip(expected, actual, strict=True))
            for d in differences(old, new, f"{path}[{place}]")
        ]
    if isinstance(expected, float) and isinstance(actual, float):
        same = isclose(expected, actual, rel_tol=2e-5)
    else:
        same = type(expected) is type(actual) and expected == actual
    return [] if same else [f"{path}: {expected!r} became {actual!r}"]


@pytest.mark.parametrize("name", BRIEFS)
def test_a_golden_brief_gets_the_answer_it_got_before(name: str) -> None:
    """Ranking, verdict, money and the best cell, at six significant digits."""
    expected = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    actual = json.loads(json.dumps(answer(name)))
    found = differences(expected, actual)
    assert not found, ADVICE.format(name=name, where="; ".join(found[:8]))


def test_every_golden_file_has_a_brief() -> None:
    """No file is left over from a brief that is gone."""
    assert {path.stem for path in FOLDER.glob("*.json")} == set(BRIEFS)


def test_a_difference_is_found_and_named() -> None:
    """The comparison itself notices a changed number, a new key and a lost row."""
    old = {"score": 77.5, "rows": [1.0, 2.0]}
    assert differences(old, {"score": 77.5, "rows": [1.0, 2.0]}) == []
    assert differences(old, {"score": 77.6, "rows": [1.0, 2.0]}) == [".score: 77.5 became 77.6"]
    assert differences(old, {"score": 77.5}) != []
    assert differences(old, {"score": 77.5, "rows": [1.0]}) != []
