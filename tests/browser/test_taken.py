"""A walk with what is taken along: files in the language of the screen, the case opened from its own file."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kos_core.brief import Brief, from_token, to_token
from kos_core.case import Case
from kos_core.export.case_file import written
from kos_core.knowledge.loading import load
from tests.browser.conftest import wait_idle

Visit = Callable[[str], Page]
MINE = Brief(category="fashion", goal="trust", budget_vnd=300_000_000)


def taken(page: Page, name: str, folder: Path) -> Path:
    with page.expect_download() as found:
        page.get_by_role("button", name=name).click()
    file = folder / found.value.suggested_filename
    found.value.save_as(file)
    return file


@pytest.mark.parametrize("screen", ["", "plan", "handover"])
def test_one_button_gives_slides_workbook_and_case(visit: Visit, screen: str, tmp_path: Path) -> None:
    page = visit(f"{screen}?lang=vi")
    page.get_by_role("button", name="Tải về, gửi").click()
    deck = taken(page, "Bản trình bày", tmp_path)
    assert any("slides/slide8.xml" in name for name in zipfile.ZipFile(deck).namelist())
    case = json.loads(taken(page, "Tệp phương án", tmp_path).read_bytes())
    assert case["brief"]["category"] == "beauty"
    link = page.locator("[class*='st-key-copy_share'] code").inner_text().split()[-1]
    assert link.startswith("http://127.0.0.1")
    assert "lang=vi" in link


def test_a_case_is_opened_from_its_file_and_any_other_file_is_refused(visit: Visit, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_bytes(written(Case(MINE, load())))
    bad.write_text('{"format": "another"}')
    page = visit("?lang=vi")
    page.get_by_role("button", name="Tải về, gửi").click()
    field = page.locator(".st-key-taken_file input[type=file]")
    field.set_input_files(bad)
    expect(page.locator(".kc-refused")).to_contain_text("KOS Compass")
    assert "b=" not in page.url
    expect(field).to_have_count(1)  # the field that held the bad file is gone
    field.set_input_files(good)
    page.wait_for_url(f"**b={to_token(MINE)}**")
    wait_idle(page)
    assert from_token(to_token(MINE)) == MINE
    assert page.locator("[data-testid='stException']").count() == 0
    expect(page.locator(".kc-refused")).to_have_count(0)
