"""The workbook reckons: every formula gives the value beside it, which is the app's own number."""

import io
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest
from openpyxl import Workbook, load_workbook

from kos_core.advice.advice import Advice, advise
from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.export.exporting import export_of
from kos_core.export.formats import Format
from kos_core.export.reckoned import lines_of, reckoned
from kos_core.forecast.forecast import forecast
from kos_core.knowledge.loading import load
from kos_core.say.sentences import Sentences
from kos_core.say.tables.plan import line_name
from kos_core.say.text import text_of
from kos_core.vocabulary import CostLine, Lang, Seller, Stage
from tests.unit.reckon import Reckoner

STARTS = date(2026, 11, 30)
BEAUTY = Brief(category="beauty", goal="sales", budget_vnd=100_000_000, price_vnd=250_000, cost_vnd=100_000)
CASES = {
    "beauty": BEAUTY,
    "fees": Brief(category="fashion", goal="sales", budget_vnd=300_000_000, costs_off=()),
    "later": BEAUTY.with_(repeat_rate=0.2, halo_rate=0.05, seller=Seller.COMPANY, stock=900),
    "launch": Brief(category="electronics", goal="launch", budget_vnd=2_000_000_000, price_vnd=199_000),
    "leads": Brief(category="finance_insurance", goal="sales", budget_vnd=500_000_000),
    "trust": Brief(category="finance_insurance", goal="trust", budget_vnd=500_000_000),
    "image": Brief(category="fashion", goal="brand_image", budget_vnd=10_000_000_000, weeks=52),
    "poor": Brief(category="beauty", goal="sales", budget_vnd=5_000_000, price_vnd=50_000, cost_vnd=45_000),
    "hired": Brief(
        category="beauty", goal="sales", budget_vnd=400_000_000, price_vnd=400_000, cost_vnd=90_000,
        locks=(("kol_post@tiktok_shop", 2), ("koc_commission@tiktok_shop", 40)),
    ),
}  # fmt: skip


@cache
def answer(name: str) -> Advice:
    return advise(Case(CASES[name], load()))


@cache
def raw(name: str, lang: Lang = "vi") -> bytes:
    return export_of(Format.XLSX, answer(name), STARTS, Sentences(answer(name), text_of(lang)))


def books(name: str, lang: Lang = "vi") -> tuple[Workbook, Workbook]:
    """The workbook with its formulas, and with the values beside them."""
    return load_workbook(io.BytesIO(raw(name, lang))), load_workbook(
        io.BytesIO(raw(name, lang)), data_only=True
    )


def formulas(book: Workbook) -> Iterator[tuple[str, str]]:
    for sheet in book:
        for row in sheet.iter_rows():
            yield from ((sheet.title, one.coordinate) for one in row if one.data_type == "f")


@pytest.mark.parametrize("name", [*CASES])
def test_every_formula_gives_the_value_that_stands_beside_it(name: str) -> None:
    live, still = books(name)
    reckon, found = Reckoner(live), [*formulas(live)]
    assert len(found) >= 20
    for sheet, cell in found:
        value, again = still[sheet][cell].value, reckon(sheet, cell)
        assert again == (value if isinstance(value, str) else pytest.approx(value, rel=1e-9)), (sheet, cell)


@pytest.mark.parametrize("name", [*CASES])
def test_hardly_a_formula_stands_without_a_value(name: str) -> None:
    live, still = books(name)
    found = [still[sheet][cell].value for sheet, cell in formulas(live)]
    assert sum(value in {None, "", 0} for value in found) <= 0.1 * len(found)


@pytest.mark.parametrize("name", [*CASES])
def test_the_spend_of_every_line_is_the_plans_to_the_dong(name: str) -> None:
    _, still = books(name)
    sheet, text = still.worksheets[2], text_of("vi")
    lines = lines_of(answer(name))
    spends = [row[15].value for row in sheet.iter_rows() if isinstance(row[15].value, int)]
    assert spends[: len(lines)] == [line.spend_vnd for line in lines]
    assert spends[len(lines)] == sum(line.spend_vnd for line in lines)
    if answer(name).plan.lines:
        assert spends[len(lines) + 1] == answer(name).plan.kept_back_vnd
    assert sheet.title == text("export.book.sheet.plan")


@pytest.mark.parametrize("name", ["beauty", "fees", "later", "poor", "hired"])
def test_orders_and_what_one_leaves_are_the_apps(name: str) -> None:
    """Views, clicks, orders and successful orders are the middles of the line; so is the break-even."""
    _, still = books(name)
    text, case = text_of("vi"), answer(name).case
    funnel, money = still.worksheets[3], still.worksheets[4]
    counted, paid = (
        {row[0].value: [one.value for one in row] for row in sheet.iter_rows()} for sheet in (funnel, money)
    )
    said = Sentences(answer(name), text)
    for line in lines_of(answer(name)):
        row, left = counted[line_name(line, said)], paid[line_name(line, said)]
        stages = (Stage.VIEWS, Stage.CLICKS, Stage.ORDERS, Stage.KEPT)
        middles = [line.band(stage, case).middle for stage in stages]
        if line.counts_too:
            assert [row[7], row[9], row[11], row[13]] == pytest.approx(middles)
        if line.forecast is not None and line.counts_too:
            assert left[11] == pytest.approx(line.forecast.terms.leaves_vnd)
            need = line.forecast.terms.break_even_orders
            assert left[16] == ("–" if need is None else pytest.approx(need))
    assert text("export.book.sheet.money") == money.title


def test_a_dearer_piece_sells_less_and_leaves_more() -> None:
    """Price 250k to 300k by hand: the response of 1.8 on 255k paid beside 212.5k, from the usual basket."""
    live, _ = books("beauty")
    inputs = live.worksheets[1]
    where = {row[0].value: row[1].coordinate for row in inputs.iter_rows() if row[0].value}
    text = text_of("vi")
    price = where[text("export.book.input.price")]
    funnel, money = live.worksheets[3].title, live.worksheets[4].title
    before = Reckoner(live)
    usual = before(funnel, "L5"), before(money, "L5"), before(funnel, "H5")
    inputs[price] = 300_000
    after = Reckoner(live)
    changed = after(funnel, "L5"), after(money, "L5"), after(funnel, "H5")
    assert changed[0] == pytest.approx(usual[0] * (300 / 250) ** -1.8, rel=1e-6)
    assert changed[1] > usual[1]
    assert changed[2] == usual[2]
    dearer = advise(Case(BEAUTY.with_(price_vnd=300_000), load()))
    line = lines_of(answer("beauty"))[0]
    there = forecast(dearer.case, line.forecast.programme, line.platform)
    assert changed[1] == pytest.approx(there.terms.leaves_vnd)


def test_twice_the_units_cost_and_bring_twice_as_much_and_a_fee_counts_once_a_unit() -> None:
    live, _ = books("hired")
    plan, funnel, money = (live.worksheets[n] for n in (2, 3, 4))
    before = Reckoner(live)
    row = next(row for row in plan.iter_rows(min_row=5) if (row[5].value or 0) > 0)
    place = row[0].row
    units, fee, advance = row[4].value, row[5].value, before(plan.title, f"N{place}")
    spent, seen = before(plan.title, f"P{place}"), before(funnel.title, f"H{place}")
    plan[f"E{place}"] = 2 * units
    after = Reckoner(live)
    assert after(plan.title, f"P{place}") == pytest.approx(2 * spent, abs=2)
    assert after(funnel.title, f"H{place}") == pytest.approx(2 * seen)
    assert after(money.title, f"O{place}") == after(plan.title, f"P{place}")
    assert fee < 5_000_000  # below, no tax is withheld
    plan[f"F{place}"] = 9_000_000
    rates = 1 + sum(row[column].value or 0 for column in (7, 8, 9))
    held = 9_000_000 / (1 - row[6].value) - 9_000_000
    again = Reckoner(live)(plan.title, f"N{place}")
    assert again == pytest.approx(advance + (9_000_000 - fee) * rates + held)


def test_more_ads_bring_more_views_but_less_each() -> None:
    """Twice the ads bring 2^0.8 of their views, as the chain has it."""
    line = next(one for one in lines_of(answer("beauty")) if one.ads_vnd > 0)
    one = reckoned(line, answer("beauty").case)
    live, _ = books("beauty")
    plan, funnel = live.worksheets[2], live.worksheets[3]
    place = next(row[0].row for row in plan.iter_rows(min_row=5) if (row[10].value or 0) > 0)
    plan[f"K{place}"] = 2 * plan[f"K{place}"].value
    seen = Reckoner(live)(funnel.title, f"H{place}")
    assert seen == pytest.approx(line.units * (one.own_views + one.ads_views * 2**one.ads_exponent))


def test_a_cost_that_is_switched_off_stands_at_nothing() -> None:
    line = lines_of(answer("hired"))[0]
    on, off = (advise(Case(CASES["hired"].with_(costs_off=costs), load())) for costs in ((), tuple(CostLine)))
    for found, is_on in ((on, True), (off, False)):
        for one in lines_of(found):
            costs = reckoned(one, found.case).costs
            if one.forecast is not None and one.programme == line.programme:
                assert (costs.agency_rate > 0) is is_on
            if not is_on and one.forecast is not None:
                assert costs.withheld_rate == costs.samples == costs.once_vnd == costs.production_rate == 0


def test_a_stopped_case_has_no_sheet_that_reckons() -> None:
    found = advise(Case(BEAUTY.with_(ready={"papers": "no"}), load()))
    book = load_workbook(io.BytesIO(export_of(Format.XLSX, found, STARTS, Sentences(found, text_of("vi")))))
    assert len(book.worksheets) == 2


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_sources_stand_with_their_addresses_and_money_with_its_sign(lang: Lang) -> None:
    live, _ = books("beauty", lang)
    sheet = live.worksheets[-1]
    assert sheet.title == text_of(lang)("export.book.sheet.evidence")
    links = [one.hyperlink.target for row in sheet.iter_rows() for one in row if one.hyperlink]
    assert len(links) >= 5
    assert all(link.startswith("http") for link in links)
    assert "₫" in live.worksheets[1]["B6"].number_format
    names = {one.title for one in live.worksheets}
    assert len(names) == 6
