"""The Forecast in a real browser: ask, look, change, put back, print; on a laptop and on a phone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kos_core.say.text import text_of
from tests.browser.conftest import PHONE, wait_idle

Visit = Callable[..., Page]
VI = text_of("vi")
expect.set_options(timeout=20_000)  # a busy machine is no failure


@pytest.fixture
def forecast(visit: Visit) -> Page:
    """The forecast by its own address."""
    page = visit("forecast")
    expect(page.get_by_role("heading", name=VI("forecast.title"))).to_be_visible()
    return page


def test_a_reader_asks_whether_money_can_be_lost_and_tries_commission_only(visit: Visit) -> None:
    """From the home page: sentence, dots, funnel, pay table; another type; back to what was advised."""
    page = visit("/")
    page.get_by_role("link", name=VI("menu.forecast")).click()
    expect(page.get_by_role("heading", name=VI("forecast.title"))).to_be_visible(timeout=30_000)
    wait_idle(page)
    expect(page.locator(".kc-lead").first).to_contain_text("hòa vốn")
    expect(page.get_by_test_id("stPlotlyChart")).to_have_count(2)
    expect(page.locator(".kc-grid").get_by_text(VI("forecast.deal.hourly"))).to_be_visible()
    before = page.locator(".kc-lead").first.inner_text()
    page.get_by_role("radio", name="KOC").click()
    expect(page.locator(".kc-lead").first).not_to_have_text(before)
    page.locator(".st-key-forecast_advised").get_by_role("button").click()
    expect(page.locator(".kc-lead").first).to_have_text(before)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_own_views_move_the_answer_and_an_empty_field_puts_it_back(forecast: Page) -> None:
    page = forecast
    before = page.locator(".kc-lead").first.inner_text()
    field = page.locator(".st-key-noprint_check").get_by_label(VI("ask.shop_views"))
    field.fill("20.000")
    field.press("Enter")
    expect(page.locator(".kc-lead").first).not_to_have_text(before)
    page.wait_for_url(re.compile("b=2"))
    wait_idle(page)
    field.fill("")
    field.press("Enter")
    expect(page.locator(".kc-lead").first).to_have_text(before)


def test_an_assumption_is_changed_where_it_stands_and_put_back_on_top(forecast: Page) -> None:
    page = forecast
    before = page.locator(".kc-lead").first.inner_text()
    page.locator(".st-key-forecast_every summary").click()
    field = page.locator(".st-key-forecast_every").get_by_label(re.compile(VI("parameter.packing_vnd")))
    field.fill("30k")
    field.press("Enter")
    expect(page.locator(".st-key-changed")).to_be_visible()
    expect(page.locator(".kc-lead").first).not_to_have_text(before)
    wait_idle(page)
    page.locator(".st-key-changed").get_by_role("button").click()
    expect(page.locator(".st-key-changed")).to_have_count(0)
    expect(page.locator(".kc-lead").first).to_have_text(before)


def test_the_page_and_the_plan_of_a_session_print_on_one_sheet_each(forecast: Page) -> None:
    page = forecast
    assert sheets(page) == 1
    page.locator(".st-key-forecast_plan summary").click()
    expect(page.locator(".st-key-forecast_plan .kc-table")).to_be_visible()
    page.wait_for_timeout(1_000)  # it opens slowly
    assert sheets(page) == 1


def sheets(page: Page) -> int:
    """How many A4 pages the screen prints to."""
    return len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4")))


@pytest.mark.browser_context_args(**PHONE)
def test_a_phone_shows_everything_without_scrolling_sideways(forecast: Page) -> None:
    page = forecast
    for box in page.locator("[data-testid='stExpander'] summary").all()[1:]:
        box.click()
    wide = page.evaluate("""() =>
        [...document.querySelectorAll(".kc-grid, .kc-table, .kc-lead, .stPlotlyChart")]
        .filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.className)""")
    assert wide == []
