"""Every way of hiring each type for a brief: one programme on one platform, at likely values."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from kos_core.brief import Brief, Traits
from kos_core.case import Case
from kos_core.hire.costs import Terms, ladder
from kos_core.hire.gates import stops_of
from kos_core.hire.premises import Premises, premises
from kos_core.hire.size import Sizes, ads_steps, sized
from kos_core.knowledge.entries import Programme
from kos_core.knowledge.whole import Knowledge
from kos_core.vocabulary import CreatorType, Deal, Platform, Trait

STOPS_ALL = frozenset({"banned_goods", "papers", "stock_empty"})
STOPS_LIVE = "stock"


class Notes:
    """A notebook: what is worked out once for all briefs that share their ways; the same only as itself."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, Platform], tuple[Premises, tuple[Terms, ...]]] = {}
        self.sizes: dict[tuple[str, Platform], Sizes] = {}
        self.kept: dict[Hashable, Any] = {}


@dataclass(frozen=True)
class Way:
    """One programme on one platform at likely values, before anything is drawn.

    `steps` holds its terms with each amount of ads behind a unit, the usual first; `terms` those of a size.
    `notes` is shared by all briefs for which the way is the same, whatever their goal and budget.
    """

    programme: Programme
    platform: Platform
    premises: Premises
    steps: tuple[Terms, ...]
    terms: Terms
    stopped: bool
    notes: Notes = field(default_factory=Notes, compare=False, repr=False)

    @property
    def is_open(self) -> bool:
        """Whether it can be paid for and nothing forbids it."""
        return self.terms.is_affordable and not self.stopped

    def sizes(self, case: Case) -> Sizes:
        """Return every size of the way."""
        found, at = self.notes.sizes, (self.programme.id, self.platform)
        if at not in found:
            found[at] = sized(self.premises, self.steps, case)
        return found[at]


Ways = dict[CreatorType, list[Way]]

# The answers about the product that change what hiring costs; the others weigh only, or stop.
WAY_TRAITS = (Trait.DEAL_ROOM, Trait.HARD_TO_SHIP)


def ways_of(case: Case) -> Ways:
    """Return every way of hiring each type on the allowed platforms, the gates that are shut counted."""
    brief, stopped = case.brief, {stop.id for stop in stops_of(case)}
    all_stopped, live_stopped = bool(stopped & STOPS_ALL), STOPS_LIVE in stopped
    notes = _notes(_key(brief), case.knowledge)
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
            if at not in notes.known:
                known = premises(case, programme, platform)
                notes.known[at] = known, ladder(known, case, ads_steps(known, case))
            known, steps = notes.known[at]
            if programme.sells_only if known.is_leads else programme.leads_only:
                continue
            if programme.many_products and not known.is_leads and too_few:
                continue
            hired = steps[0].within(brief.budget_vnd)
            found[programme.creator].append(Way(programme, platform, known, steps, hired, is_stopped, notes))
    return found


def has_few_products(case: Case) -> bool:
    """Return whether too few products go live to fill a session: the reader's number, else the category's."""
    usual = case.knowledge.of_category(case.brief.category, "live_products").likely
    return (case.brief.products or usual) < case.knowledge.likely("planner.fewest_products")


def _key(brief: Brief) -> Brief:
    """Return `brief` without what its ways do not depend on but for how many units the budget pays."""
    plain = Brief()
    return brief.model_copy(
        update={
            "budget_vnd": plain.budget_vnd,
            "goal": plain.goal,
            "product": plain.product,
            "weights": (),
            "risk": plain.risk,
            "locks": (),
            "at_least": (),
            "at_most": (),
            "starts": None,
            "evenings": plain.evenings,
            "timing": (),
            "money_share": None,
            "practice_share": None,
            "platforms": plain.platforms,
            "deal": plain.deal,
            "products": None,
            "reviews": 0 if brief.reviews == 0 else None,
            "traits": Traits(**{trait.value: brief.traits.answer(trait) for trait in WAY_TRAITS}),
        }
    )


@lru_cache(maxsize=32)
def _notes(_key: Brief, _knowledge: Knowledge) -> Notes:
    """Return a notebook for one key: ways once worked out stand for every brief that shares it."""
    return Notes()
