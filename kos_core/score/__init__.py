"""Who fits: needs of the case met by the types' ratings, the parts adding up to the score.

In: a `Case` and its ways of hiring. Out: `Standing` and `Scorecard` with the chance of each rank, platform
fit, the score taken apart, weights from comparisons in pairs, second opinions.
"""

from kos_core.score.scorecard import Scorecard, score
from kos_core.score.standing import Standing, standings

__all__ = [
    "Scorecard",
    "Standing",
    "score",
    "standings",
]
