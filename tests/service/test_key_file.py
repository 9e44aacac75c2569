"""The file of keys: hashes only, read strictly, written whole."""

import json
import os
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from service.key_file import KeyFileError, add_key, read_keys, revoke_keys
from service.keys import Scope, new_key


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys.json"


def test_what_is_added_is_read(path: Path) -> None:
    first, _ = new_key("the archive", [Scope.CLASSIFY], 30)
    second, _ = new_key("the desk", [Scope.CORRECT, Scope.ADMIN], None)
    add_key(path, first)
    add_key(path, second)
    assert read_keys(path) == (first, second)


def test_no_key_stands_in_it(path: Path) -> None:
    key, shown = new_key("the archive", [Scope.CLASSIFY], None)
    add_key(path, key)
    assert shown.split("_")[2] not in path.read_text()
    assert key.digest in path.read_text()


def test_every_key_is_another(path: Path) -> None:
    assert len({new_key("a", [Scope.CLASSIFY], None)[1] for _ in range(100)}) == 100


def test_a_new_file_is_for_its_owner_alone_and_an_old_one_keeps_its_mode(path: Path) -> None:
    add_key(path, new_key("a", [Scope.CLASSIFY], None)[0])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o640)
    add_key(path, new_key("b", [Scope.CLASSIFY], None)[0])
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_to_the_file_stays_a_link(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(path)
    add_key(link, new_key("a", [Scope.CLASSIFY], None)[0])
    assert link.is_symlink()
    assert len(read_keys(path)) == 1


def test_revoked_keys_are_gone(path: Path) -> None:
    keys = [new_key(name, [Scope.CLASSIFY], None)[0] for name in "abc"]
    for key in keys:
        add_key(path, key)
    revoked = revoke_keys(path, {keys[0].id, keys[2].id})
    assert {key.name for key in revoked} == {"a", "c"}
    assert read_keys(path) == (keys[1],)


def test_an_unknown_id_changes_nothing(path: Path) -> None:
    key, _ = new_key("a", [Scope.CLASSIFY], None)
    add_key(path, key)
    with pytest.raises(KeyFileError, match="nothing was changed"):
        revoke_keys(path, {key.id, "ffffffff"})
    assert read_keys(path) == (key,)


def test_commands_at_the_same_time_lose_no_key(path: Path) -> None:
    keys = [new_key(str(number), [Scope.CLASSIFY], None)[0] for number in range(30)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda key: add_key(path, key), keys))
    assert {key.id for key in read_keys(path)} == {key.id for key in keys}


def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_key(path, new_key("a", [Scope.CLASSIFY], None)[0])
    before = path.read_bytes()

    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(KeyFileError, match="No space left on device"):
        add_key(path, new_key("b", [Scope.CLASSIFY], None)[0])
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match="No such file"):
        add_key(tmp_path / "no" / "keys.json", new_key("a", [Scope.CLASSIFY], None)[0])


def without(name: str) -> Callable[[dict[str, Any]], Any]:
    return lambda entry: {field: value for field, value in entry.items() if field != name}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda entry: [], "should have the fields"),
        (lambda entry: entry | {"rate": 5}, "should have the fields"),
        (without("sha256"), "should have the fields"),
        (lambda entry: entry | {"id": "../../etc"}, "8 and its sha256 64"),
        (lambda entry: entry | {"sha256": 7}, "8 and its sha256 64"),
        (lambda entry: entry | {"name": None}, "name and created"),
        (lambda entry: entry | {"scopes": []}, "classify, correct, admin"),
        (lambda entry: entry | {"scopes": ["root"]}, "classify, correct, admin"),
        (lambda entry: entry | {"scopes": [["admin"]]}, "classify, correct, admin"),
        (lambda entry: entry | {"requests_per_minute": 0}, "whole number from 1"),
        (lambda entry: entry | {"requests_per_minute": True}, "whole number from 1"),
    ],
)
def test_a_wrong_entry_is_named(
    path: Path, change: Callable[[dict[str, Any]], Any], reason: str
) -> None:
    add_key(path, new_key("a", [Scope.CLASSIFY], None)[0])
    entry = json.loads(path.read_text())["keys"][0]
    path.write_text(json.dumps({"keys": [entry, change(entry | {"id": "00000000"})]}))
    with pytest.raises(KeyFileError, match="key 2: ") as caught:
        read_keys(path)
    assert reason in str(caught.value)


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"keys": {}}', "\x00"])
def test_a_file_of_something_else_is_refused(path: Path, content: str) -> None:
    path.write_text(content)
    with pytest.raises(KeyFileError, match=r"not JSON|should be an object"):
        read_keys(path)


def test_an_id_may_not_stand_there_twice(path: Path) -> None:
    key, _ = new_key("a", [Scope.CLASSIFY], None)
    add_key(path, key)
    add_key(path, key)
    with pytest.raises(KeyFileError, match="twice"):
        read_keys(path)
