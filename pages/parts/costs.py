"""The full-cost block: what is paid in advance, what is taken per order, each line switchable."""

import streamlit as st

from kos_core.forecast.forecast import Forecast
from kos_core.numbers.writing import write_range, write_share
from kos_core.say.text import Text
from kos_core.say.wording import line_name
from kos_core.vocabulary import CostLine
from pages.parts import evidence, session, show

CASH = ("planner.paid_ahead_share", "planner.payout_weeks")


def full(best: Forecast, text: Text) -> None:
    """Show what is paid in advance and what is taken per order, each line switchable."""
    hired, knowledge = best.terms, best.case.knowledge
    with st.expander(text("section.costs"), icon=":material/receipt_long:"):
        left, right = st.columns(2, gap="large")
        with left:
            unit = best.programme.unit_word(text.lang)
            st.markdown(f"**{text('cost.advance')}**, {hired.units} {unit}")
            rows = [
                (
                    "" if line.is_on else "off",
                    line_name(line.name, knowledge, text),
                    show.money(line.vnd * hired.units, text),
                )
                for line in best.advance
            ]
            rows.append(("sum", text("cost.total"), show.money(hired.spend_vnd, text)))
            st.html(show.table(rows))
            ahead, wait = (knowledge.estimate(name) for name in CASH)
            shares = [write_share(x, text.lang) for x in (ahead.low, ahead.high)]
            weeks = write_range(wait.low, wait.high, text.lang, money=False)
            said = shares[0] if shares[0] == shares[1] else f"{shares[0]}\u2013{shares[1]}"
            st.caption(text("cost.when_paid", ahead=said, wait=weeks))
        with right:
            if hired.leaves_vnd is not None:
                st.markdown(f"**{text('cost.per_order')}**, {text('cost.each_order')}")
                rows = [("", text("cost.sells_at"), show.exact(hired.live_price_vnd, text))]
                rows += [
                    (
                        "" if line.is_on else "off",
                        line_name(line.name, knowledge, text),
                        show.exact(-line.vnd, text),
                    )
                    for line in best.per_order
                ]
                rows.append(("sum", text("cost.left"), show.exact(hired.leaves_vnd, text)))
                st.html(show.table(rows))
        switches(text)
        names = [name for line in (*best.advance, *best.per_order) for name in line.rests_on]
        evidence.opened([*names, *CASH], knowledge, text, key="costs")


def switches(text: Text) -> None:
    """Offer every cost line as a switch."""
    brief = session.brief()
    st.pills(
        text("cost.counted"),
        list(CostLine),
        format_func=lambda line: text(f"cost.{line}"),
        selection_mode="multi",
        **session.view(
            "costs_off",
            "main",
            [line for line in CostLine if line not in brief.costs_off],
            lambda value: {"costs_off": tuple(line for line in CostLine if line not in value)},
        ),
    )
