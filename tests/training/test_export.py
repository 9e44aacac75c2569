"""What is exported says what the network says."""

import numpy as np
import onnxruntime
import pytest
import torch
from transformers import BertConfig, MPNetConfig, PreTrainedConfig

from model.batches import INPUTS
from model.network import FramingConfig, FramingNetwork
from training.export import to_onnx

SIZE = {
    "vocab_size": 100,
    "hidden_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "intermediate_size": 64,
}


@pytest.mark.parametrize("config", [BertConfig(**SIZE), MPNetConfig(**SIZE)])
def test_attention_as_one_operator_changes_no_logit(config: PreTrainedConfig) -> None:
    torch.manual_seed(0)
    network = FramingNetwork(FramingConfig(encoder=config.to_dict())).eval()
    ids = torch.randint(5, 100, (2, 20))
    mask = torch.ones(2, 20, dtype=torch.long)
    mask[1, 14:] = 0
    quoted = torch.randint(0, 2, (2, 20))
    membership = torch.zeros(2, 2, 20, dtype=torch.bool)
    membership[:, 0, :6] = membership[:, 1, 6:14] = True
    with torch.no_grad():
        expected = network(ids, mask, quoted, membership)
    exported = to_onnx(network)
    assert sum(node.op_type == "MultiHeadAttention" for node in exported.graph.node) == 2
    session = onnxruntime.InferenceSession(exported.SerializeToString())
    arrays = (ids.numpy(), mask.numpy(), quoted.numpy(), membership.numpy())
    labels, boilerplate, tags = session.run(None, dict(zip(INPUTS, arrays, strict=True)))
    assert np.allclose(labels, expected.labels.numpy(), atol=1e-4)
    assert np.allclose(boilerplate, expected.boilerplate.numpy(), atol=1e-4)
    assert np.allclose(tags[1, :14], expected.tags[1, :14].numpy(), atol=1e-4)
