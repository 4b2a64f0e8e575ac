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
from playwright.sync_api import Browser, BrowserContext, Page, Request, WebSocket

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
ONE_PROCESS = "--process-per-site"  # the tabs of one context share what was compiled
START_SECONDS = 30
HANGS_SECONDS = 120.0  # page.evaluate, page.pdf and closing have no limit of their own
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
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
def serving(log_file: Path, app: Path = ROOT / "app.py", port: int = 0) -> Iterator[Server]:
    """`streamlit run` on a port of this machine, a free one unless told, ended by its own process id."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))
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
    return {**browser_type_launch_args, "executable_path": executable, "args": [*FLAGS, ONE_PROCESS]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A reader in Vietnam; `@pytest.mark.browser_context_args(**PHONE)`, or `locale="en-US"`, another."""
    return {
        **browser_context_args,
        "locale": "vi-VN",
        "timezone_id": "Asia/Ho_Chi_Minh",
        "viewport": {"width": 1440, "height": 900},
        "reduced_motion": "reduce",  # nobody watches; moving pictures cost more than the page
    }


@pytest.fixture(scope="session")
def server(
    browser_type_launch_args: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """The dashboard, started once; asked for after Chromium, so nothing starts where there is none."""
    with serving(tmp_path_factory.mktemp("server") / "server.log") as running:
        yield running


@pytest.fixture(scope="session")
def readers() -> dict[str, BrowserContext]:
    """The contexts in use, by what was asked of them."""
    return {}


@pytest.fixture
def context(
    request: pytest.FixtureRequest,
    browser: Browser,
    server: Server,
    browser_context_args: dict[str, Any],
    readers: dict[str, BrowserContext],
) -> Iterator[BrowserContext]:
    """The context of such a reader, kept from test to test; every test has a tab and a session of its own.

    Its first tab stays open and with it the process that has compiled Streamlit's scripts: a visit costs a
    third of what it costs in a new context. Whoever records a test records a context of its own.
    """
    if any(request.config.getoption(f"--{record}") != "off" for record in ("tracing", "video", "screenshot")):
        yield request.getfixturevalue("new_context")()
        return
    marker = request.node.get_closest_marker("browser_context_args")
    arguments = {**browser_context_args, **(marker.kwargs if marker else {})}
    kind = repr(sorted(arguments.items()))
    if kind not in readers:
        readers[kind] = browser.new_context(**arguments)
        readers[kind].new_page().goto(f"{server.url}/_stcore/health")
    kept = readers[kind]
    yield kept
    if not getattr(getattr(request.node, "rep_call", None), "passed", False):
        readers.pop(kind).close()
        return
    first, *others = kept.pages
    for tab in others:
        tab.close()
    first.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    kept.clear_cookies()


@pytest.fixture(autouse=True)
def no_external_requests(context: BrowserContext) -> Iterator[list[str]]:
    """The requests that left this machine; the test fails when there is one."""
    outside: list[str] = []

    def note(call: Request | WebSocket) -> None:
        if is_outside(call.url):
            outside.append(call.url)

    def watch(page: Page) -> None:
        page.on("websocket", note)

    context.on("request", note)
    context.on("page", watch)
    yield outside
    context.remove_listener("request", note)
    context.remove_listener("page", watch)
    assert outside == [], "the page asked for something outside this machine"


@pytest.fixture
def visit(page: Page, server: Server) -> Callable[[str], Page]:
    """Go to an address of the dashboard ('', 'forecast', '?b=...') and wait until it is drawn."""

    def go(address: str = "") -> Page:
        page.goto(f"{server.url}/{address.lstrip('/')}")
        wait_idle(page)
        return page

    return go
