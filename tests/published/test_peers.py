"""The score and its certainty, against two published libraries."""

from dataclasses import replace

import numpy as np
import pytest
from pymcdm.methods import WSM
from pysensmcda.smaa import exact_acceptability, simulate

from kos_core.advice.advice import advise
from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.hire.ways import ways_of
from kos_core.knowledge.loading import load
from kos_core.knowledge.whole import Knowledge
from kos_core.score import scorecard
from kos_core.score.money import DRAWS
from kos_core.score.scorecard import Scorecard, joint_draws, luck_of
from kos_core.score.standing import COMPUTED, Standing, purse_of, ratings
from kos_core.vocabulary import Category, CreatorType, Goal

RICH = 20_000_000_000  # everything is affordable, so all four types are ranked
BRIEFS = [Brief(category=c, goal=g, budget_vnd=RICH) for c, g in zip(Category, list(Goal) * 3, strict=False)]
SEED = 7


def identity(x: np.ndarray, cost: bool = False) -> np.ndarray:  # noqa: FBT001, FBT002  # pymcdm's signature
    return x


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


def standings_of(card: Scorecard) -> dict[CreatorType, Standing]:
    return {t: card.row(t).standing for t in CreatorType}


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda b: f"{b.category}-{b.goal}")
def test_the_score_is_pymcdms_weighted_sum(knowledge: Knowledge, brief: Brief) -> None:
    """WSM with identity normalisation on the same ratings and weights, to 1e-12."""
    card = advise(Case(brief, knowledge, SEED)).scorecard
    rated = ratings(standings_of(card), knowledge)
    counted = [c for c, w in card.weights.items() if w > 0]
    matrix = np.array([[rated[t][c] for c in counted] for t in CreatorType])
    weights = np.array([card.weights[c] for c in counted])
    expected = WSM(identity)(matrix / 10, weights, np.ones(len(counted), dtype=int))
    actual = np.array([card.row(t).score / 100 for t in CreatorType])
    assert np.max(np.abs(expected - actual)) <= 1e-12


def matrices_of(card: Scorecard, case: Case) -> tuple[np.ndarray, np.ndarray]:
    """Every draw's ratings, (draws, types, criteria), and weights, (draws, criteria), as the product drew."""
    known, standings = case.knowledge, standings_of(card)
    joint, _ = joint_draws(card.weights, standings, known, case.seed)
    matrices = np.array(scorecard._base(case.seed, known)[1].transpose(1, 0, 2))
    names = list(known.criteria)
    for name in COMPUTED:
        matrices[:, :, names.index(name)] = [getattr(standings[t], name) for t in CreatorType]
    for name, drawn in luck_of(card.weights, purse_of(ways_of(case), case), case.seed).items():
        matrices[:, :, names.index(name)] = drawn.T
    return matrices, joint


@pytest.mark.parametrize("brief", BRIEFS[:3], ids=lambda b: f"{b.category}-{b.goal}")
def test_the_chance_of_each_rank_is_pysensmcdas_rank_acceptability(
    knowledge: Knowledge, brief: Brief
) -> None:
    """SMAA-2 on the same joint weights and rating matrices counts the same ranks, exactly."""
    brief = brief.with_(practice_share=0.1)
    case = Case(brief, knowledge, SEED)
    card = advise(case).scorecard
    standings = standings_of(card)
    assert all(s.eligible for s in standings.values())
    leading = [t for t in CreatorType if standings[t].may_lead]
    assert len(leading) > 1
    matrices, joint = matrices_of(card, case)
    matrices = matrices[:, [list(CreatorType).index(t) for t in leading]]
    counted = np.array([w > 0 for w in card.weights.values()])
    matrices, joint = matrices[:, :, counted], joint[:, counted]
    found = simulate(
        lambda m, w, _: m @ w,
        matrices[0],
        np.ones(joint.shape[1], dtype=int),
        weights=joint,
        matrix_samples=matrices,
        reverse_ranking=True,
    )
    assert found.n_ties == 0
    expected = found.rank_acceptability()
    actual = np.array([card.row(t).chance_of_rank[: len(leading)] for t in leading])
    # The product adds the parts in another order: a near-tie among 10,000 draws may fall otherwise.
    assert np.max(np.abs(expected - actual)) <= 2 / DRAWS


def test_the_leading_chance_is_the_exact_acceptability(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Uniform weights on three criteria: the counted share is the exact volume, within sampling error."""
    practical = ("budget_fit", "platform_fit", "readiness")
    three = replace(knowledge, criteria={name: knowledge.criteria[name] for name in practical})
    monkeypatch.setattr(scorecard, "COMPUTED", practical)
    matrix = np.array([[9.0, 3.0, 5.0], [4.0, 8.0, 6.0], [6.0, 6.0, 6.5], [2.0, 9.0, 3.0]])
    standings = {
        t: Standing(True, True, 0.0, *row) for t, row in zip(CreatorType, matrix.tolist(), strict=True)
    }
    # Exponential numbers divided by their sum lie uniformly on the simplex.
    noise = np.random.default_rng(5).exponential(size=(DRAWS, 3))
    monkeypatch.setattr(scorecard, "_base", lambda *_: (noise, np.zeros((len(CreatorType), DRAWS, 3))))
    found = scorecard._rank_chances(dict.fromkeys(practical, 1 / 3), standings, three, SEED, {})
    actual = np.array([found[t][0] for t in CreatorType])
    expected = exact_acceptability(matrix, np.ones(3, dtype=int), scaling="none").acceptability
    assert expected.sum() == pytest.approx(1)
    assert np.all(np.abs(expected - actual) <= 4 * np.sqrt(expected * (1 - expected) / DRAWS) + 1e-12)
