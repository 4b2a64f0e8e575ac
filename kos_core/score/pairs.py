"""Weights from judgements in pairs, for rooms that argue better two at a time (AHP)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kos_core.errors import KosError

MOST_NAMES = 7  # 21 questions; beyond, nobody answers carefully
STRONGEST = 9.0
CONSISTENT_BELOW = 0.1

# Mean consistency index of random judgements for 1, 2, 3 ... names (Saaty 1980).
RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)
Pairs = Mapping[tuple[str, str], float]


@dataclass(frozen=True)
class Comparison:
    """What judgements in pairs come to.

    `weights` sum to one. `consistency_ratio` is 0 for judgements that never contradict each other and
    about 1 for random ones; `oddest` is the pair furthest from what all the others say, None where
    nothing contradicts.
    """

    weights: dict[str, float]
    consistency_ratio: float
    oddest: tuple[str, str] | None

    @property
    def is_consistent(self) -> bool:
        """Whether the judgements contradict each other little enough to be used (Saaty: at most 0.1)."""
        return self.consistency_ratio <= CONSISTENT_BELOW


def weights_from_pairs(names: Sequence[str], pairs: Pairs) -> Comparison:
    """Return the weights of `names` from how many times as important the first of each pair is.

    Every pair once, in either order, each value from 1/9 to 9. Weights are the principal eigenvector of
    the reciprocal matrix, consistency ratio = ((λ - n) / (n - 1)) / random index (Saaty 1977,
    doi:10.1016/0022-2496(77)90033-5; Saaty 1980, The Analytic Hierarchy Process). Raises KosError for too
    few or too many names, a name or pair given twice, missing or unknown, or a value off the scale.
    """
    matrix = _matrix(names, pairs)
    size = len(names)
    values, vectors = np.linalg.eig(matrix)
    first = int(np.argmax(values.real))
    found = np.abs(vectors[:, first].real)
    found /= found.sum()
    random_index = RANDOM_INDEX[size - 1]
    index = max(0.0, float(values[first].real) - size) / (size - 1)
    # How far each judgement stands from the ratio of the weights, as a factor.
    off = np.abs(np.log(matrix * found[None, :] / found[:, None]))
    i, j = (int(x) for x in np.unravel_index(int(np.argmax(off)), off.shape))
    return Comparison(
        weights=dict(zip(names, found.tolist(), strict=True)),
        consistency_ratio=index / random_index if random_index else 0.0,
        oddest=(names[min(i, j)], names[max(i, j)]) if off[i, j] > 1e-9 else None,
    )


def _matrix(names: Sequence[str], pairs: Pairs) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    """Return the reciprocal matrix of the judgements, shape (names, names)."""
    size = len(names)
    if size < 2:
        raise KosError("comparison.too_few", "weights", least=2)
    if size > MOST_NAMES:
        raise KosError("comparison.too_many", "weights", most=MOST_NAMES)
    if len(set(names)) < size:
        raise KosError(
            "comparison.name_twice", "weights", name=next(n for n in names if list(names).count(n) > 1)
        )
    place = {name: i for i, name in enumerate(names)}
    matrix = np.zeros((size, size))
    np.fill_diagonal(matrix, 1.0)
    for (one, other), value in pairs.items():
        unknown = next((n for n in (one, other) if n not in place), None)
        if unknown is not None or one == other:
            raise KosError("comparison.unknown_name", "weights", name=unknown or one)
        if not 1 / STRONGEST - 1e-9 <= value <= STRONGEST + 1e-9:  # also refuses what is not a number
            raise KosError("comparison.off_the_scale", "weights", one=one, other=other, given=value)
        i, j = place[one], place[other]
        if matrix[i, j]:
            raise KosError("comparison.pair_twice", "weights", one=one, other=other)
        matrix[i, j], matrix[j, i] = value, 1 / value
    for i, j in zip(*np.nonzero(matrix == 0), strict=True):
        raise KosError("comparison.pair_missing", "weights", one=names[i], other=names[j])
    return matrix


def shared_out(
    comparison: Comparison, members: Mapping[str, Sequence[str]], weights: Mapping[str, float]
) -> tuple[tuple[str, float], ...]:
    """Return the points of every criterion (summing to 100) once the compared names share their weight anew.

    `members` says which criteria stand behind each compared name (a group's, or the one itself);
    `weights` are the present ones, summing to one. Together the compared keep the weight they have; within a
    name its criteria keep their proportions, and share evenly where none of them counts yet. The result is
    what `Brief.weights` takes.
    """
    at_stake = sum(weights[c] for name in comparison.weights for c in members[name])
    found = dict(weights)
    for name, share in comparison.weights.items():
        own = sum(weights[c] for c in members[name])
        for criterion in members[name]:
            part = weights[criterion] / own if own > 0 else 1 / len(members[name])
            found[criterion] = at_stake * share * part
    return tuple((name, round(100 * value, 6)) for name, value in found.items())
