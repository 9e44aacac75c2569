from pathlib import Path

import pytest

from model.labels import Label
from training.articles import ArticleFileError, read_articles
from training.readings import Reading, apply_readings, read_readings, write_readings

REPORT = Reading(Label.NEUTRAL_REPORT, sure=True)
DOUBTFUL_OPINION = Reading(Label.EDITORIAL_OPINION, sure=False)
BOILERPLATE = Reading(None, sure=True)


def write(path: Path, line: str) -> Path:
    path.write_text(line + "\n", encoding="utf-8")
    return path


def test_neighbours_that_read_the_same_are_one_run(tmp_path: Path) -> None:
    path = tmp_path / "readings.jsonl"
    given = {"a": {0: BOILERPLATE, 1: REPORT, 2: REPORT, 3: DOUBTFUL_OPINION, 7: REPORT}}
    write_readings(given, path)
    assert path.read_text() == '{"article_id": "a", "labels": "0B 1-2R 3O? 7R"}\n'
    assert read_readings(path) == given


def test_a_label_replaces_what_the_article_had_and_leaves_its_spans(articles_file: Path) -> None:
    article = read_articles(articles_file)[0]
    changed = apply_readings(article, {1: DOUBTFUL_OPINION, 2: BOILERPLATE})
    assert changed.sentences[0] == article.sentences[0]
    assert changed.sentences[1].label == Label.EDITORIAL_OPINION
    assert changed.sentences[1].source == "the mayor"
    assert not changed.sentences[1].sure
    assert changed.sentences[2].boilerplate


def test_a_label_for_a_sentence_that_is_not_there_is_refused(articles_file: Path) -> None:
    article = read_articles(articles_file)[0]
    with pytest.raises(ArticleFileError, match="4 sentences, but a label for number 9"):
        apply_readings(article, {9: REPORT})


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"article_id": "a", "labels": "0R 1X"}', "'1X' is not like 3R, 4-6C or 7O"),
        ('{"article_id": "a", "labels": "0-2R 1C"}', "sentence 1 is labelled twice"),
        ('{"labels": "0R"}', "article_id"),
        ("0R 1C", "unreadable"),
    ],
)
def test_a_line_that_says_something_else_is_named(tmp_path: Path, line: str, problem: str) -> None:
    path = write(tmp_path / "readings.jsonl", line)
    with pytest.raises(ArticleFileError, match=rf"readings\.jsonl:1: .*{problem}"):
        read_readings(path)
