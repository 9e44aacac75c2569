"""int8 weights with a scale a token: close to single precision, whatever shares the batch."""

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

from training.quantization import quantize

WIDTH = 32


@pytest.fixture(scope="module")
def network() -> onnx.ModelProto:
    random = np.random.default_rng(0)
    table = random.normal(size=(100, WIDTH)).astype(np.float32)
    weight = random.normal(size=(WIDTH, 48)).astype(np.float32)
    head = random.normal(size=(48, 3)).astype(np.float32)
    nodes = [
        helper.make_node("Gather", ["table", "ids"], ["embedded"]),
        helper.make_node("MatMul", ["embedded", "weight"], ["hidden"]),
        helper.make_node("MatMul", ["hidden", "head"], ["logits"]),
    ]
    graph = helper.make_graph(
        nodes,
        "network",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, ["B", "T"])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["B", "T", 3])],
        [
            numpy_helper.from_array(array, name)
            for name, array in (("table", table), ("weight", weight), ("head", head))
        ],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)


def run(model: onnx.ModelProto, ids: list[list[int]]) -> np.ndarray:
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    return np.asarray(session.run(None, {"ids": np.array(ids)})[0])


def test_large_matrices_become_int8_and_small_heads_stay(network: onnx.ModelProto) -> None:
    types = {tensor.name: tensor.data_type for tensor in quantize(network).graph.initializer}
    assert types["weight_int8"] == types["table_int8"] == TensorProto.INT8
    assert types["head"] == TensorProto.FLOAT
    assert "weight" not in types


def test_logits_stay_close(network: onnx.ModelProto) -> None:
    ids = [list(range(50))]
    exact, rounded = run(network, ids), run(quantize(network), ids)
    assert np.abs(exact - rounded).max() < 0.03 * np.abs(exact).max()


def test_a_token_does_not_change_with_its_neighbours(network: onnx.ModelProto) -> None:
    quantized = quantize(network)
    alone = run(quantized, [[5]])[0, 0]
    crowd = run(quantized, [[5, 17, 60], [99, 98, 97]])[0, 0]
    assert np.array_equal(alone, crowd)


def test_the_given_model_stays_as_it_is(network: onnx.ModelProto) -> None:
    before = network.SerializeToString()
    quantize(network)
    assert network.SerializeToString() == before
