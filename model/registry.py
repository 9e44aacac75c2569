"""Models on disk by name and version, and the pointer to the active one.

    NAME/VERSION/   a model folder, never changed once it is there
    active.json     the activations that can be rolled back, the latest last

The pointer is written in one step: whoever reads it finds it as it was before or after.
"""

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, astuple, dataclass
from pathlib import Path

from model.checkpoint import (
    CONFIG,
    MANIFEST,
    MODEL_FILES,
    Checkpoint,
    CheckpointError,
    file_digest,
    open_checkpoint,
)

FORMAT = 1
POINTER = "active.json"
_LOCK, _ADDED, _NEW_POINTER = ".lock", ".added", ".active.json"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,63}")
_NAME_RULE = "of letters, digits and . _ + -, 64 at most, with a letter or digit first"
_MOST_MODELS = 1000


class RegistryError(CheckpointError):
    """What a registry does not hold or cannot do; the message says why."""


@dataclass(frozen=True, slots=True)
class RegisteredModel:
    """A model by its name and version, and the digest that tells it from any other."""

    name: str
    version: str
    digest: str

    def __post_init__(self) -> None:
        if not all(isinstance(value, str) for value in astuple(self)):
            raise TypeError("not text")


Activations = tuple[RegisteredModel, ...]


class Registry:
    """A folder of models. Safe to use from several processes at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def models(self) -> list[RegisteredModel]:
        """The models that lie in the folder, by name and version; no weights are read.

        Raises `RegistryError` where there is no folder.
        """
        self._check_folder()
        found = []
        for manifest in sorted(self.folder.glob(f"*/*/{MANIFEST}"))[:_MOST_MODELS]:
            try:
                found.append(self.find(manifest.parent.parent.name, manifest.parent.name))
            except RegistryError:
                continue
        return sorted(found, key=_in_order)

    def find(self, name: str, version: str) -> RegisteredModel:
        """A model as its folder says it is; raises `RegistryError` where there is none."""
        self._check_folder()
        folder = self.path(name, version)
        try:
            serving = json.loads((folder / CONFIG).read_bytes())["serving"]
            found = RegisteredModel(
                serving["name"], serving["version"], file_digest(folder / MANIFEST)
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise RegistryError(
                f"{name}/{version}: {CONFIG} or {MANIFEST} is missing or damaged"
            ) from error
        if (found.name, found.version) != (name, version):
            raise RegistryError(f"{name}/{version}: {CONFIG} has another name or version")
        return found

    def path(self, name: str, version: str) -> Path:
        """The folder of a model; raises `RegistryError` where there is none."""
        folder = self.folder / name / version
        if not (_NAME.fullmatch(name) and _NAME.fullmatch(version) and folder.is_dir()):
            raise RegistryError("there is no such model in the registry")
        return folder

    def open(self, model: RegisteredModel, weights: str | None = None) -> Checkpoint:
        """Check a model as `open_checkpoint` does, and that it is still the same."""
        checkpoint = open_checkpoint(self.path(model.name, model.version), weights)
        if checkpoint.digest != model.digest:
            raise RegistryError(
                f"{model.name}/{model.version}: another model than the one that was activated"
            )
        return checkpoint

    def add(self, folder: Path) -> Checkpoint:
        """Copy a model folder in, under the name and version in its configuration.

        Raises `CheckpointError` where the folder is not sound, `RegistryError` where its name
        will not do or is taken.
        """
        checkpoint = open_checkpoint(folder)
        for value in (checkpoint.name, checkpoint.version):
            if not isinstance(value, str) or not _NAME.fullmatch(value):
                raise RegistryError(f"{folder / CONFIG}: name and version must be {_NAME_RULE}")
        target = self.folder / checkpoint.name / checkpoint.version
        with self._writing():
            if target.exists():
                raise RegistryError(
                    f"{checkpoint.name} {checkpoint.version} is there already; "
                    "a new model needs a version of its own"
                )
            added = self.folder / _ADDED
            shutil.rmtree(added, ignore_errors=True)  # left by a process that was killed
            _copy(folder, added)
            open_checkpoint(added)
            target.parent.mkdir(exist_ok=True)
            added.rename(target)
            _sync(target.parent)
            _sync(self.folder)
        return checkpoint

    def activations(self) -> Activations:
        """The activations that can be rolled back; the last is the active model.

        None where no model was activated. Raises `RegistryError` where the pointer is damaged.
        """
        self._check_folder()
        try:
            pointer = json.loads((self.folder / POINTER).read_bytes())
            written = pointer["format"]
            if written == FORMAT:
                return tuple(RegisteredModel(**one) for one in pointer["activations"])
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise RegistryError(f"{POINTER}: {error.strerror}") from error
        except (ValueError, KeyError, TypeError) as error:
            raise RegistryError(f"{POINTER}: damaged") from error
        raise RegistryError(f"{POINTER}: format {written!r}, this version reads {FORMAT}")

    def replace(self, before: Activations, after: Activations) -> None:
        """Move the pointer, which must still be as it was `before`.

        Raises `RegistryError` where someone else has moved it, or it cannot be written.
        """
        with self._writing():
            if self.activations() != before:
                raise RegistryError("another model was activated in the meantime; ask again")
            pointer = {"format": FORMAT, "activations": [asdict(one) for one in after]}
            new = self.folder / _NEW_POINTER
            new.write_text(json.dumps(pointer, indent=2) + "\n", encoding="utf-8")
            _sync(new)
            new.replace(self.folder / POINTER)
            _sync(self.folder)

    def stamp(self) -> tuple[int, int, int] | None:
        """What changes whenever the pointer does; None where there is no pointer."""
        try:
            status = (self.folder / POINTER).stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_ino, status.st_size

    def _check_folder(self) -> None:
        if not self.folder.is_dir():
            raise RegistryError(f"{self.folder}: no such folder")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Keep other writers out; a writer that is killed lets the others in."""
        from fcntl import LOCK_EX, flock  # not on every platform, and readers do without

        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / _LOCK).open("w") as lock:
                flock(lock, LOCK_EX)
                yield
        except OSError as error:
            raise RegistryError(f"{error.filename or self.folder}: {error.strerror}") from error


def _in_order(model: RegisteredModel) -> tuple[str, list[tuple[int, str]], str]:
    """By name, and by version as people count: 10 after 9."""
    parts = re.findall(r"\d+|\D+", model.version)
    counted = [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
    return model.name, counted, model.version


def _copy(folder: Path, target: Path) -> None:
    target.mkdir()
    for name in MODEL_FILES:
        if (folder / name).is_file():
            shutil.copyfile(folder / name, target / name)
            _sync(target / name)
    _sync(target)


def _sync(path: Path) -> None:
    """Have a file or a folder's entries outlast a loss of power."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
