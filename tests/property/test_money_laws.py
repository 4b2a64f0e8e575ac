"""Money is read and written by laws that hold for every text and every amount."""

import re
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from kos_core.errors import KosError
from kos_core.numbers.amounts import MOST_VND, parse_vnd
from kos_core.numbers.shares import parse_share
from kos_core.numbers.writing import (
    digits_kept,
    times_in_ten,
    write_range,
    write_share,
    write_vnd,
    write_vnd_exact,
)
from kos_core.vocabulary import Lang

REFUSALS = {
    "money.empty",
    "money.not_a_number",
    "money.negative",
    "money.ambiguous",
    "money.too_large",
}
PIECES = (
    *"0123456789 .,-+%đdkmb\u00a0\u0301\u2212",
    *("tr", "triệu", "tỷ", "tỉ", "nghìn", "ngàn", "nghìn tỷ", "rưỡi", "VND", "đồng"),
    *("000", "50", "1.250", "million", "thousand", "\uff11"),
)

langs = st.sampled_from(["vi", "en"])
digit_counts = st.integers(1, 8)
amounts = st.integers(0, MOST_VND) | st.integers(0, 15).flatmap(lambda power: st.integers(0, 10**power))
# From 1 000 nghìn tỷ upwards there is no larger unit to say.
sayable = amounts.filter(lambda vnd: vnd < 999 * 10**12)
money_like = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
any_text = st.text() | money_like | st.text(st.characters())


def outcome(text: str | float) -> int | KosError:
    """What reading the text gives: VND, or the refusal."""
    try:
        return parse_vnd(text)
    except KosError as refusal:
        return refusal


def assert_read_or_refused(text: str | float) -> None:
    """Check that the text gives whole VND or a refusal that can be shown."""
    read = outcome(text)
    if not isinstance(read, KosError):
        assert type(read) is int
        assert 0 <= read <= MOST_VND
        return
    assert read.key in REFUSALS
    assert read.values["given"].isprintable()
    assert len(read.values["given"]) <= 41
    if read.key == "money.ambiguous":
        assert 0 <= read.values["first_vnd"] < read.values["second_vnd"]


@given(any_text)
@example("1" * 10_000_000)
@example("1 " * 20)
@example(" " * 1_000_000)
@example("\ud800")
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text at all brings about another error than a refusal."""
    assert_read_or_refused(text)


@given(st.integers() | st.floats() | st.booleans())
def test_any_number_is_read_or_refused(number: float) -> None:
    """No number brings about another error than a refusal."""
    assert_read_or_refused(number)


@given(any_text | st.integers() | st.floats())
def test_any_share_is_between_nothing_and_all_or_refused(text: str | float) -> None:
    """A share that was read is 0 to 1."""
    key: str | None = None
    try:
        share = parse_share(text, "margin")
    except KosError as refusal:
        share, key = 0.0, refusal.key
    assert key in {None, "share.not_a_number", "share.out_of_range", "share.ambiguous"}
    assert 0 <= share <= 1


@given(money_like)
def test_the_form_of_the_letters_changes_nothing(text: str) -> None:
    """Upper case and composed or decomposed accents are read alike."""

    def sense(variant: str) -> int | str:
        read = outcome(variant)
        return read.key if isinstance(read, KosError) else read

    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", text)
    if len(decomposed) <= 40:  # beyond that, length alone may refuse one of them
        assert sense(composed) == sense(decomposed) == sense(composed.upper())


@given(amounts, langs)
def test_an_exact_amount_is_read_back_exactly(vnd: int, lang: Lang) -> None:
    """What a table or an export shows can be typed in again."""
    assert parse_vnd(write_vnd_exact(vnd, lang)) == vnd


@given(amounts)
def test_bare_figures_are_read_as_they_stand(vnd: int) -> None:
    """Digits without a sign or a unit are VND."""
    assert parse_vnd(str(vnd)) == parse_vnd(vnd) == vnd


@given(sayable, langs, digit_counts)
def test_a_said_amount_is_read_back_within_its_rounding(vnd: int, lang: Lang, digits: int) -> None:
    """Off by half the last digit: the one asked for, or the second decimal."""
    back = parse_vnd(write_vnd(vnd, lang, digits))
    assert abs(back - vnd) <= max(vnd * 10.0 ** (1 - digits), vnd / 100, 1) / 2


@given(sayable, langs, digit_counts)
def test_more_digits_are_never_further_off(vnd: int, lang: Lang, digits: int) -> None:
    """One more digit brings the said amount nearer or leaves it."""
    fewer = parse_vnd(write_vnd(vnd, lang, digits))
    more = parse_vnd(write_vnd(vnd, lang, digits + 1))
    assert abs(more - vnd) <= abs(fewer - vnd)


@given(sayable, sayable, langs, digit_counts)
def test_a_larger_amount_is_never_said_smaller(one: int, other: int, lang: Lang, digits: int) -> None:
    """Rounding keeps the order of amounts."""
    low, high = sorted((one, other))
    said_low, said_high = (parse_vnd(write_vnd(vnd, lang, digits)) for vnd in (low, high))
    assert said_low <= said_high


@given(sayable, langs, digit_counts)
@example(999_999_999, "vi", 3)
@example(999_999, "en", 8)
def test_no_amount_is_a_thousand_of_its_unit(vnd: int, lang: Lang, digits: int) -> None:
    """It is 1 tỷ, not 1 000 triệu; and never three decimals, which could be groups."""
    said = write_vnd(vnd, lang, digits)
    assert re.match(r"[0-9]{1,3}([.,][0-9]{1,2})?[^0-9.,]", said)


@given(sayable, langs, digit_counts)
def test_a_loss_is_said_like_the_gain_with_a_minus(vnd: int, lang: Lang, digits: int) -> None:
    """Only the sign differs, and nothing lost has none."""
    said = write_vnd(vnd, lang, digits)
    assert write_vnd(-vnd, lang, digits) == ("\u2212" + said if vnd else said)


@given(sayable, langs)
def test_a_range_of_one_amount_is_that_amount(vnd: int, lang: Lang) -> None:
    """A range without width is not written as a range."""
    assert write_range(vnd, vnd, lang, money=True) == write_vnd(vnd, lang, 2)


@given(st.integers(0, 1000), langs)
def test_a_written_share_is_read_back(permille: int, lang: Lang) -> None:
    """A share of so many thousandths survives the screen."""
    share = permille / 1000
    assert parse_share(write_share(share, lang, digits=1), "margin") == share


@given(st.floats(0, 1), st.floats(0, 1))
def test_times_in_ten_follow_the_chance(one: float, other: float) -> None:
    """A greater chance is never fewer times, and no count is off by over a half."""
    low, high = sorted((one, other))
    assert 0 <= times_in_ten(low) <= times_in_ten(high) <= 10
    assert abs(times_in_ten(one) - one * 10) <= 0.5 + 1e-9


@given(st.floats(-1e300, 1e300), digit_counts)
def test_kept_digits_stay_when_kept_again(x: float, digits: int) -> None:
    """Rounding twice is rounding once."""
    once = digits_kept(x, digits)
    assert digits_kept(once, digits) == once
