"""Who is chosen for a case, on which platform and how hired; how surely; what nearly decided otherwise."""

from dataclasses import dataclass, replace

from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.forecast.forecast import Forecast
from kos_core.hire.gates import Notice, stops_of
from kos_core.hire.measure import goal_measure, measure_of
from kos_core.hire.prices import ends_at_leads
from kos_core.hire.size import best_size
from kos_core.hire.ways import STOPS_ALL, Way, Ways, ways_of
from kos_core.knowledge.entries import Measure
from kos_core.numbers.writing import digits_kept
from kos_core.score.platform_fit import fit
from kos_core.score.practice import Practice, practice
from kos_core.score.scorecard import Scorecard, score
from kos_core.score.standing import standings
from kos_core.vocabulary import CreatorType, Platform, Reason, Verdict


@dataclass(frozen=True, eq=False)
class Choice:
    """Who is chosen; `leader` is None where nothing may be recommended.

    `cells` holds for every type and platform the way in that does most for the goal, `platform_of` the
    platform each type is advised for, `decides` the criterion that speaks most for the leader and the one
    that speaks most for the runner-up, `wished` who would lead with more money.
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
    forecast_prefers: Platform | None
    fits: dict[CreatorType, dict[Platform, float]]
    practice: Practice

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
    card = score(standings(ways, case), case)
    ways_in = {t: chosen(ways[t], case) for t in CreatorType}
    cells = {t: {p: _forecast(way, case) for p, way in ways_in[t].items()} for t in CreatorType}
    fits = fit(case)
    platform_of = {t: advised(ways_in[t], fits[t]) for t in CreatorType if ways_in[t]}
    shown = practice(case)
    verdict, reason = _verdict(card, stops, shown, case)
    leader, runner_up = ([row.creator for row in card.eligible[:2]] + [None, None])[:2]
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
        decides=_decides(card, leader, runner_up),
        cells=cells,
        platform_of=platform_of,
        forecast_prefers=None
        if leader is None
        else _figures_prefer(ways_in[leader], platform_of[leader], cells[leader]),
        fits=fits,
        practice=shown,
    )


def hired(leader: CreatorType, case: Case) -> Forecast:
    """Return what the answer would forecast for a type that leads a case, nothing else worked out."""
    ways_in = chosen(ways_of(case)[leader], case)
    return _forecast(ways_in[advised(ways_in, fit(case)[leader])], case)


def _forecast(way: Way, case: Case) -> Forecast:
    """Return what a way may bring; nothing where a gate is shut."""
    return Forecast(way.premises, replace(way.terms, units=0) if way.stopped else way.terms, case)


def chosen(ways: list[Way], case: Case) -> dict[Platform, Way]:
    """Return the way in per platform: the open one that does most for the goal, at its best size.

    Where none is open, the cheapest.
    """
    found: dict[Platform, Way] = {}
    for platform in {way.platform for way in ways}:
        here = [way for way in ways if way.platform is platform]
        open_ones = [(way, best_size(way.premises, case)) for way in here if way.is_open]
        if open_ones:
            way, size = max(open_ones, key=lambda one: one[1].rank)
            found[platform] = replace(way, terms=size.terms)
        else:
            found[platform] = min(here, key=lambda way: way.terms.needs_vnd)
    return {p: found[p] for p in Platform if p in found}


def advised(ways_in: dict[Platform, Way], fits: dict[Platform, float]) -> Platform:
    """Return the platform the documents prefer among those that can be paid for."""
    open_ones = [p for p, way in ways_in.items() if way.is_open] or list(ways_in)
    return max(open_ones, key=lambda p: fits[p])


def preferred(ways_in: dict[Platform, Way], advised: Platform, case: Case) -> Platform | None:
    """Return the platform the figures prefer, None where it is the one the documents prefer.

    None also where every order loses: what loses least there is what sells least.
    """
    best = max(
        (way for way in ways_in.values() if way.is_open), key=lambda way: best_size(way.premises, case).rank
    )
    left = best.terms.leaves_vnd
    sells_at_a_loss = measure_of(case, best.premises).is_money and left is not None and left <= 0
    return None if best.platform is advised or sells_at_a_loss else best.platform


def _figures_prefer(
    ways_in: dict[Platform, Way], advised: Platform, cells: dict[Platform, Forecast]
) -> Platform | None:
    """Return the platform that brings more at likely values and in the middle of the draws, if any.

    More is what two digits show, as the sentence says it.
    """
    best = cells[advised]
    found, counted = preferred(ways_in, advised, best.case), best.measure.first
    if found is None:
        return None
    theirs, ours = (digits_kept(cell.bands[counted].middle, 2) for cell in (cells[found], best))
    return found if theirs > ours else None


def _verdict(
    card: Scorecard, stops: tuple[Notice, ...], shown: Practice, case: Case
) -> tuple[Verdict, Reason]:
    eligible = card.eligible
    if not eligible:
        stopped = any(row.standing.affordable for row in card.rows) or any(s.id in STOPS_ALL for s in stops)
        return Verdict.NONE, Reason.STOPPED if stopped else Reason.NONE_AFFORDABLE
    if len(eligible) == 1:
        return Verdict.CLEAR, Reason.ONLY_ONE_AFFORDABLE
    # The leader leads the ranking by score; its chance says how firmly.
    chance = eligible[0].chance_best
    if chance >= case.knowledge.likely("model.clear_from"):
        # Practice has no vote; but where campaigns like this one mostly chose otherwise nothing is clear.
        if shown.usual not in {None, eligible[0].creator}:
            return Verdict.LIKELY, Reason.PRACTICE_DIFFERS
        return Verdict.CLEAR, Reason.DECIDED
    if chance >= case.knowledge.likely("model.likely_from"):
        return Verdict.LIKELY, Reason.DECIDED
    return Verdict.NONE, Reason.TOO_CLOSE


def _decides(card: Scorecard, leader: CreatorType | None, second: CreatorType | None) -> tuple[str, ...]:
    """Return the criterion that speaks most for the leader and the one that speaks most for the second."""
    if leader is None or second is None:
        return ()
    ours, theirs = card.row(leader).parts, card.row(second).parts
    gaps = {name: ours[name] - theirs[name] for name in ours}
    return max(gaps, key=lambda name: gaps[name]), min(gaps, key=lambda name: gaps[name])
