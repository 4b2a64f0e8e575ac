"""An answer as the command line gives it: one object for programs, or lines for a person in a terminal."""

from collections.abc import Iterable
from typing import Any

from kos_core.advice.advice import Advice
from kos_core.advice.explanation import explain
from kos_core.advice.offered import Change
from kos_core.brief import kind_of, to_token
from kos_core.command_line.options import OPTIONS
from kos_core.forecast.band import Band
from kos_core.forecast.forecast import Forecast
from kos_core.knowledge.evidence import Words
from kos_core.plan.calendar import Slot
from kos_core.say.explained import Explained
from kos_core.say.plan import in_short, word
from kos_core.say.sentences import Sentences
from kos_core.say.text import Text
from kos_core.say.voices import voices_sentence
from kos_core.say.wording import capital, goods_of, in_use
from kos_core.score.weights import shares
from kos_core.vocabulary import Kind, Stage

CASES_TOLD = 5


def in_terminal(text: Text) -> Text:
    """Return the sentences as a terminal says them: which option to use, where a screen has a place.

    `cli.instead.` holds whole sentences, `cli.hint.` what is added to one, under the sentence's own key.
    """
    phrases = dict(text.phrases)
    for key, phrase in text.phrases.items():
        if (instead := f"cli.instead.{key}") in text:
            phrases[key] = text.phrases[instead]
        if (hint := f"cli.hint.{key}") in text:
            phrases[key] = f"{phrase} ({text.phrases[hint]})"
    return Text(text.lang, phrases)


def _triple(band: Band | None) -> list[float] | None:
    return None if band is None else [round(value, 6) for value in (band.low, band.middle, band.high)]


def _forecast(found: Forecast) -> dict[str, Any]:
    counted: list[Stage] = [stage for stage in Stage if stage is not Stage.LEADS]
    if found.premises.is_leads:
        counted = [Stage.IMPRESSIONS, Stage.VIEWS, Stage.ENGAGEMENTS, Stage.CLICKS, Stage.LEADS]
    return {
        "programme": found.programme.id,
        "affordable": found.terms.is_affordable,
        "units": found.terms.units,
        **{str(stage): _triple(found.bands.get(stage)) for stage in counted},
        **{f"{stage}_mean": round(found.means[stage], 6) for stage in counted if stage in found.means},
        "chance_break_even": found.chance_break_even,
    }


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a finding as JSON has them; words that are only said are left out."""
    return {
        name: round(value) if kind_of(name) is Kind.VND else value
        for name, value in values.items()
        if not isinstance(value, Words | Forecast | tuple)
    }


def _line(slot: Slot) -> dict[str, Any]:
    return {
        "programme": slot.line.programme,
        "creator": slot.line.creator,
        "platform": slot.line.platform,
        "phase": slot.phase,
        "weeks": [slot.first_week, slot.last_week],
        "units": slot.units,
        "ads_vnd": round(slot.ads_vnd),
        "spend_vnd": slot.spend_vnd,
    }


def _plan(advice: Advice) -> dict[str, Any]:
    """Return the plan as the contract has it; no line where nothing is bought."""
    plan, trial = advice.plan, advice.trial
    money = plan.measure.is_money
    whole = _spread(plan.outcome, plan.mean)
    return {
        "lines": [_line(slot) for slot in advice.calendar],
        "spend_vnd": plan.spend_vnd,
        "kept_back_vnd": plan.kept_back_vnd,
        "counts": plan.measure.first,
        "outcome": whole,
        "profit_vnd": whole if money else None,
        "chance_break_even": plan.chance_break_even,
        "chance_beats_ads": plan.chance_beats_ads,
        "trial": None
        if trial is None
        else {
            "spend_vnd": trial.spend_vnd,
            "counts": trial.counts,
            "stop_below": trial.stop_below,
            "usually": round(trial.usually, 6),
            "weeks": trial.weeks,
        },
        "binds": list(plan.binds),
        "status": plan.status,
    }


def _spread(band: Band, mean: float) -> dict[str, float]:
    return {
        "low": round(band.low, 6),
        "middle": round(band.middle, 6),
        "high": round(band.high, 6),
        "mean": round(mean, 6),
    }


def _change(change: Change, advice: Advice, said: Sentences) -> dict[str, Any]:
    after = advice.brief.with_(**change.sets).model_dump(mode="json")
    return {
        "kind": change.kind,
        "sets": {field: after[field] for field in change.sets},
        "leader": change.leader,
        "before_vnd": None if change.before_vnd is None else round(change.before_vnd),
        "profit_vnd": None if change.profit_vnd is None else round(change.profit_vnd),
        "chance_break_even": change.chance_break_even,
        "sentence": change_sentence(change, said),
    }


def change_sentence(change: Change, said: Sentences) -> str:
    """Return a change and what it does, as one sentence."""
    return f"{said.change_label(change)}: {said.change_effect(change)}"


def options_of(sets: dict[str, Any]) -> str:
    """Return the options that set fields of a brief; empty where one of them is no plain value."""
    if not all(isinstance(value, int | float | str) for value in sets.values()):
        return ""
    named = {option.field: option.name for option in OPTIONS}
    said = {f: f"{v * 100:g}%" if kind_of(f) is Kind.SHARE else v for f, v in sets.items()}
    return " ".join(f"--{named[field]} {value}" for field, value in said.items())


def _team(advice: Advice) -> dict[str, str | None] | None:
    """Return who takes which role, None for a role the budget does not pay; None where nobody shares."""
    if not advice.team:
        return None
    taken = {member.role: member.creator for member in advice.team}
    return {role: taken.get(role) for role in advice.case.knowledge.goals[advice.brief.goal].team}


def as_json(advice: Advice, text: Text) -> dict[str, Any]:
    """Return an answer as the object the command line prints with --json."""
    said = Sentences(advice, text)
    best = advice.best
    sells = best is not None and not best.premises.is_leads
    return {
        "brief": advice.brief.changes(),
        "link": to_token(advice.brief),
        "leader": advice.leader,
        "runner_up": advice.runner_up,
        "programme": best.programme.id if best else None,
        "units": best.terms.units if best else None,
        "spend_vnd": advice.spend_vnd if best else None,
        "budget_vnd": advice.brief.budget_vnd,
        "decision": advice.decision,
        "plan": _plan(advice),
        "changes": [_change(change, advice, said) for change in advice.changes],
        "ranking": [
            {
                "creator": row.creator,
                "score": round(row.score, 4),
                "chance_best": row.chance_best,
                "affordable": row.standing.affordable,
                "needs_vnd": None if row.standing.needs_vnd is None else round(row.standing.needs_vnd),
                "parts": {name: round(points, 6) for name, points in row.parts.items()},
            }
            for row in advice.scorecard.rows
        ],
        "voices": {
            row.creator: {voice: round(points, 4) for voice, points in row.voices.items()}
            | {"score": round(row.score, 4)}
            for row in advice.scorecard.rows
        },
        "voice_shares": {voice: round(share, 6) for voice, share in shares(advice.case).items()},
        "dominated": {
            row.creator: row.standing.dominated_by
            for row in advice.scorecard.rows
            if row.standing.dominated_by is not None
        },
        "team": _team(advice),
        "verdict": advice.verdict,
        "reason": advice.reason,
        "stops": [{"id": stop.id, "sentence": said.notice("stop", stop)} for stop in advice.stops],
        "warnings": [{"id": w.id, "sentence": said.notice("warning", w)} for w in advice.warnings],
        "remarks": [
            {"id": remark.id, "values": _plain(remark.values), "sentence": said.remark(remark)}
            for remark in advice.remarks
        ],
        "cases": [
            {
                "id": one.campaign.id,
                "brand": one.campaign.brand,
                "lead": one.campaign.lead,
                "outcome": one.campaign.outcome,
                "likeness": round(one.share, 4),
                "source_url": one.campaign.source_url,
            }
            for one in advice.practice.every[:CASES_TOLD]
        ],
        "cases_counted": len(advice.practice.alike),
        "pays": advice.pays,
        "money": {
            "break_even_orders": best.terms.break_even_orders if sells and best else None,
            "usual_orders": _triple(best.bands.get(Stage.KEPT)) if best else None,
            "chance_break_even": best.chance_break_even if best else None,
            "profit_vnd": _triple(best.bands.get(Stage.PROFIT)) if best else None,
            "profit_vnd_mean": round(best.means[Stage.PROFIT], 6) if sells and best else None,
        },
        "platforms": {
            creator: {platform: round(points, 4) for platform, points in row.items()}
            for creator, row in advice.fits.items()
        },
        "forecast": {
            creator: {platform: _forecast(found) for platform, found in row.items()}
            for creator, row in advice.cells.items()
        },
        "sentences": {
            "fit": said.fit(),
            "voices": voices_sentence(advice, said),
            "money": in_short(advice, said),
            "next": [said.step(s) for s in advice.steps],
        },
        "advised_platform": None if advice.leader is None else advice.platform_of[advice.leader],
        "knowledge_version": advice.knowledge_version,
        "seed": advice.seed,
    }


def as_lines(advice: Advice, text: Text) -> Iterable[str]:
    """Yield an answer as a person reads it in a terminal; the changes stand above what speaks of them."""
    said = Sentences(advice, text)
    first = [warning for warning in advice.warnings if warning.id == "banned_goods_check"]
    yield from (said.notice("warning", warning) for warning in first)
    yield f"{word(advice, said)}: {said.headline()}"
    yield from filter(
        None,
        (in_short(advice, said), said.fit(), voices_sentence(advice, said), capital(said.sureness())),
    )
    for row in advice.scorecard.rows:
        needs = (
            ""
            if row.standing.affordable or not row.standing.needs_vnd
            else said.money(row.standing.needs_vnd)
        )
        dear = f" ({text('evidence.needs_paid', needs=needs)})" if needs else ""
        yield f"  {said.plain(row.creator)}: {row.score:.0f}/100{dear}"
    if advice.changes:
        yield f"{said.ways_out()}:"
        for change in advice.changes:
            typed = options_of(change.sets)
            yield f"  * {change_sentence(change, said)}" + (f" [{typed}]" if typed else "")
    for warning in advice.warnings:
        if warning not in first:
            yield f"- {said.notice('warning', warning)}"
    for number, step in enumerate(advice.steps, start=1):
        yield f"{number}. {said.step(step)}"


def asked(advice: Advice, text: Text) -> Iterable[str]:
    """Yield which case a link holds: the three questions, and what else the answer counts with."""
    brief, knowledge, lang = advice.brief, advice.case.knowledge, text.lang
    yield text(
        "ask.summary",
        category=goods_of(advice.case, lang),
        goal=knowledge.goals[brief.goal].label(lang),
        budget=Sentences(advice, text).money(brief.budget_vnd, None),
    )
    if said := in_use(advice.case, text):
        yield text("ask.in_use", said=" · ".join(said))
    yield ""


def explained(advice: Advice, text: Text) -> Explained:
    """Return what would change an answer, in words: what --explain adds."""
    return Explained(explain(advice), advice, text)
