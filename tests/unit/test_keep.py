"""Saved cases: nothing committed is lost, nobody sees another's, old files are brought forward."""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import URL, make_url

from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.errors import KosError
from kos_core.keep.differs import Difference, differs
from kos_core.keep.scenario import Draft, draft
from kos_core.keep.store import Store, new_key, owner_of, owner_signed_in
from kos_core.knowledge.loading import load

V1 = Path(__file__).parent / "kept_v1.sql"
ME, YOU = owner_of("a"), owner_of("b")
SAVER = """
import sys
from sqlalchemy.engine import make_url
from kos_core.keep.scenario import Draft
from kos_core.keep.store import Store, owner_of
store = Store(make_url(sys.argv[1]))
for n in range(int(sys.argv[3])):
    what = Draft(name=f"{sys.argv[2]}-{n}", brief="{}", seed=1, knowledge_version="x", results=b"{}")
    made = store.save(owner_of("a"), what)
    print(made.id, flush=True)
"""


@pytest.fixture(scope="module")
def postgres() -> Iterator[URL]:
    """PostgreSQL on loopback for this run, as a user without rights."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL is missing: install Debian's package 'postgresql'")
        pytest.skip("PostgreSQL is missing")
    tools = found[-1].parent
    as_user: dict[str, Any] = {}
    if os.getuid() == 0:
        as_user = {"user": "postgres", "group": "postgres", "extra_groups": []}
    folder = Path(tempfile.mkdtemp(prefix="kos-pg-"))
    if as_user:
        shutil.chown(folder, "postgres")
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = folder / "data"
    subprocess.run(
        [
            tools / "initdb",
            "-D",
            data,
            "-A",
            "trust",
            "-U",
            "kos",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        ],
        check=True,
        capture_output=True,
        cwd="/",
        **as_user,
    )
    told = f"-h 127.0.0.1 -p {port} -k {folder}"
    control = [tools / "pg_ctl", "-D", data, "-w"]
    subprocess.run(
        [*control, "-l", folder / "log", "-o", told, "start"],
        check=True,
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **as_user,
    )
    yield make_url(f"postgresql+psycopg://kos@127.0.0.1:{port}/postgres")
    subprocess.run([*control, "-m", "immediate", "stop"], check=True, cwd="/", capture_output=True, **as_user)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def file(tmp_path: Path) -> URL:
    return make_url(f"sqlite:///{tmp_path}/new/kept.sqlite")


@pytest.fixture(params=["file", "postgres"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    opened = Store(request.getfixturevalue(request.param))
    yield opened
    opened.engine.dispose()


def every_id(url: URL) -> set[str]:
    store = Store(url)
    found = {one.id for one in store.every(ME)}
    store.engine.dispose()
    return found


def plain(name: str = "Mỹ phẩm tháng 11", note: str = "") -> Draft:
    case = Case(Brief(weights=(("reach", 3.0),)) if "reach" in load().weighed else Brief(), load())
    return draft(case, name, b'{"spend_vnd":1}', {"creator": "kos", "platform": "tiktok_shop"}, note)


def test_what_is_saved_is_read_back_whole(store: Store) -> None:
    made = store.save(ME, plain())
    assert store.find(ME, made.id) == made
    assert set(Brief.model_fields) == set(json.loads(made.brief))
    copy = store.duplicate(ME, made.id, "Bản hai")
    store.rename(ME, copy.id, "Bản ba", "gửi chị Lan")
    assert [one.name for one in store.every(ME, "chi lan")] == ["Bản ba"]
    store.delete(ME, copy.id)
    assert copy.id not in {one.id for one in store.every(ME)}
    store.undo(ME, copy.id)
    assert store.find(ME, copy.id).note == "gửi chị Lan"


def test_anothers_case_answers_as_one_that_never_was(store: Store) -> None:
    made = store.save(ME, plain())
    for name in (made.id, "0" * 32, "", "' or 1=1 --"):
        for act in (
            lambda n: store.find(YOU, n),
            lambda n: store.rename(YOU, n, "x", ""),
            lambda n: store.duplicate(YOU, n, "x"),
            lambda n: store.delete(YOU, n),
            lambda n: store.undo(YOU, n),
            lambda n: store.share(YOU, n),
            lambda n: store.revoke(YOU, n),
        ):
            with pytest.raises(KosError) as refused:
                act(name)
            assert (refused.value.key, refused.value.field, refused.value.values) == (
                "keep.unknown",
                None,
                {},
            )
    assert store.every(YOU) == ()
    assert store.find(ME, made.id) == made


def test_a_closed_link_answers_as_one_that_never_was(store: Store) -> None:
    made = store.save(ME, plain())
    token = store.share(ME, made.id)
    assert store.shared(token).brief == made.brief
    assert store.shared(token).looked == (("creator", "kos"), ("platform", "tiktok_shop"))
    store.revoke(ME, made.id)
    said = set()
    for one in (token, new_key(), "", made.id):
        with pytest.raises(KosError) as refused:
            store.shared(one)
        said.add((refused.value.key, str(refused.value.values)))
    assert said == {("keep.unknown", "{}")}


def test_a_key_cannot_be_guessed_and_is_not_kept(file: URL) -> None:
    keys = {new_key() for _ in range(1_000)}
    assert len(keys) == 1_000
    assert min(map(len, keys)) >= 43  # 256 bits, six a letter
    assert len({owner_of("a"), owner_signed_in("a", "b"), owner_signed_in("a", "c")}) == 3
    store, key = Store(file), new_key()
    made = store.save(owner_of(key), plain())
    token = store.share(owner_of(key), made.id)
    store.engine.dispose()
    raw = b"".join(path.read_bytes() for path in Path(str(file.database)).parent.iterdir())
    assert key.encode() not in raw
    assert token.encode() not in raw


def test_twenty_at_once_lose_nothing(store: Store) -> None:
    owner = owner_of(new_key())

    def saves(who: int) -> None:
        for n in range(5):
            store.save(owner, plain(f"{who}-{n}"))

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(saves, range(20)))
    assert {one.name for one in store.every(owner)} == {f"{w}-{n}" for w in range(20) for n in range(5)}


@pytest.mark.parametrize("where", ["file", "postgres"])
def test_four_processes_make_the_tables_once_and_lose_nothing(
    request: pytest.FixtureRequest, root: Path, where: str
) -> None:
    url = request.getfixturevalue(where)
    told = [
        [sys.executable, "-c", SAVER, url.render_as_string(hide_password=False), f"p{n}", "10"]
        for n in range(4)
    ]
    running = [
        subprocess.Popen(one, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for one in told
    ]
    done = [one.communicate(timeout=120) for one in running]
    assert [err for _, err in done] == [b""] * 4
    ids = {one for out, _ in done for one in out.decode().split()}
    assert len(ids) == 40
    assert ids <= every_id(url)


def test_a_kill_in_the_midst_of_saving_loses_nothing_committed(root: Path, file: URL) -> None:
    told = [sys.executable, "-c", SAVER, str(file), "k", "200"]
    running = subprocess.Popen(told, cwd=root, stdout=subprocess.PIPE)
    assert running.stdout is not None
    said = [running.stdout.readline() for _ in range(40)]
    time.sleep(0.05)
    running.send_signal(signal.SIGKILL)
    said += running.stdout.readlines()
    running.wait()
    running.stdout.close()
    ids = {line.decode().strip() for line in said if line.endswith(b"\n")}
    assert len(ids) >= 40
    assert ids <= every_id(file)
    with closing(sqlite3.connect(str(file.database))) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_file_of_version_1_is_brought_forward(file: URL) -> None:
    Path(str(file.database)).parent.mkdir()
    with closing(sqlite3.connect(str(file.database))) as raw:
        raw.executescript(V1.read_text(encoding="utf-8"))
    store = Store(file)
    (found,) = store.every(owner_of("version-1"))
    assert found.name == "Mỹ phẩm tháng 11"
    assert found.asked().budget_vnd == 60_000_000
    assert store.shared(store.share(owner_of("version-1"), found.id)).id == found.id
    store.engine.dispose()


def test_what_differs_is_named_by_its_place() -> None:
    before, now = b'{"a":{"b":1,"c":2},"d":3}', b'{"a":{"b":1,"c":4},"e":5}'
    assert differs(before, now) == (
        Difference("a.c", 2, 4),
        Difference("d", 3, None),
        Difference("e", None, 5),
    )
    assert differs(before, before) == ()


@pytest.mark.parametrize(("name", "key"), [(" \n", "no_name"), ("x" * 81, "long_name")])
def test_a_name_that_does_not_fit_is_refused(name: str, key: str) -> None:
    with pytest.raises(KosError) as refused:
        plain(name)
    assert refused.value.key == f"keep.{key}"
