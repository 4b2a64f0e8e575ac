"""A walk through what would change the answer: a change tried, a cell of the map picked, pairs compared."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, wait_idle

Visit = Callable[[str], Page]
# Where a cell lies on the screen, by Plotly's own axes.
CELL = """([x, y]) => { const plot = document.querySelector('.st-key-map .js-plotly-plot');
    plot.scrollIntoView({block: 'center'});
    const box = plot.getBoundingClientRect(), of = plot._fullLayout;
    return [box.left + of.xaxis._offset + of.xaxis.l2p(x), box.top + of.yaxis._offset + of.yaxis.l2p(y)]; }"""


def no_errors(page: Page) -> None:
    wait_idle(page)
    assert page.locator("[data-testid='stException']").count() == 0
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


def goal(page: Page, name: str) -> None:
    """The goal in hand, as the questions show it."""
    expect(page.locator("[aria-checked='true']").filter(has_text=name).first).to_be_visible()


def pick(page: Page, x: float, y: float) -> None:
    left, top = page.evaluate(CELL, [x, y])
    page.mouse.move(left - 2, top)
    page.mouse.move(left, top)
    page.mouse.click(left, top)


def test_a_change_is_tried_and_taken_back(visit: Visit) -> None:
    page = visit("change?lang=vi")
    expect(page.get_by_role("heading", level=2).first).to_be_visible()
    goal(page, "Ra đơn ngay")
    page.locator(".st-key-flip_0 button").click()
    goal(page, "Nhiều người biết")
    no_errors(page)
    page.go_back()
    goal(page, "Ra đơn ngay")
    no_errors(page)


@pytest.mark.parametrize(("lang", "name"), [("vi", "Nâng tầm thương hiệu"), ("en", "Raise the brand")])
def test_a_picked_cell_becomes_the_case_and_so_does_the_next(visit: Visit, lang: str, name: str) -> None:
    """Row 4 is the brand's; its right end needs billions. Then back to orders: picking works again."""
    page = visit(f"change?lang={lang}")
    no_errors(page)
    pick(page, 50, 4)
    goal(page, name)
    no_errors(page)
    budget = page.locator(".st-key-ask_wide input[type='text']").last
    expect(budget).not_to_have_value("100 triệu")
    held = page.url
    page.wait_for_timeout(500)
    assert page.url == held
    pick(page, 30, 2)
    goal(page, {"vi": "Khách tin hơn", "en": "Earn trust"}[lang])
    no_errors(page)


@pytest.mark.browser_context_args(**PHONE)
def test_on_a_phone_a_cell_is_picked_by_tapping(visit: Visit) -> None:
    page = visit("change?lang=vi")
    no_errors(page)
    for _ in range(4):  # the first tap may only scroll the chart into place
        page.touchscreen.tap(*page.evaluate(CELL, [45, 2]))
        page.wait_for_timeout(700)
        if "b=" in page.url:
            break
    expect(page.locator(".st-key-ask_phone").get_by_text("Khách tin hơn").first).to_be_visible()
    no_errors(page)


def test_weights_are_compared_in_pairs_and_put_back(visit: Visit) -> None:
    page = visit("change?lang=vi")
    page.locator(".st-key-noprint_compare label").first.click()
    expect(page.locator(".st-key-noprint_compare [data-testid='stSelectbox']")).to_have_count(15)
    expect(page.locator(".st-key-compare-apply button")).to_be_disabled()
    no_errors(page)
    box = page.get_by_role("combobox", name="Vai trò hay kỹ năng?")
    box.scroll_into_view_if_needed()
    page.wait_for_timeout(500)  # a list that is open while the page still scrolls closes again
    box.click()
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-compare-apply button")).to_be_enabled()
    page.locator(".st-key-compare-apply button").click()
    expect(page.locator(".st-key-compare-back button")).to_be_visible()
    no_errors(page)
    assert "b=" in page.url
    page.locator(".st-key-compare-back button").click()
    expect(page.locator(".st-key-compare-back button")).to_have_count(0)
    no_errors(page)
    assert "b=" not in page.url


def test_it_prints_to_one_page(visit: Visit) -> None:
    page = visit("change?lang=vi")
    no_errors(page)
    assert len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4"))) == 1
