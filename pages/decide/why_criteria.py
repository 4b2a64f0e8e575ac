"""Why: one criterion with its weight, every type's rating and points, and all criteria in one table."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from kos_core.advice.advice import Advice
from kos_core.figures.colours import TYPE_COLOURS, band, sentence
from kos_core.hire.breakdown import advance_lines
from kos_core.hire.premises import price_of
from kos_core.hire.ways import Way
from kos_core.knowledge.entries import GROUPS, Group
from kos_core.knowledge.evidence import Rating, Words
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers import writing
from kos_core.numbers.writing import write_number, write_share
from kos_core.say import citing
from kos_core.say.tables.fit import criteria, of_group
from kos_core.say.text import Text
from kos_core.score import apart
from kos_core.score.apart import of_groups
from kos_core.score.standing import COMPUTED, ready
from kos_core.vocabulary import CreatorType, Lang
from pages.parts import evidence, fields, session, show

OTHER: dict[Lang, Lang] = {"vi": "en", "en": "vi"}


class Table:
    """What the blocks of this screen are drawn from: the answer, its weights, the words."""

    def __init__(self, advice: Advice, text: Text) -> None:
        """Hold the answer and work out where its weights are from."""
        self.advice, self.text = advice, text
        self.case, self.known, self.brief = advice.case, advice.case.knowledge, advice.brief
        self.weighed = apart.weighed(self.case)
        self.total = sum(one.points for one in self.weighed.values())

    def short(self, creator: CreatorType) -> str:
        """Return a type in one word."""
        return self.known.creators[creator].short(self.text.lang)

    def number(self, value: float) -> str:
        """Return points or a rating without needless decimals."""
        return write_number(value, self.text.lang, 3)

    def tenths(self, value: float, *, signed: bool = False) -> str:
        """Return points with one decimal."""
        return writing.tenths(value, self.text.lang, signed=signed)

    # A criterion

    def block(self, name: str, where: str) -> None:
        """Show a criterion: its weight to move, every type's rating and points, the evidence behind both."""
        one = self.weighed[name]
        with st.container(key=f"why.{where}.{name}"):
            left, right = st.columns([2, 3], gap="medium")
            with left:
                fields.weight(self.known.criteria[name], one.points, self.text, where=where)
                st.html(f'<p class="kc-note">{escape(self.weight_line(name))}</p>')
                with st.container(horizontal=True):
                    if one.is_moved:
                        fields.put_back("weights", name, self.text, where=where)
                    self.mark(name, where)
            with right:
                st.html(self.ratings(name))

    def weight_line(self, name: str) -> str:
        """Return a weight in points and share, and what gave it."""
        text, one, lang = self.text, self.weighed[name], self.text.lang
        said = text(
            "why.weight.share",
            points=self.number(one.points),
            total=self.number(self.total),
            share=write_share(one.share, lang, 1),
        )
        if one.is_moved:
            return f"{said}. {text('why.weight.moved', usual=self.number(one.usual))}"
        return f"{said}. {self.giver(name)}"

    def giver(self, name: str) -> str:
        """Return in words what gives a criterion its weight."""
        text, lang, criterion = self.text, self.text.lang, self.known.criteria[name]
        kind = self.weighed[name].kind
        if kind == "goal":
            return text("why.weight.goal", goal=self.known.goals[self.brief.goal].label(lang))
        if criterion.when is None:
            return text("why.weight.always")
        if criterion.when.trait is None:
            return text("why.weight.price", price=fields.say_money(price_of(self.case), text))
        trait = criterion.when.trait
        said = text(f"answer.{self.case.trait(trait)}").lower()
        return text("why.weight.trait", trait=self.known.traits[trait].label(lang), answer=said)

    def ratings(self, name: str) -> str:
        """Return every type's rating, range, points and first reason as HTML, in the order of the ranking."""
        text = self.text
        heads = (escape(text("why.rating")), escape(text("why.part")))
        rows = ["<span></span><span></span>", *(f'<span class="kc-quiet">{head}</span>' for head in heads)]
        for row in self.advice.scorecard.rows:
            found = apart.rated(name, row.creator, self.advice.scorecard, self.known)
            colour = TYPE_COLOURS[row.creator][session.mode()]
            track = (
                f'<span class="kc-track" aria-hidden="true"><i style="left:{10 * found.low:.0f}%;'
                f'right:{100 - 10 * found.high:.0f}%;background:{band(colour, 0.35)}"></i>'
                f'<b style="left:calc({10 * found.value:.0f}% - 3px);background:{colour}"></b></span>'
            )
            value = self.number(found.value)
            if found.rating is not None:
                value += f" ({self.number(found.low)}–{self.number(found.high)})"
            points = self.tenths(row.parts.get(name, 0.0), signed=True)
            rows.append(
                f"<span>{show.chip(row.creator)}{escape(sentence(self.short(row.creator)))}</span>{track}"
                f"<span>{escape(value)}</span><span>{escape(points)}</span>"
                f"<small>{escape(self.reason(name, row.creator, found.rating))}</small>"
            )
        return f'<div class="kc-rate">{"".join(rows)}</div>'

    def reason(self, name: str, creator: CreatorType, rating: Rating | None) -> str:
        """Return how directly the document speaks and the first thing it says, in one line."""
        text, known = self.text, self.known
        if rating is None:
            return self.worked_out(name, creator)
        said = [] if rating.why is None else [rating.why(text.lang)]
        said += [known.claims[c](text.lang) for c in rating.claims]
        more = f" ({text('why.more', count=len(said) - 1)})" if len(said) > 1 else ""
        return f"{sentence(text(f'evidence.{rating.support}'))}: {said[0]}{more}"

    # Ratings worked out from the case

    def worked_out(self, name: str, creator: CreatorType) -> str:
        """Return how a computed rating comes about, with this brief's numbers."""
        standing = self.advice.scorecard.row(creator).standing
        values = {
            "creator": sentence(self.short(creator)),
            "value": self.number(round(getattr(standing, name), 1)),
        }
        if name == "budget_fit":
            return self._budget(creator, values)
        if name == "platform_fit":
            return self._platform(creator, values)
        parts = "; ".join(
            self.text(
                "why.ready.part",
                item=self.text(f"why.ready.item.{one.item}"),
                have=self.number(round(10 * one.share * one.have, 2)),
                share=self.number(10 * one.share),
            )
            for one in ready(creator, self.case)
        )
        return self.text("why.ready.line", parts=parts, **values)

    def _budget(self, creator: CreatorType, values: dict[str, str]) -> str:
        text, way = self.text, apart.easiest(self.ways(creator), self.brief.budget_vnd)
        if way is None:
            return text("why.budget.none", creator=values["creator"])
        return text(
            "why.budget.line",
            programme=way.programme.label(text.lang),
            platform=self.known.platforms[way.platform].label,
            needs=show.money(way.terms.needs_vnd, text),
            comfortable=show.money(way.terms.comfortable_vnd, text),
            budget=fields.say_money(self.brief.budget_vnd, text),
            **values,
        )

    def _platform(self, creator: CreatorType, values: dict[str, str]) -> str:
        text, known = self.text, self.known
        platform = apart.reached(creator, self.ways(creator), self.brief.budget_vnd, known)
        if platform is None:
            return text("why.budget.none", creator=values["creator"])
        met = apart.needs_met(creator, platform, known)
        parts = ", ".join(
            text(
                "why.platform.part",
                need=known.needs[name].label(text.lang).lower(),
                points=self.tenths(one.points, signed=True),
            )
            for name, one in sorted(met.items(), key=lambda pair: -pair[1].points)
        )
        fit = self.tenths(self.advice.fits[creator][platform])
        label = known.platforms[platform].label
        return text("why.platform.line", platform=label, fit=fit, parts=parts, **values)

    def ways(self, creator: CreatorType) -> list[Way]:
        """Return every way of hiring a type, as the answer saw them."""
        return self.advice.ways[creator]

    # Evidence

    def mark(self, name: str, where: str) -> None:
        """Show the mark that opens a criterion's evidence: its weight's first, then every rating's."""
        text = self.text
        with st.popover(
            text("evidence.mark"), icon=":material/menu_book:", type="tertiary", key=f"cite.{where}.{name}"
        ):
            criterion = self.known.criteria[name]
            st.markdown(
                "\n".join(
                    [
                        f"**{criterion.label(text.lang)}**: {in_both(criterion.why, text)}",
                        f"\n**{text('why.ratings.title')}**\n",
                        *self.rating_lines(name),
                        f"\n**{text('why.weight.title')}**\n",
                        *self.weight_lines(name),
                    ]
                ).replace("~", r"\~")
            )

    def rating_lines(self, name: str) -> Iterable[str]:
        """Yield every rating with what carries it, in both languages, as Markdown."""
        text, known = self.text, self.known
        widths = set()
        for row in self.advice.scorecard.rows:
            found = apart.rated(name, row.creator, self.advice.scorecard, known)
            if found.rating is None:
                yield f"- {self.worked_out(name, row.creator)}"
                continue
            widths.add(f"model.width_{found.rating.support}")
            line = text(
                "why.ratings.line",
                creator=sentence(self.short(row.creator)),
                value=self.number(found.value),
                low=self.number(found.low),
                high=self.number(found.high),
                support=text(f"evidence.{found.rating.support}"),
            )
            yield f"- **{line}**"
            if found.rating.why is not None:
                yield f"  - {in_both(found.rating.why, text)}"
            yield from (f"  - {line}" for line in both(found.rating.claims, known, text))
        if name in COMPUTED:
            yield from self._computed_rests_on(name)
        if widths:
            yield f"\n**{text('why.ratings.width')}**\n"
            yield evidence.cited_lines([known.estimates[n] for n in sorted(widths)], known, text)

    def _computed_rests_on(self, name: str) -> Iterable[str]:
        text, known = self.text, self.known
        if name == "readiness":
            yield f"\n{text('why.ready.how')}"
        elif name == "platform_fit":
            yield f"\n{text('why.platform.how', page=text('menu.platforms'))}"
        else:
            yield f"\n{text('why.budget.how')}\n"
            ways = [apart.easiest(self.ways(t), self.brief.budget_vnd) for t in CreatorType]
            names = [
                n
                for way in ways
                if way
                for line in advance_lines(way.premises, self.brief)
                for n in line.rests_on
            ]
            used = [known.estimates[n] for n in dict.fromkeys(names) if n in known.estimates]
            yield evidence.cited_lines(used, known, text)

    def weight_lines(self, name: str) -> Iterable[str]:
        """Yield where a criterion's weight is from, as Markdown."""
        text, known, brief, lang = self.text, self.known, self.brief, self.text.lang
        criterion, one = known.criteria[name], self.weighed[name]
        goal = known.goals[brief.goal]
        yield f"- {self.weight_line(name)}"
        values = {"points": self.number(criterion.points), "goal": goal.label(lang)}
        if one.kind == "goal":
            if not one.usual:
                yield f"- {text('why.weight.goal_none', goal=goal.label(lang))}"
            yield f"- {text('why.weight.goal_why', why=in_both(goal.why, text))}"
            yield from (f"  - {line}" for line in both(goal.claims, known, text))
        elif criterion.when is None:
            yield f"- {text('why.weight.always_why', points=values['points'])}"
        elif criterion.when.trait is None:
            yield f"- {text('why.weight.price_why', scale=self.number(goal.product_scale), **values)}"
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
                    scale=self.number(goal.product_scale),
                    basis=text(f"why.weight.basis.{entry.basis}"),
                    helps=entry.helps(lang),
                    **values,
                )
                + f" {said}"
            )
            yield evidence.cited_lines([known.estimates["model.unknown_share"]], known, text)

    # All of them

    def whole(self, found: apart.Against) -> str:
        """Return every criterion that counts with its weight and both types' rating and points, as HTML."""
        text, known = self.text, self.known
        every = (name for group in GROUPS for name in self.of_group(group))
        uncounted = (name for name in every if self.weighed[name].share <= 0)
        rest = "; ".join(known.criteria[name].label(text.lang) for name in uncounted)
        left = text("why.table.uncounted", criteria=rest) if rest else ""
        table = show.grid(criteria(found, self.weighed, self.advice, text), "kw-table")
        return table + f'<p class="kc-quiet kw-left">{escape(text("why.table.how"))} {escape(left)}</p>'

    def of_group(self, group: Group) -> list[str]:
        """Return a group's criteria, the heaviest first."""
        return of_group(group, self.weighed, self.known)

    # Groups

    def group(self, group: Group) -> None:
        """Show one group of criteria, folded: those that count first, then those that do not."""
        text, known = self.text, self.known
        here = [name for name, criterion in known.criteria.items() if criterion.group == group]
        counted = [name for name in self.of_group(group) if self.weighed[name].share > 0]
        names = "; ".join(known.criteria[n].label(text.lang) for n in here)
        # The same words whatever the weights: a new label would fold the group up while a weight moves.
        label = text("why.group", group=text(f"figure.group.{group}"), criteria=names)
        with st.expander(label, key=f"why.group.{group}", on_change="rerun") as opened:
            if not opened.open:
                return
            points = {row.creator: of_groups(row.parts, known)[group] for row in self.advice.scorecard.rows}
            scores = " · ".join(f"{sentence(self.short(t))} {self.tenths(p)}" for t, p in points.items())
            share = write_share(sum(self.weighed[n].share for n in counted), text.lang)
            st.caption(text("why.group_sum", share=share, scores=scores))
            for name in counted:
                self.block(name, "group")
            rest = [name for name in here if name not in counted]
            if rest and counted:
                st.markdown(f"**{text('why.more_criteria')}**")
            for name in rest:
                self.block(name, "group")


def in_both(words: Words, text: Text) -> str:
    """Return a sentence in the reader's language and in the other, as Markdown."""
    return f"{words(text.lang)} *{words(OTHER[text.lang])}*"


def both(names: Iterable[str], knowledge: Knowledge, text: Text) -> Iterable[str]:
    """Yield claims as Markdown: who says so and where, in the reader's language and in the other."""
    other = OTHER[text.lang]
    for name, line in zip(names, citing.support(names, knowledge, text), strict=True):
        yield f"{line} *{knowledge.claims[name](other)}*"
