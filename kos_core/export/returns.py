"""The sheets that reckon, second part: what each line brings, and the money of it.

What is reckoned is the usual case line by line: the middle of each stage over its shares of the step before,
as the app's funnel shows them, and an order at likely values. What luck and a stop in time do to the whole
plan is not in it: that stands under the formulas as the app has it.
"""

from math import ceil

from kos_core.export.book import Form, Pen
from kos_core.export.ledger import Ledger, Placed
from kos_core.export.reckoned import Reckoned
from kos_core.forecast.band import Band
from kos_core.vocabulary import Stage

MONEY = (Stage.VIEWS, Stage.CLICKS, Stage.ORDERS, Stage.KEPT)
LEADS = (Stage.VIEWS, Stage.CLICKS, Stage.LEADS)
TRUST = (Stage.VIEWS, Stage.ENGAGEMENTS)
REACH = (Stage.VIEWS, Stage.CLICKS)


class Returns:
    """Funnel and money of the lines of a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        """Hold the ledger, its inputs and plan written before."""
        self.of = ledger
        counted = {Stage.LEADS: LEADS, Stage.ENGAGEMENTS: TRUST}.get(ledger.measure.first, REACH)
        self.stages = MONEY if ledger.measure.is_money else counted

    def write(self, spent: list[Placed]) -> None:
        """Write the two sheets; none where nothing is spent on anything."""
        if spent:
            self._money(spent, self._funnel(spent))

    # Funnel

    def _funnel(self, spent: list[Placed]) -> list[dict[Stage, Placed]]:
        """Write the stages of each line, each a share of the one before; returns them."""
        plan = self.of.text("export.book.sheet.plan")
        pen, row = self.of.sheet("funnel", (40, *[14.0] * (5 + 2 * len(self.stages))))
        names = ["what", "units", "own_views", "ads_views", "ads_now", "ads_before", "exponent"]
        heads = [self.of.head(name) for name in names] + [self.of.text(f"forecast.stage.{self.stages[0]}")]
        for stage in self.stages[1:]:
            heads += [self.of.text("export.book.of_before", stage=self._noun(stage)), self._noun(stage)]
        pen.heads(row, heads)
        first, found = row + 1, []
        for place, (one, spend) in enumerate(zip(self.of.rows, spent, strict=True), first):
            self.of.named(pen, place, one)
            line = int(spend.at.rsplit("$", 1)[1])
            units = pen.formula(place, 1, f"'{plan}'!$E${line}", one.line.units, "count")
            own = pen.given(place, 2, one.own_views, "count")
            behind = one.costs.ads_vnd + one.costs.media_rate * one.costs.fee_vnd
            formula, seen = own, one.own_views
            if one.ads_views:
                ads = pen.given(place, 3, one.ads_views, "count")
                media = f"+{one.costs.media_rate!r}*'{plan}'!$F${line}" if one.costs.media_rate else ""
                now = pen.formula(place, 4, f"'{plan}'!$K${line}{media}", behind, "vnd")
                before = pen.number(place, 5, behind, "vnd")
                power = pen.given(place, 6, one.ads_exponent, "times")
                formula, seen = f"({own}+{ads}*({now}/{before})^{power})", own_and(one)
            views = Placed(
                pen.formula(place, 7, f"{units}*{formula}", one.line.units * seen, "count"),
                one.line.units * seen,
            )
            found.append({Stage.VIEWS: views} | self._steps(pen, place, one, views))
        self._sums(pen, first, [7, *range(9, 7 + 2 * len(self.stages), 2)], found)
        self._as_the_app_has_it(pen, first + len(found) + 2, self.stages)
        return found

    def _steps(self, pen: Pen, place: int, one: Reckoned, before: Placed) -> dict[Stage, Placed]:
        """Write the stages after the views of one line; none that the goal does not count of it."""
        found: dict[Stage, Placed] = {}
        stage_before = Stage.VIEWS
        for column, stage in zip(range(8, 30, 2), self.stages[1:], strict=False):
            if (
                stage not in one.usual
                or one.usual[stage_before] <= 0
                or not (one.line.counts_too or stage is Stage.CLICKS)
            ):
                break
            share = one.usual[stage] / one.usual[stage_before]
            rate = pen.given(place, column, share, "share")
            formula, value = f"{before.at}*{rate}", before.value * share
            if stage is Stage.ORDERS:
                formula += f"*{self.of.inputs.at['effect']}"
                value *= self.of.inputs.value["effect"]
            before = Placed(pen.formula(place, column + 1, formula, value, "count"), value)
            found[stage], stage_before = before, stage
        return found

    def _noun(self, stage: Stage) -> str:
        return self.of.text(f"forecast.stage.{stage}")

    def _sums(self, pen: Pen, first: int, columns: list[int], found: list[dict[Stage, Placed]]) -> None:
        last = first + len(found) - 1
        pen.sums(last + 1, self.of.text("export.book.all_lines"), len(pen.widths) - 1)
        for column, stage in zip(columns, self.stages, strict=True):
            total = sum(one[stage].value for one in found if stage in one)
            formula = f"SUM({pen.span(column, first, last)})"
            pen.formula(last + 1, column, formula, total, "count", bold=True, top=1)

    # Money

    def _money(self, spent: list[Placed], counted: list[dict[Stage, Placed]]) -> None:
        if not self.of.measure.is_money:
            self._price_of_what_counts(spent, counted)
            return
        pen, row = self.of.sheet("money", (40, *[14.0] * 16))
        names: tuple[str, ...] = (
            "what",
            "live_price",
            "fees",
            "commission",
            "seller_tax",
            "fee_flat",
            "packing",
            "failed",
        )
        names += ("spoiled", "undelivered", "returned", "left", "kept", "back", "spend", "gain", "break_even")
        pen.heads(row, [self.of.head(name) for name in names])
        first, sums = row + 1, {13: 0.0, 14: 0.0, 15: 0.0}
        for place, (one, spend, stages) in enumerate(zip(self.of.rows, spent, counted, strict=True), first):
            self.of.named(pen, place, one)
            pen.formula(place, 14, spend.at, spend.value, "vnd")
            kept = stages.get(Stage.KEPT)
            back = 0.0
            if kept is not None and one.taken is not None:
                left = self._left(pen, place, one)
                count = pen.formula(place, 12, kept.at, kept.value, "count")
                back = kept.value * left
                pen.formula(place, 13, f"{count}*{pen.at(place, 11)}", back, "vnd")
                need = ceil(spend.value / left - 1e-9) if left > 0 else "–"
                each = pen.at(place, 11)
                formula = f'IF({each}>0,ROUNDUP({spend.at}/{each}-0.000000001,0),"–")'
                pen.formula(place, 16, formula, need, "count")
            gain = back - spend.value
            pen.formula(place, 15, f"{pen.at(place, 13)}-{pen.at(place, 14)}", gain, "vnd", bold=True)
            for column, value in zip(sums, (back, spend.value, gain), strict=True):
                sums[column] += value
        last = first + len(self.of.rows) - 1
        pen.sums(last + 1, self.of.text("export.book.all_lines"), len(pen.widths) - 1)
        for column, value in sums.items():
            pen.formula(
                last + 1, column, f"SUM({pen.span(column, first, last)})", value, "vnd", bold=True, top=1
            )
        self._as_the_app_has_it(pen, last + 3, (Stage.GMV, Stage.NET_REVENUE, Stage.PROFIT))

    def _left(self, pen: Pen, place: int, one: Reckoned) -> float:
        """Write what is taken of an order and what it leaves; returns that, VND."""
        taken, at, value = one.taken, self.of.inputs.at, self.of.inputs.value
        if taken is None:
            return 0.0
        price = pen.formula(place, 1, at["live_price"], value["live_price"], "vnd")
        written: tuple[tuple[float, Form], ...] = (
            (taken.fee_rate, "share"),
            (taken.commission_rate, "share"),
            (taken.seller_tax_rate, "share"),
            (taken.fee_vnd, "vnd"),
            (taken.packing_vnd, "vnd"),
            (taken.failed_vnd, "vnd"),
            (taken.spoiled_share, "share"),
            (taken.undelivered, "share"),
            (taken.returned, "share"),
        )
        fees, commission, tax, flat, packing, failed, spoiled, lost, returned = (
            pen.given(place, column, amount, form) for column, (amount, form) in enumerate(written, 2)
        )
        shipped = f"1/((1-{lost})*(1-{returned}))"
        later = f"({flat}+{packing}+{at['cost']})"
        formula = (
            f"{price}*(1-{fees}-{commission}-{tax})-{flat}/(1-{returned})-{packing}*{shipped}"
            f"-({shipped}-1)*{failed}-{at['cost']}-{returned}/(1-{returned})*{spoiled}*{at['cost']}"
            f"+{at['repeat']}*({at['price']}*(1-{fees}-{tax})-{later})"
            f"+{at['halo']}*({price}*(1-{fees}-{tax})-{later})"
        )
        sells, cost = value["live_price"], value["cost"]
        sent = 1 / ((1 - taken.undelivered) * (1 - taken.returned))
        share = 1 - taken.fee_rate - taken.seller_tax_rate
        flat_costs = taken.fee_vnd + taken.packing_vnd + cost
        left = (
            sells * (share - taken.commission_rate)
            - taken.fee_vnd / (1 - taken.returned)
            - taken.packing_vnd * sent
            - (sent - 1) * taken.failed_vnd
            - cost
            - taken.returned / (1 - taken.returned) * taken.spoiled_share * cost
            + value["repeat"] * (value["price"] * share - flat_costs)
            + value["halo"] * (sells * share - flat_costs)
        )
        pen.formula(place, 11, formula, left, "vnd", bold=True)
        return left

    def _price_of_what_counts(self, spent: list[Placed], counted: list[dict[Stage, Placed]]) -> None:
        """Write what a lead, an interaction or a thousand views cost, line by line and in all."""
        stage, times = self.of.measure.first, 1_000 if self.of.measure.first is Stage.VIEWS else 1
        pen, row = self.of.sheet("money", (40, 18, 18, 22))
        price = self.of.text(f"export.book.price.{stage}")
        pen.heads(row, [self.of.head("what"), self.of.head("spend"), self._noun(stage), price])
        first = row + 1
        totals = [0.0, 0.0]
        for place, (one, spend, stages) in enumerate(zip(self.of.rows, spent, counted, strict=True), first):
            self.of.named(pen, place, one)
            pen.formula(place, 1, spend.at, spend.value, "vnd")
            totals[0] += spend.value
            if (found := stages.get(stage)) is not None and found.value > 0:
                pen.formula(place, 2, found.at, found.value, "count")
                totals[1] += found.value
                formula = f"{pen.at(place, 1)}/{pen.at(place, 2)}*{times}"
                pen.formula(place, 3, formula, spend.value / found.value * times, "vnd")
        last = first + len(self.of.rows) - 1
        pen.sums(last + 1, self.of.text("export.book.all_lines"), len(pen.widths) - 1)
        for column, (value, form) in enumerate(zip(totals, ("vnd", "count"), strict=True), 1):
            formula = f"SUM({pen.span(column, first, last)})"
            pen.formula(last + 1, column, formula, value, form, bold=True, top=1)  # type: ignore[arg-type]
        if totals[1] > 0:
            formula = f"{pen.at(last + 1, 1)}/{pen.at(last + 1, 2)}*{times}"
            pen.formula(last + 1, 3, formula, totals[0] / totals[1] * times, "vnd", bold=True, top=1)
        self._as_the_app_has_it(pen, last + 3, (stage,))

    def _as_the_app_has_it(self, pen: Pen, row: int, stages: tuple[Stage, ...]) -> None:
        """Write the whole plan's bands, counted together with luck and a stop in time, as numbers."""
        plan = self.of.advice.plan
        if not plan.lines:
            return
        pen.words(row, 0, self.of.text("export.book.app"), bold=True)
        pen.words(row + 1, 0, self.of.text("plan.staged" if plan.is_staged else "export.book.app_why"))
        for column, name in enumerate(("low", "usual", "high", "mean"), 1):
            pen.words(row + 2, column, self.of.head(name), bold=True)
        for place, stage in enumerate(stages, row + 3):
            band = plan.bands.get(stage, Band(0.0, 0.0, 0.0))
            form: Form = "vnd" if stage.endswith("_vnd") else "count"
            pen.words(place, 0, self._noun(stage))
            for column, value in enumerate((band.low, band.middle, band.high, plan.means.get(stage, 0.0)), 1):
                pen.number(place, column, value, form)
        if plan.chance_break_even is not None and Stage.PROFIT in stages:
            pen.words(row + 3 + len(stages), 0, self.of.head("chance"))
            pen.number(row + 3 + len(stages), 1, plan.chance_break_even, "share")


def own_and(one: Reckoned) -> float:
    """Return the views a unit brings, by itself and by the ads behind it."""
    return one.own_views + one.ads_views
