"""The colour and the letter of each creator type, for light and dark; the greys of the null options."""

from typing import Final, Literal

from kos_core.vocabulary import CreatorType

Mode = Literal["light", "dark"]
NullOption = Literal["ads", "keep"]

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
