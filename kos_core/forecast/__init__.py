"""What may come back, and how sure: the chain of `hire` worked out for 8,192 draws.

In: a `Case` and a way of hiring. Out: a `Forecast` with 80 % bands, what the goal counts (`measure_of`),
the same money in ads, other ways of paying, one live session, the figure to check first.
"""

from kos_core.forecast.band import Band
from kos_core.forecast.forecast import Forecast
from kos_core.hire.measure import measure_of

__all__ = [
    "Band",
    "Forecast",
    "measure_of",
]
