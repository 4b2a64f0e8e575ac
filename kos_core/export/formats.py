"""What an answer can be handed over as: names of formats, their media types, names of files."""

from enum import StrEnum

from kos_core.advice.advice import Advice


class Format(StrEnum):
    """The formats, by the ending of their files."""

    PPTX = "pptx"
    XLSX = "xlsx"
    PDF = "pdf"
    MD = "md"
    ICS = "ics"
    JSON = "json"


_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES = {
    Format.PPTX: f"{_OFFICE}.presentationml.presentation",
    Format.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    Format.PDF: "application/pdf",
    Format.MD: "text/markdown; charset=utf-8",
    Format.ICS: "text/calendar; charset=utf-8",
    Format.JSON: "application/json",
}
_SIZES = ((1_000_000_000, "ty"), (1_000_000, "tr"), (1_000, "k"), (1, "d"))


def file_name(advice: Advice, kind: Format) -> str:
    """Return what a file is called: category, goal and budget, `kos-beauty-sales-100tr.pptx`."""
    brief = advice.brief
    size, unit = next(pair for pair in _SIZES if brief.budget_vnd % pair[0] == 0)
    return f"kos-{brief.category}-{brief.goal}-{brief.budget_vnd // size}{unit}.{kind}"
