"""Ways to hire: one programme on one platform, what it costs, what an order leaves, which gates are shut.

In: a `Case`. Out: every `Way` of hiring each type at likely values (`ways_of`), its `Terms`, the one chain
from views to profit (`chain`), and the gates (`stops_of`). Nothing is drawn here.
"""

from kos_core.hire.costs import Terms, terms
from kos_core.hire.gates import Notice, stops_of
from kos_core.hire.premises import Premises
from kos_core.hire.ways import Way, Ways, ways_of

__all__ = [
    "Notice",
    "Premises",
    "Terms",
    "Way",
    "Ways",
    "stops_of",
    "terms",
    "ways_of",
]
