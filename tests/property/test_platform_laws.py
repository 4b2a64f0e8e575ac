"""What must always hold of the fit of types and platforms, whatever the brief."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.knowledge.loading import load
from kos_core.score.platform_fit import fit, needed, parts, swayed
from kos_core.vocabulary import CreatorType, Platform
from tests.property.strategies import briefs

KNOWN = load()


@given(brief=briefs())
def test_the_parts_add_up_to_a_fit_of_nothing_to_a_hundred(brief: Brief) -> None:
    case = Case(brief, KNOWN)
    for creator, row in fit(case).items():
        assert sum(needed(creator, case).values()) == pytest.approx(1)
        for platform, found in row.items():
            assert 0 <= found <= 100 + 1e-9
            added = parts(creator, platform, case)
            assert sum(added.values()) == pytest.approx(found)
            assert all(part >= 0 for part in added.values())


@given(brief=briefs(), platform=st.sampled_from(Platform), name=st.sampled_from(sorted(KNOWN.needs)))
def test_a_better_rating_never_lowers_a_fit_nor_moves_another_platform(
    brief: Brief, platform: Platform, name: str
) -> None:
    entry = KNOWN.platforms[platform]
    better = entry.ratings[name].model_copy(update={"value": 10.0})
    raised = entry.model_copy(update={"ratings": {**entry.ratings, name: better}})
    known = replace(
        KNOWN,
        platforms={**KNOWN.platforms, platform: raised},
        version=f"{KNOWN.version}-{platform}-{name}",
    )
    before, after = fit(Case(brief, KNOWN)), fit(Case(brief, known))
    for creator in CreatorType:
        for other in Platform:
            if other is platform:
                assert after[creator][other] >= before[creator][other] - 1e-9
            else:
                assert after[creator][other] == before[creator][other]


@given(brief=briefs(own_figures=False))
def test_without_a_sway_every_brief_has_one_table_and_with_them_each_factor_lies_between(
    brief: Brief,
) -> None:
    """By a factor of one nothing moves; by two a need counts from half to twice for each reason."""
    still = Case(brief, KNOWN).with_(assumptions=(("model.sway_times", 1.0),))
    usual = Case(Brief(assumptions=(("model.sway_times", 1.0),)), KNOWN)
    for creator in CreatorType:
        assert needed(creator, still) == pytest.approx(needed(creator, usual))
    for one in swayed(Case(brief, KNOWN)):
        assert all(0.5 <= times <= 2 for times in one.times.values())


@given(brief=briefs(), other=briefs())
def test_the_same_that_holds_gives_the_same_table(brief: Brief, other: Brief) -> None:
    one, two = Case(brief.with_(assumptions=()), KNOWN), Case(other.with_(assumptions=()), KNOWN)
    if [(s.sway.id, s.share) for s in swayed(one)] == [(s.sway.id, s.share) for s in swayed(two)]:
        assert fit(one) == fit(two)
