import numpy as np
import pytest

from model.probabilities import softmax
from model.tags import Tag
from training.calibration import CERTAIN_ACCURACY, calibrate
from training.evaluation import Predictions
from training.metrics import expected_calibration_error


def predictions(sharpness: float) -> Predictions:
    """Predictions of a model whose logits are `sharpness` times too large."""
    random = np.random.default_rng(0)
    logits = random.normal(size=(4000, 3)).astype(np.float32) * 2
    gold = np.array([random.choice(3, p=row / row.sum()) for row in softmax(logits).astype(float)])
    tags = random.normal(size=(500, 4)).astype(np.float32)
    return Predictions(
        article=np.zeros(4000, dtype=np.int64),
        gold=gold,
        sure=np.ones(4000, dtype=np.bool_),
        labels=logits * sharpness,
        boilerplate_gold=random.random(4000) < 0.1,
        boilerplate=random.normal(size=4000).astype(np.float32),
        tag_gold=(tags > 1).astype(np.float32),
        tag_known=np.ones((500, 4), dtype=np.bool_),
        tags=tags,
    )


def test_the_temperature_undoes_overconfidence() -> None:
    given = predictions(sharpness=2)
    calibration = calibrate(given)
    assert calibration.temperature == pytest.approx(2, rel=0.1)
    before = expected_calibration_error(given.gold, softmax(given.labels))
    after = expected_calibration_error(
        given.gold, softmax(given.labels / np.float32(calibration.temperature))
    )
    assert after < before / 3


def test_what_is_certain_is_right_at_the_stated_rate() -> None:
    given = predictions(sharpness=1)
    calibration = calibrate(given)
    probabilities = softmax(given.labels / np.float32(calibration.temperature))
    certain = probabilities.max(-1) >= calibration.uncertain_below
    assert certain.any()
    rate = (probabilities.argmax(-1) == given.gold)[certain].mean()
    assert rate >= CERTAIN_ACCURACY - 0.005


def test_thresholds_of_tags_find_what_is_there() -> None:
    above = calibrate(predictions(1)).tag_above[Tag.CUE]
    assert above == pytest.approx(1 / (1 + np.exp(-1)), abs=0.05)
