"""Advisor: three questions, and on the same screen whom to hire, where, what comes back, and why."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from kos_core import figures
from kos_core.advice.advice import Advice
from kos_core.advice.offered import Change
from kos_core.forecast.forecast import Forecast
from kos_core.hire.gates import Notice
from kos_core.hire.prices import own_discount_of
from kos_core.plan.decision import Decision
from kos_core.say.campaigns import campaign_html
from kos_core.say.sentences import Sentences
from kos_core.say.text import Text
from kos_core.say.voices import voices_sentence, warned
from kos_core.say.wording import capital
from kos_core.vocabulary import (
    Answer,
    Stage,
)
from pages.parts import ask, compute, costs, evidence, fields, gates, planned, session, show, taken

CASES_SHOWN = 3
GATE, BANNED = "papers_unknown", "banned_goods_check"  # asked above the answer, so not listed below it


def hero(advice: Advice, said: Sentences) -> None:
    """Say what to do with the money: the decision, one sentence, large numbers, when to stop."""
    inside = planned.hero(advice, said)
    st.html(f'<section class="kc-hero kc-{advice.decision}" aria-live="polite">{inside}</section>')
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="noprint_hero"):
        if advice.decision is not Decision.STOP:
            show.onward("plan/handover", said.text("handover.now"), "now")
        taken.along(advice, said, said.text)
    st.html(planned.bar(advice, said) + planned.sticky(advice, said))


def who(advice: Advice, said: Sentences) -> None:
    """Say who fits best and how surely."""
    sure, what = said.sureness(), escape(said.sureness_of_what())
    chip = "" if advice.leader is None else show.chip(advice.leader)
    st.html(
        f'<p class="kc-side">{chip}{escape(said.fit())}</p>'
        + (f'<p class="kc-sure" title="{what}">{escape(capital(sure))}</p>' if sure else "")
    )


def change_buttons(advice: Advice, said: Sentences) -> None:
    """Show three changes, each a button that applies it and a line on what it does."""
    if not advice.changes:
        return
    with st.container(key="advisor_changes"):
        st.markdown(f"**{said.ways_out()}**")
        for place, change, number in zip(st.columns(3), advice.changes, range(3), strict=False):
            with place:
                st.button(
                    said.change_label(change),
                    key=f"change.{number}",
                    on_click=apply,
                    args=(change, said.change_label(change)),
                    width="stretch",
                )
                st.caption(capital(said.change_effect(change)))


def apply(change: Change, label: str) -> None:
    """Apply a change to the brief, and remember what it was before."""
    before = session.brief()
    session.edit(**change.sets)
    session.keep(applied=(label, before, session.brief()))


def applied(text: Text) -> None:
    """Say which change was just applied, with the way back; nothing once anything else was changed."""
    label, before, after = session.kept("applied", ("", None, None))
    if before is None or session.brief() != after:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="noprint_applied"):
        st.html(f'<p class="kc-note">{escape(text("change.applied", label=label))}</p>', width="content")
        st.button(
            text("change.undo"),
            icon=":material/undo:",
            type="tertiary",
            key="undo",
            on_click=lambda: session.edit(**dict(before)),
        )


def picture(name: str, advice: Advice, text: Text) -> None:
    """Show one figure under its section's name and the sentence that says what is seen."""
    draw, title, alt = (getattr(figures, name + part) for part in ("", "_title", "_alt"))
    st.subheader(text(f"section.{name}"))
    lang = text.lang
    show.picture(
        draw(advice, text, lang, session.mode()),
        title(advice, text, lang),
        alt(advice, text, lang),
        name,
    )


def voices(advice: Advice, text: Text) -> None:
    """Show what the documents, the money and practice say of every type, and what they warn of."""
    said = Sentences(advice, text)
    warning = warned(advice, said)
    st.html(
        f'<p class="kc-side">{escape(voices_sentence(advice, said))}</p>'
        + show.voices(advice, said)
        + (f'<p class="kc-note">⚠ {escape(warning)}</p>' if warning else "")
    )


def charts(advice: Advice, said: Sentences, text: Text) -> None:
    """Show who and why beside the plan's funnel, then where, and what each way brings by itself."""
    knowledge = advice.case.knowledge
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(text("section.voices"))
        who(advice, said)
        voices(advice, text)
    with right:
        if advice.plan.lines:
            picture("funnel", advice, text)
            evidence.opened(advice.plan.rests_on or advice.rests_on, knowledge, text, key="funnel")
        picture("platform_heat", advice, text)
        evidence.of_platforms(advice, text)
    with left:
        picture("ranking", advice, text)
        st.html(show.points_by_part(advice, text))
        evidence.of_score(advice, text)
    if advice.best is not None:
        picture("worth", advice, text)
        evidence.opened(evidence.worth_rests_on(advice), knowledge, text, key="worth")


def below(advice: Advice, said: Sentences, text: Text) -> None:
    """Show what to do next; beside it what to know and to check first."""
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(text("section.next"))
        steps = "".join(f"<li>{escape(said.step(step))}</li>" for step in advice.steps)
        st.html(f'<ol class="kc-steps">{steps}</ol>')
    with right:
        warnings(advice, said, text)
        check_first(advice, text)


def alike(advice: Advice, text: Text) -> None:
    """Show the three published campaigns likest to the case, and the way to the others."""
    found = advice.practice.every[:CASES_SHOWN]
    if not found:
        return
    with st.container(key="advisor_cases"):
        st.subheader(text("cases.section"))
        for place, one in zip(st.columns(CASES_SHOWN), found, strict=False):
            with place:
                st.html(campaign_html(one, advice.case.knowledge, text))
        address = escape(f"cases?{urlencode(session.link_params())}", quote=True)
        st.html(f'<p class="kc-note"><a href="{address}" target="_self">{escape(text("cases.all"))}</a></p>')


def check_first(advice: Advice, text: Text) -> None:
    """Name the one figure that would narrow the forecast most."""
    knowledge = advice.case.knowledge
    estimate = None if advice.widest is None else knowledge.estimates.get(advice.widest)
    if estimate is None:
        return
    st.subheader(text("section.check_first"))
    name, value = show.name(estimate, knowledge, text), show.value(estimate, text)
    st.html(f'<p class="kc-side">{escape(text("evidence.narrows", name=name, value=value))}</p>')
    evidence.opened([estimate.id], knowledge, text, key="widest")


def warnings(advice: Advice, said: Sentences, text: Text) -> None:
    """Show what to know before starting, with its sources one tap away."""
    listed = [w for w in advice.warnings if w.id not in {GATE, BANNED}]
    if not listed:
        return
    st.subheader(text("section.warnings"))
    items = "".join(f"<li>{escape(said.notice('warning', w))}</li>" for w in listed)
    st.html(f'<ul class="kc-steps">{items}</ul>')
    evidence.opened([n for w in advice.warnings for n in w.rests_on], said.knowledge, text, key="warnings")


def gate(advice: Advice, said: Sentences, text: Text) -> None:
    """Ask first whether the goods may be advertised at all; then for the papers the law wants.

    Only what nobody has said yet, one question after the other.
    """
    banned = next((notice for notice in advice.warnings if notice.id == BANNED), None)
    if banned is not None:
        ask_banned(advice, banned, said, text)
        return
    asked = next((notice for notice in advice.warnings if notice.id == GATE), None)
    if asked is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="noprint_gate"):
        st.markdown(said.notice("warning", asked), width="content")
        st.button(text("stopped.have"), on_click=gates.papers_are, args=(Answer.YES,), key="gate.yes")
        st.button(text("stopped.have_not"), on_click=gates.papers_are, args=(Answer.NO,), key="gate.no")


def ask_banned(advice: Advice, banned: Notice, said: Sentences, text: Text) -> None:
    """Ask whether the goods are of the kind whose advertising is banned, and name the decree."""
    entry = advice.case.knowledge.categories[advice.brief.category].banned_goods
    if entry is None:
        return
    with st.container(key="noprint_banned", border=True):
        st.html(
            f'<p class="kc-lead">{escape(entry.question(text.lang))}</p>'
            f'<p class="kc-side">{escape(said.notice("warning", banned))}</p>'
        )
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button(text("answer.yes"), on_click=restricted_goods_are, args=(Answer.YES,), key="banned.yes")
            st.button(text("answer.no"), on_click=restricted_goods_are, args=(Answer.NO,), key="banned.no")
            evidence.opened(banned.rests_on, said.knowledge, text, key="banned")


def restricted_goods_are(answer: Answer) -> None:
    """Take it that the goods are of a kind whose advertising is banned, or are not."""
    session.edit(restricted_goods=answer)


def discount(best: Forecast | None, text: Text) -> None:
    """Offer the discount on a slider, with what one order leaves beside it."""
    if best is None or best.terms.leaves_vnd is None or Stage.KEPT not in best.bands:
        return
    with st.container(key="advisor_discount"):
        left, right = st.columns([2, 3], vertical_alignment="bottom")
    with left:
        fields.slide(
            "discount_rate",
            text("ask.discount"),
            own_discount_of(best.case),
            help_text=text("ask.discount_help"),
        )
    with right:
        left_each = best.terms.leaves_vnd
        key = "money.left_each" if left_each > 0 else "money.short_each"
        st.caption(capital(text(key, left=show.money(abs(left_each), text))))


def page() -> None:
    """Read, ask, compute, show, cite."""
    text, case = session.text(), session.case()
    advice = compute.advise(case)
    said = Sentences(advice, text)
    with st.container(key="advisor_page"):
        st.html(ask.which(case, text))
        gate(advice, said, text)
        applied(text)
        hero(advice, said)
        gates.shut(advice, text)
        if advice.stops and advice.leader is None:
            st.caption(text("evidence.law_note"))
        if advice.plan.lines:
            evidence.opened(advice.plan.rests_on or advice.rests_on, case.knowledge, text, key="hero")
        change_buttons(advice, said)
        if advice.is_for_orders:
            discount(advice.best, text)
        charts(advice, said, text)
        below(advice, said, text)
        alike(advice, text)
        if advice.best is not None:
            costs.full(advice.best, text)
        st.caption(text("evidence.version", version=advice.knowledge_version, seed=advice.seed))


page()
