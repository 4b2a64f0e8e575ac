"""The colour and the letter of each creator type, for light and dark; greys; the frame figures share."""

from collections.abc import Callable
from typing import Any, Final, Literal

from kos_core.vocabulary import CreatorType

Mode = Literal["light", "dark"]
NullOption = Literal["ads", "keep"]
Say = Callable[..., str]
"""`text(key, **values)`: the sentence under a key, its gaps filled."""

# Blue, green, orange-red and purple after Okabe & Ito (2008), "Color Universal Design", moved until each
# reads as text (4.5:1) on our backgrounds and no two meet for colour-blind eyes. Nothing else may use them.
# .streamlit/config.toml repeats them for the theme; tests/unit/test_colours.py holds both to these rules.
TYPE_COLOURS: Final[dict[CreatorType, dict[Mode, str]]] = {
    CreatorType.KOL: {"light": "#004F8F", "dark": "#8FB6F3"},
    CreatorType.KOC: {"light": "#197D65", "dark": "#55E6AE"},
    CreatorType.KOS: {"light": "#C53F00", "dark": "#F6742B"},
    CreatorType.BRAND_AMBASSADOR: {"light": "#9B40C6", "dark": "#B074F5"},
}

# A colour never stands alone: the letter goes beside or inside the mark.
TYPE_LETTERS: Final[dict[CreatorType, str]] = {
    CreatorType.KOL: "L",
    CreatorType.KOC: "C",
    CreatorType.KOS: "S",
    CreatorType.BRAND_AMBASSADOR: "A",
}

# The same money in ads; keeping the money.
NEUTRAL: Final[dict[NullOption, dict[Mode, str]]] = {
    "ads": {"light": "#4A5361", "dark": "#C3C9D1"},
    "keep": {"light": "#656D78", "dark": "#8A95A3"},
}


def band(colour: str, alpha: float) -> str:
    """The CSS colour of an uncertainty band: `colour` (#RRGGBB) at an opacity from 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha:g})"


# Words, quiet words, grid and ground: textColor, grayTextColor, borderColor and backgroundColor of the theme.
INK: Final[dict[Mode, str]] = {"light": "#1C232B", "dark": "#E8ECF1"}
QUIET: Final[dict[Mode, str]] = {"light": "#596270", "dark": "#A5AFBC"}
GRID: Final[dict[Mode, str]] = {"light": "#DDE1E6", "dark": "#2E3843"}
GROUND: Final[dict[Mode, str]] = {"light": "#FFFFFF", "dark": "#11161C"}

# From little to much, in no type's colour: ends and middle of the theme's chartSequentialColors.
SLATE: Final[dict[Mode, tuple[str, ...]]] = {
    "light": ("#E2E7EC", "#A3B1BF", "#5A6C7E", "#2D3B49"),
    "dark": ("#2C3743", "#4A5968", "#8798A8", "#DBE3EA"),
}


def mix(colour: str, ground: str, share: float) -> str:
    """The colour (#RRGGBB) with `share` of `colour`, 0 to 1, on `ground`."""
    pairs = ((int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(share * over + (1 - share) * under):02X}" for over, under in pairs)


def tint(creator: CreatorType, mode: Mode, share: float) -> str:
    """A tint of a type's colour on the page's ground; 1 is the colour itself."""
    return mix(TYPE_COLOURS[creator][mode], GROUND[mode], share)


def slate(share: float, mode: Mode) -> str:
    """The neutral colour of a share from 0 (little) to 1 (much)."""
    steps = SLATE[mode]
    place = min(1.0, max(0.0, share)) * (len(steps) - 1)
    at = min(int(place), len(steps) - 2)
    return mix(steps[at + 1], steps[at], place - at)


def luminance(colour: str) -> float:
    """The relative luminance of #RRGGBB as WCAG 2.2 defines it, 0 to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def on(colour: str) -> str:
    """Black or white, whichever reads better on `colour`; one of them always reaches 4.5:1."""
    return "#000000" if (luminance(colour) + 0.05) ** 2 > 0.05 * 1.05 else "#FFFFFF"


def named(creator: CreatorType, short: str, mode: Mode) -> str:
    """A type's letter in its colour, then its short name with a capital, as Plotly writes text."""
    letter = f'<b><span style="color:{TYPE_COLOURS[creator][mode]}">{TYPE_LETTERS[creator]}</span></b>'
    return f"{letter} {sentence(short)}"


def sentence(words: str) -> str:
    """The words with a capital in front."""
    return words[:1].upper() + words[1:]


def two_lines(words: str) -> str:
    """The words on two lines: up to three break after the first, more where the lines come out most even."""
    parts = words.split(" ")
    if len(parts) <= 3:
        return words.replace(" ", "<br>", 1)
    cuts = [(" ".join(parts[:at]), " ".join(parts[at:])) for at in range(1, len(parts))]
    return "<br>".join(min(cuts, key=lambda cut: max(map(len, cut))))


def trace(kind: str, **values: Any) -> dict[str, Any]:
    """A trace as plotly reads it: checked once, when the figure is made, not twice."""
    return {"type": kind, **values}


def axis(mode: Mode, **more: Any) -> dict[str, Any]:
    """An axis without lines of its own, its labels quiet and level, its margin automatic."""
    return {
        "automargin": True,
        "fixedrange": True,
        "showgrid": False,
        "showline": False,
        "tickangle": 0,
        "tickfont": {"size": 12, "color": INK[mode]},
        "ticks": "",
        "zeroline": False,
        **more,
    }


def frame(mode: Mode, height: int, **more: Any) -> dict[str, Any]:
    """The layout all figures share: no template, no ground, no legend, the page's own type."""
    return {
        "template": {},
        "height": height,
        "margin": {"l": 4, "r": 4, "t": 4, "b": 4},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": '"Source Sans", "Source Sans Pro", sans-serif', "size": 13, "color": INK[mode]},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "align": "left",
            "bgcolor": mix(INK[mode], GROUND[mode], 0.06),
            "bordercolor": GRID[mode],
            "font": {"size": 13, "color": INK[mode]},
        },
        **more,
    }
