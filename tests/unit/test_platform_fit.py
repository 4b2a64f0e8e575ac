"""No one platform table for all goods: a card, a car, a cream, a launch; every goal over the categories."""

from itertools import combinations, product
from pathlib import Path

import pytest

from kos_core.advice.advice import advise
from kos_core.brief import Brief, make_brief
from kos_core.case import Case
from kos_core.knowledge.loading import load
from kos_core.say.platforms import moved, reason
from kos_core.say.text import text_of
from kos_core.score.apart import stands_out
from kos_core.score.platform_fit import fit, needed, swayed
from kos_core.vocabulary import Category, CreatorType, Goal, Lang, Platform

KNOWN = load()
CARD = make_brief({"category": "finance_insurance"})
CAR = make_brief({"category": "automotive", "price_vnd": 600_000_000})
CREAM = make_brief({"category": "beauty", "price_vnd": 250_000})
LAUNCH = make_brief({"category": "beauty", "price_vnd": 250_000, "goal": "launch", "reviews": 0})
FOUR = {"card": CARD, "car": CAR, "cream": CREAM, "launch": LAUNCH}
BUDGETS = (20_000_000, 100_000_000, 1_000_000_000)


def test_a_card_a_car_a_cream_and_a_launch_have_four_tables() -> None:
    """Different for every type, also when shown in tenths."""
    shown = {
        name: {t: [round(x, 1) for x in row.values()] for t, row in fit(Case(brief, KNOWN)).items()}
        for name, brief in FOUR.items()
    }
    for one, other in combinations(shown, 2):
        assert sum(shown[one][t] != shown[other][t] for t in CreatorType) >= 3, (one, other)


@pytest.mark.parametrize("brief", [CARD, CAR])
def test_for_leads_depth_and_reach_count_for_more_than_cart_and_payment(brief: Brief) -> None:
    """And the advice of goods that are asked about; for every type."""
    for creator in CreatorType:
        here = needed(creator, Case(brief, KNOWN))
        cream = needed(creator, Case(CREAM, KNOWN))
        for name in ("reach", "depth"):
            assert here[name] > cream[name]
        for name in ("cart", "infrastructure", "seamless"):
            assert here[name] < cream[name]
            assert here[name] < here["reach"]


@pytest.mark.parametrize(("goal", "need"), [(Goal.AWARENESS, "reach"), (Goal.TRUST, "reviews")])
def test_a_goal_counts_what_it_is_about_for_more_than_orders_do(goal: Goal, need: str) -> None:
    for category, creator in product(Category, CreatorType):
        here = needed(creator, Case(Brief(category=category, goal=goal), KNOWN))
        orders = needed(creator, Case(Brief(category=category, goal=Goal.SALES), KNOWN))
        assert here[need] > orders[need]


@pytest.mark.parametrize("goal", Goal)
def test_every_goal_has_three_rows_and_more_for_its_leaders(goal: Goal) -> None:
    rows = set()
    for category, budget_vnd in product(Category, BUDGETS):
        ready = {"papers": "yes", "stock_known": "yes"}
        advice = advise(
            Case(
                make_brief({"category": category, "goal": goal, "budget_vnd": budget_vnd, "ready": ready}),
                KNOWN,
            )
        )
        if advice.leader is not None:
            rows.add(tuple(round(x, 4) for x in advice.fits[advice.leader].values()))
    assert len(rows) >= 3


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("brief", FOUR.values(), ids=FOUR)
def test_every_cell_has_its_reason_and_the_brief_says_what_it_moved(brief: Brief, lang: Lang) -> None:
    """The needs named are those that stand out, with the platform's own ratings."""
    case, text = Case(brief, KNOWN), text_of(lang)
    for creator, platform in product(CreatorType, Platform):
        said = reason(creator, platform, case, text, lang)
        for name in stands_out(creator, platform, case):
            if name is not None:
                rating = KNOWN.platforms[platform].ratings[name].value
                assert f"{KNOWN.needs[name].short(lang)} ({rating:g}/10)" in said
    lines = moved(case, text, lang)
    assert len(lines) == len(swayed(case))
    for one, line in zip(swayed(case), lines, strict=True):
        assert one.sway.label(lang) in line
        assert all(KNOWN.needs[name].short(lang) in line for name in one.sway.needs)


def test_what_a_sway_moves_is_what_the_brief_says() -> None:
    """For leads the cart counts half; asked in both languages it reads so."""
    case = Case(CARD, KNOWN)
    vi = next(line for line in moved(case, text_of("vi"), "vi") if line.startswith("Khách để lại"))
    assert "độ phủ, nội dung chuyên sâu tính gấp 2 lần" in vi
    assert "giỏ hàng" in vi
    assert "chỉ tính 0,5 lần" in vi


def test_the_method_page_lists_what_moves_the_needs_as_the_data_do(root: Path) -> None:
    page = (root / "docs" / "method.md").read_text(encoding="utf-8")
    table = page.split("| where | counts for more | counts for less |")[1].split("\n\n")[0]
    rows = [[cell.strip() for cell in line.split("|")[2:4]] for line in table.splitlines()[2:]]
    sides = ((sway.more, sway.less) for sway in KNOWN.sways.values())
    assert rows == [[", ".join(side.needs) if side else "" for side in both] for both in sides]
