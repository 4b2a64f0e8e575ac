# ruff: noqa: E501  # a sentence and its numbers read best on one line
"""Each number of a sentence beside its word, in both languages: a swapped gap is seen."""

import re
from typing import Any

import pytest

from kos_core.advice.advice import advise
from kos_core.advice.remarks import Remark
from kos_core.forecast.forecast import forecast
from kos_core.say.money import money_of, selling
from kos_core.say.sentences import Sentences
from kos_core.say.text import text_of
from kos_core.vocabulary import Category, CreatorType, Goal, Lang, Stage
from tests.toy.world import TIKTOK, WORLD, bound, case

KOL, KOC, KOS, FACE = CreatorType
RICH = 400_000_000

# For every sentence the numbers it holds, each within reach of the words that name it.
MONEY: list[tuple[str, str, dict[str, Any], dict[Lang, list[str]]]] = [
    (
        "loses", "kos_hired", {},
        {"vi": [r"Cần 250 đơn", r"chỉ được 220 đơn", r"thường khoảng 220", r"lỗ khoảng 2,7 triệu"],
         "en": [r"need 250 successful", r"bring only 220", r"about 220\.", r"loss is about 2.7 million"]},
    ),
    (
        "pays", "koc_commission", {},
        {"vi": [r"Cần 66,7 đơn|Cần 67 đơn", r"được 72 đơn", r"thường khoảng 72", r"lãi khoảng 320k"],
         "en": [r"need 66.7 successful|need 67 successful", r"bring 72", r"about 72\.", r"gain is about 320k"]},
    ),
    (
        "never", "kos_hired", {"cost_vnd": 190_000},
        {"vi": [r"mỗi đơn đã lỗ 10k", r"được 220 đơn", r"thường khoảng 220", r"lỗ khoảng 22 triệu"],
         "en": [r"every order is 10k", r"bring 220 orders", r"about 220\.", r"loss is about 22 million"]},
    ),
    (
        "leads", "kos_hired", {"category": Category.FINANCE_INSURANCE},
        {"vi": [r"Chi 20 triệu", r"được 600 khách", r"thường khoảng 600", r"33k một khách"],
         "en": [r"^20 million", r"brings 600 people", r"about 600:", r"33k VND each"]},
    ),
    (
        "awareness", "kol_post", {"goal": Goal.AWARENESS},
        {"vi": [r"Chi 20 triệu", r"được 200.000 lượt xem", r"tức 100k cho", r"quảng cáo thì 100k"],
         "en": [r"^20 million", r"brings 200,000 views", r"100k VND per 1,000", r"beside 100k VND in ads"]},
    ),
    (
        "trust", "koc_commission", {"goal": Goal.TRUST},
        {"vi": [r"khoảng 20 bài review", r"4.000 lượt tương tác", r"trên 20.000 lượt xem"],
         "en": [r"about 20 real reviews", r"4,000 interactions", r"on 20,000 views"]},
    ),
    (
        "trust_live", "kos_hired", {"goal": Goal.TRUST},
        {"vi": [r"được 60.000 lượt xem", r"6.000 lượt tương tác"], "en": [r"bring 60,000 views", r"6,000 interactions"]},
    ),
    (
        "brand_image", "face", {"goal": Goal.BRAND_IMAGE, "budget_vnd": RICH},
        {"vi": [r"Chi 200 triệu", r"trong 6 tháng", r"khoảng 1 triệu lượt xem", r"ra 200k cho", r"quảng cáo thì 100k"],
         "en": [r"^200 million", r"buys 6 months", r"about 1 million views", r"200k VND per", r"beside 100k VND in ads"]},
    ),
]  # fmt: skip


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(("name", "programme", "said", "parts"), MONEY, ids=[m[0] for m in MONEY])
def test_the_money_sentence_puts_each_number_beside_its_word(
    name: str, programme: str, said: dict[str, Any], parts: dict[Lang, list[str]], lang: Lang
) -> None:
    """Ten sessions need 250 orders and bring 216; forty samples need 67 and bring 72; and so on."""
    known = bound(10) if programme == "kos_hired" else WORLD
    found = case(known, **said)
    cell = forecast(found, known.programmes[programme], TIKTOK)
    from kos_core.forecast.ads import ads

    beside = ads(cell.premises, cell.terms.spend_vnd, found)
    sentence = money_of(cell, beside, Sentences(advise(found), text_of(lang)))
    plain = sentence.replace("\u00a0", " ")
    for part in parts[lang]:
        assert re.search(part, plain), (part, plain)


REMARKS: list[tuple[str, dict[str, Any], dict[Lang, list[str]]]] = [
    ("too_dear", {"creator": FACE, "needs_vnd": 200e6, "budget_vnd": 20e6},
     {"vi": [r"phải chi từ 200 triệu, mà bạn có 20 triệu"], "en": [r"starts at 200 million VND, above your 20 million"]}),
    ("none_affordable", {"budget_vnd": 1e6, "deal": "any", "samples": 7, "least_vnd": 4e6, "creator": KOS},
     {"vi": [r"^1 triệu chưa đủ", r"cũng từ 4 triệu", r"cho 7 KOC"], "en": [r"^1 million VND does not", r"least is 4 million VND, a kos", r"to 7 KOCs"]}),
    ("none_affordable_deal", {"budget_vnd": 1e6, "deal": "hourly", "samples": 0, "least_vnd": 4e6, "creator": KOS},
     {"vi": [r"Với 1 triệu và cách trả", r"phải có 4 triệu"], "en": [r"^1 million VND with", r"at least 4 million"]}),
]  # fmt: skip


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(("name", "values", "parts"), REMARKS, ids=[r[0] for r in REMARKS])
def test_a_finding_puts_each_number_beside_its_word(
    name: str, values: dict[str, Any], parts: dict[Lang, list[str]], lang: Lang
) -> None:
    said = Sentences(advise(case()), text_of(lang)).remark(Remark(name, values)).replace("\u00a0", " ")
    for part in parts[lang]:
        assert re.search(part, said), (part, said)


@pytest.mark.parametrize(
    ("chance", "times"),
    [(0.0, "none"), (0.049, "none"), (0.05, "1"), (0.34, "3"), (0.949, "9"), (0.95, "all")],
)
def test_a_chance_is_said_in_tenths_with_words_at_the_ends(chance: float, times: str) -> None:
    text = text_of("vi")
    said = Sentences(advise(case()), text).chance(chance)
    wanted = (
        text(f"money.chance_{times}") if times in {"none", "all"} else text("money.chance_some", times=times)
    )
    assert said == wanted


def test_selling_is_said_of_any_programme() -> None:
    advice = advise(case(cost_vnd=190_000))
    assert advice.best is not None
    assert advice.best.chance_break_even == 0
    sentence = selling(advice.best, Sentences(advice, text_of("en")))
    assert "hardly any" in sentence
    assert Stage.PROFIT in advice.ads
