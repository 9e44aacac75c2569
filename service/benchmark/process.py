"""A contender as a process: started, timed to its first reply, measured and stopped."""

import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from service.benchmark.articles import BenchmarkArticle
from service.benchmark.contenders import Contender

_PATIENCE = 180  # seconds that a contender may take to start
_PAUSE = 0.005


class StartError(Exception):
    """A contender that did not start."""


@dataclass(frozen=True, slots=True)
class Running:
    """A contender that answers; `first_reply` is in seconds since its command was given."""

    url: str
    process: int
    first_reply: float

    @property
    def memory(self) -> float:
        """Resident memory, in mebibytes."""
        status = Path(f"/proc/{self.process}/status").read_text(encoding="ascii")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def sleep(self) -> None:
        """Let it do nothing at all, as if it were not there, but keep its memory."""
        os.kill(self.process, signal.SIGSTOP)

    @contextmanager
    def awake(self) -> Iterator[None]:
        """Wake it for a while."""
        os.kill(self.process, signal.SIGCONT)
        try:
            yield
        finally:
            self.sleep()


@contextmanager
def running(
    contender: Contender, article: BenchmarkArticle, core: int | None = None
) -> Iterator[Running]:
    """Start a contender, on one core if given, until it has answered; stop it in the end.

    Raises `StartError` where it does not answer.
    """
    port = _free_port()
    began = time.perf_counter()
    with on_core(core):
        process = subprocess.Popen(  # noqa: S603 - commands of our own making
            [part.replace("{port}", str(port)) for part in contender.command],
            cwd=contender.working_folder,
            env=os.environ | contender.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    with process:
        try:
            url = f"http://127.0.0.1:{port}{contender.path}"
            _first_reply(contender, url, contender.body(article), process, began)
            yield Running(url, process.pid, time.perf_counter() - began)
        finally:
            process.kill()


@contextmanager
def on_core(core: int | None) -> Iterator[None]:
    """Keep this process, and what it starts meanwhile, to one core."""
    cores = os.sched_getaffinity(0)
    if core is not None:
        os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def _first_reply(
    contender: Contender, url: str, body: bytes, process: subprocess.Popen[bytes], began: float
) -> None:
    request = urllib.request.Request(url, body, {"Content-Type": contender.content_type})  # noqa: S310
    while process.poll() is None and time.perf_counter() < began + _PATIENCE:
        try:
            with urllib.request.urlopen(request, timeout=_PATIENCE) as reply:  # noqa: S310
                reply.read()
            return
        except OSError:
            time.sleep(_PAUSE)
    raise StartError(f"which did not start: {' '.join(contender.command)}")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
