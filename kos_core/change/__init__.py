"""Other answers: who leads at other budgets and goals, how far a weight may move, the nearest changes.

In: a `Case` and its scorecard. Out: `DecisionMap`, `WeightInterval`, `Flip`. Every change returned has
been tried.
"""

from kos_core.change.map import DecisionMap, decision_map
from kos_core.change.nearest import nearest
from kos_core.change.search import Flip

__all__ = [
    "DecisionMap",
    "Flip",
    "decision_map",
    "nearest",
]
