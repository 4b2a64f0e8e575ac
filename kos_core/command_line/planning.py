"""The verb `plan`: the plan, what stands beside it, and what a target would take."""

from collections.abc import Iterable
from typing import Any

from kos_core.advice.advice import Advice
from kos_core.command_line.answering import as_json
from kos_core.errors import KosError
from kos_core.numbers.shares import parse_whole
from kos_core.plan.beside import Other, as_good, left_out, others
from kos_core.plan.plan import Plan
from kos_core.plan.relax import relaxations
from kos_core.plan.target import STAGES, plan_for
from kos_core.say.plan import in_short, relaxed, word
from kos_core.say.sentences import Sentences
from kos_core.say.tables.plan import line_name, other_name
from kos_core.say.text import Text

MOST = 1_000_000_000


def target_of(given: str) -> tuple[str, int]:
    """Return a target: its word and the number; raises KosError for anything else."""
    name, _, number = (part.strip() for part in given.partition("="))
    if name not in STAGES:
        raise KosError("option.pair", "target", given=given[:40], accepted=f"{'|'.join(STAGES)}=1000")
    found = parse_whole(number, "target", MOST)
    if found < 1:
        raise KosError("brief.out_of_bounds", "target", low=1, high=MOST)
    return name, found


def planned_json(advice: Advice, target: tuple[str, int] | None, text: Text) -> dict[str, Any]:
    """Return the plan as one object: the answer's own, its alternatives, what a target takes."""
    said = Sentences(advice, text)
    whole = as_json(advice, text)
    found: dict[str, Any] = {
        name: whole[name] for name in ("brief", "link", "budget_vnd", "leader", "decision", "plan", "team")
    }
    found["sentences"] = {"plan": in_short(advice, said)}
    plan = advice.plan
    if plan.is_refused:
        found["relax"] = [
            {
                "field": one.field,
                "name": one.name,
                "asked": one.asked,
                "nearest": one.nearest,
                "sentence": relaxed(one, said),
            }
            for one in relaxations(advice.case)
        ]
    found["alternatives"] = (
        [] if plan.is_refused else [_other(one, said) for one in (*as_good(plan), *others(plan))]
    )
    found["left_out"] = {} if plan.is_refused else dict(left_out(plan))
    if target is not None:
        found["target"] = _target(advice, target)
    return found | {"knowledge_version": advice.knowledge_version, "seed": advice.seed}


def _other(one: Other, said: Sentences) -> dict[str, Any]:
    return {
        "name": one.name,
        "without": one.without,
        "sentence": other_name(one, said),
        "spend_vnd": one.plan.spend_vnd,
        "mean": round(one.plan.mean, 6),
        "lines": _lines(one.plan),
    }


def _lines(plan: Plan) -> list[dict[str, Any]]:
    return [
        {"programme": x.programme, "platform": x.platform, "units": x.units, "spend_vnd": x.spend_vnd}
        for x in plan.lines
    ]


def _target(advice: Advice, target: tuple[str, int]) -> dict[str, Any]:
    name, number = target
    found = plan_for(advice.case, STAGES[name], number)
    if found is None:
        return {"counts": name, "number": number, "spend_vnd": None, "lines": []}
    return {"counts": name, "number": number, "spend_vnd": found.spend_vnd, "lines": _lines(found)}


def planned_lines(advice: Advice, target: tuple[str, int] | None, text: Text) -> Iterable[str]:
    """Yield the plan as a person reads it in a terminal."""
    said, plan = Sentences(advice, text), advice.plan
    if plan.is_refused:
        yield text("plan.refused")
        yield from (f"  * {relaxed(one, said)}" for one in relaxations(advice.case))
        return
    yield f"{word(advice, said)}: {in_short(advice, said)}"
    for slot in advice.calendar:
        weeks = "–".join(str(week) for week in dict.fromkeys((slot.first_week, slot.last_week)))
        phase = text(f"plan.phase.{slot.phase}")
        yield (
            f"  {text('plan.weeks_head')} {weeks}: {line_name(slot.line, said)} ×{said.count(slot.units, 4)}"
            f" ({phase}), {said.money(slot.spend_vnd, 3)}"
        )
    for heading, found in (("plan.other.good", as_good(plan)), ("plan.other.section", others(plan))):
        if found:
            yield f"{text(heading)}:"
        for one in found:
            mean = said.money(one.plan.mean) if plan.measure.is_money else said.count(one.plan.mean)
            yield f"  * {other_name(one, said)}: {said.money(one.plan.spend_vnd, 3)} → {mean}"
    if target is not None:
        yield _target_line(advice, target, said)


def _target_line(advice: Advice, target: tuple[str, int], said: Sentences) -> str:
    name, number = target
    found = plan_for(advice.case, STAGES[name], number)
    if found is None:
        return said.text("plan.target.none", weeks=advice.brief.weeks)
    return said.text(
        "plan.target.needs",
        spend=said.money(found.spend_vnd, 3),
        number=said.count(number, 4),
        noun=said.text(f"figure.noun.{STAGES[name]}"),
    )
