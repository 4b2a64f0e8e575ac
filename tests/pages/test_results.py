"""The screen for what really came back: samples, verdicts, and assumptions that can be taken back."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from kos_core.brief import Brief
from kos_core.vocabulary import Category

FASHION = Brief(category=Category.FASHION, price_vnd=229_000)


@pytest.fixture
def opened(dashboard: Callable[..., AppTest]) -> AppTest:
    return dashboard("learn/results", FASHION)


def shown(app: AppTest) -> str:
    assert not app.exception
    return "\n".join(block.proto.body for block in app.get("html")).replace("\u00a0", " ")


def press(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def test_an_empty_page_asks_for_a_report(opened: AppTest) -> None:
    assert opened.title[0].value == "Kết quả thật: ai nên làm tiếp?"
    assert "Nên" not in shown(opened)


def test_the_invented_sample_says_so_and_gives_each_creator_one_verb(opened: AppTest) -> None:
    said = shown(press(opened, "results.sample_live"))
    assert "số liệu bịa" in said
    assert "lanlive" in said
    assert "Tăng" in said
    assert "Dừng" in said
    assert "lượt bấm cuối cùng" in said
    assert "dòng tổng cộng" in said


def test_what_was_learnt_is_used_and_taken_back(opened: AppTest) -> None:
    app = press(press(opened, "results.sample_live"), "results.use")
    assert "đang tính theo kết quả của bạn" in shown(app)
    assert app.session_state["kept"]["results.knowledge"].changed
    app = press(app, "results.use")
    assert "results.knowledge" not in app.session_state["kept"]


def test_real_posts_are_read_and_nothing_is_concluded_from_them(opened: AppTest) -> None:
    said = shown(press(opened, "results.sample_posts"))
    assert "7.050 bài đăng" in said
    assert "Nên" not in said


def test_typed_numbers_are_judged(opened: AppTest) -> None:
    for name, value in {
        "creator": "<b>@Lan</b>",
        "views": "12,5k",
        "orders": "120",
        "kept": "90",
        "gmv_vnd": "27tr",
    }.items():
        opened.text_input(key=f"results.six.{name}").set_value(value)
    submit = next(b for b in opened.button if b.label == "Thêm kết quả này")
    said = shown(submit.click().run())
    assert "27 triệu" in said
    assert "<b>@" not in said


def test_unknown_columns_are_named_once_and_remembered(dashboard: Callable[..., AppTest]) -> None:
    data = "Số phiếu,Khách trả,Xong chưa\n1,120.000,Hoàn thành\n2,<img src=x>,Hoàn thành\n".encode()
    app = dashboard("learn/results", FASHION, state={"kept": {"results.waiting": ("sổ tay.csv", data)}})
    for field, head in {"order_id": "Số phiếu", "order_amount": "Khách trả", "status": "Xong chưa"}.items():
        app.selectbox(key=f"results.map.{field}").select(head)
    said = shown(next(b for b in app.button if b.label == "Đọc tệp với các cột này").click().run())
    assert "Đã đọc 1 đơn, bỏ 1 dòng" in said
    assert "<img" not in said
    kept = app.session_state["kept"]
    assert kept["results.waiting" if "results.waiting" in kept else "results.maps"]
    assert list(kept["results.maps"].values()) == [
        {"order_id": "Số phiếu", "status": "Xong chưa", "order_amount": "Khách trả"}
    ]
