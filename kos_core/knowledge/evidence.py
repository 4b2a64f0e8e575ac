"""What is known and who says so: claims, published figures, and the estimates that rest on them."""

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kos_core.vocabulary import Basis, Kind, Lang, Support


class Strict(BaseModel):
    """A frozen record that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(Strict):
    """One sentence in both languages."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def __call__(self, lang: Lang) -> str:
        """Return the sentence in `lang`."""
        return self.vi if lang == "vi" else self.en


class Claim(Strict):
    """One assertion of one document, in our own words."""

    id: str
    document: str
    section: Words
    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def __call__(self, lang: Lang) -> str:
        """Return the paraphrase in `lang`."""
        return self.vi if lang == "vi" else self.en


class Source(Strict):
    """Where something was read: an article, a page, a paper."""

    id: str
    title: str
    address: str = ""
    date: str = ""
    read: str = ""
    authors: str = ""
    year: int | None = None
    doi: str = ""


class Figure(Strict):
    """One published figure as its source prints it; `low`, `typical`, `high` may be partial.

    `currency` names a foreign one.
    """

    id: str
    parameter: str
    creator_type: str
    platform: str
    category: str
    market: str
    low: float | None
    typical: float | None
    high: float | None
    kind: Kind
    currency: Literal["", "USD", "THB", "IDR", "CNY"]
    unit: Words
    year: str
    source_title: str
    source_url: str
    source_kind: str
    grade: Literal["A", "B", "C"]
    note: Words | None
    source_id: str = ""
    seen: str = ""


class Earlier(Strict):
    """What an estimate was before the date from which it is what it is now."""

    low: float
    likely: float
    high: float
    rests_on: tuple[str, ...]


class Estimate(Strict):
    """A number the model uses: P10, likely and P90 in `unit`, and what it rests on.

    It cites figures or claims, or says in words why it is assumed; never neither. `divides` says that
    something is divided by it, `least` and `most` bound a reader's own where its kind does not say.
    """

    id: str
    kind: Kind
    divides: bool = False
    least: float | None = None
    most: float | None = None
    low: float
    likely: float
    high: float
    unit: Words
    basis: Basis
    rests_on: tuple[str, ...] = ()
    why: Words | None = None
    date: str = ""
    earlier: Earlier | None = None

    @model_validator(mode="after")
    def _is_ordered_and_cited(self) -> Self:
        if not self.low <= self.likely <= self.high:
            msg = f"{self.id}: low <= likely <= high does not hold"
            raise ValueError(msg)
        if not self.rests_on and self.why is None:
            msg = f"{self.id}: neither cites anything nor says why it is assumed"
            raise ValueError(msg)
        return self

    @property
    def is_assumption(self) -> bool:
        """Whether nothing published carries this number."""
        return self.basis is Basis.ASSUMPTION and self.date != "own"

    def on(self, day: str) -> "Estimate":
        """Return what it is on a day, an ISO date: what it was before where that day lies before its date."""
        if self.earlier is None or day >= self.date:
            return self
        return self.model_copy(update={**dict(self.earlier), "date": "", "earlier": None})

    def fixed_at(self, value: float) -> "Estimate":
        """Return this estimate as the reader's own figure: no width, marked by its date."""
        return self.model_copy(update={"low": value, "likely": value, "high": value, "date": "own"})


class Carried(Strict):
    """How directly the documents carry something: which claims say so, or why it is our judgement."""

    support: Support
    claims: tuple[str, ...] = ()
    why: Words | None = None

    @model_validator(mode="after")
    def _is_cited(self) -> Self:
        if self.support is not Support.JUDGEMENT and not self.claims:
            msg = f"{self.support} without a claim"
            raise ValueError(msg)
        if not self.claims and self.why is None:
            msg = "a judgement needs a claim it leans on or a reason in words"
            raise ValueError(msg)
        return self


class Rating(Carried):
    """How well a creator type or a platform meets a need, 0 to 10, and what carries it."""

    value: float = Field(ge=0, le=10)
