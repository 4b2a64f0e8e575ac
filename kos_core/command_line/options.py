"""The options of the command line: one table that parser, tables of briefs, refusals and help all read."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import cast

from kos_core.errors import KosError
from kos_core.export.formats import Format
from kos_core.vocabulary import (
    Answer,
    Category,
    CostLine,
    Deal,
    Goal,
    Lang,
    Life,
    Platform,
    Readiness,
    Risk,
    Season,
    Seller,
    Service,
    Trait,
    Weekday,
)


@dataclass(frozen=True)
class Option:
    """One option: its group in the help, a value that fits (none for a flag), the brief's field it sets.

    `words` is the closed list it takes from; `many` says that it may be repeated or given as a list.
    """

    name: str
    group: str
    example: str = ""
    field: str = ""
    words: type[StrEnum] | None = None
    many: bool = False


OPTIONS = (
    Option("category", "need", "fashion", "category", Category),
    Option("goal", "need", "trust", "goal", Goal),
    Option("budget", "need", "50tr", "budget_vnd"),
    Option("product", "goods", "serum", "product"),
    Option("price", "goods", "250k", "price_vnd"),
    Option("paid", "goods", "230k", "paid_vnd"),
    Option("cost", "goods", "100k", "cost_vnd"),
    Option("margin", "goods", "60%", "margin_rate"),
    Option("discount", "goods", "10%", "discount_rate"),
    Option("products", "goods", "8", "products"),
    Option("stock", "goods", "1.200", "stock"),
    Option("pack-per-day", "goods", "80", "pack_per_day"),
    Option("life", "goods", "new", "life", Life),
    Option("reviews", "goods", "160", "reviews"),
    Option("repeat", "goods", "20%", "repeat_rate"),
    Option("halo", "goods", "5%", "halo_rate"),
    Option("trait", "goods", "deal_room=no", "traits", Trait, many=True),
    Option("restricted-goods", "goods", "no", "restricted_goods", Answer),
    Option("platform", "campaign", "shopee_live", "platforms", Platform, many=True),
    Option("weeks", "campaign", "6", "weeks"),
    Option("season", "campaign", "double_day", "season", Season),
    Option("deal", "campaign", "commission", "deal", Deal),
    Option("seller", "campaign", "company", "seller", Seller),
    Option("creator-registered", "campaign", "yes", "creator_registered", Answer),
    Option("service", "campaign", "content_xtra", "services", Service, many=True),
    Option("ads", "campaign", "500k", "ads_vnd"),
    Option("shop-views", "campaign", "800", "shop_views"),
    Option("creator-views", "campaign", "20.000", "creator_views"),
    Option("ready", "campaign", "papers=yes", "ready", Readiness, many=True),
    Option("lock", "own", "kos_own@facebook_live=20", "locks", many=True),
    Option("at-least", "own", "kol=40tr", "at_least", many=True),
    Option("at-most", "own", "ads=10tr", "at_most", many=True),
    Option("risk", "own", "worst_tenth", "risk", Risk),
    Option("start", "own", "2026-12-07", "starts"),
    Option("evening", "own", "tue,thu,sat", "evenings", Weekday, many=True),
    Option("when", "own", "kos_own@facebook_live=2-4", "timing", many=True),
    Option("costs-off", "own", "agency,samples", "costs_off", CostLine, many=True),
    Option("money-share", "own", "40%", "money_share"),
    Option("practice-share", "own", "10%", "practice_share"),
    Option("weight", "own", "closing=30", "weights", many=True),
    Option("assume", "own", "any.any.fashion.margin_rate=55%", "assumptions", many=True),
    Option("link", "again", "http://localhost:8501/?b=1eNqrVkrPT8xRslIqKSotLlGqBQAuqwWg&lang=vi"),
    Option("seed", "again", "7"),
    Option("case", "file", "kos-fashion-trust-50tr.json"),
    Option("format", "file", "pptx", words=Format),
    Option("out", "file", "kos-fashion-trust-50tr.pptx"),
    Option("target", "plan", "orders=1000"),
    Option("actuals", "results", "sample_data/actuals_invented.csv", many=True),
    Option("way", "results", "kos_own@tiktok_shop"),
    Option("briefs", "many", "sample_data/briefs.csv"),
    Option("skip-bad", "many"),
    Option("lang", "reply", "en"),
    Option("json", "reply"),
    Option("explain", "reply"),
    Option("help", "reply"),
)
FIELDS = tuple(option.name for option in OPTIONS if option.field or option.name in {"link", "seed"})
"""What one case is told with: the options beside the language, and the columns of a table of briefs."""
FLAGS = tuple(option.name for option in OPTIONS if not option.example)
REQUIRED = tuple(option.name for option in OPTIONS if option.group == "need")
NAMES = tuple(option.name for option in OPTIONS)
OPTION = {option.name: option for option in OPTIONS}
HELP = {"--help", "-h"}


def parsed(words: Sequence[str]) -> tuple[dict[str, list[str]], set[str]]:
    """Return options with their values, and flags; raises KosError for anything else."""
    found: dict[str, list[str]] = {}
    flags: set[str] = set()
    rest = list(words)
    while rest:
        word = rest.pop(0)
        name, equals, value = word.removeprefix("--").partition("=")
        is_flag = name in FLAGS and not equals
        if not word.startswith("--") or name not in NAMES or (name in FLAGS and equals):
            raise KosError("option.unknown", None, given=word[:40], accepted=dashed(NAMES))
        if is_flag:
            flags.add(name)
            continue
        if not equals:
            if not rest or _is_option(rest[0]):
                raise KosError("option.missing", name, given=f"--{name} {OPTION[name].example}")
            value = rest.pop(0)
        found.setdefault(name, []).append(value)
    if "skip-bad" in flags and "briefs" not in found:
        raise KosError("option.needs_briefs", "skip-bad", given=f"--briefs {OPTION['briefs'].example}")
    return found, flags


def _is_option(word: str) -> bool:
    return word.startswith("--") and word.removeprefix("--").partition("=")[0] in NAMES


def dashed(names: Sequence[str]) -> str:
    """Return options as they are typed, in a row."""
    return ", ".join(f"--{name}" for name in names)


def is_bare(words: Sequence[str]) -> bool:
    """Return whether a call asks nothing yet, whatever its language."""
    pairs = zip(("", *words), words, strict=False)
    rest = [w for before, w in pairs if "--lang" not in {before, w} and not w.startswith("--lang=")]
    return rest in ([], ["advise"], ["plan"], ["export"], ["results"])


def lang_of(words: Sequence[str]) -> Lang:
    """Return the language asked for, else the link's, so that even a refused call is refused in it."""
    linked: Lang = "vi"
    for word, after in pairwise((*words, "")):
        name, equals, value = word.partition("=")
        asked = value if equals else after
        if name == "--lang" and asked in {"vi", "en"}:
            return cast(Lang, asked)
        if name == "--link" and "lang=en" in asked.partition("?")[2].split("&"):
            linked = "en"
    return linked


def option_of(error: KosError) -> str:
    """Return the option a refusal concerns, as the reader typed it; empty where it is none in particular."""
    field = error.field or ""
    if not field:
        return ""
    if field.startswith("assume."):
        return field.replace(".", " ", 1)
    return next((option.name for option in OPTIONS if option.field == field), field)
