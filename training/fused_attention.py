"""Attention as one operator, for export: ONNX Runtime's own instead of a dozen small ones."""

from typing import Any

import torch
from torch import Tensor, nn
from transformers import AttentionInterface, AttentionMaskInterface, PreTrainedModel
from transformers.masking_utils import eager_mask

_NAME = "framing_onnx"


def use_fused_attention(encoder: PreTrainedModel) -> None:
    """Let an encoder that takes its attention from transformers' interface export it fused.

    Encoders with an attention of their own, such as MPNet's relative positions, keep it.
    """
    AttentionInterface.register(_NAME, _multi_head_attention)
    AttentionMaskInterface.register(_NAME, eager_mask)
    fusible = getattr(encoder, "_supports_attention_backend", False)
    encoder.set_attn_implementation(_NAME if fusible else "eager")


def _multi_head_attention(
    module: nn.Module,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attention_mask: Tensor | None,
    scaling: float,
    dropout: float = 0.0,
    **kwargs: Any,
) -> tuple[Tensor, None]:
    """Attention over query, key and value [B, heads, T, width], masked by a bias [B, 1, T, T]."""
    windows, heads, tokens, width = query.shape
    flat = [part.transpose(1, 2).reshape(windows, tokens, -1) for part in (query, key, value)]
    attended: Tensor = torch.onnx.ops.symbolic(
        "com.microsoft::MultiHeadAttention",
        [*flat, None, None, attention_mask],
        attrs={"num_heads": heads, "scale": scaling},
        dtype=query.dtype,
        shape=flat[0].shape,
        version=1,
    )
    return attended.reshape(windows, tokens, heads, width), None
