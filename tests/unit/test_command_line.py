"""The command line's contract: scripts outside the project rely on it.

Answers are asked for in-process, once each; one call goes through a process of its own.
"""

import csv
import json
import math
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kos_core.__main__ import FIELDS, main
from kos_core.advice.advice import advise
from kos_core.brief import Brief, to_token
from kos_core.case import SEED, Case
from kos_core.command_line.answering import in_terminal, options_of
from kos_core.command_line.asking import read_case
from kos_core.command_line.manual import manual
from kos_core.command_line.options import OPTIONS, Option
from kos_core.command_line.tables import rows
from kos_core.errors import KosError
from kos_core.knowledge.loading import load
from kos_core.say.text import text_of
from kos_core.vocabulary import Category, CreatorType, Goal, Lang, Platform, Reason, Stage, Verdict

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
TOLD = {
    "brief", "link", "leader", "runner_up", "programme", "units", "spend_vnd", "budget_vnd", "decision",
    "plan", "changes",
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
    assert set(answer) >= CONTRACT | TOLD
    assert answer["verdict"] in set(Verdict)
    assert answer["reason"] in set(Reason)
    assert isinstance(answer["pays"], bool)
    told = {"break_even_orders", "usual_orders", "chance_break_even", "profit_vnd", "profit_vnd_mean"}
    assert set(answer["money"]) == told
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
        means = {f"{stage}_mean" for stage in SELLING} if cell["affordable"] else set()
        assert set(cell) == ALWAYS | SELLING | means
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
        means = {f"{stage}_mean" for stage in LEADING} if cell["affordable"] else set()
        assert set(cell) == ALWAYS | LEADING | means
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
    told = advise(Case(Brief(price_vnd=250_000, cost_vnd=100_000), load()))
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
    told = advise(Case(Brief().with_(**meant), load()))
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
    cells = {"category": "beauty", "goal": "sales", "budget": "100tr", "price": "250k", "cost": "100k"}
    row = ",".join(cells.get(name, "") for name in FIELDS)
    path = write(tmp_path, ",".join(FIELDS), row, encoding="utf-8-sig")
    found = json.loads(call(capsys, "advise", "--briefs", path, "--json").out)
    assert found == {"line": 2, **answer}


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
    assert len(said.err.splitlines()) == 1
    answers = [json.loads(line) for line in said.out.splitlines()]
    assert [(one["line"], one["budget_vnd"]) for one in answers] == [(2, 100_000_000), (4, 5_000_000_000)]
    assert answers[1]["brief"] == {
        "category": "finance_insurance", "goal": "brand_image", "budget_vnd": 5_000_000_000,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        (("category,goal,budgett", "beauty,sales,1tr"), "budgett"),
        (("category,goal", "beauty,sales"), "--budget"),
        (("category,goal,budget", "beauty,sales,100tr,what is this"), "what is this"),
        (("category,goal,budget", "beauty,sales,"), "--budget"),
        (("category,goal,budget,trait", "beauty,sales,100tr,deal_room"), "--trait"),
        (("category,goal,budget,trait", "beauty,sales,100tr,colour=yes"), "--trait"),
        (("category,goal,budget,budget", "beauty,sales,100tr,200tr"), "“budget”"),
        (("category,goal,pack_per_day,pack-per-day", "beauty,sales,1,1"), "“pack-per-day”"),
        (("category,goal,,budget", "beauty,sales,,100tr"), "3"),
        (("category,goal,budget,link", "beauty,sales,100tr,nothing"), "--link"),
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


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_row_with_a_cell_too_many_is_told_so(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, lang: str
) -> None:
    """An amount with a comma of its own is two cells: the line says how to write it."""
    path = write(tmp_path, "category,goal,budget", "beauty,sales,1,2 tỷ")
    said = call(capsys, "advise", "--briefs", path, "--json", "--lang", lang)
    assert (said.code, said.out) == (2, "")
    assert "“2 tỷ”" in said.err
    assert '"1,2 tỷ"' in said.err
    begins = {
        "vi": "kos_core: dòng 2: dòng này nhiều ô hơn 3 cột",
        "en": "kos_core: line 2: this line has more cells than the 3 columns",
    }
    assert said.err.startswith(begins[lang])


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_table_without_a_usable_row_is_refused_even_if_bad_ones_are_skipped(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, lang: str
) -> None:
    """Nothing to answer is no success; each line says why, the last one sums up."""
    path = write(tmp_path, "category,goal,budget", "beauty,sales,a lot", "xyzzy,sales,1tr")
    said = call(capsys, "advise", "--briefs", path, "--json", "--skip-bad", "--lang", lang)
    assert (said.code, said.out) == (2, "")
    *each, last = said.err.splitlines()
    assert len(each) == 2
    assert "--briefs" in last
    assert "2" in last


TRICKY = (
    ("category", "goal", "budget", "trait"),
    ("beauty", "sales", "1,2 tỷ", "best_seller=yes;deal_room=no"),
    ("fashion", "trust", "100tr", ""),
)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_is_read_as_spreadsheets_save_it(tmp_path: Path, separator: str, encoding: str) -> None:
    """Comma, semicolon (Vietnamese Excel) or tab; a cell with the sign itself stands in quotes."""
    path = tmp_path / "briefs.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=separator).writerows([*TRICKY, ("", "", "", "")])
    found = [(line, read_case(row).brief) for line, row in rows(str(path)) if not isinstance(row, KosError)]
    first = Brief().with_(budget_vnd=1_200_000_000, traits={"best_seller": "yes", "deal_room": "no"})
    assert found == [(2, first), (3, Brief().with_(category="fashion", goal="trust"))]


def test_empty_columns_at_the_end_of_a_heading_are_none(tmp_path: Path) -> None:
    """Spreadsheets leave them; a filled cell below them is still one too many."""
    path = write(tmp_path, "category,goal,budget,,", "beauty,sales,100tr,,", "beauty,sales,100tr,,x")
    (_, good), (_, bad) = rows(path)
    assert not isinstance(good, KosError)
    assert isinstance(bad, KosError)


def test_a_file_in_another_encoding_is_told_how_to_save_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "briefs.csv"
    path.write_bytes("category,goal,budget\nbeauty,sales,100 triệu\n".encode("cp1258", "replace") + b"\xd2")
    said = call(capsys, "advise", "--briefs", str(path), "--json")
    assert (said.code, said.out) == (2, "")
    assert "UTF-8" in said.err


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
    "season": ["summer", ""],
    "deal": ["barter"],
    "seller": ["state"],
    "restricted-goods": ["maybe"],
    "pack-per-day": ["0", "some"],
    "shop-views": ["-1"],
    "creator-views": ["many"],
    "repeat": ["120%"],
    "halo": ["60%"],
    "costs-off": ["rent", "agency,rent", ""],
    "weight": ["closing", "closing=", "charm=3", "closing=101", "closing=much", "closing=-1", "=3", ""],
    "assume": [
        "any.any.beauty.margin_rate", "any.any.beauty.margin=5", "any.any.beauty.margin_rate=150%",
        "cost.packing_vnd=free", "=5", "",
    ],
    "link": ["", "1abc", "hello", "http://localhost:8501/?b=1abc", "http://localhost:8501/?b=2eNq", "?b="],
}  # fmt: skip
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
        (("advise", *ASK, "--skip-bad"), "--briefs"),
        (("advise", *ASK, "json"), "json"),
        (("advise", *ASK, "--help=yes"), "--help"),
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


# Help


@pytest.mark.parametrize("words", [("--help",), ("-h",), ("advise", "--help"), ("advise", *ASK, "-h")])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_help_is_given_wherever_it_is_asked_for(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], lang: Lang
) -> None:
    said = call(capsys, *words, "--lang", lang)
    assert (said.code, said.err) == (0, "")
    assert said.out == manual(text_of(lang)) + "\n"
    assert call(capsys, "--help").out == manual(text_of("vi")) + "\n"


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_help_names_every_option_with_what_it_takes(option: Option, lang: Lang) -> None:
    """From the parser's own table: a new option without a line here cannot be."""
    text = manual(text_of(lang))
    assert f"\n  --{option.name}" in text
    told = text.partition(f"\n  --{option.name}")[2].partition("\n  --")[0]
    assert [word for word in option.words or () if str(word) not in told] == []
    assert "{" not in told


def test_help_lists_the_criteria_a_weight_takes() -> None:
    told = manual(text_of("en")).partition("\n  --weight")[2].partition("\n  --")[0]
    assert [name for name in load().weighed if name not in told] == []


@pytest.mark.parametrize("option", [o for o in OPTIONS if o.name in FIELDS], ids=lambda option: option.name)
def test_every_example_of_the_help_is_accepted(option: Option) -> None:
    given = {name: [text] for name, text in GOOD.items()}
    found = read_case({**given, option.name: [option.example]})
    brief, seed = found.brief, found.seed
    if option.field:
        assert option.field in brief.changes()
    else:
        assert (option.name == "seed") == (seed == 7)


# Every field of a brief, as options, as a row, as a link

SPOKEN = {
    "category": ["fashion"], "goal": ["trust"], "budget": ["80tr"], "platform": ["youtube, shopee_live"],
    "price": ["300k"], "cost": ["120k"], "discount": ["5%"], "weeks": ["6"], "stock": ["900"],
    "pack-per-day": ["70"], "reviews": ["12"], "shop-views": ["800"], "creator-views": ["20.000"],
    "repeat": ["20%"], "halo": ["5%"], "season": ["double_day"], "seller": ["company"],
    "deal": ["commission"],
    "restricted-goods": ["no"], "trait": ["deal_room=no,best_seller=yes"], "ready": ["papers=yes"],
    "costs-off": ["agency,samples"], "weight": ["closing=30,5,awareness=2"],
    "assume": ["any.any.fashion.margin_rate=55%, cost.packing_vnd=3k"],
    "product": ["nến thơm"], "products": ["8"], "life": ["selling"],
    "lock": ["kos_own@facebook_live=20,koc_video@youtube=0"], "at-least": ["kol=40tr"],
    "at-most": ["ads=10tr"], "risk": ["worst_tenth"],
    "start": ["7/12/2026"], "evening": ["sat,tue"], "when": ["kos_own@facebook_live=2-4;ads@youtube=3"],
    "money-share": ["30%"], "practice-share": ["20%"],
    "ads": ["500k"], "creator-registered": ["yes"], "service": ["piship,content_xtra"],
}  # fmt: skip
MEANT = Brief().with_(
    category="fashion", goal="trust", budget_vnd=80_000_000, platforms=("shopee_live", "youtube"),
    price_vnd=300_000, cost_vnd=120_000, discount_rate=0.05, weeks=6, stock=900, pack_per_day=70, reviews=12,
    shop_views=800, creator_views=20_000, repeat_rate=0.2, halo_rate=0.05, season="double_day",
    seller="company", deal="commission", restricted_goods="no",
    traits={"deal_room": "no", "best_seller": "yes"}, ready={"papers": "yes"},
    costs_off=("agency", "samples"),
    weights=(("closing", 30.5), ("awareness", 2.0)),
    assumptions=(("any.any.fashion.margin_rate", 0.55), ("cost.packing_vnd", 3_000)),
    product="nến thơm", products=8, life="selling",
    locks=(("kos_own@facebook_live", 20), ("koc_video@youtube", 0)), at_least=(("kol", 40_000_000),),
    at_most=(("ads", 10_000_000),), risk="worst_tenth",
    starts=date(2026, 12, 7), evenings=("tue", "sat"),
    timing=(("kos_own@facebook_live", 2, 4), ("ads@youtube", 3, 3)),
    money_share=0.3, practice_share=0.2,
    ads_vnd=500_000, creator_registered="yes", services=("content_xtra", "piship"),
)  # fmt: skip


def test_every_field_of_a_brief_has_an_option() -> None:
    """A field added to Brief without one fails here; so do two options for one field."""
    fields = [option.field for option in OPTIONS if option.field]
    assert sorted(fields) == sorted(Brief.model_fields)
    assert {option.name for option in OPTIONS if option.field} <= set(FIELDS)


def test_a_brief_with_every_field_is_told_in_options() -> None:
    """All but the margin and what customers pay, which stand in place of the cost and the list price."""
    assert set(MEANT.changes()) == set(Brief.model_fields) - {"margin_rate", "paid_vnd"}
    paid = {**SPOKEN, "paid": ["280k"]}
    del paid["price"]
    assert read_case(paid) == Case(MEANT.with_(paid_vnd=280_000), load())
    assert read_case(SPOKEN) == Case(MEANT, load())


def test_a_brief_with_every_field_is_told_in_a_row(tmp_path: Path) -> None:
    """The columns are the options; an underscore will do for a dash."""
    for mark in ("-", "_"):
        path = tmp_path / "briefs.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            heading = [name.replace("-", mark) for name in SPOKEN]
            csv.writer(file).writerows([heading, ["".join(given) for given in SPOKEN.values()]])
        [(line, row)] = rows(str(path))
        assert not isinstance(row, KosError)
        assert (line, read_case(row).brief) == (2, MEANT)


def test_a_brief_with_every_field_is_told_by_its_link(
    capsys: pytest.CaptureFixture[str], answer: dict[str, Any]
) -> None:
    """The word alone, or the whole address as the browser shows it."""
    token = to_token(MEANT)
    for link in (
        token,
        f"http://localhost:8501/?b={token}&lang=vi",
        f"https://kos.vn/why?lang=en&b={token}#top",
    ):
        assert read_case({"link": [link]}) == Case(MEANT, load())
    told = asked(capsys, "--link", to_token(Brief(price_vnd=250_000, cost_vnd=100_000)))
    assert told == answer
    assert asked(capsys, "--link", answer["link"]) == answer


def test_a_link_of_the_sample_case_carries_nothing() -> None:
    """The screen writes no `b` for the case nobody changed."""
    assert read_case({"link": ["http://localhost:8501/?lang=en"]}) == Case(Brief(), load())


def test_what_stands_beside_a_link_takes_its_place() -> None:
    """Lists of names are added to, name by name; a margin takes the place of the cost."""
    link = {"link": [to_token(MEANT)]}
    changed = read_case({**link, "budget": ["1 tỷ"], "platform": ["youtube"], "costs-off": ["none"]}).brief
    assert changed == MEANT.with_(budget_vnd=10**9, platforms=("youtube",), costs_off=())
    margin = read_case({**link, "margin": ["40%"]}).brief
    assert (margin.cost_vnd, margin.margin_rate) == (None, 0.4)
    back = read_case({"link": [to_token(margin)], "cost": ["100k"]}).brief
    assert (back.cost_vnd, back.margin_rate) == (100_000, None)
    more = read_case({
            **link,
            "trait": ["deal_room=yes"], "ready": ["samples=yes"], "weight": ["closing=4"],
            "assume": ["cost.packing_vnd=5k"],
        }).brief  # fmt: skip
    assert (more.traits.deal_room, more.traits.best_seller) == ("yes", "yes")
    assert (more.ready.papers, more.ready.samples) == ("yes", "yes")
    assert dict(more.weights) == {"closing": 4.0, "awareness": 2.0}
    assert dict(more.assumptions) == {"any.any.fashion.margin_rate": 0.55, "cost.packing_vnd": 5_000}


def test_a_link_of_something_unknown_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """A criterion or a figure that is not there any more."""
    for gone in ({"weights": (("charm", 3.0),)}, {"assumptions": (("cost.charm_vnd", 3.0),)}):
        said = call(capsys, "advise", "--link", to_token(Brief().with_(**gone)), "--lang", "en")
        assert (said.code, said.out) == (2, "")
        assert "--link" in said.err
        assert "sample case is shown" not in said.err


def test_a_link_brings_its_language_and_says_which_case_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    token = to_token(Brief(price_vnd=250_000))
    english = call(capsys, "advise", "--link", f"http://localhost/?b={token}&lang=en").out
    assert english.splitlines()[0].endswith("Get orders · 100\xa0million\xa0VND")
    assert "250k" in english.splitlines()[1]
    vietnamese = call(capsys, "advise", "--link", f"http://localhost/?b={token}&lang=en", "--lang", "vi").out
    assert "100\xa0triệu" in vietnamese.splitlines()[0]


def test_a_figure_that_is_not_there_is_answered_with_near_ones(capsys: pytest.CaptureFixture[str]) -> None:
    said = call(capsys, *sentence("assume", "any.any.beauty.margin=55%", "en"))
    assert "any.any.beauty.margin_rate" in said.err
    high = call(capsys, *sentence("assume", "any.any.beauty.margin_rate=150%", "en"))
    assert "--assume any.any.beauty.margin_rate: " in high.err


@pytest.mark.parametrize(
    ("given", "most"), [("--weight=closing=101", "0 and 100"), ("--halo=51%", "0% and 50%")]
)
def test_a_number_out_of_bounds_is_told_the_bounds_of_the_brief(
    capsys: pytest.CaptureFixture[str], given: str, most: str
) -> None:
    assert most in call(capsys, "advise", *ASK, given, "--lang", "en").err


# What is told beside the ranking


def test_the_object_says_what_was_asked_and_what_is_hired(answer: dict[str, Any]) -> None:
    told = advise(Case(Brief(price_vnd=250_000, cost_vnd=100_000), load()))
    assert told.best is not None
    assert answer["brief"] == {"price_vnd": 250_000, "cost_vnd": 100_000}
    assert answer["link"] == to_token(told.brief)
    assert (answer["leader"], answer["runner_up"]) == (told.leader, told.runner_up)
    assert answer["leader"] == answer["ranking"][0]["creator"]
    cell = answer["forecast"][answer["leader"]][answer["advised_platform"]]
    assert (answer["programme"], answer["units"]) == (cell["programme"], cell["units"])
    assert 0 < answer["spend_vnd"] <= answer["budget_vnd"] == 100_000_000


def test_every_change_tells_what_it_sets_and_asking_so_brings_its_money(
    capsys: pytest.CaptureFixture[str], answer: dict[str, Any]
) -> None:
    """The options a person reads beside a change are the change."""
    told = advise(Case(Brief(price_vnd=250_000, cost_vnd=100_000), load()))
    assert len(answer["changes"]) == len(told.changes) == 3
    printed = call(capsys, "advise", *ASK).out
    for one, change in zip(answer["changes"], told.changes, strict=True):
        assert set(one) == {
            "kind", "sets", "leader", "before_vnd", "profit_vnd", "chance_break_even", "sentence",
        }  # fmt: skip
        assert one["sentence"] in printed
        options = options_of(change.sets)
        assert f"[{options}]" in printed
        again = asked(capsys, *ASK, *options.split())
        assert again["brief"] == told.brief.with_(**change.sets).changes()
        assert again["brief"] == {**answer["brief"], **one["sets"]}


def test_without_a_leader_nothing_is_hired(capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(capsys, *ASK, "--ready", "papers=no")
    assert {found[name] for name in ("leader", "programme", "units", "spend_vnd")} == {None}
    assert (found["decision"], found["plan"]["lines"]) == ("stop", [])


# In a terminal there is no screen to point at


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_a_terminal_says_otherwise_fits_the_sentence_it_replaces(lang: Lang) -> None:
    """Every hint and every sentence in place of another names one that is there, with its gaps at most."""
    text = text_of(lang)
    for key in text.phrases:
        for before in ("cli.hint.", "cli.instead."):
            if key.startswith(before):
                own = key.removeprefix(before)
                assert own in text, f"{key}: there is no sentence {own} any more"
                assert text.gaps(key) <= text.gaps(own), key
    assert in_terminal(text).phrases.keys() == text.phrases.keys()


SCREEN = {"vi": ("màn “", "màn hình", "ở mục", "bấm"), "en": ("screen", "tap ", "click “", "under papers")}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("budget", ["1tr", "20tr", "100tr", "5 tỷ"])
@pytest.mark.parametrize("goal", list(Goal))
def test_no_answer_points_at_a_screen_and_what_is_above_is_above(
    capsys: pytest.CaptureFixture[str], goal: str, budget: str, lang: Lang
) -> None:
    """The papers are answered with an option; a sentence on the ways above stands below them."""
    question = ("--category", "mother_baby", "--goal", goal, "--budget", budget, "--lang", lang)
    lines = call(capsys, "advise", *question).out.splitlines()
    assert [line for line in lines for word in SCREEN[lang] if word in line.lower()] == []
    for number, line in enumerate(lines):
        if {"vi": "ở trên", "en": "above first"}[lang] in line:
            assert any(before.startswith("  * ") for before in lines[:number])


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_papers_not_asked_about_name_the_option(capsys: pytest.CaptureFixture[str], lang: Lang) -> None:
    found = asked(capsys, *ASK, "--lang", lang)
    said = {one["id"]: one["sentence"] for one in found["warnings"]}
    assert "--ready papers=yes" in said["papers_unknown"]
    assert "--ready papers=yes" in call(capsys, "advise", *ASK, "--lang", lang).out
    answered = asked(capsys, *ASK, "--ready", "papers=yes")
    assert "papers_unknown" not in {one["id"] for one in answered["warnings"]}


# Through a process of its own


@pytest.mark.parametrize("words", [(), ("advise",), ("--lang", "en"), ("advise", "--lang=en")])
def test_a_process_that_is_asked_nothing_shows_the_help_and_refuses(
    root: Path, words: tuple[str, ...]
) -> None:
    """The refusal first, in a line as ever; then the help, all on standard error."""
    run = [sys.executable, "-W", "error", "-m", "kos_core", *words]
    said = subprocess.run(run, cwd=root, capture_output=True, check=False)
    assert (said.returncode, said.stdout) == (2, b""), said.stderr.decode("utf-8")
    lines = said.stderr.decode("utf-8").split("\n", 2)
    assert lines[0].startswith(("kos_core: thiếu", "kos_core: advise", "kos_core: --category: "))
    assert "--help" in lines[0]
    assert lines[2] == manual(text_of("en" if "en" in "".join(words) else "vi")) + "\n"


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


def test_what_a_library_prints_in_c_is_not_among_the_answers() -> None:
    """HiGHS now and then prints a line of its own to the process's standard output."""
    noisy = (
        "import os, kos_core.__main__ as us\n"
        "ours = us.main\n"
        "us.main = lambda words: (os.write(1, b'noise'), ours(words))[1]\n"
        "us.run()"
    )
    words = ["advise", "--category", "beauty", "--goal", "sales", "--budget", "20tr", "--json"]
    done = subprocess.run([sys.executable, "-c", noisy, *words], capture_output=True, check=True)
    assert json.loads(done.stdout)["decision"]
