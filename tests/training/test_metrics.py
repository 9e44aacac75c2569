import numpy as np
import pytest

from training.metrics import (
    binary_score,
    bootstrap_interval,
    confusion,
    expected_calibration_error,
    label_f1,
    macro_f1,
)


def test_confusion_has_gold_in_rows() -> None:
    assert confusion([0, 0, 1], [0, 2, 1]).tolist() == [[1, 0, 1], [0, 1, 0], [0, 0, 0]]


def test_macro_f1_agrees_with_scikit_learn() -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    random = np.random.default_rng(0)
    gold, guess = random.integers(3, size=200), random.integers(3, size=200)
    matrix = confusion(gold, guess)
    assert macro_f1(matrix) == pytest.approx(metrics.f1_score(gold, guess, average="macro"))
    assert label_f1(matrix) == pytest.approx(metrics.f1_score(gold, guess, average=None))


def test_a_binary_score_of_nothing_is_zero() -> None:
    assert binary_score([False], [False]).f1 == 0


def test_a_binary_score_counts_hits() -> None:
    score = binary_score([1, 1, 0, 0], [1, 0, 1, 0])
    assert (score.precision, score.recall, score.f1) == (0.5, 0.5, 0.5)


def test_calibration_error_is_the_gap_between_confidence_and_accuracy() -> None:
    probabilities = np.array([[0.8, 0.1, 0.1]] * 10)
    assert expected_calibration_error([0] * 8 + [1] * 2, probabilities, 1) == pytest.approx(0)
    assert expected_calibration_error([1] * 10, probabilities, 1) == pytest.approx(0.8)


def test_the_bootstrap_draws_whole_articles() -> None:
    gold = np.array([0, 1, 2] * 20)
    article = np.repeat(np.arange(20), 3)
    assert bootstrap_interval(gold, gold, article) == (1.0, 1.0)
    guess = np.where(article < 10, gold, (gold + 1) % 3)
    low, high = bootstrap_interval(gold, guess, article)
    assert low < macro_f1(confusion(gold, guess)) < high
