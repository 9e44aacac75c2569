"""One run of everybody, in turn: start, load, memory, stop; then the next round."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import orjson

from model.checkpoint import ONNX
from model.cores import available_cores
from service.benchmark.articles import BenchmarkArticle
from service.benchmark.bare_engine import EngineRate
from service.benchmark.contenders import FRAMING, Contender
from service.benchmark.load import Load, closed_loop, open_loop
from service.benchmark.peak import int8_peak
from service.benchmark.process import StartError, on_core, running

CLIENTS = (1, 8, 32)
_CAPACITY_CLIENTS = 8
_OPEN_LOOP_LONGER = 3  # times the seconds of the others, since p99 needs many requests
_PEAK_SECONDS = 3.0

Notice = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Work:
    """What everybody is given: articles (of the first `limit` of a file), and one alone."""

    model: Path
    file: Path
    limit: int
    articles: Sequence[BenchmarkArticle]
    article: BenchmarkArticle
    seconds: float


@dataclass(frozen=True, slots=True)
class Measured:
    """One start of a contender. `loads` are by the number of clients."""

    first_reply: float
    memory: float
    single: Load
    loads: Mapping[int, Load]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All rounds of a run, by contender; `arrivals` and `engine` are those of this service."""

    measured: dict[str, list[Measured]] = field(default_factory=dict)
    arrivals: list[Load] = field(default_factory=list)
    engine: list[tuple[EngineRate, ...]] = field(default_factory=list)
    peaks: list[float] = field(default_factory=list)


def compare(contenders: Sequence[Contender], work: Work, rounds: int, notice: Notice) -> Comparison:
    """Measure everybody once a round; who does not answer is left out from then on."""
    comparison = Comparison()
    absent: set[str] = set()
    for number in range(1, rounds + 1):
        for contender in contenders:
            if contender.name in absent:
                continue
            notice(f"round {number} of {rounds}: {contender.name}")
            try:
                measured = _measure(contender, work)
            except (StartError, httpx.HTTPError) as error:
                notice(f"left out: {contender.name}, {error or type(error).__name__}")
                absent.add(contender.name)
                continue
            comparison.measured.setdefault(contender.name, []).append(measured)
            if contender.name == FRAMING and len(os.sched_getaffinity(0)) > 1:
                comparison.arrivals.append(_arrivals(contender, work))
        notice(f"round {number} of {rounds}: the bare engine, and this machine's int8 peak")
        comparison.engine.append(tuple(_engine(work, together) for together in CLIENTS))
        if (work.model / ONNX).is_file():
            comparison.peaks.append(int8_peak(available_cores(), _PEAK_SECONDS))
    return comparison


def _measure(contender: Contender, work: Work) -> Measured:
    with running(contender, work.article) as server:

        def load(articles: Sequence[BenchmarkArticle], clients: int) -> Load:
            return closed_loop(contender, server.url, articles, clients, work.seconds)

        closed_loop(contender, server.url, work.articles, 1, work.seconds / 4)  # warms up
        return Measured(
            first_reply=server.first_reply,
            single=load([work.article], 1),
            loads={clients: load(work.articles, clients) for clients in CLIENTS},
            memory=server.memory,
        )


def _arrivals(contender: Contender, work: Work) -> Load:
    """Arrivals at half of capacity, the service on one core and the clients on another."""
    service_core, client_core, *_ = sorted(os.sched_getaffinity(0))
    with running(contender, work.article, service_core) as server, on_core(client_core):
        capacity = closed_loop(
            contender, server.url, [work.article], _CAPACITY_CLIENTS, work.seconds
        )
        rate = capacity.articles_a_second / 2
        seconds = work.seconds * _OPEN_LOOP_LONGER
        return open_loop(contender, server.url, work.article, rate, seconds)


def _engine(work: Work, together: int) -> EngineRate:
    command = [
        *(sys.executable, "-m", "service.benchmark.bare_engine"),
        *map(str, (work.model, work.file, work.limit, together, work.seconds)),
    ]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)  # noqa: S603 - our own
    return EngineRate(**orjson.loads(done.stdout))
