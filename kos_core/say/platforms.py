"""Why a platform fits a type as it does here, and what of this brief moved what is needed of one."""

from collections.abc import Callable

from kos_core.case import Case
from kos_core.numbers.writing import write_number
from kos_core.score.apart import stands_out
from kos_core.score.platform_fit import Swayed, swayed
from kos_core.vocabulary import CreatorType, Lang, Platform

Say = Callable[..., str]


def reason(creator: CreatorType, platform: Platform, case: Case, text: Say, lang: Lang) -> str:
    """Return in one sentence what a platform meets better than others for a type, and what it lacks most."""
    known = case.knowledge
    ratings, best_and_worst = known.platforms[platform].ratings, stands_out(creator, platform, case)
    values = {
        side: f"{known.needs[name].short(lang)} ({write_number(ratings[name].value, lang, 3)}/10)"
        for side, name in zip(("best", "lacks"), best_and_worst, strict=True)
        if name is not None
    }
    key = "both" if len(values) == 2 else next(iter(values), "level")
    return text(f"where.reason.{key}", **values)


def moved(case: Case, text: Say, lang: Lang) -> list[str]:
    """Return what of this brief makes some needs of a platform count more or less, a sentence each."""
    return [_moved(one, case, text, lang) for one in swayed(case)]


def _moved(one: Swayed, case: Case, text: Say, lang: Lang) -> str:
    needs, said = case.knowledge.needs, []
    for side, key in ((one.sway.more, "more"), (one.sway.less, "less")):
        if side is not None:
            said.append(
                text(
                    f"where.moved.{key}",
                    needs=", ".join(needs[name].short(lang) for name in side.needs),
                    times=times(one.times[side.needs[0]], lang),
                )
            )
    label = one.sway.label(lang)
    if one.share < 1:
        label = text("where.moved.in_part", label=label)
    return text("where.moved.line", label=label, moved="; ".join(said))


def times(factor: float, lang: Lang) -> str:
    """Return how many times a need counts."""
    return write_number(factor, lang, 3)
