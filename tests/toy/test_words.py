# ruff: noqa: E501  # a sentence and its numbers read best on one line
"""Each number of a sentence beside its word, in both languages: a swapped gap is seen."""

import re
from typing import Any

import pytest

from kos_core.advice.advice import advise
from kos_core.advice.pilot import pilot_of
from kos_core.advice.remarks import Remark
from kos_core.forecast.forecast import forecast
from kos_core.say.money import money_of, selling
from kos_core.say.sentences import Sentences
from kos_core.say.text import text_of
from kos_core.vocabulary import Category, CreatorType, Goal, Lang, Stage
from tests.toy.world import TIKTOK, WORD, WORLD, bound, case, world

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
    ("money_loses", {"creator": KOC, "leader": KOS, "theirs_profit_vnd": -3e6, "ours_profit_vnd": -9e6},
     {"vi": [r"KOC lỗ nhẹ hơn \(thường lỗ 3 triệu, còn KOS thường lỗ 9 triệu\)"],
      "en": [r"KOC loses less \(usually loses 3 million VND; KOS usually loses 9 million"]}),
    ("money_gains", {"creator": KOC, "leader": KOS, "theirs_profit_vnd": 9e6, "ours_profit_vnd": 3e6},
     {"vi": [r"KOC lãi hơn \(thường lãi 9 triệu, còn KOS thường lãi 3 triệu\); KOS đứng đầu"],
      "en": [r"KOC gains more \(usually gains 9 million VND; KOS usually gains 3 million"]}),
    ("money_turns", {"creator": KOC, "leader": KOS, "theirs_profit_vnd": 9e6, "ours_profit_vnd": -3e6},
     {"vi": [r"KOC lợi hơn hẳn \(thường lãi 9 triệu, còn KOS thường lỗ 3 triệu\)"],
      "en": [r"KOC is the better one \(usually gains 9 million VND; KOS usually loses 3 million"]}),
    ("ads_earn_more", {"spend_vnd": 20e6, "theirs_profit_vnd": 3e6},
     {"vi": [r"Cùng 20 triệu đó, chạy quảng cáo thường lãi 3 triệu"], "en": [r"same 20 million VND in ads usually gains 3 million"]}),
    ("leads_prefer", {"creator": KOL, "leader": KOS, "theirs_count": 2_000, "spend_vnd": 20e6},
     {"vi": [r"KOL được nhiều hơn \(thường khoảng 2.000, chi trước 20 triệu\); KOS"],
      "en": [r"KOL brings more \(usually about 2,000 for 20 million VND in advance\); KOS"]}),
    ("ads_more_leads", {"spend_vnd": 20e6, "theirs_count": 700},
     {"vi": [r"Cùng 20 triệu, chạy quảng cáo thường được khoảng 700 khách"], "en": [r"same 20 million VND in ads usually brings about 700 leads"]}),
    ("unspent_weeks", {"rest_vnd": 9e6, "weeks": 2, "unit": WORD},
     {"vi": [r"Trong 2 tuần .*còn 9 triệu"], "en": [r"into 2 weeks; 9 million VND is left"]}),
    ("unspent_unit", {"rest_vnd": 9e6, "weeks": 2, "unit": WORD},
     {"vi": [r"Còn 9 triệu, chưa đủ thêm một chữ"], "en": [r"^9 million VND is left, not enough for one more word"]}),
    ("unspent_returns", {"rest_vnd": 19.96e6, "weeks": 2, "unit": WORD, "next_vnd": 10e6, "more_vnd": 3e6},
     {"vi": [r"Còn 19,96 triệu", r"thêm 10 triệu nữa, .* mất thêm 3 triệu"],
      "en": [r"Keep the 19.96 million VND", r"10 million VND more would lose 3 million"]}),
    ("unspent_loss", {"rest_vnd": 9e6, "weeks": 2, "unit": WORD, "next_vnd": 10e6, "more_vnd": 3e6},
     {"vi": [r"thêm 10 triệu nữa .* có thêm 3 triệu, nhưng"], "en": [r"10 million VND more would add 3 million .* but"]}),
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


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_pilot_says_what_to_do_for_how_much_and_when_to_stop(lang: Lang) -> None:
    """Three sessions for 6 million need 75 orders and bring 64.8; where it pays, only the need is said."""
    losing = Sentences(advise(case(bound(15), budget_vnd=30_000_000)), text_of(lang))
    assert losing.advice.best is not None
    pilot = pilot_of(losing.advice.best)
    assert pilot is not None
    said = losing.pilot(pilot, losing.advice.best).replace("\u00a0", " ")
    wanted = {
        "vi": ["làm trước 3 chữ, hết khoảng 6 triệu", "Phải được từ 75 đơn|gần như không lần nào"],
        "en": ["3 word first, about 6 million|try 3 word, about 6 million", "from 75 successful|hardly any"],
    }
    assert all(re.search(part, said, re.IGNORECASE) for part in wanted[lang][1:]), said
    good = advise(case(world({"kos_hired.any.channel_views": 90_000})))
    assert good.best is not None
    told = Sentences(good, text_of(lang))
    pilot = pilot_of(good.best)
    assert pilot is not None
    said = told.pilot(pilot, good.best).replace("\u00a0", " ")
    assert re.search(
        {"vi": "hết khoảng 4 triệu. Được từ 50 đơn", "en": "about 4 million VND. From 50 successful"}[lang],
        said,
    )
    reach = advise(case(goal=Goal.AWARENESS, budget_vnd=RICH))
    assert reach.best is not None
    pilot = pilot_of(reach.best)
    assert pilot is not None
    said = Sentences(reach, text_of(lang)).pilot(pilot, reach.best).replace("\u00a0", " ")
    assert re.search({"vi": r"Dưới 200.000 lượt xem", "en": r"Below 200,000 views"}[lang], said), said


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


def test_selling_is_said_of_any_programme_and_hopeless_is_one_in_twenty() -> None:
    advice = advise(case(cost_vnd=190_000))
    assert advice.is_hopeless
    assert advice.best is not None
    assert advice.best.chance_break_even == 0
    sentence = selling(advice.best, Sentences(advice, text_of("en")))
    assert "hardly any" in sentence
    assert not advise(case(world({"kos_hired.any.channel_views": 90_000}))).is_hopeless
    assert Stage.PROFIT in advice.ads
