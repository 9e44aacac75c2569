"""Attention as one operator, for export: ONNX Runtime's own instead of a dozen small ones."""

import math
from functools import partial
from typing import Any

import torch
from torch import Tensor, nn
from transformers import AttentionInterface, AttentionMaskInterface, PreTrainedModel
from transformers.masking_utils import eager_mask
from transformers.models.mpnet.modeling_mpnet import MPNetSelfAttention

_NAME = "framing_onnx"


def use_fused_attention(encoder: PreTrainedModel) -> None:
    """Let an encoder export its attention fused.

    That is any encoder that takes its attention from transformers' interface, and MPNet, which
    has its own. Others keep theirs.
    """
    AttentionInterface.register(_NAME, _multi_head_attention)
    AttentionMaskInterface.register(_NAME, eager_mask)
    fusible = getattr(encoder, "_supports_attention_backend", False)
    encoder.set_attn_implementation(_NAME if fusible else "eager")
    for module in encoder.modules():
        if isinstance(module, MPNetSelfAttention):
            module.forward = partial(_relative_attention, module)  # type: ignore[method-assign]


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

    def flat(part: Tensor) -> Tensor:
        return part.transpose(1, 2).reshape(windows, tokens, -1)

    attended = _fused(flat(query), flat(key), flat(value), attention_mask, heads, scaling)
    return attended.reshape(windows, tokens, heads, width), None


def _relative_attention(
    module: MPNetSelfAttention,
    hidden_states: Tensor,
    attention_mask: Tensor,
    position_bias: Tensor,
    **kwargs: Any,
) -> tuple[Tensor]:
    """MPNet's: over hidden states [B, T, width], with a bias [B, heads, T, T] for positions."""
    query, key, value = (part(hidden_states) for part in (module.q, module.k, module.v))
    scaling = 1 / math.sqrt(module.attention_head_size)
    bias = position_bias + attention_mask
    attended = _fused(query, key, value, bias, module.num_attention_heads, scaling)
    return (module.o(attended),)


def _fused(
    query: Tensor, key: Tensor, value: Tensor, bias: Tensor | None, heads: int, scaling: float
) -> Tensor:
    attended: Tensor = torch.onnx.ops.symbolic(
        "com.microsoft::MultiHeadAttention",
        [query, key, value, None, None, bias],
        attrs={"num_heads": heads, "scale": scaling},
        dtype=query.dtype,
        shape=query.shape,
        version=1,
    )
    return attended
