"""The figures the reader changed, listed where they are used, each with the way back."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from kos_core.case import Case
from kos_core.say.citing import name_of, value_of
from kos_core.say.text import Text
from pages.parts import moved, session

LUCKY = ("followers", "views_per_follower")  # each creator has their own, and a few have far more


def changed(case: Case, text: Text, names: Mapping[str, str] | None = None) -> None:
    """List the assumptions the reader changed and all of them at once; nothing where there is none.

    `names` holds what an estimate is called on this screen, where that is not its own name.
    """
    own, known = case.brief.assumptions, case.usual
    if not own:
        return
    with st.container(key="changed", border=True, gap="small"):
        st.markdown(f"**{text('changed.title', number=len(own))}**")
        for name, value in own:
            usual = known.estimates[name]
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                line = text(
                    "changed.row",
                    name=(names or {}).get(name) or name_of(usual, known, text),
                    usual=value_of(usual.likely, usual, text),
                    now=value_of(value, usual, text),
                )
                st.html(f'<p class="kc-note">{escape(line)}</p>', width="content")
                moved.put_back("assumptions", name, text, where="list")
        if any(name.rpartition(".")[2] in LUCKY for name, _ in own):
            st.caption(text("changed.lucky"))
        if len(own) > 1:
            st.button(
                text("changed.all"),
                key="back.assumptions.all",
                icon=":material/undo:",
                on_click=lambda: session.edit(assumptions=()),
            )
