"""The one mark that opens what a number rests on, the same everywhere."""

import re
from collections.abc import Iterable
from urllib.parse import quote

import streamlit as st

from kos_core.advice.advice import Advice
from kos_core.knowledge.evidence import Estimate, Words
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers.writing import write_number
from kos_core.say.citing import assumed, cite, rated, support
from kos_core.say.text import Text
from kos_core.say.wording import capital
from kos_core.vocabulary import Lang
from pages.parts import show

ADDRESS = re.compile(r"https?://\S+|(?<![\w./@-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,4}(?:(?=\s…)|/\S*)")
LABEL_LONGEST = 48
SAFE = "%/:?#[]@!$&'*+,;=~-._"  # what an address may hold as it is, but for what ends a Markdown link


def cited_lines(estimates: Iterable[Estimate], knowledge: Knowledge, text: Text) -> str:
    """Return estimates as Markdown: value and name, the mark, why, and who says so."""
    lines: list[str] = []
    for estimate in estimates:
        one = cite(estimate, knowledge, text)
        span = f" ({one.span})" if one.span else ""
        mark = f"*{one.mark}*" if one.is_assumption else one.mark
        lines.append(f"- **{one.value}**{span} {one.name} · {mark}")
        if one.why:
            lines.append(f"  - {one.why}")
        lines += [f"  - {with_links(line)}" for line in one.support]
    return "\n".join(lines).replace("$", r"\$").replace("~", r"\~")


def with_links(line: str) -> str:
    """Return a line as Markdown with its addresses as links.

    A record may hold only the site and the last figures of an address ("plo.vn …post894696"): no link
    can be made of that but to the site, so that is where it goes, and the rest stays to be searched for.
    """
    return ADDRESS.sub(_link, line)


def _link(found: re.Match[str]) -> str:
    written = found[0]
    if "…" in written:
        host, rest = written.split("/", 1)[0], written
        return f"[{host}](https://{host})" + rest.removeprefix(host)
    target = written if written.startswith("http") else f"https://{written}"
    bare = written.removeprefix("https://").removeprefix("http://").removeprefix("www.")
    shown = bare if len(bare) <= LABEL_LONGEST else bare[: LABEL_LONGEST - 1] + "…"
    return f"[{shown}]({quote(target, safe=SAFE)})"


def opened(
    names: Iterable[str], knowledge: Knowledge, text: Text, *, label: str | None = None, key: str
) -> None:
    """Show the one mark that opens what a number rests on: estimates, claims, sources."""
    wanted = list(dict.fromkeys(names))
    estimates = [knowledge.estimates[name] for name in wanted if name in knowledge.estimates]
    thin, every = assumed(wanted, knowledge)
    if not wanted:
        return
    mark = "evidence.mark" if not every else "evidence.mark_one" if every == 1 else "evidence.mark_count"
    said = label or text(mark, all=every, assumed=thin)
    with st.popover(said, icon=":material/menu_book:", type="tertiary", key=f"cite.{key}"):
        if estimates:
            st.markdown(cited_lines(estimates, knowledge, text))
        others = [name for name in wanted if name not in knowledge.estimates]
        if others:
            st.markdown("\n".join(f"- {with_links(line)}" for line in support(others, knowledge, text)))


def worth_rests_on(advice: Advice) -> list[str]:
    """Return the estimates behind the comparison of the ways within the budget."""
    names = [name for row in advice.scorecard.eligible for name in advice.cell(row.creator).rests_on]
    return [*names, "ads.click_rate", "ads.conversion_rate"]


def of_score(advice: Advice, text: Text) -> None:
    """Open the criteria that weigh most: each type's points, and what the documents say."""
    knowledge = advice.case.knowledge
    card = advice.scorecard
    first = card.rows[0].creator if advice.leader is None else advice.leader
    heavy = sorted(card.row(first).parts, key=lambda name: -card.weights[name])[:8]
    with st.popover(text("evidence.mark"), icon=":material/menu_book:", type="tertiary", key="cite.score"):
        lines = []
        for name in heavy:
            criterion = knowledge.criteria[name]
            points = " · ".join(
                f"{knowledge.creators[row.creator].short(text.lang)} "
                f"{write_number(round(row.parts.get(name, 0.0), 1), text.lang, 3)}"
                for row in card.rows
            )
            lines.append(f"- **{criterion.label(text.lang)}**: {points}. {criterion.why(text.lang)}")
            if first in criterion.ratings:
                lines.append(f"  - {capital(rated(criterion.ratings[first], knowledge, text))}")
        st.markdown("\n".join(lines))
        st.caption(text("sureness.what"))


def of_platforms(advice: Advice, text: Text) -> None:
    """Open what the documents say of each platform, and its fees with their dates."""
    knowledge = advice.case.knowledge
    with st.popover(
        text("evidence.mark"), icon=":material/menu_book:", type="tertiary", key="cite.platforms"
    ):
        lines = []
        for platform in advice.brief.platforms:
            entry = knowledge.platforms[platform]
            lines.append(f"- **{entry.label}**: {entry.good_at(text.lang)}")
            for name, rating in entry.ratings.items():
                need, tenths = knowledge.needs[name].label(text.lang), write_number(rating.value, text.lang)
                lines.append(f"  - {capital(need)} {tenths}/10: {rated(rating, knowledge, text)}")
            for fee in advice.case.fees(platform):
                estimate = knowledge.fee_estimate(fee, advice.brief.category)
                lines.append(
                    f"  - {fee.label(text.lang)}: {show.value(estimate, text)} · "
                    f"{fee.tariff.seller_kind(text.lang)} · {knowledge.in_force(fee, advice.brief.category)}"
                )
        st.markdown("\n".join(lines))


OTHER: dict[Lang, Lang] = {"vi": "en", "en": "vi"}


def in_both(words: Words, text: Text) -> str:
    """Return a sentence in the reader's language and in the other, as Markdown."""
    return f"{words(text.lang)} *{words(OTHER[text.lang])}*"


def both(names: Iterable[str], knowledge: Knowledge, text: Text) -> Iterable[str]:
    """Yield claims as Markdown: who says so and where, in the reader's language and in the other."""
    other = OTHER[text.lang]
    for name, line in zip(names, support(names, knowledge, text), strict=True):
        yield f"{line} *{knowledge.claims[name](other)}*"
