"""What may go wrong around the command line: bytes, pipes, disks, tables as people save them."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kos_core.__main__ import main
from kos_core.command_line.tables import LARGEST_FILE

ASK = ("--category", "beauty", "--goal", "sales", "--budget", "100tr")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to write to")
def test_a_full_disk_is_one_line(root: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        run = [sys.executable, "-m", "kos_core", "advise", *ASK]
        said = subprocess.run(run, cwd=root, stdout=full, stderr=subprocess.PIPE, check=False)
    assert said.returncode == 1
    assert said.stderr.decode("utf-8").count("\n") == 1
    assert b"Traceback" not in said.stderr


def test_a_reader_who_leaves_early_ends_it_quietly(root: Path) -> None:
    run = [sys.executable, "-m", "kos_core", "advise", *ASK, "--json"]
    with subprocess.Popen(run, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as asked_for:
        assert asked_for.stdout is not None
        assert asked_for.stderr is not None
        asked_for.stdout.close()
        assert asked_for.stderr.read() == b""


def test_ctrl_c_ends_it_without_a_word(root: Path, tmp_path: Path) -> None:
    """In the middle of a thousand answers."""
    path = tmp_path / "many.csv"
    path.write_text("category,goal,budget\n" + "beauty,sales,100tr\n" * 1_000, encoding="utf-8")
    run = [sys.executable, "-u", "-m", "kos_core", "advise", "--briefs", str(path)]
    with subprocess.Popen(run, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as asked_for:
        assert asked_for.stdout is not None
        assert asked_for.stderr is not None
        assert asked_for.stdout.readline().startswith(b"{")
        asked_for.send_signal(signal.SIGINT)
        asked_for.stdout.close()
        assert asked_for.stderr.read() == b""
    assert asked_for.returncode == -signal.SIGINT


@pytest.mark.parametrize(
    "option", ["--price", "--weeks", "--assume", "--trait", "--platform", "--link", "--seed", "--"]
)
@pytest.mark.parametrize("word", [b"\xff250k", b"\x1b[31m4\x07", b"a" * 100_000])
def test_bytes_that_are_no_text_are_one_short_line(
    capsys: pytest.CaptureFixture[str], option: str, word: bytes
) -> None:
    assert main(("advise", *ASK, os.fsdecode(option.encode() + b"=" + word))) == 2
    said = capsys.readouterr()
    assert said.out == ""
    line = said.err.encode().decode("utf-8")
    assert line.startswith("kos_core: ")
    assert line.count("\n") == 1
    assert line.strip().isprintable() or "\u00a0" in line
    assert len(line) < 1_000


# Asked back


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--margin", "3"), "30%"),
        (("--margin", "1"), "%"),
        (("--price", "500000.000"), "500"),
        (("--price", "250k", "--cost", "5tr"), "250k"),
        (("--link", "http://localhost:8501/b=1eNqrVkrPT8xRslIqKSotLlGqBQAuqwWg"), "dấu ?"),
    ],
)
def test_what_may_be_meant_otherwise_is_asked_back(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], named: str
) -> None:
    assert main(("advise", *ASK, *words)) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert named in said.err


# Tables as programs and people really write them


def table(tmp_path: Path, text: str) -> str:
    path = tmp_path / "briefs.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_quote_never_closed_spoils_its_own_line_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = ["beauty,sales,100tr"] * 98
    path = table(tmp_path, "\n".join(["category,goal,budget", 'beauty,sales,"100tr', *good]))
    assert main(("advise", "--briefs", path, "--skip-bad")) == 0
    said = capsys.readouterr()
    assert [json.loads(line)["line"] for line in said.out.splitlines()] == list(range(3, 101))
    assert said.err.startswith("kos_core: dòng 2: ")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\ncategory;goal;budget\nbeauty;sales;100tr\n",
        '"sep=,"\ncategory,goal,budget\nbeauty,sales,100tr\n',
        'category, goal, budget\nbeauty, sales, "100tr"\n',
        'category,goal,budget\r\nbeauty,sales,"1,2 tỷ"\r\n',
    ],
)
def test_a_table_is_read_as_it_is_saved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    assert main(("advise", "--briefs", table(tmp_path, text))) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_a_cell_without_end_and_ten_thousand_bad_rows_are_few_short_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = ["category,goal,budget", "beauty,sales," + "9" * 200_000, *["beauty,sales,xx"] * 10_000]
    assert main(("advise", "--briefs", table(tmp_path, "\n".join(rows)), "--skip-bad")) == 2
    said = capsys.readouterr()
    assert len(said.err.splitlines()) == 22  # twenty by name, how many more, and that none is left
    assert len(said.err) < 6_000
    assert "9981" in said.err


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/stdin", "/", "/no/such/file", "a\0b"])
def test_what_is_no_file_is_refused_at_once(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(("advise", "--briefs", path)) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_table_too_large_is_refused_unread(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    assert main(("advise", "--briefs", str(path))) == 2
    assert "5\u00a0MB" in capsys.readouterr().err.replace(" MB", "\u00a0MB")
