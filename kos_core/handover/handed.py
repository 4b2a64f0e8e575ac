"""A plan handed over: for each line that hires somebody what to ask, to pay, to agree on and to prepare."""

from dataclasses import dataclass
from functools import cached_property
from math import ceil

from kos_core.advice.advice import Advice
from kos_core.forecast.forecast import Forecast
from kos_core.forecast.session import Plan as Session
from kos_core.forecast.session import plan as session_of
from kos_core.handover.floor import floor_price
from kos_core.handover.most import Most, fee_now, most_to_pay
from kos_core.handover.targets import Target, targets_of
from kos_core.handover.week import DAYS, Evening, evenings
from kos_core.hire.ways import Way
from kos_core.knowledge.entries import Programme
from kos_core.numbers.writing import digits_kept
from kos_core.plan.decision import Decision, cheapest_test
from kos_core.plan.line import Line, free
from kos_core.plan.offers import counts_alike
from kos_core.plan.trial import trial_weeks
from kos_core.vocabulary import CostLine, Platform

CONTACTS = "handover.contacts_times"


@dataclass(frozen=True, eq=False)
class Handed:
    """One line of a plan, handed over.

    `now_units` are done first, over `now_weeks`: its part of the trial, else all of it. It begins in
    `from_week`; `is_test` where the plan hires nobody and this is the cheapest way to find out.
    """

    advice: Advice
    line: Line
    now_units: int
    now_weeks: int
    from_week: int
    is_test: bool = False

    @property
    def forecast(self) -> Forecast:
        """What the line may bring by itself."""
        assert self.line.forecast is not None  # noqa: S101  # ads alone are handed to nobody
        return self.line.forecast

    @property
    def programme(self) -> Programme:
        """Its way of hiring."""
        return self.forecast.programme

    @property
    def platform(self) -> Platform:
        """Where it is done."""
        return self.line.platform

    @property
    def at(self) -> str:
        """The name it is known by, the same for as long as the plan holds such a line."""
        return f"{self.line.programme}@{self.line.platform}"

    @property
    def waits(self) -> bool:
        """Whether it begins only when the trial of other lines has paid."""
        return self.from_week > 1

    @cached_property
    def most(self) -> Most | None:
        """The most to pay for a unit; None where nothing is held against it."""
        return most_to_pay(self.forecast, self.advice.plan.offers.ads)

    @cached_property
    def floor_vnd(self) -> int | None:
        """The lowest price at which an order does not lose; None where nothing is sold on the spot."""
        return floor_price(self.forecast)

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """What to agree on."""
        return targets_of(self.forecast)

    @cached_property
    def session(self) -> Session | None:
        """The plan of one session or slot; None for what is not live or not sold."""
        return session_of(self.forecast)

    @property
    def offer_vnd(self) -> float | None:
        """The fee to offer for a unit, VND in two digits: the usual one, never more than the most to pay.

        None where the most, or what pays on average, lies below what anybody usually takes: better ask for a
        quote than name it.
        """
        usual = fee_now(self.forecast)
        if self.most is None:
            return digits_kept(usual, 2)
        ceiling = self.most.average_vnd if self.most.fee_vnd is None else self.most.fee_vnd
        if ceiling is None or ceiling < self.most.usual_vnd[0]:
            return None
        return digits_kept(min(usual, ceiling), 2)

    @property
    def commission_rate(self) -> float:
        """The commission to offer on a successful order, a share of its value."""
        return 0.0 if self.forecast.premises.is_leads else self.forecast.premises.likely("commission_rate")

    @property
    def sends_samples(self) -> bool:
        """Whether a piece is sent to be tried."""
        off = CostLine.SAMPLES in self.forecast.case.brief.costs_off
        return bool(self.programme.samples_per_unit) and not self.forecast.premises.is_leads and not off

    @property
    def lends_samples(self) -> bool:
        """Whether a piece is too dear to be given away."""
        known = self.forecast.premises
        return self.sends_samples and self.forecast.terms.cost_vnd > known.likely("lent_above", float("inf"))

    @property
    def people(self) -> int:
        """How many people are needed first; hosts of one channel take turns, each at most once a day."""
        if self.programme.shop_channel and not self.programme.house:
            return ceil(self.now_units / (DAYS * self.now_weeks))
        return self.forecast.premises.creators(self.now_units)

    @property
    def each_units(self) -> int:
        """How many units one person does."""
        return ceil(self.now_units / max(1, self.people))

    @property
    def in_trial(self) -> bool:
        """Whether its first part belongs to the trial."""
        trial = self.advice.trial
        return not self.is_test and trial is not None and trial.units(self.line) > 0

    @property
    def contacts(self) -> int:
        """How many people to write to; the people needed are those who accept."""
        times = max(1.0, self.forecast.case.knowledge.likely(CONTACTS))
        return ceil(self.people * times - 1e-9)

    @cached_property
    def week(self) -> tuple[Evening, ...]:
        """The evenings of a week of the shop's own lives; none for other ways."""
        if not (self.programme.house and self.programme.live):
            return ()
        known = self.forecast.case.knowledge
        return evenings(self.now_units, self.now_weeks, known.likely("planner.hours"), known.handover)


def handed(advice: Advice) -> tuple[Handed, ...]:
    """Return what a plan hands over, what begins first before the rest; ads alone are handed to nobody.

    Where the plan hires nobody: the cheapest way to find out. Nothing where a gate is shut, where no plan
    keeps to the reader's wishes, or where no way is open.
    """
    plan = advice.plan
    if advice.decision is Decision.STOP or plan.is_refused:
        return ()
    hired = [line for line in plan.lines if line.forecast is not None]
    if not hired:
        way = cheapest_test(advice.ways, advice.leader)
        if way is None:
            return ()
        line = _of_way(way, advice)
        return (Handed(advice, line, line.units, trial_weeks(advice.case), 1, is_test=True),)
    found = []
    for line in hired:
        tried = 0 if advice.trial is None else advice.trial.units(line)
        slots = [slot for slot in advice.calendar if slot.line is line]
        first = min(slot.first_week for slot in slots)
        weeks = max(slot.last_week for slot in slots) - first + 1
        if tried and advice.trial is not None:
            weeks = advice.trial.weeks
        found.append(Handed(advice, line, tried or line.units, weeks, first))
    return tuple(sorted(found, key=lambda one: one.from_week))


def _of_way(way: Way, advice: Advice) -> Line:
    """Return a way at its smallest size as a line of a plan."""
    terms, case = way.terms, free(advice.case)
    found = Forecast(way.premises, terms, case)
    return Line(
        programme=way.programme.id,
        creator=way.programme.creator,
        platform=way.platform,
        units=terms.units,
        ads_vnd=terms.units * terms.unit_boosting_vnd,
        spend_vnd=ceil(terms.spend_vnd - 1e-6),
        forecast=found,
        ads=None,
        counts_too=counts_alike(found.measure, advice.plan.measure),
    )
