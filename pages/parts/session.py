"""The brief in hand, the language, and the address that carries both: the only door to session state."""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, Literal, cast

import streamlit as st
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.scriptrunner import RerunData, RerunException, get_script_run_ctx

from kos_core.brief import Brief, from_token, to_token
from kos_core.case import Case
from kos_core.errors import KosError
from kos_core.knowledge.loading import load
from kos_core.knowledge.whole import Knowledge
from kos_core.say.text import Text, text_of
from kos_core.vocabulary import CreatorType, Lang, Platform, Stage

_BRIEF, _LANG, _LINK = "brief", "lang", "link_refusal"
_DRAFTS, _REFUSALS, _KEPT, _OPENED = "drafts", "refusals", "kept", "opened"
_RETURNED, _WORKSPACE = "returned", "workspace"
WORKSPACE = re.compile(r"[A-Za-z0-9_-]{43,64}")  # no shorter: nobody chooses a key that can be guessed


def _one_of(words: Iterable[str]) -> Callable[[str], str]:
    """Return a reader of closed words; it raises ValueError for any other."""
    known = tuple(words)

    def read(given: str) -> str:
        return known[known.index(given)]

    return read


def _number(given: str) -> int:
    """Return a whole number a target may be; raises ValueError for any other."""
    found = int(given)
    if not 0 <= found <= LARGEST_TARGET:
        raise ValueError(given)
    return found


LARGEST_TARGET = 10**13
VIEWED: dict[str, Callable[[str], Any]] = {
    "creator": CreatorType,
    "programme": _one_of(load().programmes),
    "platform": Platform,
    "look": _one_of(("one", "all")),
    "where.type": CreatorType,
    "target_stage": _one_of((*Stage, "per_lead")),
    **dict.fromkeys((f"target_{one}" for one in (*Stage, "per_lead")), _number),
    "plan_target": _number,
}
"""What is looked at beside the brief and stands in the address: its name there, and how it is read."""


def look_at(found: Iterable[tuple[str, str]]) -> None:
    """Look at what a saved case looked at; what cannot be read is left out, nothing else stays in view."""
    looked: dict[str, Any] = dict.fromkeys(VIEWED)
    for name, value in found:
        with suppress(ValueError):
            looked[name] = VIEWED[name](value) if name in VIEWED else None
    keep(**{name: looked[name] for name in VIEWED})


def carried(name: str) -> str:
    """Return what the address of a page carries under a name of its own; empty where nothing."""
    return str(st.query_params.get(name, ""))[:200]


def workspace(made: str | None = None) -> str:
    """Return the key of this reader's saved cases, `made` where one is new; empty while there is none."""
    told = carried("w")
    if WORKSPACE.fullmatch(told):
        st.session_state[_WORKSPACE] = told
    if made is not None:
        st.session_state[_WORKSPACE] = made
    key = str(st.session_state.get(_WORKSPACE, ""))
    if key and key != told:
        st.query_params["w"] = key
    return key


def signed_in() -> tuple[str, str] | None:
    """Return who signed in, as issuer and subject; None where nobody did."""
    if not getattr(st.user, "is_logged_in", False):
        return None
    issuer, subject = st.user.get("iss"), st.user.get("sub")
    return (str(issuer), str(subject)) if issuer and subject else None


def _look_from_address(*, moved: bool) -> None:
    """Take from the address what is looked at; what cannot be read is as if it were not there.

    Where the reader `moved` back or forward, what the address does not name is looked at no longer.
    """
    found: dict[str, Any] = {}
    for name, read in VIEWED.items():
        try:
            found[name] = read(st.query_params[name]) if name in st.query_params else None
        except ValueError:
            found[name] = None
    keep(**{name: value for name, value in found.items() if moved or value is not None})


def looked() -> dict[str, str]:
    """Return what is looked at as the address has it."""
    found = {name: kept(name, None) for name in VIEWED}
    return {
        name: str(int(value) if isinstance(value, float) else value)
        for name, value in found.items()
        if value is not None
    }


def begin() -> None:
    """Take the brief from the address on a session's first run and on browser back and forward.

    At any other run the address may lag behind an edit and would undo it.
    """
    state = st.session_state
    context = get_script_run_ctx()
    moved = bool(context is not None and getattr(context, "is_history_navigation", False))
    if _BRIEF in state and not moved:
        return
    if _BRIEF not in state and context is not None:
        # A tab that outlived its server sends what its fields hold, and an edit in one of them.
        state[_RETURNED] = context.session_state.get_widget_states()
    state[_DRAFTS], state[_REFUSALS], state[_LINK] = {}, {}, None
    state.pop(_OPENED, None)
    try:
        state[_BRIEF] = Case(from_token(st.query_params.get("b", "")), knowledge()).brief
    except KosError:
        # Whatever is wrong with it, no word of whoever sent the link is shown.
        state[_LINK] = KosError("brief.bad_link")
        state.setdefault(_BRIEF, Brief())
    _look_from_address(moved=moved)
    asked = st.query_params.get("lang", "")
    if asked in {"vi", "en"}:
        state[_LANG] = asked
    elif _LANG not in state:
        state[_LANG] = "vi" if (st.context.locale or "").lower().startswith("vi") else "en"


def end() -> None:
    """Write the brief into the address, so that a reload or a copied link reopens the same case.

    On the first run for a tab that outlived its server the script runs again with what the tab sent: only now
    are its fields known, and what differs in one of them is an edit. Raises RerunException then.
    """
    token = to_token(brief())
    if token and token != st.query_params.get("b", ""):
        st.query_params["b"] = token
    elif not token and "b" in st.query_params:
        del st.query_params["b"]
    seen = looked()
    for name in (*VIEWED, *st.query_params):
        if name in seen:
            st.query_params[name] = seen[name]
        elif name in VIEWED and name in st.query_params:
            del st.query_params[name]
    returned, context = st.session_state.pop(_RETURNED, []), get_script_run_ctx()
    if returned and context is not None:
        raise RerunException(
            RerunData(
                query_string=context.query_string,
                widget_states=WidgetStates(widgets=returned),
                page_script_hash=context.page_script_hash,
                cached_message_hashes=context.cached_message_hashes,
                context_info=context.context_info,
            )
        )


def brief() -> Brief:
    """Return the brief in hand."""
    return cast(Brief, st.session_state[_BRIEF])


def case() -> Case:
    """Return the case in hand: the brief, and what is known with the reader's own figures in place."""
    return Case(brief(), knowledge())


def lang() -> Lang:
    """Return the language of this session."""
    return cast(Lang, st.session_state[_LANG])


def text() -> Text:
    """Return the sentences of this session's language."""
    return text_of(lang())


def knowledge() -> Knowledge:
    """Return what is known, with what the reader's own results taught while that is on."""
    return cast(Knowledge, kept("results.knowledge", None) or load())


def mode() -> Literal["light", "dark"]:
    """Return whether the screen is light or dark."""
    return "dark" if getattr(st.context.theme, "type", "light") == "dark" else "light"


def link_params() -> dict[str, str]:
    """Return what a link to another screen carries: the brief, and the language where it was chosen."""
    token = to_token(brief())
    chosen = {"lang": asked} if (asked := st.query_params.get("lang")) in {"vi", "en"} else {}
    return ({"b": token} if token else {}) | chosen | looked()


def link_refusal(screen: str) -> KosError | None:
    """Return why the address could not be read, None where it could; said on the screen it opened only."""
    state = st.session_state
    if state[_LINK] is not None and state.setdefault(_OPENED, screen) != screen:
        state[_LINK] = None
    return cast("KosError | None", state[_LINK])


def speak(language: Lang) -> None:
    """Switch the language; the address keeps the choice."""
    st.session_state[_LANG] = language
    st.query_params["lang"] = language


def edit(**changes: Any) -> None:
    """Change the brief; raises KosError and leaves it as it was where a value does not fit."""
    st.session_state[_BRIEF] = case().with_(**changes).brief
    st.session_state[_LINK] = None
    for field in changes:
        st.session_state[_DRAFTS].pop(field, None)
        st.session_state[_REFUSALS].pop(field, None)


def kept(name: str, otherwise: Any) -> Any:
    """Return what the reader chose on a page beside the brief (which cell to look at), else `otherwise`."""
    return st.session_state.setdefault(_KEPT, {}).get(name, otherwise)


def keep(**choices: Any) -> dict[str, Any]:
    """Keep choices of a page for this session, None forgets one; return no change, as `view` wants."""
    now = st.session_state.setdefault(_KEPT, {}) | choices
    st.session_state[_KEPT] = {name: value for name, value in now.items() if value is not None}
    return {}


def forget(field: str) -> None:
    """Drop a refused entry and its reason."""
    st.session_state[_DRAFTS].pop(field, None)
    st.session_state[_REFUSALS].pop(field, None)


def restart() -> None:
    """Go back to the sample case."""
    st.session_state[_KEPT] = {}
    st.session_state[_BRIEF] = Brief()
    st.session_state[_DRAFTS], st.session_state[_REFUSALS], st.session_state[_LINK] = {}, {}, None


def refused(field: str) -> KosError | None:
    """Return why the last entry in a field was refused, None where it was taken."""
    return cast("KosError | None", st.session_state[_REFUSALS].get(field))


def view(
    field: str, where: str, shown: Any, read: Callable[[Any], dict[str, Any]], *, draft: bool = False
) -> dict[str, Any]:
    """Return the key and callback that make a widget a view of one field of the brief.

    `shown` is what the widget shows, `read` turns its value into changes of the brief. A refused entry
    stays in a field with `draft`, with the reason beside it, and the brief stays as it was.
    """
    key = f"view.{field}.{where}"
    drafts, refusals = st.session_state[_DRAFTS], st.session_state[_REFUSALS]
    st.session_state[key] = drafts.get(field, shown) if draft else shown

    def changed() -> None:
        value = st.session_state[key]
        try:
            edit(**read(value))
            drafts.pop(field, None)
            refusals.pop(field, None)
        except KosError as error:
            refusals[field] = error
            drafts[field] = value

    return {"key": key, "on_change": changed}


def word(name: str, where: str, shown: str, read: Callable[[str], str | None]) -> dict[str, Any]:
    """Return the key and callback that make a field a view of words the reader keeps beside the brief.

    `read` turns what was written into what is kept under `name`; None forgets it, and `shown` stands again.
    """
    return view(name, where, shown, lambda given: keep(**{name: read(given)}))
