"""What the answer finds and states of who leads: roles, whom the money cannot pay, what lowers certainty."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kos_core.advice.choice import Choice, first_for_unproven
from kos_core.vocabulary import CreatorType, Deal, Reason


@dataclass(frozen=True)
class Remark:
    """One finding: a text key under `fit.` with its values (VND, counts, types)."""

    id: str
    values: dict[str, Any] = field(default_factory=dict)


def remarks_of(choice: Choice) -> tuple[Remark, ...]:
    """Return what the answer states beside whom to choose."""
    if choice.leader is None:
        return (_none_affordable(choice),) if choice.reason is Reason.NONE_AFFORDABLE else ()
    return (
        *_roles(choice),
        *_too_dear(choice),
        *_lowered(choice),
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
