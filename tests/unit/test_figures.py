"""Figures are held to by their data: whose colours, which numbers, and something sensible for every brief."""

import json
from collections.abc import Callable
from functools import lru_cache
from itertools import product
from typing import Any

import plotly.graph_objects as go
import pytest

from kos_core import figures
from kos_core.advice.advice import Advice, advise
from kos_core.advice.uses import uses
from kos_core.brief import Brief, Ready, make_brief
from kos_core.case import Case
from kos_core.figures.bands import count
from kos_core.figures.colours import (
    GROUND,
    NEUTRAL,
    QUIET,
    TYPE_COLOURS,
    TYPE_LETTERS,
    luminance,
    mix,
    on,
    sentence,
    slate,
    tint,
    two_lines,
)
from kos_core.figures.funnel import stages_of
from kos_core.figures.platforms import number_colour
from kos_core.figures.ranking import GROUPS, of_groups, parts
from kos_core.knowledge.loading import load
from kos_core.numbers.writing import write_vnd
from kos_core.say.text import text_of
from kos_core.vocabulary import Answer, Category, CreatorType, Goal, Lang, Reason, Stage

KNOWN = load()
MODES = ["light", "dark"]
LANGS: list[Lang] = ["vi", "en"]
BUDGETS = [1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 20_000_000_000]
Builder = Callable[..., go.Figure | None]
BUILDERS: dict[str, Builder] = {
    "ranking": figures.ranking,
    "platform_heat": figures.platform_heat,
    "funnel": figures.funnel,
    "worth": figures.worth,
}
TITLES = {name: getattr(figures, f"{name}_title") for name in BUILDERS}
ALTS = {name: getattr(figures, f"{name}_alt") for name in BUILDERS}


def say(key: str, **values: Any) -> str:
    """The key with its values: what a sentence would hold."""
    return " ".join([key, *map(str, values.values())])


@lru_cache(maxsize=400)
def advice_of(brief: Brief) -> Advice:
    return advise(Case(brief, KNOWN))


def draw(name: str, brief: Brief, mode: str = "light", lang: Lang = "vi") -> Any:
    return BUILDERS[name](advice_of(brief), say, lang, mode)


def briefs() -> list[Brief]:
    return [
        Brief(category=category, goal=goal, budget_vnd=budget)
        for category, goal, budget in product(Category, Goal, BUDGETS)
    ]


def odd_briefs() -> list[Brief]:
    return [
        make_brief(raw)
        for raw in (
            {"stock": 0},
            {"category": "health_supplements", "ready": {"papers": "no"}},
            {"platforms": ["youtube"], "deal": "commission"},
            {"platforms": ["lazada_live"], "deal": "contract", "budget_vnd": 5_000_000_000},
            {"budget_vnd": 1_000_000_000_000, "weeks": 52, "price_vnd": 10_000_000_000},
            {"budget_vnd": 100_000, "deal": "hourly"},
            {"price_vnd": 1_000, "cost_vnd": 5_000},
            {
                "category": "finance_insurance",
                "shop_views": 0,
                "creator_views": 0,
                "budget_vnd": 1_000_000_000,
            },
            {"shop_views": 0, "creator_views": 0},
        )
    ]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", BUILDERS)
def test_every_brief_has_a_figure_or_none_with_title_and_words_to_match(name: str) -> None:
    for turn, brief in enumerate([*briefs()[::5], *odd_briefs()]):
        advice = advice_of(brief)
        lang, mode = LANGS[turn % 2], MODES[turn // 2 % 2]
        figure = draw(name, brief, mode, lang)
        words = TITLES[name](advice, say, lang), ALTS[name](advice, say, lang)
        if figure is None:
            assert name in {"funnel", "worth"}, brief
            assert words == ("", "")
            continue
        assert all(words), brief
        assert figure.data
        written = figure.to_json()
        assert "NaN" not in written
        assert "undefined" not in written
        assert figure.layout.height >= 130
        assert len(written) < 20_000, (brief, len(written))


def test_without_a_leader_there_is_neither_funnel_nor_worth_but_a_ranking_and_a_map() -> None:
    for brief in (Brief(budget_vnd=1_000_000), odd_briefs()[1]):
        assert advice_of(brief).leader is None
        assert draw("funnel", brief) is None
        assert draw("worth", brief) is None
        assert draw("ranking", brief) is not None
        assert draw("platform_heat", brief) is not None


def test_the_seven_parts_of_a_bar_add_up_to_the_score() -> None:
    advice = advice_of(Brief())
    figure = draw("ranking", Brief())
    assert len(figure.data) == len(GROUPS) == 7
    for place, row in enumerate(advice.scorecard.rows):
        assert sum(bar.x[place] for bar in figure.data) == pytest.approx(row.score, abs=0.05)
        assert sum(of_groups(row.parts, KNOWN).values()) == pytest.approx(row.score)
        shown = [int(bar.text[place].split("<br>")[1]) for bar in figure.data if bar.text[place]]
        if row.standing.eligible:
            assert sum(shown) == int(row.score + 0.5)


def test_the_best_bar_is_on_top_and_named_by_its_letter() -> None:
    advice = advice_of(Brief())
    axis = draw("ranking", Brief()).layout.yaxis
    assert axis.range[0] > axis.range[1]
    for label, row in zip(axis.ticktext, advice.scorecard.rows, strict=True):
        assert f">{TYPE_LETTERS[row.creator]}<" in label
        assert sentence(KNOWN.creators[row.creator].short("vi")) in label


def test_a_type_that_is_too_dear_is_hatched_and_says_what_it_needs() -> None:
    figure = draw("ranking", Brief())
    places = [r.creator for r in advice_of(Brief()).scorecard.rows]
    at = places.index(CreatorType.BRAND_AMBASSADOR)
    for bar in figure.data:
        assert [shape == "/" for shape in bar.marker.pattern.shape] == [place == at for place in range(4)]
        assert bar.text[at] == ""
    assert "Figure.ranking.needs 317\u00a0triệu" in figure.layout.annotations[at].text
    assert "ranking.needs" not in figure.layout.annotations[0].text


def test_a_stopped_type_says_why() -> None:
    brief = Brief(stock=0)
    rows = advice_of(brief).scorecard.rows
    at = [r.creator for r in rows].index(CreatorType.KOS)
    assert "Figure.stop.stock_empty" in draw("ranking", brief).layout.annotations[at].text


def test_the_hover_of_a_part_lists_its_criteria_in_words() -> None:
    figure = draw("ranking", Brief())
    assert "Kỹ năng chốt đơn: " in figure.data[1].customdata[0]
    assert "figure.ranking.hover KOS figure.group.craft" in figure.data[1].customdata[0]


def test_titles_follow_the_reason() -> None:
    wanted = {
        Reason.DECIDED: "leads",
        Reason.PRACTICE_DIFFERS: "leads",
        Reason.UNPROVEN: "leads",
        Reason.DOMINATED: "leads",
        Reason.TOO_CLOSE: "level",
        Reason.ONLY_ONE_AFFORDABLE: "only",
        Reason.NONE_AFFORDABLE: "too_dear",
        Reason.STOPPED: "stopped",
    }
    seen = set()
    against = Brief(category="electronics", goal="brand_image", budget_vnd=2_000_000_000)
    passed = Brief(category="electronics", goal="sales", budget_vnd=1_000_000_000, price_vnd=60_000)
    new = Brief(category="electronics", reviews=0)
    for brief in [*briefs(), odd_briefs()[1], against, passed, new]:
        advice = advice_of(brief)
        title = figures.ranking_title(advice, say, "vi")
        kind = "team" if advice.team else wanted[advice.reason]
        assert title.startswith(f"Figure.ranking.title_{kind} ")
        seen.add(advice.reason)
    assert seen == set(Reason)


def test_the_map_numbers_every_cell_and_outlines_the_advised_ones() -> None:
    brief = Brief()
    advice = advice_of(brief)
    grounds, numbers = draw("platform_heat", brief).data
    assert len(numbers.text) == len(CreatorType) * len(brief.platforms)
    bold = [text for text in numbers.text if text.startswith("<b>")]
    assert len(bold) == len(advice.scorecard.eligible)
    solid = [s for s in draw("platform_heat", brief).layout.shapes if s.line.dash == "solid"]
    assert len(solid) == len(bold)
    at = [r.creator for r in advice.scorecard.rows].index(CreatorType.BRAND_AMBASSADOR)
    assert all(cell is None for cell in grounds.z[at])
    assert draw("platform_heat", brief).layout.xaxis.ticktext[0] == "TikTok<br>Shop"


def test_the_funnel_of_the_plan_narrows_and_says_the_share_of_each_step() -> None:
    brief = Brief()
    advice = advice_of(brief)
    figure = draw("funnel", brief)
    stages = stages_of(advice.plan)
    assert stages[-1] is Stage.KEPT
    edge, bars = figure.data
    assert list(bars.x) == sorted(bars.x, reverse=True)
    assert [round(x**4) for x in bars.x] == [round(advice.plan.bands[s].middle) for s in stages]
    assert all(wide > narrow for wide, narrow in zip(edge.x, bars.x, strict=True))
    assert [b == -x / 2 for b, x in zip(bars.base, bars.x, strict=True)] == [True] * len(stages)
    words = [note.text for note in figure.layout.annotations]
    assert "figure.funnel.share" not in words[0]
    assert all("figure.funnel.share" in word for word in words[1:])


def test_nothing_planned_draws_no_funnel() -> None:
    assert draw("funnel", Brief(ready=Ready(papers=Answer.NO))) is None


def test_lead_categories_end_at_leads_in_funnel_and_worth() -> None:
    brief = Brief(category=Category.FINANCE_INSURANCE, budget_vnd=1_000_000_000)
    advice = advice_of(brief)
    assert stages_of(advice.plan)[-1] is Stage.LEADS
    figure = draw("worth", brief)
    assert "axis_leads" in figure.layout.xaxis.title.text
    kos = next(use for use in uses(advice) if use.creator is CreatorType.KOS)
    assert kos.brings == advice.cell(CreatorType.KOS).bands[Stage.LEADS]


def test_an_ambassador_is_measured_by_reach_not_by_money() -> None:
    brief = Brief(goal=Goal.SALES, budget_vnd=2_000_000_000)
    advice = advice_of(brief)
    assert next(u for u in uses(advice) if u.creator is CreatorType.BRAND_AMBASSADOR).brings is None
    figure = draw("worth", brief)
    assert any(note.text == "Figure.worth.by_reach" for note in figure.layout.annotations)
    assert TYPE_COLOURS[CreatorType.BRAND_AMBASSADOR]["light"] not in json.dumps(
        [d.to_plotly_json() for d in figure.data]
    )


def test_worth_sets_types_beside_ads_and_keeping_the_money() -> None:
    brief = Brief()
    advice = advice_of(brief)
    figure = draw("worth", brief)
    found = uses(advice)
    assert [use.creator for use in found] == [row.creator for row in advice.scorecard.rows] + [None]
    assert found[-1].brings == advice.ads[Stage.PROFIT]
    marks = figure.data[-2]
    assert list(marks.x) == [round(use.brings.middle, 1) for use in found if use.brings]
    assert marks.marker.color[-1] == NEUTRAL["ads"]["light"]
    assert list(marks.text) == ["<b>S</b>", "<b>C</b>", "<b>L</b>", ""]
    assert figure.layout.xaxis.zeroline
    assert figure.layout.annotations[0].text == "Figure.worth.keep"
    assert 0 in figure.layout.xaxis.tickvals
    assert any(tick.endswith("\u00a0triệu") for tick in figure.layout.xaxis.ticktext)


def test_a_type_that_is_too_dear_keeps_its_row_with_the_sum_it_would_take() -> None:
    advice = advice_of(Brief())
    found = uses(advice)
    at = [use.creator for use in found].index(CreatorType.BRAND_AMBASSADOR)
    assert (found[at].brings, found[at].spend_vnd, found[at].is_open) == (None, 0.0, False)
    figure = draw("worth", Brief())
    note = next(note for note in figure.layout.annotations if note.y == at)
    assert note.text == "Figure.ranking.needs 317\u00a0triệu"
    assert "figure.worth.spend" not in figure.layout.yaxis.ticktext[at]
    assert f"color:{QUIET['light']}" in figure.layout.yaxis.ticktext[at]


def test_a_stopped_type_keeps_its_row_with_the_reason() -> None:
    brief = make_brief({"ready": {"stock_known": "no"}})
    stopped = [use for use in uses(advice_of(brief)) if not use.is_open]
    assert CreatorType.KOS in {use.creator for use in stopped}
    texts = [note.text for note in draw("worth", brief).layout.annotations]
    assert "Figure.stop.stock" in texts


def test_the_title_says_what_the_best_way_spends_for_what_it_brings() -> None:
    for brief in (Brief(), Brief(goal=Goal.TRUST), Brief(goal=Goal.AWARENESS)):
        advice = advice_of(brief)
        best = max((use for use in uses(advice) if use.brings), key=lambda use: use.brings.middle)
        for lang in LANGS:
            title = figures.worth_title(advice, text_of(lang), lang)
            assert write_vnd(best.spend_vnd, lang, 3) in title


def test_the_key_to_the_ranking_holds_every_part_of_the_first_two_bars() -> None:
    for brief in (Brief(), Brief(budget_vnd=1_000_000), Brief(budget_vnd=10_000_000)):
        advice = advice_of(brief)
        found = parts(advice, "light")
        assert tuple(found) == GROUPS
        for place, first in enumerate(found["role"]):
            row = advice.scorecard.row(first.creator)
            assert sum(these[place].points for these in found.values()) == int(row.score + 0.5)
        fills = [these[0].fill for these in found.values()]
        at = [row.creator for row in advice.scorecard.rows].index(found["role"][0].creator)
        assert fills == [bar.marker.color[at] for bar in draw("ranking", brief).data]
        assert all(contrast(one.fill, one.ink) >= 4.5 for these in found.values() for one in these)


def test_the_ranking_s_title_names_the_part_of_the_bar_and_the_criterion() -> None:
    advice = advice_of(Brief())
    ours = KNOWN.criteria[advice.decides[0]]
    for lang in LANGS:
        title = figures.ranking_title(advice, text_of(lang), lang)
        assert text_of(lang)(f"figure.group.{ours.group}") in title
        assert ours.label(lang) in title


@pytest.mark.parametrize("mode", MODES)
def test_words_on_tints_and_cells_read(mode: Any) -> None:
    for creator in CreatorType:
        for share in range(101):
            ground = tint(creator, mode, share / 100)
            assert contrast(on(ground), ground) >= 4.5
    for share in range(101):
        ground = slate(share / 100, mode)
        assert contrast(on(ground), ground) >= 4.5
    assert contrast(QUIET[mode], GROUND[mode]) >= 4.5
    advice = advice_of(Brief())
    assert number_colour(advice, CreatorType.BRAND_AMBASSADOR, advice.brief.platforms[0], mode) == QUIET[mode]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_plan_s_funnel_takes_no_type_s_colour(mode: str) -> None:
    figure = draw("funnel", Brief(), mode)
    used = {trace.marker.color for trace in figure.data}
    assert not used & {colours[mode] for colours in TYPE_COLOURS.values()}


@pytest.mark.parametrize("name", BUILDERS)
def test_a_figure_is_small_see_through_and_the_same_each_time(name: str) -> None:
    figure = draw(name, Brief())
    assert figure.layout.template.layout.to_plotly_json() == {}
    assert figure.layout.paper_bgcolor == figure.layout.plot_bgcolor == "rgba(0,0,0,0)"
    assert figure.layout.showlegend is False
    assert figure.to_json() == draw(name, Brief()).to_json()
    assert all(
        axis.automargin for axis in (figure.layout.xaxis, figure.layout.yaxis) if axis.visible is not False
    )


def test_there_is_nothing_to_press() -> None:
    assert figures.CONFIG["displayModeBar"] is False


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0.42, "0,42"),
        (8.1, "8"),
        (1_549, "1.500"),
        (9_960, "figure.unit.thousand 10"),
        (45_300, "figure.unit.thousand 45"),
        (999_999, "figure.unit.million 1"),
        (1_240_000, "figure.unit.million 1,2"),
        (2.04e9, "figure.unit.billion 2"),
    ],
)
def test_counts_are_said_as_people_say_them(number: float, words: str) -> None:
    assert count(number, say, "vi") == words


def test_small_helpers_do_what_they_say() -> None:
    assert mix("#FF0000", "#FFFFFF", 0.5) == "#FF8080"
    assert two_lines("YouTube") == "YouTube"
    assert two_lines("Đơn thành công") == "Đơn<br>thành công"
    assert two_lines("Khách để lại thông tin") == "Khách để lại<br>thông tin"
    assert sentence("đại sứ dẫn trước") == "Đại sứ dẫn trước"
