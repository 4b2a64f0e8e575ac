"""Documents: what the numbers rest on, said first in one sentence, then every claim, figure and word."""

from collections.abc import Mapping
from html import escape
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from kos_core.knowledge import shelf
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers import search
from kos_core.say.text import Text
from pages.learn import explained, statements, tables
from pages.learn.shelves import Shelves, shelves
from pages.parts import session

TABS = ("claims", "figures", "estimates", "words", "method", "versions")
KINDS = ("words", "claims", "figures", "estimates", "method")  # what a search looks through
FIND, TAB, START, DRAWN = "documents_find", "documents_tab", "documents_start", "documents_drawn"
JUMP, ASKED = "documents_jump", "documents_asked"
LONGEST = 80  # of what is asked for, in letters
HITS = 3  # how many of each kind stand under the search box; its tab has them all


def lead(knowledge: Knowledge, text: Text) -> None:
    """Say the frame and the numbers first, all counted from the data."""
    said = shelf.count(knowledge)
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


def ask(held: Mapping[str, Mapping[str, str]], text: Text) -> str:
    """Ask what to look for; a link to a claim or a search comes with it filled in."""
    given = (st.query_params.get("claim") or st.query_params.get("q", ""))[:LONGEST]
    if not any(search.search(one, about(given, text)) for one in held.values()):
        given = ""  # no word of whoever sent the link is shown unless a document has it
    context = get_script_run_ctx()
    if context is not None and context.is_history_navigation:
        st.session_state[FIND] = given
    return st.text_input(
        text("documents.find"),
        given,
        key=FIND,
        type="search",
        placeholder=text("documents.find_help"),
        icon=":material/search:",
        live="300ms",
    ).strip()[:LONGEST]


def about(asked: str, text: Text) -> str:
    """Return what is looked for: a question without its question words, in the words the documents have."""
    meant = dict(pair.split(" = ") for pair in text("documents.question_means").split("; "))
    return search.about(asked, text("documents.question").split("; "), meant)


def defines(asked: str, text: Text) -> bool:
    """Return whether somebody asks what a word means: the words answer first then."""
    return search.about(asked, text("documents.question_defines").split("; "), {}) != asked.strip(
        " ?!.;:“”\"'"
    )


def address(asked: str, opened: str) -> None:
    """Write what is asked and the tab into the address, so that a link or a reload reopens them."""
    claim = asked if asked and asked == st.query_params.get("claim") else ""
    wanted = {"claim": claim, "q": "" if claim else asked, "tab": "" if opened == TABS[0] else opened}
    for name, value in wanted.items():
        if value and st.query_params.get(name) != value:
            st.query_params[name] = value
        elif not value and name in st.query_params:
            del st.query_params[name]


def fullest(found: dict[str, list[str]], opened: str) -> str:
    """Return the tab with the most hits; the one that is open where there is none better."""
    return max((opened, *KINDS), key=lambda name: len(found.get(name, ())))


def go(name: str) -> None:
    """Open a tab."""
    session.keep(**{TAB: name, JUMP: session.kept(JUMP, 0) + 1})


def start(found: dict[str, list[str]], asked: str) -> str:
    """Return the tab to open: the address's first, then the fullest of each new search."""
    if session.kept(TAB, None) is None:
        named = st.query_params.get("tab", "")
        if named in TABS:
            session.keep(**{TAB: named, ASKED: asked})
    context = get_script_run_ctx()
    if context is not None and context.is_history_navigation:
        named = st.query_params.get("tab", TABS[0])
        session.keep(**{ASKED: asked})
        if named in TABS and named != session.kept(TAB, TABS[0]):
            go(named)
    now = str(session.kept(TAB, TABS[0]))
    if asked and asked != session.kept(ASKED, ""):
        is_word = found["words"] and defines(asked, session.text())
        best = "words" if is_word else fullest(found, now)
        if best != now:
            go(best)
            now = best
    session.keep(**{ASKED: asked})
    return now


def hits(found: dict[str, list[str]], shelf: Shelves, asked: str, opened: str, text: Text) -> None:
    """Show in which tabs the hits are, each a button that opens them; the open tab lists all of its own."""
    places = [name for name in KINDS if found[name]]
    if not places:
        st.html(f'<p class="kc-note">{escape(text("documents.found_none", asked=asked))}</p>')
        return
    others = [name for name in places if name != opened]
    if not others:
        return
    for name in places:
        with st.container(key=f"documents_hits_{name}"):
            label = text("documents.found_place", tab=text(f"documents.tab.{name}"), n=len(found[name]))
            st.button(
                label,
                key=f"documents.go.{name}",
                on_click=go,
                args=(name,),
                type="tertiary",
                icon=":material/subdirectory_arrow_right:",
                disabled=name == opened,
            )
            if name != opened:
                first = [hit(name, one, shelf, text) for one in found[name][:HITS]]
                more = len(found[name]) - len(first)
                if more:
                    first.append(escape(text("documents.found_more", n=more)))
                st.html(f'<ul class="kd-hits">{"".join(f"<li>{one}</li>" for one in first)}</ul>')


def hit(name: str, one: str, shelf: Shelves, text: Text) -> str:
    """Return one hit in a line, as HTML."""
    knowledge = session.knowledge()
    if name == "words":
        return _word(one, knowledge, text)
    if name == "claims":
        return f"{statements.link(one, text)} {escape(knowledge.claims[one](text.lang))}"
    if name == "figures":
        row = shelf.figures.loc[one]
        what = f"{row['what']}, {row['platform']}: {row['value']}"
        grade = text("evidence.grade", grade=row["grade"])
        return escape(f"{one} · {what} · {grade} · {row['source']}, {row['year']}")
    if name == "estimates":
        row = shelf.estimates.loc[one]
        ids = f" · {row['ids']}" if row["ids"] else ""
        return escape(f"{row['name']}: {row['likely']} · {row['basis']}{ids} · {row['why']}")
    return escape(text(f"documents.method.{one}.title"))


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
    shelf = shelves()
    asked = ask(shelf.held, text)
    found = {name: search.search(held, about(asked, text)) for name, held in shelf.held.items()}
    beside = st.container()
    labels = [text(f"documents.tab.{name}") for name in TABS]
    wanted = start(found, asked)
    # A jump draws the strip anew with its tab open; otherwise it stays put, whatever is opened by hand.
    drawn = f"{text.lang}_{session.kept(JUMP, 0)}"
    if session.kept(DRAWN, "") != drawn:
        session.keep(**{DRAWN: drawn, START: wanted})
    default = labels[TABS.index(session.kept(START, TABS[0]))]
    tabs = st.tabs(labels, default=default, key=f"documents_tab_{drawn}", on_change="rerun")
    opened = next((name for name, tab in zip(TABS, tabs, strict=True) if tab.open), TABS[0])
    session.keep(**{TAB: opened})
    address(asked, opened)
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
        with beside:
            hits(found, shelf, asked, opened, text)
    st.caption(text("evidence.version", version=knowledge.version, seed=session.case().seed))


page()
