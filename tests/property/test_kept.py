"""Whatever brief is saved, it comes back the same, and so do the bytes of its answer."""

import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from pydantic.fields import FieldInfo
from sqlalchemy.engine import make_url

from kos_core.advice.advice import advise
from kos_core.advice.key_numbers import key_numbers
from kos_core.brief import FORM, Brief, from_token, to_token
from kos_core.case import Case
from kos_core.keep.scenario import draft
from kos_core.keep.store import Store, owner_of
from kos_core.knowledge.loading import load
from kos_core.links import LEFT_OUT
from tests.property.strategies import briefs


@cache
def store() -> Store:
    return Store(make_url(f"sqlite:///{Path(tempfile.mkdtemp())}/kept.sqlite"))


def reopened(brief: Brief, results: bytes) -> tuple[Case, bytes]:
    made = store().save(owner_of(results.hex()), draft(Case(brief, load()), "x", results, {}))
    found = store().find(owner_of(results.hex()), made.id)
    return found.case(load()), found.results


@given(briefs())
def test_a_saved_brief_comes_back_the_same(brief: Brief) -> None:
    case, _ = reopened(brief, brief.model_dump_json().encode())
    assert case == Case(brief, load())


@settings(max_examples=12)
@given(briefs())
def test_a_saved_case_gives_the_same_bytes(brief: Brief) -> None:
    before = key_numbers(advise(Case(brief, load())))
    case, kept = reopened(brief, before)
    assert kept == before == key_numbers(advise(case))


def test_a_default_that_changes_needs_a_new_form_of_links() -> None:
    """A link leaves out what is as its form has it: were a default another, it would be another case."""
    assert Brief().model_dump(mode="json") == LEFT_OUT[FORM]


def test_a_link_means_the_same_after_a_default_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    token, whole = to_token(Brief(budget_vnd=60_000_000)), Brief(budget_vnd=60_000_000)
    saved = draft(Case(whole, load()), "x", b"{}", {})
    monkeypatch.setitem(Brief.__pydantic_fields__, "weeks", FieldInfo(annotation=int, default=9))
    Brief.model_rebuild(force=True)
    try:
        assert Brief().weeks == 9
        assert from_token(token).weeks == 4
        assert Brief.model_validate_json(saved.brief, strict=True).weeks == 4
    finally:
        monkeypatch.undo()
        Brief.model_rebuild(force=True)
