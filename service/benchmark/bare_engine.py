"""The ceiling: the engine alone, on the service's own graph and windows as ready-made tensors.

`python -m service.benchmark.bare_engine` so that it has a process of its own, like the rest.
"""

import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click
import orjson

from model.backends import Backend, BackendName, open_backend
from model.batches import Batch, plan_batches, stack
from model.checkpoint import open_checkpoint
from model.cores import available_cores
from model.prediction import FramingModel
from model.reading import Article
from model.tokens import load_tokenizer
from service.benchmark.articles import BenchmarkArticle, read_articles


@dataclass(frozen=True, slots=True)
class EngineRate:
    """What the engine gets done in a second with windows of so many articles together.

    `computed` tokens include the padding, `read` ones do not.
    """

    together: int
    sentences: float
    computed: float
    read: float


def measure_engine(
    folder: Path, articles: Sequence[BenchmarkArticle], together: int, seconds: float
) -> EngineRate:
    """Run all articles through the engine, as often as there is time for."""
    checkpoint = open_checkpoint(folder)
    engine = open_backend(BackendName.ONNX, checkpoint, available_cores())
    model = FramingModel(checkpoint, load_tokenizer(folder), engine)
    groups = [articles[at : at + together] for at in range(0, len(articles), together)]
    batches = [batch for group in groups for batch in _batches(model, group)]
    _run(engine, batches[:1])
    rounds, began = 0, time.perf_counter()
    while not rounds or time.perf_counter() < began + seconds:
        _run(engine, batches)
        rounds += 1
    each = (time.perf_counter() - began) / rounds
    return EngineRate(
        together=together,
        sentences=sum(len(article.sentences) for article in articles) / each,
        computed=sum(batch.input_ids.size for batch in batches) / each,
        read=sum(int(batch.attention_mask.sum()) for batch in batches) / each,
    )


def _batches(model: FramingModel, articles: Sequence[BenchmarkArticle]) -> list[Batch]:
    windows = [
        window
        for article in articles
        for window in model.prepare(Article(article.text)).window_tokens
    ]
    return [
        stack([windows[number] for number in numbers], model.checkpoint.special)
        for numbers in plan_batches([len(window.ids) for window in windows])
    ]


def _run(engine: Backend, batches: Sequence[Batch]) -> None:
    for batch in batches:
        engine.run(batch)


if __name__ == "__main__":
    model_folder, file, limit, article_count, duration = sys.argv[1:]
    rate = measure_engine(
        Path(model_folder),
        read_articles(Path(file), int(limit)),
        int(article_count),
        float(duration),
    )
    click.echo(orjson.dumps(asdict(rate)))
