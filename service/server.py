"""The server: uvicorn, with this service's limits and its way to stop."""

import asyncio
import signal
import socket
import sys
from functools import partial
from pathlib import Path
from types import FrameType

from uvicorn import Config, Server
from uvicorn.supervisors import Multiprocess

from model.checkpoint import Checkpoint
from service.application import create_app
from service.logs import log_config
from service.protocol import ProblemProtocol
from service.settings import Settings

_CANNOT_START = 3  # as uvicorn has it; its supervisor then starts no other worker
_BACKLOG = 2048
_WORKER_SECONDS = 30  # a worker may take to come up, on a busy machine, before it is replaced


def serve(
    settings: Settings,
    listener: socket.socket,
    checkpoint: Checkpoint,
    shared_folder: Path | None = None,
) -> None:
    """Serve on a bound socket until told to stop, with a model that was checked just now.

    Several workers check it themselves, since a worker may have to be replaced much later; what
    they count together they keep in `shared_folder`.
    SIGTERM says not ready, lets requests in flight finish, and exits with 0.
    """
    alone = settings.workers == 1
    config = server_config(settings, checkpoint if alone else None, shared_folder)
    signal.signal(signal.SIGTERM, _exit_well)
    if settings.workers > 1:
        Multiprocess(config, sockets=[listener]).run()
    else:
        Server(config).run(sockets=[listener])


def bind(settings: Settings) -> socket.socket:
    """Bind the address to listen on; raises `OSError` where it is taken or not ours."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError:
        listener.close()
        raise
    listener.set_inheritable(True)
    return listener


def server_config(
    settings: Settings, checkpoint: Checkpoint | None = None, shared_folder: Path | None = None
) -> Config:
    """How uvicorn is to serve."""
    protocol = partial(ProblemProtocol, header_seconds=settings.header_seconds)
    return Config(
        partial(
            create_app,
            settings,
            checkpoint=checkpoint,
            on_failure=_stop_soon,
            shared_folder=shared_folder,
        ),
        factory=True,
        workers=settings.workers,
        http=protocol,  # type: ignore[arg-type]  # it is only ever called
        ws="none",
        lifespan="on",
        log_config=log_config(settings.log_level),
        access_log=False,
        proxy_headers=False,
        server_header=False,
        backlog=_BACKLOG,
        timeout_keep_alive=settings.keep_alive_seconds,
        timeout_worker_healthcheck=_WORKER_SECONDS,
        timeout_graceful_shutdown=settings.shutdown_seconds,
        h11_max_incomplete_event_size=settings.header_bytes,
    )


def _stop_soon() -> None:
    """Leave the event loop, and the process, in its next round."""
    asyncio.get_running_loop().call_soon(sys.exit, _CANNOT_START)


def _exit_well(signal_number: int, frame: FrameType | None) -> None:
    """Uvicorn raises the signal again once it has stopped; that was what it asked for."""
    sys.exit(0)
