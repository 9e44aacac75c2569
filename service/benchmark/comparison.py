"""One run of everybody: all are started, each load is put on one after the other."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import orjson

from model.cores import available_cores
from service.benchmark.articles import BenchmarkArticle
from service.benchmark.bare_engine import EngineRate
from service.benchmark.contenders import FRAMING, Contender
from service.benchmark.load import Load, closed_loop, open_loop
from service.benchmark.peak import int8_peak
from service.benchmark.process import Running, StartError, on_core, running

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
    present = list(contenders)
    for number in range(1, rounds + 1):
        notice(f"round {number} of {rounds}")
        with ExitStack() as stack:
            entrants = list(_start(present, work, stack, notice))
            _warm_up(entrants, work, notice)
            _load(entrants, [work.article], 1, work.seconds, notice)
            engine = []
            for clients in CLIENTS:
                _load(entrants, work.articles, clients, work.seconds, notice)
                engine.append(_engine(work, clients))
            for entrant in entrants:
                measured = comparison.measured.setdefault(entrant.contender.name, [])
                measured.append(entrant.measured())
        present = [entrant.contender for entrant in entrants]
        comparison.engine.append(tuple(engine))
        comparison.peaks.append(int8_peak(available_cores(), _PEAK_SECONDS))
        for contender in present:
            if contender.name == FRAMING and len(os.sched_getaffinity(0)) > 1:
                notice("arrivals at half of capacity")
                comparison.arrivals.append(_arrivals(contender, work))
    return comparison


@dataclass(frozen=True, slots=True)
class _Entrant:
    """A contender in a round; it sleeps while it is another's turn."""

    contender: Contender
    server: Running
    loads: list[Load] = field(default_factory=list)

    def measured(self) -> Measured:
        single, *loads = self.loads
        return Measured(
            first_reply=self.server.first_reply,
            memory=self.server.memory,
            single=single,
            loads=dict(zip(CLIENTS, loads, strict=True)),
        )


def _start(
    contenders: Sequence[Contender], work: Work, stack: ExitStack, notice: Notice
) -> Iterator[_Entrant]:
    for contender in contenders:
        try:
            server = stack.enter_context(running(contender, work.article))
        except StartError as error:
            notice(f"left out: {contender.name}, {error}")
            continue
        server.sleep()
        yield _Entrant(contender, server)


def _warm_up(entrants: list[_Entrant], work: Work, notice: Notice) -> None:
    _load(entrants, work.articles, 1, work.seconds / 4, notice)
    for entrant in entrants:
        entrant.loads.clear()


def _load(
    entrants: list[_Entrant],
    articles: Sequence[BenchmarkArticle],
    clients: int,
    seconds: float,
    notice: Notice,
) -> None:
    """Put the same load on everybody, one right after the other, so that ratios are fair.

    Who fails is taken off the list.
    """
    for entrant in tuple(entrants):
        name, url = entrant.contender.name, entrant.server.url
        notice(f"  {name}: {len(articles)} articles, {clients} clients")
        try:
            with entrant.server.awake():
                load = closed_loop(entrant.contender, url, articles, clients, seconds)
        except httpx.HTTPError as error:
            notice(f"left out: {name}, {str(error) or type(error).__name__}")
            entrants.remove(entrant)
        else:
            entrant.loads.append(load)


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
