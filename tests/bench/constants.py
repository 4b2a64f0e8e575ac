"""A page told once and drawn from constants: the floor under the page that has to think.

`kept` turns what a tab was sent into plain JSON; run by Streamlit, this file draws it again, call for call:
the same blocks, widgets, texts and charts, without a brief, an answer or a figure to work out.
"""

import gc
import json
import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from tests.bench.clock import CannotMeasureError

TOLD = "KOS_BENCH_PAGE"  # the environment variable that names the JSON file

_IN_ROWS = ("block:column", "block:tab")

# What is kept of each kind of message; the rest of it (ids, widths, icons) is Streamlit's own work again.
_KEPT: dict[str, Callable[[Any], dict[str, Any]]] = {
    "block:column": lambda one: {"weight": one.column.weight},
    "block:tab": lambda one: {"label": one.tab.label},
    "block:popover": lambda one: {"label": one.popover.label},
    "block:expandable": lambda one: {"label": one.expandable.label},
    "html": lambda one: {"body": one.body},
    "markdown": lambda one: {"body": one.body},
    "heading": lambda one: {"body": one.body},
    "alert": lambda one: {"body": one.body},
    "button": lambda one: {"label": one.label},
    "page_link": lambda one: {"label": one.label},
    "space": lambda _: {},
    "text_input": lambda one: {"label": one.label, "value": one.value or one.default, "help": one.help},
    "selectbox": lambda one: {"label": one.label, "options": list(one.options), "help": one.help},
    "slider": lambda one: {
        "label": one.label,
        "low": one.min,
        "high": one.max,
        "now": [*one.value, *one.default][0],
    },
    "button_group": lambda one: {
        "label": one.label,
        "options": [option.content for option in one.options],
        "help": one.help,
        "chosen": list(one.raw_values) if one.set_value else [one.options[i].content for i in one.default],
        "mode": "multi" if one.click_mode == type(one).MULTI_SELECT else "single",
    },
    "plotly_chart": lambda one: {"spec": one.spec, "config": one.config, "alt": one.alt},
}

_DRAW: dict[str, Callable[[Any, dict[str, Any], str], object]] = {
    "html": lambda at, p, _: at.html(p["body"] or " "),
    "markdown": lambda at, p, _: at.markdown(p["body"]),
    "heading": lambda at, p, _: at.subheader(p["body"]),
    "alert": lambda at, p, _: at.warning(p["body"]),
    "button": lambda at, p, key: at.button(p["label"], key=key),
    "page_link": lambda at, p, _: at.page_link("https://example.org", label=p["label"]),
    "space": lambda at, *_: at.space(),
    "text_input": lambda at, p, key: at.text_input(p["label"], p["value"], key=key, help=p["help"] or None),
    "selectbox": lambda at, p, key: at.selectbox(p["label"], p["options"], key=key, help=p["help"] or None),
    "slider": lambda at, p, key: at.slider(p["label"], p["low"], p["high"], p["now"], key=key),
    "button_group": lambda at, p, key: at.pills(
        p["label"],
        p["options"],
        selection_mode=p["mode"],
        default=p["chosen"] if p["mode"] == "multi" else (p["chosen"] or [None])[0],
        help=p["help"] or None,
        key=key,
    ),
    "plotly_chart": lambda at, p, key: at.plotly_chart(
        p["figure"], config=p["config"], theme=None, alt=p["alt"], key=key
    ),
}


def kept(parts: list[tuple[tuple[int, ...], str, Any]]) -> list[dict[str, Any]]:
    """The blocks and elements of a page as plain values; `place` is where Streamlit drew each."""
    if unknown := {kind for _, kind, _ in parts if not kind.startswith("block")} - set(_DRAW):
        raise CannotMeasureError(f"constants.py does not draw {', '.join(sorted(unknown))} yet")
    return [
        {"place": list(place), "kind": kind, **_KEPT.get(kind, lambda _: {})(one)}
        for place, kind, one in parts
    ]


@st.cache_resource(show_spinner=False)
def told() -> list[dict[str, Any]]:
    """The page to draw, its charts made; loaded once, as the app loads its knowledge."""
    import plotly.graph_objects as go

    parts: list[dict[str, Any]] = json.loads(Path(os.environ[TOLD]).read_text(encoding="utf-8"))
    for part in parts:
        if part["kind"] == "plotly_chart":
            part["figure"], part["config"] = go.Figure(json.loads(part["spec"])), json.loads(part["config"])
    gc.collect()
    gc.freeze()
    return parts


def draw(parts: list[dict[str, Any]]) -> None:
    """Draw every part in its place."""
    rows: dict[tuple[int, ...], list[dict[str, Any]]] = defaultdict(list)
    for part in parts:
        if part["kind"] in _IN_ROWS:
            rows[tuple(part["place"][:-1])].append(part)
    rooms: dict[tuple[int, ...], Any] = {}
    for number, part in enumerate(parts):
        place, kind = tuple(part["place"]), part["kind"]
        at = rooms.get(place[:-1], st)
        if kind in _DRAW:
            _DRAW[kind](at, part, f"w{number}")
        elif place in rows:
            rooms |= {(*place, i): room for i, room in enumerate(row(at, rows[place]))}
        elif kind not in _IN_ROWS:
            rooms[place] = opened(at, part, f"b{number}")


def row(at: Any, parts: list[dict[str, Any]]) -> Sequence[Any]:
    """Open a row of columns, or of tabs, all at once."""
    if parts[0]["kind"] == "block:tab":
        return at.tabs([part["label"] for part in parts])
    return at.columns([part["weight"] for part in parts])


def opened(at: Any, part: dict[str, Any], key: str) -> Any:
    """Open a block that stands alone."""
    match part["kind"]:
        case "block:popover":
            return at.popover(part["label"], key=key)
        case "block:expandable":
            return at.expander(part["label"])
    return at.container()


if __name__ == "__main__" and TOLD in os.environ:
    st.set_page_config("bench", layout="wide")
    st.text_input("bench", key="touch")  # what the bench types into, in place of the budget
    draw(told())
