"""`framing invariance`: labels that a change must not flip, and labels that it must."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from model.checkpoint import CheckpointError
from model.prediction import FramingModel
from training.articles import ArticleFileError, read_articles
from training.metamorphic.measure import ArticleReader, measure
from training.metamorphic.report import group_table, markdown, outcome_table
from training.metamorphic.suite import TRANSFORMATIONS
from training.model_option import model_option

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_WRITABLE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("files", type=_FILE, nargs=-1, required=True)
@model_option
@click.option("--output", type=_WRITABLE, help="Write JSON too.")
@click.option("--markdown", "card", type=_WRITABLE, help="Write the tables for a model card too.")
def invariance(
    files: tuple[Path, ...], folder: Path, output: Path | None, card: Path | None
) -> None:
    """Change FILES of labelled articles and see which labels flip.

    Swapping parties, countries, outlets, names, genders, a verb of saying or the style must
    flip none. Removing or adding an attribution, adding a judgement and moving a quotation mark
    must flip the sentence that is edited. Wrong is a label that flips where it must stay, or
    stays where it must flip; certain are sentences that were not `uncertain` before.
    """
    try:
        articles = [article for file in files for article in read_articles(file)]
        reader = ArticleReader(FramingModel.load(folder))
    except (ArticleFileError, CheckpointError) as error:
        sys.exit(f"framing invariance: {error}")
    if not articles:
        sys.exit("framing invariance: the files hold no articles")
    outcomes = [
        measure(reader, articles, transformation)
        for transformation in track(
            TRANSFORMATIONS, "Changing articles", console=Console(stderr=True), transient=True
        )
    ]
    console = Console()
    console.print(outcome_table(outcomes))
    console.print(group_table(outcomes))
    if output:
        figures = json.dumps([asdict(one) for one in outcomes], indent=2, ensure_ascii=False)
        output.write_text(figures + "\n", encoding="utf-8")
    if card:
        card.write_text(markdown(outcomes), encoding="utf-8")
