"""What may come back of the plan: a funnel that narrows, with the share of each step and its 80 % band."""

from typing import Any, Final

import plotly.graph_objects as go

from kos_core.advice.advice import Advice
from kos_core.figures.bands import between, usual
from kos_core.figures.colours import INK, QUIET, Mode, Say, axis, frame, sentence, slate, trace, two_lines
from kos_core.forecast.band import Band
from kos_core.numbers.writing import write_share
from kos_core.plan.plan import Plan
from kos_core.vocabulary import Lang, Stage

SELLING: Final = (Stage.VIEWS, Stage.CLICKS, Stage.ORDERS, Stage.KEPT)
LEADS: Final = (Stage.IMPRESSIONS, Stage.VIEWS, Stage.CLICKS, Stage.LEADS)
REACH: Final = (Stage.IMPRESSIONS, Stage.VIEWS, Stage.CLICKS)
TRUST: Final = (Stage.IMPRESSIONS, Stage.VIEWS, Stage.ENGAGEMENTS)
_ROOT: Final = 0.25  # a bar is as wide as the fourth root of its count, or the last could not be seen
_EDGE: Final = 0.28  # how dark the band is beside the bar
_PLOT: Final = 0.52  # the rest holds the words


def stages_of(plan: Plan) -> tuple[Stage, ...]:
    """Return the stages shown of a plan, down to what its goal counts."""
    if plan.measure.is_money:
        wanted: tuple[Stage, ...] = SELLING
    elif plan.measure.first is Stage.LEADS:
        wanted = LEADS
    else:
        wanted = TRUST if plan.measure.first is Stage.ENGAGEMENTS else REACH
    return tuple(stage for stage in wanted if stage in plan.bands)


def funnel(advice: Advice, text: Say, lang: Lang, mode: Mode) -> go.Figure | None:
    """Return the predicted funnel of the plan, centred bars that narrow; None where nothing is planned.

    A bar's width is the fourth root of its usual count, its pale edge that of the 80 % band's upper end.
    """
    plan = advice.plan
    shown = stages_of(plan)
    if not shown:
        return None
    bands = [plan.bands[stage] for stage in shown]
    wide = max(_width(band.high) for band in bands)
    heights = list(range(len(shown)))
    return go.Figure(
        [
            _bars([_width(band.high) for band in bands], heights, slate(_EDGE, mode)),
            _bars(
                [_width(band.middle) for band in bands],
                heights,
                slate(0.75, mode),
                customdata=[
                    f"{text(f'forecast.stage.{s}')}: {between(b, text, lang)}"
                    for s, b in zip(shown, bands, strict=True)
                ],
                hovertemplate="%{customdata}<extra></extra>",
            ),
        ],
        frame(
            mode,
            58 * len(shown) + 12,
            barmode="overlay",
            bargap=0.22,
            annotations=[
                _words(at, band, plan.bands[shown[at - 1]] if at else None, text, lang, mode)
                for at, band in enumerate(bands)
            ],
            xaxis=axis(mode, range=[-wide / 2, wide / 2], showticklabels=False, domain=[0, _PLOT]),
            yaxis=axis(
                mode,
                range=[len(shown) - 0.5, -0.5],
                tickvals=heights,
                ticktext=[_name(stage, text) for stage in shown],
                tickfont={"size": 13, "color": INK[mode]},
            ),
        ),
    )


def _width(number: float) -> float:
    return float(max(number, 0.0) ** _ROOT)


def _bars(widths: list[float], heights: list[int], colour: str, **more: Any) -> Any:
    """Return bars centred on zero."""
    return trace(
        "bar",
        orientation="h",
        x=widths,
        base=[-width / 2 for width in widths],
        y=heights,
        marker={"color": colour, "line": {"width": 0}},
        **({"hoverinfo": "skip"} | more if "customdata" not in more else more),
    )


def _words(at: int, band: Band, before: Band | None, text: Say, lang: Lang, mode: Mode) -> dict[str, Any]:
    """Return the words right of a bar: the usual count, its share of the step before, and the 80 % band."""
    share = ""
    if before is not None and before.middle > 0:
        share = text("figure.funnel.share", share=write_share(band.middle / before.middle, lang))
        share = f' <span style="font-size:12px;color:{QUIET[mode]}">{share}</span>'
    return {
        "xref": "paper",
        "yref": "y",
        "x": _PLOT + 0.03,
        "y": at,
        "xanchor": "left",
        "align": "left",
        "showarrow": False,
        "text": f"<b>{sentence(usual(band.middle, text, lang))}</b>{share}<br>"
        f'<span style="font-size:12px;color:{QUIET[mode]}">{between(band, text, lang)}</span>',
        "font": {"size": 14, "color": INK[mode]},
    }


def _name(stage: Stage, text: Say) -> str:
    """Return a stage's name, on two lines where it is long."""
    name = text(f"forecast.stage.{stage}")
    return (two_lines(name).replace("<br>", " <br>") if len(name) > 10 else name) + " "


def funnel_title(advice: Advice, text: Say, lang: Lang) -> str:
    """Return what the funnel shows in one sentence; empty where nothing is planned."""
    shown = stages_of(advice.plan)
    if not shown:
        return ""
    first, last = shown[0], shown[-1]
    bands = advice.plan.bands
    return sentence(
        text(
            "figure.funnel.title",
            first=usual(bands[first].middle, text, lang),
            first_stage=text(f"forecast.stage.{first}").lower(),
            last=usual(bands[last].middle, text, lang),
            last_stage=text(f"forecast.stage.{last}").lower(),
        )
    )


def funnel_alt(advice: Advice, text: Say, lang: Lang) -> str:
    """Return the funnel in words: every stage's usual count and 80 % range; empty: nothing is planned."""
    shown, bands = stages_of(advice.plan), advice.plan.bands
    rows = "; ".join(
        f"{text(f'forecast.stage.{s}').lower()} {usual(bands[s].middle, text, lang)}"
        f" ({between(bands[s], text, lang)})"
        for s in shown
    )
    return text("figure.funnel.alt", rows=rows) if shown else ""
