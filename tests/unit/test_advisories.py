"""What is said of known holes in what is pinned, and that no answer is not taken for a good one."""

import json
import subprocess

import pytest

from tests import advisories

REPORT = json.dumps(
    {
        "dependencies": [
            {"name": "good", "version": "1", "vulns": []},
            {"name": "bad", "version": "2", "vulns": [{"id": "X-1", "fix_versions": ["3"]}]},
            {"name": "worse", "version": "2", "vulns": [{"id": "X-2", "fix_versions": []}]},
        ]
    }
)


@pytest.mark.parametrize(
    ("report", "ci", "code", "said"),
    [
        (REPORT, "", 1, "bad 2: X-1, mended in 3"),
        (REPORT, "true", 0, "worse 2: X-2, mended in no version yet"),
        ('{"dependencies": [{"name": "good", "version": "1", "vulns": []}]}', "", 0, "none for 1 packages"),
        ('{"dependencies": [{"name": "unknown", "skip_reason": "not found"}]}', "", 0, "NOT CHECKED"),
        ("", "", 0, "NOT CHECKED"),
        ("[]", "", 0, "NOT CHECKED"),
        ("Connection refused", "", 0, "NOT CHECKED"),
    ],
)
def test_a_report_is_said(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    report: str,
    ci: str,
    code: int,
    said: str,
) -> None:
    monkeypatch.setenv("CI", ci)
    done = subprocess.CompletedProcess([], 1, report)
    monkeypatch.setattr(advisories.subprocess, "run", lambda *_, **__: done)
    assert advisories.main() == code
    assert said in capsys.readouterr().out


def test_what_is_asked_for_is_everything_pinned() -> None:
    text = advisories.LOCK.read_text(encoding="utf-8")
    assert "streamlit==" in text
    assert text.count("--hash=sha256:") > text.count("==")
