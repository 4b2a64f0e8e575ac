"""The whole answer, gathered: choice, findings, warnings, next steps, what would change it.

In: a `Case`. Out: `Advice` (a `Choice` and all that is said of it) and its `Explanation`. No words: those
are `say`'s.
"""

from kos_core.advice.advice import Advice, advise
from kos_core.advice.explanation import Explanation, explain

__all__ = [
    "Advice",
    "Explanation",
    "advise",
    "explain",
]
