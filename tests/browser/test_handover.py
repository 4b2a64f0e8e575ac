"""A walk through handing over: from the Advisor to the message, put in one's own words, copied, kept."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, wait_idle

Visit = Callable[[str], Page]
COPY = "[class*='st-key-copy_message'] button"
MINE = "Em ơi tối mai live thử nhé"


def message(page: Page) -> str:
    return page.locator("[class*='st-key-copy_message'] code").inner_text().strip()


def no_errors(page: Page) -> None:
    wait_idle(page)
    assert page.locator("[data-testid='stException']").count() == 0
    assert page.evaluate(
        "() => document.querySelector('[data-testid=stMain]').scrollWidth <= window.innerWidth"
    )


def test_what_the_reader_wrote_is_what_is_copied_and_it_stays(visit: Visit) -> None:
    page = visit("?lang=vi")
    page.get_by_role("link", name="Làm ngay").click()
    expect(page.get_by_role("heading", name="Ngày mai nhắn ai, nói gì?")).to_be_visible()
    no_errors(page)
    assert message(page).startswith("Cả nhà ơi")
    page.locator(".st-key-noprint_edit summary").click()
    field = page.locator(".st-key-noprint_edit textarea")
    field.fill(MINE)
    field.blur()
    expect(page.locator("[class*='st-key-copy_message'] code")).to_have_text(MINE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(COPY).click()
    assert page.evaluate("() => navigator.clipboard.readText()") == MINE
    page.get_by_role("link", name="Kế hoạch").click()
    expect(page.get_by_role("heading", name="Tiền này chia thế nào?")).to_be_visible()
    page.get_by_role("link", name="Bàn giao").click()
    expect(page.locator("[class*='st-key-copy_message'] code")).to_have_text(MINE)
    no_errors(page)


@pytest.mark.browser_context_args(**PHONE)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_on_a_phone_every_door_and_the_button_to_copy_can_be_seen(visit: Visit, lang: str) -> None:
    page = visit(f"handover?lang={lang}")
    no_errors(page)
    expect(page.locator(COPY)).to_be_visible()
    width = PHONE["viewport"]["width"]
    for link in page.locator(".st-key-header a, .st-key-header [role=radio]").all():
        box = link.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
