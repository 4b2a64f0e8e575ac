"""Advisor: three questions, and on the same screen whom to hire, where, what comes back, and why."""

from html import escape

import streamlit as st

from kos_core.advice import Advice, Change
from kos_core.brief import Brief
from kos_core import figures
from kos_core.funnel import Forecast
from kos_core.knowledge import Knowledge
from kos_core.premises import discount_of, price_of
from kos_core.scoring import ready_answer
from kos_core.sentences import Sentences, line_name
from kos_core.text import Text
from kos_core.vocabulary import (
    Category,
    CostLine,
    CreatorType,
    Deal,
    Goal,
    Platform,
    Readiness,
    Reason,
    Season,
    Seller,
    Stage,
    Trait,
)
from pages.parts import compute, fields, session, show


def ask(text: Text, knowledge: Knowledge, where: str) -> None:
    """Ask the three questions."""
    fields.choose(
        "category",
        text("ask.category"),
        Category,
        lambda c: knowledge.categories[c].label(text.lang),
        where=where,
    )
    fields.pick("goal", text("ask.goal"), Goal, lambda g: knowledge.goals[g].label(text.lang), where=where)
    fields.money(
        "budget_vnd", text("ask.budget"), text, where=where, required=True, help_text=text("ask.budget_help")
    )


def questions(brief: Brief, text: Text, knowledge: Knowledge) -> None:
    """Show the three questions in a row; on a phone folded into one line that says the answers."""
    with st.container(key="ask_wide"):
        category, goal, budget = st.columns([3, 5.4, 2])
        with category:
            fields.choose(
                "category", text("ask.category"), Category, lambda c: knowledge.categories[c].label(text.lang)
            )
        with goal:
            fields.pick("goal", text("ask.goal"), Goal, lambda g: knowledge.goals[g].label(text.lang))
        with budget:
            fields.money(
                "budget_vnd", text("ask.budget"), text, required=True, help_text=text("ask.budget_help")
            )
    with st.container(key="ask_phone"):
        summary = text(
            "ask.summary",
            category=knowledge.categories[brief.category].label(text.lang).split(",")[0],
            goal=knowledge.goals[brief.goal].label(text.lang),
            budget=fields.say_money(brief.budget_vnd, text),
        )
        with st.popover(summary, icon=":material/edit:", width="stretch", key="ask_phone_open"):
            ask(text, knowledge, "phone")


def details(brief: Brief, text: Text, knowledge: Knowledge) -> None:
    """Show what makes the figures closer, folded: money, product, shop."""
    known = knowledge.under(brief)
    price = price_of(brief, known)
    margin = known.of_category(brief.category, "margin_rate").likely
    with st.container(key="details"), st.expander(text("ask.more"), icon=":material/tune:"):
        st.markdown(f"**{text('ask.money')}**")
        one, two, three = st.columns(3)
        with one:
            usual = fields.say_money(known.of_category(brief.category, "aov_vnd").likely, text)
            fields.money(
                "price_vnd",
                text("ask.price"),
                text,
                placeholder=usual,
                help_text=text("ask.price_help", usual=usual),
            )
            assumed_cost = fields.say_money(price * (1 - margin), text)
            fields.cost(
                text("ask.cost"),
                text,
                placeholder=assumed_cost,
                help_text=text("ask.cost_help", usual=assumed_cost),
            )
            own = (
                brief.cost_vnd if brief.cost_vnd is not None else price * (1 - (brief.margin_rate or margin))
            )
            st.caption(text("ask.left", left=fields.say_money(price - own, text)))
        with two:
            fields.count("stock", text("ask.stock"), text, help_text=text("ask.stock_help"))
            fields.count("reviews", text("ask.reviews"), text, help_text=text("ask.reviews_help"))
            fields.count("pack_per_day", text("ask.pack"), text)
        with three:
            fields.count("weeks", text("ask.weeks"), text, required=True)
            fields.count("shop_views", text("ask.shop_views"), text)
            fields.count("creator_views", text("ask.creator_views"), text)
        fields.several("platforms", text("ask.platforms"), Platform, lambda p: knowledge.platforms[p].label)
        one, two, three = st.columns(3)
        with one:
            fields.choose("deal", text("ask.deal"), Deal, lambda d: text(f"deal.{d}"))
        with two:
            fields.choose("season", text("ask.season"), Season, lambda s: text(f"season.{s}"))
        with three:
            fields.choose("seller", text("ask.seller"), Seller, lambda s: text(f"seller.{s}"))
        product, shop = st.columns(2)
        with product:
            st.markdown(f"**{text('ask.product')}**")
            about_product(brief, text, known)
        with shop:
            st.markdown(f"**{text('ask.shop')}**")
            about_shop(brief, text, known)
        st.button(text("ask.restart"), on_click=session.restart, icon=":material/restart_alt:")


def about_product(brief: Brief, text: Text, knowledge: Knowledge) -> None:
    """Ask the five traits that matter most, then the rest; each preset by the category."""
    order = sorted(Trait, key=lambda t: knowledge.traits[t].ask or len(Trait))
    for trait in order:
        preset = knowledge.categories[brief.category].presets[trait]
        fields.answer(
            knowledge.traits[trait].label(text.lang),
            knowledge.trait(brief, trait),
            lambda value, trait=trait: {
                "traits": session.brief().traits.model_copy(update={trait.value: value})
            },
            text,
            field=f"trait.{trait}",
            help_text=text("ask.usually", answer=text(f"answer.{preset}").lower()),
        )


def about_shop(brief: Brief, text: Text, knowledge: Knowledge) -> None:
    """Ask what the shop has ready, and whether the goods are of a restricted kind."""
    for item in Readiness:
        entry = knowledge.readiness[item]
        fields.answer(
            entry.question(text.lang),
            ready_answer(item, brief, knowledge),
            lambda value, item=item: {"ready": session.brief().ready.model_copy(update={item.value: value})},
            text,
            field=f"ready.{item}",
            help_text=entry.effect(text.lang),
        )
    banned = knowledge.categories[brief.category].banned_goods
    if banned is not None:
        fields.answer(
            banned.question(text.lang),
            brief.restricted_goods,
            lambda value: {"restricted_goods": value},
            text,
            field="restricted_goods",
            help_text=banned.why(text.lang),
        )


def hero(advice: Advice, said: Sentences, text: Text) -> None:
    """Say money first, then whom to choose: two sentences a shop owner could read aloud."""
    money = said.money_sentence()
    chip = "" if advice.leader is None else show.chip(advice.leader)
    kind = ' class="kc-stop"' if advice.stops else ""
    rows = ""
    if money:
        rows += f'<span class="kc-tag">{escape(text("section.money"))}</span><div><p class="kc-lead">{escape(money)}</p></div>'
    sure = said.sureness()
    rows += (
        f'<span class="kc-tag">{escape(text("section.who"))}</span><div{kind}>'
        f'<p class="kc-lead">{chip}{escape(said.headline())}</p>'
        f'<p class="kc-side">{escape(said.fit())}</p>'
        + (f'<p class="kc-sure" title="{escape(text("sureness.what"))}">{escape(sure)}</p>' if sure else "")
        + "</div>"
    )
    st.html(f'<section class="kc-hero">{rows}</section>')


def change_buttons(advice: Advice, said: Sentences) -> None:
    """Show three changes, each a button that applies it and a line on what it does."""
    if not advice.changes:
        return
    st.markdown(f"**{said.ways_out()}**")
    for place, change, number in zip(st.columns(3), advice.changes, range(3), strict=False):
        with place:
            st.button(
                said.change_label(change),
                key=f"change.{number}",
                on_click=apply,
                args=(change,),
                width="stretch",
            )
            st.caption(said.change_effect(change))


def apply(change: Change) -> None:
    """Apply a change to the brief."""
    session.edit(**change.sets)


def picture(name: str, advice: Advice, knowledge: Knowledge, text: Text) -> None:
    """Show one figure under its section's name and the sentence that says what is seen."""
    draw, title, alt = (getattr(figures, name + part) for part in ("", "_title", "_alt"))
    st.subheader(text(f"section.{name}"))
    drawn = draw(advice, knowledge, text, text.lang, session.mode())
    if drawn is None:
        return
    st.html(f'<p class="kc-side">{escape(title(advice, knowledge, text, text.lang))}</p>')
    st.plotly_chart(
        drawn, config=figures.CONFIG, theme=None, key=name, alt=alt(advice, knowledge, text, text.lang)
    )


def charts(advice: Advice, knowledge: Knowledge, text: Text) -> None:
    """Show the four pictures: the same money, the funnel, why, and where."""
    left, right = st.columns(2, gap="large")
    with left:
        picture("worth", advice, knowledge, text)
        show.evidence(worth_rests_on(advice), knowledge, text, key="worth")
    with right:
        picture("funnel", advice, knowledge, text)
        show.evidence(advice.rests_on, knowledge, text, key="funnel")
    left, right = st.columns(2, gap="large")
    with left:
        picture("ranking", advice, knowledge, text)
        score_evidence(advice, knowledge, text)
    with right:
        picture("platform_heat", advice, knowledge, text)
        platform_evidence(advice, knowledge, text)


def worth_rests_on(advice: Advice) -> list[str]:
    """Return the estimates behind the comparison of what the same money brings."""
    names = [name for row in advice.scorecard.eligible for name in advice.cell(row.creator).rests_on]
    return [*names, "ads.click_rate", "ads.conversion_rate"]


def score_evidence(advice: Advice, knowledge: Knowledge, text: Text) -> None:
    """Open the criteria that weigh most: each type's points, and what the documents say."""
    card = advice.scorecard
    first = card.rows[0].creator if advice.leader is None else advice.leader
    heavy = sorted(card.row(first).parts, key=lambda name: -card.weights[name])[:8]
    with st.popover(text("evidence.mark"), icon=":material/menu_book:", type="tertiary", key="cite.score"):
        lines = []
        for name in heavy:
            criterion = knowledge.criteria[name]
            points = " · ".join(
                f"{knowledge.creators[row.creator].short(text.lang)} {row.parts.get(name, 0):.1f}"
                for row in card.rows
            )
            lines.append(f"- **{criterion.label(text.lang)}**: {points}. {criterion.why(text.lang)}")
            if first in criterion.ratings:
                lines.append(f"  - {show.rated(criterion.ratings[first], knowledge, text)}")
        st.markdown("\n".join(lines))
        st.caption(text("sureness.what"))


def platform_evidence(advice: Advice, knowledge: Knowledge, text: Text) -> None:
    """Open what the documents say of each platform, and its fees with their dates."""
    with st.popover(
        text("evidence.mark"), icon=":material/menu_book:", type="tertiary", key="cite.platforms"
    ):
        lines = []
        for platform in advice.brief.platforms:
            entry = knowledge.platforms[platform]
            lines.append(f"- **{entry.label}**: {entry.good_at(text.lang)}")
            for name, rating in entry.ratings.items():
                lines.append(
                    f"  - {knowledge.needs[name].label(text.lang)} {rating.value:.0f}/10: {show.rated(rating, knowledge, text)}"
                )
            for fee in knowledge.fees[platform]:
                estimate = knowledge.fee_estimate(fee, advice.brief.category)
                lines.append(
                    f"  - {fee.label(text.lang)}: {show.value(estimate, text)} · {fee.seller_kind(text.lang)} · {fee.in_force}"
                )
        st.markdown("\n".join(lines))


def full_costs(best: Forecast, text: Text, knowledge: Knowledge) -> None:
    """Show what is paid in advance and what is taken per order, each line switchable."""
    hired = best.terms
    with st.expander(text("section.costs"), icon=":material/receipt_long:"):
        left, right = st.columns(2, gap="large")
        with left:
            unit = best.programme.unit_word(text.lang)
            st.markdown(f"**{text('cost.advance')}**, {hired.units} {unit}")
            rows = [
                (
                    "" if line.is_on else "off",
                    line_name(line.name, knowledge, text),
                    show.money(line.vnd * hired.units, text),
                )
                for line in hired.advance
            ]
            rows.append(("sum", text("cost.total"), show.money(hired.spend_vnd, text)))
            st.html(show.table(rows))
            st.caption(text("cost.when_paid"))
        with right:
            if hired.leaves_vnd is not None:
                st.markdown(f"**{text('cost.per_order')}**, {text('cost.each_order')}")
                rows = [("", text("cost.sells_at"), show.exact(hired.live_price_vnd, text))]
                rows += [
                    (
                        "" if line.is_on else "off",
                        line_name(line.name, knowledge, text),
                        show.exact(-line.vnd, text),
                    )
                    for line in hired.per_order
                ]
                rows.append(("sum", text("cost.left"), show.exact(hired.leaves_vnd, text)))
                st.html(show.table(rows))
        switches(text)
        names = [name for line in (*hired.advance, *hired.per_order) for name in line.rests_on]
        show.evidence(names, knowledge, text, key="costs")


def switches(text: Text) -> None:
    """Offer every cost line as a switch."""
    brief = session.brief()
    st.pills(
        text("cost.counted"),
        list(CostLine),
        format_func=lambda line: text(f"cost.{line}"),
        selection_mode="multi",
        **session.view(
            "costs_off",
            "main",
            [line for line in CostLine if line not in brief.costs_off],
            lambda value: {"costs_off": tuple(line for line in CostLine if line not in value)},
        ),
    )


def next_steps(advice: Advice, said: Sentences, text: Text) -> None:
    """Show the pilot with its stop rule, and what to do next."""
    left, right = st.columns(2, gap="large")
    best = advice.best
    with left:
        st.subheader(text("section.next"))
        steps = "".join(f"<li>{escape(said.step(step))}</li>" for step in advice.steps)
        st.html(f'<ol class="kc-steps">{steps}</ol>')
    with right:
        if best is None:
            return
        st.subheader(text("section.pilot"))
        st.html(
            f'<p class="kc-side">{escape(said.pilot(advice.pilot, best) if advice.pilot else text("pilot.contract"))}</p>'
        )


def check_first(advice: Advice, text: Text, knowledge: Knowledge) -> None:
    """Name the one figure that would narrow the forecast most, and how thin the data are."""
    if advice.widest is None:
        return
    st.subheader(text("section.check_first"))
    estimate = knowledge.estimates.get(advice.widest)
    if estimate is not None:
        st.html(
            '<p class="kc-side">'
            + escape(
                text(
                    "evidence.narrows",
                    name=show.name(estimate, knowledge, text),
                    value=show.value(estimate, text),
                )
            )
            + "</p>"
        )
        show.evidence([estimate.id], knowledge, text, key="widest")


def warnings(advice: Advice, said: Sentences, text: Text, knowledge: Knowledge) -> None:
    """Show what to know before starting, with its sources one tap away."""
    if not advice.warnings:
        return
    st.subheader(text("section.warnings"))
    items = "".join(f"<li>{escape(said.notice('warning', w))}</li>" for w in advice.warnings)
    st.html(f'<ul class="kc-steps">{items}</ul>')
    names = [name for notice in (*advice.stops, *advice.warnings) for name in notice.rests_on]
    if names:
        show.evidence(names, knowledge, text, key="warnings")


def discount(brief: Brief, best: Forecast | None, text: Text, knowledge: Knowledge) -> None:
    """Offer the discount on a slider, with what one order leaves beside it."""
    if best is None or best.terms.leaves_vnd is None or Stage.KEPT not in best.bands:
        return
    if best.programme.creator is CreatorType.BRAND_AMBASSADOR:
        return
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    with left:
        fields.slide(
            "discount_rate",
            text("ask.discount"),
            discount_of(brief.with_(season=Season.ORDINARY), knowledge),
            text,
            help_text=text("ask.discount_help"),
        )
    with right:
        st.caption(text("money.left_each", left=show.money(best.terms.leaves_vnd, text)))


def page() -> None:
    """Read, ask, compute, show, cite."""
    text, knowledge, brief = session.text(), session.knowledge(), session.brief()
    questions(brief, text, knowledge)
    details(brief, text, knowledge)
    advice = compute.advise(brief)
    said = Sentences(advice, knowledge, text)
    known = knowledge.under(brief)
    hero(advice, said, text)
    if advice.best is not None:
        show.evidence(advice.rests_on, known, text, key="hero")
        discount(brief, advice.best, text, known)
        change_buttons(advice, said)
    if advice.reason is not Reason.STOPPED:
        charts(advice, known, text)
    next_steps(advice, said, text)
    check_first(advice, text, known)
    warnings(advice, said, text, knowledge)
    if advice.best is not None:
        full_costs(advice.best, text, known)
    st.caption(text("evidence.version", version=advice.knowledge_version, seed=advice.seed))


page()
