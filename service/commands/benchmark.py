"""`framing benchmark`."""

import json
import os
import signal
import statistics
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

_PATIENCE = 120  # seconds that a service may take to start
_EXAMPLE = (
    "A spokesman said on Tuesday that the bridge would stay closed until the spring. "
    "The council voted nine to four for the repairs. It is a shameful waste of money. "
) * 5


@dataclass(frozen=True, slots=True)
class Measured:
    """One start of the service: seconds, mebibytes and milliseconds."""

    first_reply: float
    memory: float
    latency: float


@click.command()
@click.option(
    "--article",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Text of the article to post; an example of 15 sentences unless given.",
)
@click.option("--rounds", type=click.IntRange(min=1), default=5, show_default=True)
@click.option("--requests", type=click.IntRange(min=1), default=50, show_default=True)
def benchmark(article: Path | None, rounds: int, requests: int) -> None:
    """Measure cold start, memory and latency, beside the same model under PyTorch.

    Each round starts the service once with each engine, in turn; medians are printed. PyTorch
    is left out where it is not installed.
    """
    body = article.read_bytes() if article else _EXAMPLE.encode()
    engines = ["onnx", "torch"] if find_spec("torch") else ["onnx"]
    measured: dict[str, list[Measured]] = {engine: [] for engine in engines}
    for _ in range(rounds):
        for engine in engines:
            measured[engine].append(_measure(engine, body, requests))
    table = Table("engine", "start to first reply", "resident memory", "latency (median)")
    for engine, runs in measured.items():
        table.add_row(
            engine,
            f"{statistics.median(run.first_reply for run in runs):.2f} s",
            f"{statistics.median(run.memory for run in runs):.0f} MiB",
            f"{statistics.median(run.latency for run in runs):.1f} ms",
        )
    console = Console()
    console.print(f"{_processor()}, {len(os.sched_getaffinity(0))} cores, medians of {rounds}")
    console.print(table)
    if "torch" in engines:
        seconds = statistics.median(_import_seconds() for _ in range(rounds))
        console.print(f"importing torch and transformers alone: {seconds:.2f} s")


def _measure(engine: str, body: bytes, requests: int) -> Measured:
    began = time.perf_counter()
    command = [sys.executable, "-m", "service", "serve", "--port", "0", "--backend", engine]
    with subprocess.Popen(  # noqa: S603 - our own command
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout is not None  # noqa: S101 - as asked for above
            address = process.stdout.readline().strip()
            _first_reply(address, body, began + _PATIENCE)
            first_reply = time.perf_counter() - began
            times = [_post(address, body) for _ in range(requests)]
            return Measured(first_reply, _resident(process.pid), 1000 * statistics.median(times))
        finally:
            process.send_signal(signal.SIGKILL)


def _first_reply(address: str, body: bytes, deadline: float) -> None:
    while True:
        try:
            _post(address, body)
            return
        except OSError as error:
            if time.perf_counter() > deadline:
                raise click.ClickException("the service did not start in time") from error
            time.sleep(0.005)


def _post(address: str, body: bytes) -> float:
    began = time.perf_counter()
    request = urllib.request.Request(  # noqa: S310 - the address of our own process
        f"{address}/v1/classify", body, {"Content-Type": "text/plain; charset=utf-8"}
    )
    with urllib.request.urlopen(request, timeout=_PATIENCE) as reply:  # noqa: S310
        json.load(reply)
    return time.perf_counter() - began


def _resident(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _import_seconds() -> float:
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", "import torch, transformers; transformers.AutoModel"], check=True
    )
    return time.perf_counter() - began


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "unknown processor")
