"""`framing models`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from model.backends import BackendName
from model.checkpoint import CheckpointError, open_checkpoint, read_metrics
from model.registry import Activations, Registry
from service.active import checkpoint_after
from service.commands.comparison import metrics_table, numbers, score_on, shown
from service.commands.given import read_settings
from service.settings import Settings

_DIGITS = 12  # of a digest, enough to tell models apart
_FOLDER = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_ENGINES = click.Choice([str(name) for name in BackendName])

Command = Callable[..., None]


def _registry_option(command: Command) -> Command:
    option = click.option("--registry", type=_FOLDER, help="Folder of models.  [FRAMING_MODELS]")
    return option(command)


def _backend_option(command: Command) -> Command:
    option = click.option("--backend", type=_ENGINES, help="Engine that must serve it.  [onnx]")
    return option(command)


@click.group()
def models() -> None:
    """Keep models on disk, and choose the one that is served.

    A registry is a folder, named by --registry or FRAMING_MODELS. It holds models by name and
    version, and which of them is active. `framing serve --models` serves that one, and changes
    to another within seconds, with no failed request.

    Exit codes: 0 done, 1 refused and nothing changed, 2 usage.
    """


@models.command("list")
@_registry_option
def list_models(registry: Path | None) -> None:
    """Show the models that can be promoted, and which one is active."""
    shelf = Registry(_registry_of(read_settings(models=registry)))
    with _refusals():
        found, activations = shelf.models(), shelf.activations()
        table = Table("", "name", "version", "digest", "macro-F1 on test")
        for model in found:
            metrics = dict(numbers(read_metrics(shelf.path(model.name, model.version))))
            table.add_row(
                "active" if activations[-1:] == (model,) else "",
                model.name,
                model.version,
                model.digest[:_DIGITS],
                shown(metrics.get("test macro_f1")),
            )
    Console().print(table)
    click.echo(_what_is_active(activations))


@models.command()
@click.argument("folder", type=_FOLDER)
@_registry_option
def add(folder: Path, registry: Path | None) -> None:
    """Copy a model FOLDER into the registry.

    Its name and version are those in its config.json, and must not be there yet.
    """
    with _refusals():
        added = Registry(_registry_of(read_settings(models=registry))).add(folder)
    click.echo(f"added {added.name} {added.version}")


@models.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.argument("file", type=_FILE, required=False)
@_registry_option
def compare(first: str, second: str, file: Path | None, registry: Path | None) -> None:
    """Show the metrics of the models A and B side by side.

    A and B are models of the registry, as NAME/VERSION, or model folders. Given a FILE of
    labelled articles, both are scored on it as well, which needs what training needs.
    """
    settings = read_settings(models=registry)
    with _refusals():
        folders = [_folder_of(name, settings) for name in (first, second)]
        metrics = [open_checkpoint(folder).metrics for folder in folders]
    Console().print(metrics_table((first, second), metrics))
    if file is not None:
        score_on(file, folders)


@models.command()
@click.argument("name")
@click.argument("version")
@_registry_option
@_backend_option
def promote(name: str, version: str, registry: Path | None, backend: str | None) -> None:
    """Make a model of the registry the active one.

    It is checked, loaded and given a text to read first.
    """
    settings = read_settings(models=registry, backend=backend)
    shelf = Registry(_registry_of(settings))
    with _refusals():
        model, before = shelf.find(name, version), shelf.activations()
        if before[-1:] != (model,):
            _move(shelf, before, (*before, model), settings)
    click.echo(_what_is_active((model,)))


@models.command()
@_registry_option
@_backend_option
def rollback(registry: Path | None, backend: str | None) -> None:
    """Make active what was active before the latest promotion."""
    settings = read_settings(models=registry, backend=backend)
    shelf = Registry(_registry_of(settings))
    with _refusals():
        before = shelf.activations()
        if not before:
            raise click.ClickException("there is no promotion to roll back")
        _move(shelf, before, before[:-1], settings)
    click.echo(_what_is_active(before[:-1]))


def _move(shelf: Registry, before: Activations, after: Activations, settings: Settings) -> None:
    """Move the pointer, if the model that it will name can be served."""
    if after:
        from service.loading import load_model  # late, for quick help

        load_model(checkpoint_after(after, settings), settings)
    shelf.replace(before, after)


def _what_is_active(activations: Activations) -> str:
    if not activations:
        return "no model is active: a service serves its own"
    return f"{activations[-1].name} {activations[-1].version} is active"


def _registry_of(settings: Settings) -> Path:
    if settings.models is None:
        raise click.UsageError("say which registry: --registry FOLDER, or set FRAMING_MODELS")
    return settings.models


def _folder_of(name: str, settings: Settings) -> Path:
    """The folder of a model that is named as in a registry, or by its own path."""
    parts = name.split("/")
    if settings.models is not None and len(parts) == 2:
        try:
            return Registry(settings.models).path(*parts)
        except CheckpointError:
            pass
    if Path(name).is_dir():
        return Path(name)
    raise click.ClickException(f"{name}: neither NAME/VERSION of the registry nor a model folder")


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except CheckpointError as error:
        raise click.ClickException(str(error)) from None
