"""Saved cases on the screen: saved, opened, changed, taken back, shared, and nobody else's."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kos_core.advice.advice import advise
from kos_core.advice.key_numbers import key_numbers
from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.keep.scenario import draft
from kos_core.keep.store import Store, owner_of
from kos_core.knowledge.loading import load
from kos_core.say.text import text_of
from kos_core.vocabulary import Goal

Dashboard = Callable[..., AppTest]
BRIEF = Brief(goal=Goal.TRUST, budget_vnd=60_000_000)
NAME = "<b>Chị Lan</b> [x](http://evil.example)"


@pytest.fixture(autouse=True)
def own_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KOS_COMPASS_STORE", f"sqlite:///{tmp_path}/kept.sqlite")


def bodies(app: AppTest) -> str:
    return "".join(block.proto.body for block in app.get("html")).replace("\u00a0", " ")


def saved(dashboard: Dashboard, name: str = NAME) -> tuple[AppTest, str]:
    app = dashboard("together/kept", BRIEF, creator="kos")
    app.text_input(key="kept.name").set_value(name).run()
    app.button(key="kept.save").click().run()
    assert not app.exception
    (opening,) = [one.key for one in app.button if (one.key or "").startswith("kept.open.")]
    return app, opening.rpartition(".")[2]


def test_a_case_is_saved_and_opened_in_another_session_by_the_private_link(dashboard: Dashboard) -> None:
    app, name = saved(dashboard)
    assert "&lt;b&gt;Chị Lan" in bodies(app)
    assert "<b>Chị Lan" not in bodies(app)
    other = dashboard("together/kept", w=app.session_state["workspace"])
    assert other.session_state["brief"] == Brief()
    other.button(key=f"kept.open.{name}").click().run()
    assert not other.exception
    assert other.session_state["brief"] == BRIEF
    assert text_of("vi")("kept.same") in bodies(other)


def test_a_case_is_renamed_copied_deleted_and_taken_back(dashboard: Dashboard) -> None:
    app, name = saved(dashboard, "Một")
    app.text_input(key=f"kept.name.{name}").set_value("Hai").run()
    app.button(key=f"kept.rename.{name}").click().run()
    assert "<b>Hai</b>" in bodies(app)
    app.button(key=f"kept.duplicate.{name}").click().run()
    assert "Hai (bản sao)" in bodies(app)
    app.button(key=f"kept.delete.{name}").click().run()
    assert "<b>Hai</b>" not in bodies(app)
    app.button(key="kept.undo").click().run()
    assert "<b>Hai</b>" in bodies(app)
    assert not app.exception


def test_without_its_key_or_link_nobody_sees_a_case(dashboard: Dashboard) -> None:
    saved(dashboard, "Riêng tư")
    for address in ({}, {"w": "a" * 43}, {"w": "short"}):
        assert "Riêng tư" not in bodies(dashboard("together/kept", **address))


def test_a_link_reads_one_case_until_it_is_revoked(
    dashboard: Dashboard, refusals: Callable[[AppTest], list[str]]
) -> None:
    app, name = saved(dashboard, "Chia sẻ")
    app.button(key=f"kept.share.{name}").click().run()
    token = app.session_state["kept"]["kept_link"][1]
    reader = dashboard("together/kept", locale="en-US", share=token)
    assert "Chia sẻ" in bodies(reader)
    assert not [one for one in reader.button if (one.key or "").startswith(("kept.rename", "kept.delete"))]
    reader.button(key="kept.take").click().run()
    assert reader.session_state["brief"] == BRIEF
    assert reader.session_state["kept"]["creator"] == "kos"
    app.button(key=f"kept.revoke.{name}").click().run()
    never = dashboard("together/kept", share="x" * 43)
    revoked = dashboard("together/kept", share=token)
    assert refusals(revoked) == refusals(never) == [text_of("vi")("refusal.keep.unknown")]
    assert bodies(revoked) == bodies(never)


def test_a_case_without_a_name_is_refused(
    dashboard: Dashboard, refusals: Callable[[AppTest], list[str]]
) -> None:
    app = dashboard("together/kept")
    app.button(key="kept.save").click().run()
    assert refusals(app) == [text_of("vi")("refusal.keep.no_name")]


def test_a_case_from_other_knowledge_opens_with_its_old_numbers_and_what_would_differ(
    dashboard: Dashboard,
) -> None:
    case, key = Case(BRIEF, load()), "k" * 43
    numbers = json.loads(key_numbers(advise(case))) | {"spend_vnd": 12_000_000}
    old = draft(case, "Tháng trước", json.dumps(numbers).encode(), {})
    store = Store()
    one = store.save(owner_of(key), old.model_copy(update={"knowledge_version": "0" * 12}))
    store.engine.dispose()
    app = dashboard("together/kept", locale="en-US", w=key)
    app.button(key=f"kept.open.{one.id}").click().run()
    assert not app.exception
    assert "spend 12 million VND" in bodies(app)
    assert text_of("en")("kept.changed") in bodies(app)
    assert "Spend: 12 million VND →" in bodies(app)
