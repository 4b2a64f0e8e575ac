"""The screen to hand a plan over: the message first, edits that stay, a state where nobody is hired."""

from collections.abc import Callable
from itertools import product

import pytest
from streamlit.testing.v1 import AppTest

from kos_core.brief import Brief, Ready
from kos_core.knowledge.loading import load
from kos_core.vocabulary import Answer, Category, Goal

Opened = Callable[..., AppTest]
WAYS = list(product(load().programmes, Goal))
OPEN = {"ready": Ready(papers=Answer.YES), "restricted_goods": Answer.NO}


@pytest.fixture
def opened(dashboard: Callable[..., AppTest]) -> Opened:
    def opening(brief: Brief | None = None, locale: str = "vi-VN") -> AppTest:
        return dashboard("plan/handover", brief, locale)

    return opening


def shown(app: AppTest) -> str:
    return "\n".join(block.proto.body for block in app.get("html")).replace("\u00a0", " ")


def codes(app: AppTest) -> list[str]:
    """What can be copied on the screen, but for the words that share its link."""
    return [one.value for one in app.code if "lang=" not in one.value]


def message(app: AppTest) -> str:
    """The message as it is copied: the first code block."""
    return codes(app)[0].replace("\u00a0", " ")


def field(app: AppTest, part: str) -> AppTest:
    every = [*app.text_area, *app.text_input]
    return next(one for one in every if f"handed.{part}" in (one.key or ""))


def test_the_message_stands_first_and_can_be_copied(opened: Opened) -> None:
    app = opened(Brief(price_vnd=250_000))
    assert not app.exception
    assert app.title[0].value == "Ngày mai nhắn ai, nói gì?"
    assert message(app).startswith("Cả nhà ơi, mình bắt đầu tự live bán sản phẩm bên mình")
    assert "Thử nhỏ trước" in shown(app)
    heads = [one.label for one in app.expander]
    assert heads[heads.index("Sửa lời nhắn") + 1 :][:2] == ["Tìm ai, xin số liệu gì", "Trả tối đa bao nhiêu"]


def test_names_go_into_the_message(opened: Opened) -> None:
    app = opened(Brief(goal=Goal.LAUNCH, budget_vnd=2_000_000_000, **OPEN))
    field(app, "shop").set_value("Lá Xanh").run()
    field(app, "product").set_value("Kem <b>Trà</b>").run()
    assert "mình bên Lá Xanh" in message(app)
    assert "Kem <b>Trà</b>" in message(app)
    assert "<b>Trà</b>" not in shown(app)


def test_what_the_reader_wrote_is_copied_and_stays_on_other_screens(opened: Opened) -> None:
    app = opened()
    field(app, "message").set_value("Em ơi tối mai live nhé").run()
    assert message(app) == "Em ơi tối mai live nhé"
    app.switch_page("../plan/plan.py").run()
    assert not app.exception
    app.switch_page("../plan/handover.py").run()
    assert message(app) == "Em ơi tối mai live nhé"
    assert "bản bạn đã sửa" in shown(app)
    next(button for button in app.button if button.key == "handed_again").click().run()
    assert message(app).startswith("Cả nhà ơi")


def test_an_edited_message_warns_when_the_plan_has_changed(opened: Opened) -> None:
    app = opened()
    field(app, "message").set_value("Em ơi tối mai live nhé").run()
    app.session_state["brief"] = Brief(weeks=2)
    app.run()
    assert message(app) == "Em ơi tối mai live nhé"
    assert "Kế hoạch đã đổi" in shown(app)


def test_strong_points_and_answers_go_into_the_sheet(opened: Opened) -> None:
    app = opened()
    field(app, "usp").set_value("Thấm nhanh\nKhông bết").run()
    field(app, "questions").set_value("Hỏi: Bao lâu hết?\nĐáp: Hai tháng").run()
    sheet = codes(app)[1]
    assert "Thấm nhanh\nKhông bết" in sheet
    assert "Đáp: Hai tháng" in sheet
    assert "Da nhạy cảm" not in sheet


@pytest.mark.parametrize(
    "payload", ["![.](http://evil.example/p.png)", "<script>alert(1)</script>", "$x$ :red[a] [b](http://c.d)"]
)
def test_words_of_the_reader_are_shown_letter_by_letter(opened: Opened, payload: str) -> None:
    app = opened()
    for name in ("message", "usp", "product", "shop", "questions"):
        field(app, name).set_value(payload).run()
    assert not app.exception
    assert message(app) == payload
    marked = [*app.markdown, *app.caption, *app.title, *app.subheader]
    assert payload not in "\n".join([shown(app), *(str(one.value) for one in marked)])


def test_several_lines_are_chosen_one_at_a_time(opened: Opened) -> None:
    app = opened(Brief(goal=Goal.LAUNCH, budget_vnd=2_000_000_000, **OPEN))
    before = message(app)
    control = next(one for one in app.get("button_group") if "handed" in (one.key or ""))
    control.set_value("koc_video@tiktok_shop").run()
    assert message(app) != before
    assert "quay một video" in message(app)


def test_where_a_paper_is_missing_nobody_is_written_to(opened: Opened) -> None:
    app = opened(Brief(category=Category.HEALTH_SUPPLEMENTS, ready=Ready(papers=Answer.NO)))
    assert not app.exception
    assert not codes(app)
    assert "Chưa nhắn ai" in shown(app)
    assert any(button.key == "shut.papers" for button in app.button)


def test_a_plan_to_hold_hands_over_the_cheapest_test(opened: Opened) -> None:
    app = opened(Brief(category=Category.ELECTRONICS, goal=Goal.AWARENESS, **OPEN))
    assert "thử cách rẻ nhất" in shown(app)
    assert message(app).startswith("Chào anh/chị")


def test_wishes_that_cannot_be_kept_hand_nothing_over(opened: Opened) -> None:
    app = opened(Brief(budget_vnd=20_000_000, locks=(("koc_video@tiktok_shop", 8),)))
    assert not app.exception
    assert not codes(app)
    assert "chưa có gì để bàn giao" in shown(app)


def test_in_english_no_vietnamese_stands_on_the_screen(opened: Opened) -> None:
    app = opened(Brief(goal=Goal.LAUNCH, budget_vnd=2_000_000_000, **OPEN), "en-US")
    text = (shown(app) + "".join(codes(app))).lower()
    assert "whom to write to" in app.title[0].value.lower()
    assert not any(word in text for word in ("kế hoạch", "chào", "lượt xem", "đơn"))


def test_the_advisor_leads_here(dashboard: Callable[..., AppTest]) -> None:
    app = dashboard("", Brief())
    links = [one.proto for one in app.get("page_link")]
    assert any(link.label == "Làm ngay" and link.page.endswith("handover") for link in links)


@pytest.mark.parametrize(("name", "goal"), WAYS, ids=[f"{name}-{goal}" for name, goal in WAYS])
def test_every_way_of_hiring_is_drawn_for_every_goal(opened: Opened, name: str, goal: Goal) -> None:
    way = load().programmes[name]
    category = Category.FINANCE_INSURANCE if way.leads_only else Category.BEAUTY
    lock = ((f"{name}@{way.platforms[0]}", way.smallest),)
    app = opened(Brief(category=category, goal=goal, budget_vnd=6_000_000_000, locks=lock, **OPEN))
    assert not app.exception, [str(error.message) for error in app.exception]
    assert codes(app)
