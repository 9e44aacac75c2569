"""PyTorch: for fresh checkpoints and for GPUs."""

from pathlib import Path

import torch

from model.backends.backend import BatchLogits
from model.batches import Batch
from model.network import FramingNetwork


class TorchBackend:
    """Runs a network where its weights are."""

    def __init__(self, network: FramingNetwork) -> None:
        self._network = network.eval()

    @classmethod
    def load(cls, folder: Path, threads: int) -> "TorchBackend":
        """Load weights in single precision, onto a GPU where there is one."""
        torch.set_num_threads(threads)
        device = "cuda" if torch.cuda.is_available() else "cpu"
        network = FramingNetwork.from_pretrained(folder, dtype=torch.float32)
        return cls(network.to(device))  # type: ignore[arg-type]

    def run(self, batch: Batch) -> BatchLogits:
        """Compute the logits of a batch."""
        device = self._network.device
        arrays = batch.arrays().items()
        inputs = {name: torch.from_numpy(array).to(device) for name, array in arrays}
        with torch.inference_mode():
            logits = self._network(**inputs)
        return BatchLogits(
            labels=logits.labels.float().cpu().numpy(),
            boilerplate=logits.boilerplate.float().cpu().numpy(),
            tags=logits.tags.float().cpu().numpy(),
        )
