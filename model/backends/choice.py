"""Which engine serves a checkpoint."""

from enum import StrEnum

from model.backends.backend import Backend
from model.checkpoint import ONNX, SAFETENSORS, Checkpoint, CheckpointError


class BackendName(StrEnum):
    """The engines there are."""

    ONNX = "onnx"
    TORCH = "torch"

    @property
    def weights(self) -> str:
        """The file of a model folder that this engine loads."""
        return ONNX if self is BackendName.ONNX else SAFETENSORS


def open_backend(name: BackendName, checkpoint: Checkpoint, threads: int) -> Backend:
    """Load a checkpoint's weights; engines are imported only when asked for.

    Raises `CheckpointError` where the weights for that engine cannot be loaded.
    """
    needed = checkpoint.folder / name.weights
    try:
        if name is BackendName.ONNX:
            from model.backends.onnx import OnnxBackend

            return OnnxBackend(needed, threads)
        from model.backends.torch import TorchBackend

        return TorchBackend.load(checkpoint.folder, threads)
    except ImportError as error:
        raise CheckpointError(
            f"the {name} backend needs {error.name}: "
            "pip install -e '.[train]' in the project's folder brings it"
        ) from error
    except Exception as error:  # engines raise errors of their own for a file they cannot read
        raise CheckpointError(f"{needed}: cannot be loaded: {error}") from error
