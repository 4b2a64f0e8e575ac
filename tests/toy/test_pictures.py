"""Figures by their data, in a world of round numbers: what is drawn is what was worked out."""

import pytest

from kos_core import figures
from kos_core.advice.advice import advise
from kos_core.change.map import decision_map
from kos_core.figures.colours import TYPE_COLOURS
from kos_core.forecast.forecast import forecast
from kos_core.forecast.ratios import chance_of, ratios, repeats, twentieths
from kos_core.say.text import text_of
from kos_core.vocabulary import CreatorType, Goal, Stage
from tests.toy.world import TIKTOK, WORLD, bound, case, world

KOL, KOC, KOS, FACE = CreatorType
TEXT = text_of("vi")
VAGUE = world({"kos_hired.any.channel_views": (500, 1_000, 40_000)})


def test_the_funnel_of_one_forecast_draws_every_stage_with_its_band() -> None:
    cell = forecast(case(VAGUE), VAGUE.programmes["kos_hired"], TIKTOK)
    drawn = figures.chain(cell, TEXT, "vi", "light")
    assert drawn is not None
    band, dots = drawn.data
    stages = (Stage.IMPRESSIONS, Stage.VIEWS, Stage.CLICKS, Stage.CARTS, Stage.ORDERS, Stage.SHIPPED,
              Stage.DELIVERED, Stage.KEPT)  # fmt: skip
    assert list(dots.x) == [round(cell.bands[s].middle, 1) for s in stages]
    ends = [x for x in band.x if x is not None]
    assert ends == [round(x, 1) for s in stages for x in (cell.bands[s].low, cell.bands[s].high)]
    assert dots.marker.color == TYPE_COLOURS[KOS]["light"]
    reach = forecast(case(VAGUE, goal=Goal.TRUST), VAGUE.programmes["kos_hired"], TIKTOK)
    shown = figures.chain(reach, TEXT, "vi", "light")
    assert shown is not None
    assert len(shown.data[1].x) == 4


def test_twenty_tries_are_twenty_dots_hollow_where_it_is_not_enough() -> None:
    cell = forecast(case(VAGUE), VAGUE.programmes["kos_hired"], TIKTOK)
    found = twentieths(cell)
    drawn = figures.tries(cell, TEXT, "vi", "light")
    assert drawn is not None
    (dots,) = drawn.data
    assert len(dots.x) == 20
    full = sum(colour == TYPE_COLOURS[KOS]["light"] for colour in dots.marker.color)
    assert full == sum(profit >= 0 for profit in found)
    assert f"{full}" in figures.tries_title(cell, TEXT, "vi")
    least = found and sorted(twentieths(cell, Stage.KEPT))[10]
    counted = figures.tries(cell, TEXT, "vi", "light", Stage.KEPT, least)
    assert counted is not None
    enough = sum(c == TYPE_COLOURS[KOS]["light"] for c in counted.data[0].marker.color)
    assert enough == sum(x >= least for x in twentieths(cell, Stage.KEPT))
    assert figures.tries(cell, TEXT, "vi", "light", Stage.LEADS) is None


def test_the_map_of_who_leads_where_is_the_one_worked_out() -> None:
    found = case()
    cells = decision_map(found)
    drawn = figures.decision(cells, found, TEXT, "vi", "light")
    heat, _, squares, here = drawn.data
    for y, goal in enumerate(cells.goals):
        for x in range(0, len(cells.budgets_vnd), 12):
            leader = cells.leader(goal, x)
            level = heat.z[y][x]
            assert (level is None) == (leader is None)
            if leader is not None and level is not None:
                assert int(level) // 6 == list(CreatorType).index(leader)
                assert leader is advise(found.with_(goal=goal, budget_vnd=cells.budgets_vnd[x])).leader
    assert len(squares.x) == len(cells.goals) * len(cells.budgets_vnd)
    assert here.y[0] == cells.goals.index(Goal.SALES)
    assert cells.budgets_vnd[cells.step_of(20_000_000)] == pytest.approx(20_000_000, rel=0.1)


def test_the_platform_map_numbers_the_fit_and_fills_what_can_be_hired() -> None:
    """A need of one with a rating of nine is 90 of 100; the face is too dear and has no fill."""
    advice = advise(case())
    heat, numbers = figures.platform_heat(advice, TEXT, "vi", "light").data
    rows = [row.creator for row in advice.scorecard.rows]
    assert list(heat.z[rows.index(KOS)]) == [90, 60]
    assert list(heat.z[rows.index(FACE)]) == [None, None]
    assert [t.replace("<b>", "").replace("</b>", "") for t in numbers.text] == ["90", "60"] * 4


def test_what_each_way_brings_is_drawn_at_its_middle() -> None:
    advice = advise(case())
    drawn = figures.worth(advice, TEXT, "vi", "light")
    assert drawn is not None
    dots = next(t for t in drawn.data if t.mode == "markers+text")
    wanted = [advice.cell(t).bands[Stage.PROFIT].middle for t in (KOS, KOC, KOL)]
    assert sorted(dots.x) == sorted(round(x, 1) for x in (*wanted, advice.ads[Stage.PROFIT].middle))


def test_the_ratios_of_the_field_by_hand() -> None:
    """Ten sessions: 60 million placed for 20 million; 20 / 43.2 of revenue; a million a thousand views."""
    ten = bound(10)
    cell = forecast(case(ten), ten.programmes["kos_hired"], TIKTOK)
    found = {name: band.middle for name, band in ratios(cell).items()}
    assert found["roas"] == pytest.approx(3)
    assert found["cir"] == pytest.approx(20 / 43.2)
    assert found["gpm"] == pytest.approx(1_000_000)
    assert found["per_kept"] == pytest.approx(20_000_000 / 216)
    assert found["per_thousand_views"] == pytest.approx(20_000_000 / 60)
    sample = forecast(case(), WORLD.programmes["koc_commission"], TIKTOK)
    assert ratios(sample)["cir"].middle == pytest.approx(4_000_000 / (72 * 200_000) + 0.1)
    assert chance_of(cell, Stage.KEPT, 215) == 1
    assert chance_of(cell, Stage.KEPT, 217) == 0
    needed = repeats(cell)
    assert needed is not None
    assert needed.rate == pytest.approx((20_000_000 / 216 - 80_000) / 80_000)
