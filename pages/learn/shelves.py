"""What the Documents screen lists, built once for each state of the knowledge and each language."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from kos_core.knowledge import shelf
from kos_core.knowledge.evidence import Estimate, Figure
from kos_core.knowledge.whole import Knowledge
from kos_core.numbers import search
from kos_core.say import citing
from kos_core.say.text import Text, text_of
from kos_core.vocabulary import Basis, CreatorType, Lang
from pages.learn import wording
from pages.parts import session

TERMS = (
    "gmv", "net", "kept", "cancelled", "refused", "returned", "cvr", "ctr", "aov", "roas", "cir",
    "gpm", "cpm", "cpl", "cost", "break_even", "commission_fee", "transaction_fee", "handling_fee",
    "infrastructure_fee", "voucher", "affiliate", "plans", "spark_ads", "gmv_max", "boosting",
    "mcn", "booking", "slot", "session", "host", "double_day", "usp", "rights", "band", "halo",
)  # fmt: skip
METHOD = ("score", "platforms", "sure", "hiring", "chain", "losses", "luck", "break_even", "weak")
BASES = (Basis.ASSUMPTION, Basis.DERIVED, Basis.SOURCED)
NAMED = 3  # how many of the estimates on a figure are named before "and n more"


@dataclass(frozen=True)
class Shelves:
    """Everything listed, in one language: tables by id, and, spelled one way, what finds them."""

    figures: pd.DataFrame
    estimates: pd.DataFrame
    rests: dict[str, tuple[shelf.Rest, ...]]
    held: dict[str, dict[str, str]]


def shelves() -> Shelves:
    """Return what is listed, in the language of this session."""
    return _shelves(session.knowledge().version, session.lang())


@st.cache_resource(max_entries=4, show_spinner=False)
def _shelves(version: str, lang: Lang) -> Shelves:  # noqa: ARG001  # a key
    knowledge, text = session.knowledge(), text_of(lang)
    used, rests = shelf.used_by(knowledge), shelf.resting(knowledge)
    names = {one.id: citing.name_of(one, knowledge, text) for one in knowledge.estimates.values()}
    figures = _table(
        [_figure(one, used[one.id], names, knowledge, text) for one in knowledge.figures.values()]
    )
    fees = {name: _fees(name, knowledge, text) for name in shelf.fees_on(knowledge)}
    ordered = sorted(knowledge.estimates.values(), key=lambda one: BASES.index(one.basis))
    estimates = _table([_estimate(one, fees.get(one.id, ""), knowledge, text) for one in ordered])
    other: Lang = "en" if lang == "vi" else "vi"
    held = {
        "claims": {
            claim.id: search.spell(
                " ".join(
                    (
                        claim.id,
                        claim(lang),
                        claim(other),
                        claim.section(lang),
                        *_said(rests[claim.id], knowledge, lang),
                    )
                )
            )
            for claim in knowledge.claims.values()
        },
        "figures": _folded(figures),
        "estimates": _folded(estimates),
        "words": _words(knowledge, text),
        "method": {
            name: search.spell(
                " ".join(text.phrases[f"documents.method.{name}.{part}"] for part in ("title", "says"))
            )
            for name in METHOD
        },
    }
    return Shelves(figures, estimates, rests, held)


def _table(rows: list[dict[str, object]]) -> pd.DataFrame:
    return pd.DataFrame(rows).set_index("id", drop=False)


def _folded(table: pd.DataFrame) -> dict[str, str]:
    return {
        str(row[0]): search.spell(" ".join(str(cell) for cell in row if cell)) for row in table.to_numpy()
    }


def _said(rests: tuple[shelf.Rest, ...], knowledge: Knowledge, lang: Lang) -> list[str]:
    return [rest.said(knowledge, lang) for rest in rests]


def _words(knowledge: Knowledge, text: Text) -> dict[str, str]:
    found = {}
    for creator in CreatorType:
        told = knowledge.creators[creator]
        parts = (told.plain, told.also, told.means, told.judged_by)
        differs = text(f"documents.words.differs.{creator}")
        found[str(creator)] = search.spell(" ".join((*(part(text.lang) for part in parts), differs)))
    for term in TERMS:
        said = (text(f"documents.words.term.{term}.{part}") for part in ("name", "says"))
        found[term] = search.spell(" ".join(said))
    return found


def _fees(name: str, knowledge: Knowledge, text: Text) -> str:
    said = [
        text(
            "documents.fee",
            fee=fee.label(text.lang),
            platform=knowledge.platforms[platform].label,
            seller=tariff.seller_kind(text.lang),
            date=knowledge.estimates[name].date or tariff.in_force,
        )
        for platform, fee, tariff in shelf.fees_on(knowledge)[name]
    ]
    return "; ".join(said)


def _figure(
    one: Figure, used: tuple[str, ...], names: dict[str, str], knowledge: Knowledge, text: Text
) -> dict[str, object]:
    told = "; ".join(names[name] for name in used[:NAMED])
    if len(used) > NAMED:
        told += f" {text('documents.used_more', n=len(used) - NAMED)}"
    return {
        "id": one.id,
        "what": wording.parameter(one.parameter, text),
        "value": wording.value(one, text),
        "unit": one.unit(text.lang),
        "whom": wording.creator(one.creator_type, knowledge, text),
        "platform": wording.platform(one.platform, knowledge, text),
        "category": wording.category(one.category, knowledge, text),
        "market": text(f"documents.market.{one.market}"),
        "grade": one.grade,
        "year": wording.year(one, text),
        "note": "" if one.note is None else one.note(text.lang),
        "source": wording.source(one, text),
        "kind": text(f"documents.source_kind.{one.source_kind}"),
        "address": wording.address(one),
        "seen": one.seen,
        "used": told or text("documents.used_none"),
        "low": one.low,
        "typical": one.typical,
        "high": one.high,
    }


def _estimate(one: Estimate, fee: str, knowledge: Knowledge, text: Text) -> dict[str, object]:
    cited = citing.cite(one, knowledge, text)
    return {
        "id": one.id,
        "name": cited.name,
        "low": citing.value_of(one.low, one, text),
        "likely": cited.value,
        "high": citing.value_of(one.high, one, text),
        "unit": one.unit(text.lang),
        "basis": cited.mark,
        "why": cited.why,
        "rests": "; ".join(cited.support),
        "ids": ", ".join(one.rests_on),
        "fee": fee,
        "date": one.date,
        "number_low": one.low,
        "number_likely": one.likely,
        "number_high": one.high,
    }
