"""What to know before starting: what the law asks first, then what the figures say."""

from collections.abc import Iterable
from typing import Any

from kos_core.advice.choice import Choice
from kos_core.case import Case
from kos_core.forecast.forecast import Forecast
from kos_core.hire.gates import Notice, paper_sources, papers_of
from kos_core.hire.ways import has_few_products
from kos_core.vocabulary import Answer, Deal, Readiness, Stage

BY_ORDER = frozenset({Deal.COMMISSION, Deal.FEE_AND_COMMISSION})  # paid by affiliate links
VNEID_BY = "2026-12-31"  # Decree 248/2026: accounts made before 28 Sep 2026 are linked by then
FAR_PRICE = 10.0  # times the usual basket: dearer or cheaper, a slip of the pen is likelier
EVERYWHERE = ("model.", "ads.", "planner.")  # what the answer uses beside the ways of hiring


def warnings_of(choice: Choice) -> tuple[Notice, ...]:
    """Return what to know before starting: what the law asks first, then what the figures say."""
    best = choice.best
    found = [*_of_the_law(choice.case)]
    if best is None:
        return (*found, *_of_own_figures(choice))
    found += _of_the_goods(choice, best)
    if best.programme.live or best.programme.deal in BY_ORDER:
        late = choice.case.knowledge.day > VNEID_BY
        found.append(Notice("vneid_late" if late else "vneid", {}, ("S59",)))
    if choice.documents_prefer is not None and choice.leader is not None:
        there = choice.cells[choice.leader][choice.documents_prefer]
        values: dict[str, Any] = {"documents": there.platform, "figures": best.platform}
        if choice.is_for_orders:
            values |= {"theirs_profit_vnd": _usual(best), "ours_profit_vnd": _usual(there)}
        found.append(Notice(f"platforms_differ{'_money' if choice.is_for_orders else ''}", values))
    thin = sum(choice.case.knowledge.estimates[name].is_assumption for name in best.rests_on)
    weak = "weak_data" if choice.is_for_orders else "weak_data_views"
    found += _of_own_figures(choice)
    return (*found, Notice(weak, {"assumed": thin, "all": len(best.rests_on)}))


def _of_own_figures(choice: Choice) -> Iterable[Notice]:
    """Yield the reader's own figures that nothing of this answer is worked out from."""
    used = {e.id for ways in choice.ways.values() for way in ways for e in way.premises.estimates.values()}
    used |= {e.id for ways in choice.ways.values() for way in ways for e in way.premises.multipliers.values()}
    for name, _ in choice.brief.assumptions:
        if name not in used and not name.startswith(EVERYWHERE):
            yield Notice("own_unused", {"figure": name})


def _of_the_law(case: Case) -> Iterable[Notice]:
    brief, knowledge = case.brief, case.knowledge
    entry, papers = knowledge.categories[brief.category], papers_of(case)
    if entry.banned_goods is not None and brief.restricted_goods is Answer.UNKNOWN:
        yield Notice("banned_goods_check", {"what": entry.banned_goods.why}, entry.banned_goods.sources)
    if papers and brief.ready.answer(Readiness.PAPERS) is Answer.UNKNOWN:
        yield Notice("papers_unknown", {"papers": papers}, paper_sources(papers, knowledge))
    if entry.legal_counsel:
        yield Notice("legal_counsel", {"category": entry.short}, ("S42",))


def _of_the_goods(choice: Choice, best: Forecast) -> Iterable[Notice]:
    brief, hired = choice.brief, best.terms
    usual = choice.case.knowledge.of_category(brief.category, "aov_vnd").likely
    given = brief.price_vnd or brief.paid_vnd
    if given is not None and not usual / FAR_PRICE <= given <= usual * FAR_PRICE:
        key = "price_far_above" if given > usual else "price_far_below"
        yield Notice(key, {"price_vnd": given, "usual_vnd": usual})
    if best.premises.is_leads:
        yield Notice("leads_only")
        return
    if brief.products is not None and has_few_products(choice.case):
        yield Notice("few_products", {"n": brief.products})
    unasked = brief.stock is None and brief.ready.answer(Readiness.STOCK_KNOWN) is Answer.UNKNOWN
    if best.programme.live and unasked:
        yield Notice("stock_unasked", {}, ("K84",))
    if not choice.is_for_orders:
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
