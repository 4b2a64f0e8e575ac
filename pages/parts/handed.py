"""A plan handed over as pieces of screen: the reader's words, the message to copy, the parts beneath it."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from kos_core.case import Case
from kos_core.say.handover import Own, Sheet
from kos_core.say.handover.lists import Point
from kos_core.say.handover.own import LONGEST_NAME, LONGEST_TEXT, named, written
from kos_core.say.handover.sheet import Part
from kos_core.say.text import Text
from pages.parts import evidence, session, show

HERE = "handover"
TOGETHER = {
    "whom": ("whom",),
    "most": ("most", "price"),
    "live": ("rota", "script", "kit", "training"),
    "targets": ("targets",),
    "check": ("check",),
    "contract": ("contract",),
    "law": ("law",),
}
"""The folds beneath a message, and the parts each holds."""


def kept_as(name: str, case: Case, text: Text) -> str:
    """Return the name under which words are kept: of this category, in this language."""
    return f"handed.{name}.{case.brief.category}.{text.lang}"


def message_name(at: str, case: Case, text: Text) -> str:
    """Return the name under which the reader's own message of a line is kept."""
    return kept_as(f"message.{at}", case, text)


def own(case: Case, text: Text) -> Own:
    """Return what the reader wrote in this session beside the brief."""
    ways = [
        f"{way.id}@{platform}" for way in case.knowledge.programmes.values() for platform in way.platforms
    ]
    mine = {at: session.kept(message_name(at, case, text), "") for at in ways}
    return Own(
        shop=session.kept("handed.shop", ""),
        product=session.kept(kept_as("product", case, text), ""),
        usp=session.kept(kept_as("usp", case, text), ""),
        questions=session.kept(kept_as("questions", case, text), ""),
        messages={at: words for at, words in mine.items() if words},
    )


def names(case: Case, text: Text) -> None:
    """Ask for the names of shop and product."""
    product = kept_as("product", case, text)
    with st.container(key="noprint_names"):
        st.html(f'<p class="kc-note">{escape(text("handover.names"))}</p>')
        left, right = st.columns(2)
        for place, label, name in ((left, "shop", "handed.shop"), (right, "product", product)):
            with place:
                st.text_input(
                    text(f"handover.{label}"),
                    max_chars=LONGEST_NAME,
                    autocomplete="off",
                    **session.word(name, HERE, session.kept(name, ""), lambda given: named(given) or None),
                )


def forget(name: str) -> None:
    """Go back to our own words."""
    session.keep(**{name: None, f"{name}.from": None})


def message(sheet: Sheet, case: Case, text: Text) -> None:
    """Show the message to copy, and a field to put it in one's own words."""
    name = message_name(sheet.one.at, case, text)
    is_own, before = bool(session.kept(name, "")), session.kept(f"{name}.from", sheet.draft)
    st.subheader(text("handover.message"))
    show.copyable(sheet.message, "message", text)
    if is_own:
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="noprint_own"):
            note = "handover.edited" if before == sheet.draft else "handover.stale"
            st.html(f'<p class="kc-note">{escape(text(note))}</p>', width="content")
            st.button(
                text("handover.again"),
                key="handed_again",
                icon=":material/undo:",
                type="tertiary",
                on_click=lambda: forget(name),
            )
    if sheet.needs_counsel:
        st.html(f'<p class="kc-note">⚠ {escape(text("handover.counsel"))}</p>')
    if sheet.lacks_price and not is_own:
        st.html(f'<p class="kc-note">{escape(text("handover.no_price"))}</p>')


def edited(sheet: Sheet, case: Case, text: Text) -> None:
    """Give a field to put the message in one's own words."""
    name = message_name(sheet.one.at, case, text)

    def read(given: str) -> str | None:
        mine = written(given)
        if mine in {"", sheet.draft}:
            return None
        session.keep(**{f"{name}.from": sheet.draft})
        return mine

    with st.expander(text("handover.edit"), icon=":material/edit:", key="noprint_edit"):
        st.text_area(
            text("handover.edit"),
            height=320,
            max_chars=LONGEST_TEXT,
            label_visibility="collapsed",
            **session.word(name, HERE, sheet.message, read),
        )


def brief(sheet: Sheet, case: Case, text: Text) -> None:
    """Ask for strong points and answers, and show the sheet that follows once they accept."""
    usp, asked = kept_as("usp", case, text), kept_as("questions", case, text)
    with st.expander(text("handover.brief.title"), icon=":material/description:", key="handed_brief"):
        left, right = st.columns([2, 3], gap="large")
        with left, st.container(key="noprint_brief"):
            st.text_area(
                text("handover.brief.usp"),
                height=120,
                max_chars=LONGEST_TEXT,
                placeholder=text("handover.brief.usp_example"),
                **session.word(usp, HERE, session.kept(usp, ""), lambda given: written(given) or None),
            )

            def read(given: str) -> str | None:
                mine = written(given)
                return None if mine in {"", sheet.questions} else mine

            st.text_area(
                text("handover.brief.questions"),
                height=300,
                max_chars=LONGEST_TEXT,
                **session.word(asked, HERE, sheet.questions, read),
            )
            st.caption(text("handover.brief.questions_ours"))
        with right:
            show.copyable(sheet.brief, "brief", text)
            evidence.opened(sheet.brief_rests_on, case.knowledge, text, key="handed.brief")


def points(listed: tuple[Point, ...], *, is_ordered: bool = False) -> str:
    """Return a list as HTML, what stands under a point beneath it."""
    tag = "ol" if is_ordered else "ul"
    items = "".join(
        f"<li>{escape(one.said)}" + "".join(f"<small>{escape(note)}</small>" for note in one.notes) + "</li>"
        for one in listed
    )
    return f'<{tag} class="kc-steps kc-handed">{items}</{tag}>'


def folds(sheet: Sheet, case: Case, text: Text, names: Iterable[str]) -> None:
    """Show parts folded, each under its head: whom to look for, pay, targets, checks, contract, law."""
    parts = {part.name: part for part in sheet.parts}
    for name in names:
        found = [parts[one] for one in TOGETHER[name] if one in parts]
        if not found:
            continue
        head = text("handover.live.title") if name == "live" else found[0].head
        with st.expander(head, key=f"handed_{name}"):
            for part in found:
                _part(part, text, with_head=part is not found[0] or name == "live")
            rests = [one for part in found for one in part.rests_on]
            evidence.opened(rests, case.knowledge, text, key=f"handed.{name}")


def _part(part: Part, text: Text, *, with_head: bool) -> None:
    head = f'<p class="kc-side"><b>{escape(part.head)}</b></p>' if with_head else ""
    table = show.grid(part.table) if part.table is not None else ""
    listed = points(part.points, is_ordered=part.is_ordered) if part.points else ""
    under = f'<p class="kc-note">{escape(part.lead)}</p>' if part.lead else ""
    st.html(head + under + table + listed)
    if part.rest and st.toggle(text("handover.law.all", n=len(part.rest)), key=f"handed_all_{part.name}"):
        st.html(points(part.rest))
