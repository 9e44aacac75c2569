from pathlib import Path

import pytest

from service.benchmark.articles import CORPUS, SEED_ARTICLE, ArticlesError, read_articles


def test_a_text_file_is_one_article() -> None:
    (article,) = read_articles(SEED_ARTICLE)
    assert len(article.sentences) == 15
    assert all(sentence in article.text for sentence in article.sentences)


def test_labelled_articles_are_put_together_as_text(tmp_path: Path) -> None:
    file = tmp_path / "labelled.jsonl"
    file.write_text(
        '{"sentences": [{"text": "Rain fell.", "paragraph": 0}, {"text": "It was cold."}]}\n'
        '{"text": "The council met. It voted."}\n'
    )
    assert [article.text for article in read_articles(file)] == [
        "Rain fell. It was cold.",
        "The council met. It voted.",
    ]


def test_no_more_articles_are_read_than_asked_for() -> None:
    assert len(read_articles(CORPUS, 3)) == 3


@pytest.mark.parametrize("content", ["", "\n", '{"text": ""}', '{"body": "Rain."}', "[1]", "{"])
def test_a_file_without_articles_is_refused_by_name(tmp_path: Path, content: str) -> None:
    file = tmp_path / "nothing.jsonl"
    file.write_text(content)
    with pytest.raises(ArticlesError, match=r"nothing\.jsonl"):
        read_articles(file)
