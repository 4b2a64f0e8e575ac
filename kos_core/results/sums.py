"""What a creator's orders and sessions come to, added up."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields

from kos_core.results.actuals import Order, Session


@dataclass(frozen=True)
class Sums:
    """Counts and VND added up; losses are orders. What no file says is 0, and `told` names what is said."""

    placed: int = 0
    kept: int = 0
    open: int = 0
    cancelled: int = 0
    undelivered: int = 0
    returned: int = 0
    gmv_vnd: int = 0
    kept_vnd: int = 0
    open_vnd: int = 0
    commission_vnd: int = 0
    fee_vnd: int = 0
    ads_vnd: int = 0
    hire_vnd: int = 0
    views: int = 0
    clicks: int = 0
    carts: int = 0
    engagements: int = 0
    sessions: int = 0
    samples: int = 0
    posted: int = 0
    told: frozenset[str] = frozenset()

    def __add__(self, other: "Sums") -> "Sums":
        """Return both added up."""
        mine = {
            f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self) if f.name != "told"
        }
        return Sums(**mine, told=self.told | other.told)

    @property
    def settled(self) -> int:
        """Orders whose end is known."""
        return self.kept + self.cancelled + self.undelivered + self.returned


def sums_of(orders: Sequence[Order], sessions: Sequence[Session]) -> dict[str, Sums]:
    """Return what is known of every creator, the one with most GMV first."""
    counted: dict[str, Counter[str]] = {}
    told: dict[str, set[str]] = {}
    for one in orders:
        sums = counted.setdefault(one.creator, Counter())
        said = told.setdefault(one.creator, {"orders", "kept", "returned"})
        sums["placed"] += 1
        sums[one.status] += 1
        sums["gmv_vnd"] += one.amount_vnd
        if one.status in {"kept", "open"}:
            sums[f"{one.status}_vnd"] += one.amount_vnd
            sums["commission_vnd"] += one.commission_vnd or 0
        sums["fee_vnd"] += one.fee_vnd or 0
        said |= {name for name in ("commission_vnd", "fee_vnd") if getattr(one, name) is not None}
    named = {name: Sums(**sums, told=frozenset(told[name])) for name, sums in counted.items()}
    for session in sessions:
        sold = _of_session(session, counts=session.creator not in counted)
        named[session.creator] = named.get(session.creator, Sums()) + sold
    return dict(sorted(named.items(), key=lambda item: -item[1].gmv_vnd))


def _of_session(one: Session, *, counts: bool) -> Sums:
    """Return a session's row as sums; its orders only where no file of orders tells them (`counts`)."""
    told = frozenset(f.name for f in fields(one) if getattr(one, f.name) is not None)
    sums = Sums(
        views=one.views or 0, clicks=one.clicks or 0, carts=one.carts or 0, engagements=one.engagements or 0,
        sessions=one.sessions, ads_vnd=one.ads_vnd or 0, hire_vnd=one.hire_vnd or 0, samples=one.samples or 0,
        posted=one.posted or 0, told=told,
    )  # fmt: skip
    if not counts:
        return sums
    placed = max(one.orders or 0, (one.kept or 0) + (one.cancelled or 0) + (one.returned or 0))
    kept, cancelled, returned = one.kept or 0, one.cancelled or 0, one.returned or 0
    if one.kept is not None and one.cancelled is None and one.returned is None:
        cancelled = placed - kept  # what is not successful is lost, and nothing says how
    open_ = max(0, placed - kept - cancelled - returned)
    gmv = one.gmv_vnd or 0
    each = gmv / placed if placed else 0.0
    return sums + Sums(
        placed=placed, kept=kept, cancelled=cancelled, returned=returned, open=open_, gmv_vnd=gmv,
        kept_vnd=round(each * kept), open_vnd=round(each * open_), commission_vnd=one.commission_vnd or 0,
    )  # fmt: skip
