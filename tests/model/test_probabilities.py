import numpy as np

from model.probabilities import sigmoid, softmax


def test_softmax_sums_to_one_even_for_huge_logits() -> None:
    probabilities = softmax(np.array([[1000.0, 0.0, -1000.0], [0, 0, 0]], dtype=np.float32))
    assert np.allclose(probabilities, [[1, 0, 0], [1 / 3] * 3])


def test_softmax_of_nothing_is_nothing() -> None:
    assert softmax(np.zeros((0, 3), dtype=np.float32)).shape == (0, 3)


def test_sigmoid_takes_infinities() -> None:
    logits = np.array([-np.inf, 0, np.inf], dtype=np.float32)
    assert np.allclose(sigmoid(logits), [0, 0.5, 1])
