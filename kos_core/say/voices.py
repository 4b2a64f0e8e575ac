"""What the three voices say, in a sentence and in words for each: the documents, the money, practice."""

from typing import Any

from kos_core.advice.advice import Advice
from kos_core.say.campaigns import practice_said
from kos_core.say.speaker import Speaker
from kos_core.score.scorecard import Row
from kos_core.vocabulary import CreatorType, Voice


def voices_sentence(advice: Advice, said: Speaker) -> str:
    """Return what each voice says where they differ, and that they agree where they do; empty: no leader."""
    able = advice.scorecard.eligible
    if advice.leader is None or len(able) < 2:
        return f"{practice_said(advice, said.text)}." if advice.leader is not None else ""
    by_documents, by_money = (_first(able, voice) for voice in (Voice.DOCUMENTS, Voice.MONEY))
    key = "agree" if by_documents is by_money else "differ"
    found = said.text(
        f"voices.{key}_team" if advice.team else f"voices.{key}",
        creator=said.short(by_documents),
        documents=said.short(by_documents),
        money=said.short(by_money),
        first=said.short(advice.leader),
    )
    return f"{found} {practice_said(advice, said.text)}."


def warned(advice: Advice, said: Speaker) -> str:
    """Return what published failures with the leader warn of, the likest first; empty: there are none."""
    least = advice.case.knowledge.likely("model.like_from")
    found = [
        one.campaign.lesson(said.lang)
        for one in advice.practice.lessons
        if one.campaign.lead is advice.leader and one.share >= least and one.campaign.lesson is not None
    ]
    if not found or advice.leader is None:
        return ""
    return said.text("voices.failed", count=len(found), creator=said.short(advice.leader), lesson=found[0])


def yardstick(advice: Advice, said: Speaker) -> str:
    """Return what 50 of money's voice stands for under the goal."""
    return said.text(f"voices.yardstick.{advice.goal_measure.against}")


def ratio(advice: Advice, creator: CreatorType, said: Speaker) -> str:
    """Return how many times its yardstick a VND of a type brings; empty where it has no way.

    Where the type is counted by something else, and so held against something else, what it is counted by.
    """
    money = advice.money
    place = list(CreatorType).index(creator)
    if money is None or place not in money.best:
        return ""
    counted = money.measure(place)
    if counted.against != advice.goal_measure.against:
        return said.text("voices.counts", what=said.text(f"figure.noun.{counted.first}"))
    values: dict[str, Any] = {"times": said.times(float(money.ratio[place, 0]))}
    return said.text("voices.times", **values)


def _first(able: tuple[Row, ...], voice: Voice) -> CreatorType:
    return max(able, key=lambda row: row.voices[voice]).creator
