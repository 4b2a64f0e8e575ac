"""The Forecast through the frame: every control and state, every number traced, everything put back."""

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from kos_core.advice.advice import advise
from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.forecast.forecast import forecast
from kos_core.forecast.session import plan
from kos_core.knowledge.loading import load
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers.writing import write_number, write_vnd
from kos_core.say.text import text_of
from kos_core.vocabulary import Answer, Category, CreatorType, Deal, Goal, Platform, Readiness, Season, Stage

Opened = Callable[..., AppTest]
Refusals = Callable[[AppTest], list[str]]
RICH = 2_000_000_000
VI = text_of("vi")
ON_TIKTOK = Brief(platforms=(Platform.TIKTOK_SHOP,))


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


@pytest.fixture
def opened(dashboard: Opened) -> Opened:
    """The forecast of a brief, as a browser would open it."""

    def opening(brief: Brief | None = None, locale: str = "vi-VN", **kept: Any) -> AppTest:
        app = dashboard("plan/forecast", brief, locale, {"kept": kept} if kept else None)
        assert not app.exception
        return app

    return opening


def brief_of(app: AppTest) -> Brief:
    found: Brief = app.session_state["brief"]
    return found


def pieces(app: AppTest) -> list[str]:
    """Everything said on the screen, in order of kind."""
    found = [*app.title, *app.subheader, *app.markdown, *app.caption, *app.warning, *app.get("html")]
    return [getattr(p, "value", None) or p.proto.body for p in found]


def shown(app: AppTest) -> str:
    return "\n".join(pieces(app))


def drawn(app: AppTest) -> list[str]:
    return [chart.proto.spec for chart in app.get("plotly_chart")]


def keyed(app: AppTest, family: str, key: str) -> Any:
    return next(widget for widget in app.get(family) if widget.key == key)


def keys(app: AppTest, *families: str) -> set[str]:
    return {widget.key for family in families for widget in app.get(family) if widget.key}


def everything(app: AppTest) -> tuple[Brief, list[str], list[str]]:
    return brief_of(app), pieces(app), drawn(app)


def test_the_advised_cell_is_forecast_before_anybody_chose(opened: Opened) -> None:
    app = opened()
    assert [t.value for t in app.title] == [VI("forecast.title")]
    text = shown(app)
    assert "hòa vốn" in text
    assert VI("forecast.deal.title") in text
    assert len(drawn(app)) == 2
    assert keyed(app, "button_group", "view.creator.forecast").value == CreatorType.KOS


DRAWN = [
    Brief(),
    Brief(goal=Goal.AWARENESS),
    Brief(goal=Goal.BRAND_IMAGE, budget_vnd=RICH),
    Brief(category=Category.EDUCATION_SERVICES),
    Brief(price_vnd=50_000_000),
    Brief(budget_vnd=200_000),
    Brief(stock=0),
    Brief(stock=40, pack_per_day=3, season=Season.DOUBLE_DAY, repeat_rate=0.3, halo_rate=0.2),
    Brief(category=Category.HEALTH_SUPPLEMENTS).with_(ready={"papers": Answer.NO}),
    Brief(deal=Deal.COMMISSION, platforms=(Platform.YOUTUBE,)),
    Brief(price_vnd=100_000, cost_vnd=99_000),
]


# Both languages, in turn: every brief in one of them.
@pytest.mark.parametrize(
    ("brief", "locale"), [(b, ("vi-VN", "en-US")[place % 2]) for place, b in enumerate(DRAWN)]
)
def test_every_type_programme_and_platform_is_drawn(brief: Brief, locale: str, opened: Opened) -> None:
    app = opened(brief, locale)
    for creator in CreatorType:
        keyed(app, "button_group", "view.creator.forecast").set_value(creator).run()
        ways = keyed(app, "selectbox", "view.programme.forecast")
        for name in range(len(ways.options)):
            keyed(app, "selectbox", "view.programme.forecast").select_index(name).run()
            assert not app.exception
            assert keyed(app, "button_group", "view.creator.forecast").value == creator
        places = len(keyed(app, "selectbox", "view.platform.forecast").options)
        keyed(app, "selectbox", "view.platform.forecast").select_index(places - 1).run()
        assert not app.exception
    assert not app.warning


def test_all_types_stand_side_by_side_and_each_opens(opened: Opened) -> None:
    app = opened()
    keyed(app, "button_group", "view.look.forecast").set_value("all").run()
    assert not app.exception
    text = shown(app)
    for word in ("KOL", "KOC", "KOS", VI("forecast.ads"), VI("forecast.keep")):
        assert word in text
    keyed(app, "button", "forecast_open.koc").click().run()
    assert keyed(app, "button_group", "view.creator.forecast").value == CreatorType.KOC


def test_the_money_sentence_and_the_table_are_the_forecast(opened: Opened, knowledge: Knowledge) -> None:
    brief = Brief()
    best = advise(Case(brief, knowledge)).best
    assert best is not None
    app = opened(brief)
    found = forecast(Case(brief, knowledge), best.programme, best.platform)
    text = shown(app)
    assert found.bands == best.bands, "Advisor and Forecast show the same cell alike"
    assert found.terms.break_even_orders is not None
    assert f"{write_number(found.terms.break_even_orders, 'vi', 3)} đơn thành công" in text
    for stage, band in found.bands.items():
        for value in (band.low, band.middle, band.high):
            whole = round(value) if value < 10 else value
            said = write_vnd(value, "vi", 2) if stage.endswith("_vnd") else write_number(whole, "vi")
            assert f">{said}</td>" in text, stage


def test_what_the_reader_knows_of_views_is_two_taps_away(opened: Opened) -> None:
    app = opened()
    before = pieces(app)
    keyed(app, "text_input", "view.shop_views.first").set_value("3.000").run()
    assert brief_of(app).shop_views == 3_000
    assert pieces(app) != before
    keyed(app, "text_input", "view.shop_views.first").set_value("").run()
    assert brief_of(app) == Brief()
    assert pieces(app) == before


@pytest.mark.parametrize(
    ("field", "entry", "word"),
    [
        ("view.shop_views.first", "nhiều", "nhiều"),
        ("view.stock.page", "-3", "-3"),
        ("view.pack_per_day.plan", "0", "1"),
        ("view.repeat_rate.page", "140%", "140"),
        ("view.target_kept.main", "vài", "vài"),
        ("view.assume.kos.tiktok_shop.any.product_ctr.every", "chín", "chín"),
        ("view.assume.planner.hours.plan", "ba", "ba"),
    ],
)
def test_a_wrong_entry_is_answered_beside_its_field(
    field: str, entry: str, word: str, opened: Opened, refusals: Refusals
) -> None:
    app = opened(ON_TIKTOK)
    brief = brief_of(app)
    keyed(app, "text_input", field).set_value(entry).run()
    assert not app.exception
    assert brief_of(app) == brief
    assert any(word in line for line in refusals(app))


def test_the_chance_of_a_target_is_said_in_tens_and_in_money_too(opened: Opened) -> None:
    app = opened(ON_TIKTOK)
    keyed(app, "text_input", "view.target_kept.main").set_value("50").run()
    often, what = VI("forecast.target.often_some", times=9), VI("forecast.target.kept", goal="50")
    assert any(VI("forecast.target.answer", often=often, what=what) in m.value for m in app.markdown)
    keyed(app, "button_group", "view.target_stage.main").set_value(Stage.PROFIT).run()
    keyed(app, "text_input", "view.target_profit_vnd.main").set_value("10tr").run()
    assert any(VI("forecast.target.profit_vnd", goal="10\u00a0triệu") in m.value for m in app.markdown)
    keyed(app, "text_input", "view.target_profit_vnd.main").set_value("").run()
    assert not app.exception


def test_every_assumption_of_the_cell_has_a_field_and_its_sources(
    opened: Opened, knowledge: Knowledge
) -> None:
    brief = Brief()
    best = advise(Case(brief, knowledge)).best
    assert best is not None
    app = opened(brief)
    offered = keys(app, "text_input")
    said = shown(app)
    for name in best.rests_on:
        assert f"view.assume.{name}.every" in offered
        for source in knowledge.estimates[name].rests_on:
            assert source in said
    assumed = sum(knowledge.estimates[name].is_assumption for name in best.rests_on)
    label = VI("forecast.every.title", all=len(best.rests_on), assumed=assumed)
    assert any(box.label == label for box in app.expander)


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("kos_hired.tiktok_shop.channel_views", "4.000"),
        ("kos.tiktok_shop.any.product_ctr", "4%"),
        ("cost.packing_vnd", "9k"),
        ("planner.hours", "5"),
        ("planner.payout_weeks", "6"),
    ],
)
def test_an_assumption_changed_is_listed_on_top_and_put_back_to_the_byte(
    name: str, entry: str, opened: Opened
) -> None:
    app = opened(ON_TIKTOK)
    before = everything(app)
    where = "plan" if name.startswith("planner.h") else "every"
    if f"view.assume.{name}.{where}" in keys(app, "text_input"):
        keyed(app, "text_input", f"view.assume.{name}.{where}").set_value(entry).run()
    else:
        app = opened(ON_TIKTOK.with_(assumptions=((name, 6.0),)))
    assert dict(brief_of(app).assumptions).keys() == {name}
    assert VI("changed.title", number=1) in shown(app)
    assert pieces(app) != before[1]
    keyed(app, "button", f"back.assumptions.{name}.list").click().run()
    assert everything(app) == before


def test_several_changes_are_put_back_at_once(opened: Opened) -> None:
    app = opened()
    before = everything(app)
    changed = opened(Brief(assumptions=(("cost.packing_vnd", 9_000.0), ("planner.hours", 5.0))))
    assert VI("changed.title", number=2) in shown(changed)
    keyed(changed, "button", "back.assumptions.all").click().run()
    assert everything(changed) == before


def test_discount_season_stock_repeats_and_halo_move_the_answer_and_go_back(opened: Opened) -> None:
    app = opened()
    before = pieces(app)
    steps: list[tuple[str, str, Any, Any]] = [
        ("slider", "view.discount_rate.page", 30, 15),
        ("button_group", "view.season.page", Season.DOUBLE_DAY, Season.ORDINARY),
        ("text_input", "view.stock.page", "50", ""),
        ("text_input", "view.pack_per_day.page", "2", ""),
        ("text_input", "view.repeat_rate.page", "20%", "0%"),
        ("slider", "view.halo_rate.page", 25, 0),
    ]
    for family, key, there, back in steps:
        keyed(app, family, key).set_value(there).run()
        assert not app.exception, key
        assert pieces(app) != before, key
        keyed(app, family, key).set_value(back).run()
        if key != "view.discount_rate.page":
            assert pieces(app)[-8:] == before[-8:], key


def test_a_cost_line_can_be_switched_off_and_on(opened: Opened) -> None:
    app = opened()
    before = everything(app)
    group = keyed(app, "button_group", "view.costs_off.main")
    kept = list(group.value)
    group.set_value([line for line in kept if line != "boosting"]).run()
    assert "boosting" in brief_of(app).costs_off
    assert pieces(app) != before[1]
    keyed(app, "button_group", "view.costs_off.main").set_value(kept).run()
    assert everything(app) == before


def test_what_a_session_needs_is_said_in_one_line_and_warned_about(opened: Opened) -> None:
    own = (("planner.products", 1.0),)
    brief = ON_TIKTOK.with_(stock=10, pack_per_day=2, deal=Deal.HOURLY, assumptions=own)
    app = opened(brief)
    best = advise(Case(brief, load())).best
    assert best is not None
    needed = plan(best)
    assert needed is not None
    label = VI(
        "planner.title_session", stock=str(needed.stock), staff=needed.staff, pack=str(needed.pack_day)
    )
    assert label in [box.label for box in app.expander]
    text = shown(app)
    assert VI("planner.thin", products=1, fewest=5) in text
    assert VI("planner.short", short=str(needed.stock - 10), stock="10") in text
    assert VI("planner.short_packing", short=str(needed.pack_day - 2), capacity="2") in text


def test_a_course_ends_at_leads_and_an_ambassador_at_reach(opened: Opened) -> None:
    course = opened(Brief(category=Category.EDUCATION_SERVICES))
    assert [t.value for t in course.title] == [VI("forecast.title_leads")]
    assert VI("forecast.stage.profit_vnd") not in shown(course)
    assert "CPL" in shown(course)
    face = opened(Brief(budget_vnd=RICH), creator=CreatorType.BRAND_AMBASSADOR)
    text = shown(face)
    assert "tiền từ sàn" not in text
    assert "ROAS" not in text
    lines = keyed(face, "button_group", "view.costs_off.main")
    assert VI("cost.packing") not in lines.options
    assert keys(face, "slider") & {"view.discount_rate.page", "view.halo_rate.page"} == set()
    assert [t.value for t in face.title] == [VI("forecast.title_reach")]
    for key in ("stage.profit_vnd", "stage.kept", "stage.gmv_vnd", "deal.title"):
        assert VI(f"forecast.{key}") not in text
    assert "hòa vốn" not in text
    assert "1.000 lượt" in text


def test_a_shut_gate_says_so_and_shows_no_figure(opened: Opened) -> None:
    uncounted = Brief().with_ready(Readiness.STOCK_KNOWN, Answer.NO)
    live = opened(uncounted, creator=CreatorType.KOS)
    assert any('<section class="kc-stop">' in piece for piece in pieces(live))
    assert drawn(live) == []
    assert drawn(opened(uncounted, creator=CreatorType.KOC)) != []
    assert drawn(opened(Brief(stock=0), creator=CreatorType.KOC)) == []


def test_too_small_a_budget_names_the_sum_and_offers_it(opened: Opened) -> None:
    app = opened(creator=CreatorType.BRAND_AMBASSADOR)
    assert drawn(app) == []
    keyed(app, "button", "forecast_budget").click().run()
    assert brief_of(app).budget_vnd > 100_000_000
    assert drawn(app) != []


@pytest.mark.parametrize(
    "brief",
    [Brief(), Brief(season=Season.DOUBLE_DAY, stock=300), Brief(category=Category.EDUCATION_SERVICES)],
)
def test_both_languages_show_the_same_numbers(brief: Brief, opened: Opened) -> None:
    vi, en = opened(brief, "vi-VN"), opened(brief, "en-US")
    assert brief_of(vi) == brief_of(en)

    def traced(app: AppTest) -> list[list[Any]]:
        found = []
        for spec in drawn(app):
            found += [[trace.get("x"), trace.get("y")] for trace in json.loads(spec)["data"]]
        return found

    assert traced(vi) == traced(en)
    tables = []
    for app in (vi, en):
        for piece in (p for p in pieces(app) if "<table" in p):
            cells = re.sub("<th.*?</th>|<[^>]+>", " ", unescape(piece))
            tables.append(sorted(re.findall(r"\d+", re.sub(r"(?<=\d)[.,](?=\d)", "", cells))))
    half = len(tables) // 2
    assert tables[:half] == tables[half:]


def test_no_raw_word_of_the_program_reaches_the_screen(opened: Opened) -> None:
    for app in (opened(), opened(creator=CreatorType.KOC), opened(look="all")):
        text = re.sub(r'class="[^"]*"|https?://\S+|style="[^"]*"', " ", shown(app))
        text = re.sub(r"<style.*?</style>", " ", text, flags=re.DOTALL)
        for word in ("profit_vnd", "gmv_vnd", "tiktok_shop", "kos_hired", "fee_and_commission", "double_day"):
            assert word not in text
        assert "!" not in re.sub(r"!important", "", text)


@pytest.mark.parametrize(
    ("goal", "title", "stage"),
    [
        (Goal.AWARENESS, "title_reach", "views"),
        (Goal.BRAND_IMAGE, "title_reach", "views"),
        (Goal.TRUST, "title_trust", "engagements"),
    ],
)
@pytest.mark.parametrize("creator", [CreatorType.KOC, CreatorType.KOL, CreatorType.KOS])
def test_a_goal_of_reach_is_read_in_reach_and_its_profit_is_folded(
    goal: Goal, title: str, stage: str, creator: CreatorType, opened: Opened
) -> None:
    app = opened(Brief(goal=goal, budget_vnd=RICH), creator=creator)
    assert [t.value for t in app.title] == [VI(f"forecast.{title}")]
    lead = next(piece for piece in pieces(app) if 'class="kc-lead"' in piece)
    assert "hòa vốn" not in lead
    assert "lỗ" not in lead
    fold = next(box for box in app.expander if box.label == VI("forecast.sells_too.title"))
    inside = "\n".join(p.proto.body for p in fold.get("html"))
    assert "hòa vốn" in inside
    outside = shown(app).replace(inside, "")
    assert outside.count("thường lỗ") <= inside.count("thường lỗ")
    assert (
        len([spec for spec in drawn(app) if spec not in {c.proto.spec for c in fold.get("plotly_chart")}])
        == 2
    )
    keyed(app, "text_input", f"view.target_{stage}.main").set_value("100.000").run()
    assert not app.exception
    what = VI(f"forecast.target.{stage}", goal="100.000")
    assert any(what in line.value for line in app.markdown)
    keyed(app, "button_group", "view.target_stage.main").set_value(Stage.IMPRESSIONS).run()
    assert not app.exception


def test_leads_are_compared_in_what_one_costs_and_have_a_target_for_both(opened: Opened) -> None:
    app = opened(Brief(category=Category.EDUCATION_SERVICES), creator=CreatorType.KOS)
    table = next(p for p in pieces(app) if "<table" in p and f">{VI('forecast.column.per_lead')}<" in p)
    assert VI("forecast.deal.hourly") in table
    assert VI("forecast.deal.ads_money") in table
    assert keyed(app, "button_group", "view.season.page").value == Season.ORDINARY
    assert any(line.value.startswith("Làm 10 lần thì khoảng 9 lần") for line in app.markdown)
    keyed(app, "text_input", "view.target_leads.main").set_value("20").run()
    assert any(VI("forecast.target.leads", goal="20") in line.value for line in app.markdown)
    keyed(app, "button_group", "view.target_stage.main").set_value("per_lead").run()
    assert any(
        VI("forecast.target.often_some", times=9) in x.value or "9 lần" in x.value for x in app.markdown
    )
    keyed(app, "text_input", "view.target_per_lead.main").set_value("500k").run()
    assert not app.exception
    assert any("mỗi khách giá 500k trở xuống" in line.value for line in app.markdown)


def test_a_row_of_the_pay_table_says_what_else_differs(opened: Opened) -> None:
    def rows(app: AppTest) -> dict[str, str]:
        table = next(p for p in pieces(app) if "<table" in p and VI("forecast.column.break_even") in p)
        found = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', unescape(table))
        return {name.partition("<")[0]: name + cells for name, cells in found}

    slot = rows(opened(Brief(budget_vnd=500_000_000), creator=CreatorType.KOS, programme="kos_slot"))
    assert VI("forecast.deal.few_accept") in slot[VI("forecast.deal.commission")]
    assert VI("forecast.deal.other_people") in slot[VI("forecast.deal.hourly")]
    assert VI("forecast.deal.other_people") not in slot[VI("forecast.deal.fixed")]
    hired = rows(opened(Brief(ads_vnd=1_500_000), creator=CreatorType.KOS, programme="kos_hired"))
    host = hired[VI("forecast.deal.commission_host")]
    assert VI("forecast.deal.pays_for", what="").strip() in host
    assert VI("forecast.deal.paid_boosting") in host
    koc = rows(opened(creator=CreatorType.KOC, programme="koc_commission"))
    assert VI("forecast.deal.all_post") in koc[VI("forecast.deal.fixed")]
    assert VI("forecast.deal.few_accept") not in koc[VI("forecast.deal.commission")]


def test_a_deal_asked_for_is_in_view_or_said_not_to_be(opened: Opened) -> None:
    brief = Brief(deal=Deal.COMMISSION)
    assert "nhưng cách đang xem" not in shown(opened(brief, creator=CreatorType.KOC))
    other = opened(brief, creator=CreatorType.KOS)
    assert "nhưng cách đang xem" in shown(other)


def test_dates_are_written_by_language_and_only_fees_are_in_force(opened: Opened) -> None:
    for locale, day, since in (
        ("vi-VN", "09/05/2026", "áp dụng từ"),
        ("en-US", "9 May 2026", "in force from"),
    ):
        text = "\n".join(line.value for line in opened(ON_TIKTOK, locale).markdown)
        assert f"{since} {day}" in text
        assert not re.search(r"(áp dụng từ|theo nguồn|in force from|source as of)[^0-9]* \d{4}-", text)
        assert text.count(f"· {since}") <= 4


def test_the_discount_of_a_double_day_is_a_sum_in_words_and_a_shortfall_is_no_minus(opened: Opened) -> None:
    text = shown(opened(Brief(season=Season.DOUBLE_DAY)))
    assert "15% của bạn + 10% ngày đôi = 25%" in text
    text = shown(opened(Brief(discount_rate=0.9)))
    assert "Mỗi đơn thành công hụt" in text
    assert "đơn thành công còn −" not in text
    assert "trước Tết =" in shown(opened(Brief(season=Season.BEFORE_TET)))


def test_a_type_too_dear_asks_in_the_table_what_the_home_page_asks(
    opened: Opened, knowledge: Knowledge
) -> None:
    brief = Brief(budget_vnd=20_000_000)
    text = unescape(shown(opened(brief, look="all")))
    for row in advise(Case(brief, knowledge)).scorecard.rows:
        if not row.standing.affordable:
            assert row.standing.needs_vnd is not None
            assert VI("forecast.needs", needs=write_vnd(row.standing.needs_vnd, "vi", 3)) in text


def test_with_nothing_affordable_the_cheapest_type_opens_with_what_to_do_now(
    opened: Opened, knowledge: Knowledge
) -> None:
    brief = Brief(budget_vnd=1_000_000)
    advice = advise(Case(brief, knowledge))
    needs = {row.creator: row.standing.needs_vnd or RICH for row in advice.scorecard.rows}
    app = opened(brief)
    assert keyed(app, "button_group", "view.creator.forecast").value == min(needs, key=needs.__getitem__)
    text = shown(app)
    for key in ("next.affiliate", "next.own_live"):
        assert VI(key) in text


def test_a_number_for_everybody_says_that_it_leaves_out_the_lucky(opened: Opened) -> None:
    assert VI("changed.lucky") in shown(
        opened(Brief(assumptions=(("koc_commission.any.followers", 8_000.0),)))
    )
    assert VI("changed.lucky") not in shown(opened(Brief(assumptions=(("cost.packing_vnd", 9_000.0),))))


def test_what_is_looked_at_stands_in_the_address_and_opens_from_it(dashboard: Callable[..., AppTest]) -> None:
    app = dashboard(
        "plan/forecast", None, "vi-VN", creator="kol", programme="kol_post", platform="youtube",
        target_stage="orders", target_orders="300",
    )  # fmt: skip
    assert not app.exception
    shown = {one.key: one.value for one in (*app.selectbox, *app.button_group)}
    assert (shown["view.creator.forecast"], shown["view.platform.forecast"]) == ("kol", "youtube")
    named = {name: app.query_params[name] for name in ("creator", "programme", "platform")}
    assert {name: v if isinstance(v, str) else v[0] for name, v in named.items()} == {
        "creator": "kol", "programme": "kol_post", "platform": "youtube",
    }  # fmt: skip
