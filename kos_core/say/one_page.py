"""The answer on one page: what to do, for how much, when to stop, week by week, what to see to first."""

from dataclasses import dataclass
from datetime import date

from kos_core.advice.advice import Advice
from kos_core.brief import to_token
from kos_core.numbers.writing import write_day
from kos_core.say import calendar as days
from kos_core.say import plan as saying
from kos_core.say.citing import assumed
from kos_core.say.plan import Figure
from kos_core.say.sentences import Sentences
from kos_core.say.tables import plan as tables
from kos_core.say.tables.table import NONE, Table
from kos_core.say.voices import voices_sentence
from kos_core.say.wording import capital, in_use

WEEKS = 6  # weeks told one by one; the rest go on in the same way
NOTICES = 4


@dataclass(frozen=True)
class Part:
    """One part of a page: its heading, sentences, and a table where it has one."""

    head: str
    lines: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True)
class Page:
    """A page: whose case, the decision, what to do, the large numbers, the chance in ten, parts, the foot."""

    title: str
    case: str
    used: str
    word: str
    lead: str
    figures: tuple[Figure, ...]
    times: int | None
    chance: str
    parts: tuple[Part, ...]
    foot: str
    token: str


def one_page(advice: Advice, starts: date, said: Sentences) -> Page:
    """Return the answer to a case as one page, its campaign beginning on `starts`."""
    text, plan = said.text, advice.plan
    used = in_use(advice.case, text)
    begins = [saying.stop(advice, said), saying.earns(advice, said), saying.kept(advice, said)]
    first = [said.notice("stop", stop) for stop in advice.stops]
    first += [said.notice("warning", one) for one in advice.warnings[: NOTICES - len(first)]]
    parts = [Part(text("one_page.begin"), tuple(one for one in begins if one))]
    if plan.lines:
        parts.append(Part(text("plan.lines"), table=tables.lines(advice, said)))
        parts.append(Part(text("calendar.section"), weeks(advice, starts, said)))
    why = [said.fit(), voices_sentence(advice, said), capital(said.sureness())]
    parts += [
        Part(text("one_page.why"), tuple(one for one in why if one)),
        Part(text("one_page.first"), tuple(first)),
        Part(text("one_page.next"), tuple(said.step(step) for step in advice.steps)),
    ]
    assumptions, figures = assumed(plan.rests_on or advice.rests_on, advice.case.knowledge)
    return Page(
        title=text("app.name"),
        case=days.case_title(said),
        used=text("ask.in_use", said=" · ".join(used)) if used else "",
        word=saying.word(advice, said),
        lead=saying.what(advice, said),
        figures=saying.figures(advice, said),
        times=saying.times(advice),
        chance=capital(saying.chance(advice, said)),
        parts=tuple(part for part in parts if part.lines or part.table is not None),
        foot=text(
            "one_page.foot",
            figures=figures,
            assumed=assumptions,
            day=write_day(date.fromisoformat(advice.case.knowledge.day), said.lang),
        ),
        token=to_token(advice.brief),
    )


def weeks(advice: Advice, starts: date, said: Sentences) -> tuple[str, ...]:
    """Return what is done in each week, a sentence each; after the first WEEKS they go on likewise."""
    rows = days.by_week(advice, starts, said).rows
    found = []
    for row in rows[:WEEKS]:
        name, what, note = row.cells
        done = "; ".join((what.said, *what.notes))
        days_to_note = "" if note.said == NONE else f" ({note.said})"
        found.append(f"{name.said}, {name.notes[0]}: {done}{days_to_note}")
    if len(rows) > WEEKS:
        found.append(said.text("one_page.likewise", n=len(rows)))
    return tuple(found)
