"""A reader's own figure in place of an estimate: within which bounds it may lie, and how it is read."""

from kos_core.brief import bounds
from kos_core.knowledge.evidence import Estimate
from kos_core.numbers.amounts import parse_vnd
from kos_core.numbers.shares import parse_decimal, parse_share
from kos_core.vocabulary import Kind


def own_bounds(estimate: Estimate) -> tuple[float, float]:
    """Return the least and the greatest value the reader may give in place of an estimate.

    What something is divided by stays above a hundredth of its low end; money within what a price may be.
    """
    least, most = 0.0, 1_000 * max(1.0, estimate.high)
    if estimate.divides:
        least = estimate.low / 100
    if estimate.kind is Kind.VND:
        cheapest, dearest = bounds("price_vnd")
        # What is smaller than any price, such as the cost of a view, keeps its own hundredth.
        if estimate.low >= cheapest:
            least = max(least, cheapest)
        least, most = least if estimate.divides else 0.0, min(most, dearest)
    mosts = {Kind.SHARE: 1.0, Kind.POINTS: 10.0, Kind.TIMES: 10 * max(1.0, estimate.high)}
    return (
        least if estimate.least is None else estimate.least,
        mosts.get(estimate.kind, most) if estimate.most is None else estimate.most,
    )


def read_own(given: str, estimate: Estimate) -> float:
    """Return what somebody wrote in place of an estimate; raises KosError naming the figure."""
    field = f"assume.{estimate.id}"
    if estimate.kind is Kind.VND:
        return parse_vnd(given, field)
    if estimate.kind is Kind.SHARE:
        return parse_share(given, field, (estimate.low, estimate.high))
    return parse_decimal(given, field)
