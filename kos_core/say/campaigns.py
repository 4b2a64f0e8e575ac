"""Published campaigns in words: who led them, for what, with what result, and where it is told."""

from html import escape

from kos_core.advice.advice import Advice
from kos_core.knowledge.entries import Campaign
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers.writing import write_number, write_vnd
from kos_core.say.text import Text
from kos_core.say.wording import capital
from kos_core.score.practice import Likeness


def practice_said(advice: Advice, text: Text) -> str:
    """Return who led most of the campaigns like the case, or that too few are like it."""
    shown = advice.practice
    if shown.usual is None:
        return text("cases.divided" if len(shown.alike) > 1 else "cases.few", all=len(shown.alike))
    creator = advice.case.knowledge.creators[shown.usual].short(text.lang)
    return text("cases.led", led=shown.led_by(shown.usual), all=len(shown.alike), creator=creator)


def result(campaign: Campaign, text: Text) -> str:
    """Return the published result: orders and sales where printed, else whether it is told as a success."""
    said = [text(f"cases.{campaign.outcome}")]
    if campaign.orders is not None:
        said.append(text("cases.orders", n=write_number(campaign.orders, text.lang, 3)))
    if campaign.gmv_vnd is not None:
        said.append(text("cases.gmv", amount=write_vnd(campaign.gmv_vnd, text.lang, 3)))
    return " · ".join(said)


def campaign_html(found: Likeness, knowledge: Knowledge, text: Text) -> str:
    """Return one campaign as HTML, its words escaped; the address opens where it has one."""
    one, lang = found.campaign, text.lang
    others = text("list.and").join(knowledge.creators[t].short(lang) for t in one.others)
    lead = knowledge.creators[one.lead].short(lang)
    facts = [
        text("cases.with", lead=lead, others=others) if others else text("cases.by", lead=lead),
        knowledge.goals[one.goal].label(lang),
        knowledge.categories[one.category].short(lang),
        *([] if one.platform == "unspecified" else [one.platform]),
        f"{one.market} {one.year}",
    ]
    link = escape(one.source_title)
    if one.source_url.startswith("https://"):
        address = escape(one.source_url, quote=True)
        link = f'<a href="{address}" target="_blank" rel="noopener noreferrer">{link}</a>'
    lesson = "" if one.lesson is None else f'<p class="kc-side"><b>{escape(one.lesson(lang))}</b></p>'
    return (
        f'<section class="kc-case-card"><p class="kc-lead">{escape(one.brand)}: '
        f"{escape(one.product(lang))}</p>"
        f'<p class="kc-side">{escape(" · ".join(facts))}</p>'
        f'<p class="kc-side">{escape(capital(result(one, text)))}</p>{lesson}'
        f'<p class="kc-note">{link}</p></section>'
    )
