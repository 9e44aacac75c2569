from pathlib import Path

import numpy as np
import pytest

from model.checkpoint import SHIPPED_WEIGHTS
from model.labels import Label
from model.sentences import split_sentences
from model.tags import TAGS, Tag
from model.tokens import load_tokenizer
from training.articles import ArticleFileError, read_articles
from training.examples import (
    Example,
    add_soft_labels,
    example_from_article,
    example_from_attributions,
)
from training.readings import Reading, apply_readings
from training.soft_labels import SoftLabels

TOKENIZER = load_tokenizer(SHIPPED_WEIGHTS)


def tagged(example: Example, tag: Tag, text: str) -> list[str]:
    marked = example.tags[:, TAGS.index(tag)] > 0
    places = zip(example.text.starts[marked], example.text.ends[marked], strict=True)
    return [text[start:end] for start, end in places]


def test_labels_and_spans_of_an_article_become_targets(articles_file: Path) -> None:
    article = read_articles(articles_file)[0]
    example = example_from_article(TOKENIZER, article)
    text = " ".join(sentence.text for sentence in article.sentences)
    assert example.labels[:3].tolist() == np.eye(3).tolist()
    assert example.label_weights.tolist() == [1, 1, 1, 0]
    assert example.boilerplate.tolist() == [0, 0, 0, 1]
    assert tagged(example, Tag.SOURCE, text) == ["the", "mayor"]
    assert tagged(example, Tag.CUE, text) == ["said"]
    assert tagged(example, Tag.LOADED, text) == ["reckless"]


def test_the_content_of_claims_is_unknown_in_labelled_articles(articles_file: Path) -> None:
    example = example_from_article(TOKENIZER, read_articles(articles_file)[0])
    assert not example.tag_weights[:, TAGS.index(Tag.CONTENT)].any()


def test_marked_attributions_become_tags_without_labels() -> None:
    text = "The mayor said it would rain."
    attribution = {"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 28]]}
    example = example_from_attributions(TOKENIZER, split_sentences(text), [attribution])
    assert tagged(example, Tag.SOURCE, text) == ["The", "mayor"]
    assert tagged(example, Tag.CONTENT, text) == ["it", "would", "rain"]
    assert not example.label_weights.any()


def soft_labels(*labels: list[float]) -> SoftLabels:
    return SoftLabels("a", np.array(labels, np.float32), np.full(len(labels), 0.25, np.float32))


def test_a_teacher_has_its_share_where_a_reader_labelled_and_all_of_it_elsewhere(
    tmp_path: Path,
) -> None:
    path = tmp_path / "plain.jsonl"
    path.write_text('{"article_id": "a", "sentences": ["Rain fell.", "It stopped."]}\n')
    (article,) = read_articles(path)
    article = apply_readings(article, {1: Reading(Label.NEUTRAL_REPORT, sure=True)})
    example = example_from_article(TOKENIZER, article)
    mixed = add_soft_labels(example, soft_labels([0, 1, 0], [0, 1, 0]), share=0.5)
    assert mixed.labels.tolist() == [[0, 1, 0], [0.5, 0.5, 0]]
    assert mixed.label_weights.tolist() == [0.75, 1]
    assert mixed.boilerplate.tolist() == [0.25, 0.125]


def test_soft_labels_must_fit_their_article(articles_file: Path) -> None:
    example = example_from_article(TOKENIZER, read_articles(articles_file)[0])
    with pytest.raises(ArticleFileError, match="4 sentences, but 1 soft labels"):
        add_soft_labels(example, soft_labels([1, 0, 0]), share=0.5)
