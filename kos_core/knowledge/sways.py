"""What of a brief moves what is needed of a platform: one frozen record for each."""

from typing import Self

from pydantic import Field, model_validator

from kos_core.knowledge.entries import Condition
from kos_core.knowledge.evidence import Carried, Strict, Words


class Moved(Carried):
    """The needs that are moved one way, and what carries it."""

    needs: tuple[str, ...] = Field(min_length=1)


class Sway(Strict):
    """One thing of a brief that makes some needs count more, others less, by `model.sway_times`."""

    id: str
    when: Condition
    label: Words
    more: Moved | None = None
    less: Moved | None = None

    @model_validator(mode="after")
    def _moves_each_need_once(self) -> Self:
        if not self.needs or len(set(self.needs)) < len(self.needs):
            msg = f"{self.id}: moves something, and each need once"
            raise ValueError(msg)
        return self

    @property
    def moved(self) -> tuple[Moved, ...]:
        """What is moved, the needs that count more first."""
        return tuple(side for side in (self.more, self.less) if side is not None)

    @property
    def needs(self) -> tuple[str, ...]:
        """Every need it moves."""
        return tuple(name for side in self.moved for name in side.needs)
