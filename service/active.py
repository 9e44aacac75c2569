"""Which model is to be served."""

from model.checkpoint import Checkpoint, open_checkpoint
from model.registry import Activations, Registry
from service.settings import Settings


def active_checkpoint(settings: Settings) -> Checkpoint:
    """Check the model that is to be served: the registry's active one, or that of the settings.

    Raises `CheckpointError` where it cannot be served.
    """
    activations = Registry(settings.models).activations() if settings.models else ()
    return checkpoint_after(activations, settings)


def checkpoint_after(activations: Activations, settings: Settings) -> Checkpoint:
    """Check the model that some activations leave active; raises `CheckpointError`."""
    weights = settings.backend.weights
    if settings.models is None or not activations:
        return open_checkpoint(settings.model, weights)
    return Registry(settings.models).open(activations[-1], weights)
