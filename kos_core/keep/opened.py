"""A database ready to keep cases: opened where the setting says, brought to the newest form, once."""

import os
import time
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url

SETTING = "KOS_COMPASS_STORE"
WAIT_S = 30  # seconds for another writer
LOCK = 4_057_331  # of PostgreSQL, for whoever brings the tables forward


def address() -> URL:
    """Return where cases are kept: the setting, else a file among the user's data."""
    told = os.environ.get(SETTING, "")
    if told:
        url = make_url(told)
        if url.drivername in {"postgres", "postgresql"}:
            url = url.set(drivername="postgresql+psycopg")
        return url
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return URL.create("sqlite", database=str(Path(base) / "kos-compass" / "scenarios.sqlite"))


def opened(url: URL, revision: str = "head") -> Engine:
    """Return an engine on tables of `revision`, made where missing; raises SQLAlchemyError."""
    if url.get_backend_name() == "sqlite":
        engine = _file(url)
    else:
        engine = create_engine(url, pool_size=5, max_overflow=25, pool_pre_ping=True)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
        _migrate(connection, revision)
    return engine


def _migrate(connection: Connection, revision: str) -> None:
    """Bring the tables to a revision inside the transaction that already holds the lock."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _file(url: URL) -> Engine:
    """Return an engine on a file of SQLite, its folder for its user alone, written ahead."""
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = create_engine(
        url, pool_size=5, max_overflow=25, connect_args={"timeout": WAIT_S, "check_same_thread": False}
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: Any, _: object) -> None:
    """Write ahead, to the disk, and leave the beginning of a transaction to `_begin`."""
    connection.isolation_level = None
    until = time.monotonic() + WAIT_S
    while True:  # the change to writing ahead does not wait for others by itself
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            break
        except connection.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")


def _begin(connection: Connection) -> None:
    """Begin; who writes takes the lock at once, for a reader that turns writer is refused without waiting."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
