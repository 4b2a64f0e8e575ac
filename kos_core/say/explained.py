"""What would change an answer, in words; the screen and the command line both say it."""

from typing import Any

from kos_core.advice.advice import Advice
from kos_core.advice.explanation import Explanation
from kos_core.change.intervals import WeightInterval
from kos_core.change.search import Flip
from kos_core.numbers.writing import times_in_ten, write_number, write_share
from kos_core.say.sentences import Sentences
from kos_core.say.text import Text
from kos_core.say.wording import capital, uncapital
from kos_core.vocabulary import Deal, Goal, Platform, Reason, Trait, Verdict

LIKELY_WEIGHTS = 3  # how many weights stand open; the others are one tap away


class Explained:
    """The sentences of one explanation in one language."""

    def __init__(self, found: Explanation, advice: Advice, text: Text) -> None:
        """Hold what is said, of which answer and in which language."""
        self.found, self.advice, self.text = found, advice, text
        self.knowledge, self.said = advice.case.knowledge, Sentences(advice, text)

    def verdict(self) -> str:
        """Return who leads and how firmly, in one sentence."""
        advice, text = self.advice, self.text
        if advice.leader is None:
            return text(f"flip.verdict.{advice.reason}")
        if advice.runner_up is None or advice.reason is Reason.ONLY_ONE_AFFORDABLE:
            return capital(text("flip.verdict.only_one", creator=self.said.plain(advice.leader)))
        times = times_in_ten(advice.chance)
        if advice.team:
            always = times == 10 and advice.verdict is Verdict.CLEAR
            how = "_none" if advice.verdict is Verdict.NONE else "_all" if always else ""
            return text(f"flip.verdict.team{how}", creator=self.said.short(advice.leader), times=times)
        state = {Verdict.CLEAR: "clear", Verdict.LIKELY: "likely", Verdict.NONE: "level"}[advice.verdict]
        state += "_all" if times == 10 and advice.verdict is Verdict.CLEAR else ""  # ten times in ten
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
        ours, theirs = (self.said.criterion(name) for name in advice.decides)
        if advice.team:
            first = self.said.short(advice.leader)
            team = self.text("fit.team", team=self.said.team())
            return self.text("flip.between_team", creator=first, ours=ours, team=team)
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
        if self.advice.leader is None:
            return self.text("flip.title_none_now")
        return self.text("flip.title_team" if self.advice.team else "flip.title")

    def nothing(self) -> str:
        """Return that no single change does it."""
        if self.advice.leader is None:
            return self.text("flip.nothing_now")
        return self.text("flip.nothing_team" if self.advice.team else "flip.nothing")

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
                values[name] = self.said.criterion(value)
            elif name == "platforms":
                values[name] = text("list.and").join(said.platform(Platform(p)) for p in value)
            else:
                values[name] = write_number(value, text.lang, 15)
        if flip.leader is not None:
            how = "first" if flip.is_team else "leads"
            values["then"] = text(f"flip.then.{how}", creator=said.short(flip.leader))
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
                criterion=self.said.criterion(one.criterion),
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
                    criterion=self.said.criterion(one.decides),
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
        said += [f"- {text('flip.weights_team')}"] if self.advice.team else []
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
