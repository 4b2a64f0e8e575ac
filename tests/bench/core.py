"""The core in one warm process: the score beside its peer, the advice beside the sorting it cannot avoid."""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import product

import numpy as np
from pymcdm.methods import WSM
from pysensmcda.smaa import SimulationResult, simulate
from scipy.optimize import Bounds, LinearConstraint, milp, minimize
from scipy.sparse import csr_array

from kos_core.advice.advice import Advice, advise
from kos_core.advice.choice import choose
from kos_core.brief import Brief
from kos_core.case import SEED, Case
from kos_core.forecast.band import Band
from kos_core.forecast.draws import POINTS, normals
from kos_core.forecast.forecast import Forecast
from kos_core.knowledge.loading import load
from kos_core.knowledge.whole import Knowledge
from kos_core.plan.limits import Columns, highest, limits_of, rows_of
from kos_core.plan.offers import offers_of
from kos_core.plan.plan import plan_of
from kos_core.results.reading import read_file
from kos_core.score import scorecard
from kos_core.score.scorecard import DRAWS, joint_draws
from kos_core.score.standing import COMPUTED, Standing
from kos_core.vocabulary import Category, CreatorType, Goal, Stage
from tests.bench.clock import CannotMeasureError, Figure, in_turn, timed

LEAST, MOST = 5_000_000, 20_000_000_000
PEER_REPETITIONS = 3


def briefs(number: int) -> Iterator[Brief]:
    """So many different briefs: categories and goals in turn, budgets spread evenly on a log scale."""
    kinds = list(product(Category, Goal))
    budgets = np.geomspace(LEAST, MOST, number).round(-3).astype(int).tolist()
    for i in range(number):
        # 23 is prime to both lengths: neighbours in the list differ in everything.
        category, goal = kinds[(i * 23) % len(kinds)]
        yield Brief(category=category, goal=goal, budget_vnd=budgets[(i * 23) % number])


def rising(number: int) -> Iterator[Brief]:
    """So many briefs that differ in their budget alone, as under a hand that edits it."""
    for i in range(number):
        yield Brief(budget_vnd=100_000_000 + 1_370_000 * i)


def figures(rounds: int) -> Iterator[Figure]:
    """The score, its peer, and the whole advice."""
    knowledge = load()
    normals(SEED)
    yield from _score(rounds, knowledge)
    every, one = list(briefs(rounds + 5)), list(rising(rounds + 5))
    yield _advice("whole advice, another case each round", every, knowledge, _every_cell)
    yield _advice("whole advice, another budget each round", one, knowledge, _every_cell)
    yield _advice("as much of it as the Advisor shows, another case", every, knowledge, _shown_cells)
    yield _advice("as much of it as the Advisor shows, another budget", one, knowledge, _shown_cells)
    for goal in (Goal.SALES, Goal.AWARENESS, Goal.TRUST, Goal.LAUNCH):
        yield _plan(goal, min(rounds, 12), knowledge)
    yield _relaxed(min(rounds, 12), knowledge)
    yield _read()


def _read() -> Figure:
    """Time the reading of 200,000 orders beside the csv module alone."""
    lines = [
        f"57612345{i:010d},ten{i % 50},{100_000 + i},Completed,{i % 28 + 1:02d}/06/2026 21:{i % 60:02d}"
        for i in range(200_000)
    ]
    heading = "Order ID,Creator Username,Order Amount,Order Status,Created Time"
    data = "\n".join([heading, *lines]).encode()
    found: list[int] = []
    ours, theirs = in_turn(
        PEER_REPETITIONS,
        lambda _: found.append(len(read_file(data, "orders.csv").orders)),
        lambda _: list(csv.reader(data.decode().splitlines())),
        warm=1,
    )
    if set(found) != {len(lines)}:
        raise CannotMeasureError("not every order was read")
    return Figure("an export of 200 000 orders read", ours, 10.0, "csv.reader alone", theirs)


def _plan(goal: Goal, rounds: int, knowledge: Knowledge) -> Figure:
    """Time a plan of 20 billion VND, all programmes on all platforms, beside one programme of all columns."""
    cases = [
        Case(Brief(goal=goal, budget_vnd=20_000_000_000 + 7_000_000 * i), knowledge)
        for i in range(rounds + 5)
    ]
    choices = [choose(case) for case in cases]
    plans = []

    def ours(number: int) -> None:
        plans[:] = [
            plan_of(cases[number], choices[number].ways, choices[number].leader, choices[number].team)
        ]

    def theirs(number: int) -> None:
        offers = offers_of(cases[number], choices[number].ways)
        limits = limits_of(cases[number], offers)
        columns, rows = Columns(offers), rows_of(Columns(offers), limits)
        worth = -columns.of("brings")
        milp(
            worth / np.abs(worth).max(),
            integrality=[1] * sum(columns.sizes[:2]) + [0] * columns.sizes[2],
            bounds=Bounds(0, highest(offers, limits)),
            constraints=LinearConstraint(csr_array(np.array(rows.rows)), rows.low, rows.high),
            options={"mip_rel_gap": 1e-4},
        )

    mine, plain = in_turn(rounds, ours, theirs)
    if not plans[0].lines:
        raise CannotMeasureError("nothing was planned")
    return Figure(
        f"plan of 20 billion VND, {goal}", mine, 0.100, "the same as one MILP (HiGHS), no roles", plain
    )


def _relaxed(rounds: int, knowledge: Knowledge) -> Figure:
    """Time a plan of 500 million VND beside SLSQP on the best 40 columns of its relaxation."""
    cases = [Case(Brief(budget_vnd=500_000_000 + 3_000_000 * i), knowledge) for i in range(rounds + 5)]
    choices = [choose(case) for case in cases]

    def ours(number: int) -> None:
        plan_of(cases[number], choices[number].ways, choices[number].leader)

    def theirs(number: int) -> None:
        offers = offers_of(cases[number], choices[number].ways)
        best = np.argsort(-offers.brings / np.maximum(1.0, offers.spend_vnd))[:40]
        brings, spend = offers.brings[best] / 1e6, offers.spend_vnd[best] / 1e6
        budget = cases[number].brief.budget_vnd / 1e6
        minimize(
            lambda x: -float(brings @ x),
            np.zeros(40),
            jac=lambda _: -brings,
            bounds=[(0, 1)] * 40,
            constraints={"type": "ineq", "fun": lambda x: budget - spend @ x, "jac": lambda _: -spend},
            method="SLSQP",
        )

    mine, plain = in_turn(rounds, ours, theirs)
    return Figure(
        "plan of 500 million VND, sales", mine, 0.100, "SLSQP on 40 columns, no whole numbers", plain
    )


def _identity(column: np.ndarray, cost: bool = False) -> np.ndarray:  # noqa: FBT001, FBT002  # pymcdm's signature
    return column


def _score(rounds: int, knowledge: Knowledge) -> Iterator[Figure]:
    # Budgets at which everybody can be paid for: all four types are drawn and ranked.
    cases = [
        Case(b.with_(budget_vnd=MOST + 1_000_000 * i), knowledge) for i, b in enumerate(briefs(rounds + 5))
    ]
    standings = [{r.creator: r.standing for r in advise(case).scorecard.rows} for case in cases]
    _, drawn = scorecard._base(SEED, knowledge)
    counted = np.ones(drawn.shape[1:]) / drawn.shape[2]

    def score(number: int, seed: int = SEED) -> object:
        return scorecard.score(standings[number], replace(cases[number], seed=seed))

    def floor(number: int) -> object:
        return np.einsum("dc,tdc->td", counted, drawn)

    ours, theirs = in_turn(rounds, score, floor)
    size = f"{len(CreatorType)} × {DRAWS:,} × {drawn.shape[2]}".replace(",", " ")
    yield Figure("score, 10 000 joint draws", ours, 0.020, f"multiply and add {size} numbers once", theirs)
    first, _ = in_turn(20, lambda n: score(n, SEED + 1 + n % 1_000), floor, warm=1)
    yield Figure("score, first of a seed (draws made anew)", first, None, "the same", theirs)
    peer = []
    for number in range(PEER_REPETITIONS):
        wanted = scorecard.score(standings[number], cases[number])
        prepared = _peer(wanted.weights, standings[number], knowledge)
        found: list[SimulationResult] = []
        peer.append(timed(lambda: found.append(_simulate(*prepared))))  # noqa: B023  # called at once
        _same(found[0], wanted)
    yield Figure(
        "the same score, the same draws, against pysensmcda driving pymcdm",
        ours,
        None,
        "pysensmcda.smaa.simulate(pymcdm WSM)",
        tuple(peer),
        at_least=50,
    )


def _peer(
    card: dict[str, float], standings: dict[CreatorType, Standing], knowledge: Knowledge
) -> tuple[np.ndarray, np.ndarray]:
    """The weights, (draws, criteria), and the matrices, (draws, types, criteria), made off the clock."""
    joint, _ = joint_draws(card, standings, knowledge, SEED)
    matrices = np.array(scorecard._base(SEED, knowledge)[1].transpose(1, 0, 2))
    for name in COMPUTED:
        place = list(knowledge.criteria).index(name)
        matrices[:, :, place] = [getattr(standings[t], name) for t in CreatorType]
    return joint, matrices


def _simulate(joint: np.ndarray, matrices: np.ndarray) -> SimulationResult:
    types = np.ones(joint.shape[1], dtype=int)
    return simulate(WSM(_identity), matrices[0], types, weights=joint, matrix_samples=matrices)


def _same(found: SimulationResult, wanted: scorecard.Scorecard) -> None:
    """Raises CannotMeasureError unless both count the same ranks, draw for draw."""
    theirs = found.rank_acceptability()
    ours = np.array([wanted.row(t).chance_of_rank for t in CreatorType])
    if found.n_samples != DRAWS or found.n_ties or not np.array_equal(theirs, ours):
        raise CannotMeasureError(f"the peer ranks otherwise, by up to {np.abs(theirs - ours).max():.4f}")


def _every_cell(advice: Advice) -> Iterable[Forecast]:
    """Every type on every platform, as the command line prints it."""
    return (cell for row in advice.cells.values() for cell in row.values())


def _shown_cells(advice: Advice) -> Iterable[Forecast]:
    """Every type on the platform it is advised for."""
    return (advice.cell(creator) for creator in advice.platform_of)


def _advice(
    name: str, cases: list[Brief], knowledge: Knowledge, cells_of: Callable[[Advice], Iterable[Forecast]]
) -> Figure:
    """Time the advice and the drawing of `cells_of` it, which are drawn only when they are read."""
    rounds = len(cases) - 5
    last: list[Advice] = []
    drawn: list[dict[Stage, Band]] = []
    said: list[object] = []
    # As many tables to sort as the answers have cells on average: no band without ordering its draws.
    sizes = [_tables(cells_of(advise(Case(b, knowledge)))) for b in cases[:: max(1, rounds // 20)]]
    cells, stages = (round(float(x)) for x in np.mean(sizes, axis=0))
    tables = np.random.default_rng(1).lognormal(size=(cells, stages, POINTS))

    def whole(number: int) -> None:
        last[:] = [advise(Case(cases[number], knowledge))]
        drawn[:] = [cell.bands for cell in cells_of(last[0])]
        drawn.append(last[0].plan.bands)
        said[:] = [last[0].steps, last[0].calendar]

    def floor(_: int) -> None:
        for table in tables:
            np.sort(table, axis=1)

    ours, theirs = in_turn(rounds, whole, floor)
    if last[0].brief != cases[rounds - 1]:
        raise CannotMeasureError("the advice is not the brief's own")
    return Figure(name, ours, 0.150, f"sort {cells} × {stages} × {POINTS} draws".replace(",", " "), theirs)


def _tables(cells: Iterable[Forecast]) -> tuple[int, int]:
    """How many of the forecasts have draws, and how many stages these have."""
    found = [len(cell.bands) for cell in cells if cell.bands]
    return len(found), max(found, default=0)
