"""The full-cost block: what is paid in advance, what is taken per order, each line switchable."""

import streamlit as st

from kos_core.forecast.forecast import Forecast
from kos_core.numbers.writing import write_range, write_share
from kos_core.say.tables import costs
from kos_core.say.text import Text
from kos_core.vocabulary import CostLine
from pages.parts import evidence, session, show

CASH = ("planner.paid_ahead_share", "planner.payout_weeks")


def full(best: Forecast, text: Text) -> None:
    """Show what is paid in advance and, where orders are counted, what is taken of each; lines switchable."""
    knowledge, sells = best.case.knowledge, best.measure.is_money
    with st.expander(text("section.costs"), icon=":material/receipt_long:"):
        left, right = st.columns(2, gap="large")
        with left:
            advance(best, text)
        with right:
            if not sells:
                switches([line for line in CostLine if line in {row.name for row in best.advance}], text)
            elif best.terms.leaves_vnd is not None:
                st.markdown(f"**{text('cost.per_order')}**, {text('cost.each_order')}")
                st.html(show.table(costs.per_order(best, text)))
        if sells:
            switches(list(CostLine), text)
        lines = (*best.advance, *best.per_order) if sells else best.advance
        names = [name for line in lines for name in line.rests_on]
        evidence.opened([*names, *(CASH if sells else CASH[:1])], knowledge, text, key="costs")


def advance(best: Forecast, text: Text) -> None:
    """Show what is paid in advance, and when; where orders are counted, when their money comes too."""
    hired, programme = best.terms, best.programme
    unit = programme.unit_one if hired.units == 1 else programme.unit_word
    st.markdown(f"**{text('cost.advance')}**, {hired.units} {unit(text.lang)}")
    st.html(show.table(costs.advance(best, text)))
    ahead, wait = (best.case.knowledge.estimate(name) for name in CASH)
    shares = "\u2013".join(dict.fromkeys(write_share(x, text.lang) for x in (ahead.low, ahead.high)))
    if best.measure.is_money:
        weeks = write_range(wait.low, wait.high, text.lang, money=False)
        st.caption(text("cost.when_paid", ahead=shares, wait=weeks))
    else:
        st.caption(text("forecast.ahead", ahead=shares))


def switches(here: list[CostLine], text: Text) -> None:
    """Offer cost lines as switches; the others stay as they are."""
    off = session.brief().costs_off

    def read(on: list[CostLine]) -> dict[str, object]:
        now = {line for line in here if line not in on} | (set(session.brief().costs_off) - set(here))
        return {"costs_off": tuple(line for line in CostLine if line in now)}

    st.pills(
        text("cost.counted"),
        here,
        format_func=lambda line: text(f"cost.{line}"),
        selection_mode="multi",
        **session.view("costs_off", "main", [line for line in here if line not in off], read),
    )
