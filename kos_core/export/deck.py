"""The answer as slides: ten to twelve, native charts and tables, each title a sentence of what is seen."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from kos_core.advice.advice import Advice
from kos_core.export import charts, proof
from kos_core.export.clean import shortened
from kos_core.export.look import PALE, QUIET, WORD, type_colour, type_letter
from kos_core.export.proceeds import money, short
from kos_core.export.setting import EDGE, FOOT, ROOM, TOP, Bars, Box, Said, Square
from kos_core.export.sheet import TEN, Sheet
from kos_core.export.slides import Deck
from kos_core.numbers.writing import digits_kept, write_share
from kos_core.say import plan as saying
from kos_core.say.campaigns import practice_said
from kos_core.say.sentences import Sentences
from kos_core.say.tables.table import Table
from kos_core.say.tables.voices import voices as voices_table
from kos_core.say.voices import voices_sentence, yardstick
from kos_core.say.wording import capital
from kos_core.vocabulary import Voice

LANGS = {"vi": "vi-VN", "en": "en-GB"}
LONGEST_TITLE = 250  # letters; a property holds 255
LITTLE = 0.005  # of the budget: less would be no bar


def deck_of(advice: Advice, starts: date, sheet: Sheet, said: Sentences) -> bytes:
    """Return an answer as PPTX; slides there is nothing to show on are left out."""
    deck = Deck(LANGS[said.lang], f"KOS Compass · {sheet.case}")
    deck.made.core_properties.title = shortened(f"{sheet.title} · {sheet.case}", LONGEST_TITLE)
    deck.made.core_properties.author = "KOS Compass"
    _decision(deck, advice, sheet, said)
    if sheet.plan is not None:
        _plan(deck, advice, sheet, said)
    _voices(deck, advice, said)
    if advice.plan.lines:
        _funnel(deck, advice, said)
    money(deck, advice, said)
    proof.platforms(deck, advice, said)
    if advice.plan.lines:
        proof.calendar(deck, advice, starts, said)
    proof.next_steps(deck, sheet, said)
    proof.risks(deck, advice, sheet, said)
    proof.campaigns(deck, advice, said)
    proof.inputs(deck, advice, said)
    proof.sources(deck, advice, sheet, said)
    file = BytesIO()
    deck.made.save(file)
    return file.getvalue()


def squares(table: Table, *, words: Sequence[int] = (0,)) -> tuple[list[Square], list[list[Square]]]:
    """Return a table of ours as the heads and rows of a slide's; numbers stand right."""

    def one(column: int, said: str, under: str = "", *, bold: bool = False) -> Square:
        return Square(said, under, bold, side="left" if column in words else "right")

    heads = [one(n, cell.said, ", ".join(cell.notes)) for n, cell in enumerate(table.heads)]
    rows = [
        [one(n, c.said, ", ".join(c.notes), bold=row.stress == "sum") for n, c in enumerate(row.cells)]
        for row in table.rows
    ]
    return heads, rows


def _decision(deck: Deck, advice: Advice, sheet: Sheet, said: Sentences) -> None:
    """Draw the first slide: what to do, three large numbers, when to stop."""
    page = deck.slide(
        sheet.title, [sheet.given, *sheet.because, sheet.made, sheet.link], WORD[advice.decision]
    )
    page.text(Box(EDGE, TOP, ROOM, 1.25), [Said(sheet.what, bold=True)], (24, 22, 20, 18, 16, 14))
    top = 3.0
    if sheet.numbers:
        wide = (ROOM - 1.0) / 3
        for place, one in enumerate(sheet.numbers):
            left = EDGE + place * (wide + 0.5)
            page.text(Box(left, top, wide, 0.8), [Said(one.value, bold=True)], (44, 40, 36, 32, 28, 24))
            beside = f"{one.beside} {said.text('export.in_eight')}" if one.beside else ""
            if one.value.endswith(f"/{TEN}"):
                times = int(one.value.partition("/")[0])
                beside = "●" * times + "○" * (TEN - times)
            told = [Said(one.name), Said(beside, colour=QUIET)]
            page.text(Box(left, top + 0.85, wide, 0.85), told, (16, 15, 14, 13, 12), gap=0.1)
        top = 4.95
    told = [Said(sheet.stop, bold=True), *(Said(one) for one in (*sheet.rules, *sheet.because))]
    if not sheet.numbers:
        top = 2.85
        told += [Said(said.text("section.next"), bold=True)] if sheet.steps else []
        told += [Said(one, mark=f"{n}.") for n, one in enumerate(sheet.steps, 1)]
    page.text(Box(EDGE, top, ROOM, FOOT - top), told, (18, 17, 16, 15, 14, 13, 12))


def _plan(deck: Deck, advice: Advice, sheet: Sheet, said: Sentences) -> None:
    """Draw the lines of the plan beside their money."""
    plan, text = advice.plan, said.text
    largest = plan.lines[0]
    title = text(
        "export.deck.plan",
        spend=said.money(plan.spend_vnd, 3),
        n=len(plan.lines),
        most=saying.line_words(largest, said),
        share=write_share(largest.spend_vnd / max(1, plan.spend_vnd), said.lang),
    )
    page = deck.slide(
        capital(title), [*sheet.rules, sheet.staged, *(text(f"plan.binds.{b}") for b in plan.binds)]
    )
    left = Box(EDGE, TOP, 7.9, 4.75)
    if sheet.plan is not None:
        heads, rows = squares(sheet.plan)
        page.table(left, heads, rows, (30, 11, 9, 15, 22, 15), name=title)
    told = [Said(one, colour=QUIET) for one in (sheet.staged, saying.kept(advice, said)) if one]
    page.text(Box(EDGE, 6.4, 7.9, FOOT - 6.4), told, (12, 11, 10))
    right = Box(EDGE + 8.15, TOP, ROOM - 8.15, 5.2)
    names = [short(line, said) for line in plan.lines]
    spends: list[float] = [line.spend_vnd for line in plan.lines]
    colours = [type_colour(line.creator) for line in plan.lines]
    if plan.kept_back_vnd > LITTLE * advice.brief.budget_vnd:
        names.append(capital(text("export.kept")))
        spends.append(plan.kept_back_vnd)
        colours.append("#A3B1BF")
    series = [Bars(text("plan.spend"), spends, colours)]
    alt = "; ".join(f"{n}: {said.money(v, 3)}" for n, v in zip(names, spends, strict=True))
    page.bars(right, names, series, charts.MONEY[said.lang], alt, size=11.0)


def _voices(deck: Deck, advice: Advice, said: Sentences) -> None:
    """Draw the four types by the three voices, each type in its own colour."""
    text = said.text
    sentence, rest = voices_sentence(advice, said), f"{practice_said(advice, text)}."
    title = sentence.removesuffix(rest).strip() or text("export.deck.voices")
    page = deck.slide(title, [sentence, yardstick(advice, said), said.sureness_of_what()])
    table = voices_table(advice, said)
    names = [*(capital(text(f"voices.{voice}")) for voice in Voice), capital(text("voices.together"))]
    series = [
        Bars(
            f"{type_letter(row.creator)} · {capital(said.short(row.creator))}",
            [*(round(row.voices[voice]) for voice in Voice), round(row.score)],
            [type_colour(row.creator)],
        )
        for row in advice.scorecard.rows
    ]
    alt = "; ".join(f"{one.name}: {', '.join(str(v) for v in one.values)}" for one in series)
    page.bars(Box(EDGE, TOP, 7.4, 5.3), names, series, charts.POINTS_FORMAT, alt)
    left, wide = EDGE + 7.7, ROOM - 7.7
    heads, rows = squares(table)
    heads = [Square("", ground=PALE), *heads[1:]]
    deep = page.table(Box(left, TOP, wide, 2.9), heads, rows, (30, 17, 15, 18, 20), (13, 12, 11, 10))
    told = [Said(one) for one in (said.fit(), rest, yardstick(advice, said)) if one]
    box = Box(left, TOP + deep + 0.25, wide, FOOT - TOP - deep - 0.25)
    page.text(box, told, (15, 14, 13, 12, 11, 10))


def _funnel(deck: Deck, advice: Advice, said: Sentences) -> None:
    """Draw the plan's funnel, and its 80 % band in a table beside."""
    from kos_core.figures.funnel import funnel_alt, funnel_title, stages_of

    text, bands = said.text, advice.plan.bands
    shown = stages_of(advice.plan)
    title = funnel_title(advice, text, said.lang)
    page = deck.slide(f"{title}.", [funnel_alt(advice, text, said.lang), text("export.deck.funnel")])
    names = [text(f"forecast.stage.{stage}") for stage in shown]
    values = [digits_kept(max(bands[stage].middle, 0.0), 2) for stage in shown]
    shades = ["#5A6C7E"] * (len(shown) - 1) + ["#2D3B49"]
    series = [Bars(text("export.book.head.usual"), values, shades)]
    alt = funnel_alt(advice, text, said.lang)
    page.bars(
        Box(EDGE, TOP, 6.6, 4.7), names, series, charts.COUNT[said.lang], alt, logarithmic=True, size=14.0
    )
    heads = [
        Square(""),
        Square(text("export.book.head.usual"), side="right"),
        Square(text("export.deck.band"), side="right"),
        Square(text("export.deck.share"), side="right"),
    ]
    rows, before = [], 0.0
    for stage in shown:
        band = bands[stage]
        share = write_share(band.middle / before, said.lang, 1) if before > 0 else ""
        rows.append(
            [
                Square(text(f"forecast.stage.{stage}"), bold=stage is shown[-1]),
                Square(said.count(band.middle), bold=True, side="right"),
                Square(said.band(band), side="right"),
                Square(share, side="right"),
            ]
        )
        before = band.middle
    box = Box(EDGE + 6.9, TOP + 0.2, ROOM - 6.9, 3.6)
    deep = page.table(box, heads, rows, (24, 21, 37, 18), (16, 15, 14, 13, 12, 11))
    staged = text("plan.staged") if advice.plan.is_staged else ""
    told = [Said(one, colour=QUIET) for one in (text("export.deck.funnel"), staged) if one]
    page.text(Box(box.left, box.top + deep + 0.3, box.wide, FOOT - box.top - deep - 0.3), told, (13, 12, 11))
