"""The whole answer to a brief: gates, who fits, what it brings, what would change it, what to do next."""

from dataclasses import dataclass, replace

from kos_core.advice.choice import advised, chosen, preferred
from kos_core.advice.next import Step, _steps
from kos_core.advice.notices import _warnings
from kos_core.advice.trial import Pilot, _pilot
from kos_core.brief import Brief
from kos_core.change.offered import Change, changes, openings
from kos_core.forecast.ads import ads
from kos_core.forecast.band import Band
from kos_core.forecast.first_to_check import widest
from kos_core.forecast.forecast import Forecast
from kos_core.hire.gates import Notice, stops_of
from kos_core.hire.premises import price_of
from kos_core.hire.ways import STOPS_ALL, Option, options
from kos_core.knowledge.whole import Knowledge
from kos_core.score.platform_fit import fit
from kos_core.score.scorecard import Scorecard, score
from kos_core.score.standing import standing
from kos_core.vocabulary import CreatorType, Deal, Platform, Reason, Stage, Verdict

SEED = 20_260


HOPELESS = 0.05  # shown as 0 times in 10


@dataclass(frozen=True, eq=False)
class Advice:
    """The answer; `leader` is None where nothing may be recommended.

    `least_fee` is then the cheapest way of hiring that pays a fee.
    """

    brief: Brief
    knowledge_version: str
    seed: int
    stops: tuple[Notice, ...]
    warnings: tuple[Notice, ...]
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
    ads: dict[Stage, Band]
    widest: str | None
    changes: tuple[Change, ...]
    pilot: Pilot | None
    steps: tuple[Step, ...]
    least_fee: Option | None = None

    def cell(self, creator: CreatorType) -> Forecast:
        """Return a type's forecast on the platform it is advised for."""
        return self.cells[creator][self.platform_of[creator]]

    @property
    def best(self) -> Forecast | None:
        """The leader's forecast; None where there is no leader."""
        return None if self.leader is None else self.cell(self.leader)

    @property
    def is_for_orders(self) -> bool:
        """Whether the answer is about orders and what they leave."""
        return self.brief.goal.sells and self.best is not None and not self.best.premises.is_leads

    @property
    def is_hopeless(self) -> bool:
        """Whether hardly any try would break even: fewer than one in twenty."""
        chance = None if self.best is None else self.best.chance_break_even
        return self.is_for_orders and chance is not None and chance < HOPELESS

    @property
    def pays(self) -> bool:
        """Whether the leader's median does not lose."""
        return self.best is not None and self.best.pays

    @property
    def usually_loses(self) -> bool:
        """Whether it is about orders and the median loses."""
        return self.is_for_orders and not self.pays

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The estimates behind the leader's forecast (the cheapest way in, where there is no leader)."""
        shown = self.best
        return () if shown is None else shown.rests_on


def advise(brief: Brief, knowledge: Knowledge, seed: int = SEED) -> Advice:
    """Return the whole answer to a brief; the same brief, knowledge and seed give the same answer.

    Raises KosError where a figure or weight of the brief names something that does not exist.
    """
    known = knowledge.under(brief)
    stops = stops_of(brief, known)
    ways = options(brief, frozenset(stop.id for stop in stops), known)
    standings = {t: standing(t, ways[t], brief.budget_vnd, brief, known) for t in CreatorType}
    card = score(brief, price_of(brief, known), standings, known, seed)
    ways_in = {t: chosen(ways[t], brief) for t in CreatorType}
    cells = {
        t: {
            p: Forecast(o.premises, replace(o.terms, units=0) if o.stopped else o.terms, brief, known, seed)
            for p, o in ways_in[t].items()
        }
        for t in CreatorType
    }
    fits = fit(known)
    platform_of = {t: advised(ways_in[t], fits[t]) for t in CreatorType if ways_in[t]}
    verdict, reason = _verdict(card, stops, known)
    eligible = card.eligible
    leader = eligible[0].creator if eligible else None
    runner_up = eligible[1].creator if len(eligible) > 1 else None
    wished = max(card.rows, key=lambda row: row.score).creator
    draft = Advice(
        brief=brief,
        knowledge_version=known.version,
        seed=seed,
        stops=stops,
        warnings=(),
        scorecard=card,
        verdict=verdict,
        reason=reason,
        leader=leader,
        runner_up=runner_up,
        wished=wished if wished is not leader and not card.row(wished).standing.affordable else None,
        decides=_decides(card, leader, runner_up),
        cells=cells,
        platform_of=platform_of,
        forecast_prefers=None,
        fits=fits,
        ads={},
        widest=None,
        changes=(),
        pilot=None,
        steps=(),
    )
    if leader is None:
        draft = replace(draft, least_fee=_least_fee(ways))
        if reason is Reason.NONE_AFFORDABLE:
            draft = replace(draft, changes=openings(brief, card, knowledge))
        return replace(draft, warnings=_warnings(draft, known), steps=_steps(draft, known))
    best = draft.cell(leader)
    full = replace(
        draft,
        forecast_prefers=_figures_prefer(ways_in[leader], best, cells[leader]),
        ads=ads(best.premises, best.terms.spend_vnd, brief, known, seed),
        widest=None if (most := widest(best)) is None else most.id,
        pilot=_pilot(best, brief, known),
        changes=changes(best, ways, card, knowledge),
    )
    full = replace(full, warnings=_warnings(full, known))
    return replace(full, steps=_steps(full, known))


def _figures_prefer(
    ways_in: dict[Platform, Option], best: Forecast, cells: dict[Platform, Forecast]
) -> Platform | None:
    """Return the platform that brings more at likely values and in the middle of the draws, if any."""
    found = preferred(ways_in, best.platform, best.brief)
    counted = best.counted
    more = found is not None and cells[found].bands[counted].middle > best.bands[counted].middle
    return found if more else None


def _least_fee(ways: dict[CreatorType, list[Option]]) -> Option | None:
    paid = [o for found in ways.values() for o in found if o.programme.deal is not Deal.COMMISSION]
    return min(paid, key=lambda o: o.terms.needs_vnd, default=None)


def _verdict(card: Scorecard, stops: tuple[Notice, ...], knowledge: Knowledge) -> tuple[Verdict, Reason]:
    eligible = card.eligible
    if not eligible:
        stopped = any(row.standing.affordable for row in card.rows) or any(s.id in STOPS_ALL for s in stops)
        return Verdict.NONE, Reason.STOPPED if stopped else Reason.NONE_AFFORDABLE
    if len(eligible) == 1:
        return Verdict.CLEAR, Reason.ONLY_ONE_AFFORDABLE
    # The leader leads the ranking by score; its chance says how firmly.
    chance = eligible[0].chance_best
    if chance >= knowledge.likely("model.clear_from"):
        return Verdict.CLEAR, Reason.DECIDED
    if chance >= knowledge.likely("model.likely_from"):
        return Verdict.LIKELY, Reason.DECIDED
    return Verdict.NONE, Reason.TOO_CLOSE


def _decides(card: Scorecard, leader: CreatorType | None, second: CreatorType | None) -> tuple[str, ...]:
    """Return the criterion that speaks most for the leader and the one that speaks most for the second."""
    if leader is None or second is None:
        return ()
    ours, theirs = card.row(leader).parts, card.row(second).parts
    gaps = {name: ours[name] - theirs[name] for name in ours}
    return max(gaps, key=lambda name: gaps[name]), min(gaps, key=lambda name: gaps[name])
