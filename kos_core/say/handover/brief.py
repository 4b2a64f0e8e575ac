"""What follows once they accept: the sheet of the product, as one text to send."""

from kos_core.handover.handed import Handed
from kos_core.knowledge.handing import Saying
from kos_core.say.handover.own import Own, written
from kos_core.say.handover.words import Told
from kos_core.say.text import Text


def questions(one: Handed, text: Text, own: Own) -> str:
    """Return what customers ask, with answers where they are known: the reader's own list, else ours."""
    mine = written(own.questions)
    if mine:
        return mine
    told = Told(one, text, own)
    common = told.knowledge.handover.questions
    price = (
        text("handover.brief.a_price", price=told.price[:1].upper() + told.price[1:]) if told.price else ""
    )
    ship = "" if told.is_leads else text("handover.brief.a_ship", days=told.ship_days)
    asked = [(words(told.lang), "") for words in told.goods.questions]
    if not told.is_leads:
        asked += [
            (words(told.lang), answer) for words, answer in zip(common, (price, ship, ""), strict=False)
        ]
    return "\n".join(
        f"{text('handover.brief.q', question=question)}\n{text('handover.brief.a', answer=answer).rstrip()}"
        for question, answer in asked
    )


def sheet(one: Handed, text: Text, own: Own) -> str:
    """Return the sheet to send: strong points, price, stock, sample, questions, what may be said and not."""
    told = Told(one, text, own)
    parts = [
        ("usp", written(own.usp) or text("handover.brief.usp_later")),
        ("price", "" if told.is_leads else _price(told)),
        ("stock", "" if told.is_leads else _stock(told)),
        ("sample", _sample(told)),
        ("questions", _answered(questions(one, text, own), told)),
        ("may", _list(may(told), told)),
        ("never", _list(never(told), told)),
        ("after", "" if one.programme.house else text("handover.brief.after")),
    ]
    heads = [f"{text(f'handover.brief.head_{name}')}:\n{said}" for name, said in parts if said]
    product = told.product[:1].upper() + told.product[1:]
    return "\n\n".join([text("handover.brief.head", product=product), *heads])


def may(told: Told) -> tuple[Saying, ...]:
    """Return what may be said: of everything, then of the goods."""
    every = (*told.knowledge.handover.may, *told.goods.may)
    return tuple(one for one in every if not (one.is_for_paid and told.one.programme.house))


def never(told: Told) -> tuple[Saying, ...]:
    """Return what is never said: of the goods, then of everything."""
    return (*told.goods.never, *told.knowledge.handover.never)


def _price(told: Told) -> str:
    if not told.price:
        return told.text("handover.brief.price_sheet")
    return told.text("handover.brief.price_only", price=told.price[:1].upper() + told.price[1:])


def _stock(told: Told) -> str:
    stock = told.case.brief.stock
    if stock is None:
        return told.text("handover.brief.stock_later", days=told.ship_days)
    return told.text("handover.brief.stock", stock=told.count(stock, 8), days=told.ship_days)


def _sample(told: Told) -> str:
    if not told.one.sends_samples:
        return ""
    return told.text(f"handover.brief.sample{'_lent' if told.one.lends_samples else ''}")


def _answered(listed: str, told: Told) -> str:
    """Return the list with what has no answer yet said to come."""
    empty = told.text("handover.brief.a", answer="").rstrip()
    later = told.text("handover.brief.a", answer=told.text("handover.brief.a_later"))
    return "\n".join(later if line.strip() == empty else line for line in listed.split("\n"))


def _list(said: tuple[Saying, ...], told: Told) -> str:
    return "\n".join(told.text("handover.bullet", line=one(told.lang)) for one in said)


def rests_on(told: Told) -> tuple[str, ...]:
    """Return what the sheet rests on: what the documents want handed over, sources of what is said."""
    lines = {line.id: line.sources for line in told.knowledge.compliance}
    named = [name for one in (*may(told), *never(told)) for name in one.rests_on]
    sources = [source for name in named for source in lines[name]]
    return tuple(dict.fromkeys(("K83", "K84", "K85", "planner.ship_days", *sources)))
