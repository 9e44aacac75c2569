"""A comparison from its articles to its ratios."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from model.checkpoint import ONNX, open_checkpoint
from service.benchmark import medians
from service.benchmark.articles import read_articles
from service.benchmark.comparison import Work, compare
from service.benchmark.contenders import framing_service
from service.benchmark.machine import machine
from service.benchmark.peak import operations_a_token
from service.benchmark.ratios import ratios
from service.benchmark.results import Conditions, Results
from service.benchmark.rivals import prepare_rivals


def run_comparison(
    model: Path,
    file: Path,
    limit: int,
    article: Path,
    rounds: int,
    seconds: float,
    infinity: Path | None,
    notice: Callable[[str], None],
) -> Results:
    """Make rivals ready, measure everybody and say what comes of it.

    Raises `ArticlesError` where a file holds no article.
    """
    articles = read_articles(file, limit)
    (single,) = read_articles(article, 1)
    work = Work(model, file, limit, articles, single, seconds)
    with TemporaryDirectory(prefix="framing-benchmark-") as folder:
        rivals = prepare_rivals(work, Path(folder), infinity, notice)
        comparison = compare([framing_service(model), *rivals], work, rounds, notice)
    checkpoint = open_checkpoint(model)
    rows = medians.rows(comparison)
    engine = medians.engine_rates(comparison)
    arrivals = medians.arrival_percentiles(comparison)
    return Results(
        conditions=Conditions(
            machine=machine(),
            model=f"{checkpoint.name} {checkpoint.version}",
            articles=len(articles),
            sentences=sum(len(one.sentences) for one in articles),
            rounds=rounds,
            seconds=seconds,
        ),
        rows=rows,
        engine=engine,
        arrivals=arrivals,
        arithmetic=medians.arithmetic(comparison, operations_a_token(model / ONNX)),
        ratios=ratios(rows, engine, arrivals),
    )
