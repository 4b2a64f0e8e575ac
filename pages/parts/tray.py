"""The tray: cases pinned on any screen, to be looked at side by side."""

import streamlit as st

from kos_core.case import Case
from kos_core.say.text import Text
from pages.parts import session, show

MOST = 4


def pinned() -> tuple[tuple[str, Case], ...]:
    """Return what is pinned: its name (empty where it has none) and its case."""
    found: tuple[tuple[str, Case], ...] = session.kept("tray", ())
    return found


def full() -> bool:
    """Return whether nothing more can be pinned."""
    return len(pinned()) >= MOST


def pin(name: str, case: Case) -> None:
    """Pin a case, once; a full tray stays as it is."""
    if not full() and case not in [one for _, one in pinned()]:
        session.keep(tray=(*pinned(), (name, case)))


def unpin(place: int) -> None:
    """Take a case out of the tray."""
    session.keep(tray=tuple(one for n, one in enumerate(pinned()) if n != place))


def go(text: Text) -> None:
    """Lead to the comparison where there is something to compare."""
    if len(pinned()) > 1:
        show.onward("together/compare", text("together.go", number=len(pinned())), "tray")


def tray(text: Text) -> None:
    """Offer to pin the case in view, and say how many are pinned."""
    with st.container(key="noprint_tray", horizontal=True, vertical_alignment="center"):
        case = session.case()
        is_in = case in [one for _, one in pinned()]
        label = text("together.pinned", number=len(pinned())) if is_in or full() else text("together.pin")
        st.button(
            label,
            key="tray.pin",
            icon=":material/keep:",
            type="tertiary",
            disabled=is_in or full(),
            on_click=pin,
            args=("", case),
        )
        go(text)
