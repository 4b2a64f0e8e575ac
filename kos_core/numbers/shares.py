"""Shares and counts read as people write them; what reads two ways is refused."""

import re
import unicodedata
from fractions import Fraction

from kos_core.errors import KosError
from kos_core.numbers.typed import fraction, given_line, signed

_SHARE = re.compile(r"(?P<number>[0-9]*[.,]?[0-9]+) ?(?P<percent>%|phan tram|per ?cent)?")


def parse_share(text: str | float, field: str, usual: tuple[float, float] | None = None) -> float:
    """The share of one, 0 to 1, of what somebody wrote.

    `15%`, `15`, `0.15` and `0,15` are all 0.15: without a per-cent sign a number below 1
    is the share itself and one of 10 or more is per cent; between, who wrote `3` may mean
    3 % or 30 %, and is asked, unless 3 % is within three times of what is `usual`. The
    sign before the last figures is always the decimal.

    Raises: KosError `share.not_a_number`, `share.out_of_range` or `share.ambiguous`, each
    with `given`.
    """
    given = given_line(text)
    percent = False
    if isinstance(text, str):
        negative, written = signed(text)
        match = _SHARE.fullmatch(written)
        number = Fraction(match["number"].replace(",", ".")) if match else None
        percent = bool(match and match["percent"])
        if number is not None and negative:
            number = -number
    else:
        number = fraction(text)
    if number is None:
        raise KosError("share.not_a_number", field, given=given)
    if not percent and isinstance(text, str) and 1 <= number < 10 and not _is_near(number / 100, usual):
        raise KosError("share.ambiguous", field, given=given)
    share = number / 100 if percent or number > 1 else number
    if not 0 <= share <= 1:
        raise KosError("share.out_of_range", field, given=given)
    return float(share)


def _is_near(share: Fraction, usual: tuple[float, float] | None) -> bool:
    return usual is not None and usual[0] / 3 <= share <= usual[1] * 3


def parse_whole(given: str, field: str, most: int = 10**12) -> int:
    """The count in a text: digits, thousands grouped by dot, comma or space, or "2k", "1,5 nghìn", "3tr".

    Raises KosError with key `number.not_whole`, `number.negative` or `brief.out_of_bounds` (above `most`).
    """
    plain = given.strip()
    if re.fullmatch(r"[-−–]\s*[0-9][0-9., ]*", plain, re.ASCII):
        raise KosError("number.negative", field, given=given[:40])
    if short := re.fullmatch(
        r"([0-9]{1,9})(?:[.,]([0-9]{1,2}))?\s*(k|nghìn|ngàn|nghin|ngan|tr|triệu|trieu|m)",
        unicodedata.normalize("NFC", plain).lower(),
    ):
        size = 1_000_000 if short[3].startswith(("t", "m")) else 1_000
        plain = str(round((int(short[1]) + float(f"0.{short[2] or 0}")) * size))
    if not re.fullmatch(r"[0-9]{1,15}|[0-9]{1,3}([.,  ][0-9]{3}){1,4}", plain, re.ASCII):
        raise KosError("number.not_whole", field, given=given[:40])
    found = int(re.sub(r"[^0-9]", "", plain))
    if found > most:
        raise KosError("brief.out_of_bounds", field, low=0, high=most)
    return found


def parse_decimal(given: str, field: str) -> float:
    """The number of at least 0 in a text; comma or dot is the decimal sign, groups of three are thousands.

    Raises KosError with key `number.not_a_number`.
    """
    plain = given.strip()
    if re.fullmatch(r"[0-9]{1,3}([.,][0-9]{3})+", plain, re.ASCII) and not plain.startswith("0"):
        return float(re.sub("[.,]", "", plain))
    if not re.fullmatch(r"[0-9]{1,15}([.,][0-9]{1,9})?", plain, re.ASCII):
        raise KosError("number.not_a_number", field, given=given[:40])
    return float(plain.replace(",", "."))
