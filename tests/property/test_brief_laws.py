"""A brief is accepted or refused, never anything else, and survives the address line."""

import json
import zlib
from base64 import urlsafe_b64encode
from random import Random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kos_core.advice.advice import advise
from kos_core.brief import FIRST_FORM, FORM, Brief, from_token, make_brief, to_token
from kos_core.case import Case
from kos_core.errors import KosError
from kos_core.knowledge.loading import load
from kos_core.vocabulary import Goal
from tests.property.strategies import briefs, junk

known = settings(max_examples=100, deadline=None)


def accepted(make: Any, raw: Any) -> Brief | None:
    """Return the brief, None where it was refused; any other error goes through."""
    key = "brief."
    try:
        found = make(raw)
    except KosError as refused:
        found, key = None, refused.key
    assert key.startswith("brief.")
    assert found is None or isinstance(found, Brief)
    return found


@known
@given(briefs())
def test_a_brief_comes_back_from_its_token(brief: Brief) -> None:
    """Address and back is the same brief, and the word has no character an address would change."""
    word = to_token(brief)
    assert brief == from_token(word)
    assert word == "" or word.replace("-", "").replace("_", "").isalnum()


@known
@given(st.text() | st.text("1ABCabc-_=", max_size=40).map(lambda tail: FORM + tail))
@example("1")
@example("\ud800")
@example("1\ud800")
@example("1" * 100_000)
def test_any_text_is_a_brief_or_a_refusal(text: str) -> None:
    """No address brings about another error."""
    accepted(from_token, text)


@known
@given(briefs())
def test_a_token_cut_short_is_refused(brief: Brief) -> None:
    """Whatever letters are lost at its end: the checksum stands there."""
    word = to_token(brief)
    for length in {1, len(word) // 2, *range(max(1, len(word) - 8), len(word))}:
        if length < len(word):
            assert accepted(from_token, word[:length]) is None


@known
@given(briefs(), st.randoms(use_true_random=False))
def test_a_token_with_a_wrong_letter_opens_no_other_case(brief: Brief, chance: Random) -> None:
    """A letter changed, lost, doubled or two that changed places: the same case or a refusal."""
    word = to_token(brief)
    for _ in range(20):
        at = chance.randrange(1, max(2, len(word)))
        letter = chance.choice("ABCxyz019-_")
        for changed in (
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[: at - 1] + word[at : at + 1] + word[at - 1 : at] + word[at + 1 :],
        ):
            found = accepted(from_token, changed) if changed else None
            assert found is None or found == brief or changed == ""


def packed(plain: bytes) -> str:
    return FIRST_FORM + urlsafe_b64encode(zlib.compress(plain)).decode().rstrip("=")


def test_a_link_of_the_first_form_still_opens() -> None:
    assert from_token(packed(b'{"goal":"trust"}')) == Brief(goal=Goal.TRUST)
    assert from_token("1eNqrVkrPT8xRslIqKSotLlGqBQAuqwWg") == Brief(goal=Goal.TRUST)


@known
@given(st.binary(max_size=60) | junk.map(lambda raw: json.dumps(raw, default=str).encode()))
@example(b"[" * 19_000)
@example(b"0" * 10_000_000)
@example(b'{"weights": [["awareness", 1e999]]}')
@example(b'{"budget_vnd": 1' + b"0" * 5_000 + b"}")
@example(b'{"platforms": [[]]}')
@example(b'{"traits": {"best_seller": {}}}')
def test_any_packed_bytes_are_a_brief_or_a_refusal(plain: bytes) -> None:
    """A well-formed word with anything inside is read or refused."""
    accepted(from_token, packed(plain))


@known
@given(junk)
@example({"budget_vnd": float("nan")})
@example({"weights": (("awareness", float("nan")),)})
@example({"cost_vnd": 1, "margin_rate": 0.5})
@example({"platforms": ()})
@example({"costs_off": ["agency", "agency"]})
@example({"weights": [["awareness", 10**400]]})
@example({"price_vnd": 10**400})
def test_any_junk_is_a_brief_or_a_refusal(raw: dict[str, Any]) -> None:
    """Whatever stands in a form, a file or an address."""
    accepted(make_brief, raw)


@known
@given(briefs())
def test_a_brief_built_from_its_own_fields_is_itself(brief: Brief) -> None:
    """Nothing is lost or changed on the way through the bounds."""
    assert brief == make_brief(dict(brief)) == brief.with_()


def test_figures_and_weights_of_unknown_names_are_refused() -> None:
    """An own figure for something that does not exist names the field."""
    for field in ("weights", "assumptions"):
        with pytest.raises(KosError) as refused:
            advise(Case(Brief(**{field: (("no_such_thing", 1.0),)}), load()))
        assert field == refused.value.field


@pytest.mark.parametrize("name", sorted(e.id for e in load().estimates.values() if e.high > 1))
def test_an_estimates_own_values_may_be_said_by_the_reader(name: str) -> None:
    """Whoever agrees with the usual or the upper value may say so."""
    estimate = load().estimates[name]
    for value in (estimate.likely, estimate.high):
        own = Case(Brief(assumptions=((name, value),)), load()).knowledge
        assert value == own.likely(name)


def test_a_brief_with_many_own_figures_comes_back_from_its_token() -> None:
    """Every figure an owner may change fits into one address."""
    brief = Brief(assumptions=tuple((e.id, round(e.likely, 3)) for e in load().estimates.values()))
    assert brief == from_token(to_token(brief))


EXTREMES = [
    ("any.tiktok_shop.any.cpm_vnd", 0),
    ("kos_slot.tiktok_shop.followers", 1e13),
    ("kos_slot.tiktok_shop.cancel_rate", 1),
    ("any.any.beauty.margin_rate", 1),
    ("model.price_elasticity", 1e13),
    ("koc_commission.any.posted_share", 0),
]


@pytest.mark.parametrize(("name", "value"), EXTREMES, ids=str)
def test_an_extreme_figure_of_the_readers_own_is_answered_or_refused(name: str, value: float) -> None:
    """What the brief accepts is answered without NaN, with the funnel in order; the rest is refused."""
    from tests.property.test_answer_laws import assert_whole  # the laws of a whole answer

    brief = Brief(assumptions=((name, value),), price_vnd=250_000)
    try:
        Case(brief, load())
    except KosError:
        return
    assert_whole(advise(Case(brief, load())))
