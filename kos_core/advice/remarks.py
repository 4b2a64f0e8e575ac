"""What the answer finds and states: what stays unspent and why, who or what brings more for the goal."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kos_core.advice.choice import Choice, first_for_unproven
from kos_core.advice.rest import GOOD_PART, in_ads
from kos_core.forecast.band import Band
from kos_core.forecast.forecast import Forecast
from kos_core.hire.size import limit_of
from kos_core.vocabulary import CreatorType, Deal, Reason, Stage


@dataclass(frozen=True)
class Remark:
    """One finding: a text key under `fit.` with its values (VND, counts, types)."""

    id: str
    values: dict[str, Any] = field(default_factory=dict)


def remarks_of(choice: Choice, ads: dict[Stage, Band], rest: tuple[Forecast, ...] = ()) -> tuple[Remark, ...]:
    """Return what the answer states beside whom to choose.

    `ads` is what the same money brings in ads, `rest` what is worth adding with the money left.
    """
    best = choice.best
    if best is None:
        return (_none_affordable(choice),) if choice.reason is Reason.NONE_AFFORDABLE else ()
    return (
        *_roles(choice),
        *_too_dear(choice),
        *_lowered(choice),
        *_unspent(choice, best, rest),
        *_others_bring_more(choice, best, ads),
    )


def _roles(choice: Choice) -> Iterable[Remark]:
    """Yield who takes which role; where the budget pays for one alone, that others come later."""
    if choice.team:
        yield Remark("team", {"team": choice.team})
    elif choice.case.knowledge.goals[choice.brief.goal].team:
        yield Remark("team_of_one", {"creator": choice.leader})


def _lowered(choice: Choice) -> Iterable[Remark]:
    """Yield what lowered the certainty, or put the leader first in another's place."""
    first = max(choice.scorecard.eligible, key=lambda row: row.score)
    if first.standing.dominated_by is not None:
        values = {"creator": first.creator, "by": first.standing.dominated_by}
        yield Remark("dominated_team" if choice.team else "dominated", values)
    if choice.reason is Reason.UNPROVEN:
        yield Remark("unproven", {"creator": first_for_unproven(choice.scorecard, choice.case)})


def _none_affordable(choice: Choice) -> Remark:
    """Return why the budget is not enough: the cheapest way that pays a fee, the samples it would pay for."""
    case, ways = choice.case, [way for found in choice.ways.values() for way in found]
    if not ways:
        return Remark("no_such_deal")
    paid = [way for way in ways if way.programme.deal is not Deal.COMMISSION]
    least = min(paid, key=lambda way: way.terms.needs_vnd, default=None)
    outlays = [
        cell.terms.unit_outlay_vnd
        for cell in choice.cells[CreatorType.KOC].values()
        if cell.programme.sells_only and cell.terms.unit_outlay_vnd > 0
    ]
    samples = max((int(case.brief.budget_vnd // outlay) for outlay in outlays), default=0)
    values = {"budget_vnd": case.brief.budget_vnd, "deal": case.brief.deal, "samples": samples}
    if least is None:
        return Remark("none_affordable_samples", values)
    values |= {"least_vnd": least.terms.needs_vnd, "creator": least.programme.creator}
    if case.brief.deal is not Deal.ANY:
        return Remark("none_affordable_deal", values)
    return Remark("none_affordable" if samples else "none_affordable_no_samples", values)


def _too_dear(choice: Choice) -> Iterable[Remark]:
    if choice.wished is not None:
        needs = choice.scorecard.row(choice.wished).standing.needs_vnd or 0
        values = {"creator": choice.wished, "needs_vnd": needs, "budget_vnd": choice.brief.budget_vnd}
        yield Remark("too_dear_team" if choice.team else "too_dear", values)


def _unspent(choice: Choice, best: Forecast, added: tuple[Forecast, ...]) -> Iterable[Remark]:
    """Yield what of the budget stays after the advance: what it is worth adding, or why it is kept."""
    budget, hired = choice.brief.budget_vnd, best.terms
    rest = budget - hired.spend_vnd
    if best.programme.months or rest < GOOD_PART * budget:
        return
    values = {"rest_vnd": rest, "weeks": choice.brief.weeks, "unit": best.programme.unit_one}
    if (beside := in_ads(choice)) is not None:
        stage, count, _ = beside
        yield Remark(f"rest_ads_{stage}", {"rest_vnd": rest, "extra_count": count})
        return
    for one in added:
        yield Remark("rest_adds", {"way": one, "more_vnd": one.means[Stage.PROFIT]})
    if added:
        kept = rest - sum(one.terms.spend_vnd for one in added)
        if kept >= GOOD_PART * budget:
            yield Remark("rest_kept", {"rest_vnd": kept})
        return
    limit = limit_of(best.premises, hired, choice.case)
    if limit.more is None or not best.measure.is_money:
        yield Remark("unspent_weeks" if limit.name == "weeks" else "unspent_unit", values)
        return
    name = "unit" if limit.name == "budget" else limit.name
    yield Remark(f"unspent_{name}", values | {"next_vnd": limit.more_vnd, "more_vnd": abs(limit.more)})


def _others_bring_more(choice: Choice, best: Forecast, ads: dict[Stage, Band]) -> Iterable[Remark]:
    """Yield another type, and ads, where they bring more of the money or the leads that the goal counts."""
    counted = best.measure.first
    if counted is Stage.PROFIT:
        if not choice.team:  # who opens is not there to earn most
            yield from _money_prefers(choice, best)
        found = ads.get(Stage.PROFIT)
        if found is not None and found.middle > best.bands[Stage.PROFIT].middle:
            values = {"spend_vnd": best.terms.spend_vnd, "theirs_profit_vnd": found.middle}
            yield Remark("ads_earn_more", values)
    elif counted is Stage.LEADS:
        if not choice.team:
            yield from _leads_elsewhere(choice, best)
        found = ads.get(Stage.LEADS)
        if found is not None and found.middle > best.bands[Stage.LEADS].middle:
            values = {"spend_vnd": best.terms.spend_vnd, "theirs_count": found.middle}
            yield Remark("ads_more_leads", values)


def _best_other(choice: Choice, stage: Stage) -> tuple[CreatorType, float] | None:
    """Return the type beside the leader that brings most of a stage, and how much; None where none does."""
    others = {
        row.creator: choice.cell(row.creator).bands[stage].middle
        for row in choice.scorecard.eligible
        if row.creator is not choice.leader and stage in choice.cell(row.creator).bands
    }
    other = max(others, key=others.__getitem__, default=None)
    return None if other is None else (other, others[other])


def _money_prefers(choice: Choice, best: Forecast) -> Iterable[Remark]:
    """Yield another type that can be hired and leaves more money than the one that fits best."""
    mine, found = best.bands[Stage.PROFIT].middle, _best_other(choice, Stage.PROFIT)
    if found is None or found[1] <= mine:
        return
    other, theirs = found
    how = "gains" if mine >= 0 else "loses" if theirs < 0 else "turns"
    values = {"creator": other, "leader": choice.leader, "theirs_profit_vnd": theirs, "ours_profit_vnd": mine}
    yield Remark(f"money_{how}", values)


def _leads_elsewhere(choice: Choice, best: Forecast) -> Iterable[Remark]:
    """Yield who brings more leads within the budget."""
    found = _best_other(choice, Stage.LEADS)
    if found is None or found[1] <= best.bands[Stage.LEADS].middle:
        return
    other, theirs = found
    spend = choice.cell(other).terms.spend_vnd
    values = {"creator": other, "leader": choice.leader, "theirs_count": theirs, "spend_vnd": spend}
    yield Remark("leads_prefer", values)
