"""The tables of the forecast: every stage with its band, ways of paying, the same money in other hands."""

from collections.abc import Sequence
from html import escape

from kos_core.advice.advice import Advice
from kos_core.forecast.band import Band
from kos_core.forecast.forecast import Forecast
from kos_core.forecast.pay import Paid
from kos_core.forecast.ratios import ratios
from kos_core.knowledge.entries import REACH
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers.writing import times_in_ten, write_number, write_range, write_share, write_vnd
from kos_core.say.text import Text
from kos_core.say.wording import capital
from kos_core.vocabulary import Deal, Season, Stage
from pages.parts import show

MONEY = (Stage.GMV, Stage.NET_REVENUE, Stage.PROFIT)
HARDLY = 0.05  # fewer than one time in twenty is no time in ten
SEASONAL = ("demand", "fee", "discount", "cancel")


def grid(heads: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]], words: str = "") -> str:
    """Return an HTML table with a head; on a phone every row becomes a block with its labels.

    A row is its class and its cells, already HTML; the column headed `words` holds words, not numbers.
    """
    head = "".join(f'<th scope="col"{_kind(h, "", words)}>{escape(h)}</th>' for h in heads)
    body = ""
    for kind, cells in rows:
        first, *rest = cells
        body += f'<tr class="{kind}"><th scope="row">{first}</th>' + "".join(
            f'<td data-label="{escape(h)}"{_kind(h, cell, words)}>{cell}</td>'
            for h, cell in zip(heads[1:], rest, strict=True)
        )
        body += "</tr>"
    return f'<table class="kc-grid"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _kind(head: str, cell: str, words: str) -> str:
    return ' class="words"' if head == words else ' class="none"' if cell == "–" else ""


def number(value: float, text: Text, *, money: bool) -> str:
    """Return a forecast with two significant digits."""
    if money:
        return write_vnd(value, text.lang, 2)
    if 0 < value < 0.95:
        return text("figure.below_one")
    return write_number(round(value) if value < 10 else value, text.lang)


def span(found: Band, text: Text, *, money: bool = False) -> str:
    """Return an 80 % band; people, orders and leads are whole."""
    ends = (found.low, found.high) if money else (_whole(found.low), _whole(found.high))
    return write_range(*ends, text.lang, money=money)


def _whole(count: float) -> float:
    return round(count) if count < 10 else count


def usual(found: Band, text: Text, *, money: bool = False) -> str:
    """Return what is usual and the 80 % band under it, as HTML."""
    return (
        f"<b>{escape(number(found.middle, text, money=money))}</b>"
        f"<small>{escape(span(found, text, money=money))}</small>"
    )


def gain(found: Band, text: Text) -> str:
    """Return the usual gain or loss in words and the 80 % band under it, as HTML."""
    key = "gain" if found.middle >= 0 else "loss"
    words = text(f"forecast.{key}", amount=write_vnd(abs(found.middle), text.lang, 2))
    return (
        f"<b>{escape(words)}</b>"
        f"<small>{escape(write_range(found.low, found.high, text.lang, money=True))}</small>"
    )


def times(chance: float | None, text: Text) -> str:
    """Return how many times in ten; below one in twenty hardly ever, above nineteen nearly always."""
    if chance is None:
        return "–"
    if chance < HARDLY:
        return text("forecast.hardly")
    if times_in_ten(chance) == 10:
        return text("forecast.nearly_always")
    return text("forecast.times", times=times_in_ten(chance))


def stages(found: Forecast, text: Text) -> str:
    """Return every stage and ratio with its low, usual and high, as HTML."""
    shown = [
        s for s in Stage if s in found.bands and (s in {*REACH, Stage.CLICKS} or not found.measure.is_reach)
    ]
    rows = [("sum" if stage in {Stage.KEPT, Stage.LEADS, Stage.PROFIT} else "", [
        escape(text(f"forecast.stage.{stage}")),
        *(escape(number(x, text, money=stage in MONEY)) for x in _three(found.bands[stage])),
    ]) for stage in shown]  # fmt: skip
    for name, band in ratios(found).items():
        rows.append(
            ("", [escape(text(f"forecast.ratio.{name}")), *(_ratio(name, x, text) for x in _three(band))])
        )
    return grid([text(f"forecast.column.{name}") for name in ("stage", "low", "usual", "high")], rows)


def _three(band: Band) -> tuple[float, float, float]:
    return band.low, band.middle, band.high


def _ratio(name: str, value: float, text: Text) -> str:
    if name == "roas":
        return write_number(value, text.lang)
    if name == "cir":
        return write_share(value, text.lang) if value < 100 else text("forecast.far_above")
    return escape(write_vnd(value, text.lang, 2))


def paid_ways(rows: Sequence[Paid], text: Text) -> str:
    """Return the ways of paying side by side, as HTML: the best table of the page."""
    lines = []
    for row in rows:
        found, name = row.forecast, _deal(row, text)
        if not found.bands:
            lines.append(("", [name, _needs(found, text), "–", "–", "–", "–", "–"]))
            continue
        spend = escape(show.money(found.terms.spend_vnd, text))
        if row.deal is Deal.COMMISSION and (what := _paid_for(found, text)):
            spend += f"<small>{escape(text('forecast.deal.pays_for', what=what))}</small>"
        need = found.terms.break_even_orders
        lines.append(
            (
                "now" if row.is_now else "",
                [
                    name,
                    spend,
                    write_share(row.commission_rate, text.lang, 1),
                    text("forecast.never") if need is None else write_number(need, text.lang, 3),
                    usual(found.bands[Stage.KEPT], text),
                    gain(found.bands[Stage.PROFIT], text),
                    times(found.chance_break_even, text),
                ],
            )
        )
    heads = ("deal", "spend", "commission", "break_even", "kept", "profit", "chance")
    return grid([text(f"forecast.column.{name}") for name in heads], lines)


def paid_leads(rows: Sequence[Paid], ads: dict[Stage, Band], text: Text) -> str:
    """Return the ways of paying for leads side by side with the same money in ads, as HTML."""
    lines = []
    for row in rows:
        found = row.forecast
        if not found.bands:
            lines.append(("", [_deal(row, text), _needs(found, text), "–", "–"]))
            continue
        spend = escape(show.money(found.terms.spend_vnd, text))
        price = usual(ratios(found)["per_lead"], text, money=True)
        cells = [_deal(row, text), spend, usual(found.bands[Stage.LEADS], text), price]
        lines.append(("now" if row.is_now else "", cells))
    now = next((row.forecast for row in rows if row.is_now), None)
    if now is not None and Stage.LEADS in ads:
        leads, spent = ads[Stage.LEADS], now.terms.spend_vnd
        each = Band(*(spent / max(x, 1e-9) for x in (leads.high, leads.middle, leads.low)))
        cells = [escape(text("forecast.deal.ads_money")), escape(show.money(spent, text))]
        lines.append(("", [*cells, usual(leads, text), usual(each, text, money=True)]))
    heads = ("deal", "spend", "leads", "per_lead")
    return grid([text(f"forecast.column.{name}") for name in heads], lines)


def _deal(row: Paid, text: Text) -> str:
    """Return how a row pays, and under it whether it is in view or asked for, and what else differs."""
    found, key = row.forecast, str(row.deal)
    if row.deal is Deal.COMMISSION and not found.programme.samples_per_unit:
        key = "commission_host"
    notes = [text("forecast.deal.now")] if row.is_now else []
    notes += [text("forecast.deal.asked")] if row.deal is found.case.brief.deal else []
    if "other_people" in row.differs:
        units = f"{write_number(found.terms.units, text.lang, 4)} {found.programme.unit_word(text.lang)}"
        own = found.programme.shop_channel and found.bands
        notes.append(
            text("forecast.deal.own_channel", units=units)
            if own
            else capital(found.programme.label(text.lang))
        )
    notes += [text(f"forecast.deal.{name}") for name in row.differs]
    name = escape(text(f"forecast.deal.{key}"))
    return name + "".join(f"<small>{escape(note)}</small>" for note in notes)


def _needs(found: Forecast, text: Text) -> str:
    return escape(text("forecast.needs", needs=show.money(found.terms.needs_vnd, text)))


def _paid_for(found: Forecast, text: Text) -> str:
    """Return what is paid in advance although nobody gets a fee."""
    keys = [f"forecast.deal.paid_{line.name}" for line in found.advance if line.is_on and line.vnd > 0]
    return text("list.and").join(text(key) for key in keys if key in text)


def same_money(advice: Advice, text: Text) -> str:
    """Return all types, ads and keeping the money side by side, as HTML."""
    knowledge = advice.case.knowledge
    measure, knowledge = advice.goal_measure, advice.case.knowledge
    money, result = measure.is_money, measure.targets[0]
    heads = ["type", "way", "spend", "views", result.value]
    heads += ["profit", "chance"] if money else []
    rows = []
    for row in advice.scorecard.rows:
        if row.creator not in advice.platform_of:
            continue
        found = advice.cell(row.creator)
        name = show.chip(row.creator) + escape(capital(knowledge.creators[row.creator].short(text.lang)))
        way = escape(capital(found.programme.label(text.lang)))
        way += f"<small>{escape(knowledge.platforms[found.platform].label)}</small>"
        cells = [name, way]
        if not found.bands:
            key = "needs" if not row.standing.affordable else "stopped"
            needs = row.standing.needs_vnd or found.terms.needs_vnd
            cells.append(escape(text(f"forecast.{key}", needs=show.money(needs, text))))
        else:
            cells.append(escape(show.money(found.terms.spend_vnd, text)))
            cells.append(usual(found.bands[Stage.VIEWS], text))
            if found.measure.first is not measure.first:
                cells.append(escape(text("figure.worth.by_reach")))
            else:
                cells.append(usual(found.bands[result], text))
                if money:
                    cells += [gain(found.bands[Stage.PROFIT], text), times(found.chance_break_even, text)]
        rows.append(("", cells + ["–"] * (len(heads) - len(cells))))
    if advice.ads and advice.best is not None:
        cells = [escape(text("forecast.ads")), escape(text("forecast.ads_way"))]
        cells.append(escape(show.money(advice.best.terms.spend_vnd, text)))
        cells += ["–", usual(advice.ads[result], text) if result in advice.ads else "–"]
        cells += [gain(advice.ads[Stage.PROFIT], text), "–"] if money else []
        rows.append(("", cells))
    keep = [escape(text("forecast.keep")), "–", "–", "–", "–"]
    rows.append(("", [*keep, escape(text("forecast.keep_gain")), "–"] if money else keep))
    words = text("forecast.column.way")
    return grid([text(f"forecast.column.{name}") for name in heads], rows, words)


def seasons(now: Season, knowledge: Knowledge, text: Text, names: Sequence[str] = SEASONAL) -> str:
    """Return the multipliers of every season, as HTML."""
    rows = []
    for season in Season:
        cells = [escape(text(f"season.{season}"))]
        for name in names:
            if season is Season.ORDINARY:
                cells.append("×1" if name in {"demand", "fee"} else "+0")
                continue
            found = knowledge.estimate(f"season.{season}.{name}")
            if name in {"demand", "fee"}:
                cell = "×" + write_number(found.likely, text.lang, 3)
                if found.low < found.high:
                    span = write_range(found.low, found.high, text.lang, money=False)
                    cell += f"<small>{span}</small>"
            else:
                cell = text("forecast.points", points=write_number(found.likely * 100, text.lang, 2))
            cells.append(cell)
        rows.append(("now" if season is now else "", cells))
    return grid([text("forecast.season.when"), *(text(f"forecast.season.{name}") for name in names)], rows)
