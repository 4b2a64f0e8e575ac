"""What is paid in advance, where nothing is sold on the spot: no lines of orders, no platform money."""

import streamlit as st

from kos_core.forecast.forecast import Forecast
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers.writing import write_share
from kos_core.say.text import Text
from kos_core.say.wording import line_name
from kos_core.vocabulary import CostLine
from pages.parts import evidence, session, show

AHEAD = "planner.paid_ahead_share"


def block(found: Forecast, knowledge: Knowledge, text: Text) -> None:
    """Show the advance, folded, each line of it switchable."""
    with st.expander(text("section.costs"), icon=":material/receipt_long:"):
        left, right = st.columns(2, gap="large")
        with left:
            rows = [
                (
                    "" if line.is_on else "off",
                    line_name(line.name, knowledge, text),
                    show.money(line.vnd * found.terms.units, text),
                )
                for line in found.advance
            ]
            rows.append(("sum", text("cost.total"), show.money(found.terms.spend_vnd, text)))
            unit = found.programme.unit_one if found.terms.units == 1 else found.programme.unit_word
            st.markdown(f"**{text('cost.advance')}**, {found.terms.units} {unit(text.lang)}")
            st.html(show.table(rows))
            ahead = knowledge.estimate(AHEAD)
            shares = dict.fromkeys(write_share(x, text.lang) for x in (ahead.low, ahead.high))
            st.caption(text("forecast.ahead", ahead="\u2013".join(shares)))
        with right:
            switches(found, text)
        names = [name for line in found.advance for name in line.rests_on]
        evidence.opened([*names, AHEAD], knowledge, text, key="costs")


def switches(found: Forecast, text: Text) -> None:
    """Offer the lines of the advance as switches; the lines of orders stay as they are."""
    brief, here = session.brief(), [line for line in CostLine if line in {row.name for row in found.advance}]

    def read(on: list[CostLine]) -> dict[str, object]:
        off = {line for line in here if line not in on} | (set(session.brief().costs_off) - set(here))
        return {"costs_off": tuple(line for line in CostLine if line in off)}

    st.pills(
        text("cost.counted"),
        here,
        format_func=lambda line: text(f"cost.{line}"),
        selection_mode="multi",
        **session.view("costs_off", "main", [line for line in here if line not in brief.costs_off], read),
    )
