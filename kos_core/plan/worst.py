"""The plan whose worst tenth is best: for who would rather earn less than lose much."""

from typing import TYPE_CHECKING

import numpy as np

from kos_core.errors import KosError
from kos_core.forecast.draws import POINTS
from kos_core.forecast.luck import luck
from kos_core.hire.measure import measure_of
from kos_core.plan.limits import Columns, Limits, highest, rows_of
from kos_core.plan.offers import Offers, counts_alike
from kos_core.plan.solve import INFEASIBLE, LONGEST_SECONDS, Bought, bought

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

WORST = 0.1
SCENARIOS = 80
"""As many points of the draws, the first of them: few, but spread evenly over all luck."""


def solve_worst(offers: Offers, limits: Limits) -> Bought | None:
    """Return the plan that does best on average over its worst tenth; None where none keeps to the limits.

    Conditional value at risk as a linear programme (Rockafellar and Uryasev 2000, doi:10.21314/JOR.2000.038)
    over SCENARIOS points, a way's luck a VND being the same at every size. Ads alone have none. Raises
    KosError `plan.unsolved` where the solver does not finish.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp  # heavy; kept off the import of the package
    from scipy.sparse import csr_array, hstack, vstack

    columns = Columns(offers)
    i, a, p = columns.sizes
    if i + a == 0:
        return Bought((), {}, 0.0, 0.0, 0.0, 0.0)
    outcome = _outcomes(offers, columns)
    scale = max(1.0, float(np.abs(outcome).max()))
    rows = rows_of(columns, limits)
    table = np.array(rows.rows)
    # below the threshold t a scenario falls short by z: z + outcome · x - t >= 0
    short = hstack(
        [csr_array(outcome / scale), csr_array(np.eye(SCENARIOS)), csr_array(-np.ones((SCENARIOS, 1)))]
    )
    kept = hstack([csr_array(table), csr_array((len(table), SCENARIOS + 1))])
    ends = highest(offers, limits)
    done = milp(
        np.concatenate([np.zeros(i + a + p), np.full(SCENARIOS, 1 / (WORST * SCENARIOS)), [-1.0]]),
        integrality=np.concatenate([np.ones(i + a), np.zeros(p + SCENARIOS + 1)]),
        bounds=Bounds(
            np.concatenate([np.zeros(i + a + p + SCENARIOS), [-np.inf]]),
            np.concatenate([ends, np.full(SCENARIOS + 1, np.inf)]),
        ),
        constraints=LinearConstraint(
            vstack([kept, short]).tocsr(),
            np.concatenate([rows.low, np.zeros(SCENARIOS)]),
            np.concatenate([rows.high, np.full(SCENARIOS, np.inf)]),
        ),
        options={"mip_rel_gap": 1e-3, "time_limit": LONGEST_SECONDS},
    )
    if done.status == INFEASIBLE:
        return None
    if done.status != 0 or done.x is None:
        raise KosError("plan.unsolved")
    whole = np.round(done.x[: i + a]).astype(int)
    ads = {one.platform: int(n) for one, n in zip(offers.ads, whole[i:], strict=True) if n}
    return bought(offers, np.flatnonzero(whole[:i]).tolist(), ads)


def _outcomes(offers: Offers, columns: Columns) -> "Array":
    """Return what every column brings of what is counted in every scenario, shape (SCENARIOS, columns)."""
    found = np.broadcast_to(columns.of("brings"), (SCENARIOS, sum(columns.sizes))).copy()
    places = np.arange(SCENARIOS) % POINTS
    for w, way in enumerate(offers.ways):
        if not counts_alike(measure_of(offers.case, way.premises), offers.measure):
            continue
        drawn, mean = luck(way, offers.case)
        if mean <= 0:
            continue
        mine = np.flatnonzero(offers.way == w)
        spend = offers.spend_vnd[mine] if offers.measure.is_money else np.zeros(len(mine))
        found[:, mine] = np.outer(drawn[places] / mean, offers.brings[mine] + spend) - spend
    return found
