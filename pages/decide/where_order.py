"""Where to sell: what one order leaves on each platform, side by side."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from kos_core.advice.advice import Advice
from kos_core.figures.colours import sentence
from kos_core.forecast.forecast import Forecast
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers.writing import write_range
from kos_core.say.citing import assumed
from kos_core.say.text import Text
from kos_core.say.wording import line_name
from kos_core.vocabulary import CreatorType, Stage
from pages.decide.where_fit import by_fit
from pages.parts import evidence, show


def one_order(creator: CreatorType, advice: Advice, text: Text) -> None:
    """Show side by side what one order leaves on every platform; pale where most figures are assumed."""
    known = advice.case.knowledge
    short = known.creators[creator].short(text.lang)
    st.subheader(text("where.order", creator=short))
    cells = advice.cells[creator]
    for platform in advice.brief.platforms:
        if platform not in cells:
            said = text("where.no_way", creator=short, platform=known.platforms[platform].label)
            st.caption(sentence(said))
    shown = [cells[p] for p in by_fit(creator, advice) if p in cells]
    if not shown:
        return
    if any(cell.terms.leaves_vnd is None for cell in shown):
        st.caption(text("where.order_leads"))
        shown_lines: list[str] = []
    else:
        shown_lines = order_lines(shown)
    st.html(f'<p class="kc-side">{escape(ways(shown, known, text))}</p>')
    st.html(order_table(shown, shown_lines, known, text))
    if shown_lines:
        st.caption(text("where.order_how"))
    if any(is_thin(cell, known) for cell in shown):
        st.html(f'<p class="kc-sure">{escape(text("where.thin_key"))}</p>')
    with st.container(horizontal=True, key="where_marks"):
        for cell in shown:
            label = f"{known.platforms[cell.platform].label}: {thinness(cell, known, text)}"
            evidence.opened(cell.rests_on, known, text, label=label, key=f"order.{cell.platform}")


def ways(cells: list[Forecast], known: Knowledge, text: Text) -> str:
    """Return which way of hiring each platform's column is reckoned with."""
    found: dict[str, list[str]] = {}
    for cell in cells:
        found.setdefault(cell.programme.label(text.lang), []).append(known.platforms[cell.platform].label)
    said = "; ".join(f"{way} ({', '.join(where)})" for way, where in found.items())
    return text("where.way", ways=said)


def order_lines(cells: list[Forecast]) -> list[str]:
    """Return the lines taken per order on any of the platforms, the platforms' fees as one."""
    names = [line.name for cell in cells for line in cell.per_order if not line.name.startswith("fee:")]
    return list(dict.fromkeys(["fees", *names]))


def is_thin(cell: Forecast, known: Knowledge) -> bool:
    """Return whether more than half of a cell's figures are assumed."""
    thin, every = assumed(cell.rests_on, known)
    return 2 * thin > every


def thinness(cell: Forecast, known: Knowledge, text: Text) -> str:
    """Return how many of a cell's figures are assumed."""
    thin, every = assumed(cell.rests_on, known)
    return text("where.thin", assumed=thin, all=every)


def order_table(cells: list[Forecast], lines: list[str], known: Knowledge, text: Text) -> str:
    """Return the lines of one order as an HTML table, a column a platform."""
    kinds = ["kc-thin" if is_thin(cell, known) else "" for cell in cells]

    def row(name: str, said: list[str], kind: str = "") -> str:
        body = "".join(
            f'<td class="num {thin}">{value}</td>' for thin, value in zip(kinds, said, strict=True)
        )
        return f'<tr class="{kind}"><td>{escape(name)}</td>{body}</tr>'

    def plain(said: Iterable[str]) -> list[str]:
        return [escape(words).replace("\N{NO-BREAK SPACE}", " ") for words in said]

    heads = [
        f"<b>{escape(known.platforms[c.platform].label)}</b><br>"
        f'<span class="kc-quiet">{escape(thinness(c, known, text))}</span>'
        for c in cells
    ]
    rows = [row("", heads)]
    if lines:
        rows.append(row(text("where.sells_at"), plain(vnd(c.terms.live_price_vnd, text) for c in cells)))
        for name in lines:
            label = text("where.fees") if name == "fees" else line_name(name, known, text)
            rows.append(row(label, plain(taken(c, name, text) for c in cells)))
        later = [later_of(c) for c in cells]
        if any(abs(x) >= 1 for x in later):
            rows.append(row(text("where.later"), plain(vnd(x, text) for x in later)))
        left = (vnd(c.terms.leaves_vnd or 0.0, text) for c in cells)
        rows.append(row(text("where.left"), plain(left), "sum"))
    rows.append(
        row(
            text("where.spend"),
            plain(
                show.money(c.terms.spend_vnd, text)
                if c.bands
                else text("evidence.needs_paid", needs=show.money(c.terms.needs_vnd, text))
                if not c.terms.is_affordable and c.terms.needs_vnd > 0
                else text("where.closed")
                for c in cells
            ),
        )
    )
    stage, label = (Stage.KEPT, "where.kept") if lines else (Stage.LEADS, "figure.stage.leads")
    rows.append(
        row(
            text(label),
            [escape(write_band(c, stage, text)) if stage in c.bands else "–" for c in cells],
        )
    )
    return f'<div class="kc-scroll"><table class="kc-table">{"".join(rows)}</table></div>'


def write_band(cell: Forecast, stage: Stage, text: Text) -> str:
    """Return the 80 % band of a stage."""
    band = cell.bands[stage]
    low, high = (round(end) if end < 10 else end for end in (band.low, band.high))
    return write_range(low, high, text.lang, money=False)


def vnd(amount: float, text: Text) -> str:
    """Return an amount to the dong without its sign, which stands over the table."""
    return show.exact(amount, text).removesuffix("₫").strip()


def later_of(cell: Forecast) -> float:
    """Return what an order brings later (repeats, halo), VND: what is left beyond the lines."""
    hired = cell.terms
    lines = sum(line.vnd for line in cell.per_order if line.is_on)
    return (hired.leaves_vnd or 0.0) - (hired.live_price_vnd - lines)


def taken(cell: Forecast, name: str, text: Text) -> str:
    """Return what a line takes of one order; a dash where it takes nothing or is switched off."""
    found = [
        line.vnd
        for line in cell.per_order
        if line.is_on and (line.name.startswith("fee:") if name == "fees" else line.name == name)
    ]
    return vnd(-sum(found), text) if found else "–"
