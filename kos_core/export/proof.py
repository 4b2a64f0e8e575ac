"""The second half of a deck: where, when, what next, what speaks against, and what it rests on."""

from datetime import date

from kos_core.advice.advice import Advice
from kos_core.export.clean import shortened
from kos_core.export.evidence import Read, inputs_of, sources_of
from kos_core.export.look import INK, QUIET, type_colour, type_letter
from kos_core.export.setting import EDGE, FOOT, ROOM, TOP, Box, Said, Square, tall
from kos_core.export.sheet import Sheet, to_check
from kos_core.export.slides import Deck
from kos_core.numbers.writing import write_day
from kos_core.plan.dates import week_days
from kos_core.plan.decision import Decision
from kos_core.say import plan as saying
from kos_core.say.calendar import check, marks, tight
from kos_core.say.campaigns import facts, practice_said, result
from kos_core.say.citing import cite
from kos_core.say.platforms import moved, reason
from kos_core.say.sentences import Sentences
from kos_core.say.voices import warned
from kos_core.say.wording import capital
from kos_core.vocabulary import CreatorType, Platform

CAMPAIGNS, INPUTS, SOURCES = 5, 8, 9
WHY, TITLE, ADDRESS = 130, 90, 88  # letters of a cell
MOST_SLOTS = 16
WIDE_END = EDGE + ROOM
LEAST_WEEK = 0.62  # inches: narrower, a week has no room for its name
LEAST_FIT, MOST_FIT = 30.0, 95.0  # the fits the greys are spread over, as on the screen


def platforms(deck: Deck, advice: Advice, said: Sentences) -> None:
    """Draw how well each platform suits each type, darker is better, the advised one ticked."""
    from kos_core.figures.colours import on, slate
    from kos_core.figures.platforms import platform_heat_alt, platform_heat_title

    text, known = said.text, said.knowledge
    places = advice.brief.platforms
    title = capital(platform_heat_title(advice, text, said.lang)) or text("section.platform_heat")
    alt = platform_heat_alt(advice, text, said.lang)
    page = deck.slide(f"{title.rstrip('.')}.", [alt, *moved(advice.case, text, said.lang)])

    def square(creator: CreatorType, platform: Platform) -> Square:
        fit = advice.fits[creator][platform]
        cell = advice.cells[creator].get(platform)
        if cell is None or not cell.terms.is_affordable:
            return Square(f"({fit:.0f})", colour=QUIET, side="centre")
        ground = slate((fit - LEAST_FIT) / (MOST_FIT - LEAST_FIT), "light")
        best = advice.platform_of.get(creator) is platform
        return Square(f"{fit:.0f}" + (" ✓" if best else ""), "", best, on(ground), ground, "centre")

    heads = [Square(""), *(Square(known.platforms[one].label, side="centre") for one in places)]
    rows = [
        [
            Square(f"{type_letter(row.creator)} · {capital(said.short(row.creator))}", bold=True,
                   colour=type_colour(row.creator)),
            *(square(row.creator, one) for one in places),
        ]
        for row in advice.scorecard.rows
    ]  # fmt: skip
    shares = (26, *[74 / len(places)] * len(places))
    deep = page.table(Box(EDGE, TOP, ROOM, 3.2), heads, rows, shares, (20, 18, 16, 14), name=title)
    told = [Said(text("export.deck.fit"), colour=QUIET)]
    if advice.leader is not None:
        where = advice.platform_of[advice.leader]
        why = reason(advice.leader, where, advice.case, text, said.lang)
        told.insert(0, Said(f"{capital(said.short(advice.leader))}, {said.platform(where)}: {why}"))
    told += [Said(one) for one in moved(advice.case, text, said.lang)]
    top = TOP + deep + 0.35
    page.text(Box(EDGE, top, ROOM, FOOT - top), told, (16, 15, 14, 13, 12))


def calendar(deck: Deck, advice: Advice, starts: date, said: Sentences) -> None:
    """Draw the parts of the plan over the weeks, the count of the trial between."""
    text, weeks = said.text, advice.brief.weeks
    slots = advice.calendar[:MOST_SLOTS]
    title = check(advice, said) or text("calendar.section")
    notes = [saying.stop(advice, said), *(saying.line_words(s.line, said, s.units) for s in slots)]
    page = deck.slide(f"{title.rstrip('.')}.", notes)
    names, left, head = 4.6, EDGE + 4.75, 0.6
    wide = (WIDE_END - left) / weeks
    step = next(step for step in (1, 2, 4, 8, 13, 26) if wide * step >= LEAST_WEEK)
    for week in range(1, weeks + 1, step):
        day = write_day(week_days(starts, week)[0], said.lang, year=False)
        told = [Said(f"{text('plan.weeks_head')} {week}", bold=True), Said(day, colour=QUIET)]
        page.text(Box(left + (week - 1) * wide, TOP, wide * step, 0.5), told, (12, 11, 10, 9), gap=0.0)
    high = min(0.7, (FOOT - TOP - head - 0.1) / max(1, len(slots)))
    size = 14.0 if high >= 0.6 else 12.0 if high >= 0.45 else 10.0
    for place, slot in enumerate(slots):
        top = TOP + head + place * high
        words = capital(saying.line_words(slot.line, said, slot.units))
        phase, money = text(f"plan.phase.{slot.phase}"), said.money(slot.spend_vnd, 3)
        told = [Said(words), Said(f"{phase} · {money}", 0.85, colour=QUIET)]
        page.text(Box(EDGE, top, names, high), told, (size, 12, 11, 10, 9, 8, 7), gap=0.0)
        letter = type_letter(slot.line.creator)
        box = Box(left + (slot.first_week - 1) * wide, top + 0.03, wide * slot.weeks - 0.04, high - 0.1)
        page.bar(box, type_colour(slot.line.creator), letter, f"{words}: {phase}", min(size, high * 36))
    bottom = TOP + head + high * len(slots)
    if advice.trial is not None:
        x = left + advice.trial.weeks * wide - 0.03
        page.bar(Box(x, TOP + head - 0.08, 0.02, bottom - TOP - head + 0.08), INK, "", title)
    told = [Said(saying.stop(advice, said)), Said(marks(starts, said)), *map(Said, tight(advice, said))]
    if FOOT - bottom > 0.6:
        page.text(Box(EDGE, bottom + 0.3, ROOM, FOOT - bottom - 0.3), told, (16, 15, 14, 13, 12, 11))


def next_steps(deck: Deck, sheet: Sheet, said: Sentences) -> None:
    """Draw what to do next, most pressing first, and the figure to check first."""
    if len(sheet.steps) < 2:
        return  # one stands on the first slide
    text = said.text
    page = deck.slide(text("export.deck.next", n=len(sheet.steps)), [sheet.stop, *sheet.rules])
    told = [Said(one, mark=f"{n}.") for n, one in enumerate(sheet.steps, 1)]
    page.text(Box(EDGE, TOP, 7.4, FOOT - TOP), told, (20, 18, 17, 16, 15, 14), gap=0.7)
    side = [Said(text("section.check_first"), bold=True), Said(sheet.first)] if sheet.first else []
    side += [Said(text("export.rule"), bold=True), Said(sheet.stop)] if sheet.stop else []
    page.text(Box(EDGE + 7.9, TOP, ROOM - 7.9, FOOT - TOP), side, (16, 15, 14, 13, 12), gap=0.5)


def risks(deck: Deck, advice: Advice, sheet: Sheet, said: Sentences) -> None:
    """Draw what speaks against it, what would change it, what to know before."""
    if advice.decision is Decision.STOP:
        return  # nothing is begun
    text = said.text
    sure = said.sureness()
    title = f"{capital(sure)}." if sure else sheet.what
    against = [warned(advice, said), *sheet.rules[:1]]
    if advice.practice.usual is not advice.leader:
        against.append(f"{practice_said(advice, said.text)}.")
    against.append(text("export.deck.only_choice") if advice.leader is not None else "")
    against += [said.notice("stop", stop) for stop in advice.stops]
    changes = [f"{said.change_label(one)}: {said.change_effect(one)}" for one in advice.changes]
    columns = (
        (text("export.deck.against"), [one for one in against if one]),
        (said.ways_out(), [f"{one.rstrip('.')}." for one in changes]),
        (text("section.warnings"), list(sheet.checks)),
    )
    page = deck.slide(title, [said.sureness_of_what(), *sheet.checks])
    shown = [(name, told) for name, told in columns if told]
    wide = (ROOM - 0.8) / max(2, len(shown))
    written = []
    for name, told in shown:
        words = [Said(capital(name).rstrip(":"), bold=True), *(Said(one, mark="–") for one in told)]
        written.append(words)
    sizes = (16.0, 15.0, 14.0, 13.0, 12.0, 11.0)
    fits = [size for size in sizes if all(tall(words, wide, size, 0.5) <= FOOT - TOP for words in written)]
    for place, words in enumerate(written):
        box = Box(EDGE + place * (wide + 0.4), TOP, wide, FOOT - TOP)
        page.text(box, words, fits or sizes[-1:], gap=0.5)


def campaigns(deck: Deck, advice: Advice, said: Sentences) -> None:
    """Draw the published campaigns likest to the case, with where they are told."""
    text = said.text
    found = advice.practice.every[:CAMPAIGNS]
    if not found:
        return
    page = deck.slide(f"{practice_said(advice, text)}.", [text("cases.what", n=len(advice.practice.every))])
    heads = [Square(text(f"export.deck.{name}")) for name in ("campaign", "who_where", "outcome", "told")]
    rows = []
    for one in found:
        it = one.campaign
        name = capital(": ".join(word for word in (it.brand, it.product(said.lang)) if word))
        address = shortened(it.source_url, ADDRESS - 24) if it.source_url.startswith("http") else ""
        rows.append(
            [
                Square(shortened(name, TITLE), bold=True),
                Square(shortened(facts(it, said.knowledge, text), WHY)),
                Square(shortened(result(one, text), WHY)),
                Square(shortened(it.source_title, TITLE), address),
            ]
        )
    box = Box(EDGE, TOP, ROOM, 4.75)
    page.table(box, heads, rows, (22, 28, 22, 28), (14, 13, 12, 11, 10, 9), name=text("cases.section"))
    note = Said(text("cases.what", n=len(advice.practice.every)), colour=QUIET)
    page.text(Box(EDGE, 6.4, ROOM, FOOT - 6.4), [note], (12, 11, 10))


def inputs(deck: Deck, advice: Advice, said: Sentences) -> None:
    """Draw the weakest figures the answer rests on."""
    text = said.text
    found = inputs_of(advice)
    if not found:
        return
    assumed = sum(one.is_assumption for one in found)
    title = text("export.deck.inputs", assumed=assumed, all=len(found))
    page = deck.slide(title, [to_check(advice, said)])
    names = ("figure", "value", "band", "kind", "support")
    heads = [
        Square(text(f"export.book.head.{name}"), side="right" if name in {"value", "band"} else "left")
        for name in names
    ]
    rows = []
    for estimate in found[:INPUTS]:
        one = cite(estimate, said.knowledge, text)
        why = one.why or (one.support[0] if one.support else "")
        rows.append(
            [
                Square(shortened(one.name, TITLE), bold=True),
                Square(one.value, side="right"),
                Square(one.span or "–", side="right"),
                Square(one.mark),
                Square(shortened(why, WHY)),
            ]
        )
    box = Box(EDGE, TOP, ROOM, 4.7)
    page.table(box, heads, rows, (27, 11, 20, 10, 36), (13, 12, 11, 10, 9), name=title)
    page.text(Box(EDGE, 6.35, ROOM, FOOT - 6.35), [Said(to_check(advice, said))], (14, 13, 12, 11, 10))


def sources(deck: Deck, advice: Advice, sheet: Sheet, said: Sentences) -> None:
    """Draw where the figures were read, with grades and addresses, and how it is reckoned."""
    text = said.text
    used = inputs_of(advice)
    found = sources_of(used, said.knowledge, text)
    graded = sum(one.grade == "A" for one in found)
    key = "sources" if graded else "sources_none"
    title = text(f"export.deck.{key}", n=len(found), a=graded) if used else text("export.deck.method")
    page = deck.slide(title, [sheet.made, sheet.link, *(f"{one.title} {one.address}" for one in found)])
    top = TOP
    if found:
        heads = [Square(text(f"export.book.head.{name}")) for name in ("source", "year", "grade", "address")]
        rows = [
            [
                Square(shortened(one.title, TITLE)),
                Square(shortened(one.year, 24)),
                Square(one.grade or "–"),
                Square(shortened(one.address, ADDRESS) or _home(one, said), colour=QUIET),
            ]
            for one in found[:SOURCES]
        ]
        if len(found) > SOURCES:
            more = Square(text("export.deck.more", n=len(found) - SOURCES), colour=QUIET)
            rows.append([more, Square(""), Square(""), Square("")])
        top += (
            page.table(Box(EDGE, TOP, ROOM, 4.1), heads, rows, (42, 12, 7, 39), (12, 11, 10, 9), name=title)
            + 0.2
        )
    told = [Said(text(f"export.deck.how.{name}")) for name in ("score", "money", "plan")]
    told += [Said(f"{sheet.made} · {text('evidence.law_note')}", colour=QUIET)]
    page.text(Box(EDGE, top, ROOM, FOOT - top), told, (16, 15, 14, 13, 12, 11, 10), gap=0.3)


def _home(one: Read, said: Sentences) -> str:
    """Return where a source without an address stands."""
    return said.text("export.deck.document") if one.id in said.knowledge.documents else "–"
