"""What is needed of a platform moves with the brief: two needs, two platforms, sums by hand."""

import pytest

from kos_core import figures
from kos_core.advice.advice import advise
from kos_core.case import Case
from kos_core.knowledge.entries import Condition, Need, PlatformEntry
from kos_core.knowledge.sways import Moved, Sway
from kos_core.knowledge.whole import Knowledge
from kos_core.say.platforms import moved as moved_here
from kos_core.say.platforms import reason
from kos_core.say.text import text_of
from kos_core.score.apart import needs_met, stands_out
from kos_core.score.platform_fit import fit, needed, parts, swayed
from kos_core.vocabulary import Category, CreatorType, Goal, Lang, Platform, Support, Trait
from tests.toy.world import SHOPEE, TIKTOK, WHY, WORD, case, rated, rating, world

KOS = CreatorType.KOS
LEADS = {"category": Category.FINANCE_INSURANCE}
# The cart is needed three times as much as advice; TikTok has more of the one, Shopee of the other.
RATED = {TIKTOK: (9, 4), SHOPEE: (6, 8)}


def moved(*needs: str) -> Moved:
    return Moved(needs=needs, support=Support.JUDGEMENT, why=WHY)


def sway(name: str, when: Condition, **sides: Moved) -> Sway:
    return Sway(id=name, when=when, label=WORD, **sides)


def swaying(*sways: Sway, times: float = 2, marks: dict[Platform, tuple[int, int]] = RATED) -> Knowledge:
    """The world with two needs, these sways and the platforms' marks, 3 and 3 where none are given."""
    return world(
        {"model.sway_times": times},
        version=f"swaying-{times}-{'-'.join(one.id for one in sways)}-{len(marks)}",
        needs={
            "cart": Need(label=WORD, short=WORD, weights=rated(3, 3, 3, 3)),
            "advice": Need(label=WORD, short=WORD, weights=rated(1, 1, 1, 1)),
        },
        platforms={
            p: PlatformEntry(
                label=p,
                good_at=WORD,
                failed_shipping="cost.failed_shipping_vnd",
                ratings=dict(zip(("cart", "advice"), map(rating, marks.get(p, (3, 3))), strict=True)),
            )
            for p in Platform
        },
        sways={one.id: one for one in sways},
    )


BY_LEADS = sway("leads", Condition(leads=True), more=moved("advice"), less=moved("cart"))
ASKED = sway("asked", Condition(trait=Trait.NEEDS_ADVICE), more=moved("advice"))
DEAR = sway("dear", Condition(price_from=1_000_000), less=moved("cart"))
KNOWN_BY = sway("known", Condition(goal=Goal.AWARENESS), more=moved("advice"))


def fits(found: Case) -> tuple[float, float]:
    row = fit(found)[KOS]
    return row[TIKTOK], row[SHOPEE]


def test_nothing_moves_where_nothing_of_the_brief_says_so() -> None:
    """(3 · 9 + 4) / 4 and (3 · 6 + 8) / 4, times ten."""
    known = swaying(BY_LEADS, DEAR, KNOWN_BY)
    assert swayed(case(known)) == ()
    assert fits(case(known)) == pytest.approx((77.5, 65))


def test_for_leads_the_cart_counts_half_and_advice_twice_and_the_documents_prefer_another() -> None:
    """Needs of 1.5 and 2 of 3.5: (1.5 · 9 + 2 · 4) / 3.5 and (1.5 · 6 + 2 · 8) / 3.5, times ten."""
    known = swaying(BY_LEADS)
    found = case(known, **LEADS)
    assert needed(KOS, found) == pytest.approx({"cart": 1.5 / 3.5, "advice": 2 / 3.5})
    assert fits(found) == pytest.approx((215 / 3.5, 250 / 3.5))
    assert parts(KOS, SHOPEE, found) == pytest.approx({"cart": 90 / 3.5, "advice": 160 / 3.5})
    assert [(one.sway.id, one.share, one.times) for one in swayed(found)] == [
        ("leads", 1, {"advice": 2, "cart": 0.5})
    ]
    assert advise(case(known)).documents_prefer is None
    assert advise(found).documents_prefer is SHOPEE
    assert advise(found).fits == fit(found)


def test_an_answer_nobody_knows_moves_a_need_half_the_way() -> None:
    """Known, advice counts twice, (27 + 8) / 5; not known 1.5 times, (27 + 6) / 4.5; denied once."""
    known = swaying(ASKED)
    told = {answer: case(known, traits={"needs_advice": answer}) for answer in ("yes", "unknown", "no")}
    assert fits(told["yes"])[0] == pytest.approx(70)
    assert fits(told["unknown"])[0] == pytest.approx(330 / 4.5)
    assert fits(told["no"])[0] == pytest.approx(77.5)
    assert swayed(told["unknown"])[0].times == {"advice": 1.5}


def test_half_known_halves_go_to_three_quarters() -> None:
    known = swaying(sway("asked_less", Condition(trait=Trait.NEEDS_ADVICE), less=moved("cart")))
    assert swayed(case(known))[0].times == {"cart": 0.75}


def test_two_reasons_multiply() -> None:
    """Advice four times, the cart half: (1.5 · 9 + 4 · 4) / 5.5."""
    found = case(swaying(BY_LEADS, ASKED), traits={"needs_advice": "yes"}, **LEADS)
    assert fits(found)[0] == pytest.approx(295 / 5.5)


@pytest.mark.parametrize(("price_vnd", "moves"), [(999_999, 0), (1_000_000, 1)])
def test_a_price_band_begins_at_its_edge(price_vnd: int, moves: int) -> None:
    known = swaying(DEAR)
    assert len(swayed(case(known, price_vnd=price_vnd))) == moves
    assert 1_000_000 in known.price_edges


def test_a_goal_moves_its_own_needs_only() -> None:
    known = swaying(KNOWN_BY)
    assert {g: len(swayed(case(known, goal=g))) for g in Goal} == {g: int(g is Goal.AWARENESS) for g in Goal}


@pytest.mark.parametrize(("times", "by_hand"), [(1, 77.5), (3, 10 * (9 + 12) / 4)])
def test_how_far_a_need_moves_is_one_figure_the_reader_can_change(times: float, by_hand: float) -> None:
    """By one nothing moves; by three the cart is 1 and advice 3 of 4; said for a case it is the same."""
    assert fits(case(swaying(BY_LEADS, times=times), **LEADS))[0] == pytest.approx(by_hand)
    said = case(swaying(BY_LEADS), assumptions=(("model.sway_times", float(times)),), **LEADS)
    assert fits(said)[0] == pytest.approx(by_hand)


def test_what_stands_out_is_against_the_other_platforms() -> None:
    """TikTok's cart is above the mean of 4.8 and its advice below that of 4.2; the rest are below in both."""
    found = case(swaying())
    assert stands_out(KOS, TIKTOK, found) == ("cart", "advice")
    assert stands_out(KOS, SHOPEE, found) == ("advice", None)
    assert stands_out(KOS, Platform.YOUTUBE, found) == (None, "cart")
    assert needs_met(KOS, TIKTOK, found)["cart"].points == pytest.approx(10 * 27 / 4)


def test_what_stands_out_is_what_is_needed_here() -> None:
    """Ahead by as much in both, TikTok stands out by the cart; for leads advice is needed more, 2 to 1.5."""
    known = swaying(BY_LEADS, marks={TIKTOK: (9, 9)})
    assert stands_out(KOS, TIKTOK, case(known)) == ("cart", None)
    assert stands_out(KOS, TIKTOK, case(known, **LEADS)) == ("advice", None)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_platform_ahead_behind_both_or_level_is_said_in_words(lang: Lang) -> None:
    """Four sentences; the ratings named are the platform's own."""
    text, found, level = text_of(lang), case(swaying()), case(swaying(marks={}))
    cart, advice = f"{WORD(lang)} (9/10)", f"{WORD(lang)} (4/10)"
    assert reason(KOS, TIKTOK, found, text, lang) == text("where.reason.both", best=cart, lacks=advice)
    ahead = text("where.reason.best", best=f"{WORD(lang)} (8/10)")
    assert reason(KOS, SHOPEE, found, text, lang) == ahead
    behind = text("where.reason.lacks", lacks=f"{WORD(lang)} (3/10)")
    assert reason(KOS, Platform.YOUTUBE, found, text, lang) == behind
    assert reason(KOS, TIKTOK, level, text, lang) == text("where.reason.level")


def test_what_moved_the_needs_is_said_wholly_or_in_part() -> None:
    text = text_of("vi")
    assert moved_here(case(swaying(BY_LEADS), **LEADS), text, "vi") == [
        "chữ: chữ tính gấp 2 lần; chữ chỉ tính 0,5 lần."
    ]
    assert moved_here(case(swaying(ASKED)), text, "vi") == [
        "chữ (chưa rõ nên chỉ tính một phần): chữ tính gấp 1,5 lần."
    ]


def test_under_the_pointer_each_cell_of_the_map_says_its_reason() -> None:
    text, advice = text_of("vi"), advise(case(swaying(BY_LEADS), **LEADS))
    numbers = figures.platform_heat(advice, text, "vi", "light").data[1]
    cells = [(row.creator, p) for row in advice.scorecard.rows for p in advice.brief.platforms]
    for (creator, platform), said in zip(cells, numbers.customdata, strict=True):
        assert reason(creator, platform, advice.case, text, "vi") in said.replace("<br>", " ")
