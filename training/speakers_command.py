"""`framing speakers`: how often a reply names the right speaker."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from model.checkpoint import CheckpointError
from model.prediction import FramingModel
from training.articles import ArticleFileError, read_articles
from training.model_option import model_option
from training.speakers import (
    SPLITS,
    Kind,
    SpeakerScore,
    read_as_labelled,
    read_as_served,
    read_speakers,
    score_nearest,
    score_speakers,
)

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_CAPTION = (
    "the very mention / any mention of the one who speaks; of a pronoun, which is the reply's "
    "source, the speaker is the one that the summary lists the sentence under"
)
_Scores = dict[str, dict[str, dict[Kind, SpeakerScore]]]


@click.command()
@click.argument("files", type=_FILE, nargs=-1, required=True)
@click.option(
    "--gold", type=_FILE, required=True, help="Who speaks, as training/data/sources.jsonl."
)
@model_option
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write JSON too.")
def speakers(files: tuple[Path, ...], gold: Path, folder: Path, output: Path | None) -> None:
    """Score who speaks where a claim's own sentence names nobody, on FILES of labelled articles.

    Beside the reply stand the nearest earlier source, and the rule that chooses sources when it
    is given the readers' labels, sources and cues.
    """
    try:
        scores = _score(files, gold, FramingModel.load(folder))
    except (ArticleFileError, CheckpointError) as error:
        sys.exit(f"framing speakers: {error}")
    if not scores:
        sys.exit(f"framing speakers: {gold} says nothing of the articles in these files")
    Console().print(_table(scores))
    if output:
        figures = {
            split: {
                name: {str(kind): asdict(score) for kind, score in kinds.items()}
                for name, kinds in names.items()
            }
            for split, names in scores.items()
        }
        output.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def _score(files: tuple[Path, ...], gold_file: Path, model: FramingModel) -> _Scores:
    articles = [article for file in files for article in read_articles(file)]
    scores: _Scores = {}
    for split in SPLITS:
        gold = read_speakers(gold_file, articles, split)
        known = [article for article in articles if article.article_id in gold]
        if not known:
            continue
        served = read_as_served(model, known)
        labelled = [read_as_labelled(article) for article in known]
        scores[split] = {
            "nearest earlier source": score_nearest(known, served, gold),
            "the reply": score_speakers(known, served, gold),
            "nearest, readers' tags": score_nearest(known, labelled, gold),
            "the rule, readers' tags": score_speakers(known, labelled, gold),
        }
    return scores


def _table(scores: _Scores) -> Table:
    names = next(iter(scores.values()))
    table = Table("", "source", "claims", *names, caption=_CAPTION)
    for split, kinds_by_name in scores.items():
        for kind in Kind:
            found = [kinds[kind] for kinds in kinds_by_name.values() if kind in kinds]
            if found:
                cells = (f"{one.exact:.3f} / {one.speaker:.3f}" for one in found)
                table.add_row(split, kind, str(found[0].claims), *cells)
    return table
