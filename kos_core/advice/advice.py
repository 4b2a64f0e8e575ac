"""The whole answer to a case: gates, who fits, what it brings, what would change it, what to do next."""

from dataclasses import dataclass, fields

from kos_core.advice.choice import Choice, choose
from kos_core.advice.next import Step, steps_of
from kos_core.advice.notices import warnings_of
from kos_core.advice.offered import Change, changes, openings
from kos_core.advice.pilot import Pilot, pilot_of
from kos_core.advice.remarks import Remark, remarks_of
from kos_core.advice.rest import rest_of
from kos_core.case import Case
from kos_core.forecast.ads import ads
from kos_core.forecast.band import Band
from kos_core.forecast.first_to_check import widest
from kos_core.forecast.forecast import Forecast
from kos_core.hire.gates import Notice
from kos_core.vocabulary import Reason, Stage

HOPELESS = 0.05  # shown as 0 times in 10


@dataclass(frozen=True, eq=False)
class Advice(Choice):
    """The answer: a choice, and all that is said of it.

    `ads` is what the leader's money would bring in ads, `rest` the ways worth adding with what is left,
    `widest` the estimate to check first.
    """

    ads: dict[Stage, Band]
    rest: tuple[Forecast, ...]
    widest: str | None
    changes: tuple[Change, ...]
    pilot: Pilot | None
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
    def spend_vnd(self) -> float:
        """What is paid in advance for all that is advised, VND."""
        return sum(one.terms.spend_vnd for one in (self.best, *self.rest) if one is not None)

    @property
    def is_hopeless(self) -> bool:
        """Whether hardly any try would break even: fewer than one in twenty."""
        chance = None if self.best is None else self.best.chance_break_even
        return self.is_for_orders and chance is not None and chance < HOPELESS

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The estimates behind the leader's forecast; none where there is no leader."""
        return () if self.best is None else self.best.rests_on


def advise(case: Case) -> Advice:
    """Return the whole answer to a case; the same case gives the same answer."""
    choice = choose(case)
    best, card = choice.best, choice.scorecard
    beside = {} if best is None else ads(best.premises, best.terms.spend_vnd, case)
    pilot = None if best is None else pilot_of(best)
    rest = rest_of(choice)
    warnings = warnings_of(choice)
    offered: tuple[Change, ...] = ()
    if best is not None:
        offered = changes(choice)
    elif choice.reason is Reason.NONE_AFFORDABLE:
        offered = openings(case, card)
    first = None if best is None else widest(best)
    return Advice(
        **{one.name: getattr(choice, one.name) for one in fields(choice)},
        ads=beside,
        rest=rest,
        widest=None if first is None else first.id,
        changes=offered,
        pilot=pilot,
        remarks=remarks_of(choice, beside, rest),
        warnings=warnings,
        steps=steps_of(choice, warnings, pilot),
    )
