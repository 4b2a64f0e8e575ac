"""Who is chosen for a case, on which platform and how hired; how surely; what nearly decided otherwise."""

from dataclasses import dataclass, replace

import numpy as np

from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.forecast.forecast import Forecast
from kos_core.hire.best import best_of
from kos_core.hire.gates import Notice, stops_of
from kos_core.hire.measure import goal_measure, measure_of
from kos_core.hire.prices import ends_at_leads
from kos_core.hire.ways import STOPS_ALL, Way, Ways, ways_of
from kos_core.knowledge.entries import Measure
from kos_core.score.money import TYPES, Money
from kos_core.score.platform_fit import fit
from kos_core.score.practice import Practice, practice
from kos_core.score.scorecard import Scorecard, chance_to_open, luck_of, score
from kos_core.score.standing import purse_of, standings
from kos_core.score.team import Member
from kos_core.score.weights import weights
from kos_core.vocabulary import CreatorType, Life, Platform, Reason, Verdict

UNPROVEN = "unproven_fit"  # the criterion of goods nobody has bought yet
FIT_DIGITS = 1  # of a fit: platforms that read the same are the same


@dataclass(frozen=True, eq=False)
class Choice:
    """Who is chosen; `leader` is None where nothing may be recommended.

    `cells` holds for every type and platform the way in that does most for the goal, `platform_of` the
    platform on which each type does most, `documents_prefer` the leader's platform by the documents where it
    is another, `decides` the criterion that speaks most for the leader and the one that speaks most for the
    runner-up, `wished` who would lead with more money. `team` are those who share the roles of a launch or of
    the whole way, the leader opening; empty where one is chosen. `chance` says how surely the leader leads.
    """

    case: Case
    stops: tuple[Notice, ...]
    ways: Ways
    scorecard: Scorecard
    verdict: Verdict
    reason: Reason
    leader: CreatorType | None
    runner_up: CreatorType | None
    wished: CreatorType | None
    decides: tuple[str, ...]
    cells: dict[CreatorType, dict[Platform, Forecast]]
    platform_of: dict[CreatorType, Platform]
    documents_prefer: Platform | None
    fits: dict[CreatorType, dict[Platform, float]]
    practice: Practice
    money: Money | None
    team: tuple[Member, ...]
    chance: float

    @property
    def brief(self) -> Brief:
        """What is asked."""
        return self.case.brief

    def cell(self, creator: CreatorType) -> Forecast:
        """Return a type's forecast on the platform it is advised for."""
        return self.cells[creator][self.platform_of[creator]]

    @property
    def best(self) -> Forecast | None:
        """The leader's forecast; None where there is no leader."""
        return None if self.leader is None else self.cell(self.leader)

    @property
    def goal_measure(self) -> Measure:
        """What the goal counts, whoever is hired: money, leads or people."""
        return goal_measure(self.case, is_leads=ends_at_leads(self.case))

    @property
    def is_for_orders(self) -> bool:
        """Whether the answer is about orders and what they leave."""
        return self.best is not None and self.best.measure.is_money

    @property
    def pays(self) -> bool:
        """Whether the leader's median does not lose."""
        return self.best is not None and self.best.pays

    @property
    def usually_loses(self) -> bool:
        """Whether it is about orders and the median loses."""
        return self.is_for_orders and not self.pays


def choose(case: Case) -> Choice:
    """Return who is chosen for a case; the same case gives the same choice."""
    stops, ways = stops_of(case), ways_of(case)
    held = purse_of(ways, case)
    card = score(standings(ways, held), case, luck_of(weights(case), held, case.seed))
    best = {TYPES[t]: one for t, one in held.money.best.items()} if held.money is not None else {}
    ways_in = {t: best[t].by_platform() if t in best else {} for t in CreatorType}
    cells = {t: {p: _forecast(way, case) for p, way in ways_in[t].items()} for t in CreatorType}
    fits = fit(case)
    platform_of = {t: one.platform for t, one in best.items()}
    shown = practice(case)
    team = held.team(0)
    leader, runner_up, chance = _first_two(card, team, case)
    if leader is not None and (opening := _opening(team, ways, case)) is not None:
        cells[leader][opening.platform] = _forecast(opening, case)
        ways_in[leader][opening.platform], platform_of[leader] = opening, opening.platform
    verdict, reason = _verdict(card, stops, shown, leader, chance, case)
    wished = max(card.rows, key=lambda row: row.score)
    is_too_dear = wished.standing.needs_vnd is not None and not wished.standing.affordable
    return Choice(
        case=case,
        stops=stops,
        ways=ways,
        scorecard=card,
        verdict=verdict,
        reason=reason,
        leader=leader,
        runner_up=runner_up,
        wished=wished.creator if leader is not None and is_too_dear else None,
        decides=_decides(
            card, leader, runner_up, case.knowledge.roles[team[0].role].criterion if team else None
        ),
        cells=cells,
        platform_of=platform_of,
        documents_prefer=None
        if leader is None
        else _preferred(ways_in[leader], platform_of[leader], fits[leader]),
        fits=fits,
        practice=shown,
        money=held.money,
        team=team,
        chance=chance,
    )


def hired(leader: CreatorType, case: Case) -> Forecast:
    """Return what the answer would forecast for a type that leads a case, nothing else worked out."""
    ways = ways_of(case)
    if (opening := _opening(purse_of(ways, case).team(0), ways, case)) is not None:
        return _forecast(opening, case)
    best = best_of(ways[leader], np.array([float(case.brief.budget_vnd)]), case)
    return _forecast(best.by_platform()[best.platform], case)


def _opening(team: tuple[Member, ...], ways: Ways, case: Case) -> Way | None:
    """Return how the one who opens a team is hired; None without one.

    The way that does most for what the role is for, within what the budget leaves beside the other roles; at
    its smallest size where the goal counts money, for opening earns none.
    """
    if not team:
        return None
    opener, others = team[0], sum(member.needs_vnd for member in team[1:])
    left = case.brief.budget_vnd - others
    asked = case.asking(goal=case.knowledge.roles[opener.role].goal, budget_vnd=left)
    best = best_of(ways[opener.creator], np.array([float(left)]), asked)
    way = best.by_platform()[best.platform]
    if measure_of(case, way.premises).is_money:
        return replace(way, terms=replace(way.steps[0], units=way.terms.smallest))
    return way


def _forecast(way: Way, case: Case) -> Forecast:
    """Return what a way may bring; nothing where a gate is shut."""
    return Forecast(way.premises, replace(way.terms, units=0) if way.stopped else way.terms, case)


def _preferred(
    ways_in: dict[Platform, Way], advised: Platform, fits: dict[Platform, float]
) -> Platform | None:
    """Return the platform the documents prefer among those that can be paid for; None: the advised one."""
    open_ones = [p for p, way in ways_in.items() if way.is_open]
    found = max(open_ones, key=lambda p: (round(fits[p], FIT_DIGITS), p is advised), default=advised)
    return None if found is advised else found


def _first_two(
    card: Scorecard, team: tuple[Member, ...], case: Case
) -> tuple[CreatorType | None, CreatorType | None, float]:
    """Return who leads, who comes next, and how surely the first is first: a team's opener, else the best."""
    able = [row.creator for row in card.eligible]  # those that may lead stand first
    if not able:
        return None, None, 0.0
    leader, chance = able[0], card.leading[0].chance_best
    if team:
        leader = team[0].creator
        chance = chance_to_open(leader, case.knowledge.roles[team[0].role], able, case)
    return leader, next((t for t in able if t is not leader), None), chance


def _verdict(
    card: Scorecard,
    stops: tuple[Notice, ...],
    shown: Practice,
    leader: CreatorType | None,
    chance: float,
    case: Case,
) -> tuple[Verdict, Reason]:
    if leader is None:
        stopped = any(row.standing.affordable for row in card.rows) or any(s.id in STOPS_ALL for s in stops)
        return Verdict.NONE, Reason.STOPPED if stopped else Reason.NONE_AFFORDABLE
    # Practice has no vote; but nothing is clear that campaigns like this one do not at least make likely.
    differs = shown.speaks_against(leader, case.knowledge.likely("model.likely_from"))
    first = first_for_unproven(card, case)
    if len(card.eligible) == 1:
        return Verdict.LIKELY if differs else Verdict.CLEAR, Reason.ONLY_ONE_AFFORDABLE
    # Who scores best may be pointless beside another: then that rule put the leader first.
    passed = max(card.eligible, key=lambda row: row.score).standing.dominated_by is not None
    decided = Reason.DOMINATED if passed else Reason.DECIDED
    # The leader's chance says how firmly it leads, whatever it is that puts it first.
    if chance >= case.knowledge.likely("model.clear_from"):
        if differs:
            return Verdict.LIKELY, Reason.PRACTICE_DIFFERS
        return (Verdict.CLEAR, decided) if first in {None, leader} else (Verdict.LIKELY, Reason.UNPROVEN)
    if chance >= case.knowledge.likely("model.likely_from"):
        return Verdict.LIKELY, decided
    return Verdict.NONE, Reason.TOO_CLOSE


def first_for_unproven(card: Scorecard, case: Case) -> CreatorType | None:
    """Return whom the documents would have try new goods first, among those that can be hired.

    Nothing is clear where they name another than the leader: what they say for the leader they say of goods
    that sell. None where the goods are not new, or where a launch shares the roles already.
    """
    goal = case.knowledge.goals[case.brief.goal]
    if case.life is not Life.NEW or not goal.sells or goal.team:
        return None
    ratings = case.knowledge.criteria[UNPROVEN].ratings
    return max((row.creator for row in card.eligible), key=lambda t: ratings[t].value, default=None)


def _decides(
    card: Scorecard, leader: CreatorType | None, second: CreatorType | None, opens_by: str | None
) -> tuple[str, ...]:
    """Return the criterion that speaks most for the leader and the one that speaks most for the second.

    For who opens that is what the role is judged by.
    """
    if leader is None or second is None:
        return ()
    ours, theirs = card.row(leader).parts, card.row(second).parts
    gaps = {name: ours[name] - theirs[name] for name in ours}
    return opens_by or max(gaps, key=lambda name: gaps[name]), min(gaps, key=lambda name: gaps[name])
