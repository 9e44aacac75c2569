"""Lets a model label articles softly, for a smaller one to learn from.

python -m training.teach unlabelled.jsonl --model runs/teacher --output soft.parquet
"""

import sys
from pathlib import Path

import click
import numpy as np
from rich.progress import track

from model.checkpoint import CheckpointError
from model.prediction import FramingModel, own_logits
from model.probabilities import sigmoid, softmax
from training.articles import ArticleFileError, GoldArticle, read_articles
from training.examples import split_of
from training.soft_labels import SoftLabels, write_soft_labels


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--model",
    "folders",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    multiple=True,
    help="Model folder; given several times, the mean of their probabilities is taken.",
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option(
    "--every", type=click.IntRange(min=1), default=1, help="Label one article in so many."
)
def teach(file: Path, folders: tuple[Path, ...], output: Path, every: int) -> None:
    """Label the sentences of FILE softly."""
    try:
        articles = read_articles(file)[::every]
        models = [FramingModel.load(folder) for folder in folders]
    except (ArticleFileError, CheckpointError) as error:
        sys.exit(f"framing teach: {error}")
    labelled = (_mean(article, models) for article in track(articles, "Labelling"))
    write_soft_labels(labelled, output)


def _mean(article: GoldArticle, models: list[FramingModel]) -> SoftLabels:
    each = [_soft_labels(article, model) for model in models]
    return SoftLabels(
        article_id=article.article_id,
        labels=np.mean([one.labels for one in each], axis=0),
        boilerplate=np.mean([one.boilerplate for one in each], axis=0),
    )


def _soft_labels(article: GoldArticle, model: FramingModel) -> SoftLabels:
    prepared = model.prepare_split(split_of(article), article.title)
    labels, boilerplate, _ = own_logits(prepared, model.run(prepared.window_tokens))
    return SoftLabels(
        article_id=article.article_id,
        labels=softmax(labels / model.checkpoint.temperature),
        boilerplate=sigmoid(boilerplate),
    )


if __name__ == "__main__":
    teach()
