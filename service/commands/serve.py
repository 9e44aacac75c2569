"""`framing serve`."""

import os
from pathlib import Path
from typing import Any

import click

from model.backends import BackendName
from model.checkpoint import CheckpointError
from service.active import active_checkpoint
from service.commands.given import read_settings

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
@click.option("--log-level", type=click.Choice(_LEVELS), help="What is logged.  [info]")
def serve(**options: Any) -> None:
    """Answer over HTTP: POST an article, get a voice for every sentence.

    Every option has a setting of the same name in the environment, FRAMING_PORT for --port;
    what stands on the command line wins. The address is printed on standard output, logs go
    to standard error as JSON.

    Exit codes: 0 stopped as told, 1 could not serve, 2 usage.
    """
    settings = read_settings(**options)
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
    server.serve(settings, listener, checkpoint)
