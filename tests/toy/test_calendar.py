"""The plan on real days by hand: evenings, sales, Tết, who moved what, and the files it is taken along in."""

import csv
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO

import pandas as pd
import pytest
from icalendar import Calendar

from kos_core.advice.advice import Advice, advise
from kos_core.brief import Brief, make_brief
from kos_core.case import Case
from kos_core.errors import KosError
from kos_core.export.calendar import csv_of, ics_of
from kos_core.knowledge.loading import load
from kos_core.plan.dates import Marked, entries_of, marks_of, monday_after, starts_of, week_days
from kos_core.say import calendar as saying
from kos_core.say.sentences import Sentences
from kos_core.say.text import text_of
from kos_core.vocabulary import Goal, Occasion, Phase, Weekday
from tests.property.strategies import random_briefs

MONDAY = date(2026, 11, 30)
SHOP = Brief(price_vnd=250_000, cost_vnd=100_000)
OWN = "kos_own@facebook_live"


def answer(brief: Brief = SHOP) -> Advice:
    return advise(Case(brief, load()))


def said(found: Advice, lang: str = "vi") -> Sentences:
    return Sentences(found, text_of(lang))  # type: ignore[arg-type]


def test_a_campaign_begins_on_the_monday_after_today_unless_the_reader_says() -> None:
    assert monday_after(date(2026, 11, 27)) == MONDAY  # a Friday
    assert monday_after(MONDAY) == date(2026, 12, 7)
    assert starts_of(Case(SHOP, load()), date(2026, 11, 27)) == MONDAY
    assert starts_of(Case(SHOP.with_(starts=date(2027, 1, 5)), load()), MONDAY) == date(2027, 1, 5)
    assert week_days(MONDAY, 2) == (date(2026, 12, 7), date(2026, 12, 13))


def test_double_days_pay_days_and_tet_are_marked() -> None:
    """Tết of the year of the goat is on 6 February 2027; four weeks before it people buy for it."""
    found = marks_of(date(2027, 1, 18), 4)
    tet = [one for one in found if one.occasion is Occasion.TET]
    assert [one.first <= date(2027, 2, 6) <= one.last for one in tet] == [True]
    [before] = [one for one in found if one.occasion is Occasion.BEFORE_TET]
    assert (before.first, before.last) == (date(2027, 1, 18), tet[0].first - timedelta(days=1))
    assert Marked(Occasion.DOUBLE_DAY, date(2027, 2, 2), date(2027, 2, 2)) in found
    assert Marked(Occasion.PAY_DAY, date(2027, 1, 25), date(2027, 1, 25)) in found
    assert [one.occasion for one in marks_of(date(2026, 12, 7), 1)] == [Occasion.DOUBLE_DAY]
    [day] = [one for one in marks_of(date(2026, 8, 31), 1) if one.holiday == date(2026, 9, 2)]
    assert saying.mark(day, said(answer())) == "Quốc khánh"


def test_sessions_go_on_the_evenings_the_shop_has_and_a_sale_comes_first() -> None:
    """28 own sessions in four weeks, 7 a week; with three evenings they share those, and take 12.12."""
    brief = SHOP.with_(evenings=(Weekday.TUE, Weekday.THU, Weekday.SUN), starts=MONDAY)
    found = answer(brief)
    entries = entries_of(found.calendar, found.case, MONDAY)
    own = [one for one in entries if one.slot.line.programme == "kos_own"]
    assert {one.first.weekday() for one in own} <= {1, 3, 6}
    assert sum(one.units for one in own) == sum(
        slot.units for slot in found.calendar if slot.line.programme == "kos_own"
    )
    assert {one.begins for one in own} == {time(20)}
    assert {one.hours for one in own} == {3.0}
    few = answer(SHOP.with_(locks=((OWN, 8),), starts=MONDAY))
    days = [
        one.first
        for one in entries_of(few.calendar, few.case, MONDAY)
        if one.slot.line.programme == "kos_own"
    ]
    assert date(2026, 12, 12) in days
    assert date(2026, 12, 15) in days


def test_nobody_goes_live_during_tet_while_there_are_other_evenings() -> None:
    start = date(2027, 2, 1)
    found = answer(SHOP.with_(locks=((OWN, 8),), starts=start))
    [tet] = [one for one in marks_of(start, 4) if one.occasion is Occasion.TET]
    live = [one.first for one in entries_of(found.calendar, found.case, start) if one.begins is not None]
    assert live
    assert not [day for day in live if tet.first <= day <= tet.last]


def test_weeks_the_reader_gives_are_kept_and_too_few_are_said() -> None:
    found = answer(SHOP.with_(timing=((OWN, 3, 4),)))
    mine = [slot for slot in found.calendar if slot.line.programme == "kos_own"]
    assert [(s.first_week, s.last_week) for s in mine if s.phase is not Phase.TRIAL] == [(3, 4)]
    [sentence] = saying.tight(found, said(found))  # 21 sessions in two weeks, of 7 a week
    assert "2 tuần thì gấp quá" in sentence
    assert saying.tight(answer(), said(answer())) == []
    assert found.plan.spend_vnd == answer().plan.spend_vnd


@pytest.mark.parametrize(
    ("field", "value", "key"),
    [
        ("timing", (("kos_own@nowhere", 1, 2),), "brief.unknown_way"),
        ("timing", ((OWN, 3, 2),), "brief.weeks_backwards"),
        ("starts", date(1999, 1, 1), "brief.start_far"),
        ("starts", date(2050, 1, 1), "brief.start_far"),
    ],
)
def test_what_no_calendar_can_hold_is_refused(field: str, value: object, key: str) -> None:
    with pytest.raises(KosError) as refused:
        Case(make_brief({field: value}), load())
    assert refused.value.key == key


CASES = [
    SHOP,
    Brief(category="electronics", goal=Goal.LAUNCH, budget_vnd=2_000_000_000, price_vnd=199_000, weeks=10),
    Brief(goal=Goal.BRAND_IMAGE, budget_vnd=2_000_000_000),
    *random_briefs(40, seed=5),
]


@pytest.mark.parametrize("brief", CASES, ids=range(len(CASES)))
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_plan_on_its_days_is_the_plan(brief: Brief, lang: str) -> None:
    """Units, đồng and weeks add up; both files hold every entry, and other programmes read them."""
    found = answer(brief)
    entries = entries_of(found.calendar, found.case, MONDAY)
    for slot in found.calendar:
        mine = [one for one in entries if one.slot is slot]
        assert sum(one.units for one in mine) == slot.units
        first, last = week_days(MONDAY, slot.first_week)[0], week_days(MONDAY, slot.last_week)[1]
        assert all(first <= one.first <= one.last <= last for one in mine)
    words = saying.calendar(found, MONDAY, said(found, lang))
    raw = csv_of(found, MONDAY, said(found, lang))
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    assert len(rows) == len(words) + 1
    if found.plan.lines:
        table = pd.read_csv(BytesIO(raw))
        spend = table["chi_truoc_vnd" if lang == "vi" else "spend_vnd"]
        assert int(spend.sum()) == found.plan.spend_vnd
    events = Calendar.from_ical(ics_of(found, MONDAY, said(found, lang))).walk("VEVENT")
    assert len(events) == len(words) + len(marks_of(MONDAY, brief.weeks))
    assert len({str(one["uid"]) for one in events}) == len(events)


def test_a_phone_reads_the_hour_of_vietnam() -> None:
    found = answer(SHOP.with_(starts=MONDAY))
    events = Calendar.from_ical(ics_of(found, MONDAY, said(found))).walk("VEVENT")
    live = [one for one in events if isinstance(one.decoded("dtstart"), datetime)]
    first = live[0].decoded("dtstart")
    assert first.astimezone(UTC) == datetime(2026, 11, 30, 13, tzinfo=UTC)  # 20:00 in Hà Nội
    assert live[0].decoded("dtend") - first == timedelta(hours=3)
    assert ics_of(found, MONDAY, said(found)) == ics_of(found, MONDAY, said(found))


def test_the_week_says_the_evenings_and_when_to_count() -> None:
    table = saying.by_week(answer(), MONDAY, said(answer()))
    first = table.rows[0]
    assert first.cells[0].notes == ("30/11 – 6/12",)
    assert first.cells[1].said.endswith("mỗi tối, lúc 20:00")
    assert "thì làm tiếp" in first.cells[1].notes[-1]
    assert table.rows[1].cells[2].said == "ngày đôi 12.12"
