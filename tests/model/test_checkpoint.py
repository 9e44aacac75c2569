import errno
import json
import shutil
from pathlib import Path

import pytest

from model.checkpoint import (
    CONFIG,
    MANIFEST,
    METRICS,
    ONNX,
    SAFETENSORS,
    SHIPPED_WEIGHTS,
    TOKENIZER,
    CheckpointError,
    open_checkpoint,
    write_manifest,
)
from model.prediction import FramingModel


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED_WEIGHTS, tmp_path / "weights"))


def test_the_shipped_weights_are_sound() -> None:
    checkpoint = open_checkpoint(SHIPPED_WEIGHTS)
    assert checkpoint.name
    assert len(checkpoint.digest) == 64
    assert 0 < checkpoint.uncertain_below < 1


def test_a_damaged_file_is_named(folder: Path) -> None:
    with (folder / ONNX).open("r+b") as file:
        file.seek(1000)
        file.write(b"damage")
    with pytest.raises(CheckpointError, match=r"model\.onnx: damaged"):
        open_checkpoint(folder)


def test_a_truncated_file_is_named(folder: Path) -> None:
    (folder / ONNX).write_bytes((folder / ONNX).read_bytes()[:1000])
    with pytest.raises(CheckpointError, match=r"model\.onnx: damaged"):
        open_checkpoint(folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / TOKENIZER).unlink()
    with pytest.raises(CheckpointError, match=r"tokenizer\.json: missing"):
        open_checkpoint(folder)


def test_the_weights_of_one_engine_are_enough(folder: Path) -> None:
    (folder / SAFETENSORS).unlink()
    FramingModel.load(folder, threads=1)


def test_an_engine_without_its_weights_is_said_so(folder: Path) -> None:
    (folder / ONNX).unlink()
    with pytest.raises(CheckpointError, match=r"model\.onnx: missing"):
        FramingModel.load(folder, threads=1)


def test_weights_that_are_not_loaded_are_not_read_through(folder: Path) -> None:
    (folder / SAFETENSORS).write_bytes(b"damaged")
    FramingModel.load(folder, threads=1)
    with pytest.raises(CheckpointError, match=r"model\.safetensors: damaged"):
        open_checkpoint(folder)


def test_a_file_that_may_not_be_read_is_said_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> str:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr("model.checkpoint.file_digest", refuse)
    with pytest.raises(CheckpointError, match=r"config\.json: Permission denied"):
        open_checkpoint(folder)


def test_weights_that_no_manifest_lists_are_refused(folder: Path) -> None:
    manifest = json.loads((folder / MANIFEST).read_text())
    del manifest["files"][ONNX]
    (folder / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(CheckpointError, match=r"model\.onnx: damaged"):
        open_checkpoint(folder)


def test_metrics_that_are_no_json_are_refused(folder: Path) -> None:
    (folder / METRICS).write_text("macro-F1: 1.0")
    with pytest.raises(CheckpointError, match=r"metrics\.json: not a JSON object"):
        open_checkpoint(folder)


def test_a_folder_without_a_manifest_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match=r"manifest\.json: missing or damaged"):
        open_checkpoint(tmp_path)


def test_no_folder_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="no such folder"):
        open_checkpoint(tmp_path / "nowhere")


def test_another_format_is_refused(folder: Path) -> None:
    manifest = json.loads((folder / MANIFEST).read_text())
    (folder / MANIFEST).write_text(json.dumps(manifest | {"format": 99}))
    with pytest.raises(CheckpointError, match="format 99, this version reads 1"):
        open_checkpoint(folder)


def test_other_labels_are_refused(folder: Path) -> None:
    config = json.loads((folder / CONFIG).read_text())
    config["id2label"] = {"0": "left", "1": "right"}
    (folder / CONFIG).write_text(json.dumps(config))
    write_manifest(folder)
    with pytest.raises(CheckpointError, match="labels are"):
        open_checkpoint(folder)


def test_a_config_without_what_serving_needs_is_refused(folder: Path) -> None:
    config = json.loads((folder / CONFIG).read_text())
    del config["serving"]["temperature"]
    (folder / CONFIG).write_text(json.dumps(config))
    write_manifest(folder)
    with pytest.raises(CheckpointError, match="temperature"):
        open_checkpoint(folder)
