"""A real `streamlit run` on a free port of this machine, ended by its own process id."""

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.bench.clock import CannotMeasureError

ROOT = Path(__file__).parents[2]
LATEST_SECONDS = 30.0


@dataclass(frozen=True)
class Server:
    """A running server and how long it took from its start until it called itself healthy."""

    port: int
    seconds: float


@contextmanager
def serving(script: Path, **environment: str) -> Iterator[Server]:
    """Serve a script, with the settings of the project, until the block is left."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(script),
        "--server.headless=true",
        "--client.showErrorDetails=full",
    ]
    command += ["--server.address=127.0.0.1", f"--server.port={port}"]
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env=_environment(environment), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while not _healthy(port):
            if process.poll() is not None:
                raise CannotMeasureError(f"the server of {script.name} ended with {process.returncode}")
            if time.perf_counter() - start > LATEST_SECONDS:
                raise CannotMeasureError(
                    f"the server of {script.name} is not healthy after {LATEST_SECONDS:.0f} s"
                )
            time.sleep(0.005)
        yield Server(port, time.perf_counter() - start)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@cache
def _bytecode() -> tempfile.TemporaryDirectory[str]:
    """A folder of compiled modules, gone when we are: every start but the first finds its modules compiled.

    That is what a second start finds on any machine; here it does not depend on how .venv was installed.
    """
    return tempfile.TemporaryDirectory()


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": _bytecode().name, **more}


def _healthy(port: int) -> bool:
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        asked.request("GET", "/_stcore/health")
        return asked.getresponse().read() == b"ok"
    except OSError:
        return False
    finally:
        asked.close()


def call(*arguments: str) -> None:
    """Run our Python once with arguments; raises CannotMeasureError where it fails."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=_environment({}),
        capture_output=True,
        check=False,
        timeout=60,
    )
    if done.returncode:
        last = (done.stderr.decode(errors="replace").strip().splitlines() or ["nothing said"])[-1]
        raise CannotMeasureError(f"exit {done.returncode}: {last[:200]}")
