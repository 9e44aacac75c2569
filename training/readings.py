"""Labels that this project's readers gave to articles whose text it may not keep.

One JSON object a line, `{"article_id": str, "labels": "0B 1R 2-4C 5O?"}`: numbers of sentences
and the first letter of what each is (report, claim, opinion, boilerplate), with `?` where the
reader was not sure.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from model.labels import Label
from training.articles import ArticleFileError, GoldArticle, GoldSentence, read_articles

_LETTERS = {
    "R": Label.NEUTRAL_REPORT,
    "C": Label.ATTRIBUTED_CLAIM,
    "O": Label.EDITORIAL_OPINION,
    "B": None,
}
_RUN = re.compile(r"(\d+)(?:-(\d+))?([RCOB])(\??)")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader said of one sentence; `label` is None for boilerplate."""

    label: Label | None
    sure: bool


def read_readings(path: Path) -> dict[str, dict[int, Reading]]:
    """Read labels by article and sentence number.

    Raises `ArticleFileError` where a line says something else, or speaks of a sentence twice.
    """
    found: dict[str, dict[int, Reading]] = {}
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                row = json.loads(line)
                readings = found.setdefault(str(row["article_id"]), {})
                for index, reading in _sentences(row["labels"]):
                    if index in readings:
                        raise ValueError(f"sentence {index} is labelled twice")
                    readings[index] = reading
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise ArticleFileError(f"{path}:{number}: unreadable: {error}") from error
    return found


def write_readings(readings: Mapping[str, Mapping[int, Reading]], path: Path) -> None:
    """Write labels by article and sentence number, a line an article."""
    lines = [
        json.dumps({"article_id": article_id, "labels": " ".join(_runs(of_article.items()))})
        for article_id, of_article in readings.items()
    ]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def apply_readings(article: GoldArticle, readings: Mapping[int, Reading]) -> GoldArticle:
    """An article with its readers' labels in place of what it had.

    Raises `ArticleFileError` where a label is for a sentence that the article does not have.
    """
    sentences = list(article.sentences)
    for index, reading in readings.items():
        if index >= len(sentences):
            raise ArticleFileError(
                f"{article.article_id}: {len(sentences)} sentences, but a label for number {index}"
            )
        sentences[index] = _relabelled(sentences[index], reading)
    return replace(article, sentences=tuple(sentences))


def read_labelled_articles(
    files: Iterable[Path], readings_files: Iterable[Path]
) -> Iterator[GoldArticle]:
    """Read articles, with what the readings say of them.

    Raises `ArticleFileError` where a file cannot be read, or the two do not fit.
    """
    readings = [read_readings(path) for path in readings_files]
    for path in files:
        for article in read_articles(path):
            for by_article in readings:
                article = apply_readings(article, by_article.get(article.article_id, {}))
            yield article


def _relabelled(sentence: GoldSentence, reading: Reading) -> GoldSentence:
    return replace(
        sentence, label=reading.label, boilerplate=reading.label is None, sure=reading.sure
    )


def _sentences(labels: str) -> Iterator[tuple[int, Reading]]:
    for run in labels.split():
        match = _RUN.fullmatch(run)
        if match is None:
            raise ValueError(f"{run!r} is not like 3R, 4-6C or 7O?")
        first, last, letter, doubt = match.groups()
        for index in range(int(first), int(last or first) + 1):
            yield index, Reading(_LETTERS[letter], sure=not doubt)


def _runs(readings: Iterable[tuple[int, Reading]]) -> Iterator[str]:
    """Neighbours that read the same, as one run."""
    letters = {label: letter for letter, label in _LETTERS.items()}
    ordered = sorted(readings, key=lambda one: one[0])
    numbered = [(index - place, index, reading) for place, (index, reading) in enumerate(ordered)]
    for (_, reading), group in groupby(numbered, key=lambda one: (one[0], one[2])):
        members = [index for _, index, _ in group]
        span = f"{members[0]}-{members[-1]}" if len(members) > 1 else f"{members[0]}"
        yield f"{span}{letters[reading.label]}{'' if reading.sure else '?'}"
