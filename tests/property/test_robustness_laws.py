"""What would change the answer obeys laws that hold for every table of ratings and every brief."""

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from kos_core.advice.choice import choose
from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.change.intervals import stable, weight_intervals
from kos_core.change.map import decision_map
from kos_core.change.nearest import nearest
from kos_core.knowledge.loading import load
from kos_core.score.pairs import weights_from_pairs
from kos_core.score.scorecard import Scorecard
from kos_core.score.second_opinion import promethee, second_opinions, topsis
from kos_core.score.standing import ratings
from kos_core.vocabulary import CreatorType, Goal
from tests.property.strategies import briefs

KNOWN = load()
EDGE = 1e-7
tables = st.tuples(st.integers(2, 4), st.integers(2, 6)).flatmap(
    lambda size: st.tuples(
        arrays(float, size, elements=st.integers(0, 10).map(float)),
        arrays(float, size[1], elements=st.integers(0, 20).map(float)),
        st.integers(0, size[1] - 1),
    )
)


def scorecard(brief: Brief) -> Scorecard:
    """The scorecard of the advice, without its forecasts."""
    return choose(Case(brief, KNOWN)).scorecard


def leader_of(brief: Brief) -> CreatorType | None:
    return choose(Case(brief, KNOWN)).leader


def scores_with(share: float, criterion: int, weight: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """Brute force: set one weight, scale the others to the rest, sum."""
    moved = weight * (1 - share) / (1 - weight[criterion])
    moved[criterion] = share
    return matrix @ moved


@given(tables)
def test_an_interval_is_what_trying_every_weight_finds(table: tuple[np.ndarray, np.ndarray, int]) -> None:
    """Within it the winner is not beaten; just beyond each end it is, and by the one that is named."""
    matrix, points, criterion = table
    assume(points.sum() - points[criterion] > 0)
    weight = points / points.sum()
    order = np.argsort(-(matrix @ weight), kind="stable")
    matrix = matrix[order]
    without = np.delete(matrix, criterion, axis=1) @ (
        np.delete(points, criterion) / np.delete(points, criterion).sum()
    )
    low, high, below, above = stable(float(weight[criterion]), matrix[:, criterion], without)
    assert 0 <= low <= weight[criterion] <= high <= 1
    for share in np.linspace(0, 1, 101):
        scores = scores_with(float(share), criterion, weight, matrix)
        best = scores.max() - scores[0] <= 1e-9
        if low + EDGE < share < high - EDGE:
            assert best
        elif share < low - EDGE or share > high + EDGE:
            assert not best
    for end, way, who in ((low, -1, below), (high, 1, above)):
        share = end + way * EDGE
        if who:
            scores = scores_with(share, criterion, weight, matrix)
            assert scores[who] >= scores.max() - 1e-9
            assert scores[who] > scores[0] - 1e-12
        else:
            assert end in {0.0, 1.0}


@settings(max_examples=25)
@given(briefs(own_figures=False))
def test_the_intervals_of_a_brief_are_what_trying_finds(brief: Brief) -> None:
    """On the scorecard itself: a step beyond an end hands the lead to whom the interval names."""
    card = scorecard(brief)
    found = weight_intervals(card, Case(brief, KNOWN))
    assert bool(found) == bool(card.leading)
    eligible = [row.creator for row in card.leading]
    rated = ratings({row.creator: row.standing for row in card.rows}, KNOWN)
    names = list(card.weights)
    matrix = np.array([[rated[t][name] for name in names] for t in eligible])
    for one in found:
        most = sum(card.weights[name] for name in KNOWN.weighed) if one.criterion in KNOWN.weighed else 1.0
        assert one.low <= one.weight <= one.high <= most + 1e-12
        for end, way, who in ((one.low, -1, one.below), (one.high, 1, one.above)):
            if who is not None and one.weight < most - 1e-9 and 0 <= end + way * EDGE <= most:
                beyond = matrix @ shifted(end + way * EDGE, one.criterion, card)
                within = matrix @ shifted(end - way * min(EDGE, abs(end - one.weight)), one.criterion, card)
                assert beyond[eligible.index(who)] > beyond[0] - 1e-9
                assert within[0] >= within.max() - 1e-9


def shifted(share: float, name: str, card: Scorecard) -> np.ndarray:
    """Set one weight; a criterion's moves among the documents' own, a voice's among all."""
    among = list(KNOWN.weighed) if name in KNOWN.weighed else list(card.weights)
    whole = sum(card.weights[one] for one in among)
    rest = (whole - share) / (whole - card.weights[name])
    moved = {one: weight * (rest if one in among else 1.0) for one, weight in card.weights.items()}
    return np.array(list((moved | {name: share}).values()))


@settings(max_examples=15)
@given(briefs(own_figures=False), st.integers(0, 2**32 - 1))
def test_the_same_seed_gives_the_same_map_to_the_byte(brief: Brief, seed: int) -> None:
    one, other = (decision_map(Case(brief, KNOWN, seed)) for _ in range(2))
    assert one.winner.tobytes() == other.winner.tobytes()
    assert one.sureness.tobytes() == other.sureness.tobytes()
    assert one.scores.tobytes() == other.scores.tobytes()
    assert np.isfinite(one.scores).all()
    assert ((one.sureness > 0) <= (one.winner >= 0)).all()
    assert ((one.sureness >= 0) & (one.sureness <= 1)).all()


@settings(max_examples=15)
@given(briefs(own_figures=False))
def test_more_money_never_closes_a_way(brief: Brief) -> None:
    """Along the map's budgets whoever can be paid stays so, and budget fit never falls."""
    for held in decision_map(Case(brief, KNOWN)).purses:
        assert (np.diff(held.affordable.astype(int), axis=1) >= 0).all()
        assert (np.diff(held.eligible.astype(int), axis=1) >= 0).all()
        assert (np.diff(held.computed[:, 0], axis=1) >= 0).all()


@settings(max_examples=25)
@given(briefs(own_figures=False), st.sampled_from(sorted(KNOWN.weighed)), st.floats(0, 100))
def test_a_weight_moved_and_put_back_leaves_not_a_byte_changed(
    brief: Brief, name: str, points: float
) -> None:
    """Ranking, scores, chances, intervals and second opinions are those of before."""

    def answer(asked: Brief) -> str:
        card = scorecard(asked)
        return repr((card, weight_intervals(card, Case(asked, KNOWN)), second_opinions(card, KNOWN)))

    before = answer(brief)
    moved = brief.with_(weights=(*(w for w in brief.weights if w[0] != name), (name, points)))
    answer(moved)
    assert answer(moved.with_(weights=brief.weights)) == before


@settings(max_examples=12)
@given(briefs(own_figures=False))
def test_every_nearest_change_changes_the_leader(brief: Brief) -> None:
    """Applied to the brief it gives the leader it names; twice the same question, twice the same list."""
    found = nearest(Case(brief, KNOWN), scorecard(brief))
    assert found == nearest(Case(brief, KNOWN), scorecard(brief))
    for flip in found:
        assert flip.distance >= 0
        assert flip.leader is not leader_of(brief)
        assert leader_of(brief.with_(**flip.sets)) is flip.leader


@settings(max_examples=20)
@given(briefs(own_figures=False))
def test_another_goal_is_named_whenever_it_would_change_the_leader(brief: Brief) -> None:
    named = {f.leader for f in nearest(Case(brief, KNOWN), scorecard(brief)) if f.kind == "goal"}
    assert named == {leader_of(brief.with_(goal=goal)) for goal in Goal} - {leader_of(brief), None}


@given(tables)
def test_second_opinions_put_no_one_above_a_better(table: tuple[np.ndarray, np.ndarray, int]) -> None:
    """Closeness lies in 0 to 1, flows sum to nothing; who is nowhere worse is not behind."""
    matrix, points, _ = table
    assume(points.sum() > 0)
    weight = points / points.sum()
    close, flow = topsis(matrix, weight), promethee(matrix, weight)
    assert ((close >= 0) & (close <= 1)).all()
    assert abs(flow.sum()) <= 1e-12
    for a in range(len(matrix)):
        for b in range(len(matrix)):
            if (matrix[a] >= matrix[b]).all():
                assert close[a] >= close[b] - 1e-12
                assert flow[a] >= flow[b] - 1e-12


@given(st.lists(st.floats(1, 3), min_size=2, max_size=7))
def test_judgements_made_from_weights_give_the_weights_back(parts: list[float]) -> None:
    """Ratios of one set of weights never contradict each other."""
    names = [str(i) for i in range(len(parts))]
    pairs = {(a, b): parts[i] / parts[j] for i, a in enumerate(names) for j, b in enumerate(names) if i < j}
    found = weights_from_pairs(names, pairs)
    assert np.allclose(list(found.weights.values()), np.array(parts) / sum(parts), atol=1e-9)
    assert found.consistency_ratio <= 1e-9
    assert found.is_consistent
