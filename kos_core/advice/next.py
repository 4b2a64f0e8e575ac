"""What to do next, most pressing first."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kos_core.advice.choice import Choice
from kos_core.forecast.forecast import Forecast
from kos_core.hire.gates import Notice
from kos_core.plan.trial import Trial
from kos_core.score.standing import ready_answer
from kos_core.vocabulary import Answer, Readiness, Reason, Unit

MOST_STEPS = 5


@dataclass(frozen=True)
class Step:
    """Something to do next: a text key under `next.` with its values."""

    id: str
    values: dict[str, Any] = field(default_factory=dict)


def steps_of(choice: Choice, warnings: tuple[Notice, ...], trial: Trial | None) -> tuple[Step, ...]:
    """Return what to do next, most pressing first, five at most."""
    found = [Step(f"stop_{stop.id}", stop.values) for stop in choice.stops]
    best = choice.best
    if best is None:
        if choice.reason is Reason.NONE_AFFORDABLE:
            found += [Step("affiliate"), Step("own_live")]
        return tuple(found)
    if any(notice.id == "stock_short" for notice in warnings):
        found.append(Step("stock_more"))
    for step in _to_make_ready(best):
        if step.id.startswith("reviews") or len(found) < 3:
            found.append(step)
    if trial is not None:
        found.append(Step("trial", {"spend_vnd": trial.spend_vnd, "weeks": trial.weeks}))
    elif choice.usually_loses:
        found.append(Step("fix_first"))
    else:
        found.append(Step("contract" if best.programme.unit is Unit.CONTRACT else "whole"))
    found.append(Step("measure"))
    return tuple(found[:MOST_STEPS])


def _to_make_ready(best: Forecast) -> Iterable[Step]:
    """Yield what a type needs and the shop has not said it has; nothing about goods where there are none."""
    case, no_goods = best.case, best.premises.is_leads
    goods = {"reviews", Readiness.STOCK_KNOWN, Readiness.SAMPLES} if no_goods else set()
    for need in sorted(case.knowledge.ready_needs[best.programme.creator], key=lambda n: -n.share):
        if need.item in goods:
            continue
        if need.item == "reviews":
            if (case.brief.reviews or 0) < 1:
                yield Step("reviews_unasked" if case.brief.reviews is None else "reviews")
        elif ready_answer(Readiness(need.item), case) is not Answer.YES:
            no_prices = no_goods and need.item == Readiness.PRICE_SHEET
            yield Step(f"ready_{need.item}{'_leads' if no_prices else ''}")
