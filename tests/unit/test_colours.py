"""The colours of the types can be read, told apart by every eye, and are the same in theme and figures."""

import tomllib
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kos_core.figures.colours import NEUTRAL, TYPE_COLOURS, TYPE_LETTERS, band
from kos_core.vocabulary import CreatorType

THEME: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[2] / ".streamlit/config.toml").read_text(encoding="utf-8")
)["theme"]
MODES = ["light", "dark"]
TEXT, MARK = 4.5, 3.0  # WCAG 2.2, success criteria 1.4.3 and 1.4.11
TOLD_APART = 0.09  # distance in OKLab; Okabe and Ito's own four reach 0.076 by this measure

# Machado, Oliveira and Fernandes (2009), IEEE TVCG 15(6), doi 10.1109/TVCG.2009.113, severity 1.0.
EYES = {
    "full colour": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}


def linear(colour: str) -> np.ndarray:
    srgb = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    low, high = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def oklab(rgb: np.ndarray) -> np.ndarray:
    """Björn Ottosson (2020), "A perceptual color space for image processing"."""
    lms = [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
    lab = [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
    return np.array(lab) @ np.cbrt(np.array(lms) @ rgb)


def distance(one: str, other: str, eye: str = "full colour") -> float:
    seen = [oklab(np.clip(EYES[eye] @ linear(colour), 0, 1)) for colour in (one, other)]
    return float(np.linalg.norm(seen[0] - seen[1]))


def backgrounds(mode: str) -> list[str]:
    return [THEME[mode]["backgroundColor"], THEME[mode]["secondaryBackgroundColor"]]


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("mode", MODES)
def test_type_colours_and_greys_read_as_text_on_both_backgrounds(mode: str) -> None:
    for colours in [*TYPE_COLOURS.values(), *NEUTRAL.values()]:
        for background in backgrounds(mode):
            assert contrast(colours[mode], background) >= TEXT, (colours[mode], background)


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("mode", MODES)
def test_no_two_types_look_alike_to_any_eye(mode: str, eye: str) -> None:
    for one, other in combinations(CreatorType, 2):
        apart = distance(TYPE_COLOURS[one][mode], TYPE_COLOURS[other][mode], eye)
        assert apart >= TOLD_APART, (one, other, apart)


@pytest.mark.parametrize("mode", MODES)
def test_the_theme_says_what_the_figures_say(mode: str) -> None:
    theme = THEME[mode]
    named = dict(zip(["blue", "green", "orange", "violet"], CreatorType, strict=True))
    for name, creator in named.items():
        assert theme[f"{name}Color"] == theme[f"{name}TextColor"] == TYPE_COLOURS[creator][mode]
    series = theme["chartCategoricalColors"]
    assert len(series) == len(set(series)) == 10  # fewer, and Streamlit hands Plotly the word "undefined"
    assert series[:4] == [TYPE_COLOURS[creator][mode] for creator in CreatorType]
    assert series[4:6] == [NEUTRAL["ads"][mode], NEUTRAL["keep"][mode]]
    assert len(theme["chartSequentialColors"]) == len(theme["chartDivergingColors"]) == 10


@pytest.mark.parametrize("mode", MODES)
def test_every_other_series_is_a_visible_mark_and_none_of_the_four(mode: str) -> None:
    for colour in THEME[mode]["chartCategoricalColors"][4:]:
        for background in backgrounds(mode):
            assert contrast(colour, background) >= MARK, (colour, background)
        for creator in CreatorType:
            assert distance(colour, TYPE_COLOURS[creator][mode]) >= TOLD_APART, (colour, creator)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "name", ["textColor", "primaryColor", "linkColor", "redTextColor", "yellowTextColor"]
)
def test_words_and_accent_read_as_text(mode: str, name: str) -> None:
    for background in backgrounds(mode):
        assert contrast(THEME[mode][name], background) >= TEXT


@pytest.mark.parametrize("mode", MODES)
def test_the_accent_carries_white_marks_and_is_none_of_the_four(mode: str) -> None:
    assert contrast(THEME[mode]["primaryColor"], "#FFFFFF") >= MARK  # Streamlit's ticks and knobs are white
    for creator in CreatorType:
        assert distance(THEME[mode]["primaryColor"], TYPE_COLOURS[creator][mode]) >= TOLD_APART


def test_each_type_has_a_letter_of_its_own() -> None:
    assert list(TYPE_LETTERS) == list(CreatorType)
    assert len(set(TYPE_LETTERS.values())) == len(CreatorType)


def test_a_band_is_the_same_colour_seen_through() -> None:
    assert band("#C53F00", 0.2) == "rgba(197,63,0,0.2)"
