"""What would change an answer, gathered and in words; the screen and the command line both say it."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from kos_core.advice import Advice
from kos_core.brief import Brief
from kos_core.choosing import advised, chosen
from kos_core.costs import terms
from kos_core.flips import Flip, nearest, ways_to_pay
from kos_core.funnel import Forecast
from kos_core.gates import ways_of
from kos_core.knowledge import Knowledge
from kos_core.money import times_in_ten, write_number, write_share
from kos_core.platform_fit import fit
from kos_core.premises import premises, price_of
from kos_core.robustness import DecisionMap, WeightInterval, decision_map, weight_intervals
from kos_core.scoring import ratings, weights
from kos_core.second_opinion import SecondOpinion, second_opinions
from kos_core.sentences import Sentences, capital, uncapital
from kos_core.standing import standing
from kos_core.text import Text
from kos_core.vocabulary import CreatorType, Deal, Goal, Platform, Reason, Trait, Verdict

LIKELY_WEIGHTS = 3  # how many weights stand open; the others are one tap away


@dataclass(frozen=True, eq=False)
class Explanation:
    """What would change an answer: other leaders, ways to pay, room for the weights, second opinions.

    `ranks` holds the chance of each rank of the types that may be recommended, best first; `pays` is empty
    unless the campaign is to earn money and usually does not.
    """

    ranks: dict[CreatorType, tuple[float, ...]]
    intervals: tuple[WeightInterval, ...]
    flips: tuple[Flip, ...]
    pays: tuple[Flip, ...]
    opinions: tuple[SecondOpinion, ...]

    @property
    def close(self) -> tuple[WeightInterval, ...]:
        """The weights that count and could flip the answer, the one that has to move least first."""
        found = [one for one in self.intervals if one.change is not None and one.weight > 0]
        return tuple(sorted(found, key=lambda one: abs(one.change or 0.0)))


def explain(advice: Advice, knowledge: Knowledge) -> Explanation:
    """Return what would change an answer; the same answer and knowledge give the same explanation."""
    brief, card = advice.brief, advice.scorecard
    known = knowledge.under(brief)
    eligible = card.eligible
    return Explanation(
        ranks={row.creator: row.chance_of_rank[: len(eligible)] for row in eligible},
        intervals=weight_intervals(card, known),
        flips=nearest(brief, partial(ways_of, knowledge=knowledge), knowledge, card),
        pays=_pays(advice, knowledge),
        opinions=second_opinions(card, known),
    )


def map_of(brief: Brief, knowledge: Knowledge, seed: int) -> DecisionMap:
    """Return the decision map around a brief: who leads at every goal and budget, and how surely.

    The same whatever the brief's own goal and budget are.
    """
    return decision_map(brief, ways_of(brief, knowledge), knowledge, seed)


def _pays(advice: Advice, knowledge: Knowledge) -> tuple[Flip, ...]:
    best, goal = advice.best, advice.brief.goal
    if best is None or best.premises.is_leads or not goal.sells or advice.pays:
        return ()

    def same_hiring(brief: Brief) -> float | None:
        """The profit of the advised programme on the advised platform, whoever leads then."""
        known = knowledge.under(brief)
        base = premises(brief, best.programme, best.platform, known)
        hired = terms(base, brief, known)
        if not hired.is_affordable or base.is_leads:
            return None
        return _profit(Forecast(base, hired, brief, known, advice.seed))

    return ways_to_pay(
        advice.brief, lambda brief: _profit_led(brief, knowledge, advice.seed), knowledge, same_hiring
    )


def _profit(found: Forecast) -> float | None:
    earned = found.earns
    return None if earned is None else earned[0]


def _profit_led(brief: Brief, knowledge: Knowledge, seed: int) -> float | None:
    """Return the median profit of what a brief's advice would hire, without the rest of the advice."""
    known = knowledge.under(brief)
    ways = ways_of(brief, knowledge)
    standings = {t: standing(t, ways[t], brief.budget_vnd, brief, known) for t in CreatorType}
    eligible = [t for t in CreatorType if standings[t].eligible]
    if not eligible:
        return None
    card, rated = weights(brief, price_of(brief, known), known), ratings(standings, known)
    leader = max(eligible, key=lambda t: sum(w * rated[t][c] for c, w in card.items()))
    ways_in = chosen(ways[leader], brief)
    lead = ways_in[advised(ways_in, fit(known)[leader])]
    return _profit(Forecast(lead.premises, lead.terms, brief, known, seed))


class Explained:
    """The sentences of one explanation in one language."""

    def __init__(self, found: Explanation, advice: Advice, knowledge: Knowledge, text: Text) -> None:
        """Hold what is said, of which answer and in which language."""
        self.found, self.advice, self.knowledge, self.text = (
            found,
            advice,
            knowledge.under(advice.brief),
            text,
        )
        self.said = Sentences(advice, self.knowledge, text)

    def verdict(self) -> str:
        """Return who leads and how firmly, in one sentence."""
        advice, text = self.advice, self.text
        if advice.leader is None:
            return text(f"flip.verdict.{advice.reason}")
        if advice.runner_up is None or advice.reason is Reason.ONLY_ONE_AFFORDABLE:
            return capital(text("flip.verdict.only_one", creator=self.said.plain(advice.leader)))
        state = {Verdict.CLEAR: "clear", Verdict.LIKELY: "likely", Verdict.NONE: "level"}[advice.verdict]
        times = times_in_ten(advice.scorecard.row(advice.leader).chance_best)
        state += "_all" if times == 10 else ""  # ten times in ten
        return capital(
            text(
                f"flip.verdict.{state}",
                creator=self.said.plain(advice.leader),
                second=self.said.plain(advice.runner_up),
                times=times,
            )
        )

    def between(self) -> str:
        """Return what decides between the first two; empty where there are not two."""
        advice = self.advice
        if advice.leader is None or advice.runner_up is None or not advice.decides:
            return ""
        ours, theirs = (self.criterion(name) for name in advice.decides)
        return capital(
            self.text(
                "flip.between",
                creator=self.said.short(advice.leader),
                second=self.said.short(advice.runner_up),
                ours=ours,
                theirs=theirs,
            )
        )

    def title(self) -> str:
        """Return what stands over the changes."""
        return self.text("flip.title_none_now" if self.advice.leader is None else "flip.title")

    def criterion(self, name: str) -> str:
        """Return a criterion's name inside a sentence."""
        label = self.knowledge.criteria[name].label(self.text.lang)
        return label[:1].lower() + label[1:]

    def flip(self, flip: Flip) -> str:
        """Return one change as a sentence: if this, then that."""
        text, said = self.text, self.said
        values: dict[str, Any] = {}
        for name, value in flip.values.items():
            if name.endswith("_vnd"):
                values[name.removesuffix("_vnd")] = said.money(value, 3)
            elif name in {"from_share", "to_share", "rate"}:
                values[name] = write_share(value, text.lang, 0 if name == "rate" else 1)
            elif isinstance(value, Goal):
                values[name] = uncapital(self.knowledge.goals[value].label(text.lang))
            elif isinstance(value, Trait):
                values[name] = self.trait(value)
            elif isinstance(value, Deal):
                values[name] = text(f"deal.{value}").lower()
            elif name == "criterion":
                values[name] = self.criterion(value)
            elif name == "platforms":
                values[name] = text("list.and").join(said.platform(Platform(p)) for p in value)
            else:
                values[name] = write_number(value, text.lang, 15)
        if flip.leader is not None:
            values["creator"] = said.short(flip.leader)
        return capital(text(f"flip.{flip.kind}", **values))

    def trait(self, trait: Trait) -> str:
        """Return a trait's question as a quotation."""
        return self.knowledge.traits[trait].label(self.text.lang).rstrip("?")

    def weight(self, one: WeightInterval) -> str:
        """Return how far a weight may go before somebody else leads."""
        text, lang = self.text, self.text.lang
        side = "both" if one.below is not None and one.above is not None else one.side or "none"
        return capital(
            text(
                f"flip.weight.{side}",
                criterion=self.criterion(one.criterion),
                now=write_share(one.weight, lang, 1),
                low=write_share(one.low, lang, 1),
                high=write_share(one.high, lang, 1),
                below="" if one.below is None else self.said.short(one.below),
                above="" if one.above is None else self.said.short(one.above),
            )
        )

    def opinions(self) -> list[tuple[str, str]]:
        """Return (sentence, names of the methods) for those that agree, then for each that does not."""
        found, text = self.found.opinions, self.text
        if not found or self.advice.leader is None:
            return []
        short, leader = self.said.short, self.advice.leader
        agreed = [o.method for o in found if o.agrees]
        lines = []
        if agreed:
            key = "opinion.all_agree" if len(agreed) == len(found) else "opinion.one_agrees"
            names = text("list.and").join(text(f"opinion.name.{method}") for method in agreed)
            lines.append((capital(text(key, creator=short(leader), number=len(agreed))), names))
        for one in found:
            if one.decides is not None and one.counts is not None:
                sentence = text(
                    f"opinion.{one.method}_{one.counts}",
                    other=short(one.leader),
                    creator=short(leader),
                    criterion=self.criterion(one.decides),
                )
                lines.append((capital(sentence), text(f"opinion.name.{one.method}")))
        return lines

    def lines(self) -> list[str]:
        """Return the whole explanation as sentences, as a person reads it in a terminal."""
        text, found = self.text, self.found
        said = [self.verdict(), self.between()]
        for creator, ranks in found.ranks.items():
            parts = [f"{text(f'flip.rank.{k}')} {times_in_ten(c)}/10" for k, c in enumerate(ranks, 1)]
            said.append(f"  {self.said.plain(creator)}: {', '.join(parts)}")
        for title, flips in ((self.title(), found.flips), (text("flip.pays_title"), found.pays)):
            if flips:
                said.append(title + ":")
                said += [f"  {number}. {self.flip(flip)}" for number, flip in enumerate(flips, 1)]
        said += [f"- {self.weight(one)}" for one in found.close[:LIKELY_WEIGHTS]]
        said += [f"- {sentence} ({names})" for sentence, names in self.opinions()]
        return [line for line in said if line]

    def as_json(self) -> dict[str, Any]:
        """Return the explanation as the object the command line prints with --json."""
        found = self.found
        return {
            "rank_chances": {creator: list(ranks) for creator, ranks in found.ranks.items()},
            "weight_intervals": {
                one.criterion: {
                    "weight": round(one.weight, 6),
                    "low": round(one.low, 6),
                    "high": round(one.high, 6),
                    "below": one.below,
                    "above": one.above,
                }
                for one in found.intervals
            },
            "flips": [self._plain(flip) for flip in found.flips],
            "pays": [self._plain(flip) for flip in found.pays],
            "second_opinions": [
                {
                    "method": one.method,
                    "ranking": list(one.ranking),
                    "agrees": one.agrees,
                    "decides": one.decides,
                }
                for one in found.opinions
            ],
            "sentences": self.lines(),
        }

    def _plain(self, flip: Flip) -> dict[str, Any]:
        after = self.advice.brief.with_(**flip.sets).model_dump(mode="json")
        return {
            "kind": flip.kind,
            "sets": {field: after[field] for field in flip.sets},
            "leader": flip.leader,
            "distance": round(flip.distance, 6),
            "sentence": self.flip(flip),
        }
