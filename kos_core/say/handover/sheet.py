"""All of a plan handed over, one sheet a line: for a screen or a file."""

from dataclasses import dataclass

from kos_core.advice.advice import Advice
from kos_core.handover.handed import Handed, handed
from kos_core.numbers.writing import write_vnd
from kos_core.plan.decision import Decision
from kos_core.say.handover import brief, law, lists
from kos_core.say.handover.lists import Point
from kos_core.say.handover.message import draft, message
from kos_core.say.handover.own import Own
from kos_core.say.handover.words import Told
from kos_core.say.sentences import Sentences
from kos_core.say.tables import handover as tables
from kos_core.say.tables.table import Table
from kos_core.say.text import Text
from kos_core.say.wording import capital
from kos_core.vocabulary import Unit

NAMES_PRICE = frozenset({"koc_commission", "koc_video", "kos_slot", "kos_livestream"})
"""Ways of hiring whose message names the price."""


@dataclass(frozen=True)
class Part:
    """One part beneath a message: its name and head, a line on it, a list, a table, what it rests on.

    `rest` is what may be shown on demand; `is_ordered` where the list is gone through from the top.
    """

    name: str
    head: str
    lead: str = ""
    points: tuple[Point, ...] = ()
    table: Table | None = None
    rest: tuple[Point, ...] = ()
    is_ordered: bool = False

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The estimates, claims and sources its points rest on, each once."""
        return tuple(dict.fromkeys(name for one in (*self.points, *self.rest) for name in one.rests_on))


@dataclass(frozen=True)
class Sheet:
    """One line handed over: its name, what is done first, the message, the sheet to send, the parts beneath.

    `draft` is our message, `message` the one to send; `brief` follows once they accept, `questions` are
    those in it.
    """

    one: Handed
    name: str
    short: str
    lead: str
    lacks_price: bool
    needs_counsel: bool
    message: str
    draft: str
    brief: str
    questions: str
    parts: tuple[Part, ...]
    brief_rests_on: tuple[str, ...] = ()


def sheets(
    advice: Advice, text: Text, own: Own | None = None, found: tuple[Handed, ...] | None = None
) -> tuple[Sheet, ...]:
    """Return what a plan hands over, what begins first before the rest; nothing where nobody is hired.

    `found` is what is handed over where that is worked out already.
    """
    mine = own or Own()
    return tuple(_sheet(one, text, mine) for one in (handed(advice) if found is None else found))


def _sheet(one: Handed, text: Text, own: Own) -> Sheet:
    told = Told(one, text, own)
    return Sheet(
        one=one,
        name=text("handover.line", what=capital(one.programme.label(told.lang)), platform=told.where),
        short=f"{now(told)} · {told.where}",
        lead=lead(told),
        lacks_price=one.line.programme in NAMES_PRICE and not told.is_leads and not told.price,
        needs_counsel=told.needs_counsel,
        message=message(one, text, own),
        draft=draft(one, text, own),
        brief=brief.sheet(one, text, own),
        questions=brief.questions(one, text, own),
        parts=tuple(part for part in _parts(told) if part.points or part.table is not None),
        brief_rests_on=brief.rests_on(told),
    )


def now(told: Told) -> str:
    """Return what is done first in words: so many units, accounts of people where these are months."""
    if told.one.programme.unit is Unit.MONTH:
        return told.text("handover.accounts", n=told.count(told.one.people, 4))
    return told.units(told.one.now_units, told.one.forecast)


def lead(told: Told) -> str:
    """Return what is done first, in how many weeks; where it waits for the trial of others, from when on."""
    one, text = told.one, told.text
    first = now(told)
    if one.is_test:
        spend = told.money(one.line.spend_vnd, 3)
        return text("handover.test", now=first, platform=told.where, spend=spend)
    weeks = text("handover.week") if one.now_weeks == 1 else text("handover.weeks", n=one.now_weeks)
    every = told.units(one.line.units, one.forecast)
    if one.now_units < one.line.units:
        return capital(text("handover.first", now=first, weeks=weeks, all=every))
    said = capital(text("handover.whole", now=first, weeks=weeks))
    if one.programme.unit is Unit.CONTRACT:
        said = text("handover.sign", weeks=weeks, months=one.programme.months)
    if not one.waits:
        return said
    key = "handover.waits" if told.advice.trial is not None else "handover.waits_plain"
    return f"{text(key, week=one.from_week)} {said}"


def _parts(told: Told) -> tuple[Part, ...]:
    text, one = told.text, told.one
    sells = "orders" if "kept" in {target.name for target in one.targets} else "other"
    ahead, rest = law.law(told)
    read = law.date(told.knowledge.handover.law_read, told)
    how = text("handover.targets.how", units=told.units(one.line.units, one.forecast))
    return (
        Part("whom", text("handover.whom.title"), points=lists.whom(told)),
        Part("most", text("handover.most.title"), points=lists.most(told)),
        Part("price", text("handover.brief.floor_title"), points=floor(told)),
        *_own_lives(told),
        Part("targets", text("handover.targets.title"), how, table=tables.targets(told)),
        Part(
            "check",
            text(f"handover.check.title{'' if sells == 'orders' else '_other'}"),
            text("handover.check.how"),
            points=lists.checks(told),
            is_ordered=True,
        ),
        Part("contract", text("handover.contract.title"), text("handover.contract.how"), law.contract(told)),
        Part("law", text("handover.law.title"), text("handover.law.note", date=read), ahead, rest=rest),
    )


def floor(told: Told) -> tuple[Point, ...]:
    """Return the floor price beside this campaign's, and the stock to hold; nothing where nothing is sold."""
    one, text = told.one, told.text
    if told.is_leads:
        return ()
    said = []
    live = one.forecast.premises.live_price_vnd
    if one.floor_vnd is None:
        said.append(text("handover.brief.floor_none"))
    elif live < one.floor_vnd:
        floor_said = write_vnd(one.floor_vnd, told.lang)
        said.append(text("handover.brief.floor_under", live=told.money(live, 3), floor=floor_said))
    else:
        said.append(text("handover.brief.floor", floor=write_vnd(one.floor_vnd, told.lang)))
    if one.session is not None:
        stock = told.count(one.session.stock, 3)
        said.append(text("handover.brief.hold", stock=stock, unit=told.unit))
    return tuple(Point(line) for line in said)


def _own_lives(told: Told) -> tuple[Part, ...]:
    if not told.one.week:
        return ()
    text = told.text
    head = text("handover.live.script", hours=told.hours)
    return (
        Part("rota", text("handover.live.rota"), text("handover.live.why"), table=tables.rota(told)),
        Part("script", head, points=lists.script(told), is_ordered=True),
        Part("kit", lists.once(told, "kit"), points=lists.numbered(told, "kit")),
        Part(
            "training", lists.once(told, "training"), points=lists.numbered(told, "training"), is_ordered=True
        ),
    )


def first_needed(advice: Advice, said: Sentences) -> tuple[Point, ...]:
    """Return what has to be there before anybody is written to: papers, what to do meanwhile, other stops."""
    if advice.decision is not Decision.STOP:
        return ()
    found = []
    for stop in advice.stops:
        if "papers" not in stop.values:
            found.append(Point(said.notice("stop", stop), rests_on=stop.rests_on))
        for name in stop.values.get("papers", ()):
            paper = said.knowledge.papers[name]
            meanwhile = said.text("handover.meanwhile", meanwhile=paper.meanwhile(said.lang))
            found.append(Point(capital(paper.name(said.lang)), (meanwhile,), paper.sources))
    return tuple(found)


def ads_beside(advice: Advice, said: Sentences) -> str:
    """Return that ads are part of the plan too; empty where they are not."""
    lines = [line for line in advice.plan.lines if line.forecast is None]
    return " ".join(
        said.text(
            "handover.ads_too", amount=said.money(line.spend_vnd, 3), platform=said.platform(line.platform)
        )
        for line in lines
    )


__all__ = ["Part", "Point", "Sheet", "ads_beside", "first_needed", "sheets"]
