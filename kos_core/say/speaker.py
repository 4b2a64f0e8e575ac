"""How one language says names, amounts and counts of one case; every sentence is made of these."""

from typing import Any

from kos_core.case import Case
from kos_core.forecast.band import Band
from kos_core.forecast.forecast import Forecast
from kos_core.knowledge.evidence import Words
from kos_core.numbers.writing import times_in_ten, write_number, write_range, write_vnd
from kos_core.say.citing import name_of
from kos_core.say.text import Text
from kos_core.vocabulary import CreatorType, Lang, Platform

MILLION = 1_000_000
# Money is said in two digits; these are looked up or paid, so they keep more (None: to the last one said).
DIGITS = {"spend_vnd": 3, "needs_vnd": 3, "least_vnd": 3, "rest_vnd": 3, "budget_vnd": None}


class Speaker:
    """The words of one case in one language."""

    def __init__(self, case: Case, text: Text) -> None:
        """Hold what is spoken of and in which language."""
        self.case, self.knowledge, self.text = case, case.knowledge, text
        self.lang: Lang = text.lang

    def plain(self, creator: CreatorType) -> str:
        """Return a type in plain words."""
        return self.knowledge.creators[creator].plain(self.lang)

    def short(self, creator: CreatorType) -> str:
        """Return a type in one word."""
        return self.knowledge.creators[creator].short(self.lang)

    def platform(self, platform: Platform) -> str:
        """Return a platform's name."""
        return self.knowledge.platforms[platform].label

    def criterion(self, name: str) -> str:
        """Return a criterion's name inside a sentence."""
        label = self.knowledge.criteria[name].label(self.lang)
        return label[:1].lower() + label[1:]

    def money(self, vnd: float, digits: int | None = 2) -> str:
        """Return an amount as people say it."""
        return write_vnd(vnd, self.lang, digits)

    def count(self, number: float, digits: int = 2) -> str:
        """Return a count with two significant digits: whole below ten, in millions as people say them."""
        if number >= MILLION:
            return self.text("figure.unit.million", number=write_number(number / MILLION, self.lang, digits))
        return write_number(round(number) if number < 10 else number, self.lang, digits)

    def times(self, number: float) -> str:
        """Return how many times, with two significant digits."""
        return write_number(number, self.lang, 2)

    def band(self, band: Band, *, money: bool = False) -> str:
        """Return an 80 % band."""
        if not money and band.high >= MILLION:
            return f"{self.count(band.low)} – {self.count(band.high)}"
        low, high = (round(end) if not money and end < 10 else end for end in (band.low, band.high))
        return write_range(low, high, self.lang, money=money)

    def profit(self, vnd: float) -> str:
        """Return a gain or a loss in words."""
        return self.text("fit.gains" if vnd >= 0 else "fit.loses", amount=self.money(abs(vnd)))

    def chance(self, chance: float | None) -> str:
        """Return how often in ten it breaks even, in words."""
        times = times_in_ten(chance or 0.0)
        key = {0: "none", 10: "all"}.get(times, "some")
        return self.text(f"money.chance_{key}", times=times)

    def units(self, number: int, found: Forecast) -> str:
        """Return a number of activations with their own word."""
        word = found.programme.unit_one if number == 1 else found.programme.unit_word
        return f"{self.count(number, 4)} {word(self.lang)}"

    def values(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the values of a notice, a remark or a step as they stand in its sentence."""
        said: dict[str, Any] = {}
        for name, value in values.items():
            if name == "papers":
                papers = [self.knowledge.papers[paper] for paper in value]
                said["papers"] = self.text("list.and").join(p.name(self.lang) for p in papers)
                said["meanwhile"] = papers[0].meanwhile(self.lang)
            elif name == "figure":
                said[name] = name_of(self.knowledge.estimates[value], self.knowledge, self.text)
            elif name.endswith("_profit_vnd"):
                said[name.removesuffix("_profit_vnd")] = self.profit(value)
            elif name.endswith("_vnd"):
                said[name.removesuffix("_vnd")] = self.money(abs(value), DIGITS.get(name, 2))
            elif name.endswith("_count"):
                said[name.removesuffix("_count")] = self.count(value)
            else:
                said[name] = self._plain(value)
        return said

    def _plain(self, value: Any) -> Any:
        """Return a value by what it is, where its name does not say."""
        if isinstance(value, Words):
            return value(self.lang)
        if isinstance(value, Platform):
            return self.platform(value)
        if isinstance(value, CreatorType):
            return self.short(value)
        return write_number(value, self.lang, 15) if isinstance(value, (int, float)) else value
