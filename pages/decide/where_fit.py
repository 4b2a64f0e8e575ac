"""Where to sell: which platform suits which type, what each need adds, and the evidence behind it."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from kos_core import figures
from kos_core.advice.advice import Advice
from kos_core.figures.colours import sentence
from kos_core.knowledge.evidence import Rating
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers import writing
from kos_core.numbers.writing import write_number
from kos_core.say.tables.fit import by_fit, needs
from kos_core.say.text import Text
from kos_core.score import apart
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
        show.picture(
            figures.platform_heat(advice, text, lang, session.mode()),
            figures.platform_heat_title(advice, text, lang),
            figures.platform_heat_alt(advice, text, lang),
            "platform_heat",
        )
    with right:
        short = known.creators[creator].short(lang)
        st.markdown(f"**{sentence(text('where.reasons', creator=short))}**")
        st.html(f'<p class="kc-side">{escape(text("where.reasons_how", creator=short))}</p>')
        st.html(show.table(needs(creator, advice, text), wide=1))


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
                f"{escape(entry.good_at(text.lang))}</p>"
            )
            with st.popover(
                text("evidence.mark"),
                icon=":material/menu_book:",
                type="tertiary",
                key=f"cite.platform.{platform}",
            ):
                st.markdown("\n".join(need_lines(creator, platform, known, text)))


def need_lines(creator: CreatorType, platform: Platform, known: Knowledge, text: Text) -> Iterable[str]:
    """Yield what each need adds, then what the documents say of the platform and of the type, as Markdown."""
    lang, entry = text.lang, known.platforms[platform]
    yield f"**{entry.label}**: {evidence.in_both(entry.good_at, text)}\n"
    met = apart.needs_met(creator, platform, known)
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


def carried(rating: Rating, known: Knowledge, text: Text) -> Iterable[str]:
    """Yield what a rating rests on, in the reader's language and in the other."""
    if rating.why is not None:
        yield evidence.in_both(rating.why, text)
    yield from evidence.both(rating.claims, known, text)
