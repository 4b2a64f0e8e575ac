"""Why: what a criterion's weight and ratings rest on, in both languages, behind its mark."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import streamlit as st

from kos_core.figures.colours import sentence
from kos_core.hire.breakdown import advance_lines
from kos_core.numbers.writing import write_share
from kos_core.score import apart
from kos_core.score.standing import COMPUTED
from kos_core.vocabulary import CreatorType, Voice
from pages.parts import evidence

if TYPE_CHECKING:
    from pages.decide.why_criteria import Table


def mark(table: "Table", name: str, where: str) -> None:
    """Show the mark that opens a criterion's evidence: its weight's first, then every rating's."""
    text = table.text
    with st.popover(
        text("evidence.mark"), icon=":material/menu_book:", type="tertiary", key=f"cite.{where}.{name}"
    ):
        criterion = table.known.criteria[name]
        st.markdown(
            "\n".join(
                [
                    f"**{criterion.label(text.lang)}**: {evidence.in_both(criterion.why, text)}",
                    f"\n**{text('why.ratings.title')}**\n",
                    *rating_lines(table, name),
                    f"\n**{text('why.weight.title')}**\n",
                    *weight_lines(table, name),
                ]
            ).replace("~", r"\~")
        )


def rating_lines(table: "Table", name: str) -> Iterable[str]:
    """Yield every rating with what carries it, in both languages, as Markdown."""
    text, known = table.text, table.known
    widths = set()
    for row in table.advice.scorecard.rows:
        found = apart.rated(name, row.creator, table.advice.scorecard, known)
        if found.rating is None:
            yield f"- {table.worked_out(name, row.creator)}"
            continue
        widths.add(f"model.width_{found.rating.support}")
        line = text(
            "why.ratings.line",
            creator=sentence(table.short(row.creator)),
            value=table.number(found.value),
            low=table.number(found.low),
            high=table.number(found.high),
            support=text(f"evidence.{found.rating.support}"),
        )
        yield f"- **{line}**"
        if found.rating.why is not None:
            yield f"  - {evidence.in_both(found.rating.why, text)}"
        yield from (f"  - {line}" for line in evidence.both(found.rating.claims, known, text))
    if name in COMPUTED:
        yield from _computed_rests_on(table, name)
    if widths:
        yield f"\n**{text('why.ratings.width')}**\n"
        yield evidence.cited_lines([known.estimates[n] for n in sorted(widths)], known, text)


def _computed_rests_on(table: "Table", name: str) -> Iterable[str]:
    text, known = table.text, table.known
    if name == Voice.MONEY:
        yield f"\n{text('why.money.how')}\n"
        best = table.advice.best
        used = ["model.dominated_from", *(() if best is None else best.rests_on)]
        yield evidence.cited_lines([known.estimates[n] for n in used], known, text)
    elif name == Voice.PRACTICE:
        yield f"\n{text('why.practice.how')}\n"
        likeness = (n for n in known.estimates if n.startswith("model.like_"))
        yield evidence.cited_lines([known.estimates[n] for n in likeness], known, text)
    elif name == "readiness":
        yield f"\n{text('why.ready.how')}"
    elif name == "platform_fit":
        yield f"\n{text('why.platform.how', page=text('menu.platforms'))}"
    else:
        yield f"\n{text('why.budget.how')}\n"
        ways = [apart.easiest(table.ways(t), table.brief.budget_vnd) for t in CreatorType]
        names = [
            n
            for way in ways
            if way
            for line in advance_lines(way.premises, way.terms, table.brief)
            for n in line.rests_on
        ]
        yield evidence.cited_lines(
            [known.estimates[n] for n in dict.fromkeys(names) if n in known.estimates], known, text
        )


def weight_lines(table: "Table", name: str) -> Iterable[str]:
    """Yield where a criterion's weight is from, as Markdown."""
    text, known, brief, lang = table.text, table.known, table.brief, table.text.lang
    criterion, one = known.criteria[name], table.weighed[name]
    goal = known.goals[brief.goal]
    yield f"- {table.weight_line(name)}"
    if one.kind == "voice":
        yield f"- {text('why.weight.voice_why')}"
        return
    values = {"points": table.number(criterion.points), "goal": goal.label(lang)}
    if one.kind == "goal":
        if not one.usual:
            yield f"- {text('why.weight.goal_none', goal=goal.label(lang))}"
        yield f"- {text('why.weight.goal_why', why=evidence.in_both(goal.why, text))}"
        yield from (f"  - {line}" for line in evidence.both(goal.claims, known, text))
    elif criterion.when is None:
        yield f"- {text('why.weight.always_why', points=values['points'])}"
    elif criterion.when.trait is None:
        yield f"- {text('why.weight.price_why', scale=table.number(goal.product_scale), **values)}"
        if brief.price_vnd is None:
            yield evidence.cited_lines([known.of_category(brief.category, "aov_vnd")], known, text)
    else:
        entry = known.traits[criterion.when.trait]
        own = brief.traits.answer(criterion.when.trait) is not None or (
            brief.reviews is not None and criterion.when.trait == "best_seller"
        )
        said = text("why.weight.trait_own")
        if not own:
            short = known.categories[brief.category].short(lang)
            said = text("why.weight.trait_preset", category=short)
        yield (
            "- "
            + text(
                "why.weight.trait_why",
                part=write_share(known.likely("model.unknown_share"), lang),
                scale=table.number(goal.product_scale),
                basis=text(f"why.weight.basis.{entry.basis}"),
                helps=entry.helps(lang),
                **values,
            )
            + f" {said}"
        )
        yield evidence.cited_lines([known.estimates["model.unknown_share"]], known, text)
