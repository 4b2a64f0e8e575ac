"""Widgets that are views of one field of the brief; their bounds and refusals come from the model."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

import streamlit as st

from kos_core.brief import bounds, kind_of
from kos_core.errors import KosError
from kos_core.numbers.amounts import parse_vnd
from kos_core.numbers.shares import parse_share, parse_whole
from kos_core.numbers.writing import write_number, write_share, write_vnd
from kos_core.say.text import Text
from kos_core.vocabulary import Answer
from pages.parts import session, show


def _typed(
    field: str,
    label: str,
    shown: str,
    read: Callable[[str], dict[str, Any]],
    text: Text,
    where: str,
    help_text: str | None,
    placeholder: str | None,
) -> None:
    st.text_input(
        label,
        help=help_text,
        placeholder=placeholder,
        autocomplete="off",
        **session.view(field, where, shown, read, draft=True),
    )
    refused(field, text)


def refused(field: str, text: Text) -> None:
    """Say why the last entry in a field was refused; nothing where it was taken."""
    show.refused(session.refused(field), text)


def money(
    field: str,
    label: str,
    text: Text,
    *,
    where: str = "main",
    required: bool = False,
    help_text: str | None = None,
    placeholder: str | None = None,
) -> None:
    """Ask for an amount as people write it; empty means not said, unless `required`."""
    now = getattr(session.brief(), field)

    def read(given: str) -> dict[str, Any]:
        if not given.strip() and not required:
            return {field: None}
        return {field: _amount(given, field)}

    _typed(field, label, _shown(now, text), read, text, where, help_text, placeholder)


def _amount(given: str, field: str) -> int:
    """Return the amount in a text; one beyond what any amount may be is refused with the field's bounds."""
    try:
        return parse_vnd(given, field)
    except KosError as error:
        if error.key not in {"money.negative", "money.too_large"}:
            raise
        low, high = bounds(field)
        raise KosError("brief.out_of_bounds", field, low=low, high=high, kind=kind_of(field)) from error


def _whole(given: str, field: str) -> int:
    """Return the count in a text; one too long to be any is refused with the field's bounds."""
    low, high = bounds(field)
    try:
        return parse_whole(given, field)
    except KosError as error:
        if error.key != "brief.out_of_bounds":
            raise
        raise KosError("brief.out_of_bounds", field, low=low, high=high, kind=kind_of(field)) from error


def _shown(now: int | None, text: Text) -> str:
    """Return an amount as people write it, to the last dong where that would not be read back."""
    if now is None:
        return ""
    said = write_vnd(now, text.lang, 12)
    try:
        reads_back = parse_vnd(said) == now
    except KosError:
        reads_back = False
    return said if reads_back else write_number(now, text.lang, 15)


def cost(label: str, text: Text, *, help_text: str, placeholder: str, where: str = "main") -> None:
    """Ask for the cost of a piece in VND, or the margin as a per cent."""
    brief = session.brief()

    def read(given: str) -> dict[str, Any]:
        if not given.strip():
            return {"cost_vnd": None, "margin_rate": None}
        if "%" in given:
            return {"cost_vnd": None, "margin_rate": parse_share(given, "cost_vnd")}
        return {"cost_vnd": _amount(given, "cost_vnd"), "margin_rate": None}

    shown = ""
    if brief.cost_vnd is not None:
        shown = _shown(brief.cost_vnd, text)
    elif brief.margin_rate is not None:
        shown = write_share(brief.margin_rate, text.lang, 2)
    _typed("cost_vnd", label, shown, read, text, where, help_text, placeholder)


def count(
    field: str,
    label: str,
    text: Text,
    *,
    where: str = "main",
    required: bool = False,
    help_text: str | None = None,
) -> None:
    """Ask for a whole number; empty means not said, unless `required`."""
    now = getattr(session.brief(), field)

    def read(given: str) -> dict[str, Any]:
        if not given.strip():
            if required:
                raise KosError("number.empty", field)
            return {field: None}
        return {field: _whole(given, field)}

    shown = "" if now is None else write_number(now, text.lang, 15)
    _typed(field, label, shown, read, text, where, help_text, None if required else text("ask.optional"))


def share(field: str, label: str, text: Text, *, where: str = "main", help_text: str | None = None) -> None:
    """Ask for a per cent."""
    now = getattr(session.brief(), field)
    shown = write_share(now, text.lang, 2)
    _typed(
        field, label, shown, lambda given: {field: parse_share(given, field)}, text, where, help_text, None
    )


def slide(
    field: str,
    label: str,
    now: float,
    *,
    step: int = 5,
    where: str = "main",
    help_text: str | None = None,
) -> None:
    """Ask for a per cent on a slider between the model's bounds."""
    low, high = bounds(field)
    st.slider(
        label,
        round(low * 100),
        round(high * 100),
        step=step,
        format="%d%%",
        help=help_text,
        **session.view(field, where, round(now * 100), lambda value: {field: value / 100}),
    )


def choose(
    field: str,
    label: str,
    options: Iterable[StrEnum],
    say: Callable[[Any], str],
    *,
    where: str = "main",
) -> None:
    """Ask for one of a closed list in a searchable box."""
    st.selectbox(
        label,
        list(options),
        format_func=say,
        filter_mode="contains",
        **session.view(field, where, getattr(session.brief(), field), lambda value: {field: value}),
    )


def choose_or_name(
    field: str,
    label: str,
    options: type[StrEnum],
    say: Callable[[Any], str],
    shown: str,
    read: Callable[[str], dict[str, Any]],
    *,
    where: str = "main",
) -> None:
    """Ask for one of a closed list, or for words of the reader's own that `read` turns into changes."""

    def taken(value: str | None) -> dict[str, Any]:
        if isinstance(value, options):
            return {field: value, "product": ""}
        return {} if value is None else read(value)

    own = [] if isinstance(shown, options) or shown in map(say, options) else [shown]
    st.selectbox(
        label,
        [*own, *options],
        format_func=lambda one: say(one) if isinstance(one, options) else str(one),
        filter_mode="contains",
        accept_new_options=True,
        **session.view(field, where, shown, taken),
    )


def pick(
    field: str,
    label: str,
    options: Iterable[StrEnum],
    say: Callable[[Any], str],
    *,
    where: str = "main",
    help_text: str | None = None,
) -> None:
    """Ask for one of a few, all in view."""
    st.segmented_control(
        label,
        list(options),
        format_func=say,
        required=True,
        help=help_text,
        **session.view(field, where, getattr(session.brief(), field), lambda value: {field: value}),
    )


def pick_one(
    field: str,
    label: str,
    options: Iterable[StrEnum],
    say: Callable[[Any], str],
    now: Any,
    *,
    help_text: str | None = None,
) -> None:
    """Ask for one of a few, all in view; `now` is shown as chosen where the reader has not said any."""
    st.segmented_control(
        label,
        list(options),
        format_func=say,
        help=help_text,
        **session.view(field, "main", now, lambda value: {field: value}),
    )


def several(
    field: str,
    label: str,
    options: Iterable[StrEnum],
    say: Callable[[Any], str],
    *,
    where: str = "main",
    help_text: str | None = None,
) -> None:
    """Ask for some of a few; what none picked means is the field's own rule."""
    st.pills(
        label,
        list(options),
        format_func=say,
        selection_mode="multi",
        help=help_text,
        **session.view(
            field, where, list(getattr(session.brief(), field)), lambda value: {field: tuple(value)}
        ),
    )


def answer(
    label: str,
    now: Answer,
    change: Callable[[Answer], dict[str, Any]],
    text: Text,
    *,
    field: str,
    help_text: str | None = None,
) -> None:
    """Ask yes, no or don't know."""
    st.segmented_control(
        label,
        list(Answer),
        format_func=lambda word: text(f"answer.{word}"),
        required=True,
        help=help_text,
        **session.view(field, "main", now, change),
    )


def say_money(vnd: float, text: Text) -> str:
    """Return an amount as people say it."""
    return write_vnd(vnd, text.lang, None)
