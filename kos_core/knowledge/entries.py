"""One frozen record for each entry of the data files."""

from typing import Literal, Self, get_args

from pydantic import Field, model_validator

from kos_core.knowledge.evidence import Rating, Strict, Words
from kos_core.vocabulary import (
    Answer,
    Category,
    CreatorType,
    Deal,
    Goal,
    Lang,
    Platform,
    Service,
    Stage,
    Trait,
    Unit,
)

Group = Literal["role", "craft", "product", "audience", "way", "practical", "voice"]
GROUPS: tuple[Group, ...] = get_args(Group)
WEIGHED = tuple(group for group in GROUPS if group != "voice")
"""The groups of the documents' voice, whose weights are points; the other voices have shares."""


class Condition(Strict):
    """When something counts: a product trait answered so, a price band, a goal, a chain that ends at leads.

    All that is given has to hold.
    """

    trait: Trait | None = None
    answer: Answer = Answer.YES
    price_from: float = 0
    price_below: float = 1e18
    goal: Goal | None = None
    leads: bool | None = None

    @property
    def edges(self) -> tuple[float, ...]:
        """The prices at which it turns, none where it asks for none."""
        return tuple(edge for edge in (self.price_from, self.price_below) if 0 < edge < 1e18)


class Criterion(Strict):
    """One thing a brief may need from a creator, and how well each type meets it."""

    id: str
    group: Group
    label: Words
    asks: Words
    when: Condition | None = None
    points: float = Field(default=0, ge=0)
    why: Words
    ratings: dict[CreatorType, Rating] = Field(default_factory=dict)


REACH = (Stage.IMPRESSIONS, Stage.VIEWS, Stage.ENGAGEMENTS)


class Measure(Strict):
    """What a campaign counts: the stage it is judged by, the one beside it, what a target may be set in."""

    first: Stage
    second: Stage
    targets: tuple[Stage, ...] = Field(min_length=1)
    by_months: bool = False
    against: Literal["cost", "ads", "others"] = "cost"  # what a VND of it is held against

    @property
    def is_money(self) -> bool:
        """Whether a gain or loss in VND is counted, not people, orders or leads."""
        return self.first is Stage.PROFIT

    @property
    def is_reach(self) -> bool:
        """Whether people are counted, not what they buy or ask."""
        return self.first in REACH


class Measures(Strict):
    """What a goal counts; goals that count money count leads or reach where nothing is sold on the spot."""

    usual: Measure
    leads: Measure | None = None
    reach: Measure | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.usual.is_money and (self.leads is None or self.reach is None):
            msg = "a goal that counts money says what counts for leads and for reach"
            raise ValueError(msg)
        return self

    def of(self, measured_by: "Literal['sales', 'reach']", *, is_leads: bool) -> Measure:
        """Return what counts for a way of hiring: what its goal counts, or what stands in its place."""
        if not self.usual.is_money:
            return self.usual
        other = self.reach if measured_by == "reach" else self.leads if is_leads else None
        return other or self.usual


class Role(Strict):
    """A part in a campaign of several types: what it is judged by, and the goal whose count it serves."""

    label: Words
    criterion: str
    goal: Goal


class Shares(Strict):
    """How much money and practice say beside the documents, shares of one; the documents have the rest."""

    money: float = Field(ge=0, le=1)
    practice: float = Field(ge=0, le=1)


class GoalEntry(Strict):
    """What a goal makes a brief need: points by criterion, and the evidence; what it counts."""

    label: Words
    under: Words
    verb: Words
    measure: Measures
    voices: Shares
    team: tuple[str, ...] = ()  # the roles several types take in turn, in order
    role_floor: float = Field(default=0.0, ge=0, le=0.3)  # of the money, for each role of the team
    points: dict[str, float]
    product_scale: float = Field(gt=0, le=1)
    claims: tuple[str, ...] = ()
    why: Words

    @property
    def sells(self) -> bool:
        """Whether it is reached in orders and what they leave."""
        return self.measure.usual.is_money


class TraitEntry(Strict):
    """How a product trait is asked and whom it helps."""

    label: Words
    helps: Words
    basis: Literal["explicit", "implied", "judgement", "law"]
    ask: int | None


class ReadinessEntry(Strict):
    """How a readiness question is asked and what its answer does."""

    question: Words
    effect: Words


class AssumedShare(Strict):
    """A low, likely and high share with the reason it is assumed."""

    low: float
    likely: float
    high: float
    rests_on: tuple[str, ...] = ()
    why: Words


class AssumedCount(AssumedShare):
    """A low, likely and high count with the reason it is assumed."""


class BannedGoods(Strict):
    """Goods of a category that may not be advertised at all."""

    question: Words
    why: Words
    sources: tuple[str, ...]


class Note(Words):
    """A condition that holds for part of a category only."""

    sources: tuple[str, ...] = ()


class Paper(Strict):
    """A paper that has to be there before anything is filmed or sold live."""

    name: Words
    why: Words
    meanwhile: Words
    sources: tuple[str, ...]
    status: Literal["seen", "to_verify"]


class CategoryEntry(Strict):
    """A category as a preset of traits, with its gates and the assumptions only it needs."""

    label: Words
    short: Words
    words: tuple[str, ...]
    presets: dict[Trait, Answer]
    leads: bool
    legal_counsel: bool
    margin: AssumedShare
    usual_discount: AssumedShare
    live_products: AssumedCount
    spoiled_share: AssumedShare
    papers: tuple[str, ...]
    banned_goods: BannedGoods | None = None
    note: Note | None = None
    near: tuple[Category, ...] = ()  # whose campaigns are likest

    def name(self, lang: Lang) -> str:
        """Return its name without the examples that stand in brackets."""
        return self.label(lang).split(" (")[0]


class Need(Strict):
    """What a type may need of a platform."""

    label: Words
    short: Words
    weights: dict[CreatorType, Rating]


class PlatformEntry(Strict):
    """A platform: its name, what it is good at, and its ratings on the needs."""

    label: str
    good_at: Words
    failed_shipping: str  # the estimate of what an order that fails costs here
    ratings: dict[str, Rating]


class Tariff(Strict):
    """What a fee is from a day on (ISO date, month or year): for whom, and under which estimates."""

    in_force: str = Field(pattern=r"^\d{4}(-\d\d){0,2}$")
    seller_kind: Words
    estimate: str
    by_category: dict[Category, str] = Field(default_factory=dict)

    @property
    def estimates(self) -> tuple[str, ...]:
        """Every estimate it names."""
        return tuple(dict.fromkeys((self.estimate, *self.by_category.values())))


class Fee(Strict):
    """One of a platform's fees under its own name: every tariff it had, and which one holds."""

    id: str
    label: Words
    per: Literal["value", "order"]
    luck: Literal["platform_fee", "transaction_fee"]
    service: Service | None = None  # only where the shop takes part in it
    tariffs: tuple[Tariff, ...] = Field(min_length=1)
    holds: int = -1

    def on(self, day: str) -> "Fee":
        """Return the fee with the tariff of a day, an ISO date; before the first one that one."""
        begun = sum(tariff.in_force <= day for tariff in self.tariffs)
        return self.model_copy(update={"holds": max(1, begun) - 1})

    @property
    def tariff(self) -> Tariff:
        """The tariff that holds."""
        return self.tariffs[self.holds]


class ReadyNeed(Strict):
    """What a type needs the shop to have ready, and how much of its readiness that is."""

    item: str
    share: float = Field(gt=0)


class Programme(Strict):
    """A way of hiring a type: unit, pay, sizes; its parameters are estimates under its id."""

    id: str
    creator: CreatorType
    unit: Unit
    deal: Deal
    live: bool
    label: Words
    unit_word: Words
    unit_one: Words
    how: Words
    platforms: tuple[Platform, ...]
    smallest: int = Field(ge=1)
    comfortable: int = Field(ge=1)
    most_per_week: float = Field(gt=0)
    most: int = Field(ge=1)
    units_per_creator: int = Field(ge=0)  # 0: one creator (or the shop's own channel) does all units
    shop_channel: bool = False
    house: bool = False  # the shop's own people: paid a wage, trained and equipped once
    samples_per_unit: int = Field(default=0, ge=0)
    months: int = Field(default=0, ge=0)
    posts_per_unit: int = Field(default=1, ge=1)
    measured_by: Literal["sales", "reach"] = "sales"
    sells_only: bool = False  # makes no sense where the chain ends at leads
    leads_only: bool = False  # makes no sense where orders are placed on the spot
    many_products: bool = False  # fills hours: needs several products to show
    why: Words


class Creator(Strict):
    """A type in plain words, the claims that define and judge it, the figures that use the word otherwise."""

    short: Words
    plain: Words
    also: Words
    means: Words
    judged_by: Words
    claims: tuple[str, ...]
    differs: tuple[str, ...]


class Theme(Strict):
    """Something the documents say of the field as a whole, beside the types."""

    label: Words
    claims: tuple[str, ...]


class Compliance(Strict):
    """One line of law or contract for the hand-off."""

    id: str
    topic: str
    categories: tuple[str, ...]
    vi: str
    en: str
    sources: tuple[str, ...] = ()
    status: Literal["seen", "to_verify"]
    in_force: str = ""
    earlier: Words | None = None  # what was held before, kept


class Campaign(Strict):
    """One published campaign: who led it for what, with what published result; evidence of what was done."""

    id: str
    brand: str
    product: Words
    category: Category
    goal: Goal
    lead: CreatorType
    others: tuple[CreatorType, ...]
    platform: str
    market: str
    orders: int | None
    gmv_vnd: float | None
    outcome: Literal["published_success", "mixed", "failed"]
    year: str
    certainty: Literal["high", "medium", "low"]
    source_title: str
    source_url: str
    lesson: Words | None

    @property
    def is_success(self) -> bool:
        """Whether it was published as a success."""
        return self.outcome == "published_success"


class CheckRow(Strict):
    """One line of a document and the claims it became."""

    document: str
    line: int
    claims: tuple[str, ...]
    because: str = ""
