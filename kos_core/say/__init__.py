"""An answer in words and typed tables, one language at a time, for every client.

In: results and a `Text`. Out: sentences, tables, citations. The language is an argument, never a global.
"""

from kos_core.say.sentences import Sentences
from kos_core.say.text import Text, text_of

__all__ = [
    "Sentences",
    "Text",
    "text_of",
]
