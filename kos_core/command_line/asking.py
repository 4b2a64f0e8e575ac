"""From the words of options (or the cells of a row) to a brief; refusals name the option."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any, get_args
from urllib.parse import parse_qs

from kos_core.brief import Brief, bounds, from_token, kind_of, make_brief
from kos_core.case import SEED, Case
from kos_core.command_line.options import OPTION, OPTIONS, REQUIRED, Option, dashed
from kos_core.errors import KosError
from kos_core.export.case_file import LARGEST, LARGEST_SEED, read
from kos_core.knowledge.loading import load
from kos_core.knowledge.own import read_own
from kos_core.numbers.amounts import parse_vnd
from kos_core.numbers.days import parse_day
from kos_core.numbers.shares import parse_decimal, parse_share, parse_whole
from kos_core.vocabulary import Answer, Kind

MOST_WEEKS = int(bounds("weeks")[1])
NOTHING = "none"
"""What `--costs-off` takes where every line is to be counted."""


def read_case(given: dict[str, list[str]]) -> Case:
    """Return the case of options (or a row of a table); raises KosError naming the option.

    What is given beside a link or a case takes the place of what that says.
    """
    raw: dict[str, Any] = {}
    usual_seed = SEED
    if given.get("link") and given.get("case"):
        raise KosError("option.link_or_case", "case")
    if given.get("link"):
        raw = dict(_linked(given["link"][-1]))
    elif given.get("case"):
        filed = read(bytes_of(given["case"][-1], "case"), load()).case
        raw, usual_seed = dict(filed.brief), filed.seed
    else:
        for name in REQUIRED:
            if not given.get(name):
                raise KosError("option.needed", name, all=dashed(REQUIRED))
    instead = {"cost": "margin_rate", "margin": "cost_vnd", "price": "paid_vnd", "paid": "price_vnd"}
    for one, other in instead.items():
        if given.get(one):
            raw[other] = None
    for option in OPTIONS:
        if option.field and given.get(option.name):
            raw[option.field] = _value(option, given[option.name], raw.get(option.field))
    seed = parse_whole(given["seed"][-1], "seed", LARGEST_SEED) if given.get("seed") else usual_seed
    return Case(make_brief(raw), load(), seed)


def bytes_of(path: str, option: str) -> bytes:
    """Return what a file holds, a little more than any case at most; raises KosError where it is none."""
    try:
        if not Path(path).is_file():  # a pipe or a device may never end
            raise KosError("option.no_such_file", option, given=path)
        with Path(path).open("rb") as file:
            return file.read(LARGEST + 1)
    except (OSError, ValueError) as broken:
        raise KosError("option.no_such_file", option, given=path) from broken


def _linked(link: str) -> Brief:
    """Return the brief of a whole copied address, or of the word after its `b=`."""
    word = link.strip()
    if not word:
        raise KosError("brief.bad_link", "link")
    address, _, query = word.partition("?")
    if address.startswith(("http://", "https://")):
        if "b=" in address or "b=" in query.partition("#")[2]:
            raise KosError("option.link_without_question", "link", given=link.strip())
        word = parse_qs(query.partition("#")[0]).get("b", [""])[-1]  # none: the sample case, as on the screen
    try:
        found = from_token(word)
        Case(found, load())
    except KosError as broken:
        raise KosError("brief.bad_link", "link") from broken
    return found


def _value(option: Option, values: list[str], before: Any) -> Any:
    """Return what an option says of its field; pairs are added to those `before`."""
    if option.many:
        return _values(option, values, before)
    name, last = option.name, values[-1]
    if option.words is not None:
        return _choice(last, option)
    if option.name == "product":
        return last
    if option.name == "start":
        return parse_day(last, name)
    kind = kind_of(option.field)
    if kind is Kind.VND:
        return parse_vnd(last, name)
    return parse_share(last, name) if kind is Kind.SHARE else parse_whole(last, name)


def _values(option: Option, values: list[str], before: Any) -> Any:
    given = list(_listed(values))
    if option.name in {"trait", "ready"}:
        kept = {} if before is None else before.model_dump(exclude_none=True)
        return kept | dict(_answer(pair, option) for pair in given)
    if option.name in {"weight", "assume", "lock", "at-least", "at-most"}:
        read = {"weight": _weight, "assume": _own, "lock": _lock}.get(option.name) or partial(
            _spend, option.name
        )
        return tuple((dict(before or ()) | dict(read(pair) for pair in given)).items())
    if option.name == "when":
        kept = {name: (first, last) for name, first, last in before or ()} | dict(
            _when(pair) for pair in given
        )
        return tuple((name, *weeks) for name, weeks in kept.items())
    if option.name == "costs-off" and given == [NOTHING]:
        return ()
    return tuple(_choice(value, option) for value in given)


def _listed(values: list[str]) -> Iterable[str]:
    """Yield the values of an option that may be repeated or given as a list, comma or semicolon between.

    A comma with figures on both sides belongs to the number.
    """
    for value in values:
        parts = [part.strip() for part in re.split(r";|,(?!\d)|(?<!\d),", value)]
        yield from [part for part in parts if part] or [value]


def _choice(given: str, option: Option) -> str:
    words = [str(word) for word in option.words or ()]
    if given.strip() not in words:
        accepted = [*words, NOTHING] if option.name == "costs-off" else words
        raise KosError("brief.not_a_choice", option.name, accepted=", ".join(accepted))
    return given.strip()


def _pair(pair: str, name: str, accepted: str) -> tuple[str, str]:
    key, _, value = (part.strip() for part in pair.partition("="))
    if not key or not value:
        raise KosError("option.pair", name, given=pair[:40], accepted=accepted)
    return key, value


def _answer(pair: str, option: Option) -> tuple[str, str]:
    words = [str(word) for word in option.words or ()]
    accepted = f"{words[0]}={'|'.join(Answer)}"
    key, answer = _pair(pair, option.name, accepted)
    if answer not in set(Answer):
        raise KosError("option.pair", option.name, given=pair[:40], accepted=accepted)
    if key not in words:
        raise KosError("brief.not_a_choice", option.name, accepted=", ".join(words))
    return key, answer


def _weight(pair: str) -> tuple[str, float]:
    name, value = _pair(pair, "weight", "closing=30")
    if name not in load().weighed:
        raise KosError("brief.not_a_choice", "weight", accepted=", ".join(load().weighed))
    points = parse_decimal(value, "weight")
    if points > most_points():
        raise KosError("brief.out_of_bounds", "weight", low=0, high=most_points())
    return name, points


def _lock(pair: str) -> tuple[str, float]:
    name, value = _pair(pair, "lock", OPTION["lock"].example)
    return name, parse_whole(value, "lock")


def _when(pair: str) -> tuple[str, tuple[int, int]]:
    name, value = _pair(pair, "when", OPTION["when"].example)
    first, _, last = value.partition("-")
    return name, (parse_whole(first, "when", MOST_WEEKS), parse_whole(last or first, "when", MOST_WEEKS))


def _spend(option: str, pair: str) -> tuple[str, float]:
    name, value = _pair(pair, option, OPTION[option].example)
    return name, parse_vnd(value, option)


def most_points() -> float:
    """Return the most a criterion's weight may be, as Brief has it."""
    pairs, *_ = get_args(Brief.model_fields["weights"].annotation)
    _, points = get_args(pairs)
    return next(float(b.le) for b in points.__metadata__[0].metadata if hasattr(b, "le"))


def _own(pair: str) -> tuple[str, float]:
    """Return a figure of the reader's own: its id and its value, whose kind the id says."""
    name, value = _pair(pair, "assume", "any.any.beauty.margin_rate=55%")
    estimate = load().estimates.get(name)
    if estimate is None:
        near = ", ".join(get_close_matches(name, load().estimates, 3, 0.0))
        raise KosError("option.no_such_figure", "assume", given=name[:60], near=near)
    return name, read_own(value, estimate)
