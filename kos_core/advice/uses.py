"""What the budget can be used for: every type, and ads; keeping it is zero."""

from dataclasses import dataclass

from kos_core.advice.advice import Advice
from kos_core.forecast.band import Band
from kos_core.vocabulary import CreatorType


@dataclass(frozen=True)
class Use:
    """One way to use the budget: a type, or ads (None); what it brings (None: by reach), what it spends.

    A type that cannot be hired spends nothing.
    """

    creator: CreatorType | None
    brings: Band | None
    spend_vnd: float
    is_open: bool = True


def uses(advice: Advice) -> tuple[Use, ...]:
    """Return what the budget can be used for, types in ranking order, then ads; keeping it is zero.

    Measured by the goal: views for awareness and image, interactions for trust, else profit in VND,
    or leads where the chain ends there.
    """
    best = advice.best
    if best is None or not best.bands:
        return ()
    stage = advice.goal_measure.first
    found = []
    for row in advice.scorecard.rows:
        if not row.standing.eligible:
            found.append(Use(row.creator, None, 0.0, is_open=False))
            continue
        cell = advice.cell(row.creator)
        by_reach = cell.measure.first is not stage
        if cell.bands and (by_reach or stage in cell.bands):
            found.append(Use(row.creator, None if by_reach else cell.bands[stage], cell.terms.spend_vnd))
    if stage in advice.ads:
        found.append(Use(None, advice.ads[stage], best.terms.spend_vnd))
    return tuple(found)
