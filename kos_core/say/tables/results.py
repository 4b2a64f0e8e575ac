"""What came back as typed tables: measures, creators, sessions, what was learnt, skipped lines."""

from collections.abc import Sequence

from kos_core.knowledge.whole import Knowledge
from kos_core.numbers.writing import write_day, write_number, write_range, write_share, write_vnd
from kos_core.results.actuals import Read, Skipped
from kos_core.results.calibrate import Learnt
from kos_core.results.creators import Judged
from kos_core.results.gathered import Evening
from kos_core.results.measures import Measured
from kos_core.say.citing import name_of, value_of
from kos_core.say.tables.table import NONE, Cell, Row, Table, plain
from kos_core.say.text import Text
from kos_core.say.wording import foreign
from kos_core.vocabulary import Kind, Lang


def _said(number: float | None, kind: Kind, lang: Lang) -> str:
    if number is None:
        return NONE
    return write_vnd(number, lang, 2) if kind is Kind.VND else write_share(number, lang, 1)


def measures_table(found: Sequence[Measured], text: Text) -> Table:
    """Return every measure: what came, what was expected, the word."""
    lang = text.lang
    rows = tuple(
        Row(
            (
                Cell(text(f"results.measure.{one.name}")),
                Cell(_said(one.actual, one.kind, lang), one.actual),
                Cell(
                    write_range(one.low, one.high, lang, money=True)
                    if one.kind is Kind.VND
                    else f"{write_share(one.low, lang, 1)} – {write_share(one.high, lang, 1)}"
                ),
                Cell(text(f"results.word.{one.word}"), is_strong=one.word in {"better", "worse"}),
            )
        )
        for one in found
    )
    heads = plain(*(text(f"results.head.{name}") for name in ("measure", "came", "expected", "word")))
    return Table(rows, heads, (3,))


def creator_name(name: str, text: Text) -> str:
    """Return a creator as written on one line, or that no file names one."""
    return foreign(name) if name else text("results.nobody")


def creators_table(found: Sequence[Judged], text: Text) -> Table:
    """Return every creator: the verb and why, orders, money, ROAS beside the one that breaks even."""
    lang = text.lang

    def row(one: Judged) -> Row:
        sums = one.sums
        lost = sums.cancelled + sums.undelivered
        settled = sums.settled
        paid = sums.ads_vnd + sums.hire_vnd + one.samples_vnd
        notes: tuple[str, ...] = (text(f"results.reason.{one.reason}"),)
        if one.trend != "none":
            notes += (text(f"results.trend.{one.trend}"),)
        samples = (
            (text("results.samples", sent=sums.samples, posted=sums.posted, sold=sums.placed),)
            if sums.samples
            else ()
        )
        kept, waits = (write_number(n, lang, 15) for n in (sums.kept, sums.open))
        back = write_share(sums.returned / max(1, sums.kept + sums.returned), lang)
        commission = text("results.commission", amount=write_vnd(sums.commission_vnd, lang, 3))
        paid_on = (commission,) if sums.commission_vnd else ()
        roas = NONE if one.roas is None else write_number(one.roas, lang, 2)
        even = (
            ()
            if one.even_roas is None
            else (text("results.even", roas=write_number(one.even_roas, lang, 2)),)
        )
        return Row(
            (
                Cell(creator_name(one.creator, text), notes=samples),
                Cell(text(f"results.verb.{one.verb}"), notes=notes, is_strong=True),
                Cell(
                    write_number(sums.placed, lang, 15), sums.placed,
                    (text("results.of_placed", kept=kept, open=waits),),
                ),
                Cell(write_vnd(sums.gmv_vnd, lang, 3), sums.gmv_vnd, paid_on),
                Cell(
                    write_share(lost / settled, lang) if settled else NONE,
                    notes=(text("results.given_back", rate=back),) if settled else (),
                ),
                Cell(write_vnd(paid, lang, 3), paid),
                Cell(roas, one.roas, even),
                Cell(write_vnd(one.net_vnd, lang, 3), one.net_vnd, is_strong=True),
            )
        )  # fmt: skip

    names = ("creator", "verb", "placed", "gmv", "lost", "paid", "roas", "net")
    return Table(tuple(map(row, found)), plain(*(text(f"results.head.{name}") for name in names)), (1,))


def learnt_table(found: Sequence[Learnt], knowledge: Knowledge, text: Text) -> Table:
    """Return every parameter before and after, and how much of it is the reader's own data."""
    rows = tuple(
        Row(
            (
                Cell(name_of(one.before, knowledge, text)),
                Cell(value_of(one.before.likely, one.before, text), notes=(_span(one, text, after=False),)),
                Cell(
                    value_of(one.after.likely, one.after, text),
                    notes=(_span(one, text, after=True),),
                    is_strong=True,
                ),
                Cell(write_share(one.own_rate, text.lang), one.own_rate),
            )
        )
        for one in found
    )
    return Table(
        rows, plain(*(text(f"results.head.{name}") for name in ("figure", "before", "after", "own")))
    )


def _span(one: Learnt, text: Text, *, after: bool) -> str:
    estimate = one.after if after else one.before
    return f"{value_of(estimate.low, estimate, text)} – {value_of(estimate.high, estimate, text)}"


def sessions_table(found: Sequence[Evening], text: Text) -> Table:
    """Return every session, the last first."""
    lang = text.lang
    rows = tuple(
        Row(
            (
                Cell(f"{write_day(one.at.date(), lang)} {one.at:%H:%M}" if one.at else NONE),
                Cell(creator_name(one.creator, text)),
                Cell(NONE if one.views is None else write_number(one.views, lang, 15), one.views),
                Cell(write_number(one.orders, lang, 15), one.orders),
                Cell(write_share(one.orders / one.views, lang, 2) if one.views else NONE),
                Cell(write_vnd(one.gmv_vnd, lang, 3), one.gmv_vnd),
            )
        )
        for one in reversed(found)
    )
    names = ("session", "creator", "views", "placed", "per_view", "gmv")
    return Table(rows, plain(*(text(f"results.head.{name}") for name in names)), (1,))


def reason_of(one: Skipped, text: Text) -> str:
    """Return why a line was skipped, in one sentence."""
    own = f"results.skipped.{one.key}"
    given = foreign(one.given)
    return text(own, given=given) if own in text else text("results.skipped.other", given=given)


def skipped_table(read: Read, text: Text) -> Table:
    """Return the lines that were skipped, each with its reason."""
    rows = tuple(Row(plain(str(one.line), reason_of(one, text))) for one in read.skipped)
    return Table(rows, plain(text("results.head.line"), text("results.head.why")), (1,))


def read_sentence(read: Read, text: Text) -> str:
    """Return what a file is and how much of it was read."""
    lang = text.lang
    kind = text(f"results.kind.{read.kind or read.rows}")
    number = len(read.orders) + len(read.sessions) + len(read.posts)
    said = text(
        "results.read", name=foreign(read.name), kind=kind, what=text(f"results.what.{read.rows}"),
        number=write_number(number, lang, 15), skipped=write_number(read.skipped_count, lang, 15),
    )  # fmt: skip
    return " ".join([said, *(text(f"results.note.{note}") for note in read.notes)])
