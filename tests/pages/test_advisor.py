"""The Advisor through the frame: what is asked, what is answered, what a wrong entry does."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from kos_core.brief import Brief, from_token
from kos_core.case import Case
from kos_core.knowledge.loading import load
from kos_core.vocabulary import Answer, Category, Goal, Readiness, Trait
from pages.parts.evidence import with_links

Opened = Callable[..., AppTest]
Refusals = Callable[[AppTest], list[str]]


@pytest.fixture
def opened(dashboard: Opened) -> Opened:
    """The Advisor, opened on a brief in a language."""
    return partial(dashboard, "")


def brief_of(app: AppTest) -> Brief:
    """The brief the session holds."""
    found: Brief = app.session_state["brief"]
    return found


def shown(app: AppTest) -> str:
    """Every sentence on the screen."""
    pieces = [*app.markdown, *app.caption, *app.subheader, *app.warning, *app.get("html")]
    return "\n".join(getattr(p, "value", None) or p.proto.body for p in pieces)


def keyed(app: AppTest, family: str, key: str) -> Any:
    """The widget under a key."""
    return next(widget for widget in getattr(app, family) if widget.key == key)


def test_the_first_visit_has_an_answer_before_anybody_typed(opened: Opened) -> None:
    """Category, goal and budget are filled; money and choice are said; four pictures stand below."""
    app = opened()
    assert not app.exception
    text = shown(app)
    assert "hòa vốn" in text
    assert "TikTok Shop" in text
    assert len(app.get("plotly_chart")) == 4


@pytest.mark.parametrize(
    ("locale", "word"), [("vi-VN", "chi trước"), ("en-US", "paid in advance"), ("fr-FR", "paid in advance")]
)
def test_the_browser_decides_the_language(opened: Opened, locale: str, word: str) -> None:
    """Vietnamese for a Vietnamese browser, English for the rest."""
    assert f">{word}<" in shown(opened(locale=locale))


def test_a_link_opens_the_same_case_in_the_other_language(opened: Opened) -> None:
    """The address carries ids, so the language does not matter."""
    brief = Brief().with_(category=Category.FASHION, goal=Goal.TRUST, budget_vnd=50_000_000)
    vi, en = opened(brief, "vi-VN"), opened(brief, "en-US")
    assert brief_of(vi) == brief_of(en) == brief


def test_a_changed_budget_changes_the_brief_and_the_address(opened: Opened) -> None:
    """An amount is typed as people write it."""
    app = opened()
    keyed(app, "text_input", "view.budget_vnd.main").set_value("1tỷ2").run()
    assert brief_of(app).budget_vnd == 1_200_000_000
    held = app.query_params["b"]
    assert from_token(held if isinstance(held, str) else held[0]) == brief_of(app)


@pytest.mark.parametrize(
    ("key", "entry", "word"),
    [
        ("view.budget_vnd.main", "nhiều", "nhiều"),
        ("view.budget_vnd.main", "1,2", "1,2"),
        ("view.budget_vnd.main", "5", "100k"),
        ("view.budget_vnd.main", "", "số tiền"),
        ("view.price_vnd.main", "abc", "abc"),
        ("view.cost_vnd.main", "140%", "140%"),
        ("view.weeks.main", "0", "52"),
        ("view.weeks.main", "2,5", "2,5"),
        ("view.stock.main", "-3", "-3"),
        ("view.reviews.main", "một trăm", "một trăm"),
        ("view.pack_per_day.main", "0", "1"),
        ("view.shop_views.main", "9" * 30, "999"),
    ],
)
def test_a_wrong_entry_stays_with_the_reason_beside_it(
    opened: Opened, refusals: Refusals, key: str, entry: str, word: str
) -> None:
    """The entry is kept, the brief stays as it was, and the sentence says what would be accepted."""
    app = opened()
    before = brief_of(app)
    keyed(app, "text_input", key).set_value(entry).run()
    assert not app.exception
    assert brief_of(app) == before
    assert keyed(app, "text_input", key).value == entry
    reasons = refusals(app)
    assert len(reasons) >= 1
    assert word in reasons[0]


@pytest.mark.parametrize("entry", ["-5", "100", "9" * 18])
def test_an_amount_beyond_the_field_is_refused_with_the_field_s_own_bounds(
    opened: Opened, refusals: Refusals, entry: str
) -> None:
    """Below nothing, too little and too much: all three say from what to what the budget may go."""
    app = opened()
    keyed(app, "text_input", "view.budget_vnd.main").set_value(entry).run()
    reasons = set(refusals(app))
    assert len(reasons) == 1
    assert "100k" in reasons.copy().pop()


def test_a_refused_budget_is_said_under_the_folded_line_too(opened: Opened, refusals: Refusals) -> None:
    """On a phone the field is closed away: in the row, in the fold and under it the same reason stands."""
    app = opened()
    keyed(app, "text_input", "view.budget_vnd.phone").set_value("abc").run()
    assert len(refusals(app)) == 3


def test_the_box_shows_names_of_categories_and_no_words_beside_them(opened: Opened) -> None:
    box = keyed(opened(), "selectbox", "view.category.main")
    assert box.options == [entry.name("vi") for entry in load().categories.values()]
    assert box.options[-1] == "Ngành khác"


def type_goods(app: AppTest, typed: str) -> None:
    """Send what the box sends for a word that is none of its options."""
    box = keyed(app, "selectbox", "view.category.main")
    box.options.append(typed)
    box.set_value(typed).run()


def test_goods_typed_are_kept_and_find_their_category(opened: Opened) -> None:
    """The word stays in the field and stands in the answer; a tap on another category keeps it."""
    app = opened()
    type_goods(app, "nến thơm")
    assert not app.exception
    assert brief_of(app) == Brief(category=Category.HOME_LIVING, product="nến thơm")
    assert keyed(app, "selectbox", "view.category.main").value == "nến thơm"
    assert "Nến thơm đang tính theo ngành Nhà cửa" in shown(app)
    offered = [b for b in app.button if (b.key or "").startswith("goods.")]
    assert len(offered) == 3
    assert offered[-1].label == "Ngành khác"
    offered[-1].click().run()
    assert brief_of(app) == Brief(category=Category.OTHER, product="nến thơm")
    keyed(app, "selectbox", "view.category.main").set_value(Category.FASHION).run()
    assert brief_of(app) == Brief(category=Category.FASHION)


def test_a_word_nobody_knows_is_other_with_three_categories_to_choose(opened: Opened) -> None:
    app = opened()
    type_goods(app, "zzzz")
    assert brief_of(app) == Brief(category=Category.OTHER, product="zzzz")
    assert len([b for b in app.button if (b.key or "").startswith("goods.")]) == 3


def test_a_name_of_goods_from_a_link_is_words_and_nothing_else(opened: Opened) -> None:
    app = opened(Brief(product="[x](http://evil.example) <b>$a$ :smile: " + "y" * 99))
    assert not app.exception
    assert len(brief_of(app).product) <= 40
    assert not set(brief_of(app).product) & set("[]<>$:*_`|~\\")
    assert "evil.example" not in shown(app)


@pytest.mark.parametrize("changes", [{"goal": Goal.TRUST}, {"budget_vnd": 60_000_000}, {"weeks": 8}])
def test_any_case_but_the_sample_can_be_left_for_it(opened: Opened, changes: dict[str, Any]) -> None:
    """Starting over is offered after a goal, a budget or a folded question; not on the sample."""
    app = opened(Brief().with_(**changes))
    next(b for b in app.button if b.label == "Làm lại từ đầu").click().run()
    assert brief_of(app) == Brief()
    assert not [b for b in app.button if b.label == "Làm lại từ đầu"]


@pytest.mark.parametrize(("locale", "lang"), [("vi-VN", "vi"), ("en-US", "en")])
def test_the_chosen_goal_is_explained_in_a_line(opened: Opened, locale: str, lang: Any) -> None:
    """Under the goals stands what the chosen one means."""
    for goal in Goal:
        assert load().goals[goal].under(lang) in shown(opened(Brief().with_(goal=goal), locale))


def test_an_address_is_a_link_and_a_cut_one_leads_to_its_site() -> None:
    """The label may be short, the target is whole; nothing else becomes a link."""
    whole = "baophapluat.vn/nguoi-co-anh-huong-co-duoc-phep-quang-cao-khi-chua-dung-san-pham.html"
    assert with_links(f"S4 · a, 2025 · {whole}").endswith(f"](https://{whole})")
    assert with_links("S10 · a · plo.vn …post894696").endswith("[plo.vn](https://plo.vn) …post894696")
    assert with_links("b · https://x.vn/a(b)c").endswith("](https://x.vn/a%28b%29c)")
    assert with_links("hạng A · 2,5 v.v. 1.000 a.b") == "hạng A · 2,5 v.v. 1.000 a.b"


def test_a_corrected_entry_takes_the_reason_away(opened: Opened, refusals: Refusals) -> None:
    """What was refused can be mended in place."""
    app = opened()
    keyed(app, "text_input", "view.budget_vnd.main").set_value("nhiều").run()
    keyed(app, "text_input", "view.budget_vnd.main").set_value("80tr").run()
    assert brief_of(app).budget_vnd == 80_000_000
    assert not refusals(app)


@pytest.mark.parametrize("bad", ["x", "1###", "1" + "A" * 30_000, "1eJyrVkrOzy1ILMoszs9Tsqo"])
def test_a_broken_link_says_so_and_shows_the_sample(opened: Opened, refusals: Refusals, bad: str) -> None:
    """Bad input in the address is a sentence, never a traceback."""
    app = opened(b=bad)
    assert not app.exception
    assert brief_of(app) == Brief()
    assert "hỏng" in refusals(app)[0]


def test_a_button_applies_its_change(opened: Opened) -> None:
    """Three changes stand below the answer; a tap makes one of them the case."""
    app = opened()
    buttons = [b for b in app.button if (b.key or "").startswith("change.")]
    assert len(buttons) == 3
    before = brief_of(app)
    buttons[0].click().run()
    assert not app.exception
    assert brief_of(app) != before


def test_the_discount_slider_moves_the_orders_needed(opened: Opened) -> None:
    """A lower discount leaves more of each order, so fewer orders are needed."""
    app = opened()
    before = shown(app)
    keyed(app, "slider", "view.discount_rate.main").set_value(0).run()
    assert brief_of(app).discount_rate == 0
    assert shown(app) != before


def test_every_trait_and_every_readiness_answer_can_be_given(opened: Opened) -> None:
    """Nineteen questions, each with three answers; the last one given is what the brief holds."""
    app = opened()
    for trait in Trait:
        keyed(app, "segmented_control", f"view.trait.{trait}.main").set_value(Answer.NO)
    for item in Readiness:
        if item is not Readiness.PAPERS:
            keyed(app, "segmented_control", f"view.ready.{item}.main").set_value(Answer.YES)
    app.run()
    assert not app.exception
    assert all(Case(brief_of(app), load()).trait(trait) is Answer.NO for trait in Trait)
    assert brief_of(app).ready.answer(Readiness.SAMPLES) is Answer.YES


def test_missing_papers_stop_the_plan_and_can_be_put_right(opened: Opened) -> None:
    """The paper is named; saying that it is there opens the answer again."""
    app = opened(Brief().with_(category="health_supplements", ready={"papers": "no"}))
    assert "giấy xác nhận nội dung quảng cáo" in shown(app)
    assert not [b for b in app.button if (b.key or "").startswith("change.")]
    next(b for b in app.button if b.label == "Tôi đã có đủ giấy tờ").click().run()
    assert brief_of(app).ready.papers is Answer.YES
    assert "Chưa nên quay" not in shown(app)


def test_nothing_affordable_says_what_can_be_done_today(opened: Opened) -> None:
    """At one million there is still affiliate with samples, and one's own live."""
    text = shown(opened(Brief().with_(budget_vnd=1_000_000, platforms=("tiktok_shop",))))
    assert "tiếp thị liên kết" in text
    assert "tự live" in text


@pytest.mark.parametrize("category", list(Category))
def test_every_category_has_a_whole_screen(opened: Opened, category: Category) -> None:
    """No exception for any category and goal; the languages take turns."""
    for number, goal in enumerate(Goal):
        locale = ("vi-VN", "en-US")[(number + list(Category).index(category)) % 2]
        app = opened(Brief().with_(category=category, goal=goal, budget_vnd=700_000_000), locale)
        assert not app.exception, (category, goal)


def test_the_costs_can_be_switched_off_and_on(opened: Opened) -> None:
    """Every line of the full-cost block is a switch; putting it back gives the same brief."""
    app = opened()
    before = brief_of(app)
    pills = keyed(app, "pills", "view.costs_off.main")
    lines = list(pills.value)
    pills.set_value(lines[1:]).run()
    assert len(brief_of(app).costs_off) == len(before.costs_off) + 1
    keyed(app, "pills", "view.costs_off.main").set_value(lines).run()
    assert brief_of(app) == before


def test_the_language_switch_keeps_the_case(opened: Opened) -> None:
    """VI and EN are one tap apart."""
    app = opened(Brief().with_(budget_vnd=60_000_000))
    keyed(app, "segmented_control", "speak").set_value("en").run()
    assert ">paid in advance<" in shown(app)
    assert brief_of(app).budget_vnd == 60_000_000


def test_a_change_applied_is_named_and_undone_in_one_tap(opened: Opened) -> None:
    app = opened()
    before = brief_of(app)
    app = next(button for button in app.button if button.key == "change.0").click().run()
    assert brief_of(app) != before
    assert "Vừa đổi" in shown(app)
    app = next(button for button in app.button if button.key == "undo").click().run()
    assert brief_of(app) == before
    assert "Vừa đổi" not in shown(app)
