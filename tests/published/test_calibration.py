"""How often the verdict's words are right of published successes: each left out of what practice knows.

`python -m tests.published.test_calibration` writes the table into docs/method.md.
"""

from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

from kos_core.advice.choice import Choice, choose
from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.knowledge.entries import Campaign
from kos_core.knowledge.loading import load
from kos_core.vocabulary import Answer, Readiness, Verdict

METHOD = Path(__file__).parents[2] / "docs" / "method.md"
BUDGETS_VND = (1_000_000_000, 5_000_000_000)  # none is published; here every type can be paid
BEGIN, END = "<!-- calibration -->\n", "<!-- /calibration -->"
RIGHT = 0.8  # of what is called clear


@cache
def answers(budget_vnd: int) -> tuple[tuple[Campaign, Choice], ...]:
    """Every published success with the answer to its category and goal, of which practice does not know it.

    The papers are there: what was published was allowed.
    """
    known = load()
    found = []
    for campaign in known.campaigns:
        if not campaign.is_success or campaign.certainty == "low":
            continue
        others = tuple(one for one in known.campaigns if one is not campaign)
        without = replace(known, campaigns=others, version=f"without-{campaign.id}")
        brief = Brief(category=campaign.category, goal=campaign.goal, budget_vnd=budget_vnd)
        brief = brief.with_ready(Readiness.PAPERS, Answer.YES).with_ready(Readiness.STOCK_KNOWN, Answer.YES)
        found.append((campaign, choose(Case(brief, without))))
    return tuple(found)


def counted(budget_vnd: int) -> tuple[Counter[Verdict], Counter[Verdict]]:
    """How often each verdict is said, and how often who led the campaign is the one advised."""
    said = Counter(choice.verdict for _, choice in answers(budget_vnd))
    right = Counter(
        choice.verdict for campaign, choice in answers(budget_vnd) if choice.leader is campaign.lead
    )
    return said, right


def table() -> str:
    rows = ["| budget | clear: right | likely: right | none: right |", "| --- | --- | --- | --- |"]
    for budget in BUDGETS_VND:
        said, right = counted(budget)
        cells = [f"{right[v]} of {said[v]}" for v in (Verdict.CLEAR, Verdict.LIKELY, Verdict.NONE)]
        rows.append(f"| {budget / 1e6:,.0f} million | {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def test_clear_is_right_in_four_of_five_published_successes() -> None:
    for budget in BUDGETS_VND:
        said, right = counted(budget)
        assert said[Verdict.CLEAR] >= 5
        assert right[Verdict.CLEAR] >= RIGHT * said[Verdict.CLEAR], (budget, said, right)


def test_the_table_of_the_method_page_is_current() -> None:
    printed = METHOD.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]
    assert printed == table()


if __name__ == "__main__":
    before, _, rest = METHOD.read_text("utf-8").partition(BEGIN)
    METHOD.write_text(before + BEGIN + table() + END + rest.partition(END)[2], "utf-8")
