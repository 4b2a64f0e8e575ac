"""The way to a screen: by its own address or through the menu, the same is shown."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from kos_core.brief import Brief
from kos_core.vocabulary import Goal

SCREENS = [
    "plan/forecast",
    "plan/handover",
    "decide/why",
    "decide/change",
    "decide/platforms",
    "learn/documents",
]


def everything(app: AppTest) -> list[str]:
    kinds = (app.title, app.header, app.subheader, app.markdown, app.caption, app.warning)
    written = [element.value for kind in kinds for element in kind]
    bodies = [block.proto.body for block in app.get("html")]
    return [*written, *bodies, *(chart.proto.spec for chart in app.get("plotly_chart"))]


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("brief", [Brief(), Brief(goal=Goal.TRUST, budget_vnd=60_000_000)])
def test_by_way_of_the_advisor_a_screen_shows_what_its_address_shows(
    dashboard: Callable[..., AppTest], screen: str, brief: Brief
) -> None:
    """What the Advisor leaves in the session moves no word and no number of the next screen."""
    app = dashboard("", brief)
    assert not app.exception
    on_the_way = everything(app)
    app.switch_page(f"../{screen}.py").run()
    assert not app.exception
    assert app.session_state["brief"] == brief
    assert everything(app) == everything(dashboard(screen, brief)) != on_the_way
