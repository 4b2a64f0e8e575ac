"""The key numbers of an answer as bytes: what is kept of it, and held beside another."""

import json
from typing import Any

from kos_core.advice.advice import Advice
from kos_core.forecast.band import Band


def key_numbers(advice: Advice) -> bytes:
    """Return the key numbers of an answer as JSON; the same case and knowledge give the same bytes.

    Money is in VND; a band is low, middle, high.
    """
    plan, trial = advice.plan, advice.trial
    found: dict[str, Any] = {
        "decision": advice.decision,
        "leader": advice.leader,
        "verdict": advice.verdict,
        "reason": advice.reason,
        "spend_vnd": plan.spend_vnd,
        "kept_back_vnd": plan.kept_back_vnd,
        "counts": plan.measure.first,
        "outcome": _band(plan.outcome),
        "mean": round(plan.mean, 6),
        "chance_break_even": plan.chance_break_even,
        "chance_beats_ads": plan.chance_beats_ads,
        "lines": {
            f"{line.programme}@{line.platform}": {"units": line.units, "spend_vnd": line.spend_vnd}
            for line in plan.lines
        },
        "trial": None
        if trial is None
        else {"spend_vnd": trial.spend_vnd, "counts": trial.counts, "stop_below": trial.stop_below},
        "voices": {
            row.creator: {voice: round(points, 4) for voice, points in row.voices.items()}
            | {"score": round(row.score, 4)}
            for row in advice.scorecard.rows
        },
        "funnel": {str(stage): _band(band) for stage, band in plan.bands.items()} if plan.lines else {},
        "stops": sorted(stop.id for stop in advice.stops),
    }
    return json.dumps(found, separators=(",", ":"), sort_keys=True, allow_nan=False).encode()


def _band(band: Band) -> list[float]:
    return [round(value, 6) for value in (band.low, band.middle, band.high)]
