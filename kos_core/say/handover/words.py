"""What messages, sheets and lists of one line are made of: its units, weeks, money and goods in words."""

from kos_core.advice.advice import Advice
from kos_core.handover.handed import Handed
from kos_core.numbers.writing import write_share
from kos_core.say.handover.own import Own, named
from kos_core.say.sentences import Sentences
from kos_core.say.text import Text
from kos_core.vocabulary import Stage, Unit


class Told(Sentences):
    """The words of one line handed over, in one language."""

    def __init__(self, one: Handed, text: Text, own: Own) -> None:
        """Hold the line, and what the reader says beside the brief."""
        advice: Advice = one.advice
        super().__init__(advice, text)
        self.one, self.own = one, own
        self.goods = self.knowledge.handover.categories[advice.brief.category]

    @property
    def is_leads(self) -> bool:
        """Whether it ends at people who leave their details."""
        return self.one.forecast.premises.is_leads

    @property
    def needs_counsel(self) -> bool:
        """Whether a lawyer sees it before anybody is written to."""
        return self.knowledge.categories[self.case.brief.category].legal_counsel

    @property
    def product(self) -> str:
        """The product's name, said here or where the goods were asked for, else what the shop sells."""
        return named(self.own.product) or self.case.brief.product or self.goods.piece(self.lang)

    @property
    def unit(self) -> str:
        """One unit in one short word."""
        return self.text(f"handover.unit.{self.one.programme.unit}")

    @property
    def where(self) -> str:
        """The platform's name."""
        return self.platform(self.one.platform)

    def many(self, number: int) -> str:
        """Return so many units in words."""
        if self.one.programme.unit is Unit.CONTRACT:
            return self.units(number, self.one.forecast)
        if number == 1:
            return self.text("handover.one_unit", unit=self.unit)
        if self.lang == "en":
            return f"{self.count(number, 4)} {self.unit}s"
        return f"{self.count(number, 4)} {self.unit}"

    @property
    def when(self) -> str:
        """Within how many weeks."""
        weeks = self.one.now_weeks
        return self.text(f"handover.within.{'one' if weeks == 1 else 'many'}", n=weeks)

    @property
    def hours(self) -> str:
        """How many hours a session takes."""
        return self.count(self.knowledge.likely("planner.hours"))

    @property
    def from_hour(self) -> int:
        """The hour of the evening from which it is live, as it is said: 8 in Vietnamese, 8 in English too."""
        return self.knowledge.handover.from_hour - 12

    @property
    def ship_days(self) -> str:
        """Within how many days an order is sent."""
        return self.count(self.knowledge.estimate("planner.ship_days").high)

    @property
    def staff(self) -> int:
        """How many people answer comments."""
        return 1 if self.one.session is None else self.one.session.staff

    @property
    def people_on_comments(self) -> str:
        """How many people answer comments: one, up to as many as a full session takes."""
        if self.staff == 1:
            return self.text("handover.live.one_on_comments")
        return self.text("handover.live.some_on_comments", staff=self.staff)

    def share(self, rate: float) -> str:
        """Return a share of one in per cent."""
        return write_share(rate, self.lang, 1)

    @property
    def commission(self) -> str:
        """The commission in per cent; empty where there is none."""
        rate = self.one.commission_rate
        return self.share(rate) if rate > 0 else ""

    @property
    def price(self) -> str:
        """What the goods cost this time; empty where the reader gave no price, for ours would be a guess."""
        brief, known = self.case.brief, self.one.forecast.premises
        if self.is_leads or (brief.price_vnd is None and brief.paid_vnd is None):
            return ""
        live = self.money(known.live_price_vnd, 3)
        if brief.price_vnd is not None and known.discount_rate > 0:
            return self.text("handover.price_cut", price=self.money(brief.price_vnd, 3), live=live)
        return self.text("handover.price_plain", live=live)

    def noun(self, stage: Stage) -> str:
        """Return what a stage counts."""
        return self.text(f"figure.noun.{stage}")

    def hello(self, *, formal: bool = False) -> str:
        """Return the greeting and who is writing."""
        hello = self.text("handover.hello_formal" if formal else "handover.hello")
        shop, sells = named(self.own.shop), self.goods.sells(self.lang)
        if shop:
            return self.text("handover.hello_shop", hello=hello, shop=shop, sells=sells)
        return self.text("handover.hello_plain", hello=hello, sells=sells)
