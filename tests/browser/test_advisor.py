"""The Advisor in a real browser: an answer at once, a changed question, a wrong one, a link that reopens."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kos_core.brief import Brief, to_token
from tests.browser.conftest import wait_idle

Visit = Callable[..., Page]


def test_an_answer_stands_there_before_anybody_typed(visit: Visit) -> None:
    """A first visit shows money, choice, four charts and no error."""
    page = visit("/")
    expect(page.get_by_text("hòa vốn").first).to_be_visible()
    expect(page.locator(".kc-lead").first).to_contain_text("Facebook Live")
    expect(page.get_by_test_id("stPlotlyChart")).to_have_count(4)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_a_budget_typed_as_people_write_it_changes_answer_and_address(visit: Visit) -> None:
    """1,2 tỷ is read; back brings the old case, forward the new one."""
    page = visit("/")
    said = page.locator(".kc-side").first
    before = said.inner_text()
    budget = page.locator(".st-key-ask_wide").get_by_label("Ngân sách", exact=True)
    budget.fill("1,2 tỷ")
    budget.press("Enter")
    expect(said).to_contain_text("thuê host")
    page.wait_for_url(re.compile(r"b=2"))
    page.go_back()
    expect(said).to_have_text(before)
    page.go_forward()
    expect(said).to_contain_text("thuê host")


def test_a_wrong_budget_keeps_the_entry_and_says_what_is_accepted(visit: Visit) -> None:
    """The reason stands beside the field; the answer stays."""
    page = visit("/")
    budget = page.locator(".st-key-ask_wide").get_by_label("Ngân sách", exact=True)
    budget.fill("nhiều lắm")
    budget.press("Enter")
    expect(page.locator(".st-key-ask_wide").get_by_text("Không đọc được")).to_be_visible()
    expect(budget).to_have_value("nhiều lắm")
    expect(page.locator(".kc-lead").first).to_be_visible()


def test_an_entry_still_in_its_field_goes_along_to_the_next_screen(visit: Visit) -> None:
    """No Enter, no tap beside the field: the menu is opened at once."""
    page = visit("/")
    budget = page.locator(".st-key-ask_wide").get_by_label("Ngân sách", exact=True)
    budget.fill("307tr")
    page.get_by_role("button", name="Thêm").click()
    page.get_by_role("link", name="Nên bán ở đâu?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nên bán ở đâu?")
    expect(page.locator(".st-key-ask_wide").get_by_label("Ngân sách", exact=True)).to_have_value(
        "307\N{NO-BREAK SPACE}triệu"
    )


def test_a_change_is_applied_by_its_button_and_undone_by_going_back(visit: Visit) -> None:
    """A tap on the first change makes it the case; the line above says what is counted with."""
    page = visit("/")
    numbers = page.locator(".kc-numbers").first
    before = numbers.inner_text()
    page.locator("[class*='st-key-change-']").first.get_by_role("button").click()
    expect(page.locator(".st-key-in_use")).to_be_visible()
    expect(numbers).not_to_have_text(before, use_inner_text=True)
    page.go_back()
    expect(numbers).to_have_text(before, use_inner_text=True)


def test_evidence_is_one_tap_away(visit: Visit) -> None:
    """The mark under the answer opens figures, their range and who says so."""
    page = visit("/")
    page.locator("[class*='st-key-cite-hero']").get_by_role("button").click()
    expect(page.get_by_test_id("stPopoverBody")).to_contain_text("giả định")
    expect(page.get_by_test_id("stPopoverBody")).to_contain_text("hạng")


@pytest.mark.browser_context_args(locale="en-US")
def test_a_copied_link_reopens_the_same_case_in_the_other_language(visit: Visit) -> None:
    """The address carries ids: the same bank case in English."""
    token = to_token(
        Brief().with_(category="finance_insurance", goal="brand_image", budget_vnd=5_000_000_000)
    )
    page = visit(f"/?b={token}")
    expect(page.locator(".kc-lead").first).to_contain_text("Ambassador")
    expect(page.get_by_text("chi trước")).to_have_count(0)


def test_on_a_phone_the_questions_fold_into_one_line(visit: Visit) -> None:
    """At 390 px nothing is wider than the screen and the three questions are one button."""
    page = visit("/")
    page.set_viewport_size({"width": 390, "height": 844})
    wait_idle(page)
    expect(page.locator(".st-key-ask_wide")).to_be_hidden()
    page.locator(".st-key-ask_phone").get_by_role("button").first.click()
    expect(page.get_by_test_id("stPopoverBody").get_by_label("Ngân sách", exact=True)).to_be_visible()
    wide = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= 390
