"""Labelled articles from files: JSON Lines, CSV, Parquet."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from datasets import load_dataset

from model.labels import Label

_FORMATS = {".jsonl": "json", ".json": "json", ".csv": "csv", ".parquet": "parquet"}


class ArticleFileError(ValueError):
    """A file of labelled articles that cannot be read; the message names file and row."""


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """A sentence as a reader labelled it. `label` is None for boilerplate and unlabelled text."""

    text: str
    label: Label | None
    boilerplate: bool
    source: str | None
    cues: tuple[str, ...]
    loaded: tuple[str, ...]
    sure: bool
    paragraph: int


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article whose sentences are labelled, in reading order."""

    article_id: str
    outlet: str | None
    genre: str | None
    title: str | None
    sentences: tuple[GoldSentence, ...]


@dataclass(frozen=True, slots=True)
class PlainArticle:
    """An article cut into sentences that nobody has labelled."""

    article_id: str
    title: str | None
    sentences: tuple[str, ...]


def read_plain_articles(path: Path) -> list[PlainArticle]:
    """Read JSON Lines with `article_id`, `sentences` (a list of strings) and maybe `title`.

    Raises `ArticleFileError` where a row says something else.
    """
    articles = []
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                row = json.loads(line)
                sentences = tuple(str(sentence) for sentence in row["sentences"])
                articles.append(PlainArticle(str(row["article_id"]), row.get("title"), sentences))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise ArticleFileError(f"{path}:{number}: unreadable: {error!r}") from error
    return articles


def read_articles(path: Path) -> list[GoldArticle]:
    """Read a file of labelled articles, or a flat file with a `text` and a `label` column.

    In a flat file each row is an article of one sentence or, with an `article_id` column,
    a sentence of that article. Raises `ArticleFileError` where the file says something else.
    """
    file_format = _FORMATS.get(path.suffix.lower())
    if file_format is None:
        raise ArticleFileError(f"{path}: expected one of {', '.join(sorted(_FORMATS))}")
    if not path.is_file():
        raise ArticleFileError(f"{path}: no such file")
    rows = load_dataset(file_format, data_files=str(path), split="train")
    if "sentences" in rows.column_names:
        return [_article(row, f"{path}:{number}") for number, row in enumerate(rows, 1)]
    missing = {"text", "label"} - set(rows.column_names)
    if missing:
        raise ArticleFileError(
            f"{path}: neither a `sentences` column nor both of `text` and `label`: "
            f"found {', '.join(rows.column_names)}"
        )
    return list(_flat_articles(rows, path))


def _flat_articles(rows: Sequence[dict[str, Any]], path: Path) -> Iterator[GoldArticle]:
    numbered = list(enumerate(rows, 1))

    def article_of(numbered_row: tuple[int, dict[str, Any]]) -> str:
        number, row = numbered_row
        given = row.get("article_id")
        return str(given) if given is not None else f"{path.name}:{number}"

    for article_id, group in groupby(numbered, key=article_of):
        members = list(group)
        first = members[0][1]
        yield GoldArticle(
            article_id=article_id,
            outlet=first.get("outlet"),
            genre=first.get("genre"),
            title=first.get("title"),
            sentences=tuple(_sentence(row, f"{path}:{number}") for number, row in members),
        )


def _article(row: dict[str, Any], place: str) -> GoldArticle:
    return GoldArticle(
        article_id=str(row.get("article_id") or place),
        outlet=row.get("outlet"),
        genre=row.get("genre"),
        title=row.get("title"),
        sentences=tuple(
            _sentence(sentence, f"{place}, sentence {index}")
            for index, sentence in enumerate(row["sentences"])
        ),
    )


def _sentence(row: dict[str, Any], place: str) -> GoldSentence:
    text, label = row.get("text"), row.get("label")
    if not isinstance(text, str) or not text.strip():
        raise ArticleFileError(f"{place}: `text` is empty")
    if label is not None and label not in set(Label):
        raise ArticleFileError(f"{place}: unknown label {label!r}, expected {', '.join(Label)}")
    sure = row.get("sure")
    return GoldSentence(
        text=text,
        label=None if label is None else Label(label),
        boilerplate=bool(row.get("boilerplate")),
        source=row.get("source"),
        cues=tuple(row.get("cues") or ()),
        loaded=tuple(row.get("loaded") or ()),
        sure=True if sure is None else bool(sure),
        paragraph=int(row.get("paragraph") or 0),
    )
