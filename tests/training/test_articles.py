import json
from pathlib import Path

import pytest

from model.labels import Label
from training.articles import ArticleFileError, read_articles


def write(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_labelled_articles_keep_their_sentences_and_spans(articles_file: Path) -> None:
    article = read_articles(articles_file)[0]
    assert (article.article_id, article.outlet) == ("bridge-0", "The Gazette")
    assert [sentence.label for sentence in article.sentences] == [*Label, None]
    assert article.sentences[1].source == "the mayor"
    assert article.sentences[1].cues == ("said",)
    assert article.sentences[3].boilerplate


def test_the_seed_article_is_a_labelled_article() -> None:
    (article,) = read_articles(Path("seeds/article.jsonl"))
    assert len(article.sentences) == 15


def test_a_flat_row_is_an_article_of_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "flat.csv"
    path.write_text("text,label\nRain fell.,neutral_report\nShame on them!,editorial_opinion\n")
    assert [len(article.sentences) for article in read_articles(path)] == [1, 1]


def test_flat_rows_of_one_article_belong_together(tmp_path: Path) -> None:
    rows = [
        {"article_id": name, "text": f"Sentence {name}.", "label": "neutral_report"}
        for name in ("a", "a", "b")
    ]
    articles = read_articles(write(tmp_path / "flat.jsonl", *rows))
    assert [(one.article_id, len(one.sentences)) for one in articles] == [("a", 2), ("b", 1)]


def test_an_unknown_label_is_named_with_its_row(tmp_path: Path) -> None:
    path = write(tmp_path / "bad.jsonl", {"text": "Rain.", "label": "leftist"})
    with pytest.raises(ArticleFileError, match=r"bad\.jsonl:1: unknown label 'leftist'"):
        read_articles(path)


def test_an_empty_text_is_named_with_its_row(tmp_path: Path) -> None:
    rows = [{"text": text, "label": "neutral_report"} for text in ("Rain.", " ")]
    with pytest.raises(ArticleFileError, match=r"bad\.jsonl:2: `text` is empty"):
        read_articles(write(tmp_path / "bad.jsonl", *rows))


def test_missing_columns_are_named(tmp_path: Path) -> None:
    path = write(tmp_path / "bad.jsonl", {"body": "Rain."})
    with pytest.raises(ArticleFileError, match="found body"):
        read_articles(path)


def test_a_missing_file_and_a_strange_one_are_said_so(tmp_path: Path) -> None:
    with pytest.raises(ArticleFileError, match="no such file"):
        read_articles(tmp_path / "none.jsonl")
    with pytest.raises(ArticleFileError, match="expected one of"):
        read_articles(tmp_path / "articles.docx")
