"""Engines that turn a batch of windows into logits."""

from model.backends.backend import Backend, BatchLogits
from model.backends.choice import BackendName, open_backend

__all__ = ["Backend", "BackendName", "BatchLogits", "open_backend"]
