"""One line of a plan: so many units of a way, or of ads alone, and what it brings by itself."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from kos_core.case import Case
from kos_core.forecast.ads import drawn_ads
from kos_core.forecast.band import Band, bands_of
from kos_core.forecast.forecast import Forecast
from kos_core.hire.measure import measure_of
from kos_core.plan.offers import ADS, ADS_UNIT_VND, Ads, Offers, counts_alike
from kos_core.plan.solve import Bought
from kos_core.vocabulary import CreatorType, Platform, Stage


@dataclass(frozen=True, eq=False)
class Line:
    """One line of a plan: so many units of a way, or of ads alone (`creator` None), for whole đồng.

    `forecast` is what a way brings by itself, None for ads; `counts_too` says whether what it brings is what
    the goal counts.
    """

    programme: str
    creator: CreatorType | None
    platform: Platform
    units: int
    ads_vnd: float
    spend_vnd: int
    forecast: Forecast | None
    ads: Ads | None
    counts_too: bool

    @property
    def at(self) -> tuple[str, Platform]:
        """What it is known by: its programme and platform."""
        return self.programme, self.platform

    @property
    def months(self) -> int:
        """How many months its reach lasts: a contract's, else one."""
        return 1 if self.forecast is None else self.forecast.programme.months or 1

    def band(self, stage: Stage, case: Case) -> Band | None:
        """Return the band of a stage by itself; None where it has none."""
        found = self.drawn(case)
        return bands_of({stage: found[stage]})[stage] if stage in found else None

    def mean(self, stage: Stage, case: Case) -> float:
        """Return what a stage comes to on average by itself."""
        return float(np.mean(self.drawn(case)[stage]))

    def drawn(self, case: Case) -> dict[Stage, Any]:
        """Return the draws of every stage of the line; stock and packing do not hold it back yet."""
        if self.forecast is not None:
            return self.forecast.worked_out()[1]
        if self.ads is None:
            return {}
        filled = np.clip(self.units - self.ads.edges[:-1], 0.0, np.diff(self.ads.edges))
        worth = float(filled @ self.ads.worth) / max(1, self.units)
        return drawn_ads(self.ads.premises, self.spend_vnd, worth, case)


def free(case: Case) -> Case:
    """Return a case without its limits of stock and packing: a plan has them as a whole."""
    return case.asking(stock=None, pack_per_day=None)


def lines_of(offers: Offers, found: Bought) -> list[Line]:
    """Return the lines of what is bought."""
    case, lines = offers.case, []
    for i in found.chosen:
        way = offers.ways[int(offers.way[i])]
        hired = way.sizes(case).terms(int(offers.place[i]))
        lines.append(
            Line(
                programme=way.programme.id,
                creator=way.programme.creator,
                platform=way.platform,
                units=hired.units,
                ads_vnd=hired.units * hired.unit_boosting_vnd,
                spend_vnd=int(offers.spend_vnd[i]),
                forecast=Forecast(way.premises, hired, free(case)),
                ads=None,
                counts_too=counts_alike(measure_of(case, way.premises), offers.measure),
            )
        )
    lines += [ads_line(one, found.ads[one.platform]) for one in offers.ads if found.ads.get(one.platform)]
    return lines


def ads_line(one: Ads, units: int) -> Line:
    """Return a line of ads alone."""
    vnd = units * ADS_UNIT_VND
    return Line(ADS, None, one.platform, units, float(vnd), vnd, None, one, counts_too=True)
