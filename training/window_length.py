"""How long a window should be, and how much hangs on where windows are cut.

    python -m training.window_length ../shared/data/dev.jsonl

For each length: macro-F1, the share of sentences whose label changes when every window is
cut elsewhere, the share of tokens that are repeated as context, and sentences per second.
"""

import sys
import time
from dataclasses import replace
from pathlib import Path

import click
import numpy as np
from rich.console import Console
from rich.table import Table

from model.backends import BackendName, open_backend
from model.checkpoint import CheckpointError, open_checkpoint
from model.cores import available_cores
from model.prediction import FramingModel
from model.tokens import load_tokenizer
from training.articles import ArticleFileError, GoldArticle, read_articles
from training.evaluation import Predictions, predict
from training.examples import split_of
from training.metrics import confusion, macro_f1
from training.model_option import model_option

LENGTHS = (64, 128, 192, 256, 320, 384, 448, 512)
CUT_ELSEWHERE = 0.85  # of a window's length, so that no cut stays where it was


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@model_option
def window_length(file: Path, folder: Path) -> None:
    """Compare window lengths on a FILE of labelled articles, joined three by three."""
    try:
        articles = _joined(read_articles(file), by=3)
        models = {length: _model(folder, length) for length in LENGTHS}
        moved = {length: _model(folder, round(CUT_ELSEWHERE * length)) for length in LENGTHS}
    except (ArticleFileError, CheckpointError) as error:
        sys.exit(f"window_length: {error}")
    table = Table("window tokens", "macro-F1", "labels changed", "repeated", "sentences/s")
    for length in LENGTHS:
        start = time.perf_counter()
        predictions = predict(models[length], articles)
        seconds = time.perf_counter() - start
        other = predict(moved[length], articles)
        changed = predictions.labels.argmax(-1) != other.labels.argmax(-1)
        table.add_row(
            str(length),
            f"{_macro_f1(predictions):.3f}",
            f"{changed[predictions.labelled].mean():.1%}",
            f"{_repeated(models[length], articles):.1%}",
            f"{len(predictions.gold) / seconds:.0f}",
        )
    Console().print(table)


def _model(folder: Path, window_tokens: int) -> FramingModel:
    checkpoint = replace(open_checkpoint(folder), window_tokens=window_tokens)
    backend = open_backend(BackendName.ONNX, checkpoint, available_cores())
    return FramingModel(checkpoint, load_tokenizer(folder), backend)


def _joined(articles: list[GoldArticle], by: int) -> list[GoldArticle]:
    """Put excerpts end to end, as the labelled ones are too short to need many windows."""
    groups = [articles[start : start + by] for start in range(0, len(articles), by)]
    return [
        replace(group[0], sentences=tuple(one for article in group for one in article.sentences))
        for group in groups
    ]


def _macro_f1(predictions: Predictions) -> float:
    known = predictions.labelled
    return macro_f1(confusion(predictions.gold[known], predictions.labels[known].argmax(-1)))


def _repeated(model: FramingModel, articles: list[GoldArticle]) -> float:
    """The share of tokens read that are read again as context."""
    read = own = 0
    for article in articles:
        prepared = model.prepare_split(split_of(article), article.title)
        read += sum(int((tokens.sentence >= 0).sum()) for tokens in prepared.window_tokens)
        own += len(np.unique(np.concatenate([t.token for t in prepared.window_tokens]))) - 1
    return 1 - own / read


if __name__ == "__main__":
    window_length()
