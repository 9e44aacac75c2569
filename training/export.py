"""A trained network to the ONNX file that is served."""

import tempfile
import warnings
from pathlib import Path
from typing import Any

import onnx
import torch
from torch import Tensor, nn
from torch.export import Dim

from model.batches import INPUTS
from model.network import FramingNetwork
from training.fused_attention import use_fused_attention
from training.quantization import quantize

OUTPUTS = ("labels", "boilerplate", "tags")


class _Outputs(nn.Module):
    """The network with its logits as a tuple, the only structure that ONNX knows."""

    def __init__(self, network: FramingNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, *inputs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        logits = self.network(*inputs)
        return logits.labels, logits.boilerplate, logits.tags


def to_onnx(network: FramingNetwork) -> onnx.ModelProto:
    """Export a network in single precision, for any number of windows, sentences and tokens."""
    network = network.float().eval()
    use_fused_attention(network.encoder)
    windows, sentences, tokens = 2, 3, 16
    example = (
        torch.randint(5, 100, (windows, tokens)),
        torch.ones(windows, tokens, dtype=torch.long),
        torch.zeros(windows, tokens, dtype=torch.long),
        torch.ones(windows, sentences, tokens, dtype=torch.bool),
    )
    free: list[dict[int, Any]] = [
        dict.fromkeys(range(tensor.ndim), Dim.DYNAMIC) for tensor in example
    ]
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter warns of what it will itself change
        path = Path(folder) / "network.onnx"
        torch.onnx.export(
            _Outputs(network),
            example,
            path,
            dynamo=True,
            external_data=False,
            verbose=False,
            dynamic_shapes=(tuple(free),),
            input_names=INPUTS,
            output_names=OUTPUTS,
        )
        return onnx.load(path)


def export_int8(network: FramingNetwork, path: Path) -> None:
    """Write the int8 network to `path`."""
    onnx.save(quantize(to_onnx(network)), path)
