"""What the rivals serve, made ready in a folder: each by its own tools, in its own process."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from service.benchmark import contenders
from service.benchmark.comparison import Work
from service.benchmark.contenders import Contender, infinity_service, pipeline_service

_CLASSIFIER, _ENCODER = "classifier", "encoder"
_TUNED_ON = 4  # articles at most
_MINUTES = 30

Notice = Callable[[str], None]


def prepare_rivals(
    work: Work, folder: Path, infinity: Path | None, notice: Notice
) -> list[Contender]:
    """Make rivals ready to start; those that cannot be had are left out, and `notice` says so."""
    if missing := [name for name in ("torch", "transformers") if find_spec(name) is None]:
        notice(f"left out: pipeline and infinity-emb need {' and '.join(missing)}")
        return []
    notice("making the rivals ready")
    try:
        classifier = save_classifier(work.model, folder)
        batch_size = int(
            _run(
                *(sys.executable, "-m", "service.benchmark.batch_size"),
                *(classifier, work.file, min(_TUNED_ON, work.limit)),
            )
        )
    except subprocess.SubprocessError as error:
        notice(f"left out: pipeline and infinity-emb, their model cannot be made: {_reason(error)}")
        return []
    notice(f"the pipeline's best batch size is {batch_size}")
    return [
        pipeline_service(contenders.PIPELINE, classifier, 1),
        pipeline_service(contenders.PIPELINE_TUNED, classifier, batch_size),
        *_infinity(infinity, folder, notice),
    ]


def save_classifier(model: Path, folder: Path) -> Path:
    """Put a model's encoder under a plain classification head; tells where.

    Raises `subprocess.SubprocessError` where transformers cannot.
    """
    _run(sys.executable, "-m", "service.benchmark.plain_classifier", model, folder)
    return folder / _CLASSIFIER


def _infinity(executable: Path | None, folder: Path, notice: Notice) -> list[Contender]:
    """Export the encoder by Optimum's documented commands, as single precision and as int8."""
    if executable is None:
        notice("left out: infinity-emb is not installed (docs/performance.md says how)")
        return []
    optimum = executable.with_name("optimum-cli")
    onnx, int8 = folder / "onnx", folder / "onnx-int8"
    try:
        _run(
            optimum,
            *("export", "onnx", "--task", "feature-extraction"),
            "--model",
            *(folder / _ENCODER, onnx),
        )
        _run(
            optimum,
            *("onnxruntime", "quantize", "--avx512_vnni"),
            *("--onnx_model", onnx, "-o", int8),
        )
    except (OSError, subprocess.SubprocessError) as error:
        notice(f"left out: infinity-emb, {optimum} cannot export it: {_reason(error)}")
        return []
    for file in onnx.iterdir():
        if file.suffix != ".onnx" and not (int8 / file.name).exists():
            shutil.copy(file, int8)
    return [
        infinity_service(contenders.INFINITY, executable, onnx),
        infinity_service(contenders.INFINITY_INT8, executable, int8),
    ]


def _reason(error: Exception) -> str:
    """The last line that a failed command wrote, or what else is known."""
    said = getattr(error, "stderr", None) or ""
    return said.strip().rpartition("\n")[2] or str(error)


def _run(*command: object) -> str:
    done = subprocess.run(  # noqa: S603 - commands of our own making
        list(map(str, command)),
        check=True,
        capture_output=True,
        text=True,
        timeout=60 * _MINUTES,
    )
    return done.stdout
