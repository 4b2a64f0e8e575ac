"""The score taken apart: where a weight is from, one type against another, how ratings are worked out."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean
from typing import Literal

from kos_core.case import Case
from kos_core.hire.costs import affords
from kos_core.hire.ways import Way
from kos_core.knowledge.entries import GROUPS, Group
from kos_core.knowledge.evidence import Rating
from kos_core.knowledge.whole import Knowledge
from kos_core.score.platform_fit import fit, needed, parts
from kos_core.score.scorecard import Scorecard
from kos_core.score.standing import COMPUTED, ease
from kos_core.score.weights import points, shares, weights
from kos_core.vocabulary import CreatorType, Platform, Voice

DECIDING = 3
SMALLEST = 0.05  # a gap that reads 0.0 is not shown as one
UNSEEN = 0.005  # points by which a weight may differ from before and still reads the same
Kind = Literal["goal", "trait", "price", "always", "voice"]


@dataclass(frozen=True)
class Weighed:
    """One criterion's weight: points now and before the reader moved them, the share of all, what gave it.

    The other voices have hundredths of the whole in place of points.
    """

    points: float
    usual: float
    share: float
    kind: Kind
    is_moved: bool


def weighed(case: Case) -> dict[str, Weighed]:
    """Return the weight of every criterion for a brief and where it is from; shares sum to one."""
    now, usual, card = points(case), points(case.asking(weights=())), weights(case)
    before = shares(case.asking(money_share=None, practice_share=None))
    for voice in (Voice.MONEY, Voice.PRACTICE):
        now[voice], usual[voice] = 100 * card[voice], 100 * before[voice]
    return {
        name: Weighed(
            now[name],
            usual[name],
            share,
            _kind(name, case.knowledge),
            abs(now[name] - usual[name]) >= UNSEEN,
        )
        for name, share in card.items()
    }


def _kind(name: str, knowledge: Knowledge) -> Kind:
    if name in COMPUTED:
        return "always" if name in knowledge.weighed else "voice"
    when = knowledge.criteria[name].when
    if when is None:
        return "goal"
    return "price" if when.trait is None else "trait"


@dataclass(frozen=True)
class Rated:
    """A type's rating on a criterion, its range (0-10) and the evidence; None where it is computed."""

    value: float
    low: float
    high: float
    rating: Rating | None


def rated(name: str, creator: CreatorType, card: Scorecard, knowledge: Knowledge) -> Rated:
    """Return a rating with its range: the value ± the width of its support, kept within 0 to 10."""
    if name in COMPUTED:
        value = float(getattr(card.row(creator).standing, name))
        return Rated(value, value, value, None)
    found = knowledge.criteria[name].ratings[creator]
    width = knowledge.width(found.support)
    return Rated(found.value, max(0.0, found.value - width), min(10.0, found.value + width), found)


def of_groups(parts: Mapping[str, float], knowledge: Knowledge) -> dict[Group, float]:
    """Return a type's points by group of criteria; they sum to its score."""
    found: dict[Group, float] = dict.fromkeys(GROUPS, 0.0)
    for name, part in parts.items():
        found[knowledge.criteria[name].group] += part
    return found


@dataclass(frozen=True)
class Against:
    """One type against another: `gaps` by criterion, the one's advantage first; they sum to `difference`."""

    one: CreatorType
    other: CreatorType
    one_score: float
    other_score: float
    gaps: dict[str, float]

    @property
    def ahead(self) -> float:
        """The points the one gains where it is better."""
        return sum(gap for gap in self.gaps.values() if gap > 0)

    @property
    def behind(self) -> float:
        """The points the one loses where the other is better, at most 0."""
        return sum(gap for gap in self.gaps.values() if gap < 0)

    @property
    def difference(self) -> float:
        """The one's score less the other's."""
        return self.ahead + self.behind

    @property
    def in_tenths(self) -> tuple[float, float, float]:
        """`ahead`, `behind` and `difference` in tenths that add up, and to the scores in tenths."""
        difference = round(round(self.one_score, 1) - round(self.other_score, 1), 1)
        ahead = round(self.ahead, 1)
        return ahead, round(difference - ahead, 1), difference

    @property
    def shown(self) -> dict[str, float]:
        """The gaps large enough to read."""
        return {name: gap for name, gap in self.gaps.items() if abs(gap) >= SMALLEST}

    @property
    def turned(self) -> "Against":
        """The same seen from the other side."""
        gaps = {name: -gap for name, gap in reversed(self.gaps.items())}
        return Against(self.other, self.one, self.other_score, self.one_score, gaps)

    @property
    def deciding(self) -> tuple[str, ...]:
        """The three criteria with the widest gaps, widest first."""
        return tuple(sorted(self.gaps, key=lambda name: -abs(self.gaps[name]))[:DECIDING])


def against(one: CreatorType, other: CreatorType, card: Scorecard) -> Against:
    """Return one type's parts less another's, over every criterion that counts."""
    ours, theirs = card.row(one), card.row(other)
    gaps = {name: ours.parts[name] - theirs.parts[name] for name in ours.parts}
    # Where gaps are level the first criterion speaks for its side, as in `advice.decides`.
    place = {name: number for number, name in enumerate(gaps)}
    order = sorted(gaps, key=lambda name: (-gaps[name], place[name] if gaps[name] >= 0 else -place[name]))
    return Against(one, other, ours.score, theirs.score, {name: gaps[name] for name in order})


def easiest(ways: list[Way], budget_vnd: float) -> Way | None:
    """Return the way of hiring that `budget_fit` is measured by: the furthest from its least to its ease."""
    return max(ways, key=lambda way: ease(way, budget_vnd), default=None)


def reached(creator: CreatorType, ways: list[Way], case: Case) -> Platform | None:
    """Return the platform `platform_fit` is read from: the best affordable, else the best of all."""
    paid = [way for way in ways if affords(case.brief.budget_vnd, way.terms.needs_vnd)]
    fits = fit(case)[creator]
    return max((way.platform for way in paid or ways), key=lambda p: fits[p], default=None)


@dataclass(frozen=True)
class NeedPart:
    """What one need adds to a platform's fit, and the most it could add (a rating of 10)."""

    points: float
    most: float


def needs_met(creator: CreatorType, platform: Platform, case: Case) -> dict[str, NeedPart]:
    """Return what each need adds to the fit in a case; the points sum to it, the most to 100."""
    needs = needed(creator, case)
    return {
        name: NeedPart(added, 100 * needs[name]) for name, added in parts(creator, platform, case).items()
    }


def stands_out(creator: CreatorType, platform: Platform, case: Case) -> tuple[str | None, str | None]:
    """Return the need that puts a platform most above the mean of all, and the one that puts it most below.

    Each need counts by how much it is needed here; what all needs do sums to the fit less the mean fit.
    None where nothing does.
    """
    known, needs = case.knowledge, needed(creator, case)
    mean = {name: fmean(p.ratings[name].value for p in known.platforms.values()) for name in needs}
    ours = known.platforms[platform].ratings
    lifts = {name: 10 * share * (ours[name].value - mean[name]) for name, share in needs.items()}
    best, worst = max(lifts, key=lambda name: lifts[name]), min(lifts, key=lambda name: lifts[name])
    return (best if lifts[best] >= SMALLEST else None, worst if lifts[worst] <= -SMALLEST else None)
