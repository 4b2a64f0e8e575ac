"""The nearest changes: none nearer is missed, each is tried, and each can be said in both languages."""

import json
from itertools import product

import pytest

from kos_core import figures
from kos_core.__main__ import main
from kos_core.advice.advice import Advice, advise
from kos_core.advice.explanation import explain
from kos_core.brief import Brief, Ready
from kos_core.case import Case
from kos_core.change.map import decision_map
from kos_core.change.nearest import nearest
from kos_core.change.paying import ways_to_pay
from kos_core.change.search import CHEAP, KINDS, Flip
from kos_core.figures.colours import TYPE_LETTERS
from kos_core.hire.prices import sane_prices
from kos_core.knowledge.loading import load
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers.writing import times_in_ten
from kos_core.say.explained import Explained
from kos_core.say.text import Text, text_of
from kos_core.vocabulary import Answer, Category, CreatorType, Deal, Goal, Lang, Platform

LANGS: tuple[Lang, ...] = ("vi", "en")
JARGON = ("SMAA", "Dirichlet", "acceptability", "CVaR", "PERT", "eigenvector", "{", "}")
BRIEFS = [
    Brief(),
    Brief(goal=Goal.TRUST, price_vnd=1_000_000, reviews=40),
    Brief(budget_vnd=1_000_000),
    Brief(category=Category.LUXURY, goal=Goal.TRUST, budget_vnd=60_000_000, platforms=(Platform.YOUTUBE,)),
    Brief(category=Category.FINANCE_INSURANCE, goal=Goal.AWARENESS, budget_vnd=2_000_000_000),
    Brief(category=Category.HEALTH_SUPPLEMENTS, ready=Ready(papers=Answer.NO)),
    Brief(budget_vnd=15_000_000, platforms=(Platform.TIKTOK_SHOP,), deal=Deal.HOURLY),
]


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


def flips_of(brief: Brief, knowledge: Knowledge, kinds: tuple = KINDS) -> tuple[Flip, ...]:
    card = advise(Case(brief, knowledge)).scorecard
    return nearest(Case(brief, knowledge), card, kinds)


def leader(brief: Brief, knowledge: Knowledge) -> CreatorType | None:
    return advise(Case(brief, knowledge)).leader


@pytest.mark.parametrize("brief", BRIEFS[:2])
def test_no_nearer_price_is_missed_where_steps_are_skipped(knowledge: Knowledge, brief: Brief) -> None:
    """Forty prices between the brief's and the flip, or as far as one is looked for: nobody else leads."""
    now = leader(brief, knowledge)
    price = brief.price_vnd or round(knowledge.of_category(brief.category, "aov_vnd").likely)
    found = {f.kind: f for f in flips_of(brief, knowledge, ("prices",))}
    furthest = knowledge.likely("model.flip_furthest")
    cheap, dear = sane_prices(Case(brief, knowledge))
    ends = max(price / furthest, min(cheap, price)), min(price * furthest, max(dear, price))
    for kind, end in zip(("price_below", "price_above"), ends, strict=True):
        flip = found.get(kind)
        value = flip.sets["price_vnd"] if flip else end
        value *= 1 + (3 if value < price else -3) * knowledge.likely("model.flip_close")
        for step in range(1, 41):
            between = round(price * (value / price) ** (step / 40))
            assert leader(brief.with_(price_vnd=between), knowledge) in {now, None}, (kind, between)


@pytest.mark.parametrize("brief", BRIEFS)
def test_the_cheap_part_says_the_same_as_the_whole(knowledge: Knowledge, brief: Brief) -> None:
    """Asked for fewer kinds, the changes are those of the whole search."""
    card = advise(Case(brief, knowledge)).scorecard
    whole = {(f.kind, f.leader): f for f in flips_of(brief, knowledge)}
    cheap = nearest(Case(brief, knowledge), card, CHEAP)
    assert all(whole[f.kind, f.leader] == f for f in cheap)
    assert {f.kind.split("_")[0] for f in cheap} <= {"budget", "reviews", "goal"}


@pytest.mark.parametrize(
    ("category", "goal", "budget_vnd", "deal"),
    [
        *product(
            (Category.BEAUTY, Category.ELECTRONICS, Category.FINANCE_INSURANCE),
            Goal,
            (15_000_000, 300_000_000, 20_000_000_000),
            (Deal.ANY, Deal.HOURLY),
        )
    ],
)
def test_wherever_somebody_leads_three_true_changes_stand_beside(
    knowledge: Knowledge, category: Category, goal: Goal, budget_vnd: int, deal: Deal
) -> None:
    """No two set the same, each can be said, and each names the leader it gives."""
    brief = Brief(category=category, goal=goal, budget_vnd=budget_vnd, deal=deal)
    found = advise(Case(brief, knowledge))
    if found.leader is None:
        return
    assert len(found.changes) == 3
    assert len({repr(change.sets) for change in found.changes}) == 3
    for change in found.changes:
        if change.profit_vnd is None:
            assert leader(brief.with_(**change.sets), knowledge) is change.leader
            assert change.kind.endswith("_still") == (change.leader is found.leader)


def test_where_one_way_of_paying_is_fixed_the_open_choice_is_tried(knowledge: Knowledge) -> None:
    """Paid by commission only a KOC is left; with any pay the KOS of the sample case leads."""
    brief = Brief(deal=Deal.COMMISSION)
    found = flips_of(brief, knowledge, ("deals",))
    assert [(f.kind, f.sets, f.leader) for f in found] == [
        ("deal_any", {"deal": Deal.ANY}, leader(Brief(), knowledge))
    ]


def test_a_quick_estimate_may_find_but_not_promise(knowledge: Knowledge) -> None:
    """What only the quick reckoning calls paying is not returned."""
    brief = Brief(price_vnd=200_000, cost_vnd=100_000, discount_rate=0.2)

    def exact(case: Case) -> float:
        b = case.brief
        return 1.0 if b.cost_vnd is not None and b.cost_vnd <= 50_000 else -1.0

    assert ways_to_pay(Case(brief, knowledge), exact, lambda c: 0.0 if c.brief != brief else -1.0) == ()
    found = ways_to_pay(Case(brief, knowledge), exact, exact)
    assert [f.kind for f in found] == ["pays_cost"]


def test_every_way_to_pay_leads_to_an_answer_that_pays(knowledge: Knowledge) -> None:
    """Applied to a case that loses a little, the whole advice no longer loses."""
    losing = Brief(category="health_supplements", discount_rate=0.3, platforms=(Platform.LAZADA_LIVE,))
    now = advise(Case(losing, knowledge))
    found = explain(now).pays
    assert not now.pays
    assert found
    assert all(advise(Case(losing.with_(**flip.sets), knowledge)).pays for flip in found)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("brief", BRIEFS)
def test_an_explanation_is_said_without_specialists_words(
    knowledge: Knowledge, brief: Brief, lang: Lang
) -> None:
    """Every line in plain words, none empty, none twice; each state has a verdict of its own."""
    advice = advise(Case(brief, knowledge))
    words = Explained(explain(advice), advice, text_of(lang))
    lines = words.lines()
    assert lines[0] == words.verdict()
    assert len(lines) == len(set(lines))
    assert not [line for line in lines for word in JARGON if word in line]
    assert all(line.strip() for line in lines)


def test_every_kind_of_change_has_a_sentence_in_both_languages() -> None:
    kinds = [
        *(f"{field}_{side}" for field in ("budget", "price", "reviews") for side in ("below", "above")),
        *(f"deal_{deal}" for deal in Deal),
        *("reviews_none", "goal", "trait_yes", "trait_no", "weight_less", "weight_more"),
        *(f"platforms_{way}" for way in ("only", "with", "without")),
        *(f"pays_{what}" for what in ("discount", "price", "cost", "deal")),
    ]
    assert all(f"flip.{kind}" in text_of(lang) for kind in kinds for lang in LANGS)


@pytest.mark.parametrize("lang", LANGS)
def test_a_disagreement_is_explained_in_one_sentence(knowledge: Knowledge, lang: Lang) -> None:
    """Where two methods part, each says who leads and which criterion does it."""
    seen = 0
    for goal, budget in product(Goal, (60_000_000, 10**9)):
        advice = advise(Case(Brief(goal=goal, budget_vnd=budget, price_vnd=1_000_000, reviews=40), knowledge))
        found = explain(advice)
        words = Explained(found, advice, text_of(lang))
        lines = words.opinions()
        parted = [o for o in found.opinions if not o.agrees]
        assert len(lines) == len(parted) + any(o.agrees for o in found.opinions)
        for opinion in parted:
            seen += 1
            said, name = next(
                line for line in lines if line[1] == text_of(lang)(f"opinion.name.{opinion.method}")
            )
            assert words.said.short(opinion.leader) in said
            assert name.isupper() or name == "PROMETHEE II"
    assert seen


@pytest.mark.parametrize("lang", LANGS)
def test_the_map_is_drawn_cell_by_cell(knowledge: Knowledge, lang: Lang) -> None:
    """A square a cell that says its goal and budget; where it is coloured, somebody leads."""
    brief, text = Brief(), text_of(lang)
    found = decision_map(Case(brief, knowledge))
    drawn = figures.decision(found, Case(brief, knowledge), text, lang, "light")
    colours, letters, squares, here = drawn.data
    assert len(squares.customdata) == len(found.goals) * len(found.budgets_vnd) == len(Goal) * 61
    for (goal, budget, hover), x, y in zip(squares.customdata, squares.x, squares.y, strict=True):
        assert (goal, budget) == (found.goals[y], found.budgets_vnd[x])
        assert (colours.z[y][x] is None) == (found.leader(Goal(goal), x) is None)
        assert knowledge.goals[Goal(goal)].label(lang) in hover
    for x, y, letter in zip(letters.x, letters.y, letters.text, strict=True):
        who = found.leader(found.goals[y], round(x))
        assert who is not None
        assert letter == f"<b>{TYPE_LETTERS[who]}</b>"
    assert found.goals[here.y[0]] is brief.goal
    assert found.step_of(brief.budget_vnd) == round(here.x[0])
    alt = figures.decision_alt(found, Case(brief, knowledge), text, lang)
    assert all(knowledge.goals[goal].label(lang) in alt for goal in Goal)


def test_a_stopped_map_says_so(knowledge: Knowledge) -> None:
    brief = BRIEFS[5]
    found = decision_map(Case(brief, knowledge))
    for lang in LANGS:
        text: Text = text_of(lang)
        assert figures.decision_title(found, Case(brief, knowledge), text, lang) == text("map.stopped")
        assert figures.decision(found, Case(brief, knowledge), text, lang, "dark").data[1].x == ()


def test_the_bars_of_a_type_fill_the_whole(knowledge: Knowledge) -> None:
    """The chances of its ranks sum to one; with one type there is nothing to draw."""
    text = text_of("vi")
    advice = advise(Case(Brief(), knowledge))
    drawn = figures.rank_chances(explain(advice), knowledge, text, "vi", "light")
    assert drawn is not None
    leading = range(len(advice.scorecard.leading))
    assert len(leading) > 1
    assert [sum(bar.x[t] for bar in drawn.data) for t in leading] == pytest.approx(
        [1] * len(leading), abs=1e-3
    )
    alone = explain(advise(Case(Brief(budget_vnd=3_000_000), knowledge)))
    assert figures.rank_chances(alone, knowledge, text, "vi", "light") is None


def test_the_command_line_explains_in_words_and_as_an_object(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["advise", "--category", "beauty", "--goal", "sales", "--budget", "100tr", "--explain"]
    assert main(asked) == 0
    assert "KOC đứng đầu." in capsys.readouterr().out
    assert main([*asked, "--lang", "en", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["explain"]
    assert set(found) >= {"rank_chances", "weight_intervals", "flips", "pays", "second_opinions"}
    assert all(sum(chances) == pytest.approx(1) for chances in found["rank_chances"].values())
    for flip in found["flips"]:
        assert {"kind", "sets", "leader", "distance", "sentence"} == set(flip)
    assert main([word for word in asked if word != "--explain"] + ["--json"]) == 0
    assert "explain" not in json.loads(capsys.readouterr().out)


# A team


def team() -> Advice:
    """A launch that pays for all three roles: the KOL goes first, the KOC scores best."""
    found = advise(Case(Brief(goal=Goal.LAUNCH, budget_vnd=1_000_000_000), load()))
    assert found.team
    assert found.scorecard.rows[0].creator is not found.leader
    return found


@pytest.mark.parametrize(
    ("lang", "first", "leads"), [("vi", "đi trước", "đứng đầu"), ("en", "goes first", "leads")]
)
def test_of_a_team_one_chance_is_said_everywhere(lang: Lang, first: str, leads: str) -> None:
    """Advisor and Change say how surely the first goes first; nothing of the score stands beside it."""
    advice, text = team(), text_of(lang)
    found = explain(advice)
    assert (found.ranks, found.intervals, found.opinions) == ({}, (), ())
    words = Explained(found, advice, text)
    times = str(times_in_ten(advice.chance))
    for said in (words.verdict(), words.said.sureness()):
        assert times in said
        assert leads not in said
    short = words.said.short(advice.leader)
    assert f"{short} {first}" in words.between()
    assert text("flip.weights_team") in " ".join(words.lines())


def test_a_change_that_leaves_no_team_says_who_leads(knowledge: Knowledge) -> None:
    """Less money still pays for two; another goal, or the hour alone, leaves one."""
    advice = team()
    words, seen = Explained(explain(advice), advice, text_of("vi")), set()
    for flip in words.found.flips:
        after = advise(Case(advice.brief.with_(**flip.sets), knowledge))
        assert flip.is_team is bool(after.team)
        assert ("đi trước" if after.team else "đứng đầu") in words.flip(flip)
        seen.add(flip.is_team)
    assert seen == {True, False}
    for change in advice.changes:
        assert change.is_team is bool(advise(Case(advice.brief.with_(**change.sets), knowledge)).team)


def test_the_map_says_of_a_team_who_does_what(knowledge: Knowledge) -> None:
    """The pointer over the team's own cell reads who goes first and its chance, without the score's order."""
    advice, text = team(), text_of("vi")
    found = decision_map(advice.case, [advice.brief.budget_vnd])
    drawn = figures.decision(found, advice.case, text, "vi", "light")
    said = {
        point[0]: point[2] for one in drawn.data if one.customdata is not None for point in one.customdata
    }
    lines = said[Goal.LAUNCH.value].split("<br>")[1:]
    assert len(lines) == len(advice.team)
    assert lines[0].startswith("KOL đi trước")
    assert f"{times_in_ten(advice.chance)} lần" in lines[0]
    assert "/100" in said[Goal.SALES.value]
