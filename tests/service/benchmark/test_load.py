from itertools import cycle, islice
from typing import Any

import httpx
import pytest

from service.benchmark.articles import BenchmarkArticle
from service.benchmark.contenders import Contender
from service.benchmark.load import Load, closed_loop, open_loop


def test_clients_post_the_articles_in_turn(
    contender: Contender, articles: list[BenchmarkArticle], echo: Any
) -> None:
    load = closed_loop(contender, echo.url, articles, clients=1, seconds=0.1)
    texts = [article.text.encode() for article in articles]
    assert echo.bodies == list(islice(cycle(texts), len(echo.bodies)))
    assert len(load.latencies) == len(echo.bodies)


def test_every_sentence_answered_is_counted(
    contender: Contender, articles: list[BenchmarkArticle], echo: Any
) -> None:
    load = closed_loop(contender, echo.url, articles, clients=4, seconds=0.1)
    by_body = {article.text.encode(): len(article.sentences) for article in articles}
    assert load.sentences == sum(by_body[body] for body in echo.bodies)


def test_one_request_is_made_however_short_the_time(
    contender: Contender, articles: list[BenchmarkArticle], echo: Any
) -> None:
    assert len(closed_loop(contender, echo.url, articles, clients=1, seconds=0).latencies) == 1


def test_arrivals_wait_for_nobody(
    contender: Contender, articles: list[BenchmarkArticle], echo: Any
) -> None:
    load = open_loop(contender, echo.url, articles[0], rate=100, seconds=0.5)
    assert 20 < len(load.latencies) < 100
    assert load.sentences == 2 * len(load.latencies)


def test_a_refusal_is_no_reply(
    contender: Contender, articles: list[BenchmarkArticle], echo: Any
) -> None:
    echo.status = 503
    with pytest.raises(httpx.HTTPStatusError):
        closed_loop(contender, echo.url, articles, clients=1, seconds=0)


def test_percentiles_are_latencies_that_occurred() -> None:
    load = Load(latencies=tuple(map(float, range(100, 0, -1))), sentences=100, seconds=4)
    assert [load.percentile(percent) for percent in (50, 95, 99)] == [51, 96, 100]
    assert load.sentences_a_second == load.articles_a_second == 25
