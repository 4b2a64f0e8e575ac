"""What a plan is handed over with, as records: words of the trade by category, contracts, evenings."""

from typing import Self

from pydantic import Field, model_validator

from kos_core.knowledge.evidence import Strict, Words
from kos_core.vocabulary import Category

NEARLY = 1e-9


class Saying(Words):
    """Something a creator may say or never says; `rests_on` names lines of law, none where it is ours.

    `is_for_paid` where it concerns who is paid to speak, not the shop's own people.
    """

    rests_on: tuple[str, ...] = ()
    is_for_paid: bool = False


class Handing(Strict):
    """How a shop of a category speaks of its goods, and what customers ask; ours but for what cites a line.

    `sells` completes "we …", `piece` stands where the product has no name yet.
    """

    sells: Words
    piece: Words
    questions: tuple[Words, ...] = Field(min_length=1)
    may: tuple[Saying, ...] = Field(min_length=1)
    never: tuple[Saying, ...] = Field(min_length=1)


class Handover(Strict):
    """What every plan is handed over with.

    `law_read` is the day the lines of law were last read, `law_first` those that come first,
    `law_live` those for who goes live only, `offer_parts` what share of one offer's minutes each part of it
    takes, `contract` the points of each way of hiring, `evenings` the days of a week (Monday 0) in the order
    in which they are taken, `from_hour` when an evening begins.
    """

    law_read: str = Field(default="", pattern=r"^(\d{4}-\d\d-\d\d)?$")
    law_first: tuple[str, ...] = ()
    law_live: tuple[str, ...] = ()
    offer_parts: dict[str, float] = Field(default_factory=dict)
    questions: tuple[Words, ...] = ()
    may: tuple[Saying, ...] = ()
    never: tuple[Saying, ...] = ()
    contract: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    evenings: tuple[int, ...] = ()
    from_hour: int = Field(default=20, ge=13, le=23)
    categories: dict[Category, Handing] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _parts_are_a_whole(self) -> Self:
        if self.offer_parts and abs(sum(self.offer_parts.values()) - 1) > NEARLY:
            msg = "offer_parts: the shares add up to one"
            raise ValueError(msg)
        return self

    @property
    def lines(self) -> tuple[str, ...]:
        """Every line of law or contract it names."""
        every = (*self.may, *self.never, *(s for c in self.categories.values() for s in (*c.may, *c.never)))
        named = [name for saying in every for name in saying.rests_on]
        return (
            *self.law_first,
            *self.law_live,
            *named,
            *(name for names in self.contract.values() for name in names),
        )
