"""What is asked: the brief, the only place where bounds are written."""

import base64
import binascii
import json
import re
import unicodedata
import zlib
from datetime import date
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from kos_core.errors import KosError
from kos_core.links import completed, shortened
from kos_core.vocabulary import (
    Answer,
    Category,
    CostLine,
    Deal,
    Goal,
    Kind,
    Life,
    Platform,
    Readiness,
    Risk,
    Season,
    Seller,
    Service,
    Trait,
    Weekday,
)

FORM, FIRST_FORM = (
    "2",
    "1",
)  # of a token: with a checksum of its own, and links made before; others are refused
CHECKSUM = 4  # bytes
TOKEN_LONGEST = 20_000
TOKEN_UNPACKED_LONGEST = 80_000
EARLIEST, LATEST = date(2020, 1, 1), date(2049, 12, 31)  # the Vietnamese holidays known reach that far
LONGEST_PRODUCT = 40  # letters of the name of the goods
FARTHEST_COST = 5  # times the price: what costs more is asked back, a 0 too many or the cost of a lot


def goods_name(words: str) -> str:
    """Return a name of goods as one line: letters, figures and what stands between them, cut when long.

    It may come from a stranger's link and stands in sentences: no sign of Markdown, of HTML, of a formula or
    of an address is left, so it is words wherever it is shown.
    """
    flat = unicodedata.normalize("NFC", words[: 8 * LONGEST_PRODUCT])
    kept = "".join(
        sign if unicodedata.category(sign)[0] in "LMN" or sign in "-,.&/+'()%" else " " for sign in flat
    )
    kept = re.sub(r"(?<!\d)[./]|[./](?!\d)", " ", kept)
    return re.sub(r"^[^\w]+", "", " ".join(kept.split()))[:LONGEST_PRODUCT].rstrip(" ,-&+('")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Traits(_Frozen):
    """The reader's answers about the product; None keeps the category's preset."""

    best_seller: Answer | None = None
    clear_value: Answer | None = None
    try_first: Answer | None = None
    shows_on_camera: Answer | None = None
    needs_advice: Answer | None = None
    lasting_standing: Answer | None = None
    buys_again: Answer | None = None
    deal_room: Answer | None = None
    restricted_ads: Answer | None = None
    hard_to_ship: Answer | None = None

    def answer(self, trait: Trait) -> Answer | None:
        """Return the reader's own answer, None where there is none."""
        value: Answer | None = getattr(self, trait.value)
        return value


class Ready(_Frozen):
    """The reader's answers about what the shop has at hand."""

    stock_known: Answer = Answer.UNKNOWN
    price_sheet: Answer = Answer.UNKNOWN
    question_list: Answer = Answer.UNKNOWN
    live_offer: Answer = Answer.UNKNOWN
    papers: Answer = Answer.UNKNOWN
    samples: Answer = Answer.UNKNOWN
    comment_staff: Answer = Answer.UNKNOWN
    brand_guide: Answer = Answer.UNKNOWN
    measuring: Answer = Answer.UNKNOWN

    def answer(self, item: Readiness) -> Answer:
        """Return the answer, unknown where nobody asked."""
        value: Answer = getattr(self, item.value)
        return value


Week = Annotated[int, Field(ge=1, le=52)]


class Brief(_Frozen):
    """One case: what is sold, what for, for how much money; None means not said.

    Money is in VND, rates are shares of one, time is in weeks. `timing` gives lines of the plan, by programme
    and platform, their first and last week; `evenings` are those on which the shop can go live. `product` is
    what the goods are called in sentences; no number depends on it.
    """

    category: Category = Category.BEAUTY
    product: Annotated[str, Field(max_length=LONGEST_PRODUCT)] = ""
    goal: Goal = Goal.SALES
    budget_vnd: Annotated[int, Field(ge=100_000, le=1_000_000_000_000)] = 100_000_000
    platforms: tuple[Platform, ...] = tuple(Platform)
    price_vnd: Annotated[int, Field(ge=1_000, le=10_000_000_000)] | None = None
    paid_vnd: Annotated[int, Field(ge=1_000, le=10_000_000_000)] | None = None
    cost_vnd: Annotated[int, Field(ge=0, le=10_000_000_000)] | None = None
    margin_rate: Annotated[float, Field(ge=0, le=0.99)] | None = None
    discount_rate: Annotated[float, Field(ge=0, le=0.9)] | None = None
    repeat_rate: Annotated[float, Field(ge=0, le=1)] = 0.0
    halo_rate: Annotated[float, Field(ge=0, le=0.5)] = 0.0
    weeks: Annotated[int, Field(ge=1, le=52)] = 4
    products: Annotated[int, Field(ge=1, le=10_000)] | None = None
    ads_vnd: Annotated[int, Field(ge=0, le=1_000_000_000)] | None = None
    stock: Annotated[int, Field(ge=0, le=10_000_000)] | None = None
    pack_per_day: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    life: Life | None = None
    reviews: Annotated[int, Field(ge=0, le=10_000_000)] | None = None
    shop_views: Annotated[int, Field(ge=0, le=100_000_000)] | None = None
    creator_views: Annotated[int, Field(ge=0, le=1_000_000_000)] | None = None
    season: Season = Season.ORDINARY
    seller: Seller = Seller.INDIVIDUAL
    creator_registered: Answer = Answer.UNKNOWN
    services: tuple[Service, ...] = ()
    deal: Deal = Deal.ANY
    restricted_goods: Answer = Answer.UNKNOWN
    traits: Traits = Traits()
    ready: Ready = Ready()
    costs_off: tuple[CostLine, ...] = (CostLine.AGENCY, CostLine.RIGHTS)
    money_share: Annotated[float, Field(ge=0, le=1)] | None = None
    practice_share: Annotated[float, Field(ge=0, le=1)] | None = None
    risk: Risk = Risk.EXPECTED
    locks: tuple[tuple[str, Annotated[int, Field(ge=0, le=100_000)]], ...] = ()
    at_least: tuple[tuple[str, Annotated[int, Field(ge=0, le=1_000_000_000_000)]], ...] = ()
    at_most: tuple[tuple[str, Annotated[int, Field(ge=0, le=1_000_000_000_000)]], ...] = ()
    starts: date | None = None
    evenings: tuple[Weekday, ...] = tuple(Weekday)
    timing: tuple[tuple[str, Week, Week], ...] = ()
    weights: tuple[tuple[str, Annotated[float, Field(ge=0, le=100)]], ...] = ()
    assumptions: tuple[tuple[str, Annotated[float, Field(ge=0, le=1e13)]], ...] = ()

    @field_validator("product", mode="before")
    @classmethod
    def _product_is_words(cls, value: Any) -> Any:
        return goods_name(value) if isinstance(value, str) else value

    @field_validator("platforms", mode="after")
    @classmethod
    def _platforms_in_order(cls, value: tuple[Platform, ...]) -> tuple[Platform, ...]:
        return tuple(p for p in Platform if p in value) or tuple(Platform)

    @field_validator("evenings", mode="after")
    @classmethod
    def _evenings_in_order(cls, value: tuple[Weekday, ...]) -> tuple[Weekday, ...]:
        return tuple(day for day in Weekday if day in value) or tuple(Weekday)

    @field_validator("starts", mode="after")
    @classmethod
    def _start_is_near(cls, value: date | None) -> date | None:
        if value is not None and not EARLIEST <= value <= LATEST:
            raise KosError("brief.start_far", "starts", first=EARLIEST.year, last=LATEST.year)
        return value

    @field_validator("timing", mode="after")
    @classmethod
    def _weeks_in_order(cls, value: tuple[tuple[str, int, int], ...]) -> tuple[tuple[str, int, int], ...]:
        found = {name: (name, first, last) for name, first, last in value}
        for name, first, last in found.values():
            if last < first:
                raise KosError("brief.weeks_backwards", "timing", given=name, first=first, last=last)
        return tuple(sorted(found.values()))

    @field_validator(
        "costs_off", "services", "locks", "at_least", "at_most", "weights", "assumptions", mode="after"
    )
    @classmethod
    def _sorted(cls, value: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(sorted(dict.fromkeys(value)))

    @model_validator(mode="after")
    def _cost_said_once(self) -> Self:
        if self.cost_vnd is not None and self.margin_rate is not None:
            raise KosError("brief.cost_twice", "cost_vnd")
        return self

    @model_validator(mode="after")
    def _price_said_once(self) -> Self:
        if self.price_vnd is not None and self.paid_vnd is not None:
            raise KosError("brief.price_twice", "paid_vnd")
        return self

    @model_validator(mode="after")
    def _voices_share_one(self) -> Self:
        if (self.money_share or 0.0) + (self.practice_share or 0.0) > 1 + 1e-9:
            raise KosError("brief.voices_over", "practice_share")
        return self

    @model_validator(mode="after")
    def _cost_near_price(self) -> Self:
        price, cost = self.price_vnd or self.paid_vnd, self.cost_vnd
        if cost is not None and 0 < cost < bounds("price_vnd")[0] and (price is None or cost < price / 50):
            raise KosError("brief.cost_slip", "cost_vnd", cost_vnd=cost, meant_vnd=cost * 1_000)
        if price is not None and cost is not None and cost > FARTHEST_COST * price:
            raise KosError("brief.cost_far", "cost_vnd", cost_vnd=cost, price_vnd=price, times=FARTHEST_COST)
        return self

    def with_(self, **changes: Any) -> "Brief":
        """Return this brief with `changes`; raises KosError naming the field that does not fit.

        A price takes the place of what customers pay, and the other way round: the later one holds.
        """
        for one, other in (("price_vnd", "paid_vnd"), ("paid_vnd", "price_vnd")):
            if changes.get(one) is not None:
                changes.setdefault(other, None)
        return make_brief({**dict(self), **changes})

    def with_trait(self, trait: Trait, answer: Answer | None) -> "Brief":
        """Return this brief with one trait answered; None goes back to the preset."""
        return self.with_(traits=self.traits.model_copy(update={trait.value: answer}))

    def with_ready(self, item: Readiness, answer: Answer) -> "Brief":
        """Return this brief with one readiness question answered."""
        return self.with_(ready=self.ready.model_copy(update={item.value: answer}))

    def changes(self) -> dict[str, Any]:
        """Return the fields that differ from an unspoken brief, as plain JSON values."""
        return self.model_dump(mode="json", exclude_defaults=True)


def _limits(field: str) -> dict[str, float]:
    """Return the bounds of a field that holds one number, nothing for any other."""
    info = Brief.model_fields[field]
    pieces: list[Any] = list(info.metadata)
    for inner in getattr(info.annotation, "__args__", ()):
        for meta in getattr(inner, "__metadata__", ()):
            pieces += getattr(meta, "metadata", [meta])
    return {
        name: getattr(piece, name)
        for piece in pieces
        for name in ("ge", "le")
        if getattr(piece, name, None) is not None
    }


NUMBERS = tuple(field for field in Brief.model_fields if _limits(field))
"""The fields that hold one number."""


def bounds(field: str) -> tuple[float, float]:
    """Return the least and the greatest value `field` accepts; widgets read them from here."""
    found = _limits(field)
    return found["ge"], found["le"]


def kind_of(field: str) -> Kind:
    """Return what kind of number a field of the brief, or a value named like one, holds."""
    if field.endswith("_vnd"):
        return Kind.VND
    return Kind.SHARE if field.endswith(("_rate", "_share")) else Kind.COUNT


def make_brief(raw: dict[str, Any]) -> Brief:
    """Return the brief of `raw`; raises KosError naming the first field that does not fit."""
    try:
        return Brief(**raw)
    except ValidationError as refused:
        first = refused.errors()[0]
        place = [str(part) for part in first["loc"]] or ["brief"]
        field = place[0]
        if first["type"] in {"greater_than_equal", "less_than_equal"} and len(place) == 1:
            low, high = bounds(field)
            raise KosError("brief.out_of_bounds", field, low=low, high=high, kind=kind_of(field)) from refused
        if first["type"] == "enum":
            raise KosError(
                "brief.not_a_choice", place[-1] if field in {"traits", "ready"} else field
            ) from refused
        if first["type"] == "extra_forbidden":
            raise KosError("brief.unknown_field", field, given=place[-1]) from refused
        raise KosError("brief.not_understood", field) from refused


def to_token(brief: Brief) -> str:
    """Return the brief as one short word for an address; empty for the unspoken brief."""
    changed = shortened(brief.model_dump(mode="json"), FORM)
    if not changed:
        return ""
    plain = json.dumps(changed, separators=(",", ":"), sort_keys=True).encode()
    packed = zlib.compress(plain, 9) + zlib.crc32(plain).to_bytes(CHECKSUM, "big")
    return FORM + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def from_token(token: str) -> Brief:
    """Return the brief a token stands for; raises KosError for anything else."""
    if not token:
        return Brief()
    try:
        return make_brief(completed(_unpacked(token), token[0]))
    except (binascii.Error, zlib.error, ValueError, RecursionError, KosError) as broken:
        raise KosError("brief.bad_link") from broken


def _unpacked(token: str) -> dict[str, Any]:
    """Return what a token holds; raises ValueError and its like where it is none of ours."""
    if len(token) > TOKEN_LONGEST or token[0] not in {FORM, FIRST_FORM}:
        msg = "too long, or of another form"
        raise ValueError(msg)
    body = token[1:].encode("ascii")
    packed = base64.b64decode(body + b"=" * (-len(body) % 4), altchars=b"-_", validate=True)
    unpacker = zlib.decompressobj()
    plain = unpacker.decompress(packed, TOKEN_UNPACKED_LONGEST)
    # zlib's own checksum is weak for so few bytes: two letters that change places may pass it.
    wanted = zlib.crc32(plain).to_bytes(CHECKSUM, "big") if token[0] == FORM else b""
    # Only at its end is the checksum read: a token short of its last letters may be any other case.
    if not unpacker.eof or unpacker.unused_data != wanted or not isinstance(raw := json.loads(plain), dict):
        msg = "larger than any brief, cut short, or no brief"
        raise ValueError(msg)
    return dict(raw)
