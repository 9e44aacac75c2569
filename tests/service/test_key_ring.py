"""Keys hold exactly as long as the file has them."""

import hmac
import json
import logging
from pathlib import Path
from typing import Any

import pytest

from service import key_ring
from service.key_file import add_key, revoke_keys
from service.key_ring import KeyRing
from service.keys import Scope, new_key
from service.problems import KeysUnreadable


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys.json"


def added(path: Path) -> str:
    key, shown = new_key("a", [Scope.CLASSIFY], None)
    add_key(path, key)
    return shown


def test_a_key_is_found_by_what_its_owner_shows(path: Path) -> None:
    shown = added(path)
    key = KeyRing(path).find(shown)
    assert key is not None
    assert key.name == "a"


def test_anything_else_is_no_key(path: Path) -> None:
    shown = added(path)
    ring = KeyRing(path)
    almost = shown[:-1] + ("0" if shown[-1] != "0" else "1")
    digest = json.loads(path.read_text())["keys"][0]["sha256"]
    for other in (almost, shown + "0", shown.upper(), shown[:16], "", "_", "é", digest, "0" * 64):
        assert ring.find(other) is None


def test_keys_are_compared_in_constant_time_known_or_not(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = added(path)
    compared: list[tuple[str, str]] = []

    def compare(one: str, other: str) -> bool:
        compared.append((one, other))
        return hmac.compare_digest(one, other)

    class Comparing:
        compare_digest = staticmethod(compare)

    monkeypatch.setattr(key_ring, "hmac", Comparing)
    ring = KeyRing(path)
    for one in (shown, shown + "0", "framing_00000000_0"):
        ring.find(one)
    assert [len(pair[0]) for pair in compared] == [64, 64, 64]


def test_a_change_holds_from_the_next_request_on(path: Path) -> None:
    first = added(path)
    ring = KeyRing(path)
    kept = ring.find(first)
    assert kept is not None
    second = added(path)
    assert ring.find(second) is not None
    revoke_keys(path, {kept.id})
    assert ring.find(first) is None
    assert ring.find(second) is not None


def test_a_change_in_place_holds_too(path: Path) -> None:
    shown = added(path)
    ring = KeyRing(path)
    assert ring.find(shown) is not None
    path.write_text('{"keys": []}')
    assert ring.find(shown) is None


def test_the_file_is_read_once_for_many_requests(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = added(path)
    ring = KeyRing(path)
    ring.find(shown)
    monkeypatch.setattr(key_ring, "read_keys", lambda path: pytest.fail("read again"))
    assert ring.find(shown) is not None


@pytest.mark.parametrize("breaks", [lambda path: path.unlink(), lambda path: path.write_text("{")])
def test_nobody_comes_in_by_a_file_that_cannot_be_read(
    path: Path, breaks: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR, "framing.keys")
    shown = added(path)
    ring = KeyRing(path)
    assert ring.find(shown) is not None
    aside = path.rename(path.with_name("aside"))
    path.write_bytes(aside.read_bytes())
    breaks(path)
    for _ in range(3):
        with pytest.raises(KeysUnreadable):
            ring.find(shown)
    assert len(caplog.records) == 1
    aside.replace(path)
    assert ring.find(shown) is not None
