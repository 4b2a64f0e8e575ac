"""A tab that outlives its server: said in the reader's language, and the first edit afterwards is kept."""

import re
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import serving, wait_idle

COLD = 90_000  # ms: a server nobody has asked yet, on a machine that runs other tests beside
AWAY = "[data-testid=stConnectionStatus]"
WORDS = "() => getComputedStyle(document.querySelector('[role=dialog] h2'), '::after').content"


@pytest.mark.parametrize("first", ["a field", "a button", "the language"])
def test_the_first_edit_after_a_lost_server_is_kept(page: Page, tmp_path: Path, first: str) -> None:
    with serving(tmp_path / "one.log") as lost:
        page.goto(f"{lost.url}/")
        page.wait_for_selector(".kc-hero", timeout=COLD)
        wait_idle(page)
    page.wait_for_selector(AWAY)
    page.wait_for_selector("[role=dialog]")
    page.wait_for_function(f"({WORDS})().includes('Mất kết nối')")
    with ExitStack() as again:
        again.enter_context(serving(tmp_path / "two.log", port=urlsplit(lost.url).port or 0))
        page.wait_for_selector(AWAY, state="detached")
        if first == "a field":
            field = page.locator(".st-key-view-budget_vnd-main input")
            field.fill("90tr")
            field.press("Enter")
            expect(field).to_have_value("90\u00a0triệu", timeout=20_000)
        elif first == "a button":
            page.locator(".st-key-change-0 button").click()
        else:
            page.locator(".st-key-speak").get_by_text("EN", exact=True).click()
            expect(page.locator(".kc-hero", has_text="paid in advance").first).to_be_visible(timeout=20_000)
            return
        expect(page).to_have_url(re.compile("b="), timeout=30_000)
