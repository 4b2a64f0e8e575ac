"""Practice's voice: published campaigns like the case, who led them, and what went wrong."""

from dataclasses import dataclass
from functools import lru_cache

from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.knowledge.entries import Campaign
from kos_core.vocabulary import CreatorType

LEAST_ALIKE = 5  # fewer campaigns like the case say nothing against a choice


@dataclass(frozen=True)
class Likeness:
    """A published campaign and how like the case it is, 0 to 1."""

    campaign: Campaign
    share: float


@dataclass(frozen=True)
class Practice:
    """What published campaigns like the case show; evidence of what was done, never of what is best.

    `every` holds all campaigns, likest first; `alike` the successes among them that count as like the case;
    `shares` how often each type led (0-100), half a count where it took part, over a prior of one campaign
    spread over the four types, which `counted` holds.
    """

    every: tuple[Likeness, ...]
    alike: tuple[Campaign, ...]
    shares: dict[CreatorType, float]
    counted: dict[CreatorType, float]

    def led_by(self, creator: CreatorType) -> int:
        """Return how many of the campaigns like the case a type led."""
        return sum(one.lead is creator for one in self.alike)

    @property
    def usual(self) -> CreatorType | None:
        """The type that led more than half of at least LEAST_ALIKE like campaigns; None: none did."""
        if len(self.alike) < LEAST_ALIKE:
            return None
        most = max(CreatorType, key=self.led_by)
        return most if 2 * self.led_by(most) > len(self.alike) else None

    def speaks_against(self, creator: CreatorType, least: float) -> bool:
        """Return whether a type led less than a share of at least LEAST_ALIKE like campaigns."""
        count = len(self.alike)
        return count >= LEAST_ALIKE and self.led_by(creator) < least * count

    @property
    def lessons(self) -> tuple[Likeness, ...]:
        """The campaigns that went wrong in part or whole, likest first."""
        return tuple(one for one in self.every if one.campaign.lesson is not None)


def likeness(campaign: Campaign, case: Case) -> float:
    """Return how like a case a campaign is, 0 to 1: goal, category, market."""
    known, brief = case.knowledge, case.brief
    share = 1.0 if campaign.goal is brief.goal else known.likely("model.like_other_goal")
    if campaign.category is not brief.category:
        near = campaign.category in known.categories[brief.category].near
        share *= known.likely(f"model.like_{'near' if near else 'other'}_category")
    return share if "VN" in campaign.market.split("/") else share * known.likely("model.like_other_market")


def practice(case: Case) -> Practice:
    """Return what published campaigns show for a case; where who led is unsure, a campaign counts nothing."""
    return _practice(case.asking(**PLAIN))


# What likeness depends on is the goal and the category alone: all other cases share one answer.
PLAIN = {
    name: field.default for name, field in Brief.model_fields.items() if name not in {"goal", "category"}
}


@lru_cache(maxsize=128)
def _practice(case: Case) -> Practice:
    found = [Likeness(one, likeness(one, case)) for one in case.knowledge.campaigns]
    every = tuple(sorted(found, key=lambda one: -one.share))
    counted = [one for one in every if one.campaign.is_success and one.campaign.certainty != "low"]
    weight = dict.fromkeys(CreatorType, 1 / len(CreatorType))
    for one in counted:
        weight[one.campaign.lead] += one.share
        for other in one.campaign.others:
            weight[other] += one.share / 2
    total = sum(weight.values())
    least = case.knowledge.likely("model.like_from") if counted else 1.0
    return Practice(
        every,
        tuple(one.campaign for one in counted if one.share >= least),
        {creator: 100 * share / total for creator, share in weight.items()},
        weight,
    )
