"""The articles that every contender reads."""

from dataclasses import dataclass
from pathlib import Path

import orjson

from model.sentences import join_sentences, split_sentences

PROJECT = Path(__file__).parents[2]
SEED_ARTICLE = PROJECT / "seeds" / "article.txt"
CORPUS = PROJECT / "training" / "data" / "test.jsonl"


class ArticlesError(Exception):
    """A file without an article to measure with; the message says why."""


@dataclass(frozen=True, slots=True)
class BenchmarkArticle:
    """An article, and its sentences for those who cannot split it."""

    text: str
    sentences: tuple[str, ...]


def read_articles(path: Path, limit: int | None = None) -> list[BenchmarkArticle]:
    """Read articles: JSON Lines of `text` or of labelled `sentences`, else one article of text.

    Raises `ArticlesError` where there is none.
    """
    try:
        content = path.read_bytes()
        if path.suffix == ".jsonl":
            texts = [_text(orjson.loads(line)) for line in content.splitlines() if line.strip()]
        else:
            texts = [content.decode("utf-8")]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ArticlesError(f"{path}: holds no articles that can be read") from error
    articles = [_article(text) for text in texts[:limit]]
    if not any(article.sentences for article in articles):
        raise ArticlesError(f"{path}: holds no sentence")
    return [article for article in articles if article.sentences]


def _text(row: dict[str, object]) -> str:
    if "text" in row:
        return str(row["text"])
    sentences = row["sentences"]
    if not isinstance(sentences, list):
        raise TypeError("sentences must be a list")
    paragraphs = [sentence.get("paragraph", 0) for sentence in sentences]
    return join_sentences([sentence["text"] for sentence in sentences], paragraphs).text


def _article(text: str) -> BenchmarkArticle:
    split = split_sentences(text)
    return BenchmarkArticle(text, tuple(text[one.start : one.end] for one in split.sentences))
