"""The `framing` commands that learn and measure."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from model.checkpoint import SHIPPED_WEIGHTS, CheckpointError
from model.prediction import FramingModel
from training.articles import ArticleFileError, GoldArticle, has_labels, read_articles
from training.baselines import score_baselines
from training.error_page import write_error_page
from training.evaluation import each_sentence_alone, predict, score, score_groups
from training.plots import plot_evaluation
from training.readings import read_labelled_articles
from training.tables import groups_table, labels_table, quality_table

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


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    add_help_option=False,
)
@click.pass_context
def distil(context: click.Context) -> None:
    """Train the shipped student, from readers' and a teacher's labels kept without text."""
    from training.train import main

    main(["--recipe", "student", *context.args])


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
    "--readings_file",
    type=_FILE,
    multiple=True,
    help="Labels by article and index for articles of FILE.",
)
@click.option(
    "--train_file",
    type=_FILE,
    multiple=True,
    help="Labelled articles to fit the baselines on; without it they are left out.",
)
@click.option(
    "--report",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the scores (JSON), plots (PNG, SVG) and a page of the errors.",
)
def evaluate(
    file: Path,
    folders: tuple[Path, ...],
    readings_file: tuple[Path, ...],
    train_file: tuple[Path, ...],
    report: Path | None,
) -> None:
    """Score models on a FILE of labelled articles, beside simple baselines.

    Macro-F1 with a 95 % interval from a bootstrap over articles. Of the first model also: the
    same weights reading each sentence alone; scores by outlet and by genre; calibration,
    boilerplate and spans.
    """
    try:
        articles = [
            article
            for article in read_labelled_articles([file], readings_file)
            if has_labels([article])
        ]
        train_articles = [one for path in train_file for one in read_articles(path)]
        models = _by_name([FramingModel.load(folder) for folder in folders])
    except (ArticleFileError, CheckpointError) as error:
        sys.exit(f"framing evaluate: {error}")
    if not articles:
        sys.exit(f"framing evaluate: {file}: no sentence has a label")
    name, model = next(iter(models.items()))
    predictions = predict(model, articles)
    scores = score(predictions, model)
    for key in ("outlet", "genre"):
        scores[f"by_{key}"] = _grouped(
            score_groups(predictions, [getattr(a, key) for a in articles])
        )
    contenders = score_baselines(train_articles, articles) if train_articles else {}
    contenders |= {f"{name}, each sentence alone": _alone(model, articles), name: scores}
    for other in list(models)[1:]:
        contenders[other] = score(predict(models[other], articles), models[other])
    console = Console()
    console.print(labels_table(contenders))
    console.print(quality_table(scores))
    for key in ("outlet", "genre"):
        if scores[f"by_{key}"]:
            console.print(groups_table(key, scores[f"by_{key}"]))
    if report:
        report.mkdir(parents=True, exist_ok=True)
        (report / "scores.json").write_text(json.dumps(contenders, indent=2) + "\n", "utf-8")
        plot_evaluation(scores, report)
        write_error_page(
            articles, predictions, model.checkpoint.temperature, report / "errors.html"
        )


def _by_name(models: list[FramingModel]) -> dict[str, FramingModel]:
    """Models by name and version, and by folder where those do not tell them apart."""
    names = [f"{model.checkpoint.name} {model.checkpoint.version}" for model in models]
    return {
        name if names.count(name) == 1 else f"{name} ({model.checkpoint.folder})": model
        for name, model in zip(names, models, strict=True)
    }


def _alone(model: FramingModel, articles: Sequence[GoldArticle]) -> dict[str, Any]:
    return score(predict(model, each_sentence_alone(articles)), model)


def _grouped(groups: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Nothing, where there is but one group to speak of."""
    return groups if len(groups) > 1 else {}
