from pathlib import Path

import numpy as np
import pytest

from service.benchmark.peak import int8_peak, operations_a_token

onnx = pytest.importorskip("onnx")


def test_weight_matrices_are_counted_and_embeddings_are_not(tmp_path: Path) -> None:
    helper, kinds = onnx.helper, onnx.TensorProto
    graph = helper.make_graph(
        [
            helper.make_node("Gather", ["table", "ids"], ["rows"]),
            helper.make_node("MatMulInteger", ["rows", "weights"], ["product"]),
        ],
        "small",
        [helper.make_tensor_value_info("ids", kinds.INT64, ["T"])],
        [helper.make_tensor_value_info("product", kinds.INT32, ["T", 8])],
        [
            onnx.numpy_helper.from_array(np.zeros((100, 16), dtype=np.int8), "table"),
            onnx.numpy_helper.from_array(np.zeros((16, 8), dtype=np.int8), "weights"),
        ],
    )
    onnx.save(helper.make_model(graph), tmp_path / "model.onnx")
    assert operations_a_token(tmp_path / "model.onnx") == 2 * 16 * 8


def test_any_machine_does_a_thousand_million_operations_a_second() -> None:
    assert int8_peak(threads=1, seconds=0.01) > 1e9
