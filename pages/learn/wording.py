"""The words for what the Documents screen lists: names, values, places and years of figures."""

from kos_core.knowledge.evidence import Figure
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers.writing import write_number, write_range, write_share, write_vnd
from kos_core.say import citing
from kos_core.say.text import Text
from kos_core.vocabulary import Category, CreatorType, Kind, Platform

CURRENCIES = ("USD", "THB", "IDR", "CNY")
DASH = "\u2013"


def parameter(name: str, text: Text) -> str:
    """Return what a published figure measures, in words."""
    own = f"documents.parameter.{name}"
    return text(own if own in text else f"parameter.{name}")


def creator(name: str, knowledge: Knowledge, text: Text) -> str:
    """Return a type's short name; nothing where a figure holds for any."""
    return "" if name == "any" else knowledge.creators[CreatorType(name)].short(text.lang)


def platform(name: str, knowledge: Knowledge, text: Text) -> str:
    """Return a platform's name, the word for any where a figure holds for all."""
    return text("documents.any") if name == "any" else knowledge.platforms[Platform(name)].label


def category(name: str, knowledge: Knowledge, text: Text) -> str:
    """Return a category's short name, the word for any where a figure holds for all."""
    return text("documents.any") if name == "any" else knowledge.categories[Category(name)].short(text.lang)


def year(figure: Figure, text: Text) -> str:
    """Return the year a source names, in the reader's words."""
    return citing.year_of(figure, text)


def _one(number: float, figure: Figure, text: Text) -> str:
    if figure.kind is Kind.VND:
        return write_vnd(number, text.lang, None)
    if figure.kind is Kind.SHARE:
        return write_share(number, text.lang, 2)
    said = write_number(number, text.lang, 6)
    return f"{said}\u00a0{figure.currency}" if figure.currency else said


def _span(low: float, high: float, figure: Figure, text: Text) -> str:
    if figure.kind is Kind.VND:
        return write_range(low, high, text.lang, money=True, digits=4)
    start, end = _one(low, figure, text), _one(high, figure, text)
    for tail in ("%", *(f"\u00a0{word}" for word in CURRENCIES)):
        if start.endswith(tail) and end.endswith(tail):
            start = start.removesuffix(tail)
    return f"{start}{DASH}{end}"


def value(figure: Figure, text: Text) -> str:
    """Return what a source prints, as people read it: `11–13%`, `5%`, `từ 60 triệu`."""
    low, middle, high = figure.low, figure.typical, figure.high
    span = ""
    if low is not None and high is not None:
        span = _span(low, high, figure, text)
    elif low is not None:
        span = text("documents.from", value=_one(low, figure, text))
    elif high is not None:
        span = text("documents.upto", value=_one(high, figure, text))
    if middle is None:
        return span or text("documents.no_number")
    return _one(middle, figure, text) + (f" ({span})" if span else "")


def address(figure: Figure) -> str | None:
    """Return a full address, None where the source is named without one or with the end of one only."""
    written = figure.source_url
    if not written or "…" in written or " " in written:
        return None
    return written if written.startswith("http") else f"https://{written}"


def source(figure: Figure, text: Text) -> str:
    """Return a source's title, and its address in short where there is no full one."""
    short = "" if address(figure) or not figure.source_url else f" · {figure.source_url}"
    return citing.title_of(figure, text) + short


def host(link: str) -> str:
    """Return the name of the place a full address leads to."""
    return link.split("/")[2].removeprefix("www.")
