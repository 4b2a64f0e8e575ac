"""A number named in the reason of an assumption is the one in force: neither changes alone."""

import re

import pytest

from kos_core.knowledge import load
from kos_core.knowledge.evidence import Estimate
from kos_core.vocabulary import Category, Kind

PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)(?:\s?[–-]\s?(\d+(?:[.,]\d+)?))?\s?%")
TENTHS = re.compile(r"(?:từ|in|of) (\d) (?:lần|of 10)|in (\d) of 10")
# Ours are the estimates whose reason states the value itself; the table's cite figures and sums.
OURS = [
    e
    for e in load().estimates.values()
    if e.kind is Kind.SHARE
    and e.why is not None
    and (
        e.id.startswith(("model.", "cost.", "planner."))
        or e.id in {f"any.any.{c}.margin_rate" for c in Category}
    )
]


def named(sentence: str) -> set[float]:
    """The shares a sentence names, in per cent or in tenths."""
    found = {float(x.replace(",", ".")) for pair in PERCENT.findall(sentence) for x in pair if x}
    found.add(sum(found))  # two taxes withheld together
    return found | {10.0 * int(a or b) for a, b in TENTHS.findall(sentence)}


def in_force(estimate: Estimate) -> set[float]:
    values = (estimate.low, estimate.likely, estimate.high)
    return {round(100 * x, 2) for x in values} | {round(100 - 100 * x, 2) for x in values}


TOLD = [(e, lang) for e in OURS for lang in ("vi", "en") if e.why is not None and named(e.why(lang)) - {0}]


@pytest.mark.parametrize(("estimate", "lang"), TOLD, ids=[f"{e.id}-{lang}" for e, lang in TOLD])
def test_the_share_a_reason_names_is_the_one_in_force(estimate: Estimate, lang: str) -> None:
    assert estimate.why is not None
    assert named(estimate.why(lang)) & in_force(estimate), (estimate.why(lang), in_force(estimate))


def test_enough_reasons_name_their_number() -> None:
    """Were the reading of numbers broken, the test above would try nothing."""
    assert len(TOLD) >= 36
