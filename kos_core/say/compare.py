"""Two to four cases side by side: what is asked, decided, planned and counted, and what drives it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kos_core.advice.advice import Advice
from kos_core.advice.key_numbers import key_numbers
from kos_core.brief import Brief
from kos_core.errors import KosError
from kos_core.keep.differs import differs
from kos_core.numbers.writing import write_share
from kos_core.say.plan import counted, noun_of, what, word
from kos_core.say.sentences import Sentences
from kos_core.say.tables.table import NONE, Cell, Row, Table
from kos_core.say.text import Text
from kos_core.say.wording import capital, in_use
from kos_core.vocabulary import Stage

NAMED = (
    "category",
    "goal",
    "budget_vnd",
    "price_vnd",
    "paid_vnd",
    "cost_vnd",
    "margin_rate",
    "discount_rate",
)
NAMED_TOO = ("weeks", "platforms", "stock", "season", "weights", "assumptions", "locks", "risk", "deal")
FUNNEL = (Stage.VIEWS, Stage.LEADS, Stage.ORDERS, Stage.KEPT)
MOST_TRIED = 8  # fields changed one by one to find the driver; each is a whole answer


@dataclass(frozen=True)
class Compared:
    """One case of a comparison: what it is called, and its answer."""

    name: str
    advice: Advice


def compared(found: Sequence[Compared], text: Text) -> Table:
    """Return the cases as columns: inputs, decision, plan, voices, funnel, money, risk."""
    every = [Sentences(one.advice, text) for one in found]
    rows: list[tuple[str, list[str]]] = [
        (text("together.asked"), [_asked(one) for one in every]),
        (text("together.decision"), [word(one.advice, one) for one in every]),
        (text("together.plan"), [what(one.advice, one) for one in every]),
        (text("together.voices"), [_voices(one) for one in every]),
        *((text(f"forecast.stage.{stage}"), [_stage(one, stage) for one in every]) for stage in FUNNEL),
        (text("together.usual"), [_usual(one) for one in every]),
        (text("together.spend"), [one.money(one.advice.plan.spend_vnd, 3) for one in every]),
        (text("together.mean"), [_mean(one) for one in every]),
        (text("together.chance"), [_chance(one) for one in every]),
    ]
    shown = [(name, cells) for name, cells in rows if any(cell != NONE for cell in cells)]
    heads = (Cell(""), *(Cell(one.name) for one in found))
    return Table(
        tuple(Row((Cell(name), *(Cell(cell) for cell in cells))) for name, cells in shown),
        heads,
        words=tuple(range(1, len(heads))),
    )


def fields_apart(one: Brief, other: Brief) -> tuple[str, ...]:
    """Return the fields in which two briefs differ."""
    return tuple(name for name in Brief.model_fields if getattr(one, name) != getattr(other, name))


def driver(one: Advice, other: Advice, advise: Callable[[Brief], Advice]) -> str | None:
    """Return the field that, changed alone, brings the first answer nearest to the second; None: equal."""
    apart, aim = fields_apart(one.brief, other.brief), key_numbers(other)
    left: dict[str, int] = {}
    for name in apart[:MOST_TRIED]:
        try:
            tried = advise(one.brief.with_(**{name: getattr(other.brief, name)}))
        except KosError:
            continue
        left[name] = len(differs(key_numbers(tried), aim))
    return min(left, key=left.__getitem__, default=None)


def driven(found: Sequence[Compared], advise: Callable[[Brief], Advice], text: Text) -> str:
    """Return one sentence on what drives the difference between the first and the last case."""
    first, last = found[0], found[-1]
    name = driver(first.advice, last.advice, advise)
    if name is None or key_numbers(first.advice) == key_numbers(last.advice):
        return text("together.same")
    field = text(f"together.field.{name if name in {*NAMED, *NAMED_TOO} else 'rest'}")
    others = len(fields_apart(first.advice.brief, last.advice.brief)) - 1
    if others:
        return text("together.driven", field=field, number=others)
    return text("together.driven_alone", field=field)


def _asked(said: Sentences) -> str:
    brief, lang = said.case.brief, said.lang
    three = said.text(
        "ask.summary",
        category=said.knowledge.categories[brief.category].label(lang),
        goal=said.knowledge.goals[brief.goal].label(lang),
        budget=said.money(brief.budget_vnd, None),
    )
    return " · ".join([three, *in_use(said.case, said.text)])


def _voices(said: Sentences) -> str:
    rows = said.advice.scorecard.rows
    return ", ".join(f"{capital(said.short(row.creator))} {row.score:.0f}" for row in rows)


def _stage(said: Sentences, stage: Stage) -> str:
    plan = said.advice.plan
    return said.count(plan.bands[stage].middle) if plan.lines and stage in plan.bands else NONE


def _usual(said: Sentences) -> str:
    plan = said.advice.plan
    if not plan.lines:
        return NONE
    band = counted(plan)[1]
    return f"{said.count(band.middle)} {noun_of(plan, said)} ({said.band(band)})"


def _mean(said: Sentences) -> str:
    plan = said.advice.plan
    return said.money(plan.mean) if plan.measure.is_money and plan.lines else NONE


def _chance(said: Sentences) -> str:
    sure = said.advice.plan.chance_break_even
    return NONE if sure is None or not said.advice.plan.lines else write_share(sure, said.lang)
