"""The Documents screen in a real browser: ask, open, copy a link, on a desk and on a phone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, wait_idle

Visit = Callable[[str], Page]
TABS = ["Tài liệu", "Con số", "Giả định", "Từ ngữ", "Cách tính", "Thay đổi"]


@pytest.fixture
def documents(visit: Visit) -> Visit:
    """The screen by its own address."""

    def go(address: str = "documents") -> Page:
        return visit(address)

    return go


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()
    expect(page.get_by_role("tab", name=name, exact=True)).to_have_attribute("aria-selected", "true")
    wait_idle(page)


def test_a_newcomer_reaches_it_in_two_taps_and_reads_the_count_first(visit: Visit) -> None:
    page = visit("")
    page.get_by_role("button", name="Thêm").click()
    page.get_by_role("link", name="Tài liệu và con số").click()
    expect(page.get_by_role("tab").first).to_be_visible()
    wait_idle(page)
    expect(page.locator(".kc-lead")).to_have_text(
        re.compile(r"hai tài liệu.*271 số đã công bố.*19 số hạng A.*\d+ trên \d+ tham số là giả định")
    )


def test_what_is_asked_is_answered_under_the_box(documents: Visit) -> None:
    page = documents()
    box = page.get_by_role("searchbox")
    for asked, answer in (
        ("CIR", "Chi phí chia cho doanh thu"),
        ("phi giao dich 5%", "B093"),
    ):
        box.fill(asked)
        expect(page.get_by_test_id("stMain")).to_contain_text(answer)
    for asked, claim in (("kos mới ở việt nam", "K12"), ("K45", "K45")):
        box.fill(asked)  # the open tab shows all there is
        expect(page.locator(".kd-hits")).to_have_count(0)
        expect(page.locator(".kd-claim")).to_have_count(1)
        expect(page.locator(".kd-id")).to_have_text(claim)


def test_a_claim_opens_by_its_own_link_and_folds_open(documents: Visit) -> None:
    page = documents()
    expect(page.locator(".kd-claim")).to_have_count(118)
    second = page.locator(".kd-section").nth(1)
    expect(second.locator(".kd-claim").first).not_to_be_visible()
    second.locator("summary").click()
    expect(second.locator(".kd-claim").first).to_be_visible()
    link = second.locator(".kd-id").first
    name = link.inner_text()
    link.click()
    expect(page.locator(".kd-claim")).to_have_count(1)
    assert f"claim={name}" in page.url
    expect(page.get_by_role("searchbox")).to_have_value(name)


def test_every_tab_opens_and_shows_no_error(documents: Visit) -> None:
    page = documents()
    for name in TABS:
        tab(page, name)
        expect(page.get_by_test_id("stException")).to_have_count(0)
        expect(page.get_by_test_id("stMain").locator("h3").first).to_contain_text("?")
    tab(page, "Cách tính")
    formula = page.locator(".kd-prose pre").first
    expect(formula).not_to_be_visible()
    page.locator(".kd-prose summary").first.click()
    expect(formula).to_be_visible()


def test_the_figures_are_narrowed_and_taken_away_as_a_file(documents: Visit) -> None:
    page = documents()
    tab(page, "Con số")
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    expect(page.locator(".kd-card").first).not_to_be_visible()
    page.get_by_role("combobox", name="Hạng").click()
    page.get_by_role("option", name="A", exact=True).click()
    button = page.get_by_role("button", name=re.compile(r"Tải 23 dòng|Tải \d+ dòng"))
    expect(button).not_to_contain_text("318")
    with page.expect_download() as download:
        button.click()
    assert download.value.suggested_filename == "so-da-cong-bo.csv"


def test_a_language_switch_keeps_the_tab(documents: Visit) -> None:
    page = documents()
    tab(page, "Từ ngữ")
    page.get_by_test_id("stButtonGroup").get_by_text("EN", exact=True).click()
    expect(page.get_by_role("tab", name="Words")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("heading", name="What do the words mean?")).to_be_visible()


@pytest.mark.browser_context_args(**PHONE)
def test_on_a_phone_figures_are_cards_and_nothing_runs_off_the_screen(documents: Visit) -> None:
    page = documents()
    for name in TABS:
        tab(page, name)
        inside = page.evaluate(
            "() => [...document.querySelectorAll('.kd-claim, .kd-card, .kd-type, .kd-terms, .kd-prose, pre')]"
            ".every(box => box.getBoundingClientRect().right <= innerWidth + 1)"
        )
        assert inside, name
    tab(page, "Con số")
    expect(page.locator(".kd-card").first).to_be_visible()
    expect(page.get_by_test_id("stDataFrame")).not_to_be_visible()
    first = page.locator(".kd-card").first.inner_text()
    page.get_by_test_id("stPagination").get_by_text("2", exact=True).click()
    expect(page.locator(".kd-card").first).not_to_have_text(first)


def test_paper_holds_the_words_and_not_the_controls(documents: Visit) -> None:
    page = documents()
    page.emulate_media(media="print")
    expect(page.locator(".kc-lead")).to_be_visible()
    expect(page.get_by_role("searchbox")).not_to_be_visible()
    expect(page.locator(".kd-section").first.locator(".kd-says").first).to_be_visible()


@pytest.mark.parametrize("name", ["claims", "figures", "estimates", "words", "method", "versions"])
def test_every_tab_prints_to_one_page(documents: Visit, name: str) -> None:
    page = documents(f"documents?tab={name}")
    expect(page.get_by_role("tab").first).to_be_visible()
    wait_idle(page)
    assert len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4"))) == 1
