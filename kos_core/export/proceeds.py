"""The slides of money: what an order leaves and the plan gains; or what a lead, a view costs."""

from kos_core.advice.advice import Advice
from kos_core.export.look import INK, QUIET, WORD, type_colour, type_letter
from kos_core.export.reckoned import lines_of
from kos_core.export.setting import EDGE, FOOT, ROOM, TOP, Bars, Box, Said, Square
from kos_core.export.sheet import TEN, price_of
from kos_core.export.slides import Deck
from kos_core.hire.breakdown import later_of
from kos_core.numbers.writing import digits_kept, times_in_ten
from kos_core.plan.line import Line
from kos_core.say import plan as saying
from kos_core.say.sentences import Sentences
from kos_core.say.tables.plan import line_name
from kos_core.say.wording import capital
from kos_core.say.wording import line_name as cost_name
from kos_core.vocabulary import Stage

LEAST_OF_PRICE = 0.01  # of the price: smaller costs of an order share a bar


def short(line: Line, said: Sentences) -> str:
    """Return a line in few words: its type's letter, its units or ads, its platform."""
    letter = type_letter(line.creator)
    return f"{letter} · {saying.line_words(line, said)}" if letter else saying.line_words(line, said)


def money(deck: Deck, advice: Advice, said: Sentences) -> None:
    """Draw what an order leaves and what the plan gains; or what a lead, a view, an interaction costs."""
    if not lines_of(advice):
        return
    if advice.plan.measure.is_money:
        _order(deck, advice, said)
    else:
        _price(deck, advice, said)


def _order(deck: Deck, advice: Advice, said: Sentences) -> None:
    text, plan = said.text, advice.plan
    line = next((line for line in lines_of(advice) if line.forecast is not None and line.counts_too), None)
    found = None if line is None else line.forecast
    if line is None or found is None or found.terms.leaves_vnd is None:
        return
    terms, sells, left = found.terms, found.terms.live_price_vnd, found.terms.leaves_vnd
    costs = [(cost_name(one.name, said.knowledge, text), one.vnd) for one in found.per_order if one.is_on]
    large = [pair for pair in costs if pair[1] >= LEAST_OF_PRICE * sells]
    large = sorted(large, key=lambda pair: -pair[1])[:7]
    small = sum(vnd for _, vnd in costs) - sum(vnd for _, vnd in large)
    if small > 0:
        large.append((text("export.deck.small"), small))
    if (later := later_of(terms, found.per_order)) >= 1:
        large.append((text("where.later"), later))
    names = [capital(n) for n in (text("cost.sells_at"), *(n for n, _ in large), text("cost.left"))]
    values = [sells, *(vnd for _, vnd in large), left]
    colours = ["#2D3B49", *["#A3B1BF"] * len(large), WORD[advice.decision]]
    tries = saying.chance(advice, said)
    title = f"{capital(tries)}. {saying.earns(advice, said)}" if tries else text(
        "export.deck.leaves", price=said.money(sells, 3), left=said.money(left, 3)
    )  # fmt: skip
    page = deck.slide(title, [saying.in_short(advice, said)])
    head = text("export.deck.one_order", line=line_name(line, said))
    page.text(Box(EDGE, TOP, 6.6, 0.55), [Said(head, bold=True)], (14, 13, 12, 11))
    alt = "; ".join(f"{n}: {said.money(v, 3)}" for n, v in zip(names, values, strict=True))
    page.bars(Box(EDGE, TOP + 0.6, 6.6, 4.7), names, [Bars(head, values, colours)], "#,##0", alt, size=12.0)
    rows = _of_money(advice, line, said)
    box = Box(EDGE + 6.9, TOP, ROOM - 6.9, 4.2)
    deep = page.table(box, (), rows, (46, 54), (15, 14, 13, 12, 11))
    told = [Said(text("plan.staged"), colour=QUIET)] if plan.is_staged else []
    page.text(Box(box.left, box.top + deep + 0.3, box.wide, FOOT - box.top - deep - 0.3), told, (12, 11, 10))


def _of_money(advice: Advice, line: Line, said: Sentences) -> list[list[Square]]:
    """Return the money of the plan in rows: spent, usual, band, mean, break-even, chance."""
    text, plan, found = said.text, advice.plan, line.forecast
    bands = plan.bands if plan.lines else {} if found is None else found.bands
    means = plan.means if plan.lines else {} if found is None else found.means
    chance = plan.chance_break_even if plan.lines else None if found is None else found.chance_break_even
    spend = plan.spend_vnd if plan.lines else line.spend_vnd
    kept, gain, mean = bands[Stage.KEPT], bands[Stage.PROFIT], means[Stage.PROFIT]
    how = text("plan.gains" if mean >= 0 else "plan.loses", amount=said.money(abs(mean)))
    rows = [
        (text("plan.spend"), said.money(spend, 3), ""),
        (text("forecast.stage.kept"), said.count(kept.middle), said.band(kept)),
        (text("export.deck.usual_gain"), said.profit(gain.middle), said.band(gain, money=True)),
        (text("export.deck.mean_gain"), how, ""),
    ]
    if chance is not None:
        rows.append((text("export.book.head.chance"), f"{times_in_ten(chance)}/{TEN}", ""))
    if found is not None:
        need = found.terms.break_even_orders
        told = text("forecast.never") if need is None else said.count(need, 3)
        rows.append((text("export.book.head.break_even"), told, line_name(line, said)))
    if (trial := advice.trial) is not None:
        rows.append((text("export.deck.trial_from"), said.count(trial.stop_below, 3), ""))
    return [
        [Square(capital(name)), Square(value, under, bold=True, side="right")] for name, value, under in rows
    ]


def _price(deck: Deck, advice: Advice, said: Sentences) -> None:
    """Draw what a lead, a thousand views or an interaction costs, line by line and in all."""
    text, plan = said.text, advice.plan
    stage = plan.measure.first
    each = 1_000 if stage is Stage.VIEWS else 1
    lines = [line for line in lines_of(advice) if line.counts_too]
    bands = [line.band(stage, plan.case) for line in lines]
    found = [
        (short(line, said), line.spend_vnd / band.middle * each, type_colour(line.creator))
        for line, band in zip(lines, bands, strict=True)
        if band is not None and band.middle > 0
    ]
    if not found:
        return
    if (whole := price_of(advice)) is not None and plan.lines:
        found.append((text("plan.whole"), whole, INK))
    name = text(f"export.book.price.{stage}")
    title = text("export.deck.price", name=name, amount=said.money(found[-1][1]))
    tries = saying.chance(advice, said)
    page = deck.slide(
        f"{title} {capital(tries)}.".strip() if tries else title, [saying.in_short(advice, said)]
    )
    names, values, colours = (list(part) for part in zip(*found, strict=True))
    alt = "; ".join(f"{n}: {said.money(v)}" for n, v in zip(names, values, strict=True))
    rounded = [digits_kept(value, 2) for value in values]
    page.bars(Box(EDGE, TOP, 7.4, 5.3), names, [Bars(name, rounded, colours)], "#,##0", alt, size=12.0)
    rows = [
        [Square(capital(text("plan.spend"))), Square(said.money(plan.spend_vnd, 3), bold=True, side="right")]
    ]
    rows += [
        [Square(capital(one.name)), Square(one.value, one.beside, bold=True, side="right")]
        for one in saying.figures(advice, said)[1:]
    ]
    on_average = Square(said.count(plan.mean), bold=True, side="right")
    rows.append([Square(text("plan.head.mean")), on_average])
    if (trial := advice.trial) is not None:
        value = Square(said.count(trial.stop_below, 3), bold=True, side="right")
        rows.append([Square(text("export.deck.trial_from")), value])
    page.table(Box(EDGE + 7.7, TOP, ROOM - 7.7, 4.0), (), rows, (55, 45), (16, 15, 14, 13, 12))
