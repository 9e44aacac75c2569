"""Scores of quality, counted over labelled sentences and tokens."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from model.labels import LABELS


@dataclass(frozen=True, slots=True)
class BinaryScore:
    """Precision, recall and F1 of a yes-or-no decision."""

    precision: float
    recall: float
    f1: float


def confusion(gold: npt.ArrayLike, predicted: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Count label pairs: rows are gold, columns are predicted, in the order of `LABELS`."""
    matrix = np.zeros((len(LABELS), len(LABELS)), dtype=np.int64)
    np.add.at(matrix, (np.asarray(gold), np.asarray(predicted)), 1)
    return matrix


def label_f1(matrix: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """F1 of each label from a confusion matrix; 0 for a label that never occurs."""
    hits = np.diag(matrix).astype(float)
    total = matrix.sum(0) + matrix.sum(1)
    scores: npt.NDArray[np.float64] = 2 * hits / np.maximum(total, 1)
    return scores


def macro_f1(matrix: npt.NDArray[np.int64]) -> float:
    """Unweighted mean of the F1 of the labels that occur."""
    occurs = matrix.sum(0) + matrix.sum(1) > 0
    return float(label_f1(matrix)[occurs].mean()) if occurs.any() else 0.0


def label_scores(
    gold: npt.NDArray[np.int64],
    predicted: npt.NDArray[np.int64],
    article: npt.NDArray[np.int64],
) -> dict[str, Any]:
    """Scores of label numbers [N]; intervals draw whole articles, numbered by `article` [N]."""
    matrix = confusion(gold, predicted)
    return {
        "articles": len(np.unique(article)),
        "sentences": len(gold),
        "macro_f1": macro_f1(matrix),
        "macro_f1_interval": bootstrap_interval(gold, predicted, article),
        "f1": {str(label): float(f1) for label, f1 in zip(LABELS, label_f1(matrix), strict=True)},
        "accuracy": float((gold == predicted).mean()),
        "confusion": matrix.tolist(),
    }


def binary_score(gold: npt.ArrayLike, predicted: npt.ArrayLike) -> BinaryScore:
    """Score a yes-or-no decision; 0 where nothing is there to be found."""
    truth, guess = np.asarray(gold, dtype=bool), np.asarray(predicted, dtype=bool)
    hits = int((truth & guess).sum())
    precision = hits / guess.sum() if guess.any() else 0.0
    recall = hits / truth.sum() if truth.any() else 0.0
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return BinaryScore(float(precision), float(recall), float(f1))


def expected_calibration_error(
    gold: npt.ArrayLike, probabilities: npt.NDArray[np.floating], bins: int = 10
) -> float:
    """Mean gap between confidence and accuracy, over bins of equal mass (Nixon et al., 2019).

    `probabilities` is [N, labels]; confidence is the highest of a row.
    """
    parts = reliability(gold, probabilities, bins)
    gaps = [part["sentences"] * abs(part["confidence"] - part["accuracy"]) for part in parts]
    return sum(gaps) / max(1, len(probabilities))


def reliability(
    gold: npt.ArrayLike, probabilities: npt.NDArray[np.floating], bins: int = 10
) -> list[dict[str, float]]:
    """Mean confidence and accuracy in bins of equal mass, from the least confident up."""
    confidence = probabilities.max(-1)
    hits = probabilities.argmax(-1) == np.asarray(gold)
    order = np.argsort(confidence, kind="stable")
    return [
        {
            "sentences": len(part),
            "confidence": float(confidence[part].mean()),
            "accuracy": float(hits[part].mean()),
        }
        for part in np.array_split(order, bins)
        if len(part)
    ]


def bootstrap_interval(
    gold: npt.NDArray[np.int64],
    predicted: npt.NDArray[np.int64],
    article: npt.NDArray[np.int64],
    draws: int = 1000,
    seed: int = 0,
) -> tuple[float, float]:
    """95 % interval of macro-F1 when whole articles are drawn with replacement."""
    matrices = np.stack(
        [confusion(gold[article == one], predicted[article == one]) for one in np.unique(article)]
    )
    random = np.random.default_rng(seed)
    picks = random.integers(len(matrices), size=(draws, len(matrices)))
    values = [macro_f1(matrices[pick].sum(0)) for pick in picks]
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)
