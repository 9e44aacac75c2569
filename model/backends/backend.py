"""The one interface that prediction knows of an engine."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from model.batches import Batch

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class BatchLogits:
    """Logits of B windows of at most S sentences and T tokens."""

    labels: Floats  # [B, S, 3], in the order of LABELS
    boilerplate: Floats  # [B, S]
    tags: Floats  # [B, T, 4], in the order of TAGS


class Backend(Protocol):
    """Runs the network. May be called from several threads at once."""

    def run(self, batch: Batch) -> BatchLogits:
        """Compute the logits of a batch."""
        ...
