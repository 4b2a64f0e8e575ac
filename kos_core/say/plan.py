"""The plan in words: what to do, for how much, what comes back, when to stop, what is kept and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from kos_core.advice.advice import Advice
from kos_core.forecast.band import Band
from kos_core.numbers.writing import times_in_ten
from kos_core.plan.decision import Decision, cheapest_test
from kos_core.plan.line import Line
from kos_core.plan.plan import Plan
from kos_core.plan.relax import Relaxed
from kos_core.say.sentences import Sentences
from kos_core.say.wording import capital, uncapital
from kos_core.vocabulary import CreatorType, Platform, Stage, Unit

LITTLE_KEPT = 0.05  # of the budget: less is not worth a sentence
WHY_KEPT = ("stock", "loss", "weeks", "lines", "returns")


@dataclass(frozen=True)
class Figure:
    """A large number with its words: what it is, and its 80 % band where it has one."""

    value: str
    name: str
    beside: str = ""


def word(advice: Advice, said: Sentences) -> str:
    """Return the decision in one or two words."""
    return said.text(f"plan.decision.{advice.decision}")


def units_of(line: Line, said: Sentences, units: int | None = None) -> str:
    """Return so many units of a line in words; ads by their money."""
    number = line.units if units is None else units
    if line.forecast is None:
        return said.text("plan.ads", amount=said.money(number * line.spend_vnd / max(1, line.units), 3))
    if line.forecast.programme.unit is Unit.CONTRACT:
        return said.text("plan.contract", label=uncapital(line.forecast.programme.label(said.lang)), n=number)
    return said.units(number, line.forecast)


def line_words(line: Line, said: Sentences, units: int | None = None) -> str:
    """Return a line in words: how many of what, where."""
    return said.text("plan.line", units=units_of(line, said, units), platform=said.platform(line.platform))


def _by_platform(lines: Sequence[Line], said: Sentences) -> list[str]:
    """Return lines in words, those on one platform together."""
    found = []
    for platform in dict.fromkeys(line.platform for line in lines):
        units = listed([units_of(line, said) for line in lines if line.platform is platform], said)
        found.append(said.text("plan.line", units=units, platform=said.platform(platform)))
    return found


def listed(words: list[str], said: Sentences) -> str:
    """Return several things in one sentence: a comma between, "and" before the last."""
    *first, last = words
    return said.text("list.and").join([", ".join(first), last]) if first else last


def what(advice: Advice, said: Sentences) -> str:
    """Return what to do in one sentence: the lines of the plan by type, or why nothing is done."""
    plan = advice.plan
    if advice.decision is Decision.STOP:
        return said.headline()
    if not plan.lines:
        return said.headline() if advice.leader is None else said.text("plan.nothing")
    if advice.decision is Decision.HOLD and all(line.creator is None for line in plan.lines):
        noun = said.text(f"figure.noun.{plan.measure.first}")
        return said.text("plan.only_ads", platform=said.platform(plan.lines[0].platform), noun=noun)
    parts = []
    creators = dict.fromkeys(line.creator for line in plan.lines)
    for creator in sorted(creators, key=lambda one: one is None):
        words = listed(_by_platform(plan.of_either(creator), said), said)
        parts.append(
            capital(words)
            if creator is None
            else said.text("plan.by", creator=capital(said.short(creator)), lines=words)
        )
    return "; ".join(parts) + "."


def figures(advice: Advice, said: Sentences) -> tuple[Figure, ...]:
    """Return the large numbers: what is spent, and what usually comes back in the goal's own unit."""
    plan = advice.plan
    if not plan.lines:
        return ()
    counts, band = counted(plan)
    key = "months" if plan.measure.by_months else counts
    return (
        Figure(said.money(plan.spend_vnd, 3), said.text("plan.spend")),
        Figure(said.count(band.middle), said.text(f"plan.usually.{key}"), said.band(band)),
    )


def noun_of(plan: Plan, said: Sentences) -> str:
    """Return what a plan counts, in a noun: successful orders where money is counted."""
    if plan.measure.by_months:
        return said.text("plan.noun_months")
    return said.text(f"figure.noun.{counted(plan)[0]}")


def counted(plan: Plan) -> tuple[Stage, Band]:
    """Return what a reader counts, and its band: successful orders where the goal counts money."""
    if plan.measure.is_money:
        return Stage.KEPT, plan.bands.get(Stage.KEPT, Band(0.0, 0.0, 0.0))
    return plan.measure.first, plan.outcome


def times(advice: Advice) -> int | None:
    """Return how many times in ten the plan breaks even, or does as well as ads; None without a yardstick."""
    plan = advice.plan
    sure = plan.chance_break_even if plan.measure.is_money else plan.chance_beats_ads
    return None if sure is None or not plan.lines else times_in_ten(sure)


def chance(advice: Advice, said: Sentences) -> str:
    """Return that chance in words; empty without one."""
    found = times(advice)
    if found is None:
        return ""
    return said.text("plan.tries_money" if advice.plan.measure.is_money else "plan.tries_ads", times=found)


def earns(advice: Advice, said: Sentences) -> str:
    """Return what is usually gained or lost, and on average; empty where no money is counted."""
    plan = advice.plan
    if not plan.measure.is_money or not plan.lines:
        return ""
    usual, mean = plan.outcome.middle, plan.mean
    return said.text(
        "plan.earns_staged" if plan.is_staged else "plan.earns",
        usual=said.profit(usual),
        mean=said.text("plan.gains" if mean >= 0 else "plan.loses", amount=said.money(abs(mean))),
    )


def stop(advice: Advice, said: Sentences) -> str:
    """Return how it begins and when to stop; the cheapest test where it does not begin."""
    trial = advice.trial
    if trial is None:
        return _test(advice, said)
    parts = listed([line_words(part.line, said, part.units) for part in trial.parts], said)
    values = {
        "parts": parts,
        "spend": said.money(trial.spend_vnd, 3),
        "weeks": said.text("plan.week" if trial.weeks == 1 else "plan.weeks", n=trial.weeks),
        "stop": said.count(trial.stop_below, 3),
        "noun": said.text(f"figure.noun.{trial.counts}"),
        "usual": said.count(trial.usually),
    }
    return said.text("plan.trial", **values)


def _test(advice: Advice, said: Sentences) -> str:
    if advice.decision in {Decision.GO, Decision.TRY}:
        return said.text("plan.no_trial")
    found = cheapest_test(advice.ways, advice.leader)
    if advice.decision is Decision.STOP or found is None:
        return ""
    return said.text(
        "plan.test",
        creator=said.short(found.programme.creator),
        units=f"{said.count(found.terms.units, 4)} {found.programme.unit_word(said.lang)}",
        platform=said.platform(found.platform),
        spend=said.money(found.terms.spend_vnd, 3),
    )


def kept(advice: Advice, said: Sentences) -> str:
    """Return what stays in the pocket and why; empty where little does."""
    plan = advice.plan
    if not plan.lines or plan.kept_back_vnd < LITTLE_KEPT * advice.brief.budget_vnd:
        return ""
    why = next((name for name in WHY_KEPT if name in plan.binds), "returns")
    return said.text(
        f"plan.kept.{why}", rest=said.money(plan.kept_back_vnd, 3), weeks=said.count(advice.brief.weeks, 3)
    )


def wish(field: str, name: str, *values: float, said: Sentences) -> str:
    """Return what the reader fixed or bounded, in words."""
    if field in {"at_least", "at_most"}:
        return said.text(f"plan.wish.{field}", whom=spender(name, said), amount=said.money(values[0], None))
    programme, _, platform = name.partition("@")
    where = {"what": spender(programme, said), "platform": said.platform(Platform(platform))}
    if field == "timing":
        first, last = values
        return said.text("plan.wish.timing", first=round(first), last=round(last), **where)
    units = f"{said.count(values[0], 6)} {said.knowledge.programmes[programme].unit_word(said.lang)}"
    return said.text("plan.wish.locks", units=units, **where)


def spender(name: str, said: Sentences) -> str:
    """Return what a name that money is spent on stands for: a type, a programme, a platform, ads."""
    if name in {str(one) for one in CreatorType}:
        return said.short(CreatorType(name))
    if name in {str(one) for one in Platform}:
        return said.platform(Platform(name))
    if name in said.knowledge.programmes:
        return said.knowledge.programmes[name].label(said.lang)
    return said.text("plan.ads_alone")


def relaxed(one: Relaxed, said: Sentences) -> str:
    """Return how one wish would have to give way, as a button says it."""
    if one.field == "budget_vnd":
        return said.text("plan.relax.budget", amount=said.money(one.nearest or 0.0, None))
    asked = wish(one.field, one.name, one.asked, said=said)
    if one.nearest is None:
        return said.text("plan.relax.drop", wish=asked)
    return said.text(
        "plan.relax.instead", wish=asked, instead=wish(one.field, one.name, one.nearest, said=said)
    )


def in_short(advice: Advice, said: Sentences) -> str:
    """Return the whole answer about the money as a few sentences, for a terminal or a reader's voice."""
    numbers = [
        f"{one.name}: {one.value}" + (f" ({one.beside})" if one.beside else "")
        for one in figures(advice, said)
    ]
    said_of = [what(advice, said), capital("; ".join(numbers)) + "." if numbers else ""]
    tries = chance(advice, said)
    said_of += [
        capital(f"{tries}.") if tries else "",
        earns(advice, said),
        stop(advice, said),
        kept(advice, said),
    ]
    return " ".join(one for one in said_of if one)
