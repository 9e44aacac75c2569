"""Labelled articles from files: JSON Lines, CSV, Parquet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from datasets import load_dataset
from datasets.exceptions import DatasetGenerationError

from model.labels import Label

_FORMATS = {".jsonl": "json", ".json": "json", ".csv": "csv", ".parquet": "parquet"}


class ArticleFileError(ValueError):
    """A file of labelled articles that cannot be read; the message names file and row."""


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """A sentence as a reader labelled it. `label` is None for boilerplate and unlabelled text.

    Without `spans_known`, nobody has looked for source, cues and loaded words.
    """

    text: str
    label: Label | None
    boilerplate: bool
    source: str | None
    cues: tuple[str, ...]
    loaded: tuple[str, ...]
    sure: bool
    paragraph: int
    spans_known: bool


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article whose sentences are labelled, in reading order."""

    article_id: str
    outlet: str | None
    genre: str | None
    title: str | None
    sentences: tuple[GoldSentence, ...]


def read_articles(path: Path) -> list[GoldArticle]:
    """Read a file of labelled articles, or a flat file with a `text` and a `label` column.

    In a flat file each row is an article of one sentence or, with an `article_id` column,
    a sentence of that article. Sentences that are bare strings have no label yet. Raises
    `ArticleFileError` where the file says something else.
    """
    file_format = _FORMATS.get(path.suffix.lower())
    if file_format is None:
        raise ArticleFileError(f"{path}: expected one of {', '.join(sorted(_FORMATS))}")
    if not path.is_file():
        raise ArticleFileError(f"{path}: no such file")
    try:
        rows = load_dataset(file_format, data_files=str(path), split="train")
    except (DatasetGenerationError, ValueError, OSError) as error:
        raise ArticleFileError(f"{path}: unreadable: {error.__cause__ or error}") from error
    if "sentences" in rows.column_names:
        articles = [_article(row, f"{path}:{number}") for number, row in enumerate(rows, 1)]
        return [article for article in articles if article.sentences]
    missing = {"text", "label"} - set(rows.column_names)
    if missing:
        raise ArticleFileError(
            f"{path}: neither a `sentences` column nor both of `text` and `label`: "
            f"found {', '.join(rows.column_names)}"
        )
    return list(_flat_articles(rows, path))


def has_labels(articles: Sequence[GoldArticle]) -> bool:
    """Whether any sentence of some articles carries a label."""
    return any(one.label is not None for article in articles for one in article.sentences)


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


def _sentence(row: dict[str, Any] | str, place: str) -> GoldSentence:
    bare = isinstance(row, str)
    if isinstance(row, str):
        row = {"text": row}
    text, label = row.get("text"), row.get("label")
    if not isinstance(text, str) or not (text.strip() or bare):
        raise ArticleFileError(f"{place}: `text` is empty")
    if label is not None and label not in set(Label):
        raise ArticleFileError(f"{place}: unknown label {label!r}, expected {', '.join(Label)}")
    sure, boilerplate = row.get("sure"), bool(row.get("boilerplate"))
    return GoldSentence(
        text=text,
        label=None if label is None else Label(label),
        boilerplate=boilerplate,
        source=row.get("source"),
        cues=_words(row.get("cues"), f"{place}: `cues`"),
        loaded=_words(row.get("loaded"), f"{place}: `loaded`"),
        sure=True if sure is None else bool(sure),
        paragraph=int(row.get("paragraph") or 0),
        spans_known=row.get("cues") is not None and (label is not None or boilerplate),
    )


def _words(value: Any, place: str) -> tuple[str, ...]:
    if value is not None and not isinstance(value, list):
        raise ArticleFileError(f"{place} must be a list of strings, found {value!r}")
    return tuple(value or ())
