"""What to agree on: the six measures by which the documents judge a seller, or those of reach or leads."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kos_core.forecast.band import Band, bands_of
from kos_core.forecast.forecast import Forecast
from kos_core.forecast.ratios import per_lead, ratios
from kos_core.vocabulary import Kind, Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

RESPONSE = "handover.response_rate"


@dataclass(frozen=True)
class Target:
    """One measure: its 80 % band for all units, and for one where it adds up over units.

    `less_is_better` where it should stay low; `claims` says what the documents say of it.
    """

    name: str
    kind: Kind
    band: Band
    each: Band | None = None
    less_is_better: bool = False
    claims: tuple[str, ...] = ()


def targets_of(found: Forecast) -> tuple[Target, ...]:
    """Return the measures of a line, from the stages of its forecast; none where nothing is bought."""
    drawn = found.draws
    if not drawn:
        return ()
    if found.measure.is_reach:
        return _of_reach(found)
    return _of_leads(found) if found.premises.is_leads else _of_orders(found, drawn)


def _sum(name: str, found: Forecast, stage: Stage, kind: Kind = Kind.COUNT, *claims: str) -> Target:
    band, units = found.bands[stage], found.terms.units
    each = Band(band.low / units, band.middle / units, band.high / units)
    return Target(name, kind, band, each, claims=claims)


def _of_orders(found: Forecast, drawn: "Mapping[Stage, Array]") -> tuple[Target, ...]:
    seen = np.maximum(drawn[Stage.VIEWS], 1e-9)
    ordered = np.maximum(drawn[Stage.ORDERS], 1e-9)
    shares = bands_of({"conversion": drawn[Stage.ORDERS] / seen, "lost": 1 - drawn[Stage.KEPT] / ordered})
    price = found.premises.live_price_vnd
    said = [
        _sum("views", found, Stage.VIEWS),
        _sum("gmv", found, Stage.GMV, Kind.VND, "K53"),
        Target("conversion", Kind.SHARE, shares["conversion"], claims=("K54",)),
        Target("aov", Kind.VND, Band(price, price, price), claims=("K55",)),
        Target("lost", Kind.SHARE, shares["lost"], less_is_better=True, claims=("K56",)),
    ]
    if found.programme.live:
        said.append(_response(found))
    return (*said, _sum("carts", found, Stage.CARTS, Kind.COUNT, "K58"), _sum("kept", found, Stage.KEPT))


def _response(found: Forecast) -> Target:
    usual = found.case.knowledge.estimate(RESPONSE)
    return Target("response", Kind.SHARE, Band(usual.low, usual.likely, usual.high), claims=("K57",))


def _of_reach(found: Forecast) -> tuple[Target, ...]:
    said = [_sum("views", found, Stage.VIEWS), _sum("engagements", found, Stage.ENGAGEMENTS)]
    if found.terms.spend_vnd > 0:
        cost = ratios(found)["per_thousand_views"]
        said.append(Target("per_thousand_views", Kind.VND, cost, less_is_better=True))
    return (*said, _response(found)) if found.programme.live else tuple(said)


def _of_leads(found: Forecast) -> tuple[Target, ...]:
    said = [
        _sum("views", found, Stage.VIEWS),
        _sum("clicks", found, Stage.CLICKS),
        _sum("leads", found, Stage.LEADS),
    ]
    if found.terms.spend_vnd > 0:
        said.append(Target("per_lead", Kind.VND, per_lead(found), less_is_better=True))
    return (*said, _response(found)) if found.programme.live else tuple(said)
