"""The whole answer to a brief: gates, who fits, what it brings, what would change it, what to do next."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from math import ceil, floor
from typing import Any

from kos_core.brief import Brief
from kos_core.changes import Change, changes, openings
from kos_core.choosing import advised, chosen, preferred
from kos_core.funnel import Band, Forecast, ads, widest
from kos_core.gates import Notice, paper_sources, papers_of, stops_of
from kos_core.knowledge import Knowledge
from kos_core.platform_fit import fit
from kos_core.premises import price_of
from kos_core.scoring import Scorecard, ready_answer, score
from kos_core.standing import STOPS_ALL, Option, options, standing
from kos_core.vocabulary import Answer, CreatorType, Deal, Platform, Readiness, Reason, Stage, Unit, Verdict

SEED = 20_260
HOPELESS = 0.05  # shown as 0 times in 10


@dataclass(frozen=True)
class Pilot:
    """A first small round and when to stop: successful orders that pay it back, or half the usual views."""

    units: int
    spend_vnd: float
    orders: float | None
    views: float | None


@dataclass(frozen=True)
class Step:
    """Something to do next: a text key under `next.` with its values."""

    id: str
    values: dict[str, Any] = field(default_factory=dict)


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


def _pilot(best: Forecast, brief: Brief, knowledge: Knowledge) -> Pilot | None:
    """Return a first round of 15-20 % of the budget; None where the programme cannot be tried in part."""
    hired = best.terms
    if best.programme.unit is Unit.CONTRACT:
        return None
    least = min(int(knowledge.likely("model.pilot_least_units")), hired.units)
    wanted = floor(knowledge.likely("model.pilot_rate") * brief.budget_vnd / max(1.0, hired.unit_outlay_vnd))
    units = max(least, min(wanted, ceil(hired.units / 2)))
    spend = units * hired.unit_advance_vnd
    orders = ceil(spend / hired.leaves_vnd) if hired.leaves_vnd and hired.leaves_vnd > 0 else None
    views = best.bands[Stage.VIEWS].middle * units / hired.units / 2
    return Pilot(units, spend, orders, views)


def _warnings(advice: Advice, knowledge: Knowledge) -> tuple[Notice, ...]:
    """Return what to know before starting: what the law asks first, then what the figures say."""
    brief, best = advice.brief, advice.best
    found = [*_of_the_law(brief, knowledge)]
    if best is None:
        return tuple(found)
    found += _of_the_goods(advice, best)
    if advice.forecast_prefers is not None and advice.leader is not None:
        there = advice.cells[advice.leader][advice.forecast_prefers]
        values: dict[str, Any] = {"documents": best.platform, "figures": there.platform}
        if advice.is_for_orders:
            values |= {"theirs_profit_vnd": _usual(there), "ours_profit_vnd": _usual(best)}
        found.append(Notice(f"platforms_differ{'_money' if advice.is_for_orders else ''}", values))
    thin = sum(knowledge.estimates[name].is_assumption for name in best.rests_on)
    weak = "weak_data" if advice.is_for_orders else "weak_data_views"
    return (*found, Notice(weak, {"assumed": thin, "all": len(best.rests_on)}))


def _of_the_law(brief: Brief, knowledge: Knowledge) -> Iterable[Notice]:
    entry, papers = knowledge.categories[brief.category], papers_of(brief, knowledge)
    if papers and brief.ready.answer(Readiness.PAPERS) is Answer.UNKNOWN:
        yield Notice("papers_unknown", {"papers": papers}, paper_sources(papers, knowledge))
    if entry.banned_goods is not None and brief.restricted_goods is Answer.UNKNOWN:
        yield Notice("banned_goods_check", {"what": entry.banned_goods.why}, entry.banned_goods.sources)
    if entry.legal_counsel:
        yield Notice("legal_counsel", {"category": entry.short}, ("S42",))


def _of_the_goods(advice: Advice, best: Forecast) -> Iterable[Notice]:
    brief, hired = advice.brief, best.terms
    if best.premises.is_leads:
        yield Notice("leads_only")
        return
    unasked = brief.stock is None and brief.ready.answer(Readiness.STOCK_KNOWN) is Answer.UNKNOWN
    if best.programme.live and unasked:
        yield Notice("stock_unasked", {}, ("K84",))
    if not advice.is_for_orders:
        return
    need = hired.break_even_orders
    if hired.leaves_vnd is not None and hired.leaves_vnd <= 0:
        yield Notice("order_loses", {"leaves_vnd": hired.leaves_vnd})
    elif brief.stock is not None and need is not None and brief.stock < need:
        yield Notice("stock_short", {"stock": brief.stock, "need": need}, ("K84",))
    if brief.cost_vnd is None and brief.margin_rate is None:
        yield Notice(
            "cost_assumed",
            {"cost_vnd": hired.cost_vnd, "price_vnd": hired.price_vnd},
            (f"any.any.{brief.category}.margin_rate",),
        )


def _usual(found: Forecast) -> float:
    return found.bands[Stage.PROFIT].middle


def _steps(advice: Advice, knowledge: Knowledge) -> tuple[Step, ...]:
    """Return what to do next, most pressing first, five at most."""
    found = [Step(f"stop_{stop.id}", stop.values) for stop in advice.stops]
    best = advice.best
    if best is None:
        if advice.reason is Reason.NONE_AFFORDABLE:
            found += [Step("affiliate"), Step("own_live")]
        return tuple(found)
    if any(notice.id == "stock_short" for notice in advice.warnings):
        found.append(Step("stock_more"))
    for step in _to_make_ready(best, knowledge):
        if step.id.startswith("reviews") or len(found) < 3:
            found.append(step)
    if advice.usually_loses:
        found.append(Step("fix_first"))
    elif advice.pilot is not None:
        found.append(Step("pilot", {"units": advice.pilot.units, "spend_vnd": advice.pilot.spend_vnd}))
    else:
        found.append(Step("contract"))
    found.append(Step("measure"))
    return tuple(found[:5])


def _to_make_ready(best: Forecast, knowledge: Knowledge) -> Iterable[Step]:
    """Yield what a type needs and the shop has not said it has; nothing about goods where there are none."""
    brief, no_goods = best.brief, best.premises.is_leads
    goods = {"reviews", Readiness.STOCK_KNOWN, Readiness.SAMPLES} if no_goods else set()
    for need in sorted(knowledge.ready_needs[best.programme.creator], key=lambda n: -n.share):
        if need.item in goods:
            continue
        if need.item == "reviews":
            if (brief.reviews or 0) < 1:
                yield Step("reviews_unasked" if brief.reviews is None else "reviews")
        elif ready_answer(Readiness(need.item), brief, knowledge) is not Answer.YES:
            no_prices = no_goods and need.item == Readiness.PRICE_SHEET
            yield Step(f"ready_{need.item}{'_leads' if no_prices else ''}")
