"""A reader's own figure in place of an estimate: within which bounds it may lie, and how it is read."""

from kos_core.knowledge.evidence import Estimate
from kos_core.numbers.reading import parse_decimal, parse_share, parse_vnd
from kos_core.vocabulary import Kind


def own_bounds(estimate: Estimate) -> tuple[float, float]:
    """Return the least and the greatest value the reader may give in place of an estimate.

    What something is divided by stays above a hundredth of its low end.
    """
    least = estimate.low / 100 if estimate.divides else 0.0
    if estimate.most is not None:
        return least, estimate.most
    mosts = {Kind.SHARE: 1.0, Kind.POINTS: 10.0, Kind.TIMES: 10 * max(1.0, estimate.high)}
    return least, mosts.get(estimate.kind, 1_000 * max(1.0, estimate.high))


def read_own(given: str, estimate: Estimate) -> float:
    """Return what somebody wrote in place of an estimate; raises KosError naming the figure."""
    field = f"assume.{estimate.id}"
    if estimate.kind is Kind.VND:
        return parse_vnd(given, field)
    return parse_share(given, field) if estimate.kind is Kind.SHARE else parse_decimal(given, field)
