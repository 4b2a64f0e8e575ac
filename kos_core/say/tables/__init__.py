"""Typed tables, built once for every client: a screen draws them, an export writes them.

In: results and a `Text`. Out: a `Table` whose cells keep the number beside the words.
"""

from kos_core.say.tables.table import Cell, Row, Table

__all__ = ["Cell", "Row", "Table"]
