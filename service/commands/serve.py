"""`framing serve`."""

import os
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from model.backends import BackendName
from model.checkpoint import CheckpointError
from service.active import active_checkpoint
from service.commands.given import read_settings
from service.key_file import KeyFileError, read_keys
from service.settings import Settings

_LEVELS = ["debug", "info", "warning", "error"]


@click.command()
@click.option("--host", help="Address to listen on.  [127.0.0.1]")
@click.option("--port", type=click.IntRange(0, 65535), help="Port; 0 takes a free one.  [8000]")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes that serve.  [1]")
@click.option(
    "--model", type=click.Path(path_type=Path), help="Model folder.  [the weights shipped]"
)
@click.option(
    "--models",
    type=click.Path(path_type=Path),
    help="Registry of models; what is active there goes before --model.",
)
@click.option("--backend", type=click.Choice([str(name) for name in BackendName]), help="Engine.")
@click.option("--threads", type=click.IntRange(1, 256), help="Threads a worker computes with.")
@click.option(
    "--keys", type=click.Path(path_type=Path), help="File of the keys that clients need.  [none]"
)
@click.option("--log-level", type=click.Choice(_LEVELS), help="What is logged.  [info]")
def serve(**options: Any) -> None:
    """Answer over HTTP: POST an article, get a voice for every sentence.

    Every option has a setting of the same name in the environment, FRAMING_PORT for --port;
    what stands on the command line wins. The address is printed on standard output, logs go
    to standard error as JSON.

    Exit codes: 0 stopped as told, 1 could not serve, 2 usage.
    """
    settings = read_settings(**options)
    _check_keys(settings)
    try:
        checkpoint = active_checkpoint(settings)
    except CheckpointError as error:
        raise click.ClickException(f"the model cannot be served: {error}") from None

    from service import server  # late, for quick help and quick refusals

    try:
        listener = server.bind(settings)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise click.ClickException(
            f"cannot listen on {settings.host} port {settings.port}: {reason}"
        ) from None
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    click.echo(f"http://{host}:{listener.getsockname()[1]}")
    with _shared_folder(settings) as folder:
        server.serve(settings, listener, checkpoint, Path(folder) if folder else None)


def _shared_folder(settings: Settings) -> AbstractContextManager[str | None]:
    if settings.workers == 1:
        return nullcontext()
    try:
        return TemporaryDirectory(prefix="framing-")
    except OSError as error:
        raise click.ClickException(
            f"several workers need a folder for temporary files: {error.strerror}"
        ) from None


def _check_keys(settings: Settings) -> None:
    if settings.keys is not None:
        try:
            read_keys(settings.keys)
        except KeyFileError as error:
            raise click.ClickException(f"keys cannot be checked: {error}") from None
    elif not settings.listens_on_loopback and not settings.open_without_keys:
        raise click.ClickException(
            f"on {settings.host} others than this machine could use the service, and it has no "
            "keys. `framing keys add` makes one, FRAMING_KEYS names their file. Where something "
            "else decides who gets this far, FRAMING_OPEN_WITHOUT_KEYS=true does without"
        )
