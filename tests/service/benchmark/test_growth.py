from pathlib import Path

import pytest

from model.sentences import split_sentences
from service.benchmark import growth
from service.benchmark.articles import CORPUS, read_articles
from service.benchmark.growth import measure_growth


def test_sizes_grow_tenfold_and_end_where_told() -> None:
    assert list(growth._sizes(10, 25_000)) == [10, 100, 1000, 10_000, 25_000]
    assert list(growth._sizes(1, 1)) == [1]


def test_the_long_article_has_about_as_many_sentences_as_asked_for() -> None:
    text = growth._text(read_articles(CORPUS), 1000)
    assert len(split_sentences(text).sentences) == pytest.approx(1000, rel=0.05)


def test_both_curves_are_measured(
    served_folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(growth, "_ROUNDS", 1)
    corpus = read_articles(CORPUS, 1)
    found = measure_growth(served_folder, corpus, corpus[0], 10, 1, lambda text: None)
    (one,), (many,) = found.one_article, found.many_articles
    assert one.articles == 1
    assert one.sentences == pytest.approx(10, abs=2)
    assert many.articles == 1
    assert one.memory > 20
    assert one.seconds > 0
