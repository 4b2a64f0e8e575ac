"""Published campaigns in words: who led them, for what, with what result, and where it is told."""

from functools import lru_cache
from html import escape
from urllib.parse import urlsplit

from kos_core.advice.advice import Advice
from kos_core.knowledge.entries import Campaign
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers.writing import write_number, write_share, write_vnd
from kos_core.say.text import Text
from kos_core.say.wording import capital
from kos_core.score.practice import LEAST_ALIKE, Likeness
from kos_core.vocabulary import Lang

WIDER = {"SEA": "035", "Global": "001"}  # markets that are no country, as Unicode numbers them


def practice_said(advice: Advice, text: Text) -> str:
    """Return who led most of the campaigns like the case, or that too few are like it."""
    shown = advice.practice
    counted = len(shown.alike)
    if shown.usual is not None:
        creator = advice.case.knowledge.creators[shown.usual].short(text.lang)
        return text("cases.led", led=shown.led_by(shown.usual), all=counted, creator=creator)
    if not counted:
        return text("cases.nobody")
    return text("cases.few" if counted < LEAST_ALIKE else "cases.divided", all=counted)


def result(found: Likeness, text: Text) -> str:
    """Return the published result, orders and sales where printed, and how like the case the campaign is."""
    campaign = found.campaign
    said = [text(f"cases.{campaign.outcome}")]
    if campaign.orders is not None:
        said.append(text("cases.orders", n=write_number(campaign.orders, text.lang, 3)))
    if campaign.gmv_vnd is not None:
        said.append(text("cases.gmv", amount=write_vnd(campaign.gmv_vnd, text.lang, 3)))
    return capital(" · ".join([*said, text("cases.likeness", share=write_share(found.share, text.lang))]))


@lru_cache(maxsize=64)
def country(code: str, lang: Lang) -> str:
    """Return a market's name in a language; a code nobody knows stays as it is."""
    # Here because Babel takes 50 ms to import.
    from babel import Locale

    return str(Locale.parse(lang).territories.get(WIDER.get(code, code), code))


def facts(campaign: Campaign, knowledge: Knowledge, text: Text) -> str:
    """Return who led and who took part, for what, in what goods, on what platform, where and when."""
    lang = text.lang
    lead, *others = (knowledge.creators[t].short(lang) for t in (campaign.lead, *campaign.others))
    with_others = text("cases.with", lead=lead, others=text("list.and").join(others))
    countries = (capital(country(code, lang)) for code in campaign.market.split("/"))
    said = [
        with_others if others else text("cases.by", lead=lead),
        knowledge.goals[campaign.goal].label(lang),
        knowledge.categories[campaign.category].short(lang),
        *([] if campaign.platform == "unspecified" else [", ".join(campaign.platform.split(";"))]),
        f"{', '.join(countries)} {campaign.year}".strip(),
    ]
    return capital(" · ".join(said))


def source(campaign: Campaign, text: Text) -> str:
    """Return where it is told, as HTML; the address opens where it has one, its site said beside."""
    title = escape(campaign.source_title)
    if campaign.source_url.startswith(("https://", "http://")):
        address = escape(campaign.source_url, quote=True)
        site = escape(urlsplit(campaign.source_url).netloc.removeprefix("www."))
        title = f'<a href="{address}" target="_blank" rel="noopener noreferrer">{title}</a>, {site}'
    return f'<p class="kc-note">{escape(text("cases.source"))} {title}</p>'


def campaign_html(found: Likeness, knowledge: Knowledge, text: Text) -> str:
    """Return one campaign as HTML, its words escaped; what went wrong stands as a warning."""
    one = found.campaign
    name = capital(": ".join(word for word in (one.brand, one.product(text.lang)) if word))
    warning = "" if one.lesson is None else text("cases.lesson", lesson=one.lesson(text.lang))
    return (
        f'<section class="kc-case-card"><p class="kc-lead">{escape(name)}</p>'
        f'<p class="kc-side">{escape(facts(one, knowledge, text))}</p>'
        f'<p class="kc-side">{escape(result(found, text))}</p>'
        + (f'<p class="kc-side kc-stop">{escape(warning)}</p>' if warning else "")
        + source(one, text)
        + "</section>"
    )
