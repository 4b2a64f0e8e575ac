"""The stopwatch: rounds in, one measured figure out, beside a floor measured in the same minutes."""

import gc
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass


class CannotMeasureError(Exception):
    """What is to be measured did not answer as it must; the reason in one sentence."""


@dataclass(frozen=True)
class Figure:
    """One measured duration in seconds, what it should stay under, and what it is compared with.

    `times` says how often the floor's median goes into ours; `at_least` turns that round: the floor is
    somebody else's work and has to take so many times as long.
    """

    name: str
    seconds: tuple[float, ...]
    target: float | None = None
    floor_name: str = ""
    floor: tuple[float, ...] = ()
    at_least: float | None = None
    trouble: str = ""

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def p95(self) -> float:
        return share(self.seconds, 0.95)

    @property
    def floor_median(self) -> float:
        return statistics.median(self.floor)

    @property
    def times(self) -> float | None:
        if not self.floor:
            return None
        ours, theirs = self.median, self.floor_median
        return theirs / ours if self.at_least is not None else ours / theirs

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        if self.trouble:
            return False
        if self.at_least is not None:
            return self.times is not None and self.times >= self.at_least
        return None if self.target is None else self.median < self.target


def share(seconds: Iterable[float], part: float) -> float:
    """The value below which `part` of the durations lie (nearest rank)."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, round(part * (len(ordered) - 1)))]


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turn(rounds: int, *works: Callable[[int], object], warm: int = 5) -> list[tuple[float, ...]]:
    """Durations of each work, one call of each a round, so that a busy minute slows all of them alike.

    Every call is given its round's number, the warm-up rounds negative ones.
    """
    for number in range(-warm, 0):
        for work in works:
            work(number)
    # As the app has it: what is loaded stays out of the collector's way.
    gc.collect()
    gc.freeze()
    found: list[list[float]] = [[] for _ in works]
    for number in range(rounds):
        for seconds, work in zip(found, works, strict=True):
            start = time.perf_counter()
            work(number)
            seconds.append(time.perf_counter() - start)
    return [tuple(seconds) for seconds in found]
