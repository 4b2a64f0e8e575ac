"""The sheets that reckon, first part: the inputs, and what each line of the plan costs."""

from dataclasses import dataclass
from math import ceil, exp, log

from kos_core.advice.advice import Advice
from kos_core.export.book import Book, Form, Pen
from kos_core.export.reckoned import Reckoned, lines_of, reckoned
from kos_core.say.sentences import Sentences
from kos_core.say.tables.plan import line_name, weeks_of
from kos_core.say.wording import capital

TINY = 1e-6  # of a đồng: what floating points leave is no đồng more


@dataclass
class Inputs:
    """Where the figures of the case stand, and what they are."""

    at: dict[str, str]
    value: dict[str, float]


@dataclass(frozen=True)
class Placed:
    """A figure of a line: where it stands, and what it is."""

    at: str
    value: float


class Ledger:
    """The lines of one answer as they are reckoned with, and where its inputs stand."""

    def __init__(self, book: Book, advice: Advice, said: Sentences) -> None:
        """Reckon every line once."""
        self.book, self.advice, self.said, self.text = book, advice, said, said.text
        self.rows = tuple(reckoned(line, advice.case) for line in lines_of(advice))
        self.measure = advice.plan.measure
        self.is_plan = bool(advice.plan.lines)
        self.inputs = Inputs({}, {})

    def write(self) -> list[Placed]:
        """Write inputs and plan; returns what is spent on each line; empty where there is none."""
        if not self.rows:
            return []
        self._inputs()
        return self._plan()

    def head(self, name: str) -> str:
        """Return the head of a column."""
        return self.text(f"export.book.head.{name}")

    def sheet(self, name: str, widths: tuple[float, ...]) -> tuple[Pen, int]:
        """Return a new sheet with its title, and the row under it."""
        pen = self.book.sheet(self.text(f"export.book.sheet.{name}"), widths)
        notes = [self.text(f"export.book.note.{name}")]
        if not self.is_plan:
            notes.append(self.text("export.book.note.no_plan"))
        return pen, pen.title(self.text(f"export.book.title.{name}"), *notes)

    # Inputs

    def _inputs(self) -> None:
        pen, row = self.sheet("inputs", (46, 20, 70))
        pen.heads(row, [self.head("input"), self.head("value"), self.head("meaning")])
        known = next((one.line.forecast.premises for one in self.rows if one.line.forecast is not None), None)
        brief, place = self.advice.brief, row + 1

        def put(name: str, value: float, form: Form, formula: str = "") -> None:
            nonlocal place
            pen.words(place, 0, self.text(f"export.book.input.{name}"))
            write = pen.number if name == "priced" else pen.given
            where = pen.formula(place, 1, formula, value, form) if formula else write(place, 1, value, form)
            pen.words(place, 2, self.text(f"export.book.why.{name}"), indent=1)
            self.inputs.at[name], self.inputs.value[name] = where, value
            place += 1

        at = self.inputs.at
        put("budget", brief.budget_vnd, "vnd")
        if known is None:
            return
        put("limit", known.likely("withholding_from"), "vnd")
        if known.is_leads or not (self.measure.is_money or any(one.costs.samples for one in self.rows)):
            return
        cost = float(known.cost_vnd(known.likely("margin_rate")))
        put("price", known.price_vnd, "vnd")
        put("discount", known.discount_rate, "share")
        put("live_price", known.live_price_vnd, "vnd", f"{at['price']}*(1-{at['discount']})")
        put("cost", cost, "vnd")
        if any(one.costs.samples for one in self.rows):
            put("lent_above", known.likely("lent_above"), "vnd")
            put("lent_wear", known.likely("lent_wear"), "share")
            put("sample_shipping", known.likely("sample_shipping"), "vnd")
            given = min(cost, known.likely("lent_above"))
            sample = given + (cost - given) * known.likely("lent_wear") + known.likely("sample_shipping")
            least = f"MIN({at['cost']},{at['lent_above']})"
            formula = f"{least}+({at['cost']}-{least})*{at['lent_wear']}+{at['sample_shipping']}"
            put("sample", sample, "vnd", formula)
        if not self.measure.is_money:
            return
        put("repeat", brief.repeat_rate, "share")
        put("halo", brief.halo_rate, "share")
        put("basket", known.likely("basket"), "vnd")
        put("response", known.likely("price_response"), "times")
        put("measured", known.likely("measured_to"), "times")
        put("beyond", known.likely("beyond_response"), "times")
        put("priced", known.live_price_vnd, "vnd")
        formula = f"{_effect(at, at['live_price'])}/{_effect(at, at['priced'])}"
        value = _effect_of(self.inputs.value, "live_price") / _effect_of(self.inputs.value, "priced")
        put("effect", value, "times", formula)

    # Plan

    def _plan(self) -> list[Placed]:
        """Write what a unit of each line costs and what all of them do; returns the spend of each."""
        pen, row = self.sheet("plan", (40, 12, 14, 8, 10, *[14.0] * 11))
        names: tuple[str, ...] = (
            "what",
            "type",
            "platform",
            "weeks",
            "units",
            "fee",
            "withheld",
            "agency",
            "production",
        )
        names += ("rights", "ads", "samples", "session", "advance", "once", "spend")
        pen.heads(row, [self.head(name) for name in names])
        first, found = row + 1, []
        for place, one in enumerate(self.rows, first):
            line, costs = one.line, one.costs
            self.named(pen, place, one)
            creator = "" if line.creator is None else capital(self.said.short(line.creator))
            pen.words(place, 1, creator)
            pen.words(place, 2, self.said.platform(line.platform))
            pen.words(place, 3, weeks_of(line, self.advice) if self.is_plan else "")
            units = pen.given(place, 4, line.units, "count")
            written: tuple[tuple[float, Form], ...] = (
                (costs.fee_vnd, "vnd"),
                (costs.withheld_rate, "share"),
                (costs.agency_rate, "share"),
                (costs.production_rate, "share"),
                (costs.rights_rate, "share"),
                (costs.ads_vnd, "vnd"),
                (costs.samples, "count"),
                (costs.session_vnd, "vnd"),
            )
            for column, (value, form) in enumerate(written, 5):
                pen.given(place, column, value, form)
            fee, held, agency, made, rights, ads, samples, session = (pen.at(place, c) for c in range(5, 13))
            advance, formula = costs.ads_vnd, ads
            if line.forecast is not None:
                limit, sample = self.inputs.value["limit"], self.inputs.value.get("sample", 0.0)
                vnd, rate = costs.fee_vnd, costs.withheld_rate
                advance += vnd * (1 + costs.agency_rate + costs.production_rate + costs.rights_rate)
                advance += (vnd / (1 - rate) - vnd if vnd >= limit else 0.0) + costs.session_vnd
                advance += costs.samples * sample
                formula = (
                    f"{fee}*(1+{agency}+{made}+{rights})"
                    f"+IF({fee}>={self.inputs.at['limit']},{fee}/(1-{held})-{fee},0)+{ads}+{session}"
                )
                formula += f"+{samples}*{self.inputs.at['sample']}" if "sample" in self.inputs.at else ""
            each = pen.formula(place, 13, formula, advance, "vnd")
            once = pen.given(place, 14, costs.once_vnd, "vnd")
            spend = ceil(costs.once_vnd + line.units * advance - TINY)
            formula = f"IF({units}>0,ROUNDUP({once}+{units}*{each}-{TINY:f},0),0)"
            found.append(Placed(pen.formula(place, 15, formula, spend, "vnd", bold=True), spend))
        last = first + len(self.rows) - 1
        total = sum(one.value for one in found)
        pen.sums(last + 1, self.text("plan.whole"), len(pen.widths) - 1)
        pen.formula(last + 1, 15, f"SUM({pen.span(15, first, last)})", total, "vnd", bold=True, top=1)
        left = self.advice.brief.budget_vnd - total
        pen.words(last + 2, 0, self.head("left_over"))
        pen.formula(last + 2, 15, f"{self.inputs.at['budget']}-{pen.at(last + 1, 15)}", left, "vnd")
        return found

    def named(self, pen: Pen, place: int, one: Reckoned) -> None:
        """Write what a line is."""
        pen.words(place, 0, line_name(one.line, self.said))


def _effect(at: dict[str, str], price: str) -> str:
    """Return the formula of what a price does to orders, as the chain has it (`hire.chain.price_effect`)."""
    dearer, measured = f"LN({price}/{at['basket']})", f"LN({at['measured']})"
    return f"EXP(-{at['response']}*MAX(-{measured},{dearer})-{at['beyond']}*MAX(0,{dearer}-{measured}))"


def _effect_of(value: dict[str, float], price: str) -> float:
    dearer, measured = log(value[price] / value["basket"]), log(value["measured"])
    beyond = max(0.0, dearer - measured)
    return exp(-value["response"] * max(-measured, dearer) - value["beyond"] * beyond)
