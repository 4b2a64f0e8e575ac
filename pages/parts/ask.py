"""The three questions, and what makes the figures closer, folded: all views of the brief in hand."""

from collections.abc import Iterator
from functools import partial
from html import escape
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.hire.prices import price_of, usual_discount_of
from kos_core.knowledge.goods import find_goods
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers.search import fold
from kos_core.numbers.writing import write_share
from kos_core.say.text import Text
from kos_core.say.wording import capital, goods_of, in_use
from kos_core.score.standing import ready_answer
from kos_core.vocabulary import (
    Answer,
    Category,
    Deal,
    Goal,
    Life,
    Platform,
    Readiness,
    Season,
    Seller,
    Service,
    Trait,
)
from pages.parts import fields, session

TYPED = '[data-testid="stSelectboxVirtualDropdown"] [data-key="__creatable__"] [data-item-hl]::after'
NEAR = 2  # categories offered beside the one taken; one more where none was likely


def three(text: Text, knowledge: Knowledge, where: str) -> None:
    """Ask the three questions."""
    category(text, knowledge, where)
    goal(text, knowledge, where)
    budget(text, where)


def category(text: Text, knowledge: Knowledge, where: str = "main") -> None:
    """Ask what is sold: a category of the list, or the reader's own word for the goods."""
    fields.choose_or_name(
        "category",
        text("ask.category"),
        Category,
        lambda c: knowledge.categories[c].name(text.lang),
        session.brief().product or session.brief().category,
        lambda typed: sold(typed, knowledge),
        where=where,
    )


def sold(typed: str, knowledge: Knowledge) -> dict[str, Any]:
    """Return what a word for goods changes of the brief: its category, and what the goods are called."""
    first = find_goods(typed, knowledge)[0]
    chosen = first.category if first.is_likely else Category.OTHER
    entry = knowledge.categories[chosen]
    names = {fold(said(lang)) for said in (entry.label, entry.name, entry.short) for lang in ("vi", "en")}
    return {"category": chosen, "product": "" if fold(typed) in names else typed}


def goods(brief: Brief, text: Text, knowledge: Knowledge) -> None:
    """Say under which category the reader's goods are counted, and offer the nearest others, `other` last."""
    if not brief.product:
        return
    found = find_goods(brief.product, knowledge)
    likely = [one.category for one in found if one.is_likely]
    order = dict.fromkeys((*likely, *knowledge.categories[brief.category].near, *(o.category for o in found)))
    near = [one for one in order if one not in {brief.category, Category.OTHER}]
    last = () if brief.category is Category.OTHER else (Category.OTHER,)
    offered = (*near[: NEAR if found[0].is_likely else NEAR + 1], *last)
    name = knowledge.categories[brief.category].name(text.lang)
    with st.container(key="ask_goods", horizontal=True, vertical_alignment="center", gap="small"):
        said = text("ask.goods", product=capital(brief.product), category=name)
        st.html(f'<p class="kc-note">{escape(said)}</p>', width="content")
        for one in offered:
            st.button(
                knowledge.categories[one].name(text.lang),
                key=f"goods.{one}",
                on_click=session.edit,
                kwargs={"category": one},
                type="tertiary",
            )


def goal(text: Text, knowledge: Knowledge, where: str = "main") -> None:
    """Ask what is needed most, with a line on what that goal means."""
    fields.pick("goal", text("ask.goal"), Goal, lambda g: knowledge.goals[g].label(text.lang), where=where)
    chosen = knowledge.goals[session.brief().goal]
    st.html(f'<p class="kc-quiet kc-under">{escape(chosen.under(text.lang))}</p>')


def budget(text: Text, where: str = "main") -> None:
    """Ask for the budget."""
    fields.money(
        "budget_vnd", text("ask.budget"), text, where=where, required=True, help_text=text("ask.budget_help")
    )


def questions(brief: Brief, text: Text, knowledge: Knowledge) -> None:
    """Show the three questions in a row; on a phone folded into one line that says the answers."""
    # Streamlit says "Add:" before what is typed, in English only; look.css takes it away.
    st.html(f"<style>{TYPED} {{ content: '{text('ask.typed')}'; }}</style>")
    with st.container(key="ask_wide"):
        left, middle, right = st.columns([2.2, 7.4, 1.5])
        with left:
            category(text, knowledge)
        with middle:
            goal(text, knowledge)
        with right:
            budget(text)
    with st.container(key="ask_phone"):
        summary = text(
            "ask.summary",
            category=capital(brief.product)
            or knowledge.categories[brief.category].name(text.lang).split(",")[0],
            goal=knowledge.goals[brief.goal].label(text.lang),
            budget=fields.say_money(brief.budget_vnd, text),
        )
        with st.popover(summary, icon=":material/edit:", width="stretch", key="ask_phone_open"):
            three(text, knowledge, "phone")
        fields.refused("budget_vnd", text)
    goods(brief, text, knowledge)


def asked(text: Text, *, details: bool) -> None:
    """Show what is asked above a screen: the three questions, the folded ones, what is counted with."""
    case = session.case()
    questions(case.brief, text, case.knowledge)
    if details:
        folded(case, text)
    in_use_line(case, text)


def which(case: Case, text: Text) -> str:
    """Return, as HTML for paper where the questions are left out, which case this is about."""
    brief, knowledge = case.brief, case.knowledge
    said = text(
        "ask.summary",
        category=goods_of(case, text.lang),
        goal=knowledge.goals[brief.goal].label(text.lang),
        budget=fields.say_money(brief.budget_vnd, text),
    )
    return f'<p class="kc-note kc-case">{escape(said)}</p>'


def folded(case: Case, text: Text) -> None:
    """Show what makes the figures closer, folded: money, product, shop."""
    with st.container(key="details"), st.expander(text("ask.more"), icon=":material/tune:"):
        goods, product, shop = st.tabs([text("ask.money"), text("ask.product"), text("ask.shop")])
        with goods:
            money_and_goods(case, text)
        with product:
            about_product(case, text)
        with shop:
            about_shop(case, text)


def money_and_goods(case: Case, text: Text) -> None:
    """Ask for price, cost, stock, time, platforms and pay."""
    brief, knowledge, price = case.brief, case.knowledge, price_of(case)
    paid = price * (1 - usual_discount_of(case))
    margin = knowledge.of_category(brief.category, "margin_rate").likely
    one, two, three = st.columns(3)
    with one:
        usual = fields.say_money(knowledge.of_category(brief.category, "aov_vnd").likely, text)
        listed = fields.say_money(price, text)
        help_text = text("ask.price_help", usual=listed)
        fields.money("price_vnd", text("ask.price"), text, placeholder=listed, help_text=help_text)
        help_text = text("ask.paid_help", usual=usual)
        fields.money(
            "paid_vnd", text("ask.paid"), text, placeholder=fields.say_money(paid, text), help_text=help_text
        )
        assumed = fields.say_money(paid * (1 - margin), text)
        fields.cost(
            text("ask.cost"), text, placeholder=assumed, help_text=text("ask.cost_help", usual=assumed)
        )
        own = brief.cost_vnd if brief.cost_vnd is not None else paid * (1 - (brief.margin_rate or margin))
        if brief.margin_rate is not None:
            st.caption(text("ask.read_as_margin", share=write_share(brief.margin_rate, text.lang, 1)))
        st.caption(text("ask.left", left=fields.say_money(paid - own, text)))
    with two:
        fields.count("stock", text("ask.stock"), text, help_text=text("ask.stock_help"))
        fields.count("reviews", text("ask.reviews"), text, help_text=text("ask.reviews_help"))
        fields.pick_one(
            "life",
            text("ask.life"),
            Life,
            lambda s: text(f"life.{s}"),
            case.life,
            help_text=text("ask.life_help"),
        )
        fields.count("pack_per_day", text("ask.pack"), text)
        products = round(knowledge.of_category(brief.category, "live_products").likely)
        help_text = text("ask.products_help", usual=products)
        fields.count("products", text("ask.products"), text, help_text=help_text)
    with three:
        fields.count("weeks", text("ask.weeks"), text, required=True)
        fields.count("shop_views", text("ask.shop_views"), text)
        fields.count("creator_views", text("ask.creator_views"), text)
        fields.money(
            "ads_vnd",
            text("ask.ads"),
            text,
            placeholder=text("ask.optional"),
            help_text=text("ask.ads_help"),
        )
    fields.several("platforms", text("ask.platforms"), Platform, lambda p: knowledge.platforms[p].label)
    one, two, three = st.columns(3)
    with one:
        fields.choose("deal", text("ask.deal"), Deal, lambda d: text(f"deal.{d}"))
    with two:
        fields.choose("season", text("ask.season"), Season, lambda s: text(f"season.{s}"))
    with three:
        fields.choose("seller", text("ask.seller"), Seller, lambda s: text(f"seller.{s}"))
    fields.several(
        "services",
        text("ask.services"),
        Service,
        lambda s: text(f"service.{s}"),
        help_text=text("ask.services_help"),
    )


def in_use_line(case: Case, text: Text) -> None:
    """Say what the answer counts with beyond the three questions; offer to start over from the sample."""
    if case.brief == Brief():
        return
    said = in_use(case, text)
    with st.container(horizontal=True, vertical_alignment="center", key="in_use"):
        if said:
            st.caption(text("ask.in_use", said=" · ".join(said)), width="stretch")
        else:
            st.html(f'<p class="kc-note kc-changed">{escape(text("ask.changed"))}</p>')
        st.button(
            text("ask.restart"), on_click=session.restart, icon=":material/restart_alt:", type="tertiary"
        )


def pairs() -> Iterator[DeltaGenerator]:
    """Yield places two in a row, row by row: on a phone they stand one below the other in the same order."""
    while True:
        yield from st.columns(2)


def about_product(case: Case, text: Text) -> None:
    """Ask the traits, those that matter most first; each preset by the category."""
    knowledge = case.knowledge
    order = sorted(Trait, key=lambda t: knowledge.traits[t].ask or len(Trait))
    for trait, place in zip(order, pairs(), strict=False):
        preset = knowledge.categories[case.brief.category].presets[trait]
        with place:
            fields.answer(
                knowledge.traits[trait].label(text.lang),
                case.trait(trait),
                partial(_with, "traits", trait),
                text,
                field=f"trait.{trait}",
                help_text=text("ask.usually", answer=text(f"answer.{preset}").lower()),
            )


def about_shop(case: Case, text: Text) -> None:
    """Ask what the shop has ready, whether the goods are of a restricted kind, and of the creator's tax."""
    for item, place in zip(Readiness, pairs(), strict=False):
        entry = case.knowledge.readiness[item]
        with place:
            fields.answer(
                entry.question(text.lang),
                ready_answer(item, case),
                partial(_with, "ready", item),
                text,
                field=f"ready.{item}",
                help_text=entry.effect(text.lang),
            )
    banned = case.knowledge.categories[case.brief.category].banned_goods
    if banned is not None:
        fields.answer(
            banned.question(text.lang),
            case.brief.restricted_goods,
            lambda value: {"restricted_goods": value},
            text,
            field="restricted_goods",
            help_text=banned.why(text.lang),
        )
    fields.answer(
        text("ask.creator_registered"),
        case.brief.creator_registered,
        lambda value: {"creator_registered": value},
        text,
        field="creator_registered",
        help_text=text("ask.creator_registered_help"),
    )


def _with(group: str, item: Trait | Readiness, value: Answer) -> dict[str, Any]:
    """Return the brief's answers of a group with one of them given."""
    return {group: getattr(session.brief(), group).model_copy(update={item.value: value})}
