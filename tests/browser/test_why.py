"""One walk each through Why and Platforms: a weight and a fee moved and put back, every mark opens."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import wait_idle

Visit = Callable[[str], Page]


def no_errors(page: Page) -> None:
    wait_idle(page)
    assert page.locator("[data-testid='stException']").count() == 0


def fits(page: Page) -> None:
    """Nothing is wider than the window."""
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


def through_the_menu(page: Page, name: str) -> None:
    """Two taps: the rest of the menu, then the screen."""
    page.locator("[class*='st-key-more_'] button").first.click()
    page.get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    no_errors(page)


def test_why_is_two_taps_away_and_a_weight_goes_back(visit: Visit) -> None:
    page = visit("")
    through_the_menu(page, "Vì sao là người này?")
    expect(page.get_by_text("KOS hơn KOC").first).to_be_visible()
    block = page.locator(".st-key-why-deciding-closing")
    before = block.locator(".kc-rate").inner_text()
    slider = block.get_by_role("slider").first
    slider.focus()
    for _ in range(6):
        slider.press("ArrowLeft")
    expect(page.locator(".st-key-why_moved")).to_be_visible()
    no_errors(page)
    assert block.locator(".kc-rate").inner_text() != before
    page.locator(".st-key-why_moved button").first.click()
    expect(page.locator(".st-key-why_moved")).to_have_count(0)
    no_errors(page)
    assert block.locator(".kc-rate").inner_text() == before
    assert "b=" not in page.url
    block.get_by_role("button", name="Căn cứ").click()
    expect(page.get_by_text("Điểm chấm từ đâu").first).to_be_visible()
    expect(page.get_by_text("K49").first).to_be_visible()
    fits(page)


def test_the_voices_are_moved_with_the_answer_in_sight_and_put_back(visit: Visit) -> None:
    """All to the documents by the keyboard; the table of voices and the answer follow, then go back."""
    page = visit("why?lang=vi")
    block = page.locator(".st-key-noprint_voices")
    before = block.locator("table").inner_text()
    handle = block.get_by_role("slider").first
    handle.focus()
    for _ in range(8):
        handle.press("ArrowRight")
    expect(block.get_by_role("button", name="Về mức ban đầu")).to_be_visible()
    no_errors(page)
    assert block.locator("table").inner_text() != before
    assert "b=" in page.url
    block.get_by_role("button", name="Về mức ban đầu").click()
    expect(block.get_by_role("button", name="Về mức ban đầu")).to_have_count(0)
    no_errors(page)
    assert block.locator("table").inner_text() == before
    assert "b=" not in page.url


def test_an_open_group_stays_open_while_its_weights_move(visit: Visit) -> None:
    page = visit("why?lang=vi")
    page.locator(".st-key-why-group-way summary").click()
    group = page.locator(".st-key-why-group-way")
    expect(group.locator("[data-testid='stSlider']")).to_have_count(2)
    slider = group.get_by_role("slider").first
    slider.focus()
    slider.press("ArrowRight")
    expect(page.locator(".st-key-why_moved")).to_be_visible()
    no_errors(page)
    expect(group.locator("[data-testid='stSlider']")).to_have_count(2)


def test_platforms_shows_fees_at_once_and_a_fee_goes_back(visit: Visit) -> None:
    page = visit("")
    through_the_menu(page, "Nên bán ở đâu?")
    expect(page.locator(".st-key-noprint_fees").get_by_text("áp dụng từ 09/05/2026").first).to_be_visible()
    table = page.locator(".kc-scroll table").last
    before = table.inner_text()
    field = page.get_by_label("Phí hoa hồng nền tảng")
    field.fill("nhiều")
    field.press("Enter")
    expect(page.get_by_text("Không đọc được").first).to_be_visible()
    field.fill("20%")
    field.press("Enter")
    expect(page.locator(".st-key-changed")).to_contain_text("14% → 20%")
    no_errors(page)
    assert table.inner_text() != before
    page.locator(".st-key-changed button").first.click()
    expect(page.locator(".st-key-changed")).to_have_count(0)
    no_errors(page)
    assert table.inner_text() == before
    assert "b=" not in page.url
    page.locator(".st-key-cite-fees-tiktok_shop button").first.click()
    expect(page.get_by_text("F049").first).to_be_visible()
    fits(page)


def test_why_prints_to_one_page_with_every_criterion_by_name(visit: Visit) -> None:
    page = visit("why?lang=vi")
    no_errors(page)
    assert len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4"))) == 1
    page.emulate_media(media="print")
    expect(page.locator(".kw-table").get_by_text("Chốt đơn", exact=True)).to_be_visible()
    expect(page.locator(".kc-rate").first).to_be_hidden()
    expect(page.get_by_role("button", name="Căn cứ").first).to_be_hidden()


@pytest.mark.parametrize("address", ["why?lang=en", "platforms?lang=en"])
def test_both_fit_a_phone_and_print(visit: Visit, page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(address)
    no_errors(page)
    fits(page)
    page.emulate_media(media="print")
    expect(page.locator(".kc-case")).to_be_visible()
    expect(page.locator(".st-key-header")).to_be_hidden()
