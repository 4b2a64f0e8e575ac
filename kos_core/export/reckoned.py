"""A line of a plan as a workbook reckons with it: what stands in its row, from the app's own figures."""

from dataclasses import dataclass
from math import ceil

from kos_core.advice.advice import Advice
from kos_core.case import Case
from kos_core.forecast.forecast import Forecast
from kos_core.hire.chain import Bought, Likely, order, views
from kos_core.hire.premises import Premises
from kos_core.plan.line import Line
from kos_core.plan.offers import ADS_UNIT_VND
from kos_core.vocabulary import CostLine, Stage


@dataclass(frozen=True)
class Costs:
    """What one unit of a line costs in advance, VND and shares of the fee; `once_vnd` for setting up.

    `media_rate` is the share of the fee that is produced to run as ads.
    """

    fee_vnd: float = 0.0
    withheld_rate: float = 0.0
    agency_rate: float = 0.0
    production_rate: float = 0.0
    rights_rate: float = 0.0
    media_rate: float = 0.0
    ads_vnd: float = 0.0
    samples: float = 0.0
    session_vnd: float = 0.0
    once_vnd: float = 0.0


@dataclass(frozen=True)
class Taken:
    """What is taken of one order of a line: rates of one, VND."""

    fee_rate: float
    commission_rate: float
    seller_tax_rate: float
    fee_vnd: float
    packing_vnd: float
    failed_vnd: float
    spoiled_share: float
    undelivered: float
    returned: float


@dataclass(frozen=True)
class Reckoned:
    """One line: its costs, the views a unit brings by itself and by the ads behind it, what an order costs.

    `usual` holds the middle of every stage. `taken` is None where no orders of it are counted.
    """

    line: Line
    costs: Costs
    own_views: float
    ads_views: float
    ads_exponent: float
    usual: dict[Stage, float]
    taken: Taken | None


def lines_of(advice: Advice) -> tuple[Line, ...]:
    """Return the lines of the plan; the leader's way where nothing is bought, to try other figures with."""
    if advice.plan.lines or advice.best is None or not advice.best.terms.is_affordable:
        return advice.plan.lines
    best = advice.best
    terms = best.terms
    spend, ads = ceil(terms.spend_vnd - 1e-6), terms.units * terms.unit_boosting_vnd
    name, creator = best.programme.id, best.programme.creator
    return (Line(name, creator, best.platform, terms.units, ads, spend, best, None, counts_too=True),)


def reckoned(line: Line, case: Case) -> Reckoned:
    """Return what a line's row starts from."""
    bands = {stage: line.band(stage, case) for stage in Stage}
    usual = {stage: band.middle for stage, band in bands.items() if band is not None}
    seen = usual[Stage.VIEWS] / max(1, line.units)
    if line.forecast is None:
        known = None if line.ads is None else line.ads.premises
        costs = Costs(ads_vnd=float(ADS_UNIT_VND))
        taken = None if known is None else _order(known, case, commissions=False)
        return Reckoned(line, costs, seen, 0.0, 1.0, usual, taken)
    found = line.forecast
    share = _share_of_ads(found)
    return Reckoned(
        line,
        _costs(found, case),
        seen * (1 - share),
        seen * share,
        found.premises.likely("ads_exponent", 1.0),
        usual,
        _order(found.premises, case) if line.counts_too else None,
    )


def _share_of_ads(found: Forecast) -> float:
    """Return the share of the views that the ads behind a way bring, at likely values."""
    known, terms = found.premises, found.terms
    value, rate = Likely(known), known.likely("view_rate")
    if terms.unit_boosting_vnd <= 0:
        return 0.0
    usual = terms.usual_boosting_vnd
    own, every = (
        float(views(value, Bought(terms.units, ads, usual, 0.0), rate))
        for ads in (0.0, terms.unit_boosting_vnd)
    )
    return 1 - own / every


def _costs(found: Forecast, case: Case) -> Costs:
    known, terms, off = found.premises, found.terms, case.brief.costs_off

    def on(line: CostLine, amount: float) -> float:
        return 0.0 if line in off else amount

    production = on(CostLine.PRODUCTION, known.likely("production_rate"))
    fee = known.likely("fee") * known.likely("season_fee", 1.0)
    media = production * known.likely("media_share")
    samples = 0.0 if known.is_leads else float(found.programme.samples_per_unit)
    return Costs(
        fee_vnd=fee,
        withheld_rate=0.0
        if found.programme.house
        else on(CostLine.FEE_TAX, known.likely("withholding_rate")),
        agency_rate=on(CostLine.AGENCY, known.likely("agency_rate")),
        production_rate=production,
        rights_rate=on(CostLine.RIGHTS, known.likely("rights_rate")),
        media_rate=media,
        ads_vnd=max(0.0, terms.unit_boosting_vnd - media * fee),
        samples=on(CostLine.SAMPLES, samples),
        session_vnd=on(CostLine.SESSION_COSTS, known.likely("session")),
        once_vnd=terms.once_vnd,
    )


def _order(known: Premises, case: Case, *, commissions: bool = True) -> Taken | None:
    if known.is_leads:
        return None
    one = order(Likely(known), case)
    return Taken(
        fee_rate=float(one.fee_rate),
        commission_rate=float(one.commission_rate) if commissions else 0.0,
        seller_tax_rate=float(one.seller_tax_rate),
        fee_vnd=float(one.fee_vnd),
        packing_vnd=float(one.packing_vnd),
        failed_vnd=float(one.failed_vnd),
        spoiled_share=float(one.spoiled_share),
        undelivered=float(one.undelivered),
        returned=float(one.returned),
    )
