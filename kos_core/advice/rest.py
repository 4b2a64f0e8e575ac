"""What to do with the money that the way advised leaves: the ways worth adding, one after another, or ads."""

from collections.abc import Iterator

import numpy as np

from kos_core.advice.choice import Choice
from kos_core.brief import bounds
from kos_core.case import Case
from kos_core.forecast.forecast import Forecast
from kos_core.hire.best import Best, best_of
from kos_core.hire.measure import measure_of
from kos_core.hire.ways import Way, ways_of
from kos_core.vocabulary import Platform, Stage

MOST = 2  # ways added: three at once is what one person can look after
GOOD_PART = 0.3  # of the budget: less left unspent is not worth a sentence


def rest_of(choice: Choice) -> tuple[Forecast, ...]:
    """Return the ways worth adding to the one advised, in order; none where the goal counts no money.

    Each is the way, of those not taken yet, that leaves most on average for the money and the stock that
    remain, as long as it leaves anything and its usual loss can be borne. One channel of the shop on a
    platform is used once. Nobody's answer is worse for it: what adds nothing is not added.
    """
    return tuple(_added(choice))


def _added(choice: Choice) -> Iterator[Forecast]:
    best, case = choice.best, choice.case
    if best is None or not best.measure.is_money or not best.bands:
        return
    taken, left, stock = [best], choice.brief.budget_vnd - best.terms.spend_vnd, case.brief.stock
    while len(taken) <= MOST and left >= bounds("budget_vnd")[0]:
        if stock is not None:
            stock = max(0, stock - round(taken[-1].means[Stage.SHIPPED]))
        rest = case.asking(budget_vnd=int(left), stock=stock)
        found = _next(rest, taken)
        if found is None:
            return
        taken.append(found)
        left -= found.terms.spend_vnd
        yield found


def _next(rest: Case, taken: list[Forecast]) -> Forecast | None:
    """Return the way that leaves most for the rest of the money; None where none leaves anything."""
    best: tuple[float, Best] | None = None
    for ways in ways_of(rest).values():
        free = [way for way in ways if way.is_open and _is_free(way, taken)]
        if not free or not measure_of(rest, free[0].premises).is_money:
            continue
        found = best_of(free, np.array([float(rest.brief.budget_vnd)]), rest)
        brings = float(found.of_first("brings")[0])
        # A loss that cannot be borne ranks below any that can.
        if found.rank[0, found.first[0]] > 0 and brings > 0 and (best is None or brings > best[0]):
            best = brings, found
    if best is None:
        return None
    way = best[1].by_platform()[best[1].platform]
    return Forecast(way.premises, way.terms, rest)


def _is_free(way: Way, taken: list[Forecast]) -> bool:
    """Return whether a way is not taken yet, nor the shop's channel it works on."""
    return not any(
        _channel(way.programme.id, way.platform, is_shops=way.programme.shop_channel)
        == _channel(one.programme.id, one.platform, is_shops=one.programme.shop_channel)
        for one in taken
    )


def _channel(programme: str, platform: Platform, *, is_shops: bool) -> tuple[str, Platform]:
    return "shop" if is_shops else programme, platform


def in_ads(choice: Choice) -> tuple[Stage, float, float] | None:
    """Return what the money left would bring in ads: what is counted, how much on average, for how much.

    None where ads are no yardstick of what the goal counts, or little is left.
    """
    best, money = choice.best, choice.money
    if best is None or money is None or best.measure.against != "ads" or not best.bands:
        return None
    rest = choice.brief.budget_vnd - best.terms.spend_vnd
    if rest < GOOD_PART * choice.brief.budget_vnd:
        return None
    return best.measure.first, rest * money.ads[best.measure.first][0], rest
