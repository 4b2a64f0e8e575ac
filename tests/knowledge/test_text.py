"""Every sentence is written in both languages, used somewhere, and agrees on its gaps."""

import ast
import re
from pathlib import Path

import pytest

from kos_core.knowledge.loading import load
from kos_core.say.citing import cite
from kos_core.say.text import text_of
from kos_core.vocabulary import Lang

FAMILIES = ("stop.", "warning.", "next.")  # said by the id of a notice or a step


def _sources(root: Path) -> list[Path]:
    return [
        root / "app.py",
        *sorted((root / "kos_core").rglob("*.py")),
        *sorted((root / "pages").rglob("*.py")),
    ]


def _said(root: Path) -> tuple[set[str], list[re.Pattern[str]]]:
    """The literal strings of the code, and its f-strings with a fixed beginning as patterns."""
    literals: set[str] = set()
    patterns: list[re.Pattern[str]] = []
    for path in _sources(root):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                literals.add(node.value)
            if isinstance(node, ast.JoinedStr):
                pieces = [
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+"
                    for part in node.values
                ]
                if pieces and re.match(r"[a-z_]+\\\.|[a-z_]+\.", pieces[0]):
                    patterns.append(re.compile("".join(pieces)))
    return literals, patterns


def test_both_languages_hold_the_same_keys_with_the_same_gaps() -> None:
    """A sentence added in one language only is found here."""
    vi, en = text_of("vi"), text_of("en")
    assert set(vi.phrases) == set(en.phrases)
    assert [key for key in vi.phrases if vi.gaps(key) != en.gaps(key)] == []


def test_every_key_the_code_asks_for_is_written(root: Path) -> None:
    """`text("a.b")` with a key that is not there would show an error to a reader."""
    missing = []
    for path in _sources(root):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            key = node.args[0].value
            if name in {"text", "say"} and isinstance(key, str) and key not in text_of("vi"):
                missing.append((path.name, key))
            if name == "KosError" and isinstance(key, str) and f"refusal.{key}" not in text_of("vi"):
                missing.append((path.name, f"refusal.{key}"))
    assert missing == []


def test_every_key_written_is_used(root: Path) -> None:
    """What nobody says is deleted."""
    literals, patterns = _said(root)
    unused = [
        key
        for key in text_of("vi").phrases
        if key not in literals
        and key.removeprefix("refusal.") not in literals
        and not key.startswith(FAMILIES)
        and not any(pattern.fullmatch(key) for pattern in patterns)
    ]
    assert unused == []


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_estimate_has_a_name_a_value_and_a_reason_or_a_source(lang: Lang) -> None:
    """Nothing the model uses is shown under its raw id."""
    known, text = load(), text_of(lang)
    for estimate in known.estimates.values():
        one = cite(estimate, known, text)
        assert one.name
        assert one.value
        assert one.why or one.support, estimate.id
        assert "_" not in one.name, one.name
