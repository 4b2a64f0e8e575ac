"""The server as it is started: this machine alone, nobody asked outside, strangers refused at once."""

import asyncio
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from pages.parts.guard import HEADERS, Guard, is_known

STARTS_WITHIN = 40.0


@dataclass
class Recorder:
    """A proxy that lets nothing through and keeps what it was asked."""

    port: int
    asked: list[bytes] = field(default_factory=list)


@pytest.fixture(scope="module")
def recorder() -> Iterator[Recorder]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        found = Recorder(listening.getsockname()[1])

        def listen() -> None:
            while True:
                try:
                    asking, _ = listening.accept()
                except OSError:
                    return
                with asking:
                    asking.settimeout(1)
                    found.asked.append(asking.recv(1_000))

        threading.Thread(target=listen, daemon=True).start()
        yield found


@pytest.fixture(scope="module")
def port(root: Path, recorder: Recorder) -> Iterator[int]:
    """Where the dashboard answers, started as the README's plain line does, every way out recorded."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        chosen = free.getsockname()[1]
    proxy = f"http://127.0.0.1:{recorder.port}"
    named = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), proxy)
    ours = {name: text for name, text in os.environ.items() if name.lower() != "no_proxy"}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={chosen}"]
    process = subprocess.Popen(
        command, cwd=root, env=ours | named, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        last = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < last and process.poll() is None:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{chosen}/_stcore/health", timeout=5).close()
                break
            except OSError:
                time.sleep(0.05)
        yield chosen
    finally:
        process.terminate()
        process.wait(20)


def opened(port: int, origin: str, host: str = "") -> bytes:
    """The first line of the answer to a websocket that says where it comes from."""
    lines = (
        "GET /_stcore/stream HTTP/1.1",
        f"Host: {host or f'127.0.0.1:{port}'}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw==",
        f"Origin: {origin}",
        "\r\n",
    )
    with socket.create_connection(("127.0.0.1", port), timeout=20) as talking:
        talking.sendall("\r\n".join(lines).encode())
        return talking.recv(200).partition(b"\r\n")[0]


def test_a_page_of_its_own_is_let_in_and_a_foreign_one_is_not(port: int) -> None:
    assert b" 101 " in opened(port, f"http://127.0.0.1:{port}")
    assert b" 101 " in opened(port, f"http://localhost:{port}")
    assert b" 403 " in opened(port, "http://evil.example")
    assert b" 403 " in opened(port, f"http://evil.example:{port}", f"evil.example:{port}")


def test_every_answer_says_how_a_page_may_be_used(port: int) -> None:
    for path in ("/", "/forecast", "/_stcore/health"):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
            for name, value in HEADERS.items():
                assert answer.headers[name] == value, (path, name)


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="no list of sockets here")
def test_it_listens_on_this_machine_alone(port: int) -> None:
    lines = [line.split() for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]]
    listening = {row[1] for row in lines if row[3] == "0A" and row[1].endswith(f":{port:04X}")}
    assert listening == {f"0100007F:{port:04X}"}
    six = Path("/proc/net/tcp6")
    wide = six.read_text(encoding="ascii") if six.exists() else ""
    assert not [
        row for row in wide.splitlines()[1:] if row.split()[1].endswith(f":{port:04X}") and " 0A " in row
    ]


def test_nobody_outside_is_asked(port: int, recorder: Recorder) -> None:
    """After its start, a page, and a stranger's websocket, the proxy has heard nothing."""
    opened(port, "http://evil.example")
    urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20).close()
    assert recorder.asked == []


def test_the_recorder_hears_who_asks(recorder: Recorder) -> None:
    """The guard of the guard: what goes out is kept."""
    asking = urllib.request.build_opener(
        urllib.request.ProxyHandler({"http": f"http://127.0.0.1:{recorder.port}"})
    )
    with pytest.raises((urllib.error.URLError, OSError)):
        asking.open("http://outside.invalid/", timeout=5)
    heard = [one for one in recorder.asked if b"outside.invalid" in one]
    recorder.asked.clear()
    assert heard


@pytest.mark.parametrize(
    ("host", "origin", "known"),
    [
        ("127.0.0.1:8501", None, True),
        ("127.0.0.1:8501", "http://127.0.0.1:8501", True),
        ("localhost:8501", "http://localhost:9999", True),
        ("127.0.0.1:8501", "http://127.0.0.1.evil.example", False),
        ("127.0.0.1:8501", "null", False),
        ("192.168.1.20:8501", "http://192.168.1.20:8501", False),
    ],
)
def test_who_is_let_in_on_this_machine_alone(host: str, origin: str | None, *, known: bool) -> None:
    headers = [(b"Host", host.encode()), *([(b"Origin", origin.encode())] if origin else [])]
    assert is_known({"type": "websocket", "headers": headers}) is known


def test_a_room_is_let_in_by_the_machine_s_address(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"server.address": "192.168.1.20", "server.corsAllowedOrigins": ["https://proxy.example"]}
    monkeypatch.setattr(st, "get_option", told.get)
    for origin, known in (
        ("http://192.168.1.20:8501", True),
        ("https://proxy.example", True),
        ("http://evil.example", False),
    ):
        headers = [(b"host", b"192.168.1.20:8501"), (b"origin", origin.encode())]
        assert is_known({"type": "websocket", "headers": headers}) is known


def test_a_header_the_answer_has_already_stays() -> None:
    async def app(_: Any, __: Any, send: Any) -> None:
        await send(
            {"type": "http.response.start", "status": 200, "headers": [(b"Referrer-Policy", b"origin")]}
        )

    said: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        said.append(message)

    guarded = Guard(app)({"type": "http", "headers": []}, None, send)  # type: ignore[arg-type]
    # In a thread of its own: a browser walk before it may have left a loop running in this one.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, guarded).result()
    names = [name.lower() for name, _ in said[0]["headers"]]
    assert len(names) == len(set(names)) == len(HEADERS)
