"""What training minimises."""

import torch
from torch import Tensor
from torch.nn import functional

from model.network import Logits


def framing_loss(
    logits: Logits, targets: dict[str, Tensor], boilerplate_weight: float, tag_weight: float
) -> Tensor:
    """Weighted sum of three cross-entropies: labels, boilerplate and tags.

    Targets are probabilities; each loss is a mean over what has a weight above zero.
    """
    label_loss = functional.cross_entropy(
        logits.labels.float().transpose(1, 2), targets["labels"].transpose(1, 2), reduction="none"
    )
    boilerplate_loss = functional.binary_cross_entropy_with_logits(
        logits.boilerplate.float(), targets["boilerplate"], reduction="none"
    )
    tag_loss = functional.binary_cross_entropy_with_logits(
        logits.tags.float(), targets["tags"], reduction="none"
    )
    return (
        _mean(label_loss, targets["label_weights"])
        + boilerplate_weight * _mean(boilerplate_loss, targets["boilerplate_weights"])
        + tag_weight * _mean(tag_loss, targets["tag_weights"])
    )


def _mean(loss: Tensor, weights: Tensor) -> Tensor:
    return (loss * weights).sum() / torch.clamp(weights.sum(), min=1)
