"""Goods as sellers say them lead to their category, however they are typed."""

import unicodedata

import pytest

from kos_core.advice.advice import advise
from kos_core.brief import Brief, from_token, goods_name, to_token
from kos_core.case import Case
from kos_core.command_line.asking import read_case
from kos_core.hire.ways import ways_of
from kos_core.knowledge.goods import find_goods, listed
from kos_core.knowledge.loading import load
from kos_core.numbers.search import fold
from kos_core.say.sentences import Sentences
from kos_core.say.text import text_of
from kos_core.vocabulary import Category

SAID = {
    "nến thơm": "home_living", "thức ăn cho mèo": "other", "sữa cho bé": "mother_baby",
    "rau củ": "food_beverage", "tour du lịch": "other", "bất động sản": "education_services",
    "bánh trung thu": "food_beverage", "máy hút bụi": "electronics", "ốp lưng": "electronics",
    "phone case": "electronics", "khoá học": "education_services", "sức khoẻ": "health_supplements",
    "mĩ phẩm": "beauty", "giầy": "fashion", "nến thơm quế": "home_living", "kem chống nắngg": "beauty",
}  # fmt: skip


@pytest.mark.parametrize(("typed", "category"), SAID.items())
def test_goods_lead_to_their_category_with_accents_or_without(typed: str, category: str) -> None:
    for way in (typed, typed.upper(), unicodedata.normalize("NFD", typed)):
        assert find_goods(way, load())[0].category == category, way
    assert find_goods(fold(typed), load())[0].category == category


def test_every_category_is_offered_once_and_other_last_where_its_words_are_far() -> None:
    for typed in ("nến thơm", "zzzz", ""):
        found = [one.category for one in find_goods(typed, load())]
        assert sorted(found) == sorted(Category)
        assert found[-1] is Category.OTHER
    assert not find_goods("zzzz", load())[0].is_likely


def test_a_word_stands_under_one_category() -> None:
    words = [fold(word) for said in listed().values() for word in dict.fromkeys(said)]
    own = {c: {fold(w) for w in said} for c, said in listed().items()}
    twice = {w for w in words if sum(w in said for said in own.values()) > 1}
    accented = [w for said in listed().values() for w in said]
    assert len(accented) == len(set(accented)), sorted({w for w in accented if accented.count(w) > 1})
    assert len(twice) < len(words) / 50


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("  nến   thơm\n2.5% (size L)", "nến thơm 2.5% (size L)"),
        ("=1+1", "1+1"),
        ("www.evil.vn", "www evil vn"),
        ("\u202ea\u0000b", "a b"),
        ("[a](http://x.y)", "a (http x y)"),
        ("y" * 99, "y" * 40),
        (unicodedata.normalize("NFD", "nến"), "nến"),
    ],
)
def test_a_name_of_goods_is_one_line_of_words(given: str, name: str) -> None:
    assert goods_name(given) == name
    brief = Brief(product=given)
    assert brief.product == name
    assert from_token(to_token(brief)) == brief


def test_a_name_changes_no_way_and_stands_in_the_answer() -> None:
    plain, named = (Case(Brief(product=name), load()) for name in ("", "nến thơm"))
    assert ways_of(plain) == ways_of(named)
    for lang in ("vi", "en"):
        assert "Nến thơm" in Sentences(advise(named), text_of(lang)).fit()
        assert "nến" not in Sentences(advise(plain), text_of(lang)).fit().lower()
    assert (
        read_case(
            {"category": ["beauty"], "goal": ["sales"], "budget": ["1 tỷ"], "product": ["nến"]}
        ).brief.product
        == "nến"
    )
