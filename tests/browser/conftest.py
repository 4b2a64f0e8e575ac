"""The dashboard as a reader meets it: a real server, a real Chromium, nothing from outside this machine.

Debian's chromium (or $CHROMIUM) is used. Where there is none, the browser tests are skipped;
with CI=true they fail.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
START_SECONDS = 30
HANGS_SECONDS = 120.0  # page.evaluate, page.pdf and closing have no limit of their own
HERE = {"127.0.0.1", "localhost", "[::1]", "::1"}


def chromium() -> str | None:
    """The browser to drive, None where there is none."""
    named = os.environ.get("CHROMIUM")
    return shutil.which(named) if named else shutil.which("/usr/bin/chromium")


def wait_idle(page: Page) -> None:
    """Wait until the script has run, nothing on the page is stale and every chart is drawn.

    Very short runs never show as running: after a click, expect the result first, then wait.
    """
    page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning']")
    page.wait_for_function(
        """() => !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]')
            && [...document.querySelectorAll('[data-testid="stPlotlyChart"]')]
                .every(chart => chart.querySelector('.main-svg'))"""
    )


def is_outside(address: str) -> bool:
    """Whether a request leaves this machine."""
    parts = urlsplit(address)
    return parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in HERE


@dataclass(frozen=True)
class Server:
    """A running dashboard."""

    url: str
    log_file: Path

    def log(self) -> str:
        """Everything the server has said so far."""
        return self.log_file.read_text(encoding="utf-8", errors="replace")


@contextmanager
def serving(log_file: Path, app: Path = ROOT / "app.py") -> Iterator[Server]:
    """`streamlit run` on a free port of this machine, ended by its own process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(app)]
    command += ["--server.address=127.0.0.1", f"--server.port={port}", "--server.headless=true"]
    environment = {**os.environ, "PYTHONWARNINGS": "default", "PYTHONUNBUFFERED": "1"}
    server = Server(f"http://127.0.0.1:{port}", log_file)
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            command, cwd=app.parent, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            _wait_healthy(process, server)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_healthy(process: "subprocess.Popen[bytes]", server: Server) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=2) as answer:
                if answer.read() == b"ok":
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    state = "is not healthy" if process.poll() is None else f"ended with {process.returncode}"
    message = f"after at most {START_SECONDS} s the server {state}; it said:\n{server.log()}"
    raise RuntimeError(message)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the browser tests; a Chromium that hangs is started on its test once more, a failure never."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(HANGS_SECONDS))
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=["from pytest-timeout"]))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    executable = chromium()
    if executable is None:
        reason = "no Chromium: install Debian's package 'chromium' or set CHROMIUM to its path"
        if os.environ.get("CI") == "true":
            pytest.fail(f"{reason} (CI=true allows no skipping)", pytrace=False)
        pytest.skip(reason)
    return {**browser_type_launch_args, "executable_path": executable, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A reader in Vietnam; `@pytest.mark.browser_context_args(locale="en-US")` makes another."""
    return {
        **browser_context_args,
        "locale": "vi-VN",
        "timezone_id": "Asia/Ho_Chi_Minh",
        "viewport": {"width": 1440, "height": 900},
    }


@pytest.fixture(scope="session")
def server(
    browser_type_launch_args: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """The dashboard, started once; asked for after Chromium, so nothing starts where there is none."""
    with serving(tmp_path_factory.mktemp("server") / "server.log") as running:
        yield running


@pytest.fixture(autouse=True)
def no_external_requests(context: BrowserContext) -> Iterator[list[str]]:
    """The requests that left this machine; the test fails when there is one."""
    outside: list[str] = []

    def note(address: str) -> None:
        if is_outside(address):
            outside.append(address)

    context.on("request", lambda request: note(request.url))
    context.on("page", lambda page: page.on("websocket", lambda ws: note(ws.url)))
    yield outside
    assert outside == [], "the page asked for something outside this machine"


@pytest.fixture
def visit(page: Page, server: Server) -> Callable[[str], Page]:
    """Go to an address of the dashboard ('', 'forecast', '?b=...') and wait until it is drawn."""

    def go(address: str = "") -> Page:
        page.goto(f"{server.url}/{address.lstrip('/')}")
        wait_idle(page)
        return page

    return go
