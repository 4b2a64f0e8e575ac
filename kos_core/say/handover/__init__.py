"""A plan handed over in words: the message to send, the sheet that follows it, and what stands beneath.

`sheets(advice, text, own)` is all of it, one sheet a line, for a screen or a file.
"""

from kos_core.say.handover.own import Own
from kos_core.say.handover.sheet import Sheet, sheets

__all__ = ["Own", "Sheet", "sheets"]
