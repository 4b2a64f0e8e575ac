"""Cases side by side: pinned on any screen, and what drives the difference is said."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.knowledge.loading import load
from kos_core.say.text import text_of


def bodies(app: AppTest) -> str:
    return "".join(block.proto.body for block in app.get("html"))


def test_a_case_is_pinned_on_a_screen_and_compared(dashboard: Callable[..., AppTest]) -> None:
    app = dashboard("plan/plan", Brief())
    app.button(key="tray.pin").click().run()
    assert app.button(key="tray.pin").disabled
    app.text_input(key="view.budget_vnd.main").set_value("20tr").run()
    app.button(key="tray.pin").click().run()
    app.switch_page("../together/compare.py").run()
    assert not app.exception
    text = text_of("vi")
    assert text("together.driven_alone", field=text("together.field.budget_vnd")) in bodies(app)
    app.button(key="tray.unpin.0").click().run()
    assert text("together.few").split(":")[0] in bodies(app)


def test_names_of_cases_are_shown_as_they_are_written(dashboard: Callable[..., AppTest]) -> None:
    tray = (("<i>Một</i>", Case(Brief(), load())), ("Hai", Case(Brief(weeks=2, budget_vnd=10**9), load())))
    app = dashboard("together/compare", locale="en-US", state={"kept": {"tray": tray}})
    assert not app.exception
    assert "&lt;i&gt;Một" in bodies(app)
    assert "Most of the difference comes from" in bodies(app)
