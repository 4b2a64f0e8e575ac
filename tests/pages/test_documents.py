"""The Documents screen through the frame: every control, everything listed, the same in both languages."""

import io
import re
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from kos_core.brief import Brief
from kos_core.knowledge import shelf
from kos_core.knowledge.loading import load
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers import search
from kos_core.say.text import Text, text_of
from kos_core.vocabulary import Goal, Lang
from pages.learn import shelves, tables

Opened = Callable[..., AppTest]
ASKED = "phí giao dịch"  # in several tabs
TABS = ("claims", "figures", "estimates", "words", "method", "versions")


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


@pytest.fixture(params=["vi", "en"])
def text(request: pytest.FixtureRequest) -> Text:
    return text_of(request.param)


@pytest.fixture
def opened(dashboard: Opened) -> Opened:
    """Documents, on one of its tabs."""

    def opening(lang: Lang, tab: str = "claims", **query: str) -> AppTest:
        return go(dashboard("learn/documents", lang=lang, **query), text_of(lang), tab)

    return opening


def go(at: AppTest, text: Text, tab: str) -> AppTest:
    jumps = at.session_state["kept"].get("documents_jump", 0)
    at.session_state[f"documents_tab_{text.lang}_{jumps}"] = text(f"documents.tab.{tab}")
    at.run()
    assert not at.exception
    return at


def html(at: AppTest) -> str:
    return "\n".join(block.proto.body for block in at.get("html"))


def find(at: AppTest, asked: str) -> AppTest:
    at.text_input(key="documents_find").set_value(asked).run()
    assert not at.exception
    return at


def test_the_frame_and_the_numbers_are_said_first(opened: Opened, text: Text, knowledge: Knowledge) -> None:
    at = opened(text.lang)
    said = shelf.count(knowledge)
    numbers = [said.published, said.grade_a, said.assumptions, said.parameters]
    lead = re.search(r'class="kc-lead">(.*?)</p>', html(at))
    assert lead is not None
    assert [int(n) for n in re.findall(r"\d+", lead[1])] == numbers
    assert at.title[0].value.endswith("?")
    assert [tab.label for tab in at.tabs] == [text(f"documents.tab.{name}") for name in TABS]


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_asks_a_question_and_names_nothing_raw(opened: Opened, text: Text, tab: str) -> None:
    at = opened(text.lang, tab)
    assert at.subheader[0].value.endswith("?")
    body = re.sub(r"<style>.*?</style>|<[^>]*>|https?://\S+", " ", html(at), flags=re.DOTALL)
    body = body.replace("docs/method.md", "")
    assert not re.search(r"\b[a-z]+_[a-z_]+\b|\bnan\b|\bNone\b", body), tab


def test_every_claim_shows_both_languages_and_what_rests_on_it(
    opened: Opened, text: Text, knowledge: Knowledge
) -> None:
    articles = re.findall(r'<article class="kd-claim">.*?</article>', html(opened(text.lang)), re.DOTALL)
    assert len(articles) == len(knowledge.claims)
    for article in articles:
        name = re.search(r"claim=(\w+)", article)
        assert name is not None
        rests = shelf.resting(knowledge)[name[1]]
        assert article.count("<li>") == len({rest.kind for rest in rests}) >= 1
        assert 'lang="en"' in article if text.lang == "vi" else 'lang="vi"' in article


def test_a_link_opens_one_claim_and_asking_again_leaves_it(opened: Opened) -> None:
    at = opened("vi", claim="K45")
    assert at.text_input(key="documents_find").value == "K45"
    assert re.findall(r'class="kd-id"[^>]*>(\w+)<', html(at)) == ["K45"]
    find(at, "")
    assert html(at).count('class="kd-claim"') == 118


def test_a_link_keeps_the_brief(dashboard: Opened) -> None:
    at = dashboard("", Brief(goal=Goal.TRUST))
    at.switch_page("../learn/documents.py").run()
    assert re.search(r'href="\?b=[\w-]+&amp;claim=K01"', html(at))


@pytest.mark.parametrize(
    ("lang", "asked", "expected"),
    [
        ("vi", "kos mới ở việt nam", "K12"),
        ("en", "KOS new in Vietnam", "K12"),
        ("vi", "phi giao dich 5 %", "B093"),
        ("en", "transaction fee 5%", "B093"),
        ("vi", "CIR", "Chi phí chia cho doanh thu"),
        ("en", "cir", "Cost divided by revenue"),
    ],
)
def test_the_answer_stands_under_the_search_box(
    opened: Opened, lang: Lang, asked: str, expected: str
) -> None:
    at = find(opened(lang), asked)
    assert expected in html(at)  # among the hits, or in the tab that opened


def tab_of(at: AppTest) -> str:
    return str(at.session_state["kept"]["documents_tab"])


def test_a_search_opens_the_tab_with_the_most_hits_and_every_tab_with_hits_is_a_button(
    opened: Opened,
) -> None:
    at = find(opened("vi"), ASKED)
    shelf = shelves._shelves.__wrapped__(load().version, "vi")
    found = {name: search.search(held, ASKED) for name, held in shelf.held.items()}
    fullest = max(len(ids) for ids in found.values())
    assert len(found[tab_of(at)]) == fullest
    buttons = {str(b.key): b for b in at.button if str(b.key).startswith("documents.go.")}
    assert set(buttons) == {f"documents.go.{name}" for name, ids in found.items() if ids}
    for name, ids in found.items():
        if not ids:
            continue
        assert f"({len(ids)})" in buttons[f"documents.go.{name}"].label
        if name != tab_of(at):
            at.button(key=f"documents.go.{name}").click().run()
        assert not at.exception
        assert tab_of(at) == name
        assert text_of("vi")("documents.none_here") not in [c.value for c in at.caption]


def test_a_tab_opened_by_hand_stays_while_the_search_stays(opened: Opened) -> None:
    at = find(opened("vi"), "CIR")
    go(at, text_of("vi"), "versions")
    assert tab_of(at) == "versions"
    at.run()
    assert tab_of(at) == "versions"


def test_search_and_tab_are_in_the_address_and_reopen(opened: Opened, dashboard: Opened) -> None:
    at = find(opened("vi"), "phí giao dịch")
    go(at, text_of("vi"), "words")
    assert (at.query_params["q"], at.query_params["tab"]) == ("phí giao dịch", "words")
    other = dashboard("learn/documents", lang="vi", q="phí giao dịch", tab="words")
    assert other.text_input(key="documents_find").value == "phí giao dịch"
    assert tab_of(other) == "words"


def test_what_is_nowhere_is_said(opened: Opened, text: Text) -> None:
    for tab in TABS:
        at = find(opened(text.lang, tab), "zzqqxx")
        assert text("documents.found_none", asked="zzqqxx") in html(at)


def test_all_figures_are_there_with_who_says_so(opened: Opened, text: Text, knowledge: Knowledge) -> None:
    table = opened(text.lang, "figures").dataframe[0].value
    assert list(table["id"]) == list(knowledge.figures)
    assert (table["id"].str.startswith("B")).sum() == 271
    for name in ("what", "value", "unit", "platform", "category", "market", "grade", "year", "used"):
        assert (table[name] != "").all(), name
    full = [name for name, one in knowledge.figures.items() if one.source_url and "…" not in one.source_url]
    assert list(table.index[table["address"].notna()]) == full


FILTERS = [
    ("parameter", "transaction_fee_rate"),
    ("platform", "lazada_live"),
    ("category", "beauty"),
    ("grade", "A"),
    ("market", "TH"),
]


@pytest.mark.parametrize(("name", "chosen"), FILTERS)
def test_each_filter_narrows_the_figures(
    opened: Opened, text: Text, knowledge: Knowledge, name: str, chosen: str
) -> None:
    at = opened(text.lang, "figures")
    at.selectbox(key=f"documents.filter.{name}").set_value(chosen).run()
    assert not at.exception
    wanted = [one.id for one in knowledge.figures.values() if getattr(one, name) == chosen]
    assert list(at.dataframe[0].value["id"]) == wanted
    assert text("documents.shown", n=len(wanted), all=len(knowledge.figures)) in [
        m.value for m in at.markdown
    ]


def test_filters_that_leave_nothing_say_so(opened: Opened) -> None:
    at = opened("vi", "figures")
    at.selectbox(key="documents.filter.platform").set_value("lazada_live")
    at.selectbox(key="documents.filter.grade").set_value("A")
    at.selectbox(key="documents.filter.market").set_value("US").run()
    assert not at.exception
    assert not at.dataframe
    assert text_of("vi")("documents.none_here") in [c.value for c in at.caption]


def test_the_cards_turn_their_pages(opened: Opened, knowledge: Knowledge) -> None:
    at = opened("vi", "figures")
    first = re.findall(r'kd-side">(\w\d+) ·', html(at))
    assert first == list(knowledge.figures)[:20]


def test_assumptions_come_first_and_a_basis_can_be_chosen(
    opened: Opened, text: Text, knowledge: Knowledge
) -> None:
    at = opened(text.lang, "estimates")
    table = at.dataframe[0].value
    assumed = sum(one.is_assumption for one in knowledge.estimates.values())
    assert len(table) == len(knowledge.estimates)
    assert set(table["basis"][:assumed]) == {text("evidence.assumption")}
    for basis in ("assumption", "derived", "sourced"):
        at.pills(key="documents.filter.basis").set_value(basis).run()
        assert not at.exception
        found = at.dataframe[0].value["basis"]
        assert set(found) == {text(f"evidence.{basis}")}
        assert len(found) == sum(one.basis == basis for one in knowledge.estimates.values())


def test_the_numbers_are_the_same_in_both_languages(opened: Opened) -> None:
    def columns(lang: Lang) -> list[Any]:
        table = opened(lang, "figures").dataframe[0].value
        return [list(table[name]) for name in ("id", "low", "typical", "high", "grade", "address")]

    assert repr(columns("vi")) == repr(columns("en"))


def test_a_language_switch_keeps_the_tab_and_the_question(opened: Opened) -> None:
    at = find(opened("vi", "words"), "cir")
    at.segmented_control(key="speak").set_value("en").run()
    assert not at.exception
    assert at.subheader[0].value == text_of("en")("documents.ask.words")
    assert at.text_input(key="documents_find").value == "cir"
    assert "Cost divided by revenue" in html(at)


def test_the_words_hold_four_types_with_where_usage_differs(opened: Opened, text: Text) -> None:
    body = html(opened(text.lang, "words"))
    assert body.count('<section class="kd-type">') == 4
    assert "Shopee" in body
    assert "chiến thần" in body
    for word in ("GMV", "CVR", "AOV", "ROAS", "CIR", "GPM", "Spark Ads", "MCN", "Slot"):
        assert f"{word}" in body


def test_the_method_shows_formulas_folded_and_papers_with_their_doi(
    opened: Opened, text: Text, knowledge: Knowledge
) -> None:
    body = html(opened(text.lang, "method"))
    assert body.count("<details><summary>") == body.count("<pre>") == 8
    for source in knowledge.sources.values():
        if source.doi:
            assert f"https://doi.org/{source.doi}" in body
    assert "SMAA-2" in body


def test_the_version_in_use_is_marked(opened: Opened, text: Text, knowledge: Knowledge) -> None:
    body = html(opened(text.lang, "versions"))
    assert knowledge.version in body
    assert text("documents.versions.now") in body


def test_figures_of_the_readers_own_are_counted(dashboard: Opened) -> None:
    at = dashboard("learn/documents", Brief(assumptions=(("cost.packing_vnd", 9000.0),)), lang="vi")
    assert text_of("vi")("documents.own", n=1) in [c.value for c in at.caption]


def test_the_file_holds_the_rows_in_the_readers_words(text: Text, knowledge: Knowledge) -> None:
    shelf = shelves._shelves.__wrapped__(knowledge.version, text.lang)
    written = tables.csv(shelf.figures, tables.FIGURES_CSV, text).decode("utf-8-sig")
    assert written.splitlines()[0].split(",")[0] == text("documents.column.id")
    assert all(name in written for name in knowledge.figures)


NUMBER = re.compile(r"-?\d+(E-?\d+)?")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_number_of_a_csv_is_the_same_to_every_programme(lang: Lang) -> None:
    """No point and no comma in it: 10.000 is ten to one spreadsheet, ten thousand to another."""
    text, known = text_of(lang), load()
    shelf = shelves._shelves.__wrapped__(known.version, lang)
    for table, columns, numbers in (
        (shelf.figures, tables.FIGURES_CSV, ("low", "typical", "high")),
        (shelf.estimates, tables.ESTIMATES_CSV, tables.NUMBERS),
    ):
        raw = tables.csv(table, columns, text).decode("utf-8-sig")
        read = pd.read_csv(io.StringIO(raw), dtype=str, keep_default_na=False)
        for name in numbers:
            told = read[text(f"documents.column.{name.removeprefix('number_')}")]
            assert len(told) == len(table)
            for said, number in zip(told, table[name], strict=True):
                assert said == "" if pd.isna(number) else NUMBER.fullmatch(said), (name, said)
                assert said == "" or float(said) == pytest.approx(number, rel=1e-12)


@pytest.mark.parametrize(
    ("lang", "asked", "expected"),
    [("vi", "KOS là gì?", "live chuyên nghiệp (KOS)"), ("vi", "giá thuê KOC", "Thù lao một lần · KOC"),
     ("en", "what is KOS", "livestream"), ("vi", "2.5%", "2,5")],
)  # fmt: skip
def test_a_question_leads_to_its_answer(opened: Opened, lang: Lang, asked: str, expected: str) -> None:
    """The definition, and the fee, whatever stands around them in the question."""
    at = find(opened(lang), asked)
    assert expected in html(at) or any(expected in str(table.value) for table in at.dataframe)
    if asked.startswith(("KOS", "what")):
        assert tab_of(at) == "words"
