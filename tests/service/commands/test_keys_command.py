"""`framing keys`: add, list, revoke."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from service.commands.keys import keys
from service.key_ring import KeyRing
from service.keys import Scope


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys.json"


def run(path: Path, *arguments: str) -> Result:
    return CliRunner().invoke(keys, arguments, env={"FRAMING_KEYS": str(path)})


def test_a_key_is_printed_once_and_holds(path: Path) -> None:
    added = run(path, "add", "the desk", "--scope", "classify", "--scope", "correct")
    assert added.exit_code == 0
    assert re.fullmatch(r"framing_[0-9a-f]{8}_[0-9a-f]{64}\n", added.stdout)
    key = KeyRing(path).find(added.stdout.strip())
    assert key is not None
    assert key.scopes == {Scope.CLASSIFY, Scope.CORRECT}
    assert added.stdout.strip() not in run(path, "list").output


def test_a_key_is_for_classifying_unless_said_otherwise(path: Path) -> None:
    run(path, "add", "the archive", "--requests-per-minute", "5")
    key_id, *rest = run(path, "list").stdout.rstrip().split("\t")
    assert rest[:3] == ["the archive", "classify", "5"]
    assert len(key_id) == 8


def test_a_revoked_key_holds_no_more(path: Path) -> None:
    shown = [run(path, "add", name).stdout.strip() for name in ("a", "b", "c")]
    ids = [one.split("_")[1] for one in shown]
    revoked = run(path, "revoke", ids[0], ids[1])
    assert revoked.exit_code == 0
    assert f"revoked {ids[0]}, a" in revoked.stderr
    assert [KeyRing(path).find(one) is not None for one in shown] == [False, False, True]


def test_an_option_names_the_file_as_well(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    run(path, "add", "a", "--keys", str(other))
    assert other.exists()
    assert not path.exists()


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "\x1b[31m", "a" * 65])
def test_a_name_must_be_printable(path: Path, name: str) -> None:
    refused = run(path, "add", "--", name)
    assert refused.exit_code == 2
    assert "1 to 64 characters" in refused.stderr
    assert not path.exists()


def test_what_cannot_be_done_is_told_without_a_traceback(path: Path) -> None:
    missing = run(path, "list")
    assert missing.exit_code == 1
    assert "No such file" in missing.stderr
    run(path, "add", "a")
    unknown = run(path, "revoke", "ffffffff")
    assert unknown.exit_code == 1
    assert "ffffffff" in unknown.stderr
    path.write_text("{")
    for arguments in (("add", "b"), ("list",), ("revoke", "ffffffff")):
        damaged = run(path, *arguments)
        assert damaged.exit_code == 1
        assert "not JSON" in damaged.stderr
    assert path.read_text() == "{"


def test_which_file_must_be_said() -> None:
    refused = CliRunner().invoke(keys, ["list"], env={"FRAMING_KEYS": None})
    assert refused.exit_code == 2
    assert "FRAMING_KEYS" in refused.stderr
