"""Several files as one body of actuals, and the evenings it tells of."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from operator import itemgetter

from kos_core.case import Case
from kos_core.knowledge.files import whole_yaml
from kos_core.knowledge.loading import DATA
from kos_core.results.actuals import Order, Post, Read, Session
from kos_core.results.sums import Sums, sums_of
from kos_core.vocabulary import Platform


@lru_cache(maxsize=1)
def rules() -> dict[str, float]:
    """Return by what results are judged; raises KnowledgeError where the file is broken."""
    return {name: float(rule["value"]) for name, rule in whole_yaml(DATA / "results.yaml")["rules"].items()}


_FIRST = datetime(1, 1, 1)  # noqa: DTZ001  # a wall clock, as exports have it


@dataclass(frozen=True, eq=False)
class Actuals:
    """Everything that came back: each order once, whichever file tells of it last; added up once."""

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

    @cached_property
    def sums(self) -> dict[str, Sums]:
        """What is known of every creator, the one with most GMV first."""
        return sums_of(self.orders, self.sessions)

    @cached_property
    def evenings(self) -> "tuple[Evening, ...]":
        """Sessions in the order they were held; without any, orders by creator and evening."""
        return _of_sessions(self.sessions, self.orders) if self.sessions else _of_days(self.orders)


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


def _of_sessions(sessions: Iterable[Session], orders: Iterable[Order]) -> tuple[Evening, ...]:
    """Return sessions as evenings.

    An order belongs to the live whose time it fell in, past midnight too, where the row itself counts none.
    """
    timed = sorted(((one.at, one) for one in orders if one.at is not None), key=itemgetter(0))

    def evening(one: Session) -> Evening:
        if one.orders is not None or one.started is None or one.ended is None:
            return Evening(one.creator, one.started, one.views, one.orders or one.kept or 0, one.gmv_vnd or 0)
        first = bisect_left(timed, one.started, key=itemgetter(0))
        last = bisect_right(timed, one.ended, key=itemgetter(0))
        sold = [order for _, order in timed[first:last] if order.creator in {"", one.creator}]
        gmv = one.gmv_vnd or sum(order.amount_vnd for order in sold)
        return Evening(one.creator, one.started, one.views, len(sold), gmv)

    return tuple(sorted(map(evening, sessions), key=lambda one: one.at or _FIRST))


def _of_days(orders: Iterable[Order]) -> tuple[Evening, ...]:
    """Return orders by creator and day, which ends when no live goes on any more."""
    breaks = timedelta(hours=rules()["day_breaks"])
    held: dict[tuple[date, str], list[tuple[datetime, int]]] = {}
    for one in orders:
        if one.at is not None:
            held.setdefault(((one.at - breaks).date(), one.creator), []).append((one.at, one.amount_vnd))
    return tuple(
        Evening(creator, min(sold)[0], None, len(sold), sum(vnd for _, vnd in sold))
        for (_, creator), sold in sorted(held.items())
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
