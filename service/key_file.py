"""The file of keys: read whole and strictly, written whole or not at all."""

import fcntl
import os
import re
import stat
import tempfile
from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson

from service.keys import Key, Scope

_FIELDS = {"id", "name", "sha256", "scopes", "requests_per_minute", "created"}
_ID, _DIGEST = re.compile(r"[0-9a-f]{8}"), re.compile(r"[0-9a-f]{64}")


class KeyFileError(Exception):
    """The file of keys cannot be read or written; the message says what is wrong."""


def read_keys(path: Path) -> tuple[Key, ...]:
    """The keys in the order of their making; raises `KeyFileError`."""
    try:
        document = orjson.loads(path.read_bytes())
    except OSError as error:
        raise _failed(path, error) from None
    except orjson.JSONDecodeError as error:
        raise KeyFileError(f"{path}: not JSON, see line {error.lineno}") from None
    if not isinstance(document, dict) or not isinstance(document.get("keys"), list):
        raise KeyFileError(f'{path}: should be an object with a list "keys"')
    keys: dict[str, Key] = {}
    for number, entry in enumerate(document["keys"], start=1):
        try:
            key = _key(entry)
        except ValueError as error:
            raise KeyFileError(f"{path}: key {number}: {error}") from None
        if key.id in keys:
            raise KeyFileError(f"{path}: key {number}: its id stands there twice")
        keys[key.id] = key
    return tuple(keys.values())


def add_key(path: Path, key: Key) -> None:
    """Add a key, to a new file where there is none; raises `KeyFileError`."""
    with _changing(path):
        _write(path, [*(read_keys(path) if path.exists() else ()), key])


def revoke_keys(path: Path, ids: Set[str]) -> list[Key]:
    """Take keys out, and tell which they were; raises `KeyFileError`, also for an unknown id."""
    with _changing(path):
        keys = {key.id: key for key in read_keys(path)}
        unknown = ", ".join(sorted(ids - keys.keys()))
        if unknown:
            raise KeyFileError(f"{path}: no key has the id {unknown}; nothing was changed")
        revoked = [keys.pop(key_id) for key_id in ids]
        _write(path, list(keys.values()))
    return revoked


def _key(entry: Any) -> Key:
    if not isinstance(entry, dict) or set(entry) != _FIELDS:
        raise ValueError(f"should have the fields {', '.join(sorted(_FIELDS))} and no other")
    if not _matches(_ID, entry["id"]) or not _matches(_DIGEST, entry["sha256"]):
        raise ValueError("its id should be 8 and its sha256 64 lower-case hexadecimal digits")
    if not isinstance(entry["name"], str) or not isinstance(entry["created"], str):
        raise ValueError("its name and created should be strings")
    scopes, rate = entry["scopes"], entry["requests_per_minute"]
    known = list(Scope)
    if not isinstance(scopes, list) or not scopes or any(name not in known for name in scopes):
        raise ValueError(f"its scopes should be a list of some of {', '.join(Scope)}")
    if rate is not None and (type(rate) is not int or rate < 1):
        raise ValueError("its requests_per_minute should be a whole number from 1, or null")
    return Key(
        id=entry["id"],
        name=entry["name"],
        digest=entry["sha256"],
        scopes=frozenset(map(Scope, scopes)),
        requests_per_minute=rate,
        created=entry["created"],
    )


def _matches(pattern: re.Pattern[str], value: Any) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _entry(key: Key) -> dict[str, Any]:
    return {
        "id": key.id,
        "name": key.name,
        "sha256": key.digest,
        "scopes": [scope for scope in Scope if scope in key.scopes],
        "requests_per_minute": key.requests_per_minute,
        "created": key.created,
    }


@contextmanager
def _changing(path: Path) -> Iterator[None]:
    """Keep other commands from changing the file meanwhile: its folder is the lock."""
    try:
        folder = os.open(path.resolve().parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
            os.fsync(folder)  # what was revoked stays so after a power cut
        finally:
            os.close(folder)
    except OSError as error:
        raise _failed(path, error) from None


def _write(path: Path, keys: Sequence[Key]) -> None:
    """Write beside the file and put it in its place, so that a service reads all or nothing."""
    target = path.resolve()
    content = orjson.dumps({"keys": [_entry(key) for key in keys]}, option=orjson.OPT_INDENT_2)
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    written = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content + b"\n")
            file.flush()
            if target.exists():
                _keep_owner(target, descriptor)
            os.fsync(descriptor)
        written.replace(target)
    except BaseException:
        written.unlink()
        raise


def _keep_owner(target: Path, descriptor: int) -> None:
    """What could read the file before can read it still, also after root has changed it."""
    before = target.stat()
    os.fchmod(descriptor, stat.S_IMODE(before.st_mode))
    if os.geteuid() == 0:
        os.fchown(descriptor, before.st_uid, before.st_gid)


def _failed(path: Path, error: OSError) -> KeyFileError:
    return KeyFileError(f"{path}: {error.strerror or type(error).__name__}")
