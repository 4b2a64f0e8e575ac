"""The words of the trade, the method in plain language, and what changed in the knowledge."""

from html import escape

import streamlit as st

from kos_core.forecast.draws import POINTS
from kos_core.knowledge.evidence import Figure
from kos_core.knowledge.versions import versions as states
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers.writing import write_number, write_share, write_vnd
from kos_core.say.text import Text
from kos_core.score.money import DRAWS
from kos_core.vocabulary import CreatorType, Support
from pages.learn import wording
from pages.learn.shelves import METHOD, TERMS
from pages.learn.statements import link
from pages.parts import session, show

FIRST = 2  # how many defining claims stand open


def words(found: list[str], text: Text) -> None:
    """Show the types and terms `found`, each with its meaning and where usage differs."""
    knowledge = session.knowledge()
    types = [creator for creator in CreatorType if creator in found]
    terms = [term for term in TERMS if term in found]
    if types:
        st.html(
            f'<h2 class="kd-document">{escape(text("documents.words.types"))}</h2>'
            f'<div class="kd-grid">{"".join(type_card(one, knowledge, text) for one in types)}</div>'
        )
    if terms:
        rows = "".join(
            f"<div><dt>{escape(text(f'documents.words.term.{term}.name'))}</dt>"
            f"<dd>{escape(text(f'documents.words.term.{term}.says'))}</dd></div>"
            for term in terms
        )
        st.html(
            f'<h2 class="kd-document">{escape(text("documents.words.terms"))}</h2>'
            f'<dl class="kd-terms">{rows}</dl>'
        )
    if not types and not terms:
        st.caption(text("documents.none_here"))


def type_card(creator: CreatorType, knowledge: Knowledge, text: Text) -> str:
    """Return a type: what it is, what it does, how it is judged, who defines it otherwise, as HTML."""
    told, lang = knowledge.creators[creator], text.lang
    name = told.plain(lang)[:1].upper() + told.plain(lang)[1:]
    rows = [("also", told.also), ("does", told.means), ("judged", told.judged_by)]
    lines = "".join(
        f'<p><b class="kd-label">{escape(text(f"documents.words.{row}"))}</b> {escape(said(lang))}</p>'
        for row, said in rows
    )
    read = "".join(f"<li>{said_by(knowledge.figures[one], text)}</li>" for one in told.differs)
    claims = [f"<li>{link(one, text)} {escape(knowledge.claims[one](lang))}</li>" for one in told.claims]
    more = escape(text("documents.words.more", n=len(claims)))
    return (
        f'<section class="kd-type"><h3>{show.chip(creator)}{escape(name)}</h3>{lines}'
        f'<p><b class="kd-label">{escape(text("documents.words.conflict"))}</b> '
        f"{escape(text(f'documents.words.differs.{creator}'))}</p><ul class='kd-read'>{read}</ul>"
        f'<p><b class="kd-label">{escape(text("documents.words.says"))}</b></p>'
        f"<ul>{''.join(claims[:FIRST])}</ul>"
        f"<details><summary>{more}</summary><ul>{''.join(claims)}</ul></details></section>"
    )


def said_by(figure: Figure, text: Text) -> str:
    """Return who prints a figure, of what grade, when and where, as HTML."""
    grade = text("evidence.grade", grade=figure.grade)
    line = escape(f"{figure.id} · {grade} · {wording.source(figure, text)}, {wording.year(figure, text)}")
    address = wording.address(figure)
    if address is None:
        return line
    return f'{line} · <a href="{escape(address)}" rel="noreferrer">{escape(wording.host(address))}</a>'


def gaps(knowledge: Knowledge, text: Text) -> dict[str, str]:
    """Return the method's own numbers, read from the data and the code, as people read them."""
    lang = text.lang
    supports = [rating.support for one in knowledge.criteria.values() for rating in one.ratings.values()]

    def plain(name: str) -> str:
        return write_number(knowledge.likely(f"model.{name}"), lang, 3)

    def share(name: str) -> str:
        return write_share(knowledge.likely(f"model.{name}"), lang, 1)

    return {
        "draws": write_number(DRAWS, lang, 6),
        "points": write_number(POINTS, lang, 6),
        "clear": share("clear_from"),
        "likely": share("likely_from"),
        "unknown": share("unknown_share"),
        "sway": plain("sway_times"),
        "explicit": plain("width_explicit"),
        "implied": plain("width_implied"),
        "judgement": plain("width_judgement"),
        "spread": plain("weight_spread"),
        "elasticity": plain("price_elasticity"),
        "cancel_split": plain("cancel_split"),
        "refused_in_return": plain("refused_in_return"),
        "leads": write_vnd(knowledge.likely("model.leads_above_vnd"), lang, None),
        "explicit_n": str(supports.count(Support.EXPLICIT)),
        "implied_n": str(supports.count(Support.IMPLIED)),
        "judgement_n": str(supports.count(Support.JUDGEMENT)),
    }


def method(found: list[str], text: Text) -> None:
    """Show how each number is made in plain words, its formula one tap away, and the papers behind it."""
    knowledge = session.knowledge()
    values = gaps(knowledge, text)
    out = []
    for name in (one for one in METHOD if one in found):
        key = f"documents.method.{name}"
        out.append(
            f"<h3>{escape(text(f'{key}.title'))}</h3><p>{escape(text(f'{key}.says', **values))}</p>"
            + (
                f"<details><summary>{escape(text('documents.method.formula'))}</summary>"
                f"<pre>{escape(text(f'{key}.formula', **values))}</pre></details>"
                if f"{key}.formula" in text
                else ""
            )
        )
    papers = ""
    for source in knowledge.sources.values():
        if source.authors:
            doi = f'<a href="https://doi.org/{source.doi}" rel="noreferrer">doi:{source.doi}</a>'
            papers += (
                f"<li>{escape(source.authors)} ({source.year}). <i>{escape(source.title)}</i>. "
                f"{doi if source.doi else ''}</li>"
            )
    out.append(
        f"<h3>{escape(text('documents.method.papers'))}</h3><ul>{papers}</ul><p>{escape(text('documents.method.all'))}</p>"
    )
    st.html(f'<div class="kd-prose">{"".join(out)}</div>')


def versions(text: Text) -> None:
    """Show what changed between the states of the knowledge, newest first."""
    knowledge = session.knowledge()
    out = [f"<p>{escape(text('documents.versions.about'))}</p>"]
    for version in states():
        used = f" · {text('documents.versions.now')}" if version.hash == knowledge.version else ""
        changed = "".join(f"<li>{escape(one(text.lang))}</li>" for one in version.changed)
        code = text("documents.versions.hash", hash=version.hash)
        out.append(
            f"<h3>{escape(version.date)} <small>{escape(code)}{escape(used)}</small></h3><ul>{changed}</ul>"
        )
    st.html(f'<div class="kd-prose">{"".join(out)}</div>')
