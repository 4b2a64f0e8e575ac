"""Why: one criterion with its weight, every type's rating and points, and all criteria in one table."""

from html import escape

import streamlit as st

from kos_core.advice.advice import Advice
from kos_core.figures.colours import TYPE_COLOURS, band, sentence
from kos_core.hire.prices import price_of
from kos_core.hire.ways import Way
from kos_core.knowledge.entries import GROUPS, Group
from kos_core.knowledge.evidence import Rating
from kos_core.numbers import writing
from kos_core.numbers.writing import write_number, write_share
from kos_core.say.tables.fit import criteria, of_group
from kos_core.say.text import Text
from kos_core.score import apart
from kos_core.score.apart import of_groups
from kos_core.score.standing import ready
from kos_core.vocabulary import CreatorType, Voice
from pages.decide import why_evidence
from pages.parts import fields, moved, session, show


class Table:
    """What the blocks of this screen are drawn from: the answer, its weights, the words."""

    def __init__(self, advice: Advice, text: Text) -> None:
        """Hold the answer and work out where its weights are from."""
        self.advice, self.text = advice, text
        self.case, self.known, self.brief = advice.case, advice.case.knowledge, advice.brief
        self.weighed = apart.weighed(self.case)
        self.total = sum(one.points for one in self.weighed.values() if one.kind != "voice")

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
                if one.kind == "voice":
                    st.markdown(f"**{self.known.criteria[name].label(self.text.lang)}**")
                else:
                    moved.weight(self.known.criteria[name], one.points, self.text, where=where)
                st.html(f'<p class="kc-note">{escape(self.weight_line(name))}</p>')
                with st.container(horizontal=True):
                    if one.is_moved and one.kind != "voice":
                        moved.put_back("weights", name, self.text, where=where)
                    why_evidence.mark(self, name, where)
            with right:
                st.html(self.ratings(name))

    def weight_line(self, name: str) -> str:
        """Return a weight in points and share, and what gave it."""
        text, one, lang = self.text, self.weighed[name], self.text.lang
        if one.kind == "voice":
            return text("why.weight.voice", share=write_share(one.share, lang))
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
            value = self.number(round(found.value, 1))
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
        if name == Voice.MONEY:
            return self._money(creator, values)
        if name == Voice.PRACTICE:
            return self._practice(creator, values)
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

    def _money(self, creator: CreatorType, values: dict[str, str]) -> str:
        text, place, money = self.text, list(CreatorType).index(creator), self.advice.money
        if money is None or place not in money.best:
            return text("why.budget.none", creator=values["creator"])
        way = money.way(place)
        against = money.measure(place).against
        return text(
            f"why.money.{against}",
            programme=way.programme.label(text.lang),
            platform=self.known.platforms[way.platform].label,
            spend=show.money(float(money.spend_vnd[place, 0]), text),
            times=self.number(round(float(money.ratio[place, 0]), 2)),
            **values,
        )

    def _practice(self, creator: CreatorType, values: dict[str, str]) -> str:
        shown = self.advice.practice
        return self.text("why.practice.line", led=shown.led_by(creator), all=len(shown.alike), **values)

    def _platform(self, creator: CreatorType, values: dict[str, str]) -> str:
        text, known = self.text, self.known
        platform = apart.reached(creator, self.ways(creator), self.case)
        if platform is None:
            return text("why.budget.none", creator=values["creator"])
        met = apart.needs_met(creator, platform, self.case)
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
