"""Money is read as people write it and written as people read it, by examples."""

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from kos_core.errors import KosError
from kos_core.numbers.amounts import parse_vnd
from kos_core.numbers.shares import parse_share, parse_whole
from kos_core.numbers.writing import (
    digits_kept,
    times_in_ten,
    write_number,
    write_range,
    write_share,
    write_vnd,
    write_vnd_exact,
)
from kos_core.vocabulary import Lang

ROOT = Path(__file__).parents[2]
DASH = "\u2013"
MINUS = "\u2212"


def plain(text: str) -> str:
    """The text with ordinary spaces for no-break ones."""
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("text", "vnd"),
    [
        # millions, the way budgets are said
        ("100tr", 100_000_000),
        ("100 tr", 100_000_000),
        ("100 triệu", 100_000_000),
        ("100trieu", 100_000_000),
        ("100 TRIỆU ĐỒNG", 100_000_000),
        ("1,5 triệu", 1_500_000),
        ("1.5 triệu", 1_500_000),
        ("100m", 100_000_000),
        ("100 million", 100_000_000),
        ("2.25 million VND", 2_250_000),
        # tỷ, with either i, with and without accents
        ("1,2 tỷ", 1_200_000_000),
        ("1.2 ty", 1_200_000_000),
        ("1,2 tỉ", 1_200_000_000),
        ("1.5b", 1_500_000_000),
        ("1 bn", 1_000_000_000),
        ("1 billion", 1_000_000_000),
        ("0,125 tỷ", 125_000_000),
        ("1,23 nghìn tỷ", 1_230_000_000_000),
        # figures after the unit, and units after units
        ("1tỷ2", 1_200_000_000),
        ("1 tỷ 2", 1_200_000_000),
        ("1tr5", 1_500_000),
        ("1tr5đ", 1_500_000),
        ("1tr05", 1_050_000),
        ("2tr35", 2_350_000),
        ("2tr350", 2_350_000),
        ("1k5", 1_500),
        ("2 tỷ rưỡi", 2_500_000_000),
        ("1 tỷ 200 triệu", 1_200_000_000),
        ("1 tỷ 200 triệu 500 nghìn", 1_200_500_000),
        ("1 triệu 200.000", 1_200_000),
        # thousands
        ("250k", 250_000),
        ("250K VND", 250_000),
        ("250 nghìn", 250_000),
        ("250 ngàn đồng", 250_000),
        ("52,5k", 52_500),
        ("5 thousand", 5_000),
        # figures alone
        ("100000000", 100_000_000),
        ("500.000.000", 500_000_000),
        ("500,000,000đ", 500_000_000),
        ("500 000 000", 500_000_000),
        ("500.000.000 ₫", 500_000_000),
        ("₫500,000", 500_000),
        ("VND 500,000", 500_000),
        ("500.000 vnđ", 500_000),
        ("500000 dong", 500_000),
        ("1.200", 1_200),
        ("1,200", 1_200),
        ("1.200.000", 1_200_000),
        ("1,200,000.00", 1_200_000),
        ("250000.0", 250_000),
        ("0", 0),
        ("+5k", 5_000),
        # what keyboards and copying do
        ("  100\u00a0tr ", 100_000_000),
        ("500\u202f000\u202f000", 500_000_000),
        ("\uff11\uff10\uff10\uff54\uff52", 100_000_000),
        (unicodedata.normalize("NFD", "1 tỷ 200 triệu đồng"), 1_200_000_000),
        # what people put around an amount, and slang
        ("khoảng 100tr", 100_000_000),
        ("tầm 100 triệu", 100_000_000),
        ("~100tr", 100_000_000),
        ("about 100 million", 100_000_000),
        ("100tr.", 100_000_000),
        ("100tr+", 100_000_000),
        ("100 củ", 100_000_000),
        ("5 củ rưỡi", 5_500_000),
        # numbers that are numbers already
        (100_000_000, 100_000_000),
        (1e8, 100_000_000),
        (10**15, 10**15),
    ],
)
def test_an_amount_is_read_as_people_write_it(text: str | float, vnd: int) -> None:
    """Each way of writing means one amount of VND."""
    assert parse_vnd(text) == vnd


@pytest.mark.parametrize(
    ("text", "vnd"),
    [
        ("1.250 tr", 1_250_000_000),
        ("1.250 triệu", 1_250_000_000),
        ("1,250 million", 1_250_000_000),
        ("1 250 triệu", 1_250_000_000),
        ("1.250k", 1_250_000),
        ("1,250k", 1_250_000),
        ("1.250,5 triệu", 1_250_500_000),
        # after "1 tỷ" no one adds 1 250 triệu, so these are decimals
        ("1 tỷ 1,250 triệu", 1_001_250_000),
    ],
)
def test_three_figures_after_a_sign_are_thousands_where_the_words_say_so(text: str, vnd: int) -> None:
    """The unit word's own language, or the amount before it, settles the doubt."""
    assert parse_vnd(text) == vnd


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("1,250 triệu", 1_250_000, 1_250_000_000),
        ("1.250 million", 1_250_000, 1_250_000_000),
        ("1.250m", 1_250_000, 1_250_000_000),
        ("1.235 tỷ", 1_235_000_000, 1_235_000_000_000),
        ("1 tỷ 50", 1_050_000_000, 1_500_000_000),
        ("2 triệu 35", 2_035_000, 2_350_000),
        # no unit: triệu or tỷ?
        ("1,2", 1_200_000, 1_200_000_000),
        (1.5, 1_500_000, 1_500_000_000),
        # no whole number of VND
        ("1,200,000.50", 1_200_000, 1_200_001),
        ("1,2345678 triệu", 1_234_567, 1_234_568),
        (1234.5, 1_234, 1_235),
    ],
)
def test_what_can_be_read_two_ways_is_refused_with_both_readings(
    text: str | float, first: int, second: int
) -> None:
    """The reader chooses between the two amounts; the program does not guess."""
    with pytest.raises(KosError) as refusal:
        parse_vnd(text)
    assert refusal.value.key == "money.ambiguous"
    assert refusal.value.values == {
        "given": str(text),
        "first_vnd": first,
        "second_vnd": second,
    }


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "money.empty"),
        (" \u00a0\n", "money.empty"),
        ("nhiều", "money.not_a_number"),
        ("đ", "money.not_a_number"),
        ("tr", "money.not_a_number"),
        ("100 usd", "money.not_a_number"),
        ("$100", "money.not_a_number"),
        ("50-100tr", "money.range"),
        ("10tr-20tr", "money.range"),
        ("10tr – 20tr", "money.range"),
        ("từ 10tr", "money.not_a_number"),
        ("10 đến 20 triệu", "money.range"),
        ("20tr-10tr", "money.not_a_number"),
        ("100tr/tháng", "money.a_month"),
        ("100tr mỗi tháng", "money.a_month"),
        ("5tr/tuần", "money.a_month"),
        ("100m per month", "money.a_month"),
        ("1e8", "money.not_a_number"),
        ("12.34.567", "money.not_a_number"),
        ("1.2.3 tỷ", "money.not_a_number"),
        ("1,5 tỷ 200 triệu", "money.not_a_number"),
        ("200 triệu 1 tỷ", "money.not_a_number"),
        ("1 tỷ 2000 triệu", "money.not_a_number"),
        ("1 million 5", "money.not_a_number"),
        ("đ100đ", "money.not_a_number"),
        ("10²", "money.not_a_number"),
        ("1" * 41, "money.not_a_number"),
        (float("nan"), "money.not_a_number"),
        (float("inf"), "money.not_a_number"),
        (True, "money.not_a_number"),
        ("-5tr", "money.negative"),
        (f"{MINUS}5.000", "money.negative"),
        (-1, "money.negative"),
        (-0.5, "money.negative"),
        ("1000001 tỷ", "money.too_large"),
        (10**15 + 1, "money.too_large"),
        pytest.param(10**5000, "money.too_large", id="five thousand digits"),
        (1e300, "money.too_large"),
    ],
)
def test_what_is_no_amount_is_refused_by_name(text: str | float, key: str) -> None:
    """The refusal says what is wrong, on which field, and what was given."""
    with pytest.raises(KosError) as refusal:
        parse_vnd(text, "price")
    assert refusal.value.key == key
    assert refusal.value.field == "price"
    assert "given" in refusal.value.values


def test_the_field_is_the_budget_unless_named() -> None:
    """Most amounts that are asked for are budgets."""
    with pytest.raises(KosError) as refusal:
        parse_vnd("?")
    assert refusal.value.field == "budget"


def test_what_was_given_is_handed_back_as_one_short_line() -> None:
    """A refusal becomes one line on a command line, whatever was pasted."""
    with pytest.raises(KosError) as refusal:
        parse_vnd("a\nb\x00" + "c" * 1_000_000)
    given = refusal.value.values["given"]
    assert given == "a b\ufffd" + "c" * 36 + "\u2026"


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("0.15", 0.15),
        ("0,15", 0.15),
        (".15", 0.15),
        ("15%", 0.15),
        ("15 %", 0.15),
        ("15\u00a0\uff05", 0.15),
        ("15 phần trăm", 0.15),
        ("15", 0.15),
        ("0,5%", 0.005),
        ("0", 0.0),
        ("1%", 0.01),
        ("100", 1.0),
        ("100%", 1.0),
        (0.15, 0.15),
        (15, 0.15),
        (15.1, 0.151),
        (1, 1.0),
    ],
)
def test_a_share_is_read_with_or_without_its_sign(text: str | float, share: float) -> None:
    """Below 1 a plain number is the share, from 10 on per cent; a number that is no text means what it is."""
    assert parse_share(text, "margin") == share


@pytest.mark.parametrize(
    ("text", "key"),
    [
        *[(bare, "share.ambiguous") for bare in ("1", "3", "2,5", "9.9")],
        ("", "share.not_a_number"),
        ("%", "share.not_a_number"),
        ("half", "share.not_a_number"),
        ("1.2.3", "share.not_a_number"),
        ("1" * 41, "share.not_a_number"),
        (float("nan"), "share.not_a_number"),
        (float("inf"), "share.not_a_number"),
        (True, "share.not_a_number"),
        ("101", "share.out_of_range"),
        ("100.5%", "share.out_of_range"),
        ("-5%", "share.out_of_range"),
        (-0.1, "share.out_of_range"),
        pytest.param(10**5000, "share.out_of_range", id="five thousand digits"),
    ],
)
def test_what_is_no_share_is_refused_by_name(text: str | float, key: str) -> None:
    """Nothing below 0 or above 100 % is a share."""
    with pytest.raises(KosError) as refusal:
        parse_share(text, "margin")
    assert (refusal.value.key, refusal.value.field) == (key, "margin")


def test_a_bare_figure_near_the_usual_is_no_riddle() -> None:
    """9 in place of a fee of 5 to 10 % is 9 %; in place of a margin of 40 to 60 % it may be 90 %."""
    assert parse_share("9", "fee", (0.05, 0.1)) == 0.09
    with pytest.raises(KosError):
        parse_share("9", "margin", (0.4, 0.6))


@pytest.mark.parametrize(
    ("vnd", "vi", "en"),
    [
        (0, "0 đ", "0 VND"),
        (900, "900 đ", "900 VND"),
        (999.7, "1k", "1k VND"),
        (52_500, "52,5k", "52.5k VND"),
        (250_000, "250k", "250k VND"),
        (999_499, "999k", "999k VND"),
        (999_500, "1 triệu", "1 million VND"),
        (1_234_567, "1,23 triệu", "1.23 million VND"),
        (86_000_000, "86 triệu", "86 million VND"),
        (100_000_000, "100 triệu", "100 million VND"),
        (999_600_000, "1 tỷ", "1 billion VND"),
        (1_200_000_000, "1,2 tỷ", "1.2 billion VND"),
        (1_234_000_000_000, "1,23 nghìn tỷ", "1.23 trillion VND"),
        (-86_000_000, f"{MINUS}86 triệu", f"{MINUS}86 million VND"),
        (-0.3, "0 đ", "0 VND"),
    ],
)
def test_an_amount_is_written_as_people_say_it(vnd: float, vi: str, en: str) -> None:
    """Three significant digits, the largest unit that fits, never 1 000 of a unit."""
    assert plain(write_vnd(vnd, "vi")) == vi
    assert plain(write_vnd(vnd, "en")) == en


def test_a_forecast_is_written_with_two_significant_digits() -> None:
    """123 456 789 VND is 120 triệu; 999 499 VND is no longer 999k."""
    assert plain(write_vnd(123_456_789, "vi", digits=2)) == "120 triệu"
    assert plain(write_vnd(999_499, "vi", digits=2)) == "1 triệu"


def test_an_amount_in_words_has_at_most_two_decimals() -> None:
    """52,525k would be read as 52 million, so no third decimal is ever written."""
    assert write_vnd(52_525, "vi", digits=6) == "52,53k"


def test_a_number_and_its_unit_stay_on_one_line() -> None:
    """The space before the unit does not break."""
    assert write_vnd(86_000_000, "vi") == "86\u00a0triệu"
    assert write_vnd_exact(900, "vi") == "900\u00a0₫"


def test_an_exact_amount_is_written_to_the_last_vnd() -> None:
    """Tables and exports show every figure, grouped as the language does."""
    assert plain(write_vnd_exact(100_000_000, "vi")) == "100.000.000 ₫"
    assert plain(write_vnd_exact(100_000_000, "en")) == "100,000,000 ₫"
    assert plain(write_vnd_exact(-1_234.5, "en")) == f"{MINUS}1,235 ₫"


@pytest.mark.parametrize(
    ("x", "vi", "en"),
    [
        (1234.5, "1.200", "1,200"),
        (0.04, "0,04", "0.04"),
        (0, "0", "0"),
        (9.96, "10", "10"),
        (1.0, "1", "1"),
        (-55, f"{MINUS}55", f"{MINUS}55"),
        (0.000_001_23, "0,0000012", "0.0000012"),
    ],
)
def test_a_number_is_written_with_two_significant_digits(x: float, vi: str, en: str) -> None:
    """Forecasts claim no more than they know."""
    assert write_number(x, "vi") == vi
    assert write_number(x, "en") == en


@pytest.mark.parametrize(
    ("low", "high", "lang", "money", "written"),
    [
        (190, 900, "vi", False, f"190{DASH}900"),
        (1_190, 9_000, "en", False, f"1,200{DASH}9,000"),
        (15e6, 20e6, "vi", True, f"15{DASH}20 triệu"),
        (15e6, 20e6, "en", True, f"15{DASH}20 million VND"),
        (900e3, 1.2e6, "vi", True, f"900k {DASH} 1,2 triệu"),
        (900e3, 1.2e6, "en", True, f"900k {DASH} 1.2 million VND"),
        (0, 2e6, "vi", True, f"0{DASH}2 triệu"),
        (5e6, 5.01e6, "vi", True, "5 triệu"),
        (0, 0, "vi", True, "0 đ"),
        (7, 7, "vi", False, "7"),
        (-5e6, 20e6, "vi", True, f"{MINUS}5 đến 20 triệu"),
        (-5e6, 20e6, "en", True, f"{MINUS}5 to 20 million VND"),
        (-2e6, 0, "vi", True, f"{MINUS}2 đến 0 triệu"),
        (-3, 5, "en", False, f"{MINUS}3 to 5"),
    ],
)
def test_a_range_names_its_unit_once(
    low: float, high: float, lang: Lang, *, money: bool, written: str
) -> None:
    """One unit serves both ends, and no dash stands beside a minus."""
    assert plain(write_range(low, high, lang, money=money)) == written


def test_a_share_is_written_in_per_cent() -> None:
    """Per cent exists only on screen, with the language's decimal sign."""
    assert write_share(0.15, "vi") == "15%"
    assert write_share(0.025, "vi", digits=1) == "2,5%"
    assert write_share(0.025, "en", digits=1) == "2.5%"
    assert write_share(-0.5, "en") == f"{MINUS}50%"
    assert write_share(0, "en") == "0%"


@pytest.mark.parametrize(
    ("chance", "times"),
    [(0, 0), (0.04, 0), (0.05, 1), (0.34, 3), (0.35, 4), (0.94, 9), (0.96, 10), (1, 10)],
)
def test_a_chance_is_counted_in_ten(chance: float, times: int) -> None:
    """The nearest count out of ten, halves up."""
    assert times_in_ten(chance) == times


def test_digits_are_kept_from_the_first_that_counts() -> None:
    """Two significant digits of 1 250 and 0.0445, halves away from zero."""
    assert digits_kept(1_250, 2) == 1_300
    assert digits_kept(0.0445, 2) == 0.045
    assert digits_kept(-1_250, 2) == -1_300
    assert digits_kept(0, 2) == 0


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_not_finite_is_not_written(value: float) -> None:
    """A missing result is the caller's to say in words."""
    with pytest.raises(ValueError, match="finite"):
        write_vnd(value, "vi")
    with pytest.raises(ValueError, match="finite"):
        write_number(value, "vi")


def test_reading_money_imports_no_babel() -> None:
    """Babel takes 50 ms to import, and only writing needs it."""
    read = "import sys, kos_core.numbers.amounts as money; money.parse_vnd('100tr')"
    code = f"{read}; sys.exit('babel' in sys.modules)"
    outcome = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    assert outcome.returncode == 0


@pytest.mark.parametrize(
    ("given", "count"),
    [("1.200", 1_200), ("2k", 2_000), ("1,5 nghìn", 1_500), ("3 ngàn", 3_000), ("2tr", 2_000_000), ("7", 7)],
)
def test_a_count_is_read_as_people_write_it(given: str, count: int) -> None:
    assert parse_whole(given, "stock") == count


@pytest.mark.parametrize(
    ("given", "key"), [("-5", "number.negative"), ("1.5", "number.not_whole"), ("2k3", "number.not_whole")]
)
def test_a_count_that_is_none_says_what_is_wrong(given: str, key: str) -> None:
    with pytest.raises(KosError) as refused:
        parse_whole(given, "stock")
    assert refused.value.key == key
