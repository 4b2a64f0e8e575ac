"""Words every client shares: refusals, names of cost lines, what is counted with."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from kos_core.brief import NUMBERS, Brief, kind_of
from kos_core.case import Case
from kos_core.errors import KosError
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers.writing import write_day, write_kind, write_vnd, write_vnd_exact
from kos_core.say.text import Text
from kos_core.vocabulary import Answer, CostLine, Kind, Lang, Readiness, Trait

LONGEST_FOREIGN = 80  # letters of what a reader, a link or a file says, where it is repeated


def capital(sentence: str) -> str:
    """Return a sentence with a capital at its beginning."""
    return sentence[:1].upper() + sentence[1:]


def uncapital(words: str) -> str:
    """Return words as they stand inside a sentence; a name in capitals keeps them."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def goods_of(case: Case, lang: Lang) -> str:
    """Return what is sold, as a case is called: the reader's name for it, and the category's."""
    category = case.knowledge.categories[case.brief.category].name(lang)
    return f"{capital(case.brief.product)} ({uncapital(category)})" if case.brief.product else category


def in_use(case: Case, text: Text) -> list[str]:
    """Return what the reader said beyond the three questions, each in a few words."""
    brief, knowledge = case.brief, case.knowledge
    lang, plain = text.lang, Brief()
    said = [
        text(f"in_use.{field}", value=write_kind(getattr(brief, field), kind_of(field), lang))
        for field in NUMBERS
        if field != "budget_vnd" and getattr(brief, field) != getattr(plain, field)
    ]
    said += [
        uncapital(text(f"{field}.{getattr(brief, field)}"))
        for field in ("deal", "season", "seller", "life")
        if getattr(brief, field) is not getattr(plain, field)
    ]
    if brief.starts is not None:
        said.append(text("in_use.starts", value=write_day(brief.starts, lang)))
    if brief.evenings != plain.evenings:
        said.append(text("in_use.evenings", value=len(brief.evenings)))
    if brief.creator_registered is not Answer.UNKNOWN:
        said.append(text(f"in_use.creator_registered_{brief.creator_registered}"))
    if brief.risk is not plain.risk:
        said.append(uncapital(text(f"risk.{brief.risk}")))
    said += [text(f"service.{service}") for service in brief.services]
    if brief.platforms != plain.platforms:
        said.append(text("list.and").join(knowledge.platforms[p].label for p in brief.platforms))
    said += [
        f"{knowledge.traits[trait].label(lang)}: {text(f'answer.{answer}').lower()}"
        for trait in Trait
        if (answer := brief.traits.answer(trait)) is not None
    ]
    counts = {
        "ready": sum(brief.ready.answer(item) is not Answer.UNKNOWN for item in Readiness),
        "weights": len(brief.weights),
        "assumptions": len(brief.assumptions),
        "wishes": len(brief.locks) + len(brief.at_least) + len(brief.at_most),
        "timing": len(brief.timing),
        "costs": len(set(brief.costs_off) ^ set(plain.costs_off)),
    }
    if counts["weights"] == len(knowledge.weighed):
        said.append(text("in_use.weights_all"))
        counts["weights"] = 0
    return said + [text(f"in_use.{name}", value=number) for name, number in counts.items() if number]


def line_name(name: str, knowledge: Knowledge, text: Text) -> str:
    """Return the name of a line of the full-cost block, platform fees under their own names."""
    if name.startswith("fee:"):
        fee = next(f for fees in knowledge.fees.values() for f in fees if f.id == name.removeprefix("fee:"))
        return fee.label(text.lang)
    return text(f"cost.{CostLine(name)}") if name in set(CostLine) else text(f"cost.{name}")


def foreign(words: object) -> str:
    """Return words of a reader, a link or a file as one line without control signs, cut when long."""
    start = " ".join(str(words)[: 4 * LONGEST_FOREIGN].split())
    flat = "".join("\ufffd" if unicodedata.category(sign)[0] == "C" else sign for sign in start)
    return flat if len(flat) <= LONGEST_FOREIGN else flat[: LONGEST_FOREIGN - 1] + "…"


def _apart(values: Mapping[str, Any], name: str, text: Text) -> str:
    """Return one of two readings of an amount in words, to the dong where both would read the same."""
    said = {one: write_vnd(values[one], text.lang, None) for one in ("first_vnd", "second_vnd")}
    if len(set(said.values())) == 1:
        return write_vnd_exact(values[name], text.lang)
    return said[name]


def refusal(error: KosError, text: Text) -> str:
    """Return what is wrong and what would be accepted."""
    values: dict[str, Any] = {}
    for name, value in error.values.items():
        if name in {"first_vnd", "second_vnd"}:
            values[name.removesuffix("_vnd")] = _apart(error.values, name, text)
        elif name.endswith("_vnd"):
            values[name.removesuffix("_vnd")] = write_vnd(value, text.lang, None)
        elif name == "given":
            values[name] = foreign(value)
        elif name in {"low", "high"}:
            values[name] = write_kind(value, error.values.get("kind", Kind.COUNT), text.lang)
        else:
            values[name] = value
    return text(f"refusal.{error.key}", **values)
