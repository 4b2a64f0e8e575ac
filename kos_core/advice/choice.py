"""Which way in and which platform a type is advised for, by what they do for the goal at likely values."""

from kos_core.brief import Brief
from kos_core.hire.costs import likely_clicks, likely_orders, likely_views
from kos_core.hire.ways import Option
from kos_core.vocabulary import Goal, Platform


def likely_outcome(option: Option, brief: Brief) -> float:
    """Return what an option does for the goal at likely values: profit, leads, views or reach-months."""
    hired, known = option.terms, option.premises
    views = likely_views(known, hired.units, hired.unit_boosting_vnd * hired.units)
    if brief.goal is Goal.AWARENESS:
        return views
    if brief.goal is Goal.TRUST:
        return views * known.likely("engagement_rate")
    if brief.goal is Goal.BRAND_IMAGE:
        return views * (option.programme.months or 1)
    clicks = likely_clicks(known, views)
    if known.is_leads:
        return clicks * known.likely("lead_rate")
    return likely_profit(option)


def likely_profit(option: Option) -> float:
    """Return the profit at likely values, VND; what was paid in advance is lost where nothing is sold."""
    hired, known = option.terms, option.premises
    if hired.leaves_vnd is None or hired.kept_share is None:
        return -hired.spend_vnd
    views = likely_views(known, hired.units, hired.unit_boosting_vnd * hired.units)
    kept = likely_orders(known, likely_clicks(known, views)) * hired.kept_share
    return kept * hired.leaves_vnd - hired.spend_vnd


def chosen(options: list[Option], brief: Brief) -> dict[Platform, Option]:
    """Return the way in per platform: the open option best for the goal, else the cheapest to start."""
    found: dict[Platform, Option] = {}
    for platform in {o.platform for o in options}:
        here = [o for o in options if o.platform is platform]
        open_ones = [o for o in here if o.is_open]
        found[platform] = (
            max(open_ones, key=lambda o: likely_outcome(o, brief))
            if open_ones
            else min(here, key=lambda o: o.terms.needs_vnd)
        )
    return {p: found[p] for p in Platform if p in found}


def advised(chosen: dict[Platform, Option], fits: dict[Platform, float]) -> Platform:
    """Return the platform the documents prefer among those that can be paid for."""
    open_ones = [p for p, o in chosen.items() if o.is_open] or list(chosen)
    return max(open_ones, key=lambda p: fits[p])


def preferred(chosen: dict[Platform, Option], advised: Platform, brief: Brief) -> Platform | None:
    """Return the platform the figures prefer, None where it is the one the documents prefer.

    None also where every order loses: what loses least there is what sells least.
    """
    best = max((o for o in chosen.values() if o.is_open), key=lambda o: likely_outcome(o, brief))
    left = best.terms.leaves_vnd
    sells_at_a_loss = brief.goal.sells and left is not None and left <= 0
    return None if best.platform is advised or sells_at_a_loss else best.platform
