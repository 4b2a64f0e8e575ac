"""The plan as pieces of screen: the answer above all, and its bar over money and weeks."""

from html import escape

from kos_core.advice.advice import Advice
from kos_core.figures.colours import NEUTRAL, TYPE_COLOURS, TYPE_LETTERS, on
from kos_core.plan.calendar import Slot
from kos_core.plan.line import Line
from kos_core.say import plan as saying
from kos_core.say.sentences import Sentences
from kos_core.say.wording import capital
from pages.parts import session

TEN = 10
WIDE = 0.25  # of the bar: room for words on a phone
NARROW = 0.08  # of the bar: a part that narrow has no room for words


def hero(advice: Advice, said: Sentences) -> str:
    """Return, as HTML, the decision with its icon, what to do, the large numbers, when to stop."""
    decision = f'<p class="kc-word">{escape(saying.word(advice, said))}</p>'
    lead = f'<p class="kc-lead">{escape(saying.what(advice, said))}</p>'
    numbers = "".join(
        f"<div><b>{escape(one.value)}</b><span>{escape(one.name)}</span>"
        + (f"<small>{escape(one.beside)}</small>" if one.beside else "")
        + "</div>"
        for one in saying.figures(advice, said)
    )
    numbers += dots(advice, said)
    rest = [saying.stop(advice, said), saying.earns(advice, said), saying.kept(advice, said)]
    if advice.leader is None or not advice.plan.lines:
        rest.insert(0, said.fit() if advice.leader is None else "")
    lines = "".join(f'<p class="kc-side">{escape(one)}</p>' for one in rest if one)
    return (
        f"{decision}<div>{lead}"
        + (f'<div class="kc-numbers">{numbers}</div>' if numbers else "")
        + f"{lines}</div>"
    )


def sticky(advice: Advice, said: Sentences) -> str:
    """Return, as HTML, the answer in one line, for a phone's lower edge while something is changed."""
    told = [f"{one.value} {one.name}" for one in saying.figures(advice, said)]
    words = " · ".join([*told, saying.chance(advice, said)] if told else [saying.what(advice, said)])
    word = escape(saying.word(advice, said))
    told_line = f"<b>{word}</b><span>{escape(words)}</span>"
    return f'<div class="kc-sticky kc-{advice.decision}" aria-hidden="true">{told_line}</div>'


def dots(advice: Advice, said: Sentences) -> str:
    """Return, as HTML, ten dots: the filled ones are the tries that do it; nothing without a chance."""
    times = saying.times(advice)
    if times is None:
        return ""
    marks = "".join("●" if n < times else "○" for n in range(TEN))
    words = escape(saying.chance(advice, said))
    return f'<div><b class="kc-dots" aria-hidden="true">{marks}</b><span>{words}</span></div>'


def colour(line: Line) -> str:
    """Return the colour of a line: its type's, a grey for ads."""
    mode = session.mode()
    return NEUTRAL["ads"][mode] if line.creator is None else TYPE_COLOURS[line.creator][mode]


def letter(line: Line) -> str:
    """Return the letter of a line's type; none for ads."""
    return "" if line.creator is None else TYPE_LETTERS[line.creator]


def bar(advice: Advice, said: Sentences) -> str:
    """Return, as HTML, the plan's money as one bar over the budget, and its weeks under it."""
    plan = advice.plan
    if not plan.lines:
        return ""
    parts = ""
    for line in plan.lines:
        share, fill = line.spend_vnd / advice.brief.budget_vnd, colour(line)
        words = f"<u>{escape(said.money(line.spend_vnd))}</u>" if share >= NARROW else ""
        title = f"{capital(saying.line_words(line, said))}: {said.money(line.spend_vnd, 3)}"
        parts += (
            f'<i class="{"" if share >= WIDE else "kc-slim"}" title="{escape(title)}" '
            f'style="flex:{share:.4f} 0 0;background:{fill};color:{on(fill)}">{letter(line)} {words}</i>'
        )
    left = plan.kept_back_vnd / advice.brief.budget_vnd
    if left > 0.005:
        words = said.text("plan.bar_kept", rest=said.money(plan.kept_back_vnd)) if left >= 2 * NARROW else ""
        parts += f'<i class="kc-kept" style="flex:{left:.4f} 0 0">{escape(words)}</i>'
    alt = "; ".join(f"{saying.line_words(line, said)} {said.money(line.spend_vnd, 3)}" for line in plan.lines)
    return (
        f'<div class="kc-plan"><div class="kc-bar" role="img" aria-label="{escape(alt)}">{parts}</div>'
        f"{weeks(advice, said)}</div>"
    )


def weeks(advice: Advice, said: Sentences) -> str:
    """Return, as HTML, one row for each part of the plan over the weeks of the campaign."""
    last = advice.brief.weeks
    rows = "".join(_row(slot, said) for slot in advice.calendar)
    shown = range(1, last + 1) if last <= 12 else range(1, last + 1, -(-last // 12))
    heads = "".join(f'<b style="grid-column:{w + 1}">{w}</b>' for w in shown)
    head = f"<span>{escape(said.text('plan.weeks_head'))}</span>{heads}"
    return (
        f'<div class="kc-weeks" style="--weeks:{last}"><div class="kc-week-row kc-quiet">{head}</div>'
        f"{rows}</div>"
    )


def _row(slot: Slot, said: Sentences) -> str:
    fill = colour(slot.line)
    words = capital(saying.line_words(slot.line, said, slot.units))
    phase = said.text(f"plan.phase.{slot.phase}")
    money = said.money(slot.spend_vnd, 3)
    return (
        f'<div class="kc-week-row"><span>{escape(words)} <small>{escape(phase)} · '
        f'{escape(money)}</small></span><i class="kc-{slot.phase}" style="grid-column:{slot.first_week + 1}/'
        f'{slot.last_week + 2};background:{fill};color:{on(fill)}">{letter(slot.line)}</i></div>'
    )
