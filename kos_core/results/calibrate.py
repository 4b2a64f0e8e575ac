"""What actuals teach the assumptions: a new knowledge, nothing changed in place; and how past bands held."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from typing import TYPE_CHECKING

from kos_core.case import Case
from kos_core.hire.chain import Likely, orders
from kos_core.knowledge.evidence import Estimate
from kos_core.knowledge.spread import TENTH, moments, sigmas
from kos_core.knowledge.whole import Knowledge
from kos_core.results.creators import known_of
from kos_core.results.gathered import Actuals, Evening
from kos_core.vocabulary import Kind, Platform

if TYPE_CHECKING:
    from kos_core.hire.premises import Premises


@dataclass(frozen=True)
class Learnt:
    """One parameter before and after; `own_rate` is how much of it is the reader's data, a share of one."""

    before: Estimate
    after: Estimate
    own_rate: float
    counted: int


@dataclass(frozen=True)
class Held:
    """One past evening: orders expected before it (80 % band, middle), and those that came."""

    at: Evening
    low: float
    middle: float
    high: float

    @property
    def held(self) -> bool:
        """Whether what came lay in the band."""
        return self.low <= self.at.orders <= self.high


@dataclass(frozen=True)
class Calibration:
    """What was learnt, and the knowledge with it in place."""

    learnt: tuple[Learnt, ...]
    knowledge: Knowledge
    past: tuple[Held, ...]


def beta_of(estimate: Estimate) -> tuple[float, float]:
    """Return (a, b) of the Beta with an estimate's mean and variance: a + b observations its range implies.

    The moments of the two-piece lognormal, or of the triangle from nothing; at least one of each in all.
    """
    low, likely, high = estimate.low, estimate.likely, estimate.high
    if low > 0:
        mean, variance = moments(estimate)
    else:
        mean = (low + likely + high) / 3
        variance = (low**2 + likely**2 + high**2 - low * likely - low * high - likely * high) / 18
    mean = min(max(mean, 1e-9), 1 - 1e-9)
    size = max(1.0, mean * (1 - mean) / variance - 1)
    return mean * size, (1 - mean) * size


def posterior(a: float, b: float, successes: float, trials: float) -> tuple[float, float]:
    """Return (a, b) after `successes` of `trials`: a + k, b + n − k (Raiffa and Schlaifer 1961)."""
    return a + successes, b + trials - successes


def beta_band(a: float, b: float) -> tuple[float, float, float]:
    """Return the 10th, 50th and 90th percentile of a Beta."""
    from scipy.special import betaincinv  # heavy; kept off the import of the package

    low, middle, high = (float(betaincinv(a, b, share)) for share in (0.1, 0.5, 0.9))
    return low, middle, high


def overdispersion(pairs: Sequence[tuple[float, float]]) -> float:
    """Return how much more sessions differ than chance lets them: Pearson's χ² over its freedom, at least 1.

    `pairs` are (successes, trials) a session (McCullagh and Nelder 1989, Generalized Linear Models, 4.5).
    """
    k, n = sum(k for k, _ in pairs), sum(n for _, n in pairs)
    if len(pairs) < 3 or not 0 < k < n:
        return 1.0
    p = k / n
    return max(1.0, sum((s - t * p) ** 2 / (t * p * (1 - p)) for s, t in pairs if t) / (len(pairs) - 1))


def learn_rate(estimate: Estimate, pairs: Sequence[tuple[float, float]], scale: float = 1.0) -> Learnt:
    """Return a share after what came of (successes, trials) a session; Beta–binomial, closed form.

    What is observed is the share times `scale`. Where sessions differ more than chance lets them, each
    counts for less: successes and trials are divided by the overdispersion.
    """
    pairs = [(min(k, n), n) for k, n in pairs if n > 0]
    trials = sum(n for _, n in pairs)
    if not trials or estimate.low == estimate.high:
        return Learnt(estimate, estimate, 0.0, 0)
    seen = estimate.model_copy(
        update={name: min(0.999, getattr(estimate, name) * scale) for name in ("low", "likely", "high")}
    )
    a, b = beta_of(seen)
    by = overdispersion(pairs)
    low, middle, high = beta_band(*posterior(a, b, sum(k for k, _ in pairs) / by, trials / by))
    most = 1.0 if estimate.kind is Kind.SHARE else float("inf")
    after = _own(estimate, *(min(most, end / scale) for end in (low, middle, high)))
    return Learnt(estimate, after, trials / by / (trials / by + a + b), len(pairs))


def learn_value(estimate: Estimate, values: Sequence[float]) -> Learnt:
    """Return a count or amount after what came; normal on logs, closed form.

    The prior's median has the estimate's spread; one session spreads as the sessions do, the estimate's own
    spread counted as one of them. The prior counts as σ² / τ² sessions.
    """
    values = [value for value in values if value > 0]
    if not values or estimate.low <= 0 or estimate.low == estimate.high:
        return Learnt(estimate, estimate, 0.0, 0)
    logs = [log(value) for value in values]
    prior = sum(sigmas(estimate.low, estimate.likely, estimate.high)) / 2
    mean, n = sum(logs) / len(logs), len(logs)
    variance = (prior**2 + sum((x - mean) ** 2 for x in logs)) / n
    sizes = variance / prior**2
    middle = (sizes * log(estimate.likely) + sum(logs)) / (sizes + n)
    spread = (variance / (sizes + n)) ** 0.5
    after = _own(estimate, *(exp(middle + side * TENTH * spread) for side in (-1, 0, 1)))
    return Learnt(estimate, after, n / (sizes + n), n)


def _own(estimate: Estimate, low: float, likely: float, high: float) -> Estimate:
    return estimate.model_copy(update={"low": low, "likely": likely, "high": high, "date": "own"})


def _at(learnt: Learnt, name: str) -> Learnt:
    """Return what was learnt under the name of one way on one platform, so that others keep theirs."""
    return Learnt(
        learnt.before, learnt.after.model_copy(update={"id": name}), learnt.own_rate, learnt.counted
    )


def calibrate(actuals: Actuals, case: Case, programme: str, platform: Platform) -> Calibration:
    """Return what actuals of one way on one platform teach; raises KosError where it sells nothing there."""
    known, knowledge = known_of(case, programme, platform), case.usual
    way = f"{programme}.{platform}"
    held = [e for e in actuals.evenings if e.views]
    every = tuple(actuals.sums.values())
    found: list[Learnt] = []
    if held and known["orders_per_view"].id.startswith("derived."):
        rows = [s for s in actuals.sessions if s.views and s.clicks]
        clicks = knowledge.parameter(known.programme, platform, "product_ctr")
        closing = knowledge.parameter(known.programme, platform, "conversion_rate_click_to_order")
        total = known.likely("orders_per_view") or 1.0
        seen = [(float(s.clicks or 0), float(s.views or 0)) for s in rows]
        closed = [(float(s.orders), float(s.clicks or 0)) for s in rows if s.orders is not None]
        effect = _effect(known) / total / known.likely("category_click", 1.0)
        found += [
            _at(learn_rate(clicks, seen, known.likely("category_click", 1.0)), f"{way}.product_ctr"),
            _at(learn_rate(closing, closed, effect), f"{way}.conversion_rate_click_to_order"),
        ]
    elif held:
        scale = _effect(known) / known.likely("orders_per_view")
        pairs = [(float(e.orders), float(e.views or 0)) for e in held]
        found.append(_at(learn_rate(known["orders_per_view"], pairs, scale), f"{way}.orders_per_view"))
    if known.programme.shop_channel or known.programme.house:
        views = knowledge.parameter(known.programme, platform, "channel_views")
        told = [(s.views or 0) / s.sessions for s in actuals.sessions if s.views]
        found.append(_at(learn_value(views, told), f"{way}.channel_views"))
    hired = [s.hire_vnd / s.sessions for s in actuals.sessions if s.hire_vnd]
    fee = knowledge.parameter(known.programme, platform, "fee_per_activation_vnd")
    found.append(_at(learn_value(fee, hired), f"{way}.fee_per_activation_vnd"))
    lost = [(float(s.cancelled + s.undelivered), float(s.settled)) for s in every if "kept" in s.told]
    cancel = knowledge.parameter(known.programme, platform, "cancel_rate")
    found.append(_at(learn_rate(cancel, lost), f"{way}.cancel_rate"))
    back = [(float(s.returned), float(s.kept + s.returned)) for s in every if "returned" in s.told]
    returns = knowledge.of_category(case.brief.category, "return_rate")
    found.append(learn_rate(returns, back, 1 - known.likely("refused_in_return")))
    learnt = tuple(one for one in found if one.counted)
    before = [
        past(known, [e for e in held if e.creator == who]) for who in dict.fromkeys(e.creator for e in held)
    ]
    return Calibration(
        learnt,
        knowledge.holding({one.after.id: one.after for one in learnt}),
        tuple(one for creator in before for one in creator),
    )


def _effect(known: "Premises") -> float:
    """Return the orders a view brings at likely values, with price, offer and category counted in."""
    return float(orders(Likely(known), 1.0))


def past(known: "Premises", held: Sequence[Evening]) -> tuple[Held, ...]:
    """Return for each evening of one creator the orders expected before it, from the prior and those before.

    The 80 % band of a Beta–binomial with the views the evening had.
    """
    if not held:
        return ()
    from scipy.stats import betabinom  # heavy; kept off the import of the package

    scale = _effect(known) / known.likely("orders_per_view")
    seen = known["orders_per_view"]
    a, b = beta_of(
        seen.model_copy(update={n: min(0.999, getattr(seen, n) * scale) for n in ("low", "likely", "high")})
    )
    found: list[Held] = []
    told: list[tuple[float, float]] = []
    for one in held:
        by = overdispersion(told)
        at = posterior(a, b, sum(k for k, _ in told) / by, sum(n for _, n in told) / by)
        views = max(1, round((one.views or 0) / by))
        low, middle, high = (float(x) * by for x in betabinom.ppf((0.1, 0.5, 0.9), views, *at))
        found.append(Held(one, low, middle, high))
        told.append((float(min(one.orders, one.views or 0)), float(one.views or 0)))
    return tuple(found)
