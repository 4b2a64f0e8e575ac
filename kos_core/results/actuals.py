"""What really came back, as frozen rows: orders, live sessions, posts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from kos_core.vocabulary import Platform

Status = Literal["kept", "open", "cancelled", "undelivered", "returned"]


@dataclass(frozen=True, slots=True)
class Order:
    """One order, however many lines told of it; money in VND, None where nothing says."""

    id: str
    creator: str
    at: datetime | None
    status: Status
    amount_vnd: int
    commission_vnd: int | None = None
    fee_vnd: int | None = None
    session: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """One live session, or the sum of `sessions` of them; counts and VND, None where nothing says."""

    creator: str
    started: datetime | None = None
    ended: datetime | None = None
    id: str = ""
    sessions: int = 1
    views: int | None = None
    clicks: int | None = None
    carts: int | None = None
    engagements: int | None = None
    orders: int | None = None
    kept: int | None = None
    cancelled: int | None = None
    returned: int | None = None
    gmv_vnd: int | None = None
    commission_vnd: int | None = None
    ads_vnd: int | None = None
    hire_vnd: int | None = None
    samples: int | None = None
    posted: int | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """One post of a page and what people did with it."""

    at: datetime | None
    kind: str
    likes: int
    comments: int
    shares: int


@dataclass(frozen=True)
class Skipped:
    """A line that could not be read, or was left out on purpose: its number, why, and the words at fault."""

    line: int
    key: str
    given: str = ""


@dataclass(frozen=True)
class Read:
    """One file as it was read: what it is, which column holds what, what was skipped and why.

    `skipped` names at most MOST_NAMED lines, `skipped_count` counts all; `left_out` are headings nobody uses.
    """

    name: str
    kind: str
    rows: str
    platform: Platform | None
    columns: dict[str, str]
    left_out: tuple[str, ...]
    lines: int
    skipped: tuple[Skipped, ...]
    skipped_count: int
    notes: tuple[str, ...]
    orders: tuple[Order, ...] = ()
    sessions: tuple[Session, ...] = ()
    posts: tuple[Post, ...] = ()
