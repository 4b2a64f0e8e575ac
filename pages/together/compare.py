"""Compare: two to four pinned cases side by side, and what drives the difference."""

from dataclasses import replace
from html import escape

import streamlit as st

from kos_core.say.compare import Compared, compared, driven
from pages.parts import compute, session, show, tray


def page() -> None:
    """Read, compute, show."""
    text, pinned = session.text(), tray.pinned()
    st.title(text("together.title"), anchor=False)
    if len(pinned) < 2:
        st.html(f'<p class="kc-side">{escape(text("together.few"))}</p>')
    else:
        st.html(f'<p class="kc-side">{escape(text("together.lead"))}</p>')
        found = [
            Compared(name or text("together.nth", number=n), compute.advise(case))
            for n, (name, case) in enumerate(pinned, 1)
        ]
        case = pinned[0][1]
        said = driven(found, lambda brief: compute.advise(replace(case, brief=brief)), text)
        st.html(f'<p class="kc-lead">{escape(said)}</p>{show.grid(compared(found, text))}')
    with st.container(horizontal=True):
        for place in range(len(pinned)):
            label = text("together.unpin", number=place + 1)
            st.button(label, key=f"tray.unpin.{place}", on_click=tray.unpin, args=(place,))


page()
