"""The published figures and the parameters: a table on a wide screen, cards on a phone and on paper."""

from collections.abc import Callable
from html import escape
from math import ceil

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from kos_core.knowledge import shelf
from kos_core.numbers import search
from kos_core.numbers.writing import write_anywhere
from kos_core.say.text import Text
from pages.learn import wording
from pages.learn.shelves import BASES
from pages.parts import session

CARDS = 20
ON_PAPER = 10  # rows; documents.css leaves out the others
ROW_PX = 66  # Streamlit wraps above 64: three lines, so that nothing is cut in mid-word
FILTERS = ("parameter", "platform", "category", "grade", "market")
FIGURES = ("id", "what", "value", "unit", "year", "source", "address", "grade", "whom", "platform",
           "category", "market", "note", "used")  # fmt: skip
FIGURES_CSV = (*FIGURES, "kind", "seen", "low", "typical", "high")
ESTIMATES = ("name", "likely", "low", "high", "basis", "unit", "why", "rests", "fee", "date")
NUMBERS = ("number_low", "number_likely", "number_high")
ESTIMATES_CSV = (
    "id",
    "name",
    *NUMBERS,
    *(name for name in ESTIMATES if name not in {"name", "likely", "low", "high"}),
)
WIDTHS = {
    "id": 60, "what": 190, "name": 320, "value": 120, "unit": 210, "year": 105, "source": 270, "address": 175,
    "grade": 60, "whom": 90, "platform": 115, "category": 110, "market": 90, "note": 420, "used": 420,
    "low": 90,
    "likely": 90, "high": 90, "basis": 95, "why": 420, "rests": 420, "fee": 300, "date": 100,
}  # fmt: skip


def config(columns: tuple[str, ...], text: Text) -> dict[str, ColumnConfig | str | None]:
    """Return how the columns are headed and how wide they are; full addresses are links."""
    found: dict[str, ColumnConfig | str | None] = {}
    for name in columns:
        label, width = text(f"documents.column.{name}"), WIDTHS[name]
        if name == "address":
            shown = r"https?://(?:www\.)?([^/]+)"
            found[name] = st.column_config.LinkColumn(label, width=width, display_text=shown)
        else:
            found[name] = st.column_config.TextColumn(label, width=width, pinned=name == "id" or None)
    return found


def csv(table: pd.DataFrame, columns: tuple[str, ...], text: Text) -> bytes:
    """Return rows as a CSV file that Excel opens with its accents, its numbers read alike everywhere."""
    heads = {name: text(f"documents.column.{name.removeprefix('number_')}") for name in columns}
    chosen = table[list(columns)].copy()
    for name in chosen.select_dtypes("number"):
        chosen[name] = ["" if pd.isna(value) else write_anywhere(value) for value in chosen[name]]
    chosen = chosen.rename(columns=heads)
    return bytes(chosen.to_csv(index=False).encode("utf-8-sig"))


def card(
    head: str, value: str, lines: list[str], pairs: list[tuple[str, object]], address: str | None, text: Text
) -> str:
    """Return one row as a card: what and how much, where and who says so; the rest one tap away."""
    said = "".join(f'<p class="kd-side">{escape(line)}</p>' for line in lines if line)
    facts = "".join(
        f"<dt>{escape(label)}</dt><dd>{escape(str(value))}</dd>" for label, value in pairs if value
    )
    go = (
        ""
        if not address
        else f'<a href="{escape(address)}" rel="noreferrer">{escape(wording.host(address))}</a>'
    )
    return (
        f'<article class="kd-card"><p class="kd-head"><span>{escape(head)}</span> <b>{escape(value)}</b></p>'
        f"{said}<details><summary>{escape(text('documents.details'))}</summary><dl>{facts}</dl>{go}</details>"
        "</article>"
    )


def cards(table: pd.DataFrame, make: Callable[[pd.Series], str], name: str, text: Text) -> None:
    """Show the rows as cards, a few to a page; the style sheet shows them on a phone and on paper only."""
    pages = max(1, ceil(len(table) / CARDS))
    with st.container(key=f"documents_cards_{name}"):
        page = 1
        if pages > 1:
            page = st.pagination(pages, max_visible_pages=5, key=f"documents.page.{name}.{pages}")
            st.caption(text("documents.page_of", page=page, pages=pages))
        if len(table) > ON_PAPER:
            said = escape(text("documents.on_paper", n=ON_PAPER))
            st.html(f'<p class="kc-note kd-paper">{said}</p>')
        rows = table.iloc[(page - 1) * CARDS : page * CARDS]
        st.html("".join(make(row) for _, row in rows.iterrows()))


def listing(
    table: pd.DataFrame,
    columns: tuple[str, ...],
    in_csv: tuple[str, ...],
    make: Callable[[pd.Series], str],
    name: str,
    text: Text,
) -> None:
    """Show rows as a table and as cards, with a file of them."""
    st.download_button(
        text("documents.csv", n=len(table)),
        lambda: csv(table, in_csv, text),
        text("documents.csv_name" if name == "figures" else "documents.csv_estimates"),
        "text/csv",
        key=f"documents.csv.{name}",
        on_click="ignore",
        icon=":material/download:",
        disabled=table.empty,
    )
    if table.empty:
        st.caption(text("documents.none_here"))
        return
    with st.container(key=f"documents_table_{name}"):
        st.dataframe(
            table,
            hide_index=True,
            column_order=columns,
            column_config=config(columns, text),
            row_height=ROW_PX,
            height=min(600, 38 + ROW_PX * len(table)),
            key=f"documents.{name}",
            alt=text(f"documents.alt.{name}"),
        )
    cards(table, make, name, text)


def _choices(name: str, text: Text) -> dict[str, str]:
    """Return the values a filter offers and how they are said, in the order they are read."""
    knowledge = session.knowledge()
    values = dict.fromkeys(str(getattr(figure, name)) for figure in knowledge.figures.values())
    say: dict[str, Callable[[str], str]] = {
        "parameter": lambda value: wording.parameter(value, text),
        "platform": lambda value: wording.platform(value, knowledge, text),
        "category": lambda value: wording.category(value, knowledge, text),
        "grade": lambda value: value,
        "market": lambda value: text(f"documents.market.{value}"),
    }
    said = {value: say[name](value) for value in values}
    return dict(sorted(said.items(), key=lambda pair: search.fold(pair[1])))


def figures(ids: list[str], table: pd.DataFrame, text: Text) -> None:
    """Show the published figures `ids`, narrowed by the filters."""
    knowledge = session.knowledge()
    chosen: dict[str, str | None] = {}
    with st.container(key="documents_filters", horizontal=True, gap="small"):
        for name in FILTERS:
            said = _choices(name, text)
            chosen[name] = st.selectbox(
                text(f"documents.filter.{name}"),
                list(said),
                index=None,
                format_func=said.__getitem__,
                placeholder=text("documents.all"),
                key=f"documents.filter.{name}",
                width=300 if name == "parameter" else 155,
            )
    kept = [figure.id for figure in shelf.filtered((knowledge.figures[name] for name in ids), **chosen)]
    st.markdown(text("documents.shown", n=len(kept), all=len(table)))

    def make(row: pd.Series) -> str:
        where = (row["whom"], row["platform"], row["category"], row["market"])
        place = " · ".join(str(part) for part in where if part and part != text("documents.any"))
        grade = text("evidence.grade", grade=row["grade"])
        pairs: list[tuple[str, object]] = [
            (text("documents.column.note"), row["note"]),
            (text("documents.column.kind"), row["kind"]),
            (text("documents.column.used"), row["used"]),
        ]
        lines = [str(row["unit"]), place, f"{row['id']} · {grade} · {row['source']}, {row['year']}"]
        return card(row["what"], row["value"], lines, pairs, row["address"], text)

    listing(table.loc[kept], FIGURES, FIGURES_CSV, make, "figures", text)


def estimates(ids: list[str], table: pd.DataFrame, text: Text) -> None:
    """Show the parameters `ids`, assumptions first, narrowed to one basis where asked."""
    knowledge = session.knowledge()
    basis = st.pills(
        text("documents.filter.basis"),
        list(BASES),
        format_func=lambda one: text(f"evidence.{one}"),
        key="documents.filter.basis",
    )
    wanted = set(ids)
    kept = [
        name
        for name in table.index  # assumptions first, however close to what is asked
        if name in wanted and (basis is None or knowledge.estimates[name].basis is basis)
    ]
    st.markdown(text("documents.shown_estimates", n=len(kept), all=len(table)))

    def make(row: pd.Series) -> str:
        span = "" if row["low"] == row["high"] else f" · {row['low']} – {row['high']}"
        pairs: list[tuple[str, object]] = [
            (text("documents.column.unit"), row["unit"]),
            (text("documents.column.rests"), row["rests"]),
            (text("documents.column.fee"), row["fee"]),
            (text("documents.column.date"), row["date"]),
        ]
        return card(row["name"], row["likely"], [row["basis"] + span, row["why"]], pairs, None, text)

    listing(table.loc[kept], ESTIMATES, ESTIMATES_CSV, make, "estimates", text)
