"""What two other ways of weighing the same ratings say: TOPSIS and PROMETHEE II."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from kos_core.knowledge.whole import Knowledge
from kos_core.score.scorecard import Scorecard
from kos_core.score.standing import ratings
from kos_core.vocabulary import CreatorType

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


Method = Literal["topsis", "promethee"]
SAME = 12  # decimals: closer than that is rounding, not preference


@dataclass(frozen=True)
class SecondOpinion:
    """The ranking of the eligible types under another method, best first, and how much it prefers each.

    `values`: TOPSIS closeness, 0 to 1; PROMETHEE net flow, -1 to 1. `agrees` says whether the first place is
    the score's; where not, `decides` is the criterion whose part in the argument moved most towards the
    method's own winner, and `counts` how: "more" where that winner is the better one on it, "less" where the
    score's is.
    """

    method: Method
    ranking: tuple[CreatorType, ...]
    values: dict[CreatorType, float]
    agrees: bool
    decides: str | None
    counts: Literal["more", "less"] | None

    @property
    def leader(self) -> CreatorType:
        """The type this method puts first."""
        return self.ranking[0]


def topsis(matrix: "Array", weights: "Array") -> "Array":
    """Return the closeness to the ideal of each alternative, shape (alternatives,), 0 to 1.

    `matrix` has shape (alternatives, criteria), more is better; `weights` sum to one. Distance to the worst
    over the distances to worst and best, on weighted ratings (Hwang & Yoon 1981, Multiple Attribute
    Decision Making, doi:10.1007/978-3-642-48318-9). Ratings share one scale already and are not normalised.
    0.5 where all alternatives are the same.
    """
    towards, away = (np.sqrt(parts.sum(axis=1)) for parts in _distances(matrix, weights))
    whole = towards + away
    found: Array = np.divide(away, whole, out=np.full(len(matrix), 0.5), where=whole > 0)
    return found


def _distances(matrix: "Array", weights: "Array") -> "tuple[Array, Array]":
    """Return the squared distances to best and to worst by criterion, each (alternatives, criteria)."""
    weighted = matrix * weights
    return (weighted - weighted.max(axis=0)) ** 2, (weighted - weighted.min(axis=0)) ** 2


def promethee(matrix: "Array", weights: "Array") -> "Array":
    """Return the net flow of each alternative, shape (alternatives,), -1 to 1.

    PROMETHEE II with the usual preference function: on each criterion only who is ahead counts, not by how
    much (Brans & Vincke 1985, doi:10.1287/mnsc.31.6.647). 0 where there is one alternative.
    """
    found: Array = _flows(matrix) @ weights
    return found


def _flows(matrix: "Array") -> "Array":
    """Return the net flow of each alternative on each criterion alone, shape (alternatives, criteria)."""
    ahead = np.sign(matrix[:, None, :] - matrix[None, :, :]).sum(axis=1)
    found: Array = ahead / max(1, len(matrix) - 1)
    return found


def second_opinions(card: Scorecard, knowledge: Knowledge) -> tuple[SecondOpinion, ...]:
    """Return what TOPSIS and PROMETHEE II say of the eligible types; empty where there is none.

    Same ratings and weights as the score. Equal preferences keep the score's order.
    """
    eligible = tuple(row.creator for row in card.leading)
    if not eligible:
        return ()
    rated = ratings({row.creator: row.standing for row in card.rows}, knowledge)
    names = [name for name, weight in card.weights.items() if weight > 0]
    weights = np.array([card.weights[name] for name in names])
    matrix = np.array([[rated[t][name] for name in names] for t in eligible])
    towards, away = _distances(matrix, weights)
    return (
        _opinion("topsis", eligible, names, topsis(matrix, weights), (matrix * weights, away - towards)),
        _opinion(
            "promethee",
            eligible,
            names,
            promethee(matrix, weights),
            (matrix * weights, _flows(matrix) * weights),
        ),
    )


def _opinion(
    method: Method,
    eligible: tuple[CreatorType, ...],
    names: list[str],
    values: "Array",
    parts: "tuple[Array, Array]",
) -> SecondOpinion:
    """Return one method's opinion; `parts` are the score's and the method's own, by type and criterion."""
    rounded = np.round(values, SAME)
    order = sorted(range(len(eligible)), key=lambda i: (-rounded[i], i))
    first = order[0]
    decides: str | None = None
    counts: Literal["more", "less"] | None = None
    if first != 0:
        # Each method's argument for its winner against the score's, criterion by criterion, in shares.
        score, own = (_shares(part[first] - part[0]) for part in parts)
        most = int(np.argmax(own - score))
        decides, counts = names[most], "more" if score[most] > 0 else "less"
    return SecondOpinion(
        method=method,
        ranking=tuple(eligible[i] for i in order),
        values=dict(zip(eligible, values.tolist(), strict=True)),
        agrees=first == 0,
        decides=decides,
        counts=counts,
    )


def _shares(gaps: "Array") -> "Array":
    whole = float(np.abs(gaps).sum())
    return gaps / whole if whole else gaps
