"""Where to sell: every platform's fees by their own names, dated, each with a field."""

from datetime import date
from html import escape

import streamlit as st

from kos_core.advice.advice import Advice
from kos_core.figures.colours import sentence
from kos_core.knowledge.entries import Fee
from kos_core.knowledge.whole import Knowledge
from kos_core.say.citing import cite
from kos_core.say.text import Text
from kos_core.vocabulary import Platform
from pages.parts import evidence, moved


def fees(advice: Advice, knowledge: Knowledge, text: Text) -> None:
    """Show every platform's fees under their own names, each with seller kind and date, and a field."""
    st.subheader(text("where.fee_title"))
    st.html(fees_on_paper(advice, text))
    platforms = list(advice.brief.platforms)
    with st.container(key="noprint_fees"):
        st.caption(text("where.fee_how"))
        fee_fields(platforms, advice, knowledge, text)


def fees_on_paper(advice: Advice, text: Text) -> str:
    """Return every platform's fees as HTML for paper, where no field is shown."""
    known = advice.case.knowledge
    rows = (
        f"<p><b>{escape(known.platforms[platform].label)}.</b> "
        + "; ".join(
            f"{escape(fee.label(text.lang))}: {escape(fee_line(fee, known, advice, text))}"
            for fee in advice.case.fees(platform)
        )
        + "</p>"
        for platform in advice.brief.platforms
    )
    return f'<div class="kc-paper">{"".join(rows)}</div>'


def fee_fields(platforms: list[Platform], advice: Advice, knowledge: Knowledge, text: Text) -> None:
    """Show a field for every fee, three platforms in a row."""
    known = advice.case.knowledge
    for start in range(0, len(platforms), 3):
        for place, platform in zip(st.columns(3, gap="medium"), platforms[start : start + 3], strict=False):
            with place:
                st.markdown(f"**{known.platforms[platform].label}**")
                names = []
                for fee in advice.case.fees(platform):
                    usual = knowledge.fee_estimate(fee, advice.brief.category)
                    names.append(usual.id)
                    label = sentence(fee.label(text.lang))
                    moved.assumption(usual, text, where=f"fee.{platform}", label=label)
                    st.html(f'<p class="kc-quiet">{escape(fee_line(fee, known, advice, text))}</p>')
                evidence.opened(names, known, text, key=f"fees.{platform}")


def fee_line(fee: Fee, known: Knowledge, advice: Advice, text: Text) -> str:
    """Return a fee in one line: value, of what, which sellers, since when, how well known."""
    estimate = known.fee_estimate(fee, advice.brief.category)
    one = cite(estimate, known, text)
    if estimate.date == "own":
        return f"{one.value} {text(f'where.per_{fee.per}')} · {text('where.yours')}"
    said = text(
        "where.fee_line",
        value=one.value,
        per=text(f"where.per_{fee.per}"),
        seller=fee.tariff.seller_kind(text.lang),
        date=in_force(known.in_force(fee, advice.brief.category), text),
    )
    if one.span:
        said += f" · {text('where.fee_range', span=one.span)}"
    years = sorted({known.figures[n].year for n in estimate.rests_on if n in known.figures} - {""})
    dated = text("where.fee_years", years=", ".join(years)) if years else ""
    return f"{said} · {text('where.fee_mark', mark=one.mark, years=dated)}"


def in_force(written: str, text: Text) -> str:
    """Return since when a fee holds: a day, a month or a year, as it is known."""
    parts = [int(part) for part in written.split("-")]
    if len(parts) == 1:
        return text("where.from_year", date=written)
    day = date(parts[0], parts[1], parts[2] if len(parts) == 3 else 1)
    if text.lang == "vi":
        said = day.strftime("%d/%m/%Y" if len(parts) == 3 else "%m/%Y")
    else:
        said = f"{day.day} {day:%b %Y}" if len(parts) == 3 else f"{day:%b %Y}"
    return text("where.from_day" if len(parts) == 3 else "where.from_month", date=said)
