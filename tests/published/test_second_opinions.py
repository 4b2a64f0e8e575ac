"""Second opinions, weights by comparison, the map's sureness: against published libraries and papers."""

import numpy as np
import pytest
from pymcdm.methods import PROMETHEE_II, TOPSIS, WSM
from pymcdm.weights.subjective import AHP
from pysensmcda.smaa import exact_acceptability, simulate

from kos_core.advice.advice import advise
from kos_core.brief import Brief
from kos_core.case import SEED, Case
from kos_core.change.map import decision_map, first_of
from kos_core.hire.ways import ways_of
from kos_core.knowledge.loading import load
from kos_core.knowledge.whole import Knowledge
from kos_core.score import scorecard
from kos_core.score.money import DRAWS, TYPES
from kos_core.score.pairs import weights_from_pairs
from kos_core.score.scorecard import joint_draws, luck_of
from kos_core.score.second_opinion import promethee, second_opinions, topsis
from kos_core.score.standing import COMPUTED, purse_of, ratings
from kos_core.score.weights import weights
from kos_core.vocabulary import Category, Goal

# pymcdm advises against alternatives best on everything; here they are part of the test.
pytestmark = pytest.mark.filterwarnings("ignore:Alternatives with indices:UserWarning")

RICH = 20_000_000_000  # everything is affordable, so all four types are ranked
BRIEFS = [Brief(category=c, goal=g, budget_vnd=RICH) for c, g in zip(Category, list(Goal) * 3, strict=False)]


def identity(x: np.ndarray, cost: bool = False) -> np.ndarray:  # noqa: FBT001, FBT002  # pymcdm's signature
    return x


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


def far(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.max(np.abs(np.asarray(one) - np.asarray(other))))


@pytest.mark.parametrize("seed", range(20))
def test_topsis_and_promethee_are_pymcdms_on_arbitrary_tables(seed: int) -> None:
    """Identity normalisation, usual preference function; whole ratings, so that ties occur. To 1e-12."""
    source = np.random.default_rng(seed)
    size = source.integers(2, 7, 2)
    matrix = source.integers(0, 11, size).astype(float)
    matrix[0, 0], matrix[1, 0] = 0.0, 10.0  # never all alike, where TOPSIS has no answer
    weight = source.dirichlet(np.ones(size[1]))
    kinds = np.ones(size[1], dtype=int)
    assert far(topsis(matrix, weight), TOPSIS(identity)(matrix, weight, kinds)) <= 1e-12
    assert far(promethee(matrix, weight), PROMETHEE_II("usual")(matrix, weight, kinds)) <= 1e-12


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda b: f"{b.category}-{b.goal}")
def test_second_opinions_of_a_brief_are_pymcdms(knowledge: Knowledge, brief: Brief) -> None:
    """The same ratings and weights as the score, and the rankings that follow."""
    card = advise(Case(brief, knowledge)).scorecard
    rated = ratings({row.creator: row.standing for row in card.rows}, knowledge)
    counted = [name for name, weight in card.weights.items() if weight > 0]
    order = [row.creator for row in card.leading]
    matrix = np.array([[rated[t][name] for name in counted] for t in order])
    weight = np.array([card.weights[name] for name in counted])
    peers = {"topsis": TOPSIS(identity), "promethee": PROMETHEE_II("usual")}
    opinions = second_opinions(card, knowledge)
    assert [opinion.method for opinion in opinions] == list(peers)
    for opinion in opinions:
        expected = peers[opinion.method](matrix, weight, np.ones(len(counted), dtype=int))
        assert far(np.array([opinion.values[t] for t in order]), expected) <= 1e-12
        assert opinion.leader is order[int(np.argmax(np.round(expected, 12)))]


NATIONS = ["USA", "USSR", "China", "France", "UK", "Japan", "West Germany"]
WEALTH = [
    [1, 4, 9, 6, 6, 5, 5],
    [1 / 4, 1, 7, 5, 5, 3, 4],
    [1 / 9, 1 / 7, 1, 1 / 5, 1 / 5, 1 / 7, 1 / 5],
    [1 / 6, 1 / 5, 5, 1, 1, 1 / 3, 1 / 3],
    [1 / 6, 1 / 5, 5, 1, 1, 1 / 3, 1 / 3],
    [1 / 5, 1 / 3, 7, 3, 3, 1, 2],
    [1 / 5, 1 / 4, 5, 3, 3, 1 / 2, 1],
]


def above(names: list[str], matrix: list[list[float]]) -> dict[tuple[str, str], float]:
    return {(a, b): matrix[i][j] for i, a in enumerate(names) for j, b in enumerate(names) if i < j}


def test_saatys_wealth_of_nations() -> None:
    """Saaty (1977), doi:10.1016/0022-2496(77)90033-5, prints λ = 7.61, CI = 0.10, CR = 0.08."""
    found = weights_from_pairs(NATIONS, above(NATIONS, WEALTH))
    printed = [0.427, 0.230, 0.021, 0.052, 0.052, 0.123, 0.094]
    assert [round(found.weights[name], 3) for name in NATIONS] == printed
    assert 7 + found.consistency_ratio * 1.32 * 6 == pytest.approx(7.61, abs=0.005)
    assert round(found.consistency_ratio, 2) == 0.08
    assert found.is_consistent


@pytest.mark.parametrize("seed", range(10))
def test_comparison_weights_are_pymcdms(seed: int) -> None:
    """The principal eigenvector of arbitrary judgements, to 1e-12."""
    source = np.random.default_rng(seed)
    names = [str(n) for n in range(int(source.integers(3, 8)))]
    matrix = np.ones((len(names), len(names)))
    for i in range(len(names)):
        for j in range(i):
            matrix[j, i] = float(source.integers(1, 10)) ** source.choice([-1, 1])
            matrix[i, j] = 1 / matrix[j, i]
    found = weights_from_pairs(names, above(names, matrix.tolist()))
    assert far(np.array(list(found.weights.values())), AHP(matrix=matrix)()) <= 1e-12


@pytest.mark.parametrize("goal", [g for g in Goal if not load().goals[g].team])
def test_the_maps_sureness_is_pysensmcdas_rank_acceptability(knowledge: Knowledge, goal: Goal) -> None:
    """SMAA-2 (Lahdelma & Salminen 2001) on the same weights and matrices of all voices' draws."""
    brief = Brief(budget_vnd=RICH, goal=goal)
    cells = decision_map(Case(brief, knowledge), (RICH,))
    case = Case(brief, knowledge)
    found = advise(case).scorecard
    standings = {row.creator: row.standing for row in found.rows}
    leading = [t for t, creator in enumerate(TYPES) if standings[creator].may_lead]
    card, names = weights(case), list(knowledge.criteria)
    joint, _ = joint_draws(card, standings, knowledge, SEED)
    matrices = np.array(scorecard._base(SEED, knowledge)[1].transpose(1, 0, 2))
    for name in COMPUTED:
        matrices[:, :, names.index(name)] = [getattr(standings[t], name) for t in TYPES]
    for name, drawn in luck_of(card, purse_of(ways_of(case), case), SEED).items():
        matrices[:, :, names.index(name)] = drawn.T
    matrices = matrices[:, leading]
    kinds = np.ones(len(card), dtype=int)
    peer = simulate(WSM(identity), matrices[0], kinds, weights=joint, matrix_samples=matrices)
    leader = cells.leader(goal, 0)
    assert leader is not None
    expected = peer.rank_acceptability()[leading.index(TYPES.index(leader)), 0]
    assert abs(cells.sureness[cells.goals.index(goal), 0] - expected) <= 2 / DRAWS


@pytest.mark.parametrize("criteria", range(2, 7))
@pytest.mark.parametrize("seed", range(3))
def test_chances_come_to_the_exact_volumes(criteria: int, seed: int) -> None:
    """Uniform weights on up to six criteria: exact polytope volumes, within four standard errors."""
    source = np.random.default_rng([seed, criteria])
    matrix = source.uniform(0, 10, (len(TYPES), criteria))
    exact = exact_acceptability(matrix, np.ones(criteria), scaling="none", weight_bounds=False).acceptability
    drawn = source.dirichlet(np.ones(criteria), DRAWS)
    scores = 10 * (matrix @ drawn.T)
    found = np.array([first_of(scores, t) for t in range(len(TYPES))])
    assert found.sum() == pytest.approx(1, abs=1e-9)
    error = np.sqrt(exact * (1 - exact) / DRAWS)
    assert np.all(np.abs(found - exact) <= 4 * error + 1e-9)
