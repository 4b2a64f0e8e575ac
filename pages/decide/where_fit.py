"""Where to sell: which platform suits which type, what each need adds, and the evidence behind it."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from kos_core import figures
from kos_core.advice.advice import Advice
from kos_core.case import Case
from kos_core.figures.colours import sentence
from kos_core.knowledge.evidence import Carried
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers import writing
from kos_core.numbers.writing import write_number
from kos_core.say.platforms import moved, reason, times
from kos_core.say.tables.fit import by_fit, needs
from kos_core.say.text import Text
from kos_core.score import apart
from kos_core.score.platform_fit import Swayed, swayed
from kos_core.vocabulary import CreatorType, Platform
from pages.parts import evidence, session, show


def chosen(advice: Advice, text: Text) -> CreatorType:
    """Ask for which type; the one that leads unless told."""
    known = advice.case.knowledge
    now = session.kept("where.type", advice.leader or advice.scorecard.rows[0].creator)
    st.segmented_control(
        text("where.type"),
        list(CreatorType),
        format_func=lambda t: sentence(known.creators[t].short(text.lang)),
        required=True,
        **session.view("where.type", "main", now, lambda value: session.keep(**{"where.type": value})),
    )
    return CreatorType(now)


def reasons(creator: CreatorType, advice: Advice, text: Text) -> None:
    """Show the map, and beside it what each need adds to the fit of one type on every platform."""
    known = advice.case.knowledge
    lang = text.lang
    left, right = st.columns(2, gap="medium")
    with left:
        st.markdown(f"**{text('where.map')}**")
        # Its sentence is the answer at the head of the screen.
        st.plotly_chart(
            figures.platform_heat(advice, text, lang, session.mode()),
            config=figures.CONFIG,
            theme=None,
            key="platform_heat",
            alt=figures.platform_heat_alt(advice, text, lang),
        )
    with right:
        short = known.creators[creator].short(lang)
        st.markdown(f"**{sentence(text('where.reasons', creator=short))}**")
        st.html(f'<p class="kc-side">{escape(text("where.reasons_how", creator=short))}</p>')
        st.html(show.table(needs(creator, advice, text), wide=1))
        st.html(moved_here(advice, text))


def moved_here(advice: Advice, text: Text) -> str:
    """Return what of this brief moved what is needed of a platform, as HTML."""
    lines = moved(advice.case, text, text.lang) or [text("where.moved.none")]
    head = f"<b>{escape(text('where.moved.head'))}</b>"
    return f'<p class="kc-side">{"<br>".join([head, *map(escape, lines)])}</p>'


def strengths(creator: CreatorType, advice: Advice, text: Text) -> None:
    """Show what each platform is good at, with the evidence behind every rating one tap away."""
    known = advice.case.knowledge
    st.markdown(f"**{text('where.strengths')}**")
    platforms = by_fit(creator, advice)
    for place, platform in zip(st.columns(len(platforms), gap="medium"), platforms, strict=True):
        entry = known.platforms[platform]
        fit = text("where.fit_of", fit=writing.tenths(advice.fits[creator][platform], text.lang))
        with place:
            st.html(
                f'<p class="kc-side"><b>{escape(entry.label)}</b> · {escape(fit)}<br>'
                f"{escape(sentence(reason(creator, platform, advice.case, text, text.lang)))}<br>"
                f"{escape(entry.good_at(text.lang))}</p>"
            )
            with st.popover(
                text("evidence.mark"),
                icon=":material/menu_book:",
                type="tertiary",
                key=f"cite.platform.{platform}",
            ):
                st.markdown("\n".join(need_lines(creator, platform, advice.case, text)))


def need_lines(creator: CreatorType, platform: Platform, case: Case, text: Text) -> Iterable[str]:
    """Yield what each need adds, what the documents say of platform and type, what moved it, as Markdown."""
    known, lang = case.knowledge, text.lang
    entry, sways = known.platforms[platform], swayed(case)
    yield f"**{entry.label}**: {evidence.in_both(entry.good_at, text)}\n"
    met = apart.needs_met(creator, platform, case)
    for name, one in sorted(met.items(), key=lambda pair: -pair[1].points):
        rating, weight = entry.ratings[name], known.needs[name].weights[creator]
        line = text(
            "where.need_line",
            need=known.needs[name].label(lang),
            points=writing.tenths(one.points, lang),
            most=writing.tenths(one.most, lang),
            rating=write_number(rating.value, lang, 3),
            support=text(f"evidence.{rating.support}"),
        )
        yield f"- **{line}**"
        yield from (f"  - {line}" for line in carried(rating, known, text))
        line = text(
            "where.need_weight",
            creator=sentence(known.creators[creator].short(lang)),
            weight=write_number(weight.value, lang, 3),
            support=text(f"evidence.{weight.support}"),
        )
        yield f"  - {line}"
        yield from (f"    - {line}" for line in carried(weight, known, text))
        for sway in sways:
            yield from (f"  - {line}" for line in sway_lines(name, sway, known, text))


def sway_lines(need: str, one: Swayed, known: Knowledge, text: Text) -> Iterable[str]:
    """Yield how many times a need counts for one thing of this brief, and why, where it moves it."""
    for side in one.sway.moved:
        if need in side.needs:
            label, factor = one.sway.label(text.lang), times(one.times[need], text.lang)
            support = text(f"evidence.{side.support}")
            yield text("where.need_moved", label=label, times=factor, support=support)
            yield from (f"  - {line}" for line in carried(side, known, text))


def carried(rating: Carried, known: Knowledge, text: Text) -> Iterable[str]:
    """Yield what a rating rests on, in the reader's language and in the other."""
    if rating.why is not None:
        yield evidence.in_both(rating.why, text)
    yield from evidence.both(rating.claims, known, text)
