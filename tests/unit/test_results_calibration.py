"""What actuals teach: by hand, against a grid, on simulated campaigns whose truth is known."""

# ruff: noqa: E501  # rows as they come

import numpy as np
import pytest

from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.knowledge.loading import load
from kos_core.results.calibrate import beta_band, beta_of, calibrate, learn_rate, learn_value, posterior
from kos_core.results.creators import judged
from kos_core.results.gathered import together
from kos_core.results.reading import read_file
from kos_core.vocabulary import Category, Platform

RATE = load().estimate("kos_own.any.orders_per_view")
VIEWS = load().estimate("kos_own.tiktok_shop.channel_views", "kos_own.any.channel_views")
CASE = Case(Brief(category=Category.FASHION, price_vnd=250_000), load())
WAY = ("kos_own", Platform.TIKTOK_SHOP)


def test_the_posterior_is_the_sum_by_hand() -> None:
    assert posterior(2, 8, 3, 10) == (5, 15)
    a, b = beta_of(RATE)
    found = learn_rate(RATE, [(30, 2_000)])
    assert (found.after.low, found.after.likely, found.after.high) == pytest.approx(
        beta_band(a + 30, b + 1_970)
    )
    assert found.own_rate == pytest.approx(2_000 / (2_000 + a + b))


def test_the_posterior_is_that_of_a_brute_force_grid() -> None:
    a, b = beta_of(RATE)
    grid = (np.arange(400_000) + 0.5) / 400_000
    logs = (a - 1 + 30) * np.log(grid) + (b - 1 + 1_970) * np.log1p(-grid)
    weights = np.cumsum(np.exp(logs - logs.max()))
    ends = [grid[np.searchsorted(weights, share * weights[-1])] for share in (0.1, 0.5, 0.9)]
    found = learn_rate(RATE, [(30, 2_000)]).after
    assert [found.low, found.likely, found.high] == pytest.approx(ends, rel=1e-3)


def coverage(narrowed: float = 1.0) -> float:
    chance = np.random.default_rng(5)
    a, b = beta_of(RATE)
    hits = 0
    for truth in chance.beta(a, b, 600):
        pairs = [(float(chance.binomial(400, truth)), 400.0)]
        found = learn_rate(RATE, pairs).after
        low, high = (found.likely + (end - found.likely) * narrowed for end in (found.low, found.high))
        hits += low <= truth <= high
    return hits / 600


def test_80_per_cent_bands_hold_in_75_to_85_of_a_hundred_campaigns() -> None:
    assert 0.75 <= coverage() <= 0.85


def test_bands_half_as_wide_do_not() -> None:
    assert not 0.75 <= coverage(0.5) <= 0.85


@pytest.mark.parametrize("narrowed", [1.0, 0.5])
def test_bands_of_values_hold_as_often(narrowed: float) -> None:
    chance = np.random.default_rng(6)
    tau = float(np.log(VIEWS.high / VIEWS.low)) / 2 / 1.2815515655446004
    hits = 0
    for median in np.exp(chance.normal(np.log(VIEWS.likely), tau, 600)):
        found = learn_value(VIEWS, list(np.exp(chance.normal(np.log(median), 0.5, 12)))).after
        low, high = (
            np.exp(np.log(found.likely) + narrowed * np.log(end / found.likely))
            for end in (found.low, found.high)
        )
        hits += low <= median <= high
    assert (0.75 <= hits / 600 <= 0.85) == (narrowed == 1.0)


def test_5_50_and_500_sessions_come_ever_nearer_to_the_truth() -> None:
    truth, chance, errors, shares = 0.004, np.random.default_rng(7), [], []
    for sessions in (5, 50, 500):
        views = chance.integers(300, 900, sessions)
        pairs = [(float(chance.binomial(n, truth)), float(n)) for n in views]
        found = learn_rate(RATE, pairs)
        errors.append(found.after.high - found.after.low)
        shares.append(found.own_rate)
        assert found.after.low <= truth * 1.15
        assert found.after.high >= truth * 0.85
    assert errors[0] > errors[1] > errors[2]
    assert shares[0] < shares[1] < shares[2]
    assert found.after.likely == pytest.approx(truth, rel=0.05)


def file(sessions: int, seed: int = 1) -> bytes:
    chance = np.random.default_rng(seed)
    rows = ["LIVE views,Orders created,GMV,Start time,Creator,Đơn thành công,Đơn hủy,Đơn hoàn,Ads"]
    for number in range(sessions):
        views = int(chance.integers(500, 3_000))
        placed = int(chance.binomial(views, 0.02))
        kept = round(placed * 0.7)
        lost = round(placed * 0.2)
        rows.append(
            f"{views},{placed},{placed * 250_000},{number % 28 + 1:02d}/06/2026 20:00,@Lan,{kept},{lost},{placed - kept - lost},200000"
        )
    return "\n".join(rows).encode()


def test_nothing_is_changed_in_place_and_the_next_case_uses_what_was_learnt() -> None:
    actuals = together([read_file(file(40), "x")])
    found = calibrate(actuals, CASE, *WAY)
    assert found.knowledge is not CASE.usual
    assert "kos_own.tiktok_shop.orders_per_view" not in CASE.usual.estimates
    assert {one.after.id for one in found.learnt} >= {
        "kos_own.tiktok_shop.orders_per_view",
        "kos_own.tiktok_shop.cancel_rate",
    }
    assert Case(CASE.brief, found.knowledge) != CASE
    assert all(0 < one.own_rate < 1 for one in found.learnt)
    assert sum(one.held for one in found.past) / len(found.past) > 0.6


def test_a_creators_money_can_be_checked_by_hand() -> None:
    actuals = together([read_file(file(40), "x")])
    one = judged(actuals, CASE, *WAY)[0]
    assert one.creator == "lan"
    assert one.sums.placed == one.sums.kept + one.sums.cancelled + one.sums.returned
    assert one.sums.gmv_vnd == one.sums.placed * 250_000
    assert one.sums.ads_vnd == 40 * 200_000
    assert one.roas == pytest.approx(one.sums.kept_vnd / one.sums.ads_vnd)
    assert (one.net_vnd > 0) == (one.roas > (one.even_roas or 1e9))
    assert one.verb in {"scale", "keep", "coach"}


def test_a_creator_whose_orders_do_not_pay_the_ads_is_stopped() -> None:
    dear = file(10).replace(b",200000", b",20000000")
    one = judged(together([read_file(dear, "x")]), CASE, *WAY)[0]
    assert (one.verb, one.reason) == ("stop", "far_below")


def test_orders_after_midnight_belong_to_the_evening_before() -> None:
    rows = "Order ID,Order Status,Order Amount,Created Time\n1,Completed,1000,07/06/2026 23:50\n2,Completed,1000,08/06/2026 00:40\n"
    assert [e.orders for e in together([read_file(rows.encode(), "x")]).evenings] == [2]


def test_an_order_in_two_files_counts_once() -> None:
    rows = b"Order ID,Order Status,Order Amount\n1,Completed,1000\n"
    found = together([read_file(rows, "a"), read_file(rows, "b")])
    assert (len(found.orders), found.twice) == (1, 1)
