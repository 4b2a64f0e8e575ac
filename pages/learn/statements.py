"""The documents' claims by section, each with its paraphrase in both languages and what rests on it."""

from collections.abc import Iterable
from html import escape
from urllib.parse import urlencode

import streamlit as st

from kos_core.knowledge import shelf
from kos_core.knowledge.evidence import Claim
from kos_core.knowledge.shelf import Rest
from kos_core.knowledge.whole import Knowledge
from kos_core.say.text import Text
from kos_core.vocabulary import Lang
from pages.parts import session

KINDS = ("rating", "need", "sway", "platform", "goal", "creator", "theme")


def link(claim: str, text: Text) -> str:
    """Return a claim's id as a link that opens this screen at it, the brief with it, as HTML."""
    address = "?" + urlencode({**session.link_params(), "claim": claim})
    told = escape(text("documents.claims.link", claim=claim))
    return f'<a class="kd-id" href="{escape(address)}" title="{told}" aria-label="{told}">{claim}</a>'


def rests_on_it(rests: Iterable[Rest], knowledge: Knowledge, text: Text) -> str:
    """Return what rests on a claim, kind by kind, as HTML."""
    lines = []
    found = list(rests)
    for kind in KINDS:
        said = []
        for rest in found:
            if rest.kind != kind:
                continue
            mark = "" if rest.support is None else f" ({text(f'evidence.{rest.support}')})"
            said.append(escape(rest.said(knowledge, text.lang) + mark))
        if said:
            lines.append(
                f"<li><b>{escape(text(f'documents.claims.kind.{kind}'))}</b>: {'; '.join(said)}</li>"
            )
    return f'<p class="kd-label">{escape(text("documents.claims.rests"))}</p><ul>{"".join(lines)}</ul>'


def article(claim: Claim, rests: Iterable[Rest], knowledge: Knowledge, text: Text) -> str:
    """Return one claim as HTML."""
    other: Lang = "en" if text.lang == "vi" else "vi"
    return (
        f'<article class="kd-claim">{link(claim.id, text)}'
        f'<div><p class="kd-says">{escape(claim(text.lang))}</p>'
        f'<p class="kd-other" lang="{other}">{escape(claim(other))}</p></div>'
        f'<div class="kd-rests">{rests_on_it(rests, knowledge, text)}</div></article>'
    )


def counted(number: int, text: Text) -> str:
    """Return how many statements, in words."""
    return text("documents.claims.count_one") if number == 1 else text("documents.claims.count", n=number)


def tab(ids: list[str], rests: dict[str, tuple[Rest, ...]], asked: str, text: Text) -> None:
    """Show the claims `ids` by document and section: folded, all open where something was asked for."""
    knowledge = session.knowledge()
    st.caption(text("documents.claims.about"))
    out, first = [], True
    shown = [claim for claim in knowledge.claims.values() if claim.id in ids]  # as the documents go
    for document, sections in shelf.by_section(shown).items():
        every = sum(len(claims) for claims in sections.values())
        out.append(
            f'<h2 class="kd-document">{escape(knowledge.documents[document](text.lang))} '
            f"<small>{counted(every, text)}</small></h2>"
        )
        for section, claims in sections.items():
            open_ = " open" if asked or first else ""
            first = False
            out.append(
                f'<details class="kd-section"{open_}><summary>'
                f'<span class="kd-heading">{escape(section(text.lang))}</span> '
                f"<small>{counted(len(claims), text)}</small></summary>"
                + "".join(article(claim, rests[claim.id], knowledge, text) for claim in claims)
                + "</details>"
            )
    if out:
        st.html("".join(out))
    else:
        st.caption(text("documents.none_here"))
