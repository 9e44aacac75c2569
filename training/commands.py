"""The `framing` commands that learn and measure."""

import json
import sys
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from model.checkpoint import SHIPPED_WEIGHTS, CheckpointError
from model.labels import LABELS
from model.prediction import FramingModel
from training.articles import ArticleFileError, has_labels, read_articles
from training.baselines import score_baselines
from training.evaluation import predict, score

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    add_help_option=False,
)
@click.pass_context
def train(context: click.Context) -> None:
    """Fine-tune a model on labelled articles, calibrate, score and export it."""
    from training.train import main

    main(context.args)


@click.command()
@click.argument("file", type=_FILE)
@click.option(
    "--model",
    "folders",
    type=click.Path(file_okay=False, path_type=Path),
    multiple=True,
    default=[SHIPPED_WEIGHTS],
    help="Model folder; several may be given. The shipped weights unless given.",
)
@click.option(
    "--train_file",
    type=_FILE,
    help="Labelled articles to fit the baselines on; without it they are left out.",
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write JSON too.")
def evaluate(
    file: Path, folders: tuple[Path, ...], train_file: Path | None, output: Path | None
) -> None:
    """Score models on a FILE of labelled articles, beside simple baselines."""
    try:
        articles = read_articles(file)
        train_articles = read_articles(train_file) if train_file else None
        models = _by_name([FramingModel.load(folder) for folder in folders])
    except (ArticleFileError, CheckpointError) as error:
        sys.exit(f"framing evaluate: {error}")
    if not has_labels(articles):
        sys.exit(f"framing evaluate: {file}: no sentence has a label")
    scores = {name: score(predict(model, articles), model) for name, model in models.items()}
    if train_articles:
        scores = score_baselines(train_articles, articles) | scores
    console = Console()
    console.print(_table(scores))
    if output:
        output.write_text(json.dumps(scores, indent=2) + "\n", encoding="utf-8")


def _by_name(models: list[FramingModel]) -> dict[str, FramingModel]:
    """Models by name and version, and by folder where those do not tell them apart."""
    names = [f"{model.checkpoint.name} {model.checkpoint.version}" for model in models]
    return {
        name if names.count(name) == 1 else f"{name} ({model.checkpoint.folder})": model
        for name, model in zip(names, models, strict=True)
    }


def _table(scores: dict[str, dict[str, Any]]) -> Table:
    table = Table("", "macro-F1", "95 % interval", *map(str, LABELS), "calibration error")
    for name, values in scores.items():
        low, high = values["macro_f1_interval"]
        error = values.get("expected_calibration_error")
        table.add_row(
            name,
            f"{values['macro_f1']:.3f}",
            f"{low:.3f} to {high:.3f}",
            *(f"{values['f1'][label]:.3f}" for label in LABELS),
            "-" if error is None else f"{error:.3f}",
        )
    return table
