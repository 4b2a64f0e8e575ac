"""The frame: look, language, menu, and the one place where a refusal is shown; app.py serves it."""

from pathlib import Path

import streamlit as st

from kos_core.errors import KosError
from pages.parts import ask, session, show, tray
from pages.parts.warm import warm

ROOT = Path(__file__).parents[2]
SCREENS = {
    "advisor": ("decide/advisor", ""),
    "plan": ("plan/plan", "plan"),
    "forecast": ("plan/forecast", "forecast"),
    "handover": ("plan/handover", "handover"),
    "results": ("learn/results", "results"),
    "why": ("decide/why", "why"),
    "change": ("decide/change", "change"),
    "platforms": ("decide/platforms", "platforms"),
    "cases": ("decide/cases", "cases"),
    "compare": ("together/compare", "compare"),
    "kept": ("together/kept", "kept"),
    "documents": ("learn/documents", "documents"),
}
DOORS = ("advisor", "plan", "forecast", "handover", "results")
ASKING = tuple(name for name in SCREENS if name not in {"documents", "kept", "compare"})


def main() -> None:
    """Draw the frame and run the page the address names."""
    st.set_page_config(
        "KOS Compass", ROOT / "pages/parts/icon.svg", layout="wide", initial_sidebar_state="collapsed"
    )
    session.begin()
    text = session.text()
    screens = {
        name: st.Page(ROOT / f"pages/{where}.py", title=text(f"menu.{name}"), url_path=path, default=not path)
        for name, (where, path) in SCREENS.items()
    }
    page = st.navigation(list(screens.values()), position="hidden")
    st.html(ROOT / "pages/parts/look.css")
    show.lost(text)
    show.header(screens, DOORS, page.url_path, text)
    show.refused(session.link_refusal(page.url_path), text)
    name = next(name for name, screen in screens.items() if screen.url_path == page.url_path)
    if name in ASKING:
        # Here and not in the pages: an entry still in its field when a link is followed is not lost.
        ask.asked(text, details=name in DOORS)
    try:
        page.run()
    except KosError as error:
        show.refused(error, text)
    if name in ASKING:
        tray.tray(text)
    session.end()


warm()
main()
