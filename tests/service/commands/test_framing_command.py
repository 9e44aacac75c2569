"""`framing`: finds its commands, and loads only what is run."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from service.commands import framing

ENTRY_POINTS = """[framing.commands]
aaa-plain = plain_command:main
aaa-click = click_command:greet
aaa-broken = broken_command:main
aaa-missing = no_such_package.command:main
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A distribution with commands of its own."""
    metadata = tmp_path / "more_commands-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: more-commands\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(ENTRY_POINTS)
    (tmp_path / "plain_command.py").write_text(
        '"""Says what it was given."""\n\ndef main(arguments):\n    print("given", arguments)\n'
    )
    (tmp_path / "click_command.py").write_text(
        "import click\n\n@click.command()\n@click.option('--name')\ndef greet(name):\n"
        '    """Greets by name."""\n    click.echo(f"hello {name}")\n'
    )
    (tmp_path / "broken_command.py").write_text(
        '"""Needs what is not there."""\n\nimport torch_that_is_not_there\n'
    )
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def test_help_lists_every_command_without_loading_any(installed: Path) -> None:
    result = CliRunner().invoke(framing, ["--help"])
    assert result.exit_code == 0
    assert "Says what it was given." in result.stdout
    assert "Greets by name." in result.stdout
    assert "Needs what is not there." in result.stdout
    assert "(not installed)" in result.stdout
    assert "plain_command" not in sys.modules


def test_a_command_gets_all_of_its_arguments(installed: Path) -> None:
    plain = CliRunner().invoke(framing, ["aaa-plain", "--learning_rate", "1", "-x", "--help"])
    assert plain.stdout == "given ['--learning_rate', '1', '-x', '--help']\n"
    greeted = CliRunner().invoke(framing, ["aaa-click", "--name", "Ada"])
    assert greeted.stdout == "hello Ada\n"
    helped = CliRunner().invoke(framing, ["aaa-click", "--help"])
    assert "framing aaa-click [OPTIONS]" in helped.stdout


@pytest.mark.parametrize(
    ("command", "needed"),
    [("aaa-broken", "torch_that_is_not_there"), ("aaa-missing", "no_such_package")],
)
def test_what_a_command_lacks_is_told(installed: Path, command: str, needed: str) -> None:
    result = CliRunner().invoke(framing, [command])
    assert result.exit_code == 1
    assert needed in result.stderr
    assert "pip install" in result.stderr


def test_an_unknown_command_is_a_usage_error() -> None:
    assert CliRunner().invoke(framing, ["no-such-command"]).exit_code == 2


def test_main_never_shows_a_traceback() -> None:
    code = (
        "from service.commands import framing, main\n"
        "framing.callback = None\n"
        "framing.invoke = lambda context: 1 / 0\n"
        "main()\n"
    )
    command = [sys.executable, "-c", code, "serve"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "ZeroDivisionError" in done.stderr
    assert "Traceback" not in done.stderr
