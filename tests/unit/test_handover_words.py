"""What is handed over in words, for every category, goal and way of hiring, in both languages."""

import re
from collections.abc import Iterator
from itertools import product

import pytest

from kos_core.advice.advice import Advice, advise
from kos_core.brief import Brief, Ready
from kos_core.case import Case
from kos_core.knowledge.loading import load
from kos_core.say.handover import Own, Sheet, sheets
from kos_core.say.handover.own import LONGEST_TEXT, written
from kos_core.say.handover.sheet import ads_beside, first_needed
from kos_core.say.sentences import Sentences
from kos_core.say.text import text_of
from kos_core.vocabulary import Answer, Category, Goal, Lang

BUDGETS = (20_000_000, 100_000_000, 2_000_000_000)
LANGS: tuple[Lang, ...] = ("vi", "en")
BROKEN = re.compile(r"None|nan\b|\binf\b|[{}]|  |\bTrue\b|\bFalse\b")
MARKDOWN = re.compile(r"\*\*|__|^#|\]\(|^- ", re.MULTILINE)
WAYS = [(name, goal) for name, goal in product(load().programmes, Goal) if load().programmes[name].platforms]


def open_case(**asked: object) -> Case:
    return Case(Brief(ready=Ready(papers=Answer.YES), restricted_goods=Answer.NO).with_(**asked), load())


def words(sheet: Sheet) -> Iterator[str]:
    """Everything a sheet says."""
    yield from (sheet.name, sheet.short, sheet.lead, sheet.message, sheet.brief, sheet.questions)
    for part in sheet.parts:
        yield part.head
        for point in (*part.points, *part.rest):
            yield point.said
            yield from point.notes
        if part.table is not None:
            for row in (*part.table.rows,):
                for cell in row.cells:
                    yield cell.said
                    yield from cell.notes


def check(sheet: Sheet) -> None:
    for said in words(sheet):
        assert said.strip(), sheet.name
        assert not BROKEN.search(said), said
    assert not MARKDOWN.search(sheet.message), sheet.message
    assert 80 < len(sheet.message) < 1_400, sheet.message
    assert not re.search(r"\.\.|,,|: ?\.|\. \.", sheet.message), sheet.message
    assert {part.name for part in sheet.parts} >= {"whom", "most", "targets", "check", "contract", "law"}


@pytest.mark.parametrize("category", Category)
def test_every_sentence_is_whole_for_every_goal_and_budget(category: Category) -> None:
    for goal, budget in product(Goal, BUDGETS):
        advice = advise(open_case(category=category, goal=goal, budget_vnd=budget))
        for lang in LANGS:
            found = sheets(advice, text_of(lang))
            assert found
            for sheet in found:
                check(sheet)
            assert not BROKEN.search(ads_beside(advice, Sentences(advice, text_of(lang))))


@pytest.mark.parametrize(("name", "goal"), WAYS, ids=[f"{name}-{goal}" for name, goal in WAYS])
def test_every_way_of_hiring_has_its_message(name: str, goal: Goal) -> None:
    """Fixed by the reader, whatever the plan would choose."""
    way = load().programmes[name]
    category = Category.FINANCE_INSURANCE if way.leads_only else Category.BEAUTY
    lock = ((f"{name}@{way.platforms[0]}", way.smallest),)
    case = open_case(category=category, goal=goal, budget_vnd=6_000_000_000, locks=lock, price_vnd=250_000)
    if way.leads_only:
        case = case.with_(price_vnd=None)
    advice = advise(case)
    for lang in LANGS:
        text = text_of(lang)
        found = {sheet.one.line.programme: sheet for sheet in sheets(advice, text)}
        assert name in found
        check(found[name])
        shop, product_ = "Lá Xanh", "Kem dưỡng Trà Xanh"
        mine = sheets(advice, text, Own(shop=shop, product=product_))
        message = next(sheet.message for sheet in mine if sheet.one.line.programme == name)
        assert way.house or shop in message
        assert product_ in message or name == "kos_staff"


def beauty(**asked: object) -> Advice:
    return advise(open_case(goal=Goal.LAUNCH, budget_vnd=2_000_000_000, **asked))


def test_a_price_is_named_only_where_the_reader_gave_one() -> None:
    """The category's basket is our guess: a creator would be told a wrong price."""
    text = text_of("vi")
    without = next(s for s in sheets(beauty(), text) if s.one.line.programme == "koc_video")
    assert without.lacks_price
    assert "giá bán" not in without.message.lower()
    given = beauty(price_vnd=250_000, discount_rate=0.1)
    found = next(s for s in sheets(given, text) if s.one.line.programme == "koc_video")
    assert not found.lacks_price
    assert "giá bán 250k, đợt này còn 225k" in found.message.replace("\u00a0", " ")


def test_the_readers_words_take_the_place_of_ours_and_control_signs_go() -> None:
    text, advice = text_of("vi"), beauty()
    first = sheets(advice, text)[0]
    mine = "Chào chị Hai,\n\u202egửi chị mẫu\x07 nhé {tên}"
    (own,) = sheets(advice, text, Own(messages={first.one.at: mine}))[:1]
    assert own.message == "Chào chị Hai,\ngửi chị mẫu nhé {tên}"
    assert own.draft == first.draft
    assert written("a" * 10_000) == "a" * LONGEST_TEXT


def test_the_floor_price_is_for_the_shop_alone() -> None:
    """Who sells is told the price of this campaign, never the price at which the shop earns nothing."""
    for sheet in sheets(beauty(price_vnd=250_000, cost_vnd=90_000), text_of("vi")):
        floor = sheet.one.floor_vnd
        assert floor is not None
        said = f"{floor // 1_000}k"
        assert said in " ".join(p.said for part in sheet.parts if part.name == "price" for p in part.points)
        assert said not in sheet.brief
        assert said not in sheet.message


def test_what_may_not_be_said_follows_the_category() -> None:
    for category, wanted in (
        (Category.BEAUTY, "Bác sĩ"),
        (Category.HEALTH_SUPPLEMENTS, "thay thuốc"),
        (Category.MOTHER_BABY, "24 tháng"),
        (Category.FINANCE_INSURANCE, "Cam kết lãi"),
    ):
        found = sheets(advise(open_case(category=category, budget_vnd=2_000_000_000)), text_of("vi"))
        assert wanted in found[0].brief, category


def test_who_speaks_for_their_own_shop_is_not_told_to_say_they_are_sponsored() -> None:
    by_way = {sheet.one.line.programme: sheet for sheet in sheets(beauty(), text_of("vi"))}
    assert "được tài trợ" in by_way["koc_video"].brief
    own = advise(open_case())
    assert "được tài trợ" not in sheets(own, text_of("vi"))[0].brief


def test_law_says_when_it_was_read_and_that_it_is_no_advice() -> None:
    for lang, no_advice in (("vi", "Không phải tư vấn pháp lý"), ("en", "Not legal advice")):
        law = next(part for part in sheets(beauty(), text_of(lang))[0].parts if part.name == "law")
        assert no_advice in law.lead
        assert "2026" in law.lead
        assert all(point.notes for point in (*law.points, *law.rest))
        assert any("2026" in note for point in law.points for note in point.notes)


@pytest.mark.parametrize("category", Category)
def test_every_line_of_law_for_the_goods_stands_on_the_sheet_of_a_live(category: Category) -> None:
    """Each with its state, whatever the goods; who does not go live is spared those of lives alone."""
    advice = advise(open_case(category=category, locks=(("kos_own@facebook_live", 8),)))
    live = next(one for one in sheets(advice, text_of("vi")) if one.one.line.programme == "kos_own")
    law = next(part for part in live.parts if part.name == "law")
    told = {point.said for point in (*law.points, *law.rest)}
    wanted = {
        line.vi
        for line in load().compliance
        if line.topic != "contract" and {"all", category} & set(line.categories)
    }
    assert told == wanted
    assert all(point.notes for point in (*law.points, *law.rest))


def test_what_is_only_for_lives_is_not_told_to_who_posts() -> None:
    by_way = {sheet.one.line.programme: sheet for sheet in sheets(beauty(), text_of("vi"))}

    def rest(name: str) -> str:
        part = next(part for part in by_way[name].parts if part.name == "law")
        return " ".join(point.said for point in part.rest)

    assert "bản ghi phiên live" in rest("kos_livestream")
    assert "bản ghi phiên live" not in rest("kol_post")


def test_where_a_paper_is_missing_it_is_named_with_what_to_do_meanwhile() -> None:
    brief = Brief(category=Category.HEALTH_SUPPLEMENTS, ready=Ready(papers=Answer.NO))
    advice = advise(Case(brief, load()))
    text = text_of("vi")
    assert sheets(advice, text) == ()
    said = " ".join(
        line for point in first_needed(advice, Sentences(advice, text)) for line in (point.said, *point.notes)
    )
    assert "giấy xác nhận nội dung quảng cáo" in said.lower()
    assert "Trong lúc chờ" in said


def test_every_number_of_a_sheet_can_be_traced() -> None:
    known = load()
    there = {*known.estimates, *known.claims, *known.sources, *known.figures}
    for sheet in sheets(beauty(), text_of("vi")):
        for part in sheet.parts:
            assert set(part.rests_on) <= there
        assert set(sheet.brief_rests_on) <= there
