"""What the agreement says and the law to know, each line with its state, source and date; no legal advice."""

from kos_core.knowledge.entries import Compliance
from kos_core.say.citing import in_words
from kos_core.say.handover.lists import Point
from kos_core.say.handover.words import Told

CONTRACT, LAW_OF_ALL = "contract", frozenset({"ad_law", "ecommerce_law", "tax", "consumer"})


def contract(told: Told) -> tuple[Point, ...]:
    """Return what the agreement says, by way of hiring, those of other goods left out."""
    lines = {line.id: line for line in told.knowledge.compliance}
    wanted = [lines[name] for name in told.knowledge.handover.contract[told.one.line.programme]]
    return tuple(_point(line, told) for line in wanted if _concerns(line, told))


def law(told: Told) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """Return the lines of law for these goods: those that come first, and the others."""
    first, live = told.knowledge.handover.law_first, told.knowledge.handover.law_live
    found = [
        line
        for line in told.knowledge.compliance
        if line.topic != CONTRACT
        and _concerns(line, told)
        and (told.one.programme.live or line.id not in live)
    ]
    order = {name: place for place, name in enumerate(first)}
    ahead = [line for line in found if line.topic not in LAW_OF_ALL or line.id in order]
    ahead.sort(key=lambda line: order.get(line.id, -1))
    rest = [line for line in found if line not in ahead]
    return tuple(_point(line, told) for line in ahead), tuple(_point(line, told) for line in rest)


def _concerns(line: Compliance, told: Told) -> bool:
    return "all" in line.categories or told.case.brief.category in line.categories


def _point(line: Compliance, told: Told) -> Point:
    said = line.vi if told.lang == "vi" else line.en
    return Point(said, (status(line, told),), rests_on=line.sources)


def status(line: Compliance, told: Told) -> str:
    """Return whether a line holds, from when, and who says so; ours where nothing is cited."""
    text, known = told.text, told.knowledge
    if not line.sources and line.topic == CONTRACT:
        return text("handover.law.ours")
    if line.status == "to_verify":
        word = text("handover.law.verify")
    elif line.in_force:
        key = "handover.law.begins" if line.in_force > (known.day or line.in_force) else "handover.law.since"
        word = text(key, date=date(line.in_force, told))
    else:
        word = text("handover.law.seen")
    if not line.sources:
        return word
    source = known.sources[line.sources[-1]]
    host = source.address.replace("…", "/").split("/")[0].strip()
    title = host if "." in host else text("handover.law.copies")
    return f"{word} · " + text(
        "handover.law.source", title=title, date=in_words(_day(source.date, told), text)
    )


def _day(written: str, told: Told) -> str:
    """Return the last date of a source as it is written in a sentence; other words as they are."""
    last = written.rsplit(";", maxsplit=1)[-1].strip()
    return date(last, told) if last.count("-") == 2 else last  # year, month, day


def date(written: str, told: Told) -> str:
    """Return an ISO date as it is written in a sentence."""
    year, month, day = written.split("-")
    return f"{int(day)}/{int(month)}/{year}" if told.lang == "vi" else written
