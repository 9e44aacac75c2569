"""Models on disk, and the pointer that outlasts whatever happens to who writes it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from model.checkpoint import CheckpointError, write_manifest
from model.labels import LABELS
from model.registry import POINTER, RegisteredModel, Registry, RegistryError
from model.tags import TAGS

MakeModel = Callable[..., Path]


@pytest.fixture
def make_model(tmp_path: Path) -> MakeModel:
    """Make a sound model folder, with weights that nobody loads."""

    def make(version: str, name: str = "news", weights: bytes = b"weights") -> Path:
        folder = tmp_path / "made" / f"{name}-{version}".replace("/", "-")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "tokenizer.json").write_text("{}")
        (folder / "model.onnx").write_bytes(weights)
        serving = {
            "name": name,
            "version": version,
            "special_tokens": {"begin": 1, "separate": 2, "pad": 0},
            "temperature": 1.0,
            "uncertain_below": 0.5,
            "boilerplate_above": 0.5,
            "tag_above": dict.fromkeys(TAGS, 0.5),
        }
        labels = {str(index): str(label) for index, label in enumerate(LABELS)}
        config = {"id2label": labels, "window_tokens": 128, "serving": serving}
        (folder / "config.json").write_text(json.dumps(config))
        write_manifest(folder)
        return folder

    return make


@pytest.fixture
def registry(tmp_path: Path, make_model: MakeModel) -> Registry:
    registry = Registry(tmp_path / "registry")
    for version in ("1", "2"):
        registry.add(make_model(version))
    return registry


def activate(registry: Registry, version: str) -> RegisteredModel:
    model = registry.find("news", version)
    before = registry.activations()
    registry.replace(before, (*before, model))
    return model


def test_models_are_listed_as_people_count(registry: Registry, make_model: MakeModel) -> None:
    for version in ("10", "9", "1.10", "1.9"):
        registry.add(make_model(version))
    registry.add(make_model("3", name="local"))
    names = [(model.name, model.version) for model in registry.models()]
    versions = ["1", "1.9", "1.10", "2", "9", "10"]
    assert names == [("local", "3"), *(("news", version) for version in versions)]


def test_a_model_is_copied_with_what_belongs_to_it_and_nothing_else(
    registry: Registry, make_model: MakeModel
) -> None:
    made = make_model("3")
    (made / "metrics.json").write_text('{"test": {}}')
    (made / "training_args.bin").write_bytes(b"a pickle")
    (made / "checkpoint-30").mkdir()
    registry.add(made)
    kept = {path.name for path in registry.path("news", "3").iterdir()}
    assert kept == {"config.json", "tokenizer.json", "model.onnx", "manifest.json", "metrics.json"}
    assert registry.open(registry.find("news", "3")).version == "3"


def test_a_version_is_never_replaced(registry: Registry, make_model: MakeModel) -> None:
    before = registry.find("news", "2")
    with pytest.raises(RegistryError, match="news 2 is there already"):
        registry.add(make_model("2", weights=b"others"))
    assert registry.find("news", "2") == before


def test_a_damaged_folder_is_not_added(registry: Registry, make_model: MakeModel) -> None:
    made = make_model("3")
    (made / "model.onnx").write_bytes(b"weigh")
    with pytest.raises(CheckpointError, match=r"model\.onnx: damaged"):
        registry.add(made)
    assert [model.version for model in registry.models()] == ["1", "2"]


@pytest.mark.parametrize("name", ["../news", "", "a/b", "-x", ".x", "näws", "n" * 65, 7])
def test_a_name_that_is_no_name_for_a_folder_is_not_added(
    registry: Registry, make_model: MakeModel, name: str
) -> None:
    with pytest.raises(RegistryError, match="name and version must be of letters"):
        registry.add(make_model("3", name=name))


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("news", "3"),
        ("..", "registry"),
        ("news/../news", "1"),
        ("", ""),
        ("\0", "1"),
        ("/etc", "1"),
    ],
)
def test_what_is_not_there_cannot_be_found(registry: Registry, name: str, version: str) -> None:
    with pytest.raises(RegistryError, match="no such model"):
        registry.find(name, version)


def test_a_folder_that_says_it_is_another_model_is_refused(registry: Registry) -> None:
    registry.path("news", "2").rename(registry.folder / "news" / "3")
    with pytest.raises(RegistryError, match="has another name or version"):
        registry.find("news", "3")
    assert [model.version for model in registry.models()] == ["1"]


def test_without_an_activation_there_is_no_active_model(registry: Registry) -> None:
    assert registry.activations() == ()
    assert registry.stamp() is None


def test_activations_stand_in_their_order(registry: Registry) -> None:
    activated = tuple(activate(registry, version) for version in ("1", "2", "1"))
    assert Registry(registry.folder).activations() == activated
    registry.replace(activated, activated[:-1])
    assert registry.activations() == activated[:-1]


def test_the_stamp_changes_with_every_activation(registry: Registry) -> None:
    stamps = set()
    for version in "1212":
        activate(registry, version)
        stamps.add(registry.stamp())
    assert len(stamps) == 4


def test_the_pointer_is_not_moved_from_where_it_no_longer_is(registry: Registry) -> None:
    before = registry.activations()
    activate(registry, "1")
    with pytest.raises(RegistryError, match="another model was activated in the meantime"):
        registry.replace(before, (registry.find("news", "2"),))
    assert [model.version for model in registry.activations()] == ["1"]


def test_of_many_who_move_the_pointer_at_once_one_does(registry: Registry) -> None:
    model = registry.find("news", "2")

    def move(_: int) -> bool:
        try:
            Registry(registry.folder).replace((), (model,))
        except RegistryError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(move, range(32))) == 1


def test_a_model_that_is_another_than_was_activated_is_refused(registry: Registry) -> None:
    model = activate(registry, "1")
    folder = registry.path("news", "1")
    (folder / "model.onnx").write_bytes(b"exchanged")
    with pytest.raises(CheckpointError, match=r"news/1/model\.onnx: damaged"):
        registry.open(model)
    write_manifest(folder)
    with pytest.raises(RegistryError, match="another model than the one that was activated"):
        registry.open(model)


@pytest.mark.parametrize(
    "pointer",
    [
        b"",
        b'{"format": 1, "activ',
        b"[]",
        b"\xff",
        b'{"format": 1}',
        b'{"format": 1, "activations": [{"name": "news"}]}',
        b'{"format": 1, "activations": [{"name": 1, "version": 2, "digest": 3}]}',
    ],
)
def test_a_damaged_pointer_is_said_so(registry: Registry, pointer: bytes) -> None:
    (registry.folder / POINTER).write_bytes(pointer)
    with pytest.raises(RegistryError, match=r"active\.json: damaged"):
        registry.activations()


def test_a_pointer_of_another_format_is_refused(registry: Registry) -> None:
    (registry.folder / POINTER).write_text('{"format": 9, "activated": "news"}')
    with pytest.raises(RegistryError, match="format 9, this version reads 1"):
        registry.activations()


def test_no_folder_is_said_so(tmp_path: Path) -> None:
    registry = Registry(tmp_path / "nowhere")
    for ask in (registry.models, registry.activations, lambda: registry.find("news", "1")):
        with pytest.raises(RegistryError, match="no such folder"):
            ask()


def test_a_registry_that_cannot_be_written_is_said_so(registry: Registry) -> None:
    (registry.folder / ".active.json").mkdir()  # where the next pointer would be written
    with pytest.raises(RegistryError, match=r"\.active\.json: Is a directory"):
        activate(registry, "1")
    assert registry.activations() == ()


@pytest.mark.parametrize(
    ("step", "active"), [("os.fsync", "1"), ("Path.replace", "1"), ("after", "2")]
)
def test_kill_9_at_any_step_leaves_the_pointer_before_or_after(
    registry: Registry, step: str, active: str
) -> None:
    activate(registry, "1")
    code = f"""
import os, pathlib, signal
from model.registry import Registry

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

registry = Registry(pathlib.Path({str(registry.folder)!r}))
before, model = registry.activations(), registry.find("news", "2")
if {step!r} == "os.fsync":
    os.fsync = die
if {step!r} == "Path.replace":
    pathlib.Path.replace = die
registry.replace(before, (*before, model))
die()
"""
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == -signal.SIGKILL
    assert registry.activations()[-1].version == active
    assert activate(registry, "2") == registry.activations()[-1]


def test_kill_9_at_any_time_leaves_a_pointer(registry: Registry) -> None:
    code = f"""
import pathlib
from model.registry import Registry

registry = Registry(pathlib.Path({str(registry.folder)!r}))
models = registry.models()
print("begins", flush=True)
while True:
    for model in models:
        registry.replace(registry.activations(), (model,))
"""
    for number in range(6):
        with subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.02 + 0.007 * number)
            os.kill(process.pid, signal.SIGKILL)
        (model,) = registry.activations()
        assert registry.open(model)


def test_a_copy_that_was_cut_short_is_no_model_and_in_nobodys_way(
    registry: Registry, make_model: MakeModel
) -> None:
    (registry.folder / ".added").mkdir()
    (registry.folder / ".added" / "config.json").write_text("{")
    registry.add(make_model("3"))
    assert [model.version for model in registry.models()] == ["1", "2", "3"]
