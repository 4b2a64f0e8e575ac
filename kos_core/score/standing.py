"""What is computed for a type from the brief: its practical ratings, and whether it may lead."""

from dataclasses import dataclass

from kos_core.brief import Brief
from kos_core.hire.ways import Option
from kos_core.knowledge.whole import Knowledge
from kos_core.score.platform_fit import fit
from kos_core.vocabulary import Answer, CreatorType, Readiness, Trait

COMPUTED = ("budget_fit", "platform_fit", "readiness")


@dataclass(frozen=True)
class Standing:
    """What is computed for a type from the brief: its practical ratings (0-10) and whether it may lead."""

    eligible: bool
    affordable: bool
    needs_vnd: float | None
    budget_fit: float
    platform_fit: float
    readiness: float


def readiness(creator: CreatorType, brief: Brief, knowledge: Knowledge) -> float:
    """Return how much of what a type needs the shop has, 0 to 10; unknown counts half.

    Reviews count in full from 100, in part from one, not at all from none.
    """
    have = 0.0
    for need in knowledge.ready_needs[creator]:
        if need.item == "reviews":
            have += need.share * (0.5 if brief.reviews is None else min(1.0, (brief.reviews / 100) ** 0.5))
        else:
            answer = ready_answer(Readiness(need.item), brief, knowledge)
            have += need.share * {Answer.YES: 1.0, Answer.NO: 0.0, Answer.UNKNOWN: 0.5}[answer]
    return 10 * have


def ready_answer(item: Readiness, brief: Brief, knowledge: Knowledge) -> Answer:
    """Return whether the shop has something ready, read from the brief where it says so elsewhere."""
    answer = brief.ready.answer(item)
    if answer is not Answer.UNKNOWN:
        return answer
    if item is Readiness.STOCK_KNOWN and brief.stock is not None:
        return Answer.YES
    if item is Readiness.LIVE_OFFER and knowledge.trait(brief, Trait.DEAL_ROOM) is Answer.NO:
        return Answer.NO
    return answer


def ratings(
    standings: dict[CreatorType, Standing], knowledge: Knowledge
) -> dict[CreatorType, dict[str, float]]:
    """Return every type's rating on every criterion, 0 to 10, the computed ones from its standing."""
    return {
        creator: {
            name: getattr(standings[creator], name) if name in COMPUTED else criterion.ratings[creator].value
            for name, criterion in knowledge.criteria.items()
        }
        for creator in CreatorType
    }


def standing(
    creator: CreatorType, ways: list[Option], budget_vnd: float, brief: Brief, knowledge: Knowledge
) -> Standing:
    """Return what a type's options come to: may it lead, what it needs, its practical ratings."""
    fits = fit(knowledge)[creator]
    if not ways:
        return Standing(False, False, None, 0.0, 0.0, readiness(creator, brief, knowledge))
    paid = [o for o in ways if budget_vnd >= o.terms.needs_vnd * (1 - 1e-12)]
    reach = paid or ways
    ease = max(
        (budget_vnd - o.terms.needs_vnd) / max(1.0, o.terms.comfortable_vnd - o.terms.needs_vnd) for o in ways
    )
    return Standing(
        eligible=any(not o.stopped for o in paid),
        affordable=bool(paid),
        needs_vnd=min(o.terms.needs_vnd for o in ways),
        budget_fit=10 * min(1.0, max(0.0, ease)),
        platform_fit=max(fits[o.platform] for o in reach) / 10,
        readiness=readiness(creator, brief, knowledge),
    )
