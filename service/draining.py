"""SIGTERM, in two steps: no new work first, no listener later."""

import asyncio
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from service.lifecycle import Lifecycle


@contextmanager
def drain_on_sigterm(lifecycle: Lifecycle, seconds: float) -> Iterator[None]:
    """Drain at SIGTERM, and hand the signal on to the server after so many seconds.

    In between the readiness probe tells whoever sends requests to send them elsewhere.
    Outside the main thread signals cannot be caught, and nothing is done.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    server_handler = signal.getsignal(signal.SIGTERM)

    def hand_on(signal_number: int) -> None:
        if callable(server_handler):
            server_handler(signal_number, None)

    def drain(signal_number: int, frame: FrameType | None) -> None:
        lifecycle.drain()
        loop.call_soon_threadsafe(loop.call_later, seconds, hand_on, signal_number)

    signal.signal(signal.SIGTERM, drain)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, server_handler)
