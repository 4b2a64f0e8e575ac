"""What the field reads off a forecast: ROAS, CIR, GPM, cost per result, chances, repeats needed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kos_core.forecast.band import Band
from kos_core.forecast.forecast import Forecast
from kos_core.hire.chain import Likely, order
from kos_core.hire.order import later_vnd
from kos_core.vocabulary import Stage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


@dataclass(frozen=True)
class Repeats:
    """What repeat purchase would have to do: VND a buyer who returns leaves, and the share who must return.

    `rate` is 0 where the usual result pays without repeats, above 1 where no share would do, and None where
    a repeat order leaves nothing.
    """

    each_vnd: float
    rate: float | None


def _band(values: "Array") -> Band:
    return Band(*(float(x) for x in np.quantile(values, (0.1, 0.5, 0.9), method="nearest")))


def ratios(found: Forecast) -> dict[str, Band]:
    """Return the field's ratios as 80 % bands, draw by draw; empty where nothing is bought.

    ROAS = placed GMV / what is paid in advance. CIR = (advance + commission) / revenue of the successful
    orders. GPM = placed GMV per 1,000 views, VND. Cost per 1,000 views, per successful order, per lead: VND.
    Measured by reach: cost per 1,000 impressions, per 1,000 views and per interaction only.
    """
    drawn, spend = found.draws, found.terms.spend_vnd
    if not drawn:
        return {}
    said = {"per_thousand_views": _band(spend / drawn[Stage.VIEWS] * 1_000)}
    if found.measure.is_reach:
        return {
            "per_thousand_impressions": _band(spend / drawn[Stage.IMPRESSIONS] * 1_000),
            **said,
            "per_engagement": _band(spend / np.maximum(drawn[Stage.ENGAGEMENTS], 1e-9)),
        }
    if found.premises.is_leads:
        return said | {"per_lead": per_lead(found)}
    value = found.premises.live_price_vnd
    revenue = np.maximum(drawn[Stage.KEPT], 1e-9) * value
    commission = found.premises.likely("commission_rate") * drawn[Stage.KEPT] * value
    if spend > 0:
        said["roas"] = _band(drawn[Stage.GMV] / spend)
    return said | {
        "cir": _band((spend + commission) / revenue),
        "gpm": _band(drawn[Stage.GMV] / drawn[Stage.VIEWS] * 1_000),
        "per_kept": _band(spend / np.maximum(drawn[Stage.KEPT], 1e-9)),
    }


def per_lead(found: Forecast) -> Band:
    """Return what a lead costs, VND, whatever the goal counts; where the chain ends at leads."""
    return _band(found.terms.spend_vnd / np.maximum(found.draws[Stage.LEADS], 1e-9))


def chance_of(found: Forecast, stage: Stage, least: float) -> float | None:
    """Return the share of draws in which `stage` comes to at least `least`; None where it is not forecast."""
    return float(np.mean(found.draws[stage] >= least)) if stage in found.bands else None


def chance_per_lead(found: Forecast, most_vnd: float) -> float | None:
    """Return the share of draws in which a lead costs at most `most_vnd`; None where none are forecast."""
    if Stage.LEADS not in found.bands:
        return None
    return float(np.mean(found.terms.spend_vnd <= most_vnd * found.draws[Stage.LEADS]))


def twentieths(found: Forecast, stage: Stage = Stage.PROFIT) -> tuple[float, ...]:
    """Return twenty equally likely outcomes of `stage`, lowest first; empty where it is not forecast."""
    if stage not in found.bands:
        return ()
    shares = [(i + 0.5) / 20 for i in range(20)]
    return tuple(float(x) for x in np.quantile(found.draws[stage], shares, method="nearest"))


def repeats(found: Forecast) -> Repeats | None:
    """Return the repeat rate at which the usual result breaks even; None where nothing is sold.

    At the usual number of successful orders K, with L what an order leaves without repeats and R what a
    returning buyer leaves: K · (L + rate · R) = advance, so rate = (advance / K − L) / R.
    """
    kept, leaves = found.bands.get(Stage.KEPT), found.terms.leaves_vnd
    if kept is None or leaves is None or kept.middle <= 0:
        return None
    brief, one = found.case.brief, order(Likely(found.premises), found.case)
    later: Callable[[float, float], float] = lambda repeat, halo: float(  # noqa: E731  # one line of arithmetic
        later_vnd(one, brief.with_(repeat_rate=repeat, halo_rate=halo), found.premises)
    )
    each = later(1.0, 0.0)
    without = leaves - later(brief.repeat_rate, 0.0)
    if each <= 0:
        return Repeats(each, None)
    return Repeats(each, max(0.0, (found.terms.spend_vnd / kept.middle - without) / each))
