"""The whole answer to a brief: gates, who fits, what it brings, what would change it, what to do next."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from math import ceil, floor
from typing import Any

from kos_core.brief import Brief, bounds
from kos_core.costs import Terms, likely_clicks, likely_orders, likely_views, terms
from kos_core.flips import CHEAP, Case, nearest
from kos_core.funnel import Band, Forecast, ads, of_premises, widest
from kos_core.knowledge import Knowledge, Programme
from kos_core.platform_fit import fit
from kos_core.premises import discount_of, premises, price_of
from kos_core.scoring import Scorecard, ready_answer, score
from kos_core.standing import STOPS_ALL, Option, options, standing
from kos_core.vocabulary import (
    Answer,
    CreatorType,
    Deal,
    Goal,
    Platform,
    Readiness,
    Reason,
    Stage,
    Trait,
    Unit,
    Verdict,
)

SEED = 20_260
HOPELESS = 0.05  # shown as 0 times in 10


@dataclass(frozen=True)
class Notice:
    """A stop or a warning: its id is a text key under `stop.` or `warning.`, with its values."""

    id: str
    values: dict[str, Any] = field(default_factory=dict)
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """One change of the brief and what it does: the fields it sets, the leader then, the money then."""

    kind: str
    sets: dict[str, Any]
    values: dict[str, Any]
    leader: CreatorType
    profit_vnd: float | None
    chance_break_even: float | None


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
    """The answer; `leader` is None where nothing may be recommended."""

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
        for_orders = self.brief.goal in {Goal.SALES, Goal.FULL_FUNNEL}
        return for_orders and self.best is not None and not self.best.premises.is_leads

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
    def rests_on(self) -> tuple[str, ...]:
        """The estimates behind the leader's forecast (the cheapest way in, where there is no leader)."""
        shown = self.best
        return () if shown is None else shown.rests_on


def stops_of(brief: Brief, knowledge: Knowledge) -> tuple[Notice, ...]:
    """Return the gates that are shut: papers, banned goods, stock. A gate is not weighed against points."""
    entry = knowledge.categories[brief.category]
    found: list[Notice] = []
    if brief.restricted_goods is Answer.YES and entry.banned_goods is not None:
        found.append(Notice("banned_goods", {"category": entry.short}, entry.banned_goods.sources))
    papers = papers_of(brief, knowledge)
    if papers and brief.ready.answer(Readiness.PAPERS) is Answer.NO:
        found.append(
            Notice("papers", {"category": entry.short, "papers": papers}, _paper_sources(papers, knowledge))
        )
    if brief.stock == 0:
        found.append(Notice("stock_empty", {}, ("K84",)))
    elif brief.stock is None and brief.ready.answer(Readiness.STOCK_KNOWN) is Answer.NO:
        found.append(Notice("stock", {}, ("K84",)))
    return tuple(found)


def papers_of(brief: Brief, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the papers that have to be there: the category's, and ad approval where the reader says so."""
    own = knowledge.categories[brief.category].papers
    if brief.traits.answer(Trait.RESTRICTED_ADS) is Answer.YES and not own:
        return ("restricted_ad_confirmation",)
    return own


def _paper_sources(papers: Iterable[str], knowledge: Knowledge) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s for paper in papers for s in knowledge.papers[paper].sources))


def likely_outcome(option: Option, brief: Brief) -> float:
    """Return what an option does for the goal at likely values: profit, leads, views or reach-months."""
    hired, known = option.terms, option.premises
    views = likely_views(known, hired.units, hired.unit_boosting_vnd * hired.units)
    if brief.goal is Goal.AWARENESS:
        return views
    if brief.goal is Goal.TRUST:
        return views * known.likely("engagement_rate")
    if brief.goal is Goal.BRAND_IMAGE:
        return views * (option.programme.months or 1)
    clicks = likely_clicks(known, views)
    if known.is_leads:
        return clicks * known.likely("lead_rate")
    return likely_profit(option)


def likely_profit(option: Option) -> float:
    """Return the profit at likely values, VND; what was paid in advance is lost where nothing is sold."""
    hired, known = option.terms, option.premises
    if hired.leaves_vnd is None or hired.kept_share is None:
        return -hired.spend_vnd
    views = likely_views(known, hired.units, hired.unit_boosting_vnd * hired.units)
    kept = likely_orders(known, likely_clicks(known, views)) * hired.kept_share
    return kept * hired.leaves_vnd - hired.spend_vnd


def _chosen(options: list[Option], brief: Brief) -> dict[Platform, Option]:
    """Return the way in per platform: the open option best for the goal, else the cheapest to start."""
    found: dict[Platform, Option] = {}
    for platform in {o.platform for o in options}:
        here = [o for o in options if o.platform is platform]
        open_ones = [o for o in here if o.is_open]
        found[platform] = (
            max(open_ones, key=lambda o: likely_outcome(o, brief))
            if open_ones
            else min(here, key=lambda o: o.terms.needs_vnd)
        )
    return {p: found[p] for p in Platform if p in found}


def advise(brief: Brief, knowledge: Knowledge, seed: int = SEED) -> Advice:
    """Return the whole answer to a brief; the same brief, knowledge and seed give the same answer."""
    known = knowledge.under(brief)
    stops = stops_of(brief, known)
    found = options(brief, frozenset(stop.id for stop in stops), known)
    standings = {t: standing(t, found[t], brief.budget_vnd, brief, known) for t in CreatorType}
    card = score(brief, price_of(brief, known), standings, known, seed)
    chosen = {t: _chosen(found[t], brief) for t in CreatorType}
    cells = {
        t: {
            p: of_premises(
                o.premises, replace(o.terms, units=0) if o.stopped else o.terms, brief, known, seed
            )
            for p, o in chosen[t].items()
        }
        for t in CreatorType
    }
    fits = fit(known)
    platform_of = {t: _platform(chosen[t], fits[t]) for t in CreatorType if chosen[t]}
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
        return replace(draft, warnings=_warnings(draft, known), steps=_steps(draft, known))
    lead = chosen[leader][platform_of[leader]]
    full = replace(
        draft,
        forecast_prefers=_prefers(chosen[leader], platform_of[leader], brief),
        ads=ads(lead.premises, lead.terms.spend_vnd, brief, known, seed),
        widest=widest(lead.premises, lead.terms.units).id,
        pilot=_pilot(draft.cell(leader), brief, known),
    )
    full = replace(full, changes=_changes(full, found, lead, knowledge))
    return replace(full, warnings=_warnings(full, known), steps=_steps(full, known))


def _platform(chosen: dict[Platform, Option], fits: dict[Platform, float]) -> Platform:
    """Return the platform the documents prefer among those that can be paid for."""
    open_ones = [p for p, o in chosen.items() if o.is_open] or list(chosen)
    return max(open_ones, key=lambda p: fits[p])


def _prefers(chosen: dict[Platform, Option], advised: Platform, brief: Brief) -> Platform | None:
    """Return the platform the figures prefer, None where it is the one the documents prefer."""
    best = max((o for o in chosen.values() if o.is_open), key=lambda o: likely_outcome(o, brief))
    return None if best.platform is advised else best.platform


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
    brief, best = advice.brief, advice.best
    entry = knowledge.categories[brief.category]
    found: list[Notice] = []
    papers = papers_of(brief, knowledge)
    if papers and brief.ready.answer(Readiness.PAPERS) is Answer.UNKNOWN:
        found.append(Notice("papers_unknown", {"papers": papers}, _paper_sources(papers, knowledge)))
    if entry.banned_goods is not None and brief.restricted_goods is Answer.UNKNOWN:
        found.append(
            Notice("banned_goods_check", {"what": entry.banned_goods.why}, entry.banned_goods.sources)
        )
    if entry.legal_counsel:
        found.append(Notice("legal_counsel", {"category": entry.short}, ("S42",)))
    if best is None:
        return tuple(found)
    sells = brief.goal in {Goal.SALES, Goal.FULL_FUNNEL}
    if best.premises.is_leads:
        found.append(Notice("leads_only"))
    elif sells and best.terms.leaves_vnd is not None and best.terms.leaves_vnd <= 0:
        found.append(Notice("order_loses", {"leaves_vnd": best.terms.leaves_vnd}))
    if (
        best.programme.live
        and brief.stock is None
        and brief.ready.answer(Readiness.STOCK_KNOWN) is Answer.UNKNOWN
    ):
        found.append(Notice("stock_unasked", {}, ("K84",)))
    if not best.premises.is_leads and brief.cost_vnd is None and brief.margin_rate is None:
        found.append(
            Notice(
                "cost_assumed",
                {"cost_vnd": best.terms.cost_vnd, "price_vnd": best.terms.price_vnd},
                (f"any.any.{brief.category}.margin_rate",),
            )
        )
    if advice.forecast_prefers is not None and advice.leader is not None:
        found.append(
            Notice(
                "platforms_differ",
                {"documents": advice.platform_of[advice.leader], "figures": advice.forecast_prefers},
            )
        )
    thin = sum(knowledge.estimates[name].is_assumption for name in best.rests_on)
    found.append(Notice("weak_data", {"assumed": thin, "all": len(best.rests_on)}))
    return tuple(found)


def _steps(advice: Advice, knowledge: Knowledge) -> tuple[Step, ...]:
    """Return what to do next, most pressing first, five at most."""
    brief = advice.brief
    found: list[Step] = []
    found += [Step(f"stop_{stop.id}", stop.values) for stop in advice.stops]
    if advice.leader is None:
        if advice.reason is Reason.NONE_AFFORDABLE:
            found += [Step("affiliate"), Step("own_live")]
        return tuple(found)
    best = advice.best
    no_goods = best is not None and best.premises.is_leads
    goods = {"reviews", Readiness.STOCK_KNOWN, Readiness.SAMPLES} if no_goods else set()
    for need in sorted(knowledge.ready_needs[advice.leader], key=lambda n: -n.share):
        if need.item in goods:
            continue
        if need.item == "reviews":
            if (brief.reviews or 0) < 1:
                found.append(Step("reviews"))
        elif ready_answer(Readiness(need.item), brief, knowledge) is not Answer.YES and len(found) < 3:
            found.append(Step(f"ready_{need.item}"))
    if advice.is_hopeless:
        found.append(Step("fix_first"))
    elif advice.pilot is not None:
        found.append(Step("pilot", {"units": advice.pilot.units, "spend_vnd": advice.pilot.spend_vnd}))
    else:
        found.append(Step("contract"))
    found.append(Step("measure"))
    return tuple(found[:5])


def _changes(
    advice: Advice, ways: dict[CreatorType, list[Option]], lead: Option, knowledge: Knowledge
) -> tuple[Change, ...]:
    """Return three changes worth a tap: ways out of a loss first, then what would hand the lead over."""
    for_money = advice.brief.goal in {Goal.SALES, Goal.FULL_FUNNEL} and not lead.premises.is_leads
    earning = (
        [] if not for_money else sorted(_earning(advice, lead, knowledge), key=lambda c: -(c.profit_vnd or 0))
    )
    first = earning[:2] if not advice.pays else earning[:1]
    leading = sorted(_leading(advice, ways, knowledge), key=_first_of_its_kind())
    found = [*first, *leading[: 3 - len(first)]]
    found += [change for change in (*earning, *leading) if change not in found]
    if len(found) < 3:
        found += _holding(advice, ways, knowledge, [change.sets for change in found])
    return tuple(found[:3])


def _first_of_its_kind() -> Callable[[Change], int]:
    """Return a key that puts the first change of every kind before the second."""
    seen: dict[str, int] = {}

    def place(change: Change) -> int:
        kind = change.kind.partition("_")[0]
        seen[kind] = seen.get(kind, 0) + 1
        return seen[kind]

    return place


def _earning(advice: Advice, lead: Option, knowledge: Knowledge) -> Iterable[Change]:
    """Yield the changes of price, discount and pay that leave more money than the advice does."""
    brief = advice.brief
    before = lead.terms
    price = round(before.price_vnd)
    tries: list[tuple[str, dict[str, Any], dict[str, Any]]] = []
    tries += [
        ("discount", {"discount_rate": rate}, {"rate": rate})
        for rate in (0.05, 0.0)
        if rate < discount_of(brief, knowledge)
    ]
    tries += [
        (
            "bundle",
            {"price_vnd": price * k, **_bundle_cost(brief, before, k)},
            {"pieces": k, "price_vnd": price * k},
        )
        for k in (2, 3)
        if max(price, round(before.cost_vnd)) * k <= bounds("price_vnd")[1]
    ]
    if brief.deal is Deal.ANY:
        tries.append(("commission", {"deal": Deal.COMMISSION}, {}))
        tries.append(("hourly", {"deal": Deal.HOURLY}, {}))
    now = advice.best
    least = now.bands[Stage.PROFIT].middle if now is not None and Stage.PROFIT in now.bands else 0.0
    kinds: dict[str, Change] = {}
    for kind, sets, values in tries:
        after = brief.with_(**sets)
        programme = (
            lead.programme if "deal" not in sets else _paid_so(Deal(sets["deal"]), lead.platform, knowledge)
        )
        if programme is None or (programme is lead.programme and "deal" in sets):
            continue
        if programme.live and any(stop.id == "stock" for stop in advice.stops):
            continue
        known = knowledge.under(after)
        base = premises(after, programme, lead.platform, known)
        hired = terms(base, after, known)
        if not hired.is_affordable or base.is_leads:
            continue
        found = of_premises(base, hired, after, known, advice.seed)
        profit = found.bands[Stage.PROFIT].middle
        if profit > least and (kind not in kinds or profit > (kinds[kind].profit_vnd or 0)):
            kinds[kind] = Change(kind, sets, values, programme.creator, profit, found.chance_break_even)
    yield from kinds.values()


def _bundle_cost(brief: Brief, hired: Terms, pieces: int) -> dict[str, Any]:
    if brief.margin_rate is not None:
        return {}
    return {"cost_vnd": round(hired.cost_vnd) * pieces}


def _paid_so(deal: Deal, platform: Platform, knowledge: Knowledge) -> Programme | None:
    return next(
        (p for p in knowledge.programmes.values() if p.deal is deal and platform in p.platforms), None
    )


def _leading(advice: Advice, ways: dict[CreatorType, list[Option]], knowledge: Knowledge) -> Iterable[Change]:
    """Yield the nearest goals, budgets, review counts and pay that hand the lead to another type."""

    def ways_of(brief: Brief) -> dict[CreatorType, list[Option]]:
        known = knowledge.under(brief)
        return options(brief, frozenset(stop.id for stop in stops_of(brief, known)), known)

    kinds = CHEAP if advice.brief.deal is Deal.ANY else (*CHEAP, "deals")
    for flip in nearest(advice.brief, ways_of, knowledge, advice.scorecard, kinds, ways):
        if flip.leader is not None:
            yield Change(flip.kind, flip.sets, flip.values, flip.leader, None, None)


def _holding(
    advice: Advice,
    ways: dict[CreatorType, list[Option]],
    knowledge: Knowledge,
    known: list[dict[str, Any]],
) -> Iterable[Change]:
    """Yield who leads at twice or half the budget and for other goals, where little else changes."""
    brief = advice.brief
    case = Case(brief, lambda _: ways, knowledge, brief.platforms, ways)
    least, most = bounds("budget_vnd")
    budgets = [vnd for vnd in (2 * brief.budget_vnd, brief.budget_vnd // 2) if least <= vnd <= most]
    tries: list[tuple[str, dict[str, Any]]] = [("budget", {"budget_vnd": vnd}) for vnd in budgets]
    tries += [("goal", {"goal": goal}) for goal in Goal if goal is not brief.goal]
    for kind, sets in tries:
        leader = None if sets in known else case.after(sets)
        if leader is not None:
            yield Change(f"{kind}_still" if leader is advice.leader else kind, sets, sets, leader, None, None)
