"""The dashboard in this process, opened on a screen as a browser opens a link to it."""

from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from kos_core.brief import Brief, to_token

Dashboard = Callable[..., AppTest]
Refusals = Callable[[AppTest], list[str]]


@pytest.fixture(scope="session", autouse=True)
def components_are_looked_for_once() -> Iterator[None]:
    """A server looks through the installed packages once, AppTest at every opening: longer than the page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests)
        )
        yield


def _refusals(app: AppTest) -> list[str]:
    found = (block.proto.body for block in app.get("html"))
    return [
        unescape(body.split(">", 1)[1].removesuffix("</p>"))
        for body in found
        if body.startswith('<p class="kc-refused"')
    ]


@pytest.fixture(scope="session")
def refusals() -> Refusals:
    """Every refusal on a screen, as it is read."""
    return _refusals


@pytest.fixture(scope="session")
def dashboard(root: Path) -> Dashboard:
    """Open a screen ('decide/why', '' is the Advisor) on a brief, by its own address and what that says.

    `state` is what the session holds already. By way of the Advisor the same is shown: see test_frame.
    """

    def opening(
        screen: str,
        brief: Brief | None = None,
        locale: str = "vi-VN",
        state: dict[str, Any] | None = None,
        **query: str,
    ) -> AppTest:
        app = AppTest.from_file(str(root / "pages/parts/frame.py"), default_timeout=60)
        app.context = {"locale": locale}
        if brief is not None and (token := to_token(brief)):
            app.query_params["b"] = token
        for name, value in query.items():
            app.query_params[name] = value
        for name, value in (state or {}).items():
            app.session_state[name] = value
        if screen:
            app.switch_page(f"../{screen}.py")
        return app.run()

    return opening
