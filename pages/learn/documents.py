"""Documents: what the numbers rest on, said first in one sentence, then every claim, figure and word."""

from html import escape
from pathlib import Path

import streamlit as st

from kos_core import library
from kos_core.knowledge import Knowledge
from kos_core.text import Text
from pages.learn import explained, statements, tables
from pages.learn.shelves import Shelves, shelves
from pages.parts import session

TABS = ("claims", "figures", "estimates", "words", "method", "versions")
FIND, TAB, START, SPOKEN = "documents_find", "documents_tab", "documents_start", "documents_spoken"
LONGEST = 80  # of what is asked for, in letters
HITS = 3  # how many of each kind stand under the search box


def lead(knowledge: Knowledge, text: Text) -> None:
    """Say the frame and the numbers first, all counted from the data."""
    said = library.count(knowledge)
    documents = text("documents.two_documents") if said.documents == 2 else None
    values = {
        **vars(said),
        "documents": documents or text("documents.n_documents", n=said.documents),
    }
    st.title(text("documents.title"), anchor=False)
    st.html(
        f'<p class="kc-lead">{escape(text("documents.lead", **values))}</p>'
        f'<p class="kc-side">{escape(text("documents.side", **values))}</p>'
    )
    if session.brief().assumptions:
        st.caption(text("documents.own", n=len(session.brief().assumptions)))


def ask(text: Text) -> str:
    """Ask what to look for; a link to a claim comes with its id filled in."""
    return st.text_input(
        text("documents.find"),
        st.query_params.get("claim", ""),
        key=FIND,
        type="search",
        placeholder=text("documents.find_help"),
        icon=":material/search:",
        live="300ms",
        on_change=forget,
    ).strip()[:LONGEST]


def forget() -> None:
    """Take the claim out of the address once something else is asked for."""
    if "claim" in st.query_params:
        del st.query_params["claim"]


def hits(found: dict[str, list[str]], shelf: Shelves, asked: str, opened: str, text: Text) -> str:
    """Return the first hits of each kind as HTML; nothing where the open tab shows them all."""
    knowledge = session.knowledge()
    lines = []
    if found.get(opened) and not any(ids for name, ids in found.items() if name != opened):
        return ""
    for name in (one for one in ("words", "claims", "figures", "estimates", "method") if found[one]):
        shown: list[str] = []
        for one in found[name][:HITS]:
            if name == "words":
                shown.append(_word(one, knowledge, text))
            elif name == "claims":
                claim = knowledge.claims[one]
                shown.append(f"{statements.link(one, text)} {escape(claim(text.lang))}")
            elif name == "figures":
                row = shelf.figures.loc[one]
                what = f"{row['what']}, {row['platform']}: {row['value']}"
                grade = text("evidence.grade", grade=row["grade"])
                shown.append(escape(f"{one} · {what} · {grade} · {row['source']}, {row['year']}"))
            elif name == "estimates":
                row = shelf.estimates.loc[one]
                ids = f" · {row['ids']}" if row["ids"] else ""
                shown.append(escape(f"{row['name']}: {row['likely']} · {row['basis']}{ids} · {row['why']}"))
            else:
                shown.append(escape(text(f"documents.method.{one}.title")))
        place = escape(text("documents.found_place", tab=text(f"documents.tab.{name}"), n=len(found[name])))
        inner = "".join(f"<li>{one}</li>" for one in shown)
        lines.append(f"<li><b>{place}</b>{f'<ul>{inner}</ul>' if inner else ''}</li>")
    if not lines:
        return f'<p class="kc-note">{escape(text("documents.found_none", asked=asked))}</p>'
    return f'<ul class="kd-hits">{"".join(lines)}</ul>'


def _word(name: str, knowledge: Knowledge, text: Text) -> str:
    for creator, told in knowledge.creators.items():
        if name == creator:
            return f"<b>{escape(told.plain(text.lang))}</b>: {escape(told.also(text.lang))}"
    key = f"documents.words.term.{name}"
    return f"<b>{escape(text(f'{key}.name'))}</b>: {escape(text(f'{key}.says'))}"


def page() -> None:
    """Say the counts, ask what to look for, show the tab that is open."""
    text, knowledge = session.text(), session.knowledge()
    st.html(Path(__file__).with_name("documents.css"))
    lead(knowledge, text)
    asked = ask(text)
    shelf = shelves()
    found = {name: library.search(held, asked) for name, held in shelf.held.items()}
    beside = st.container()
    labels = [text(f"documents.tab.{name}") for name in TABS]
    if session.kept(SPOKEN, "") != text.lang:  # the first tab to open stays put until the language changes
        session.keep(**{SPOKEN: text.lang, START: session.kept(TAB, TABS[0])})
    start = labels[TABS.index(session.kept(START, TABS[0]))]
    tabs = st.tabs(labels, default=start, key=f"documents_tab_{text.lang}", on_change="rerun")
    opened = next((name for name, tab in zip(TABS, tabs, strict=True) if tab.open), TABS[0])
    session.keep(**{TAB: opened})
    with tabs[TABS.index(opened)]:
        st.subheader(text(f"documents.ask.{opened}"), anchor=False)
        if opened == "claims":
            statements.tab(found["claims"], shelf.rests, asked, text)
        elif opened == "figures":
            tables.figures(found["figures"], shelf.figures, text)
        elif opened == "estimates":
            tables.estimates(found["estimates"], shelf.estimates, text)
        elif opened == "words":
            explained.words(found["words"], text)
        elif opened == "method":
            explained.method(found["method"], text)
        else:
            explained.versions(text)
    if asked:
        said = hits(found, shelf, asked, opened, text)
        if said:
            beside.html(said)
    st.caption(text("evidence.version", version=knowledge.version, seed=session.SEED))


page()
