"""The money sentence in the goal's language: break-even, the usual, the chance, the gain; leads; or reach."""

from kos_core.forecast.band import Band
from kos_core.forecast.forecast import Forecast
from kos_core.say.speaker import Speaker
from kos_core.vocabulary import Stage

WEEKS_A_MONTH = 4.345


def money_of(found: Forecast, ads: dict[Stage, Band], said: Speaker) -> str:
    """Return the money sentence of a forecast; `ads` is what its money would bring in ads."""
    measure = found.measure
    if measure.is_money:
        return selling(found, said)
    if measure.is_reach:
        return _reach(found, ads, said)
    return _leads(found, ads, said)


def selling(found: Forecast, said: Speaker) -> str:
    """Return what a selling programme needs and usually brings."""
    profit, kept, hired = found.bands[Stage.PROFIT], found.bands[Stage.KEPT], found.terms
    values = {
        "usual": said.count(kept.middle),
        "band": said.band(kept),
        "units": said.units(hired.units, found),
        "amount": said.money(abs(profit.middle)),
        "chance": said.chance(found.chance_break_even),
    }
    need = hired.break_even_orders
    if need is None:
        return said.text("money.never", each=said.money(abs(hired.leaves_vnd or 0)), **values)
    values["need"] = said.count(need, 3)
    values["need_each"] = said.count(need / hired.units, 2)
    sentence = said.text(f"money.{'pays' if found.pays else 'loses'}", **values)
    on_average = found.means[Stage.PROFIT]
    if (on_average >= 0) is found.pays:
        return sentence
    key = "money.mean_gains" if on_average >= 0 else "money.mean_loses"
    return f"{sentence} {said.text(key, amount=said.money(abs(on_average)))}"


def _leads(found: Forecast, ads: dict[Stage, Band], said: Speaker) -> str:
    leads, spend = found.bands[Stage.LEADS], found.terms.spend_vnd
    beside = ads.get(Stage.LEADS)
    sentence = said.text(
        "money.leads",
        usual=said.count(leads.middle),
        band=said.band(leads),
        each=said.money(spend / leads.middle if leads.middle else 0.0),
        spend=said.money(spend, 3),
    )
    return (
        sentence
        if beside is None
        else f"{sentence} {said.text('money.leads_ads', count=said.count(beside.middle))}"
    )


def _reach(found: Forecast, ads: dict[Stage, Band], said: Speaker) -> str:
    """Return how many see it and at what price beside ads; or who reacts to it; or for how many months."""
    views, spend = found.bands[Stage.VIEWS], found.terms.spend_vnd
    shown = ads.get(Stage.VIEWS)
    per_ads = spend / shown.middle * 1_000 if shown and shown.middle else 0.0
    months = found.programme.months or max(1, round(said.case.brief.weeks / WEEKS_A_MONTH))
    key = "brand_image" if found.measure.by_months else "awareness"
    if found.measure.first is Stage.ENGAGEMENTS:
        key = "trust_live" if found.programme.live else "trust"
    return said.text(
        f"money.{key}",
        units=said.units(found.terms.units, found),
        views=said.count(views.middle),
        band=said.band(views),
        per=said.money(spend / views.middle * 1_000 if views.middle else 0.0),
        per_ads=said.money(per_ads),
        engaged=said.count(found.bands[Stage.ENGAGEMENTS].middle),
        pieces=said.count(_pieces(found)),
        spend=said.money(spend, 3),
        months=said.text("money.month" if months == 1 else "money.months", n=months),
    )


def _pieces(found: Forecast) -> float:
    posted = found.premises.likely("posted_share", 1.0)
    return max(1.0, found.terms.units * found.programme.posts_per_unit * posted)
