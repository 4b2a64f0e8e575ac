"""Numbers and words as people write and read them.

In: what somebody typed, or a number. Out: VND, shares and counts; or the words for them in a language; or
what a search finds whatever its accents. Refuses with a `KosError` what reads two ways.
"""

from kos_core.numbers.amounts import parse_vnd
from kos_core.numbers.shares import parse_decimal, parse_share, parse_whole
from kos_core.numbers.writing import times_in_ten, write_number, write_range, write_share, write_vnd

__all__ = [
    "parse_decimal",
    "parse_share",
    "parse_vnd",
    "parse_whole",
    "times_in_ten",
    "write_number",
    "write_range",
    "write_share",
    "write_vnd",
]
