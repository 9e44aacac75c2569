"""Clients: a closed loop of so many, or arrivals that wait for nobody."""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle

import httpx

from service.benchmark.articles import BenchmarkArticle
from service.benchmark.contenders import Contender

_TIMEOUT = 600.0


@dataclass(frozen=True, slots=True)
class Load:
    """What came of a load: every latency in milliseconds, sentences and seconds in all."""

    latencies: tuple[float, ...]
    sentences: int
    seconds: float

    @property
    def sentences_a_second(self) -> float:
        """The rate at which sentences were answered."""
        return self.sentences / self.seconds

    @property
    def articles_a_second(self) -> float:
        """The rate at which articles were answered."""
        return len(self.latencies) / self.seconds

    def percentile(self, percent: float) -> float:
        """The latency that so many percent of requests stayed within, in milliseconds."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def closed_loop(
    contender: Contender,
    url: str,
    articles: Sequence[BenchmarkArticle],
    clients: int,
    seconds: float,
) -> Load:
    """Let clients post articles in turn, each the next as soon as it has its reply.

    Those under way when time is up are finished and counted.
    """
    return asyncio.run(_closed_loop(contender, url, articles, clients, seconds))


def open_loop(
    contender: Contender, url: str, article: BenchmarkArticle, rate: float, seconds: float
) -> Load:
    """Post an article at random moments, `rate` times a second on average (Poisson)."""
    return asyncio.run(_open_loop(contender, url, article, rate, seconds))


async def _closed_loop(
    contender: Contender,
    url: str,
    articles: Sequence[BenchmarkArticle],
    clients: int,
    seconds: float,
) -> Load:
    requests = cycle([(contender.body(one), len(one.sentences)) for one in articles])
    latencies: list[float] = []
    sentences = 0
    async with _connection(contender, clients) as connection:
        began = time.perf_counter()

        async def client() -> None:
            nonlocal sentences
            while not latencies or time.perf_counter() < began + seconds:
                body, count = next(requests)
                latencies.append(await _post(connection, url, body))
                sentences += count

        await asyncio.gather(*(client() for _ in range(clients)))
        return Load(tuple(latencies), sentences, time.perf_counter() - began)


async def _open_loop(
    contender: Contender, url: str, article: BenchmarkArticle, rate: float, seconds: float
) -> Load:
    gaps = random.Random(1)  # noqa: S311 - the same arrivals in every run
    body = contender.body(article)
    async with _connection(contender, None) as connection:
        began = time.perf_counter()
        due = began
        posts: list[asyncio.Task[float]] = []
        while not posts or due < began + seconds:
            await asyncio.sleep(max(0, due - time.perf_counter()))
            posts.append(asyncio.create_task(_post(connection, url, body, due)))
            due += gaps.expovariate(rate)
        latencies = await asyncio.gather(*posts)
        took = time.perf_counter() - began
    return Load(tuple(latencies), len(article.sentences) * len(posts), took)


def _connection(contender: Contender, clients: int | None) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        headers={"Content-Type": contender.content_type},
        limits=httpx.Limits(max_connections=clients, max_keepalive_connections=clients),
        timeout=_TIMEOUT,
        trust_env=False,
    )


async def _post(
    connection: httpx.AsyncClient, url: str, body: bytes, due: float | None = None
) -> float:
    """Post a body; tells the milliseconds since it was due, so that a late start counts too."""
    began = time.perf_counter() if due is None else due
    reply = await connection.post(url, content=body)
    reply.raise_for_status()
    return 1000 * (time.perf_counter() - began)
