"""The whole answer to a case: gates, who fits, what it brings, what would change it, what to do next."""

from dataclasses import dataclass, fields

from kos_core.advice.choice import Choice, choose
from kos_core.advice.next import Step, steps_of
from kos_core.advice.notices import warnings_of
from kos_core.advice.offered import Change, changes, openings
from kos_core.advice.remarks import Remark, remarks_of
from kos_core.case import Case
from kos_core.forecast.ads import ads
from kos_core.forecast.band import Band
from kos_core.forecast.first_to_check import widest
from kos_core.hire.gates import Notice
from kos_core.plan.calendar import Slot, calendar_of
from kos_core.plan.decision import Decision, decision_of
from kos_core.plan.plan import Plan, plan_of
from kos_core.plan.trial import Trial, trial_of
from kos_core.vocabulary import Reason, Stage


@dataclass(frozen=True, eq=False)
class Advice(Choice):
    """The answer: a choice, and all that is said of it.

    `plan` says what to do with the money, `trial` how it begins and when to stop, `decision` whether to;
    `ads` is what the leader's money would bring in ads, `widest` the estimate to check first.
    """

    ads: dict[Stage, Band]
    plan: Plan
    trial: Trial | None
    calendar: tuple[Slot, ...]
    decision: Decision
    widest: str | None
    changes: tuple[Change, ...]
    remarks: tuple[Remark, ...]
    warnings: tuple[Notice, ...]
    steps: tuple[Step, ...]

    @property
    def knowledge_version(self) -> str:
        """Which knowledge it is from."""
        return self.case.usual.version

    @property
    def seed(self) -> int:
        """The seed of its luck."""
        return self.case.seed

    @property
    def spend_vnd(self) -> int:
        """What is paid in advance for the whole plan, whole VND."""
        return self.plan.spend_vnd

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The estimates behind the leader's forecast; none where there is no leader."""
        return () if self.best is None else self.best.rests_on


def advise(case: Case) -> Advice:
    """Return the whole answer to a case; the same case gives the same answer."""
    choice = choose(case)
    best, card = choice.best, choice.scorecard
    beside = {} if best is None else ads(best.premises, best.terms.spend_vnd, case)
    plan = plan_of(case, choice.ways, choice.leader, choice.team)
    decision = decision_of(plan, is_stopped=choice.reason is Reason.STOPPED, chance=choice.chance)
    trial = trial_of(plan, choice.leader) if decision in {Decision.GO, Decision.TRY} else None
    warnings = warnings_of(choice)
    offered: tuple[Change, ...] = ()
    if best is not None:
        offered = changes(choice, plan)
    elif choice.reason is Reason.NONE_AFFORDABLE:
        offered = openings(case, card)
    first = None if best is None else widest(best)
    return Advice(
        **{one.name: getattr(choice, one.name) for one in fields(choice)},
        ads=beside,
        plan=plan,
        trial=trial,
        calendar=calendar_of(plan, trial),
        decision=decision,
        widest=None if first is None else first.id,
        changes=offered,
        remarks=remarks_of(choice),
        warnings=warnings,
        steps=steps_of(choice, warnings, trial),
    )
