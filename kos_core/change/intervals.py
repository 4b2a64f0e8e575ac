"""How far each weight may move before somebody else leads."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from kos_core.case import Case
from kos_core.score.scorecard import Scorecard
from kos_core.score.standing import ratings
from kos_core.score.weights import of_documents
from kos_core.vocabulary import CreatorType

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Truth = NDArray[np.bool_]


@dataclass(frozen=True)
class WeightInterval:
    """From where to where a weight may go, the others keeping their proportions, before the leader changes.

    Weights are shares of one; a criterion of the documents has at most their voice's. `below` and `above`
    name who leads beyond the ends, None where the interval reaches the least or the most.
    """

    criterion: str
    weight: float
    low: float
    high: float
    below: CreatorType | None
    above: CreatorType | None

    @property
    def side(self) -> Literal["below", "above"] | None:
        """The end that is nearer and has somebody beyond it; None where no change of this weight flips."""
        down, up = self.weight - self.low, self.high - self.weight
        if self.below is not None and (self.above is None or down <= up):
            return "below"
        return None if self.above is None else "above"

    @property
    def change(self) -> float | None:
        """The smallest signed change of the weight that flips the leader, a share of one; None: none does."""
        ends = {"below": self.low - self.weight, "above": self.high - self.weight}
        return None if self.side is None else ends[self.side]

    @property
    def to(self) -> CreatorType | None:
        """The type the smallest change hands the lead to."""
        return self.below if self.side == "below" else self.above if self.side == "above" else None


def stable(share: float, at_all: "Array", without: "Array") -> tuple[float, float, int, int]:
    """Return (low, high, below, above): the interval of one weight in which the first alternative stays best.

    Closed form. `at_all` holds each alternative's value where this weight is 1, `without` where it is 0, both
    shape (alternatives,), the present winner first; between them values are linear in the weight. `below` and
    `above` are the alternatives that take over beyond, 0 where nobody does (Triantaphyllou & Sánchez 1997,
    doi:10.1111/j.1540-5915.1997.tb01306.x, the most critical criterion).
    """
    low, high, below, above = 0.0, 1.0, 0, 0
    steep_below, steep_above = 0.0, 0.0
    for k in range(1, len(at_all)):
        ahead = float(without[0] - without[k])
        slope = float(at_all[0] - at_all[k]) - ahead
        if slope == 0:
            continue
        # Where two tie, held within the present share: rounding must not put the tie on the other side.
        tie = -ahead / slope
        if slope > 0:  # k catches up as the weight falls
            tie = min(share, tie)
            if tie > 0 and (tie > low or (tie == low and slope > steep_below)):
                low, below, steep_below = tie, k, slope
        else:
            tie = max(share, tie)
            if tie < 1 and (tie < high or (tie == high and -slope > steep_above)):
                high, above, steep_above = tie, k, -slope
    return low, high, below, above


def weight_intervals(card: Scorecard, case: Case) -> tuple[WeightInterval, ...]:
    """Return for every criterion the interval of its weight in which the leader stays; empty without one.

    A criterion of the documents moves within their voice, whose share stays; another voice's share moves
    against all the rest. Where one carries all the weight the others have no proportions to keep: 0 to 1,
    nothing flips.
    """
    leading = [row.creator for row in card.leading]
    if not leading:
        return ()
    knowledge = case.knowledge
    rated = ratings({row.creator: row.standing for row in card.rows}, knowledge)
    names, alone = list(card.weights), of_documents(case)
    voices = {name: card.weights[name] for name in names if name not in alone}
    documents = 1 - sum(voices.values())
    matrix = {name: np.array([rated[t][name] for t in leading]) for name in names}
    beside = sum((share * matrix[name] for name, share in voices.items()), np.zeros(len(leading)))
    found = []
    for name in names:
        # A criterion's share moves within the documents' voice, a voice's within the whole.
        among, most, still = (
            (alone, documents, beside) if name in alone else (card.weights, 1.0, np.zeros(len(leading)))
        )
        others = {one: share for one, share in among.items() if one != name}
        whole = sum(others.values())
        low, high, below, above = 0.0, 1.0, 0, 0
        if whole > 0 and most > 0:
            rest = sum((share / whole * matrix[one] for one, share in others.items()), np.zeros(len(leading)))
            ends = [most * end + still for end in (matrix[name], rest)]
            low, high, below, above = stable(among[name], ends[0], ends[1])
        over = [leading[k] if k else None for k in (below, above)]
        found.append(WeightInterval(name, most * among[name], most * low, most * high, over[0], over[1]))
    return tuple(found)
