"""What would change the answer, part by part, beside the peers that can do a piece of the same."""

from collections.abc import Iterator

import numpy as np
from pymcdm.methods import PROMETHEE_II, TOPSIS

from kos_core.advice.advice import advise
from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.change.intervals import weight_intervals
from kos_core.change.map import decision_map
from kos_core.change.nearest import nearest
from kos_core.knowledge.loading import load
from kos_core.knowledge.whole import Knowledge
from kos_core.score.second_opinion import second_opinions
from kos_core.score.standing import ratings
from kos_core.vocabulary import CreatorType
from tests.bench.clock import Figure, in_turn
from tests.bench.core import _peer, _simulate, rising


def figures(rounds: int) -> Iterator[Figure]:
    """The decision map, the nearest changes, the weight intervals and the second opinions."""
    knowledge = load()
    cases = list(rising(rounds + 5))
    cards = [advise(Case(b, knowledge)).scorecard for b in cases]
    standings = {row.creator: row.standing for row in cards[0].rows}
    prepared = _peer(cards[0].weights, standings, knowledge)

    # Another price each round: the map is the same whatever the brief's goal and budget are.
    priced = [Brief(price_vnd=150_000 + 1_000 * i) for i in range(rounds + 5)]
    maps, cell = in_turn(
        max(5, rounds // 6),
        lambda n: decision_map(Case(priced[n], knowledge)),
        lambda _: _simulate(*prepared),
        warm=1,
    )
    yield Figure(
        "decision map: 6 goals × 61 budgets, 10 000 draws a cell",
        maps,
        0.150,
        "pysensmcda.smaa.simulate for one cell of the 366",
        cell,
    )
    changes, _ = in_turn(
        max(5, rounds // 3), lambda n: _nearest(cases[n], knowledge, cards[n]), lambda _: None
    )
    yield Figure("the nearest changes, every kind", changes)
    intervals, _ = in_turn(
        rounds, lambda n: weight_intervals(cards[n], Case(cases[n], knowledge)), lambda _: None
    )
    yield Figure("the interval of every weight", intervals)

    rated = ratings(standings, knowledge)
    counted = [name for name, weight in cards[0].weights.items() if weight > 0]
    matrix = np.array([[rated[t][name] for name in counted] for t in CreatorType])
    shares = np.array([cards[0].weights[name] for name in counted])
    types = np.ones(len(counted), dtype=int)

    def peers(_: int) -> None:
        TOPSIS()(matrix, shares, types)
        PROMETHEE_II("usual")(matrix, shares, types)

    opinions, theirs = in_turn(rounds, lambda n: second_opinions(cards[n], knowledge), peers)
    yield Figure("second opinions: TOPSIS and PROMETHEE II", opinions, None, "the same two by pymcdm", theirs)


def _nearest(brief: Brief, knowledge: Knowledge, card: object) -> object:
    return nearest(Case(brief, knowledge), card)
