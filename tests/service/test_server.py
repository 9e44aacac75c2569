"""A real process on a real socket."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from click.testing import CliRunner

from model.registry import Registry
from service.commands.serve import serve
from service.key_file import add_key, revoke_keys
from service.keys import Scope, new_key

ROOT = Path(__file__).parents[2]


Start = Callable[..., tuple[str, subprocess.Popen[str]]]


@pytest.fixture
def start(served_folder: Path) -> Iterator[Start]:
    """Start `framing serve` on a free port; tells its address once it is ready."""
    processes: list[subprocess.Popen[str]] = []

    def run(*options: str, **environment: str) -> tuple[str, subprocess.Popen[str]]:
        process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                "from service.commands.serve import serve; serve()",
                "--port",
                "0",
                "--model",
                str(served_folder),
                *options,
            ],
            cwd=ROOT,
            env=os.environ | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        until_ready(address)
        return address, process

    yield run
    for process in processes:
        process.kill()
        process.communicate()


def until_ready(address: str) -> None:
    for _ in range(300):
        try:
            if httpx.get(f"{address}/health/ready").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise AssertionError("not ready")


def exchange(address: str, request: bytes) -> tuple[int, dict[str, str], dict[str, object]]:
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname, parts.port), timeout=10) as connection:
        connection.sendall(request)
        reply = b""
        while piece := connection.recv(65_536):
            reply += piece
    head, _, body = reply.partition(b"\r\n\r\n")
    status, *lines = head.decode().split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines)
    return int(status.split()[1]), headers, json.loads(body)


def test_it_serves_and_stops_well(start: Start) -> None:
    address, process = start()
    assert address.startswith("http://127.0.0.1:")
    reply = httpx.post(f"{address}/v1/classify", json={"text": "Officials said it rained."})
    assert reply.json()["sentences"][0]["label"] == "attributed_claim"
    process.send_signal(signal.SIGTERM)
    _, logs = process.communicate(timeout=15)
    assert process.returncode == 0
    lines = [json.loads(line) for line in logs.splitlines()]
    assert any(line["message"] == "request" and line["status"] == 200 for line in lines)


def test_draining_finishes_what_it_began_and_takes_no_more(start: Start) -> None:
    address, process = start(FRAMING_DRAIN_SECONDS="1.5")
    text = "Officials said it rained. " * 38_000
    with httpx.Client(timeout=60) as client, ThreadPoolExecutor() as pool:
        long = pool.submit(client.post, f"{address}/v1/classify", json={"text": text})
        time.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        time.sleep(0.2)
        assert httpx.get(f"{address}/health/ready").status_code == 503
        assert httpx.get(f"{address}/health/live").status_code == 200
        refused = httpx.post(f"{address}/v1/classify", json={"text": "So."})
        assert refused.status_code == 503
        assert refused.headers["Retry-After"]
        assert long.result().status_code == 200
    assert process.wait(15) == 0


def test_what_is_not_http_gets_a_problem_too(start: Start) -> None:
    address, _ = start()
    endless = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX: " + b"a" * 40_000
    for request, status in ((endless, 431), (endless + b"\r\n\r\n", 431), (b"so\r\n\r\n", 400)):
        found, headers, problem = exchange(address, request)
        assert found == problem["status"] == status
        assert headers["content-type"] == "application/problem+json"
        assert headers["x-request-id"]


def test_a_body_without_end_is_cut_off_with_a_reply(start: Start) -> None:
    address, _ = start(FRAMING_BODY_BYTES="100000")
    head = b"POST /v1/classify HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n"
    chunks = (b"8000\r\n" + b"a" * 0x8000 + b"\r\n") * 4 + b"0\r\n\r\n"
    found, _, _ = exchange(address, head + b"Transfer-Encoding: chunked\r\n\r\n" + chunks)
    assert found == 413
    found, _, _ = exchange(address, head + b"Content-Length: 150000\r\n\r\n" + b"a" * 150_000)
    assert found == 413


def test_workers_share_the_port_and_stop_together(start: Start) -> None:
    address, process = start("--workers", "2")
    for _ in range(4):
        reply = httpx.post(f"{address}/v1/classify", json={"text": "So it is."})
        assert reply.status_code == 200
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0


def test_workers_check_keys_alike(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    key, shown = new_key("a", [Scope.CLASSIFY], 6)
    add_key(path, key)
    address, process = start("--workers", "2", "--keys", str(path))

    def statuses(count: int) -> list[int]:
        """Of requests on connections of their own, which fall on either worker."""
        headers = {"Authorization": f"Bearer {shown}"}
        found = [httpx.get(f"{address}/v1/models", headers=headers) for _ in range(count)]
        return [reply.status_code for reply in found]

    assert [status == 429 for status in statuses(8)] == [False] * 6 + [True] * 2
    revoke_keys(path, {key.id})
    assert statuses(8) == [401] * 8
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0


def test_without_keys_it_listens_to_this_machine_only(served_folder: Path) -> None:
    refused = CliRunner().invoke(serve, ["--host", "0.0.0.0", "--model", str(served_folder)])
    assert refused.exit_code == 1
    for way_out in ("framing keys add", "FRAMING_KEYS", "FRAMING_OPEN_WITHOUT_KEYS=true"):
        assert way_out in refused.stderr


def test_it_listens_to_others_with_keys_or_when_told_so(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_text('{"keys": []}')
    for options, environment in (
        (["--keys", str(path)], {}),
        ([], {"FRAMING_OPEN_WITHOUT_KEYS": "true"}),
    ):
        address, _ = start("--host", "0.0.0.0", *options, **environment)
        assert httpx.get(f"{address}/health/ready").status_code == 200


def test_keys_that_cannot_be_read_are_told_before_it_starts(
    served_folder: Path, tmp_path: Path
) -> None:
    for path, reason in ((tmp_path / "none", "No such file"), (tmp_path / "bad", "not JSON")):
        (tmp_path / "bad").write_text("{")
        result = CliRunner().invoke(serve, ["--keys", str(path), "--model", str(served_folder)])
        assert result.exit_code == 1
        assert reason in result.stderr


def test_headers_that_drip_in_are_not_waited_for(start: Start) -> None:
    address, _ = start(FRAMING_HEADER_SECONDS="0.5")
    status, headers, problem = exchange(address, b"GET /health/live HTTP/1.1\r\nHost: a\r\n")
    assert status == problem["status"] == 408
    assert headers["connection"] == "close"


def test_a_taken_port_is_told_without_a_traceback(served_folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = CliRunner().invoke(serve, ["--port", str(port), "--model", str(served_folder)])
    assert result.exit_code == 1
    assert "Address already in use" in result.stderr
    assert "Traceback" not in result.stderr


def test_every_worker_serves_the_active_model_and_so_does_one_that_replaces_another(
    start: Start, registry: Registry
) -> None:
    address, process = start("--workers", "2", "--models", str(registry.folder))
    logged: list[str] = []
    assert process.stderr is not None
    Thread(target=logged.extend, args=[process.stderr], daemon=True).start()

    def count(message: str, **fields: str) -> int:
        lines = (json.loads(line) for line in list(logged) if message in line)
        return sum(fields.items() <= line.items() for line in lines)

    def served() -> set[str]:
        replies = [post(address, "/v1/classify", {"text": "So it is."}) for _ in range(20)]
        return {reply["model"]["version"] for reply in replies}

    try:
        until(lambda: count('"ready"') == 2)
        post(address, "/v1/models/activate", {"name": "rules", "version": "2"})
        until(lambda: count("another model is served", version="2") == 2)
        assert served() == {"2"}
        os.kill(workers(process)[0], signal.SIGKILL)
        until(lambda: count('"ready"') == 3)
        assert served() == {"2"}
        post(address, "/v1/models/rollback", {})
        until(lambda: count("another model is served", version="1") == 2)
        assert served() == {"1"}
    finally:
        process.terminate()
    assert process.wait(60) == 0


def post(address: str, path: str, body: dict[str, str]) -> dict[str, Any]:
    response = httpx.post(address + path, json=body, timeout=60)
    assert response.status_code == 200
    reply: dict[str, Any] = response.json()
    return reply


def until(so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def workers(process: subprocess.Popen[str]) -> list[int]:
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    spawned = (child for child in children if b"spawn_main" in command_line(int(child)))
    return list(map(int, spawned))


def command_line(process: int) -> bytes:
    return Path(f"/proc/{process}/cmdline").read_bytes()


def test_a_damaged_active_model_is_refused_at_start(
    served_folder: Path, registry: Registry
) -> None:
    registry.replace((), (registry.find("rules", "2"),))
    (registry.path("rules", "2") / "model.onnx").write_bytes(b"damaged")
    options = ["--model", str(served_folder), "--models", str(registry.folder)]
    result = CliRunner().invoke(serve, options)
    assert result.exit_code == 1
    assert "rules/2/model.onnx: damaged" in result.stderr
