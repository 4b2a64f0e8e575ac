"""Screenshots for people: whole pages, wide and phone, light and dark, in Vietnamese and English.

python -m tests.browser.screens OUT_DIR [URL] [--page PATH]... [--query STRING] [--width N]...
                                [--theme light|dark]... [--lang vi|en]...

Without URL it serves app.py itself; without --page it takes the home page and every page linked from it.
"""

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import FLAGS, chromium, serving, wait_idle

LOCALES = {"vi": "vi-VN", "en": "en-US"}
PHONE_BELOW = 700
TALLEST = 16_000
# Streamlit scrolls inside stMain, so the page itself is never taller than the window.
HEIGHT = """() => Math.max(...['stMain', 'stSidebarContent'].map(id => {
    const box = document.querySelector(`[data-testid="${id}"]`);
    return box ? box.scrollHeight + box.getBoundingClientRect().top : 0; }))"""


def device(width: int) -> dict[str, Any]:
    """The window of a laptop or of a phone in the hand."""
    if width < PHONE_BELOW:
        phone = {"device_scale_factor": 2, "is_mobile": True, "has_touch": True}
        return {"viewport": {"width": width, "height": 844}, **phone}
    return {"viewport": {"width": width, "height": 900}}


def open_page(page: Page, address: str) -> None:
    """Go there and wait until everything is drawn."""
    page.goto(address)
    wait_idle(page)
    page.evaluate("() => document.fonts.ready.then(() => true)")


def shoot(page: Page, file: Path, width: int) -> None:
    """The whole page in one picture: the window grows until nothing is left to scroll."""
    height = 0
    for _ in range(4):
        needed = min(TALLEST, max(page.evaluate(HEIGHT), 844))
        if needed <= height:
            break
        height = int(needed)
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(400)
        wait_idle(page)
    page.screenshot(path=file, animations="disabled")


def linked_pages(browser: Browser, url: str) -> list[str]:
    """The home page and the pages linked from it, as paths."""
    page = browser.new_page(locale=LOCALES["vi"])
    open_page(page, f"{url}/")
    page.locator("[class*='st-key-more_'] button").first.click()
    page.locator("[data-testid='stPopoverBody'] a").last.wait_for()
    links = page.locator("a[href]").evaluate_all("links => links.map(link => link.href)")
    page.close()
    here = urlsplit(url).netloc
    paths = [urlsplit(link).path.strip("/") for link in links if urlsplit(link).netloc == here]
    return list(dict.fromkeys(["", *paths]))


@contextmanager
def dashboard(url: str | None) -> Iterator[str]:
    """The address of the dashboard: the given one, or one served for the occasion."""
    if url:
        yield url.rstrip("/")
    else:
        with tempfile.TemporaryDirectory() as folder, serving(Path(folder) / "server.log") as server:
            yield server.url


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.browser.screens", description=__doc__.split("\n")[0]
    )
    parser.add_argument("out", type=Path, metavar="OUT_DIR")
    parser.add_argument("url", nargs="?", metavar="URL", help="a running dashboard; else app.py is served")
    parser.add_argument(
        "--page", action="append", metavar="PATH", help="'' is the home page; may be repeated"
    )
    parser.add_argument("--query", default="", help="query string for every page, e.g. 'b=1eJw...'")
    parser.add_argument("--width", action="append", type=int, help="1440 and 390 unless told")
    parser.add_argument("--theme", action="append", choices=["light", "dark"])
    parser.add_argument("--lang", action="append", choices=list(LOCALES))
    return parser.parse_args()


def main() -> int:
    """Take every picture asked for; 1 when a page shows an error."""
    asked, executable, broken = arguments(), chromium(), 0
    if executable is None:
        print("no Chromium: install Debian's package 'chromium' or set CHROMIUM", file=sys.stderr)
        return 2
    asked.out.mkdir(parents=True, exist_ok=True)
    query = f"?{asked.query.lstrip('?')}" if asked.query else ""
    with dashboard(asked.url) as url, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=executable, args=FLAGS)
        pages = asked.page if asked.page is not None else linked_pages(browser, url)
        kinds = product(
            asked.width or [1440, 390], asked.theme or ["light", "dark"], asked.lang or list(LOCALES)
        )
        for width, theme, lang in kinds:
            for path in pages:
                context = browser.new_context(
                    locale=LOCALES[lang],
                    timezone_id="Asia/Ho_Chi_Minh",
                    color_scheme=theme,
                    reduced_motion="reduce",
                    **device(width),
                )
                page = context.new_page()
                open_page(page, f"{url}/{path.strip('/')}{query}")
                name = re.sub(r"\W+", "-", path.strip("/")) or "home"
                file = asked.out / f"{name}-{width}-{theme}-{lang}.png"
                shoot(page, file, width)
                failed = page.locator("[data-testid='stException']").count()
                broken += bool(failed)
                print(file, "SHOWS AN ERROR" if failed else "", flush=True)
                context.close()
        browser.close()
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
