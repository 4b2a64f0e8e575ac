"""The verb `export` and `--case`: files written whole, read back, and refused in one line."""

import json
from pathlib import Path

import pytest

from kos_core.__main__ import main
from kos_core.export.formats import Format

ASK = ("--category", "beauty", "--goal", "sales", "--budget", "100tr", "--price", "250k", "--cost", "100k")


def call(capsys: pytest.CaptureFixture[str], *said: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(said)
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.mark.parametrize("kind", [*Format])
def test_a_file_of_every_format_is_written_and_named(
    kind: Format, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"kế hoạch.{kind}"
    code, out, err = call(capsys, "export", "--format", kind, "--out", str(path), *ASK)
    assert (code, err) == (0, "")
    assert str(path) in out
    assert path.stat().st_size > 300
    assert [*tmp_path.iterdir()] == [path]


def test_the_ending_says_the_format_where_nobody_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.MD"
    assert call(capsys, "export", "--out", str(path), *ASK, "--lang", "en")[0] == 0
    assert path.read_text(encoding="utf-8").startswith("# Try small first")


def test_a_case_written_and_read_back_gives_the_same_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "case.json"
    more = (
        *ASK,
        "--seed",
        "7",
        "--assume",
        "any.any.beauty.return_rate=9%",
        "--lock",
        "kos_own@facebook_live=20",
    )
    assert call(capsys, "export", "--format", "json", "--out", str(path), *more)[0] == 0
    for verb in ("advise", "plan"):
        asked = call(capsys, verb, *more, "--json")
        assert asked[0] == 0
        assert call(capsys, verb, "--case", str(path), "--json") == asked
    again = tmp_path / "again.json"
    assert call(capsys, "export", "--case", str(path), "--out", str(again))[0] == 0
    assert again.read_bytes() == path.read_bytes()


def test_an_option_beside_a_case_takes_the_place_of_what_it_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "case.json"
    call(capsys, "export", "--out", str(path), *ASK, "--seed", "7")
    found = json.loads(call(capsys, "advise", "--case", str(path), "--budget", "50tr", "--json")[1])
    assert (found["budget_vnd"], found["brief"]["price_vnd"], found["seed"]) == (50_000_000, 250_000, 7)
    found = json.loads(call(capsys, "advise", "--case", str(path), "--seed", "3", "--json")[1])
    assert found["seed"] == 3


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    "said",
    [
        ("export", *ASK),
        ("export", "--out", "x.docx", *ASK),
        ("export", "--format", "docx", "--out", "x.pptx", *ASK),
        ("export", "--format", "md", "--out", "/no/such/folder/x.md", *ASK),
        ("export", "--format", "md", "--out", "x\x00.md", *ASK),
        ("export", "--format", "md", "--out", "x.md"),
        ("export", "--out", "x.md", "--json", *ASK),
        ("export", "--out", "x.md", "--briefs", "x.csv"),
        ("export", "--out", "x.md", "--explain", *ASK),
        ("advise", "--out", "x.md", *ASK),
        ("plan", "--format", "md", *ASK),
        ("advise", "--case", "no-such-file.json"),
        ("advise", "--case", "."),
        ("advise", "--case", "/dev/zero"),
        ("advise", "--case", "x.json", "--link", "b"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_two(
    said: tuple[str, ...],
    lang: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = call(capsys, *said, "--lang", lang)
    assert (code, out) == (2, "")
    assert err.startswith("kos_core: --")
    assert err.count("\n") == 1
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize(
    "raw", [b"", b"{}", b"PK\x03\x04", b"a" * 2_000_000, b'{"format": "kos-compass-case"}']
)
def test_a_file_that_is_no_case_is_one_line_and_exit_two(
    raw: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "case.json"
    path.write_bytes(raw)
    code, out, err = call(capsys, "advise", "--case", str(path), "--json")
    assert (code, out) == (2, "")
    assert err.startswith("kos_core: --case: ")
    assert err.count("\n") == 1


def test_a_file_that_cannot_be_written_leaves_the_old_one_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(Path, "replace", full)
    assert call(capsys, "export", "--out", str(path), *ASK)[0] == 2
    assert path.read_text(encoding="utf-8") == "old"
    assert [*tmp_path.iterdir()] == [path]
