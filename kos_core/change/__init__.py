"""Other answers: who leads at other budgets and goals, how far a weight may move, the nearest changes.

In: a `Case` and its scorecard. Out: `DecisionMap`, `WeightInterval`, `Flip`, and the three `Change`s worth
a tap. Every change returned has been tried.
"""

from kos_core.change.map import DecisionMap, decision_map
from kos_core.change.nearest import nearest
from kos_core.change.offered import Change
from kos_core.change.search import Flip

__all__ = [
    "Change",
    "DecisionMap",
    "Flip",
    "decision_map",
    "nearest",
]
