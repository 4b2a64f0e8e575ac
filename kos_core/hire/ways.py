"""Every way of hiring each type for a brief: one programme on one platform, at likely values."""

from dataclasses import dataclass
from functools import lru_cache

from kos_core.brief import Brief, Traits
from kos_core.case import Case
from kos_core.hire.costs import Terms, terms
from kos_core.hire.gates import stops_of
from kos_core.hire.premises import Premises, premises
from kos_core.hire.size import Sizes, sizes
from kos_core.knowledge.entries import Programme
from kos_core.knowledge.whole import Knowledge
from kos_core.vocabulary import CreatorType, Deal, Platform, Trait

STOPS_ALL = frozenset({"banned_goods", "papers", "stock_empty"})
STOPS_LIVE = "stock"


@dataclass(frozen=True)
class Way:
    """One programme on one platform at likely values, before anything is drawn."""

    programme: Programme
    platform: Platform
    premises: Premises
    terms: Terms
    stopped: bool

    @property
    def is_open(self) -> bool:
        """Whether it can be paid for and nothing forbids it."""
        return self.terms.is_affordable and not self.stopped


Ways = dict[CreatorType, list[Way]]

# The answers about the product that change what hiring costs; the others weigh only, or stop.
WAY_TRAITS = (Trait.DEAL_ROOM, Trait.HARD_TO_SHIP)


def ways_of(case: Case) -> Ways:
    """Return every way of hiring each type on the allowed platforms, the gates that are shut counted."""
    brief, stopped = case.brief, {stop.id for stop in stops_of(case)}
    all_stopped, live_stopped = bool(stopped & STOPS_ALL), STOPS_LIVE in stopped
    worked_out = _worked_out(key_of(brief), case.knowledge)
    found: Ways = {creator: [] for creator in CreatorType}
    too_few = has_few_products(case)
    for programme in case.knowledge.programmes.values():
        if brief.deal not in {Deal.ANY, programme.deal}:
            continue
        is_stopped = all_stopped or (live_stopped and programme.live)
        for platform in brief.platforms:
            if platform not in programme.platforms:
                continue
            at = (programme.id, platform)
            if at not in worked_out:
                known = premises(case, programme, platform)
                worked_out[at] = known, terms(known, case)
            known, hired = worked_out[at]
            if programme.sells_only if known.is_leads else programme.leads_only:
                continue
            if programme.many_products and not known.is_leads and too_few:
                continue
            within = hired.within(brief.budget_vnd)
            if within is not hired:
                worked_out[at] = known, within
            found[programme.creator].append(Way(programme, platform, known, within, is_stopped))
    return found


def has_few_products(case: Case) -> bool:
    """Return whether too few products go live to fill a session: the reader's number, else the category's."""
    usual = case.knowledge.of_category(case.brief.category, "live_products").likely
    return (case.brief.products or usual) < case.knowledge.likely("planner.fewest_products")


def key_of(brief: Brief) -> Brief:
    """Return `brief` without what its ways in do not depend on but for how many units the budget pays."""
    plain = Brief()
    return brief.model_copy(
        update={
            "budget_vnd": plain.budget_vnd,
            "goal": plain.goal,
            "weights": (),
            "platforms": plain.platforms,
            "deal": plain.deal,
            "products": None,
            "stock": None,
            "pack_per_day": None,
            "reviews": 0 if brief.reviews == 0 else None,
            "traits": Traits(**{trait.value: brief.traits.answer(trait) for trait in WAY_TRAITS}),
        }
    )


@lru_cache(maxsize=64)
def _worked_out(_key: Brief, _knowledge: Knowledge) -> dict[tuple[str, Platform], tuple[Premises, Terms]]:
    """Return a notebook for one key: ways in once worked out stand for every brief that shares it."""
    return {}


def key_with_parcels(brief: Brief) -> Brief:
    """Return `brief` without what a way's outcome, at any size, does not depend on: stock and packing count."""
    return key_of(brief).model_copy(update={"stock": brief.stock, "pack_per_day": brief.pack_per_day})


def sizes_of(way: Way, case: Case) -> Sizes:
    """Return every size of a way, worked out once for all briefs that share it, whatever goal and budget."""
    found, at = _sized(key_with_parcels(case.brief), case.knowledge), (way.programme.id, way.platform)
    if at not in found:
        found[at] = sizes(way.premises, case)
    return found[at]


@lru_cache(maxsize=16)
def _sized(_key: Brief, _knowledge: Knowledge) -> dict[tuple[str, Platform], Sizes]:
    """Return a notebook of sizes for one key."""
    return {}
