"""What is handed over, in words: one page that the one-pager, the note and the workbook share."""

from dataclasses import dataclass
from datetime import date

from kos_core.advice.advice import Advice
from kos_core.brief import to_token
from kos_core.numbers.writing import write_day
from kos_core.plan.dates import week_days
from kos_core.say import plan as saying
from kos_core.say.calendar import case_title
from kos_core.say.citing import name_of, value_of
from kos_core.say.plan import Figure
from kos_core.say.sentences import Sentences
from kos_core.say.tables.plan import lines
from kos_core.say.tables.table import Table
from kos_core.say.wording import capital, in_use
from kos_core.vocabulary import CreatorType, Stage

HERE = "http://localhost:8501"
"""Where `make run` serves the dashboard: where the app is met unless somebody says otherwise."""
TEN = 10
MOST_WARNINGS = 6
MOST_IN_USE = 8


@dataclass(frozen=True)
class When:
    """One part of the plan in its weeks: which, from which day, what is done, its role, its money."""

    weeks: str
    days: str
    what: str
    phase: str
    spend: str
    creator: CreatorType | None


@dataclass(frozen=True)
class Sheet:
    """The answer on one page; what there is nothing to say of is empty.

    `because` is why, `numbers` the large ones, `rules` how it begins, when to stop and what is kept, `checks`
    what to know before, `steps` what to do next, `first` the figure to check first.
    """

    title: str
    case: str
    given: str
    what: str
    because: tuple[str, ...]
    numbers: tuple[Figure, ...]
    plan: Table | None
    staged: str
    stop: str
    rules: tuple[str, ...]
    weeks: tuple[When, ...]
    checks: tuple[str, ...]
    steps: tuple[str, ...]
    first: str
    link: str
    made: str


def sheet_of(advice: Advice, starts: date, said: Sentences, address: str = "") -> Sheet:
    """Return the page of an answer whose campaign begins on `starts`; `address` is where the app is met."""
    text, has_plan = said.text, bool(advice.plan.lines)
    rules = (saying.earns(advice, said), saying.kept(advice, said))
    return Sheet(
        title=title_of(advice, said),
        case=case_title(said),
        given=given(said),
        what=saying.what(advice, said),
        because=tuple(one for one in (said.fit(), sureness(said)) if one),
        numbers=numbers_of(advice, said),
        plan=lines(advice, said) if has_plan else None,
        staged=text("plan.staged") if advice.plan.is_staged and has_plan else "",
        stop=saying.stop(advice, said),
        rules=tuple(one for one in rules if one),
        weeks=weeks_of(advice, starts, said),
        checks=tuple(said.notice("warning", one) for one in advice.warnings[:MOST_WARNINGS]),
        steps=tuple(said.step(step) for step in advice.steps),
        first=to_check(advice, said),
        link=link_of(advice, said, address),
        made=text(
            "export.made",
            starts=write_day(starts, said.lang),
            version=advice.knowledge_version,
            seed=str(advice.seed),
        ),
    )


def title_of(advice: Advice, said: Sentences) -> str:
    """Return the decision and whom it is about; alone where nobody is hired: then what is done says it."""
    word = saying.word(advice, said)
    return f"{word}: {said.headline()}" if advice.plan.lines else word


def sureness(said: Sentences) -> str:
    """Return how firmly the leader leads, as a sentence; empty where nobody does."""
    found = capital(said.sureness())
    return f"{found}." if found else ""


def given(said: Sentences) -> str:
    """Return what the reader said beyond the three questions; the first few of much."""
    found = in_use(said.case, said.text)
    return " · ".join([*found[:MOST_IN_USE], *(["…"] if len(found) > MOST_IN_USE else [])])


def numbers_of(advice: Advice, said: Sentences) -> tuple[Figure, ...]:
    """Return three large numbers: spent, what usually comes back, how often in ten; else what one costs."""
    found = saying.figures(advice, said)
    if not found:
        return ()
    times = saying.times(advice)
    if times is None:
        each = price_of(advice)
        name = said.text(f"export.book.price.{advice.plan.measure.first}")
        return found if each is None else (*found, Figure(said.money(each), name))
    return (*found, Figure(f"{times}/{TEN}", saying.chance(advice, said)))


def price_of(advice: Advice) -> float | None:
    """Return what a lead, an interaction or a thousand views usually cost, VND; None where none come."""
    band = advice.plan.bands.get(advice.plan.measure.first)
    each = 1_000 if advice.plan.measure.first is Stage.VIEWS else 1
    return advice.plan.spend_vnd / band.middle * each if band is not None and band.middle > 0 else None


def weeks_of(advice: Advice, starts: date, said: Sentences) -> tuple[When, ...]:
    """Return what is done in which weeks, each part of the plan in one line."""
    found = []
    for slot in advice.calendar:
        first, last = week_days(starts, slot.first_week)[0], week_days(starts, slot.last_week)[1]
        weeks = "–".join(str(week) for week in dict.fromkeys((slot.first_week, slot.last_week)))
        days = (write_day(one, said.lang, year=False) for one in (first, last))
        found.append(
            When(
                f"{said.text('plan.weeks_head')} {weeks}",
                "–".join(days),
                capital(saying.line_words(slot.line, said, slot.units)),
                said.text(f"plan.phase.{slot.phase}"),
                said.money(slot.spend_vnd, 3),
                slot.line.creator,
            )
        )
    return tuple(found)


def to_check(advice: Advice, said: Sentences) -> str:
    """Return the figure that would narrow the forecast most; empty where none would."""
    estimate = None if advice.widest is None else said.knowledge.estimates.get(advice.widest)
    if estimate is None:
        return ""
    name = name_of(estimate, said.knowledge, said.text)
    return said.text("evidence.narrows", name=name, value=value_of(estimate.likely, estimate, said.text))


def link_of(advice: Advice, said: Sentences, address: str) -> str:
    """Return the address at which the case opens again."""
    return f"{address.rstrip('/') or HERE}/?b={to_token(advice.brief)}&lang={said.lang}"
