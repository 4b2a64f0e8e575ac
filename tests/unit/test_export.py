"""What is taken along: one page as PDF and Markdown, the case as a file, the verb that writes them."""

import json
import re
import unicodedata
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from kos_core.__main__ import main
from kos_core.advice.advice import Advice, advise
from kos_core.brief import Brief, make_brief
from kos_core.case import Case
from kos_core.errors import KosError
from kos_core.export.case_file import LARGEST_BYTES, case_from, case_json, schema
from kos_core.export.formats import FORMATS, export_of, file_name
from kos_core.export.qr import qr_svg
from kos_core.knowledge.loading import load
from kos_core.say.plan import what, word
from kos_core.say.sentences import Sentences
from kos_core.say.text import text_of
from kos_core.vocabulary import Category, Goal, Lang

MONDAY = date(2026, 11, 30)
CREAM = Brief(price_vnd=250_000, cost_vnd=100_000)
CASES = {
    "cream": CREAM,
    "launch": make_brief({
        "category": "electronics", "goal": "launch", "budget_vnd": 2_000_000_000, "price_vnd": 199_000,
        "cost_vnd": 60_000, "weeks": 10,
    }),
    "image": Brief(category=Category.FASHION, goal=Goal.BRAND_IMAGE, budget_vnd=2_000_000_000),
    "bank": Brief(category=Category.FINANCE_INSURANCE, goal=Goal.TRUST, budget_vnd=500_000_000),
    "loses": Brief(price_vnd=200_000, cost_vnd=198_000),
    "stopped": make_brief({"category": "health_supplements", "ready": {"papers": "no"}}),
    "long": Brief(goal=Goal.FULL_FUNNEL, budget_vnd=20_000_000_000, weeks=52),
}  # fmt: skip
LANGS: tuple[Lang, ...] = ("vi", "en")


@cache
def answer(name: str) -> Advice:
    return advise(Case(CASES[name], load()))


def said(name: str, lang: Lang) -> Sentences:
    return Sentences(answer(name), text_of(lang))


def flat(words: str) -> str:
    """Words as they are read off a page: one blank between, letters composed."""
    return " ".join(unicodedata.normalize("NFC", words).split())


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", CASES)
def test_one_sheet_says_what_the_first_screen_says(name: str, lang: Lang) -> None:
    raw = export_of("pdf", answer(name), MONDAY, said(name, lang))
    pages = PdfReader(BytesIO(raw)).pages
    assert len(pages) == 1
    read = flat(pages[0].extract_text())
    assert flat(word(answer(name), said(name, lang))) in read
    assert flat(what(answer(name), said(name, lang)))[:40] in read
    fonts = re.findall(rb"/FontFile2", raw)
    assert fonts  # in the file, not the reader's machine
    assert raw == export_of("pdf", answer(name), MONDAY, said(name, lang))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", CASES)
def test_markdown_holds_the_same_and_no_gap(name: str, lang: Lang) -> None:
    told = export_of("md", answer(name), MONDAY, said(name, lang)).decode()
    assert told.startswith(f"# {word(answer(name), said(name, lang))}: ")
    assert not re.search(r"[{}]|None|\bnan\b", told)
    rows = [line for line in told.splitlines() if line.startswith("|")]
    assert len({line.replace("\\|", "").count("|") for line in rows}) <= 1


@pytest.mark.parametrize("name", CASES)
def test_a_case_comes_back_from_its_file_whole(name: str) -> None:
    case = Case(CASES[name], load(), 7)
    raw = case_json(case)
    assert case_from(raw, load()) == case
    told = json.loads(raw)
    assert told["brief"]["category"] == CASES[name].category  # defaults written out: they may change
    assert set(told) <= set(schema()["properties"])


GOOD = json.loads(case_json(Case(CREAM, load())))


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        (b"\xff\xfe", "case_file.not_json"),
        (b"{", "case_file.not_json"),
        (b"[" * 100_000, "case_file.not_json"),
        (b"[1]", "case_file.other"),
        (b'{"format": "other"}', "case_file.other"),
        (json.dumps(GOOD | {"version": 99}).encode(), "case_file.newer"),
        (json.dumps(GOOD | {"version": "1"}).encode(), "case_file.newer"),
        (json.dumps(GOOD | {"seed": -1}).encode(), "case_file.other"),
        (json.dumps(GOOD | {"seed": True}).encode(), "case_file.other"),
        (json.dumps(GOOD | {"brief": []}).encode(), "case_file.other"),
        (json.dumps(GOOD | {"more": 1}).encode(), "brief.unknown_field"),
        (json.dumps(GOOD | {"brief": {"budget_vnd": 1}}).encode(), "brief.out_of_bounds"),
        (json.dumps(GOOD | {"brief": {"wages": 1}}).encode(), "brief.unknown_field"),
        (json.dumps(GOOD | {"brief": {"locks": [["x@y", 1]]}}).encode(), "brief.unknown_way"),
        (b" " * (LARGEST_BYTES + 1), "case_file.too_large"),
    ],
)
def test_another_file_is_refused_by_what_is_wrong_with_it(raw: bytes, key: str) -> None:
    with pytest.raises(KosError) as refused:
        case_from(raw, load())
    assert refused.value.key == key


def test_the_schema_that_is_published_is_the_one_in_force(root: Path) -> None:
    """`python -m tests.unit.test_export` writes it anew."""
    assert json.loads((root / "docs/case.schema.json").read_text("utf-8")) == schema()


ASKED = ["--category", "beauty", "--goal", "sales", "--budget", "100tr", "--price", "250k", "--cost", "100k"]


@pytest.mark.parametrize("kind", FORMATS)
def test_the_command_line_writes_every_format(kind: str, tmp_path: Path) -> None:
    out = tmp_path / f"case.{kind}"
    assert main(["export", "--format", kind, "--out", str(out), *ASKED]) == 0
    assert out.stat().st_size > 200


def test_a_file_is_opened_on_the_command_line_and_options_beside_it_go_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "case.json"
    assert main(["export", "--format", "json", "--out", str(out), *ASKED, "--seed", "7"]) == 0
    capsys.readouterr()
    assert main(["advise", "--case", str(out), "--json"]) == 0
    whole = json.loads(capsys.readouterr().out)
    assert (whole["brief"]["price_vnd"], whole["seed"]) == (250_000, 7)
    assert main(["advise", "--case", str(out), "--budget", "50tr", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["budget_vnd"] == 50_000_000


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["export", *ASKED], "--format"),
        (["export", "--format", "doc", "--out", "x", *ASKED], "pdf"),
        (["export", "--format", "pdf", *ASKED], "--out"),
        (["advise", "--format", "pdf", *ASKED], "--format"),
        (["advise", "--case", "nowhere.json"], "nowhere.json"),
        (["advise", "--case", "x.json", "--link", "y"], "--case"),
    ],
)
def test_what_cannot_be_exported_is_one_line(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    found = capsys.readouterr()
    assert found.out == ""
    assert found.err.count("\n") == 1
    assert told in found.err


def test_a_file_has_a_name_that_any_machine_takes() -> None:
    assert file_name(Case(CREAM, load()), "pptx") == "kos-compass-beauty-sales-100tr.pptx"
    assert file_name(Case(CREAM.with_(budget_vnd=7_250_000), load()), "md").endswith("-7-25tr.md")


def test_a_link_is_a_picture_a_camera_reads() -> None:
    found = qr_svg("http://localhost:8501/?b=2eNq&lang=vi")
    assert found.startswith("<svg")
    assert "script" not in found


if __name__ == "__main__":
    file = Path(__file__).parents[2] / "docs/case.schema.json"
    file.write_text(json.dumps(schema(), indent=2, ensure_ascii=False) + "\n", "utf-8")
