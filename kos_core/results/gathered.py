"""Several files as one body of actuals, and the evenings it tells of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from kos_core.case import Case
from kos_core.errors import KnowledgeError
from kos_core.knowledge.files import read_yaml
from kos_core.knowledge.loading import DATA
from kos_core.results.actuals import Order, Post, Read, Session
from kos_core.vocabulary import Platform


@lru_cache(maxsize=1)
def rules() -> dict[str, float]:
    """Return by what results are judged; raises KnowledgeError where the file is broken."""
    problems: list[str] = []
    found = read_yaml(DATA / "results.yaml", problems)
    if problems:
        raise KnowledgeError(problems)
    return {name: float(rule["value"]) for name, rule in found["rules"].items()}


_FIRST = datetime(1, 1, 1)  # noqa: DTZ001  # a wall clock, as exports have it


@dataclass(frozen=True)
class Actuals:
    """Everything that came back: each order once, whichever file tells of it last."""

    orders: tuple[Order, ...] = ()
    sessions: tuple[Session, ...] = ()
    posts: tuple[Post, ...] = ()
    platforms: tuple[Platform, ...] = ()
    twice: int = 0
    """Orders that several files tell of."""

    @property
    def has_sales(self) -> bool:
        """Whether anything sold is told of, not posts alone."""
        return bool(self.orders or self.sessions)


@dataclass(frozen=True)
class Evening:
    """One live, or one creator's orders of one day until it breaks; None where nothing says."""

    creator: str
    at: datetime | None
    views: int | None
    orders: int
    gmv_vnd: int


def together(reads: Iterable[Read]) -> Actuals:
    """Return what several files say together; an order that two files tell of is the later file's."""
    orders: dict[str, Order] = {}
    sessions: dict[Session, None] = {}
    posts: list[Post] = []
    platforms: dict[Platform, None] = {}
    twice = 0
    for read in reads:
        twice += sum(one.id in orders for one in read.orders)
        orders |= {one.id: one for one in read.orders}
        sessions |= dict.fromkeys(read.sessions)
        posts += read.posts
        if read.platform is not None:
            platforms[read.platform] = None
    return Actuals(tuple(orders.values()), tuple(sessions), tuple(posts), tuple(platforms), twice)


def evenings(actuals: Actuals) -> tuple[Evening, ...]:
    """Return sessions in the order they were held; without any, orders by creator and evening.

    An order belongs to the live whose time it fell in, past midnight too, where the session's own row
    counts none.
    """
    if actuals.sessions:
        return tuple(
            sorted(map(_of(actuals.orders), actuals.sessions), key=lambda one: one.at or _FIRST)
        )  # a wall clock
    breaks = timedelta(hours=rules()["day_breaks"])
    held: dict[tuple[date, str], list[Order]] = {}
    for order in actuals.orders:
        if order.at is not None:
            held.setdefault(((order.at - breaks).date(), order.creator), []).append(order)
    return tuple(
        Evening(who, min(o.at for o in sold if o.at), None, len(sold), sum(o.amount_vnd for o in sold))
        for (_, who), sold in sorted(held.items())
    )


class _of:  # noqa: N801  # a function with what it holds
    """A session as an evening, its orders counted where its row does not."""

    def __init__(self, orders: Sequence[Order]) -> None:
        self.orders = sorted((o for o in orders if o.at), key=lambda o: o.at or _FIRST)

    def __call__(self, one: Session) -> Evening:
        if one.orders is not None or one.started is None or one.ended is None:
            return Evening(one.creator, one.started, one.views, one.orders or one.kept or 0, one.gmv_vnd or 0)
        sold = [
            o
            for o in self.orders
            if o.at and one.started <= o.at <= one.ended and o.creator in {"", one.creator}
        ]
        return Evening(
            one.creator, one.started, one.views, len(sold), one.gmv_vnd or sum(o.amount_vnd for o in sold)
        )


def way_of(reads: Iterable[Read], case: Case) -> tuple[str, Platform]:
    """Return the way results were most likely earned by, until the reader says otherwise.

    Orders of an affiliate report are those of KOC on commission; everything else the shop's own lives. The
    platform is the files', else the first the brief names.
    """
    found = tuple(reads)
    platform = next((one.platform for one in found if one.platform), case.brief.platforms[0])
    kinds = {one.kind for one in found}
    name = "koc_commission" if kinds == {"tiktok_affiliate"} else "kos_own"
    return name, platform if platform in case.knowledge.programmes[name].platforms else Platform.TIKTOK_SHOP
