"""The verb `results`, and `advise --actuals`, as a script calls them."""

import json
from pathlib import Path

import pytest

from kos_core.__main__ import main
from kos_core.command_line.results import with_files

CASE = ["--category", "fashion", "--price", "229k", "--json"]


def told(words: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    assert main(words) == 0
    return json.loads(capsys.readouterr().out)


def test_files_stand_after_the_verb_or_after_the_option() -> None:
    assert with_files(["results", "a", "b", "--json"]) == [
        "results",
        "--actuals",
        "a",
        "--actuals",
        "b",
        "--json",
    ]
    assert with_files(["advise", "--actuals", "a", "b", "--goal", "sales"]) == [
        "advise", "--actuals", "a", "--actuals", "b", "--goal", "sales",
    ]  # fmt: skip
    assert with_files(["advise", "--goal", "sales"]) == ["advise", "--goal", "sales"]


def test_results_tell_files_creators_and_sessions(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = told(["results", str(root / "sample_data/actuals_invented.csv"), *CASE], capsys)
    assert [one["id"] for one in found["files"][0]["skipped"]] == ["description_row", "total_row"]
    assert [one["creator"] for one in found["creators"]] == ["lanlive", "minh.shop"]
    assert {one["verb"] for one in found["creators"]} <= {"scale", "keep", "coach", "stop"}
    assert len(found["sessions"]) == 16
    assert found["bands_held"][1] == 16
    assert sum(one["gmv_vnd"] for one in found["creators"]) == sum(
        one["gmv_vnd"] for one in found["sessions"]
    )


def test_real_posts_are_read_and_no_verb_is_given(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = root / "sample_data/facebook_live_sellers_thailand/Live_20210128.csv"
    found = told(["results", str(path), "--json"], capsys)
    assert (found["posts"], found["creators"]) == (7_050, [])
    assert found["files"][0]["kind"] == "facebook_posts"


def test_advice_uses_actuals(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    brief = ["advise", "--goal", "sales", "--budget", "100tr", *CASE]
    before = told(brief, capsys)
    after = told([*brief, "--actuals", str(root / "sample_data/actuals_invented.csv")], capsys)
    kos = [one["forecast"]["kos"]["tiktok_shop"] for one in (before, after)]
    assert kos[0] != kos[1]


@pytest.mark.parametrize("words", [["results"], ["results", "nowhere.csv"], ["results", "x", "--way", "a@b"]])
def test_a_call_that_cannot_be_answered_is_one_line(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
