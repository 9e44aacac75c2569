"""Making probabilities mean what they say (temperature scaling, Guo et al., 2017)."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar

from model.probabilities import sigmoid, softmax
from model.tags import TAGS, Tag
from training.evaluation import Predictions
from training.metrics import binary_score, expected_calibration_error

CERTAIN_ACCURACY = 0.95
_GRID = np.round(np.arange(0.1, 0.9, 0.02), 2)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Settings of a model that are chosen on held-out articles."""

    temperature: float
    uncertain_below: float
    boilerplate_above: float
    tag_above: dict[Tag, float]


UNCALIBRATED = Calibration(1.0, 0.5, 0.5, dict.fromkeys(TAGS, 0.5))


def calibrate(predictions: Predictions) -> Calibration:
    """Choose temperature and thresholds on predictions for articles that were not trained on.

    The temperature minimises the negative log-likelihood. Sentences whose confidence
    reaches `uncertain_below` are right at a rate of at least `CERTAIN_ACCURACY`.
    """
    known = predictions.labelled
    gold, logits = predictions.gold[known], predictions.labels[known]
    temperature = _best_temperature(logits, gold)
    probabilities = softmax(logits / temperature)
    seen = known | predictions.boilerplate_gold
    return Calibration(
        temperature=temperature,
        uncertain_below=_certain_from(gold, probabilities),
        boilerplate_above=_best_threshold(
            predictions.boilerplate_gold[seen], sigmoid(predictions.boilerplate[seen])
        ),
        tag_above={tag: _tag_threshold(*predictions.of_tag(tag)) for tag in TAGS},
    )


def cross_validated_error(predictions: Predictions, folds: int = 5) -> float:
    """Expected calibration error with each article's temperature fitted on other articles."""
    known = predictions.labelled
    gold, logits = predictions.gold[known], predictions.labels[known]
    fold = predictions.article[known] % folds
    probabilities = np.empty_like(logits)
    for one in np.unique(fold):
        others = fold != one if (fold != one).any() else fold == one
        temperature = _best_temperature(logits[others], gold[others])
        probabilities[fold == one] = softmax(logits[fold == one] / temperature)
    return expected_calibration_error(gold, probabilities)


def _best_temperature(logits: npt.NDArray[np.float32], gold: npt.NDArray[np.int64]) -> float:
    found = minimize_scalar(
        lambda value: _negative_log_likelihood(logits / value, gold),
        bounds=(0.05, 20.0),
        method="bounded",
    )
    return float(found.x)


def _tag_threshold(gold: npt.NDArray[np.float32], logits: npt.NDArray[np.float32]) -> float:
    return _best_threshold(gold > 0, sigmoid(logits))


def _negative_log_likelihood(logits: npt.NDArray[np.float32], gold: npt.NDArray[np.int64]) -> float:
    return float(-np.log(softmax(logits)[np.arange(len(gold)), gold] + 1e-12).mean())


def _certain_from(gold: npt.NDArray[np.int64], probabilities: npt.NDArray[np.float32]) -> float:
    """The lowest confidence from which on predictions are right often enough."""
    confidence = probabilities.max(-1)
    order = np.argsort(-confidence)
    rate = np.cumsum((probabilities.argmax(-1) == gold)[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(rate >= CERTAIN_ACCURACY)
    return round(float(confidence[order[good[-1]]]), 4) if len(good) else 1.0


def _best_threshold(gold: npt.NDArray[np.bool_], probabilities: npt.NDArray[np.float32]) -> float:
    """The threshold with the best F1; one half where there is nothing to find."""
    if not gold.any():
        return 0.5
    return float(max(_GRID, key=lambda above: binary_score(gold, probabilities > above).f1))
