"""Figures: the frozen answer and the words in, a plotly figure out; each with a title and a text alternative.

Every function takes a result, `text` and `lang`, the builders `mode` besides. A builder returns None
where there is nothing to draw; its title and its alternative are then empty.
"""

from typing import Any, Final

from kos_core.figures.chain import chain, chain_alt, chain_title
from kos_core.figures.funnel import funnel, funnel_alt, funnel_title
from kos_core.figures.held import held, held_title
from kos_core.figures.led import led, led_alt, led_title
from kos_core.figures.map import decision, decision_alt, decision_title
from kos_core.figures.platforms import platform_heat, platform_heat_alt, platform_heat_title
from kos_core.figures.rank_chances import rank_chances, rank_chances_alt
from kos_core.figures.ranking import ranking, ranking_alt, ranking_title
from kos_core.figures.response import response, response_alt, response_title
from kos_core.figures.tries import tries, tries_alt, tries_title
from kos_core.figures.versus import versus, versus_alt, versus_title
from kos_core.figures.worth import worth, worth_alt, worth_title

CONFIG: Final[dict[str, Any]] = {
    "displayModeBar": False,
    "displaylogo": False,
    "doubleClick": False,
    "responsive": True,
    "scrollZoom": False,
    "showAxisDragHandles": False,
}
"""What `st.plotly_chart(config=...)` is given: nothing to press, nothing to drag."""

__all__ = [
    "CONFIG",
    "chain",
    "chain_alt",
    "chain_title",
    "decision",
    "decision_alt",
    "decision_title",
    "funnel",
    "funnel_alt",
    "funnel_title",
    "held",
    "held_title",
    "led",
    "led_alt",
    "led_title",
    "platform_heat",
    "platform_heat_alt",
    "platform_heat_title",
    "rank_chances",
    "rank_chances_alt",
    "ranking",
    "ranking_alt",
    "ranking_title",
    "response",
    "response_alt",
    "response_title",
    "tries",
    "tries_alt",
    "tries_title",
    "versus",
    "versus_alt",
    "versus_title",
    "worth",
    "worth_alt",
    "worth_title",
]
