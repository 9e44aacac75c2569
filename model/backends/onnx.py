"""The default engine: ONNX Runtime on the CPU."""

from pathlib import Path

import numpy as np
import onnxruntime

from model.backends.backend import BatchLogits
from model.batches import Batch


class OnnxBackend:
    """Runs an exported network. Raises `OSError` or onnxruntime's error on a broken file."""

    def __init__(self, path: Path, threads: int) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        # Idle threads that spin would take the cores from the event loop.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(path),
            options,
            providers=["CPUExecutionProvider"],
            # Its fused kernel takes three times as long as the two operators it replaces.
            disabled_optimizers=["SkipLayerNormFusion"],
        )

    def run(self, batch: Batch) -> BatchLogits:
        """Compute the logits of a batch."""
        outputs = self._session.run(["labels", "boilerplate", "tags"], batch.arrays())
        labels, boilerplate, tags = (np.asarray(output, dtype=np.float32) for output in outputs)
        return BatchLogits(labels, boilerplate, tags)
