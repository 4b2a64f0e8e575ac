"""What would differ today from the numbers that were saved, in words."""

from typing import Any

from kos_core.keep.differs import Difference, differs
from kos_core.numbers.writing import write_share
from kos_core.say.plan import spender
from kos_core.say.sentences import Sentences
from kos_core.say.tables.table import NONE
from kos_core.vocabulary import CreatorType, Platform

PLAIN = {
    "spend_vnd": "spend",
    "kept_back_vnd": "kept_back",
    "chance_break_even": "chance",
    "outcome": "usual",
}


def then(numbers: dict[str, Any], said: Sentences) -> str:
    """Return the decision and the spend of the day a case was saved."""
    decision = said.text(f"plan.decision.{numbers['decision']}")
    return said.text("kept.old", decision=decision, spend=said.money(numbers["spend_vnd"], 3))


def changed(before: bytes, now: bytes, said: Sentences) -> list[str]:
    """Return what differs between two results, a line each; what nobody reads is left out."""
    rows = (_row(one, said) for one in differs(before, now))
    return [said.text("kept.row", what=r[0], before=r[1], now=r[2]) for r in rows if r and r[1] != r[2]]


def _row(one: Difference, said: Sentences) -> tuple[str, str, str] | None:
    found = _named(one.at, said)
    if found is None:
        return None
    name, write = found
    old, new = (NONE if value is None else write(value) for value in (one.before, one.now))
    return name, old, new


def _named(at: str, said: Sentences) -> tuple[str, Any] | None:
    """Return what stands at a place and how it is written; None where nobody reads it."""
    text = said.text
    first, _, rest = at.partition(".")
    if at == "decision":
        return text("kept.diff.decision"), lambda value: text(f"plan.decision.{value}")
    if at == "leader":
        return text("kept.diff.leader"), lambda value: said.short(CreatorType(value))
    if at in PLAIN:
        writes: dict[str, Any] = {
            "chance": lambda value: write_share(value, said.lang),
            "usual": lambda value: said.count(value[1]),
        }
        name = PLAIN[at]
        return text(f"kept.diff.{name}"), writes.get(name, lambda value: said.money(value, 3))
    if first == "lines" and rest.endswith(".units"):
        programme, _, platform = rest.removesuffix(".units").partition("@")
        label = f"{spender(programme, said)}, {said.platform(Platform(platform))}"
        return text("kept.diff.line", what=label), lambda value: said.count(value, 4)
    if first == "voices" and rest.endswith(".score"):
        who = said.short(CreatorType(rest.removesuffix(".score")))
        return text("kept.diff.score", who=who), lambda value: f"{value:.0f}"
    return None
