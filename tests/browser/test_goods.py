"""Goods typed in a real browser: the word stays, its category answers, the others are a tap away."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, wait_idle

Visit = Callable[..., Page]


def named(page: Page, where: Locator, typed: str) -> Locator:
    """Type a word for goods, as a reader does, and take it."""
    box = where.get_by_role("combobox", name="Bạn bán gì?")
    box.click()
    box.fill(typed)
    expect(page.get_by_role("option").first).to_contain_text(typed)
    box.press("Enter")
    return box


def test_goods_typed_are_kept_and_their_category_answers(visit: Visit) -> None:
    page = visit("/")
    box = named(page, page.locator(".st-key-ask_wide"), "nến thơm")
    line = page.locator(".st-key-ask_goods")
    expect(line).to_contain_text("Nến thơm đang tính theo ngành Nhà cửa")
    expect(box).to_have_value("nến thơm")
    expect(page.locator(".kc-side", has_text="Nến thơm: ").first).to_be_attached()
    expect(line.get_by_role("button").last).to_have_text("Ngành khác")
    line.get_by_role("button").last.click()
    expect(line).to_contain_text("tính theo ngành Ngành khác")
    page.wait_for_url(re.compile(r"b=2"))
    page.reload()
    wait_idle(page)
    expect(box).to_have_value("nến thơm")


@pytest.mark.browser_context_args(**PHONE)
def test_on_a_phone_the_folded_line_names_the_goods(visit: Visit) -> None:
    page = visit("/")
    page.locator(".st-key-ask_phone").get_by_role("button").first.click()
    named(page, page.get_by_test_id("stPopoverBody"), "sữa cho bé")
    expect(page.locator(".st-key-ask_goods")).to_contain_text("Mẹ và bé")
    expect(page.locator(".st-key-ask_phone").get_by_role("button").first).to_contain_text("Sữa cho bé")
