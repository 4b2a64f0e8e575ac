"""What is known: entries with their evidence, read strictly from `data/`, checked as a whole.

In: the files of `data/`. Out: `Knowledge`, frozen, named by its `version`; `load()` reads it once a process
and raises `KnowledgeError` with every problem at once.
"""

from kos_core.knowledge.loading import load
from kos_core.knowledge.whole import Knowledge

__all__ = [
    "Knowledge",
    "load",
]
