"""The plan of one live session: offers, products, stock, people on comments, parcels a day."""

from dataclasses import dataclass, replace
from math import ceil

from kos_core.forecast.band import Band
from kos_core.forecast.forecast import Forecast
from kos_core.hire.premises import premises
from kos_core.knowledge.entries import Programme
from kos_core.vocabulary import Stage, Unit

SESSION = ("hours", "offers_per_hour", "products")
SLOT = ("slot_hours", "slot_products", "hours")
COMMON = ("comment_share", "comments_per_hour", "ship_days", "packed_per_person")


@dataclass(frozen=True)
class Plan:
    """What one session or slot needs; `stock` and what follows are whole and hold in nine sessions of ten.

    `stock` is the 90th percentile of parcels shipped after one session, not held back by the present stock;
    `short` is what the present stock lacks of it. `pack_day` is parcels a day in the days after a session,
    `short_packing` what the shop's capacity lacks of it; both None where the shop did not say.
    """

    programme: Programme
    hours: float
    offers: int
    minutes_each: float
    products: int
    is_thin: bool
    fewest_products: int
    views: Band
    shipped: Band
    stock: int
    short: int | None
    comments_per_hour: float
    staff: int
    pack_day: int
    packers: int
    short_packing: int | None
    per_week: float
    rests_on: tuple[str, ...]

    @property
    def rounds(self) -> float:
        """How many times each product is offered in the session."""
        return self.offers / self.products


def plan(found: Forecast) -> Plan | None:
    """Return the plan of one unit of a live programme; None for others and where no orders are forecast.

    One session is forecast by itself: the luck of one is wider than the mean of many. Its demand is not cut
    by stock or packing, for what it takes to serve it is the question.
    """
    case, programme = found.case, found.programme
    brief, knowledge = case.brief, case.knowledge
    if not programme.live or not found.bands or found.premises.is_leads:
        return None
    free = case.with_(stock=None, pack_per_day=None)
    known = premises(free, programme, found.platform)
    one = Forecast(known, replace(found.terms, units=1), free)
    views, shipped = one.bands[Stage.VIEWS], one.bands[Stage.SHIPPED]
    session = programme.unit is Unit.SESSION
    used = tuple(f"planner.{name}" for name in ((*SESSION, "fewest_products") if session else SLOT) + COMMON)

    def likely(name: str) -> float:
        return knowledge.likely(f"planner.{name}")

    hours = max(1 / 60, likely("hours" if session else "slot_hours"))
    products = max(1, round(likely("products" if session else "slot_products")))
    offers = max(1, round(hours * likely("offers_per_hour"))) if session else products
    fewest = round(likely("fewest_products"))
    stock = ceil(shipped.high - 1e-9)
    # Whoever saw a slot asks on through the rest of the live it was part of.
    comments = views.high * likely("comment_share") / max(hours, likely("hours"))
    per_week = found.terms.units / brief.weeks
    days = max(1.0, min(likely("ship_days"), 7 / per_week))
    pack_day = ceil(stock / days - 1e-9)
    return Plan(
        programme=programme,
        hours=hours,
        offers=offers,
        minutes_each=60 * hours / offers,
        products=products,
        is_thin=session and products < fewest,
        fewest_products=fewest,
        views=views,
        shipped=shipped,
        stock=stock,
        short=None if brief.stock is None else max(0, stock - brief.stock),
        comments_per_hour=comments,
        staff=max(1, ceil(comments / max(1.0, likely("comments_per_hour")) - 1e-9)),
        pack_day=pack_day,
        packers=max(1, ceil(pack_day / max(1.0, likely("packed_per_person")) - 1e-9)),
        short_packing=None if brief.pack_per_day is None else max(0, pack_day - brief.pack_per_day),
        per_week=per_week,
        rests_on=used,
    )
