"""Slips of the pen: asked back with the likely meaning, or answered to the point; never reckoned with."""

import pytest

from kos_core.__main__ import main
from kos_core.errors import KosError
from kos_core.numbers.amounts import parse_vnd
from kos_core.say.text import text_of
from kos_core.say.wording import refusal

PLAIN = ["advise", "--category", "beauty", "--goal", "sales", "--budget", "100tr"]


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        (["--price", "250"], "1k"),
        (["--price", "250k", "--cost", "100"], "100k"),
        (["--cost", "100"], "100k"),
        (["--price", "250k", "--cost", "5tr"], "thừa số 0"),
        (["--margin", "3"], "3% hoặc 30%"),
        (["--price", "250k", "--paid", "200k"], "đừng ghi cả hai"),
        (["--budget", "10tr-20tr"], "10 triệu hoặc 20 triệu"),
        (["--budget", "50-100tr"], "50 triệu hoặc 100 triệu"),
        (["--budget", "100tr/tháng"], "cả đợt"),
        (["--budget", "1.235 tỷ"], "1,24 tỷ hoặc 1,24 nghìn tỷ"),
        (["--products", "0"], "từ 1"),
        (["--ads", "-5"], "số âm"),
    ],
)
def test_a_slip_is_asked_back_with_what_may_be_meant(
    slip: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [*PLAIN]
    if slip[0] == "--budget":
        given[-1] = slip[1]
        slip = []
    assert main([*given, *slip]) == 2
    out, err = capsys.readouterr()
    assert not out
    assert said in err.replace("\u00a0", " ")


def test_two_readings_are_never_written_alike() -> None:
    """ "123k or 123k" tells nobody what to choose."""
    for written in ("123.4567k", "1,2345678 triệu", "1,200,000.50", 1234.5):
        with pytest.raises(KosError) as refused:
            parse_vnd(written)
        if refused.value.key == "money.ambiguous":
            said = refusal(refused.value, text_of("vi"))
            first, second = said.split(" có thể là ")[1].split(". Bạn")[0].split(" hoặc ")
            assert first != second


@pytest.mark.parametrize(("price", "says"), [("3tr", "thừa số 0"), ("15k", "thiếu số 0"), ("250k", "")])
def test_a_price_far_off_its_kind_is_asked_about(
    price: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*PLAIN, "--price", price]) == 0
    out = capsys.readouterr().out
    assert ("Bạn xem lại giúp" in out) is bool(says)
    assert says in out


def test_an_own_figure_the_answer_does_not_use_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*PLAIN, "--assume", "any.any.fashion.margin_rate=40%"]) == 0
    assert "không dùng con số bạn tự nhập" in capsys.readouterr().out
    assert main([*PLAIN, "--assume", "any.any.beauty.margin_rate=40%"]) == 0
    assert "không dùng con số bạn tự nhập" not in capsys.readouterr().out


def test_goods_whose_advertising_is_banned_are_asked_about_before_any_answer(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Milk for children under 24 months: the decree is named in the first line."""
    milk = ["advise", "--category", "mother_baby", "--goal", "sales", "--budget", "50tr"]
    assert main(milk) == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert "24 tháng" in first
    assert "Nghị định 100/2014" in first
    assert main([*milk, "--restricted-goods", "no"]) == 0
    assert "Nghị định 100/2014" not in capsys.readouterr().out
