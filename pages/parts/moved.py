"""What the reader may move beside the questions: an estimate, a weight, and the way back of each."""

from typing import Any

import streamlit as st

from kos_core.case import Case
from kos_core.knowledge.entries import Criterion
from kos_core.knowledge.evidence import Estimate
from kos_core.knowledge.own import read_own
from kos_core.say.citing import name_of, value_of
from kos_core.say.text import Text
from kos_core.score.weights import shares
from kos_core.vocabulary import Voice
from pages.parts import session
from pages.parts.fields import _typed


def assumption(estimate: Estimate, text: Text, *, where: str = "main", label: str | None = None) -> None:
    """Offer an estimate as a field of its own: empty means the likely value, shown as the placeholder."""
    own = dict(session.brief().assumptions)

    def read(given: str) -> dict[str, Any]:
        kept = {name: value for name, value in session.brief().assumptions if name != estimate.id}
        if given.strip():
            kept[estimate.id] = read_own(given, estimate)
        return {"assumptions": tuple(kept.items())}

    field = f"assume.{estimate.id}"
    shown = "" if estimate.id not in own else value_of(own[estimate.id], estimate, text)
    usual = session.knowledge().estimates[estimate.id]
    said = label or name_of(usual, session.knowledge(), text)
    _typed(field, said, shown, read, text, where, None, value_of(usual.likely, usual, text))


def weight(criterion: Criterion, points: float, text: Text, *, where: str = "main") -> None:
    """Offer a criterion's weight, in points, on a slider; the answer follows."""

    def read(given: float) -> dict[str, Any]:
        kept = {name: value for name, value in session.brief().weights if name != criterion.id}
        return {"weights": (*kept.items(), (criterion.id, float(given)))}

    st.slider(
        criterion.label(text.lang),
        0.0,
        max(40.0, float(points)),  # a link or a room may have given more
        step=0.5,
        format="%g",
        help=criterion.asks(text.lang),
        **session.view(f"weight.{criterion.id}", where, float(points), read),
    )


def voices(case: Case, text: Text) -> None:
    """Offer how much each voice counts, in hundredths, on one control with two handles; and the way back.

    Left of both handles the documents count, between them the money, right of them practice.
    """
    share = {voice: round(100 * of) for voice, of in shares(case).items()}
    ends = (share[Voice.DOCUMENTS], share[Voice.DOCUMENTS] + share[Voice.MONEY])

    def read(given: tuple[int, int]) -> dict[str, Any]:
        documents, both = given
        return {"money_share": (both - documents) / 100, "practice_share": (100 - both) / 100}

    st.slider(
        " · ".join(f"{text(f'voices.{voice}')} {of}%" for voice, of in share.items()),
        0,
        100,
        step=5,
        format="%d",
        help=text("why.voices_how"),
        **session.view("voices", "main", ends, read),
    )
    if case.brief.money_share is not None or case.brief.practice_share is not None:
        st.button(
            text("ask.put_back"),
            key="back.voices",
            type="tertiary",
            icon=":material/undo:",
            on_click=lambda: session.edit(money_share=None, practice_share=None),
        )


def put_back(field: str, name: str, text: Text, *, where: str = "main") -> None:
    """Offer to put one weight or assumption back to what it was."""
    st.button(
        text("ask.put_back"),
        key=f"back.{field}.{name}.{where}",
        type="tertiary",
        icon=":material/undo:",
        on_click=_put_back,
        args=(field, name),
    )


def _put_back(field: str, name: str) -> None:
    session.forget(f"{'assume' if field == 'assumptions' else 'weight'}.{name}")
    session.edit(**{field: tuple(pair for pair in getattr(session.brief(), field) if pair[0] != name)})
