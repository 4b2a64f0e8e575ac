"""The whole answer to a case: gates, who fits, what it brings, what would change it, what to do next."""

from dataclasses import dataclass, fields
from functools import cached_property

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
    """The answer: a choice, and all that is said of it; what takes time is worked out when it is asked for.

    `ads` is what the leader's money would bring in ads, `widest` the estimate to check first.
    """

    ads: dict[Stage, Band]
    widest: str | None
    remarks: tuple[Remark, ...]
    warnings: tuple[Notice, ...]

    @cached_property
    def plan(self) -> Plan:
        """What to do with the money."""
        return plan_of(self.case, self.ways, self.leader, self.team)

    @cached_property
    def decision(self) -> Decision:
        """Whether to go, to try or to hold."""
        return decision_of(self.plan, is_stopped=self.reason is Reason.STOPPED, chance=self.chance)

    @cached_property
    def trial(self) -> Trial | None:
        """How the plan begins and when to stop; None where it does not begin."""
        goes = self.decision in {Decision.GO, Decision.TRY}
        return trial_of(self.plan, self.leader) if goes else None

    @cached_property
    def calendar(self) -> tuple[Slot, ...]:
        """What is done in which week."""
        return calendar_of(self.plan, self.trial)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Three changes of the case and what each does."""
        if self.best is not None:
            return changes(self, self.plan)
        if self.reason is Reason.NONE_AFFORDABLE:
            return openings(self.case, self.scorecard)
        return ()

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """What to do next, most pressing first."""
        return steps_of(self, self.warnings, self.trial)

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
    best = choice.best
    first = None if best is None else widest(best)
    return Advice(
        **{one.name: getattr(choice, one.name) for one in fields(choice)},
        ads={} if best is None else ads(best.premises, best.terms.spend_vnd, case),
        widest=None if first is None else first.id,
        remarks=remarks_of(choice),
        warnings=warnings_of(choice),
    )
