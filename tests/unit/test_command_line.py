"""The command line's contract: scripts outside the project rely on it.

Answers are asked for in-process, once each; one call goes through a process of its own.
"""

import json
import math
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kos_core.__main__ import FIELDS, main
from kos_core.advice import SEED, advise
from kos_core.brief import Brief
from kos_core.loading import load
from kos_core.vocabulary import Category, CreatorType, Goal, Platform, Reason, Stage, Verdict

ASK = ("--category", "beauty", "--goal", "sales", "--budget", "100tr", "--price", "250k", "--cost", "100k")
SELLING = {
    "impressions", "views", "engagements", "clicks", "carts", "orders", "shipped", "delivered", "kept",
    "gmv_vnd", "net_revenue_vnd", "profit_vnd",
}  # fmt: skip
LEADING = {"impressions", "views", "engagements", "clicks", "leads"}
ALWAYS = {"programme", "affordable", "units", "chance_break_even"}
CONTRACT = {
    "ranking", "verdict", "reason", "stops", "warnings", "pays", "money", "platforms", "forecast",
    "knowledge_version", "seed",
}  # fmt: skip


class Said:
    """What one call printed and its exit code."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


def call(capsys: pytest.CaptureFixture[str], *words: str) -> Said:
    capsys.readouterr()
    code = main(words)
    printed = capsys.readouterr()
    return Said(code, printed.out, printed.err)


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """The object of an accepted question."""
    said = call(capsys, "advise", *words, "--json")
    assert (said.code, said.err) == (0, "")
    found: dict[str, Any] = json.loads(said.out)
    return found


@pytest.fixture
def answer(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    return asked(capsys, *ASK)


@pytest.fixture
def bank(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    return asked(capsys, "--category", "finance_insurance", "--goal", "brand_image", "--budget", "5 tỷ")


# The object


def test_everything_the_contract_names_is_there(answer: dict[str, Any]) -> None:
    assert set(answer) >= CONTRACT
    assert answer["verdict"] in set(Verdict)
    assert answer["reason"] in set(Reason)
    assert isinstance(answer["pays"], bool)
    assert set(answer["money"]) == {"break_even_orders", "usual_orders", "chance_break_even", "profit_vnd"}
    assert answer["knowledge_version"] == load().version
    assert answer["seed"] == SEED


def test_the_ranking_holds_each_type_once_affordable_first_best_first(answer: dict[str, Any]) -> None:
    rows = answer["ranking"]
    assert {row["creator"] for row in rows} == set(CreatorType)
    assert all(
        set(row) == {"creator", "score", "chance_best", "affordable", "needs_vnd", "parts"} for row in rows
    )
    assert rows == sorted(rows, key=lambda row: (not row["affordable"], -row["score"]))
    assert [row["affordable"] for row in rows] == [True, True, True, False]
    assert rows[-1]["creator"] == CreatorType.BRAND_AMBASSADOR
    assert rows[-1]["needs_vnd"] > 100_000_000


def test_the_parts_of_every_score_add_up_to_it(answer: dict[str, Any]) -> None:
    for row in answer["ranking"]:
        assert 0 <= row["score"] <= 100
        assert sum(row["parts"].values()) == pytest.approx(row["score"], abs=0.05)


def test_chances_of_being_best_sum_to_one_and_are_nought_where_not_affordable(answer: dict[str, Any]) -> None:
    assert sum(row["chance_best"] for row in answer["ranking"]) == pytest.approx(1)
    assert all(row["chance_best"] == 0 for row in answer["ranking"] if not row["affordable"])


def test_platforms_hold_every_type_and_platform_from_nought_to_a_hundred(answer: dict[str, Any]) -> None:
    assert set(answer["platforms"]) == set(CreatorType)
    for row in answer["platforms"].values():
        assert set(row) == set(Platform)
        assert all(0 <= fit <= 100 for fit in row.values())


def forecasts(answer: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for row in answer["forecast"].values():
        yield from row.values()


def test_a_forecast_holds_every_stage_in_order_or_nulls(answer: dict[str, Any]) -> None:
    """Low, middle and high where something can be bought; nothing where it cannot."""
    assert set(answer["forecast"]) == set(CreatorType)
    for cell in forecasts(answer):
        assert set(cell) == ALWAYS | SELLING
        assert cell["programme"] in load().programmes
        if cell["affordable"]:
            assert cell["units"] > 0
            assert 0 <= cell["chance_break_even"] <= 1
            for stage in SELLING:
                low, middle, high = cell[stage]
                assert low <= middle <= high
        else:
            assert cell["units"] == 0
            assert {cell[stage] for stage in SELLING} == {None}
            assert cell["chance_break_even"] is None
    assert {cell["affordable"] for cell in forecasts(answer)} == {True, False}


def test_money_is_that_of_the_leader_on_the_advised_platform(answer: dict[str, Any]) -> None:
    best = answer["forecast"][answer["ranking"][0]["creator"]][answer["advised_platform"]]
    money = answer["money"]
    assert money["usual_orders"] == best["kept"]
    assert money["profit_vnd"] == best["profit_vnd"]
    assert money["chance_break_even"] == best["chance_break_even"]
    assert answer["pays"] is (best["profit_vnd"][1] >= 0)


def test_stops_and_warnings_are_ids_with_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    """The missing paper stands in the sentence of the stop, in the language asked for."""
    for lang, paper in (("vi", "phiếu công bố"), ("en", "notification")):
        found = asked(capsys, *ASK, "--ready", "papers=no", "--lang", lang)
        assert (found["verdict"], found["reason"]) == (Verdict.NONE, Reason.STOPPED)
        assert [set(stop) for stop in found["stops"]] == [{"id", "sentence"}]
        assert found["stops"][0]["id"] == "papers"
        assert paper in found["stops"][0]["sentence"]
        assert {row["chance_best"] for row in found["ranking"]} == {0}
        assert found["pays"] is False
        assert set(found["money"].values()) == {None}
        assert all(cell["units"] == 0 for cell in forecasts(found))


def test_a_lead_category_gives_leads_in_place_of_what_follows_clicks(bank: dict[str, Any]) -> None:
    for cell in forecasts(bank):
        assert set(cell) == ALWAYS | LEADING
        assert cell["chance_break_even"] is None
    assert bank["pays"] is False
    assert set(bank["money"].values()) == {None}
    assert bank["ranking"][0]["creator"] == CreatorType.BRAND_AMBASSADOR


def test_nothing_affordable_says_so_and_what_can_be_done_today(capsys: pytest.CaptureFixture[str]) -> None:
    """A million for TikTok Shop: affiliate with samples, and going live oneself."""
    question = ("--category", "beauty", "--goal", "sales", "--budget", "1tr", "--platform", "tiktok_shop")
    found = asked(capsys, *question, "--lang", "en")
    assert (found["verdict"], found["reason"]) == (Verdict.NONE, Reason.NONE_AFFORDABLE)
    assert not any(row["affordable"] for row in found["ranking"])
    assert all(row["needs_vnd"] > 1_000_000 for row in found["ranking"])
    today = call(capsys, "advise", *question, "--lang", "en").out
    assert "affiliate" in today
    assert "samples" in today
    assert "live" in today


def test_only_the_platforms_asked_for_are_forecast(capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(capsys, *ASK, "--platform", "youtube", "--platform", "tiktok_shop")
    for row in found["forecast"].values():
        assert set(row) <= {Platform.YOUTUBE, Platform.TIKTOK_SHOP}
    assert found["advised_platform"] in {Platform.YOUTUBE, Platform.TIKTOK_SHOP}


def test_no_number_is_infinite_or_none_at_all(answer: dict[str, Any], bank: dict[str, Any]) -> None:
    def numbers(value: Any) -> Iterator[float]:
        if isinstance(value, dict):
            for inner in value.values():
                yield from numbers(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from numbers(inner)
        elif isinstance(value, int | float):
            yield float(value)

    assert all(math.isfinite(found) for whole in (answer, bank) for found in numbers(whole))


# The same answer as the Advisor's


def test_the_command_line_answers_as_the_core_does(answer: dict[str, Any]) -> None:
    told = advise(Brief(price_vnd=250_000, cost_vnd=100_000), load())
    assert [row["creator"] for row in answer["ranking"]] == [row.creator for row in told.scorecard.rows]
    assert told.best is not None
    assert answer["money"]["profit_vnd"][1] == pytest.approx(told.best.bands[Stage.PROFIT].middle, rel=1e-9)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (("--cost", "100k"), {"cost_vnd": 100_000}),
        (("--margin", "60%"), {"margin_rate": 0.6}),
        (("--margin", "0.6"), {"margin_rate": 0.6}),
        (("--discount", "15%"), {"discount_rate": 0.15}),
        (("--discount=0.15",), {"discount_rate": 0.15}),
        (("--weeks", "6"), {"weeks": 6}),
        (("--stock", "1.200"), {"stock": 1_200}),
        (("--reviews", "0"), {"reviews": 0}),
        (
            ("--trait", "deal_room=no", "--trait", "best_seller=yes"),
            {"traits": {"deal_room": "no", "best_seller": "yes"}},
        ),
        (("--ready", "samples=yes"), {"ready": {"samples": "yes"}}),
    ],
)  # fmt: skip
def test_every_option_reaches_the_brief(
    capsys: pytest.CaptureFixture[str], given: tuple[str, ...], meant: dict[str, Any]
) -> None:
    """What the option says and what the brief's field says bring the same money and ranking."""
    found = asked(capsys, "--category", "beauty", "--goal", "sales", "--budget", "100tr", *given)
    told = advise(Brief().with_(**meant), load())
    assert found["ranking"][0]["score"] == pytest.approx(told.scorecard.rows[0].score, abs=1e-4)
    assert told.best is not None
    assert found["money"]["profit_vnd"][0] == pytest.approx(told.best.bands[Stage.PROFIT].low, rel=1e-9)


@pytest.mark.parametrize(
    "budget", ["100 triệu", "100TR", "0,1 tỷ", "100.000.000", "100,000,000đ", "100000000"]
)
def test_a_budget_is_read_as_people_write_it(
    capsys: pytest.CaptureFixture[str], answer: dict[str, Any], budget: str
) -> None:
    again = asked(capsys, *ASK[:4], "--budget", budget, *ASK[6:])
    assert again == answer


def test_the_same_seed_gives_the_same_bytes_and_another_seed_other_luck(
    capsys: pytest.CaptureFixture[str],
) -> None:
    once, again, other = (
        call(capsys, "advise", *ASK, "--seed", seed, "--json").out for seed in ("7", "7", "8")
    )
    assert once == again
    first, second = json.loads(once), json.loads(other)
    assert (first["seed"], second["seed"]) == (7, 8)
    assert first["money"]["usual_orders"] != second["money"]["usual_orders"]
    assert [row["score"] for row in first["ranking"]] == [row["score"] for row in second["ranking"]]


def test_without_json_a_person_reads_sentences_in_the_language_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    vi, en = (call(capsys, "advise", *ASK, "--lang", lang) for lang in ("vi", "en"))
    assert (vi.code, en.code, vi.err, en.err) == (0, 0, "", "")
    assert "hòa vốn" in vi.out
    assert "break even" in en.out
    assert call(capsys, "advise", *ASK).out == vi.out


# Many briefs


def write(folder: Path, *lines: str, encoding: str = "utf-8") -> str:
    path = folder / "briefs.csv"
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    return str(path)


def test_a_table_is_answered_one_object_a_line_in_its_order(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = write(
        tmp_path,
        "category,goal,budget,platform,trait",
        "beauty,sales,100tr,tiktok_shop;shopee_live,best_seller=yes;deal_room=no",
        "",
        "finance_insurance,brand_image,5 tỷ,,",
    )
    said = call(capsys, "advise", "--briefs", path, "--json")
    assert (said.code, said.err) == (0, "")
    first, second = (json.loads(line) for line in said.out.splitlines())
    assert first["ranking"][0]["creator"] in {CreatorType.KOS, CreatorType.KOC}
    assert second["ranking"][0]["creator"] == CreatorType.BRAND_AMBASSADOR
    assert set(first["forecast"]["kol"]) == {Platform.TIKTOK_SHOP, Platform.SHOPEE_LIVE}


def test_a_row_is_answered_as_the_same_options_are(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, answer: dict[str, Any]
) -> None:
    """An empty cell is an option not given; a mark of the byte order does no harm."""
    path = write(
        tmp_path,
        ",".join(FIELDS),
        "beauty,sales,100tr,,250k,100k,,,,,,,,",
        encoding="utf-8-sig",
    )
    assert json.loads(call(capsys, "advise", "--briefs", path, "--json").out) == answer


TABLE = (
    "category,goal,budget",
    "beauty,sales,100tr",
    "beauty,sales,a lot",
    "finance_insurance,brand_image,5 tỷ",
)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_bad_row_is_named_by_its_line_and_nothing_is_answered(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, lang: str
) -> None:
    said = call(capsys, "advise", "--briefs", write(tmp_path, *TABLE), "--json", "--lang", lang)
    assert (said.code, said.out) == (2, "")
    assert len(said.err.splitlines()) == 1
    assert "3" in said.err
    assert "--budget" in said.err
    assert "a lot" in said.err


def test_with_skip_bad_the_rest_is_answered(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    said = call(capsys, "advise", "--briefs", write(tmp_path, *TABLE), "--json", "--skip-bad")
    assert said.code == 0
    assert len(said.out.splitlines()) == 2
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        (("category,goal,budgett", "beauty,sales,1tr"), "budgett"),
        (("category,goal", "beauty,sales"), "--budget"),
        (("category,goal,budget", "beauty,sales,100tr,what is this"), "what is this"),
        (("category,goal,budget", "beauty,sales,"), "--budget"),
        (("category,goal,budget,trait", "beauty,sales,100tr,deal_room"), "--trait"),
        (("category,goal,budget,trait", "beauty,sales,100tr,colour=yes"), "--trait"),
    ],
)
def test_a_table_that_does_not_fit_is_refused_in_a_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, lines: tuple[str, ...], named: str
) -> None:
    said = call(capsys, "advise", "--briefs", write(tmp_path, *lines), "--json")
    assert (said.code, said.out) == (2, "")
    assert len(said.err.splitlines()) == 1
    assert named in said.err


@pytest.mark.parametrize("content", [b"\xff\xfe\x00c\xff", b"category,goal,budget\nbeauty,sales,\x00\n"])
def test_a_file_that_is_no_table_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "briefs.csv"
    path.write_bytes(content)
    said = call(capsys, "advise", "--briefs", str(path), "--json")
    assert (said.code, said.out) == (2, "")
    assert len(said.err.splitlines()) == 1


def test_a_missing_file_and_a_folder_are_refused_by_name(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for path in (str(tmp_path / "nowhere.csv"), str(tmp_path), "a\0b"):
        said = call(capsys, "advise", "--briefs", path, "--json")
        assert (said.code, said.out) == (2, "")
        assert "--briefs" in said.err
        assert len(said.err.splitlines()) == 1


# Bad input


BAD = {
    "category": ["perfume", "", "Beauty"],
    "goal": ["profit", " "],
    "budget": ["a lot", "-5tr", "1.250", "0", "10", "9999999 tỷ", "", "1e400", "NaN"],
    "platform": ["tiktok", ""],
    "price": ["0", "free", "-1"],
    "cost": ["-1k", "cheap"],
    "margin": ["150", "-0.1", "much", "1.0"],
    "discount": ["95%", "-5%", "half"],
    "weeks": ["0", "53", "1.5", "many"],
    "stock": ["-1", "some"],
    "reviews": ["-1", "ten"],
    "trait": ["deal_room", "colour=yes", "deal_room=maybe", "=yes", ""],
    "ready": ["samples", "money=yes", "samples=1"],
    "seed": ["-1", "x", "4294967296"],
    "lang": ["fr", ""],
}
GOOD = {"category": "beauty", "goal": "sales", "budget": "100tr"}


@cache
def sentence(option: str, value: str, lang: str) -> tuple[str, ...]:
    given = {name: text for name, text in GOOD.items() if name != option}
    words = [word for name, text in given.items() for word in (f"--{name}", text)]
    spoken = [] if option == "lang" else ["--lang", lang]
    return ("advise", *words, f"--{option}={value}", *spoken, "--json")


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    ("option", "value"), [(option, value) for option, values in BAD.items() for value in values]
)
def test_bad_input_is_one_line_that_names_the_option(
    capsys: pytest.CaptureFixture[str], option: str, value: str, lang: str
) -> None:
    """Exit 2, nothing on standard output, no traceback."""
    said = call(capsys, *sentence(option, value, lang))
    assert (said.code, said.out) == (2, "")
    assert len(said.err.splitlines()) == 1
    assert f"--{option}" in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize(("option", "value"), [("category", "perfume"), ("budget", "a lot"), ("weeks", "53")])
def test_a_refusal_is_spoken_in_the_language_asked_for(
    capsys: pytest.CaptureFixture[str], option: str, value: str
) -> None:
    vi, en = (call(capsys, *sentence(option, value, lang)).err for lang in ("vi", "en"))
    assert vi != en
    assert en.isascii() or "“" in en


@pytest.mark.parametrize(
    ("option", "value", "accepted"),
    [
        ("category", "perfume", list(Category)),
        ("goal", "profit", list(Goal)),
        ("platform", "tiktok", list(Platform)),
        ("lang", "fr", ["vi", "en"]),
    ],
)
def test_a_refused_choice_says_what_would_be_accepted(
    capsys: pytest.CaptureFixture[str], option: str, value: str, accepted: list[str]
) -> None:
    said = call(capsys, *sentence(option, value, "en"))
    assert all(word in said.err for word in accepted)


@pytest.mark.parametrize("missing", ["category", "goal", "budget"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_question_without_what_is_needed_names_it(
    capsys: pytest.CaptureFixture[str], missing: str, lang: str
) -> None:
    words = [word for name, text in GOOD.items() if name != missing for word in (f"--{name}", text)]
    said = call(capsys, "advise", *words, "--lang", lang)
    assert (said.code, said.out) == (2, "")
    assert len(said.err.splitlines()) == 1
    assert f"--{missing}" in said.err


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ((), "advise"),
        (("advice",), "advise"),
        (("advise",), "--category"),
        (("advise", *ASK, "--colour", "red"), "--colour"),
        (("advise", *ASK, "red"), "red"),
        (("advise", *ASK[:4], "--budget"), "--budget"),
        (("advise", *ASK[:4], "--budget", "--json"), "--budget"),
        (("advise", *ASK, "--margin", "60%"), "--cost"),
        (("advise", *ASK, "--briefs", "x.csv"), "--briefs"),
    ],
)
def test_a_question_put_wrongly_is_one_line(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], named: str
) -> None:
    said = call(capsys, *words)
    assert (said.code, said.out) == (2, "")
    assert len(said.err.splitlines()) == 1
    assert named in said.err


def test_a_line_break_in_the_input_does_not_break_the_line(capsys: pytest.CaptureFixture[str]) -> None:
    said = call(capsys, *sentence("budget", "a\nlot\r\nof\u2028money", "en"))
    assert len(said.err.splitlines()) == 1


# Through a process of its own


def test_a_process_answers_in_utf_8_and_refuses_with_two(root: Path) -> None:
    """Even where the terminal's locale knows no Vietnamese."""
    run = [sys.executable, "-W", "error", "-m", "kos_core", "advise"]
    plain = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "PYTHONPATH": str(root)}
    good = subprocess.run([*run, *ASK, "--json"], cwd=root, env=plain, capture_output=True, check=False)
    assert (good.returncode, good.stderr) == (0, b"")
    assert json.loads(good.stdout.decode("utf-8"))["ranking"][0]["affordable"] is True
    bad = subprocess.run(
        [*run, "--category", "beauty", "--goal", "sales", "--budget", "rất nhiều"],
        cwd=root, env=plain, capture_output=True, check=False,
    )  # fmt: skip
    assert (bad.returncode, bad.stdout) == (2, b"")
    line = bad.stderr.decode("utf-8")
    assert line.startswith("kos_core: --budget: ")
    assert line.count("\n") == 1
