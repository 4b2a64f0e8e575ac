"""Where to sell: what one order leaves on each platform, side by side."""

from html import escape

import streamlit as st

from kos_core.advice.advice import Advice
from kos_core.figures.colours import sentence
from kos_core.forecast.forecast import Forecast
from kos_core.knowledge.whole import Knowledge
from kos_core.say.tables import costs
from kos_core.say.tables.fit import by_fit
from kos_core.say.text import Text
from kos_core.vocabulary import CreatorType
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
    st.html(f'<p class="kc-side">{escape(ways(shown, known, text))}</p>')
    st.html(show.table(costs.one_order(shown, text)))
    if all(cell.terms.leaves_vnd is not None for cell in shown):
        st.caption(text("where.order_how"))
    if any(costs.is_thin(cell) for cell in shown):
        st.html(f'<p class="kc-sure">{escape(text("where.thin_key"))}</p>')
    with st.container(horizontal=True, key="where_marks"):
        for cell in shown:
            label = f"{known.platforms[cell.platform].label}: {costs.thinness(cell, text)}"
            evidence.opened(cell.rests_on, known, text, label=label, key=f"order.{cell.platform}")


def ways(cells: list[Forecast], known: Knowledge, text: Text) -> str:
    """Return which way of hiring each platform's column is reckoned with."""
    found: dict[str, list[str]] = {}
    for cell in cells:
        found.setdefault(cell.programme.label(text.lang), []).append(known.platforms[cell.platform].label)
    said = "; ".join(f"{way} ({', '.join(where)})" for way, where in found.items())
    return text("where.way", ways=said)
