"""Saved cases: save the one in view, find, open, rename, copy, delete, share."""

import os
from functools import partial
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from kos_core.advice.key_numbers import key_numbers
from kos_core.errors import KosError
from kos_core.keep.scenario import LONGEST_NAME, LONGEST_NOTE, Scenario, draft
from kos_core.numbers.writing import write_day
from kos_core.say import kept as saying
from kos_core.say.sentences import Sentences
from kos_core.say.text import Text
from pages.parts import compute, fields, session, show, taken, tray

if TYPE_CHECKING:
    from kos_core.keep.store import Store


def store() -> "Store":
    """Return where cases are kept, opened once a process."""
    return _opened(os.environ.get("KOS_COMPASS_STORE", ""))


@st.cache_resource(show_spinner=False)
def _opened(told: str) -> "Store":  # noqa: ARG001 - another setting, another store
    from kos_core.keep.store import Store

    return Store()


def owner(*, needed: bool = False) -> str | None:
    """Return whose cases these are: who signed in, else the browser's key, made where `needed`."""
    from kos_core.keep.store import new_key, owner_of, owner_signed_in

    if (who := session.signed_in()) is not None:
        return owner_signed_in(*who)
    key = session.workspace() or (session.workspace(new_key()) if needed else "")
    return owner_of(key) if key else None


def tell(error: KosError | None) -> None:
    """Keep a refusal until the screen is drawn again."""
    session.keep(kept_refused=error)


def save() -> None:
    """Save the case in view under what stands in the fields."""
    case, state = session.case(), st.session_state
    try:
        results = key_numbers(compute.advise(case))
        what = draft(case, state["kept.name"], results, session.looked(), state["kept.note"])
        store().save(owner(needed=True) or "", what)
    except KosError as error:
        tell(error)
        return
    tell(None)
    state["kept.name"] = state["kept.note"] = ""


def take(one: Scenario) -> None:
    """Open a case: its brief, and what was looked at."""
    try:
        session.edit(**dict(one.case(session.knowledge()).brief))
        session.look_at(one.looked)
        session.keep(kept_opened=one)
        tell(None)
    except KosError as error:
        tell(error)


def pin(one: Scenario) -> None:
    """Pin a saved case under its name."""
    try:
        tray.pin(one.name, one.case(session.knowledge()))
        tell(None)
    except KosError as error:
        tell(error)


def act(what: str, one: Scenario, text: Text) -> None:
    """Do to a saved case what its button says."""
    mine, state = owner() or "", st.session_state
    try:
        if what == "rename":
            store().rename(mine, one.id, state[f"kept.name.{one.id}"], state[f"kept.note.{one.id}"])
        elif what == "duplicate":
            store().duplicate(mine, one.id, text("kept.copy", name=one.name)[:LONGEST_NAME])
        elif what == "delete":
            store().delete(mine, one.id)
            session.keep(kept_deleted=one)
        elif what == "undo":
            store().undo(mine, one.id)
            session.keep(kept_deleted=None)
        elif what == "share":
            session.keep(kept_link=(one.id, store().share(mine, one.id)))
        else:
            store().revoke(mine, one.id)
            session.keep(kept_link=None)
        tell(None)
    except KosError as error:
        tell(error)


def old(one: Scenario, text: Text) -> str:
    """Return as HTML a saved case: its name, its note, when it was saved, what was answered."""
    said = Sentences(compute.advise(session.case()), text)
    beside = [text("kept.saved_on", day=write_day(one.saved_at.date(), text.lang))]
    beside += [saying.then(one.numbers(), said)] + ([text("kept.is_shared")] if one.is_shared else [])
    note = f'<p class="kc-note">{escape(one.note)}</p>' if one.note else ""
    line = escape(" · ".join(beside))
    return f'<p class="kc-side"><b>{escape(one.name)}</b></p>{note}<p class="kc-note">{line}</p>'


def differing(one: Scenario, text: Text) -> None:
    """Say what would differ today; the old numbers stand above."""
    advice = compute.advise(one.case(session.knowledge()))
    rows = saying.changed(one.results, key_numbers(advice), Sentences(advice, text))
    fresh = not one.is_of_other_knowledge(session.knowledge())
    moved, still = ("kept.reckoned", "kept.same") if fresh else ("kept.changed", "kept.no_change")
    head = moved if rows else still
    listed = "".join(f"<li>{escape(row)}</li>" for row in rows)
    st.html(f'<p class="kc-note">{escape(text(head))}</p><ul class="kc-steps">{listed}</ul>')


def card(one: Scenario, text: Text) -> None:
    """Show a saved case with what can be done to it."""
    with st.container(border=True, key=f"kept_{one.id}", gap="small"):
        st.html(old(one, text))
        with st.container(horizontal=True):
            st.button(text("kept.open"), key=f"kept.open.{one.id}", on_click=take, args=(one,))
            st.button(
                text("together.pin"),
                key=f"kept.pin.{one.id}",
                on_click=pin,
                args=(one,),
                disabled=tray.full(),
            )
            with st.popover(text("kept.more"), key=f"kept_more_{one.id}"):
                st.text_input(text("kept.name"), one.name, key=f"kept.name.{one.id}", max_chars=LONGEST_NAME)
                st.text_area(text("kept.note"), one.note, key=f"kept.note.{one.id}", max_chars=LONGEST_NOTE)
                for what in ("rename", "duplicate", "share", "revoke", "delete"):
                    if what != "revoke" or one.is_shared:
                        does = partial(act, what, one, text)
                        st.button(text(f"kept.{what}"), key=f"kept.{what}.{one.id}", on_click=does)
        name, token = session.kept("kept_link", ("", ""))
        if name == one.id:
            st.html(f'<p class="kc-note">{escape(text("kept.link"))}</p>')
            show.copyable(f"{taken.site()}/kept?" + urlencode({"share": token}), f"share_{one.id}", text)


def shared(token: str, text: Text) -> None:
    """Show a case somebody shared, to read."""
    one = store().shared(token)
    st.html(f'<p class="kc-lead">{escape(text("kept.shared"))}</p>{old(one, text)}')
    differing(one, text)
    st.button(text("kept.take"), key="kept.take", on_click=take, args=(one,))
    if session.kept("kept_opened", None) == one:
        show.onward("plan/plan", text("kept.plan"), "kept")


def saving(text: Text) -> None:
    """Ask for a name and save the case in view."""
    with st.container(border=True, key="kept_save"):
        brief, knowledge = session.brief(), session.knowledge()
        said = text(
            "ask.summary",
            category=knowledge.categories[brief.category].label(text.lang),
            goal=knowledge.goals[brief.goal].label(text.lang),
            budget=fields.say_money(brief.budget_vnd, text),
        )
        st.html(f'<p class="kc-side"><b>{escape(said)}</b></p>')
        st.text_input(text("kept.name"), key="kept.name", max_chars=LONGEST_NAME)
        st.text_input(text("kept.note"), key="kept.note", max_chars=LONGEST_NOTE)
        st.button(text("kept.save"), key="kept.save", type="primary", on_click=save)


def mine(text: Text) -> None:
    """List the reader's own cases."""
    whose = owner()
    if (gone := session.kept("kept_deleted", None)) is not None:
        st.html(f'<p class="kc-note">{escape(text("kept.deleted", name=gone.name))}</p>')
        st.button(text("kept.undo"), key="kept.undo", on_click=act, args=("undo", gone, text))
    if (one := session.kept("kept_opened", None)) is not None:
        st.html(f'<p class="kc-lead">{escape(text("kept.opened"))}</p>{old(one, text)}')
        differing(one, text)
        show.onward("plan/plan", text("kept.plan"), "kept")
    every = () if whose is None else store().every(whose)
    asked = st.text_input(text("kept.find"), key="kept.find") if every else ""
    found = store().every(whose, asked) if asked and whose else every
    if not found:
        st.caption(text("kept.none_found" if every else "kept.none"))
    for saved in found:
        card(saved, text)
    if session.signed_in() is not None:
        st.caption(text("kept.signed_in"))
    elif whose is not None:
        st.subheader(text("kept.private"), anchor=False)
        st.html(f'<p class="kc-note">{escape(text("kept.private_help"))}</p>')
        show.copyable(f"{taken.site()}/kept?" + urlencode({"w": session.workspace()}), "private", text)


def page() -> None:
    """Read, ask, keep, show."""
    text = session.text()
    st.title(text("kept.title"), anchor=False)
    show.refused(session.kept("kept_refused", None), text)
    if token := session.carried("share"):
        shared(token, text)
        return
    st.html(f'<p class="kc-side">{escape(text("kept.lead"))}</p>')
    saving(text)
    mine(text)
    tray.go(text)


page()
