"""int8 arithmetic for an exported network, by rewriting its ONNX graph.

Each weight matrix becomes int8 with a scale a column; what it is multiplied with becomes
uint8 with a scale a token, computed as it comes. A token's scale depends on that token
alone, so scores do not depend on what else is in a batch, which ONNX Runtime's own dynamic
quantization, with one scale a tensor, cannot say. The embedding table becomes int8 with a
scale a row.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import onnx
from onnx import NodeProto, TensorProto, helper, numpy_helper

SMALLEST_SIDE = 16  # smaller matrices, such as the heads, cost nothing and stay as they are
_ZERO_POINT = 128
_ONNX_RUNTIME = "com.microsoft"  # the domain of its own operators


def quantize(model: onnx.ModelProto) -> onnx.ModelProto:
    """Return a copy of `model` whose large constant matrices are int8."""
    rewritten = onnx.ModelProto()
    rewritten.CopyFrom(model)
    _Rewriter(rewritten.graph).run()
    if all(one.domain != _ONNX_RUNTIME for one in rewritten.opset_import):
        rewritten.opset_import.append(helper.make_opsetid(_ONNX_RUNTIME, 1))
    return rewritten


class _Rewriter:
    def __init__(self, graph: onnx.GraphProto) -> None:
        self.graph = graph
        self.constants = {tensor.name: tensor for tensor in graph.initializer}
        self.quantized_inputs: dict[str, tuple[str, str]] = {}

    def run(self) -> None:
        nodes = [node for old in self.graph.node for node in self._rewrite(old)]
        del self.graph.node[:]
        self.graph.node.extend(nodes)
        used = {name for node in nodes for name in node.input}
        kept = [tensor for tensor in self.constants.values() if tensor.name in used]
        del self.graph.initializer[:]
        self.graph.initializer.extend(kept)

    def _rewrite(self, node: NodeProto) -> Iterator[NodeProto]:
        if node.op_type == "MatMul" and self._large(node.input[1]):
            yield from self._matmul(node)
        elif node.op_type == "Gather" and self._large(node.input[0]):
            yield from self._embedding(node)
        else:
            yield node

    def _large(self, name: str) -> bool:
        tensor = self.constants.get(name)
        return (
            tensor is not None
            and tensor.data_type == TensorProto.FLOAT
            and len(tensor.dims) == 2
            and min(tensor.dims) >= SMALLEST_SIDE
        )

    def _matmul(self, node: NodeProto) -> Iterator[NodeProto]:
        name, output = node.input[0], node.output[0]
        weight = numpy_helper.to_array(self.constants[node.input[1]])
        if name not in self.quantized_inputs:
            yield from self._quantize_input(name, len(weight))
        quantized, scale = self.quantized_inputs[name]
        integers, scales = _symmetric(weight, axis=0)
        int8 = self._constant(f"{node.input[1]}_int8", integers)
        column_scale = self._constant(f"{node.input[1]}_scale", scales[0])
        # The operator takes one scale for all of its input, so that of the token comes after it.
        one = self._constant("no_scale", np.float32(1))
        zero_point = self._constant("input_zero_point", np.uint8(_ZERO_POINT))
        yield helper.make_node(
            "MatMulIntegerToFloat",
            [quantized, int8, one, column_scale, zero_point],
            [f"{output}_columns"],
            domain=_ONNX_RUNTIME,
        )
        yield helper.make_node("Mul", [f"{output}_columns", scale], [output])

    def _quantize_input(self, name: str, width: int) -> Iterator[NodeProto]:
        """A scale a token, and all tokens divided by theirs, rounded and shifted at once."""
        last = self._constant("last_axis", np.array([-1], dtype=np.int64))
        step = self._constant("input_step", np.float32(1 / 127))
        smallest = self._constant("smallest_scale", np.float32(1e-8))
        rows = self._constant(f"rows_of_{width}", np.array([-1, width], dtype=np.int64))
        scale, quantized = f"{name}_scale", f"{name}_uint8"
        yield helper.make_node("Abs", [name], [f"{name}_abs"])
        yield helper.make_node("ReduceMax", [f"{name}_abs", last], [f"{name}_max"], keepdims=1)
        yield helper.make_node("Mul", [f"{name}_max", step], [f"{name}_step"])
        yield helper.make_node("Max", [f"{name}_step", smallest], [scale])
        yield helper.make_node("Reshape", [name, rows], [f"{name}_rows"])
        yield helper.make_node("Reshape", [scale, last], [f"{name}_scales"])
        yield helper.make_node("Shape", [f"{name}_scales"], [f"{name}_count"])
        yield helper.make_node(
            "ConstantOfShape",
            [f"{name}_count"],
            [f"{name}_zero_points"],
            value=helper.make_tensor("zero_point", TensorProto.UINT8, [1], [_ZERO_POINT]),
        )
        yield helper.make_node(
            "QuantizeLinear",
            [f"{name}_rows", f"{name}_scales", f"{name}_zero_points"],
            [f"{name}_row_uint8"],
            axis=0,
        )
        yield helper.make_node("Shape", [name], [f"{name}_shape"])
        yield helper.make_node("Reshape", [f"{name}_row_uint8", f"{name}_shape"], [quantized])
        self.quantized_inputs[name] = (quantized, scale)

    def _embedding(self, node: NodeProto) -> Iterator[NodeProto]:
        table, indices = node.input
        output = node.output[0]
        integers, scales = _symmetric(numpy_helper.to_array(self.constants[table]), axis=1)
        int8 = self._constant(f"{table}_int8", integers)
        row_scale = self._constant(f"{table}_scale", scales)
        yield helper.make_node("Gather", [int8, indices], [f"{output}_int8"])
        yield helper.make_node(
            "Cast", [f"{output}_int8"], [f"{output}_float"], to=TensorProto.FLOAT
        )
        yield helper.make_node("Gather", [row_scale, indices], [f"{output}_row_scale"])
        yield helper.make_node("Mul", [f"{output}_float", f"{output}_row_scale"], [output])

    def _constant(self, name: str, value: npt.ArrayLike) -> str:
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(np.asarray(value), name)
        return name


def _symmetric(
    weights: npt.NDArray[np.float32], axis: int
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """Round weights to int8 with one scale for each slice along `axis`."""
    scales = np.maximum(np.abs(weights).max(axis, keepdims=True) / 127, 1e-12)
    return np.round(weights / scales).astype(np.int8), scales.astype(np.float32)
