"""`framing`: finds its subcommands by entry points, and loads one only to run it.

So the list of commands is quick, and complete, also where the extra that a command needs is
not installed.
"""

import ast
import os
import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

GROUP = "framing.commands"
_ORDER = ("serve", "classify")
_FAILED = 1


class FramingGroup(click.Group):
    """A group of the commands that entry points name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands: those that most users want first, the others by name."""
        names = entry_points(group=GROUP).names
        return sorted(names, key=lambda name: ((*_ORDER, name).index(name), name))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command that is loaded when it is run."""
        found = next(iter(entry_points(group=GROUP, name=cmd_name)), None)
        return LazyCommand(found) if found is not None else None


class LazyCommand(click.Command):
    """Knows its help line from its source, and hands all arguments on to what it loads."""

    def __init__(self, entry_point: EntryPoint) -> None:
        super().__init__(
            entry_point.name,
            short_help=help_line(entry_point),
            add_help_option=False,
            context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
        )
        self._entry_point = entry_point

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Leave every argument to the command itself."""
        ctx.args = args
        return args

    def invoke(self, ctx: click.Context) -> Any:
        """Load the command and run it."""
        command = load_command(self._entry_point)
        if isinstance(command, click.Command):
            with command.make_context(self.name, ctx.args, parent=ctx.parent) as inner:
                return command.invoke(inner)
        return command(ctx.args)


def help_line(entry_point: EntryPoint) -> str:
    """The first line of a command's documentation, read without running any of it."""
    try:
        spec = find_spec(entry_point.module)
        source = Path(spec.origin).read_bytes() if spec is not None and spec.origin else b""
        tree = ast.parse(source)
    except (ImportError, OSError, SyntaxError):
        return "(not installed)"
    functions = (node for node in tree.body if isinstance(node, ast.FunctionDef))
    function = next((node for node in functions if node.name == entry_point.attr), None)
    documentation = (function and ast.get_docstring(function)) or ast.get_docstring(tree) or ""
    return documentation.strip().split("\n")[0]


def load_command(entry_point: EntryPoint) -> click.Command | Callable[[list[str]], Any]:
    """Import a command; raises `ClickException` where something that it needs is missing."""
    try:
        command: click.Command | Callable[[list[str]], Any] = entry_point.load()
    except ModuleNotFoundError as error:
        raise click.ClickException(
            f"`framing {entry_point.name}` needs {error.name}, which is not installed: "
            "pip install -e '.[train]' in the project's folder brings it"
        ) from error
    return command


@click.group(cls=FramingGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="framing-service", message="framing %(version)s")
def framing() -> None:
    """Whose voice is each sentence of an article?

    The newsroom's, a source's, or the author's.
    """


def main() -> None:
    """Run `framing`; whatever happens, the user sees a message rather than a traceback.

    FRAMING_TRACEBACK=1 shows it.
    """
    try:
        framing(prog_name="framing")
    except Exception as error:
        if os.environ.get("FRAMING_TRACEBACK"):
            raise
        click.echo(
            f"framing: unforeseen error ({type(error).__name__}); "
            "FRAMING_TRACEBACK=1 shows where it happened",
            err=True,
        )
        sys.exit(_FAILED)
