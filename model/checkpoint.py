"""A model on disk: what a folder of weights must hold, and how it is checked.

    config.json         the network's configuration, Hugging Face's format
    tokenizer.json      the tokenizer
    model.onnx          int8 weights for serving
    model.safetensors   half-precision weights to retrain from
    manifest.json       the SHA-256 digest of every file above

The model's own digest is that of `manifest.json`.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model.batches import SpecialTokens
from model.labels import LABELS
from model.tags import TAGS, Tag

FORMAT = 1
CONFIG, TOKENIZER, MANIFEST = "config.json", "tokenizer.json", "manifest.json"
ONNX, SAFETENSORS, METRICS = "model.onnx", "model.safetensors", "metrics.json"
MODEL_FILES = (  # what it takes to serve, judge and retrain a model, and all that is kept of one
    CONFIG, TOKENIZER, ONNX, SAFETENSORS, MANIFEST, METRICS, "tokenizer_config.json", "README.md",
)  # fmt: skip
SHIPPED_WEIGHTS = Path(__file__).parent / "weights"


class CheckpointError(ValueError):
    """A model folder that cannot be served; the message says what is wrong with which file."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A checked model folder. Thresholds and temperature apply to probabilities and logits."""

    folder: Path
    name: str
    version: str
    digest: str
    window_tokens: int
    special: SpecialTokens
    temperature: float
    uncertain_below: float
    boilerplate_above: float
    tag_above: dict[Tag, float]
    metrics: dict[str, Any]


def open_checkpoint(folder: Path, weights: str | None = None) -> Checkpoint:
    """Check a model folder and read its configuration.

    Given the file of the `weights` that will be loaded, only that one is required and read
    through; otherwise all weights there are. Raises `CheckpointError` where a file is missing,
    damaged or of another format.
    """
    try:
        check_files(folder, weights)
        return _read_checkpoint(folder)
    except OSError as error:
        raise CheckpointError(f"{error.filename or folder}: {error.strerror}") from error


def _read_checkpoint(folder: Path) -> Checkpoint:
    config = _read_json(folder / CONFIG)
    try:
        labels = tuple(config["id2label"][str(index)] for index in range(len(config["id2label"])))
        if labels != LABELS:
            raise CheckpointError(
                f"{folder / CONFIG}: labels are {labels}, expected {tuple(LABELS)}"
            )
        serving = config["serving"]
        return Checkpoint(
            folder=folder,
            name=serving["name"],
            version=serving["version"],
            digest=file_digest(folder / MANIFEST),
            window_tokens=config["window_tokens"],
            special=SpecialTokens(**serving["special_tokens"]),
            temperature=serving["temperature"],
            uncertain_below=serving["uncertain_below"],
            boilerplate_above=serving["boilerplate_above"],
            tag_above={tag: serving["tag_above"][tag] for tag in TAGS},
            metrics=read_metrics(folder),
        )
    except (KeyError, TypeError) as error:
        raise CheckpointError(f"{folder / CONFIG}: no usable value for {error}") from error


def write_manifest(folder: Path) -> None:
    """Write down the digest of every file that belongs to the model in `folder`."""
    names = (CONFIG, TOKENIZER, ONNX, SAFETENSORS)
    files = {name: file_digest(folder / name) for name in names if (folder / name).is_file()}
    manifest = {"format": FORMAT, "files": files}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def file_digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_files(folder: Path, weights: str | None = None) -> None:
    """Compare the files of a model folder with their digests; raises `CheckpointError`.

    `weights` are those that must be there, and the only ones that are looked at. Unless they
    are named a folder may lack one engine's, but may hold none that its manifest does not list.
    """
    if not folder.is_dir():
        raise CheckpointError(f"{folder}: no such folder")
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        listed = dict(manifest["files"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CheckpointError(f"{folder / MANIFEST}: missing or damaged") from error
    if manifest.get("format") != FORMAT:
        raise CheckpointError(
            f"{folder / MANIFEST}: format {manifest.get('format')!r}, this version reads {FORMAT}"
        )
    required = (CONFIG, TOKENIZER, weights) if weights else (CONFIG, TOKENIZER)
    optional = () if weights else (ONNX, SAFETENSORS)
    for name in (*required, *optional):
        path = folder / name
        if not path.is_file():
            if name in optional:
                continue
            raise CheckpointError(f"{path}: missing")
        if file_digest(path) != listed.get(name):
            raise CheckpointError(f"{path}: damaged, its digest is not the one in {MANIFEST}")


def read_metrics(folder: Path) -> dict[str, Any]:
    """How well a model did, by its folder; empty where it does not say."""
    path = folder / METRICS
    return _read_json(path) if path.is_file() else {}


def _read_json(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path.read_bytes()))
    except (ValueError, TypeError) as error:
        raise CheckpointError(f"{path}: not a JSON object") from error
