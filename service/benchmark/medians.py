"""Rounds to medians."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from service.benchmark.comparison import CLIENTS, Comparison, Measured

_PERCENTS = (50, 95, 99)


@dataclass(frozen=True, slots=True)
class Row:
    """Medians of a contender: sentences a second and p50, p95, p99 by clients, and the rest.

    `single` are the percentiles of one article at one client. Times are milliseconds, but
    `first_reply` seconds; memory is in mebibytes.
    """

    name: str
    sentences_a_second: dict[int, float]
    latency: dict[int, tuple[float, ...]]
    single: tuple[float, ...]
    first_reply: float
    memory: float

    @property
    def capacity(self) -> float:
        """The most sentences a second, at whatever number of clients suits it."""
        return max(self.sentences_a_second.values())


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Operations a second: the machine's int8 peak, and what of it the model reaches."""

    peak: float
    reached: float
    padding: float

    @property
    def fraction(self) -> float:
        """What part of the peak is reached."""
        return self.reached / self.peak


def rows(comparison: Comparison) -> tuple[Row, ...]:
    """A row for each contender that was measured."""
    return tuple(_row(name, rounds) for name, rounds in comparison.measured.items())


def engine_rates(comparison: Comparison) -> dict[int, float]:
    """Sentences a second of the bare engine, by the number of articles together."""
    return {
        clients: median(rates[index].sentences for rates in comparison.engine)
        for index, clients in enumerate(CLIENTS)
    }


def arrival_percentiles(comparison: Comparison) -> tuple[float, ...]:
    """Percentiles of the latency at half of capacity; empty where that was not measured."""
    if not comparison.arrivals:
        return ()
    return tuple(
        median(load.percentile(percent) for load in comparison.arrivals) for percent in _PERCENTS
    )


def arithmetic(comparison: Comparison, operations_a_token: int) -> Arithmetic | None:
    """What of the int8 peak the bare engine reaches; None where no peak was measured."""
    if not comparison.peaks or not operations_a_token:
        return None
    fastest = [max(rates, key=lambda rate: rate.sentences) for rates in comparison.engine]
    return Arithmetic(
        peak=median(comparison.peaks),
        reached=median(rate.read for rate in fastest) * operations_a_token,
        padding=median(1 - rate.read / rate.computed for rate in fastest),
    )


def _row(name: str, rounds: Sequence[Measured]) -> Row:
    return Row(
        name=name,
        sentences_a_second={
            clients: median(one.loads[clients].sentences_a_second for one in rounds)
            for clients in CLIENTS
        },
        latency={
            clients: tuple(
                median(one.loads[clients].percentile(percent) for one in rounds)
                for percent in _PERCENTS
            )
            for clients in CLIENTS
        },
        single=tuple(
            median(one.single.percentile(percent) for one in rounds) for percent in _PERCENTS
        ),
        first_reply=median(one.first_reply for one in rounds),
        memory=median(one.memory for one in rounds),
    )
