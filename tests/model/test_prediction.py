"""The shipped weights, read the way they are served."""

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.backends import BackendName
from model.labels import LABELS
from model.prediction import FramingModel
from model.reading import Article, Reading

SEED = Path("seeds/article.txt")


@pytest.fixture(scope="module")
def model() -> FramingModel:
    return FramingModel.load(threads=2)


@pytest.fixture(scope="module")
def seed() -> Article:
    return Article(SEED.read_bytes().decode())


def scores(reading: Reading) -> np.ndarray:
    return np.array([sentence.scores for sentence in reading.sentences])


def test_every_sentence_gets_a_label_and_probabilities(model: FramingModel, seed: Article) -> None:
    (reading,) = model.classify([seed])
    assert len(reading.sentences) == 15
    for sentence in reading.sentences:
        assert math.isclose(sum(sentence.scores), 1, rel_tol=1e-5)
        assert sentence.label is LABELS[int(np.argmax(sentence.scores))]


def test_the_seed_article_is_read_as_the_codebook_reads_it(
    model: FramingModel, seed: Article
) -> None:
    (reading,) = model.classify([seed])
    by_text = {
        seed.text[one.sentence.start : one.sentence.end][:30]: one for one in reading.sentences
    }
    assert by_text["A Ukrainian official said Thur"].label == "attributed_claim"
    assert by_text["“Through this process we will "].label == "attributed_claim"
    assert by_text["Israel receives $3.8 billion i"].label == "neutral_report"
    assert by_text["Long-term commitments from Wes"].label == "editorial_opinion"
    assert by_text["Dave DeCamp is the news editor"].boilerplate


def test_an_empty_text_has_no_sentences(model: FramingModel) -> None:
    assert [one.sentences for one in model.classify([Article(""), Article(" \n\t ")])] == [(), ()]


def test_no_articles_no_readings(model: FramingModel) -> None:
    assert model.classify([]) == []


def test_scores_do_not_depend_on_what_else_is_in_the_batch(
    model: FramingModel, seed: Article
) -> None:
    alone = scores(model.classify([seed])[0])
    crowd = [Article("Rain fell on Monday. " * count) for count in (1, 7, 40)]
    together = scores(model.classify([*crowd, seed, *crowd])[3])
    assert np.abs(alone - together).max() < 0.001


def test_a_sentence_longer_than_a_window_is_truncated_and_says_so(model: FramingModel) -> None:
    (reading,) = model.classify(
        [Article("Rain fell. It fell " + "and fell " * 5000 + "all night.")]
    )
    first, second = reading.sentences
    assert not first.truncated
    assert second.truncated
    assert second.tokens > 5000


def test_a_title_is_context_and_not_classified(model: FramingModel) -> None:
    (reading,) = model.classify([Article("Rain fell.", title="A reckless gamble")])
    assert len(reading.sentences) == 1


def test_both_engines_agree_wherever_they_are_certain(model: FramingModel, seed: Article) -> None:
    pytest.importorskip("torch")
    torch_model = FramingModel.load(backend=BackendName.TORCH, threads=2)
    ours, theirs = (one.classify([seed])[0] for one in (model, torch_model))
    pairs = list(zip(ours.sentences, theirs.sentences, strict=True))
    certain = [(one, other) for one, other in pairs if not (one.uncertain or other.uncertain)]
    assert len(certain) > len(pairs) / 2
    assert all(one.label == other.label for one, other in certain)
    assert np.abs(scores(ours) - scores(theirs)).mean() < 0.02


@settings(max_examples=50, deadline=None)
@given(text=st.text(max_size=300))
def test_any_text_is_read_with_exact_offsets(model: FramingModel, text: str) -> None:
    (reading,) = model.classify([Article(text)])
    end = 0
    for one in reading.sentences:
        assert end <= one.sentence.start < one.sentence.end <= len(text)
        assert text[one.sentence.start : one.sentence.end].strip()
        end = one.sentence.end
