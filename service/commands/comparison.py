"""Two models side by side."""

from collections.abc import Iterator, Sequence
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from service.commands.framing import GROUP, load_command


def metrics_table(names: Sequence[str], metrics: Sequence[dict[str, Any]]) -> Table:
    """Every number of the metrics of two models, and what the second has more."""
    first, second = (dict(numbers(one)) for one in metrics)
    table = Table("", *names, "difference")
    for title in first | second:
        a, b = first.get(title), second.get(title)
        difference = "" if a is None or b is None else f"{b - a:+.3f}".replace("+0.000", "0")
        table.add_row(title.replace("_", " "), shown(a), shown(b), difference)
    return table


def score_on(file: Path, folders: Sequence[Path]) -> None:
    """Score models on a file of labelled articles, with the command that does it."""
    (evaluate,) = entry_points(group=GROUP, name="evaluate")
    command = load_command(evaluate)
    assert isinstance(command, click.Command)  # noqa: S101 - as declared
    models = [argument for folder in folders for argument in ("--model", str(folder))]
    command.main([str(file), *models], prog_name="framing evaluate", standalone_mode=False)


def numbers(value: Any, title: str = "") -> Iterator[tuple[str, float]]:
    """The numbers of nested objects, each by the names that lead to it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from numbers(inner, f"{title} {name}".strip())
    elif isinstance(value, int | float):
        yield title, value


def shown(value: float | None) -> str:
    """A count or a score as tables show it."""
    if value is None:
        return "-"
    return f"{value:.3f}" if isinstance(value, float) else f"{value:,}"
