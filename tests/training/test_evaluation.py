from pathlib import Path

import numpy as np
import pytest

from model.tags import TAGS
from training.articles import read_articles
from training.error_page import write_error_page
from training.evaluation import Predictions, each_sentence_alone, score_groups
from training.metrics import expected_calibration_error, reliability


def predictions(gold: list[int], guessed: list[int], article: list[int]) -> Predictions:
    count = len(gold)
    return Predictions(
        article=np.array(article),
        gold=np.array(gold),
        sure=np.ones(count, dtype=np.bool_),
        labels=4 * np.eye(3, dtype=np.float32)[guessed],
        boilerplate_gold=np.zeros(count, dtype=np.bool_),
        boilerplate=np.zeros(count, dtype=np.float32),
        tag_gold=np.zeros((0, len(TAGS)), dtype=np.float32),
        tag_known=np.zeros((0, len(TAGS)), dtype=np.bool_),
        tags=np.zeros((0, len(TAGS)), dtype=np.float32),
    )


def test_scores_are_counted_by_group_and_small_groups_together() -> None:
    gold = [0] * 40 + [1, 2, -1]
    guessed = [0] * 39 + [1] + [1, 2, 0]
    groups = score_groups(
        predictions(gold, guessed, [0] * 40 + [1, 2, 2]), ["Gazette", "Times", None]
    )
    assert list(groups) == ["Gazette", "others"]
    assert groups["Gazette"]["accuracy"] == 39 / 40
    assert groups["others"]["sentences"] == 2
    assert groups["others"]["macro_f1"] == 1  # over the two labels that occur


def test_a_sentence_alone_has_neither_neighbours_nor_title(articles_file: Path) -> None:
    articles = read_articles(articles_file)[:1]
    alone = each_sentence_alone(articles)
    assert [len(one.sentences) for one in alone] == [1, 1, 1]  # boilerplate is left out
    assert all(one.title is None for one in alone)


def test_bins_of_equal_mass_show_confidence_beside_accuracy() -> None:
    probabilities = np.array([[0.6, 0.4, 0], [0.6, 0.4, 0], [1, 0, 0], [1, 0, 0]])
    bins = reliability([0, 1, 0, 0], probabilities, bins=2)
    assert bins == [
        {"sentences": 2, "confidence": pytest.approx(0.6), "accuracy": 0.5},
        {"sentences": 2, "confidence": 1.0, "accuracy": 1.0},
    ]
    assert expected_calibration_error([0, 1, 0, 0], probabilities, bins=2) == pytest.approx(0.05)


def test_errors_stand_on_a_page_with_their_context_and_as_text(
    articles_file: Path, tmp_path: Path
) -> None:
    articles = read_articles(articles_file)[:1]
    path = tmp_path / "errors.html"
    write_error_page(articles, predictions([0, 1, 2, -1], [0, 1, 1, 0], [0] * 4), 1.0, path)
    page = path.read_text(encoding="utf-8")
    assert "1 of 3 sentences" in page
    assert "model: attributed_claim (0.96) · reader: editorial_opinion" in page
    assert '<span class="context">The council closed bridge 0 on Monday.' in page
