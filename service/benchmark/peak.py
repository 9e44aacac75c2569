"""How much int8 arithmetic the processor can do, and how much a token of the model takes."""

import time
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

_SHAPES = ((512, 768, 3072), (1024, 1024, 1024), (2048, 2048, 2048))  # rows, inner, columns
_WEIGHT_TYPES = (TensorProto.INT8, TensorProto.UINT8)


def int8_peak(threads: int, seconds: float) -> float:
    """Multiply int8 matrices in ONNX Runtime; tells the most operations a second.

    A multiplication and an addition are two operations. The best of some shapes is taken.
    """
    return max(_rate(shape, threads, seconds / len(_SHAPES)) for shape in _SHAPES)


def operations_a_token(network: Path) -> int:
    """Count the int8 operations that a network's weight matrices take for each token."""
    graph = onnx.load(str(network)).graph
    weights: dict[str, int] = {
        tensor.name: tensor.dims[0] * tensor.dims[1]
        for tensor in graph.initializer
        if tensor.data_type in _WEIGHT_TYPES and len(tensor.dims) == 2
    }
    return 2 * sum(
        weights.get(name, 0)
        for node in graph.node
        if node.op_type != "Gather"  # an embedding is looked up, not multiplied with
        for name in node.input
    )


def _rate(shape: tuple[int, int, int], threads: int, seconds: float) -> float:
    rows, inner, columns = shape
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(
        _multiplication(shape), options, providers=["CPUExecutionProvider"]
    )
    random = np.random.default_rng(1)
    inputs = {"left": random.integers(0, 255, (rows, inner), dtype=np.uint8)}
    session.run(None, inputs)
    fastest = float("inf")
    end = time.perf_counter() + seconds
    while (began := time.perf_counter()) < end or fastest == float("inf"):
        session.run(None, inputs)
        fastest = min(fastest, time.perf_counter() - began)
    return 2 * rows * inner * columns / fastest


def _multiplication(shape: tuple[int, int, int]) -> bytes:
    rows, inner, columns = shape
    weights = np.random.default_rng(2).integers(-127, 127, (inner, columns), dtype=np.int8)
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["left", "right"], ["product"])],
        "peak",
        [helper.make_tensor_value_info("left", TensorProto.UINT8, [rows, inner])],
        [helper.make_tensor_value_info("product", TensorProto.INT32, [rows, columns])],
        [numpy_helper.from_array(weights, "right")],
    )
    opset = [helper.make_opsetid("", 17)]
    network: bytes = helper.make_model(graph, opset_imports=opset, ir_version=8).SerializeToString()
    return network
