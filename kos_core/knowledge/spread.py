"""What the range of an estimate means: two halves of a lognormal, or a triangle from nothing."""

from math import erf, exp, log, sqrt

from kos_core.knowledge.evidence import Estimate

TENTH = 1.2815515655446004  # the standard normal's 90th percentile: low and high are P10 and P90


def sigmas(low: float, likely: float, high: float) -> tuple[float, float]:
    """Return the spreads of the log below and above the median, from P10, P50 and P90."""
    return log(likely / low) / TENTH, log(high / likely) / TENTH


def mean_and_spread(down: float, up: float) -> tuple[float, float]:
    """Return mean and squared coefficient of variation of the two-piece lognormal with median 1."""

    def below(x: float) -> float:
        return 0.5 * (1 + erf(x / sqrt(2)))

    mean = exp(down**2 / 2) * below(-down) + exp(up**2 / 2) * below(up)
    square = exp(2 * down**2) * below(-2 * down) + exp(2 * up**2) * below(2 * up)
    return mean, max(0.0, square / mean**2 - 1)


def moments(estimate: Estimate) -> tuple[float, float]:
    """Return mean and variance of the two-piece lognormal of an estimate with low > 0."""
    mean, spread = mean_and_spread(*sigmas(estimate.low, estimate.likely, estimate.high))
    return mean * estimate.likely, spread * (mean * estimate.likely) ** 2


def mean(estimate: Estimate) -> float:
    """Return what an estimate comes to on average: above its median where it is skewed upwards."""
    return mean_of(estimate.low, estimate.likely, estimate.high, divides=estimate.divides)


def mean_of(low: float, likely: float, high: float, *, divides: bool) -> float:
    """Return what a range comes to on average.

    Of what something is divided by, the harmonic mean: it is the quotient that is averaged.
    """
    if low == high:
        return likely
    if low == 0 or likely == 0:
        return (low + likely + high) / 3
    down, up = sigmas(low, likely, high)
    if divides:
        return likely / mean_and_spread(up, down)[0]
    return mean_and_spread(down, up)[0] * likely


def product(one: Estimate, other: Estimate, together: float, name: str) -> Estimate:
    """Return the product of two estimates whose logs have the correlation `together`, under `name`.

    The ends follow from the spreads of both, below and above the median; the median is the product.
    """
    if min(one.low, other.low) <= 0:
        ends = [getattr(one, end) * getattr(other, end) for end in ("low", "likely", "high")]
    else:
        likely = one.likely * other.likely
        both = zip(
            sigmas(one.low, one.likely, one.high), sigmas(other.low, other.likely, other.high), strict=True
        )
        down, up = (sqrt(a * a + b * b + 2 * together * a * b) for a, b in both)
        ends = [likely * exp(-TENTH * down), likely, likely * exp(TENTH * up)]
    low, likely, high = ends
    return other.model_copy(update={"id": name, "low": low, "likely": likely, "high": high})
