"""Where saved cases are kept: each owner sees their own, whoever holds a link the one it names."""

import hashlib
import json
import secrets
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, delete, exists, insert, select, update
from sqlalchemy.engine import URL

from kos_core.errors import KosError
from kos_core.keep.opened import address, opened
from kos_core.keep.scenario import Draft, Scenario, named_well
from kos_core.keep.tables import SCENARIO, SHARE
from kos_core.numbers.search import fold

KEY_BYTES = 32
LONGEST_KEY = 200
MOST = 1_000  # cases of one owner


def new_key() -> str:
    """Return a key nobody can guess: 256 bits of the system's chance."""
    return secrets.token_urlsafe(KEY_BYTES)


def hashed(key: str) -> str:
    """Return what stands in the database for a key or the token of a link: its SHA-256 in hex."""
    return hashlib.sha256(key.encode()).hexdigest()


def owner_of(key: str) -> str:
    """Return the owner a workspace key stands for."""
    return hashed(f"key:{key}")


def owner_signed_in(issuer: str, subject: str) -> str:
    """Return the owner a signed-in user is, the same on every device."""
    return hashed(json.dumps(["user", issuer, subject]))


class Store:
    """Saved cases in a database; every call names its owner, and what is another's is as if it were not."""

    def __init__(self, url: URL | None = None) -> None:
        """Open the database at `url` (else where the setting says), made and brought forward if need be."""
        self.engine: Engine = opened(url or address())

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection

    def save(self, owner: str, what: Draft) -> Scenario:
        """Return the case as saved; raises KosError where the owner has too many."""
        made = Scenario(**dict(what), id=uuid.uuid4().hex, saved_at=_now())
        with self._writing() as connection:
            mine = select(SCENARIO.c.id).where(SCENARIO.c.owner == owner).limit(MOST)
            if len(connection.execute(mine).all()) >= MOST:
                raise KosError("keep.too_many", "name", most=MOST)
            connection.execute(insert(SCENARIO).values(owner=owner, **_row(made)))
        return made

    def every(self, owner: str, asked: str = "") -> tuple[Scenario, ...]:
        """Return an owner's cases, newest first, those that hold every word of `asked` in name or note."""
        wanted = _read().where(SCENARIO.c.owner == owner, SCENARIO.c.deleted_at.is_(None))
        with self.engine.connect() as connection:
            found = (
                connection.execute(wanted.order_by(SCENARIO.c.saved_at.desc(), SCENARIO.c.id))
                .mappings()
                .all()
            )
        words = fold(asked).split()
        every = (_scenario(row) for row in found)
        return tuple(one for one in every if all(w in fold(f"{one.name} {one.note}") for w in words))

    def find(self, owner: str, name: str) -> Scenario:
        """Return one case by its id; raises KosError for any that is not this owner's, there or not."""
        wanted = _read().where(
            SCENARIO.c.id == name, SCENARIO.c.owner == owner, SCENARIO.c.deleted_at.is_(None)
        )
        with self.engine.connect() as connection:
            row = connection.execute(wanted).mappings().one_or_none()
        if row is None:
            raise KosError("keep.unknown")
        return _scenario(row)

    def rename(self, owner: str, name: str, called: str, note: str) -> None:
        """Give a case another name and note; raises KosError where it is not theirs, or one does not fit."""
        flat, kept = named_well(called, note)
        self._change(owner, name, gone=False, name=flat, note=kept)

    def duplicate(self, owner: str, name: str, called: str) -> Scenario:
        """Return a copy under another name; raises KosError where it is not theirs."""
        found = self.find(owner, name)
        flat, _ = named_well(called, "")
        held = {field: getattr(found, field) for field in Draft.model_fields}
        return self.save(owner, Draft(**{**held, "name": flat}))

    def delete(self, owner: str, name: str) -> None:
        """Put a case away and close its links; `undo` brings the case back. Raises KosError."""
        self._change(owner, name, gone=False, deleted_at=_now())
        with self._writing() as connection:
            connection.execute(delete(SHARE).where(SHARE.c.scenario == name))

    def undo(self, owner: str, name: str) -> None:
        """Bring back a case that was put away; raises KosError where there is none of theirs."""
        self._change(owner, name, gone=True, deleted_at=None)

    def share(self, owner: str, name: str) -> str:
        """Return the token of a new link that reads this case; only its hash is kept. Raises KosError."""
        token = new_key()
        with self._writing() as connection:
            self._own(connection, owner, name)
            connection.execute(insert(SHARE).values(token=hashed(f"share:{token}"), scenario=name))
        return token

    def revoke(self, owner: str, name: str) -> None:
        """Close every link to a case; raises KosError where it is not theirs."""
        with self._writing() as connection:
            self._own(connection, owner, name)
            connection.execute(delete(SHARE).where(SHARE.c.scenario == name))

    def shared(self, token: str) -> Scenario:
        """Return the case a link reads; raises KosError for one that was closed as for one that never was."""
        named = select(SHARE.c.scenario).where(SHARE.c.token == hashed(f"share:{token[:LONGEST_KEY]}"))
        wanted = _read().where(SCENARIO.c.id.in_(named), SCENARIO.c.deleted_at.is_(None))
        with self.engine.connect() as connection:
            row = connection.execute(wanted).mappings().one_or_none()
        if row is None:
            raise KosError("keep.unknown")
        return _scenario(row)

    def _change(self, owner: str, place: str, *, gone: bool, **values: Any) -> None:
        away = SCENARIO.c.deleted_at.is_not(None) if gone else SCENARIO.c.deleted_at.is_(None)
        mine = update(SCENARIO).where(SCENARIO.c.id == place, SCENARIO.c.owner == owner, away)
        with self._writing() as connection:
            if connection.execute(mine.values(**values)).rowcount != 1:
                raise KosError("keep.unknown")

    @staticmethod
    def _own(connection: Connection, owner: str, name: str) -> None:
        wanted = select(SCENARIO.c.id).where(
            SCENARIO.c.id == name, SCENARIO.c.owner == owner, SCENARIO.c.deleted_at.is_(None)
        )
        if connection.execute(wanted).one_or_none() is None:
            raise KosError("keep.unknown")


def _now() -> datetime:
    """Return the time in UTC without its zone, as both databases keep it."""
    return datetime.now(UTC).replace(tzinfo=None)


def _read() -> Any:
    is_shared = exists().where(SHARE.c.scenario == SCENARIO.c.id).label("is_shared")
    return select(SCENARIO, is_shared)


def _row(one: Scenario) -> dict[str, Any]:
    held = one.model_dump(exclude={"is_shared", "looked"})
    return held | {"looked": json.dumps(one.looked)}


def _scenario(row: Any) -> Scenario:
    held = dict(row)
    looked = tuple((name, value) for name, value in json.loads(held.pop("looked")))
    held = {field: value for field, value in held.items() if field in Scenario.model_fields}
    return Scenario(**held, looked=looked)
