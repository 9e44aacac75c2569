"""Bodies are cut off as they come."""

import asyncio
import gzip
import zlib
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from service.middleware import BodyLimit, Faults
from service.problems import Problem, Unauthorized

LIMIT = 1_000


class Echo:
    """Replies the body, unless it has something against the request."""

    def __init__(self, problem: Problem | None) -> None:
        self._problem = problem

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._problem is not None:
            raise self._problem
        body = await Request(scope, receive).body()
        await Response(body)(scope, receive, send)


class Exchange:
    """One request whose body comes in chunks, and its reply."""

    def __init__(self, *chunks: bytes, problem: Problem | None = None, **headers: str) -> None:
        self._problem = problem
        self.status, self.body, self.headers = 0, b"", dict[bytes, bytes]()
        self.pulled = 0
        self._chunks = list(chunks)
        self._scope: Scope = {
            "type": "http",
            "method": "POST",
            "headers": [
                (name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()
            ],
            "state": {"request_id": "r"},
        }

    def run(self, max_seconds: float = 5) -> "Exchange":
        asyncio.run(self._run(max_seconds))
        return self

    async def _run(self, max_seconds: float) -> None:
        app = Faults(BodyLimit(Echo(self._problem), LIMIT, max_seconds))
        await asyncio.wait_for(app(self._scope, self._receive, self._send), 5)

    async def _receive(self) -> Message:
        if not self._chunks:
            await asyncio.sleep(60)
        self.pulled += 1
        chunk = self._chunks.pop(0)
        return {"type": "http.request", "body": chunk, "more_body": bool(self._chunks)}

    async def _send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], dict(message["headers"])
        self.body += message.get("body", b"")


def test_a_body_within_the_limit_passes() -> None:
    assert Exchange(b"a" * 400, b"b" * 600).run().body == b"a" * 400 + b"b" * 600


def test_a_declared_length_over_the_limit_is_refused() -> None:
    exchange = Exchange(b"a" * 2_000, content_length="2000").run()
    assert exchange.status == 413
    assert exchange.headers[b"connection"] == b"close"


def test_a_client_that_waits_for_100_continue_sends_nothing() -> None:
    exchange = Exchange(b"a" * 2_000, content_length="2000", expect="100-continue").run()
    assert exchange.status == 413
    assert exchange.pulled == 0


def test_a_stream_without_a_length_is_cut_off() -> None:
    exchange = Exchange(*[bytes(1_000_000)] * 1_000).run()
    assert exchange.status == 413
    assert exchange.pulled < 70  # what is on its way is taken in and thrown away, up to a point


@pytest.mark.parametrize(
    ("name", "compress"), [("gzip", gzip.compress), ("deflate", zlib.compress)]
)
def test_compressed_bodies_are_inflated_in_any_chunks(name: str, compress: Any) -> None:
    compressed = compress(b"officials " * 100)
    chunks = [compressed[at : at + 3] for at in range(0, len(compressed), 3)]
    assert Exchange(*chunks, content_encoding=name).run().body == b"officials " * 100


def test_a_bomb_is_not_inflated_beyond_the_limit() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)[:900]
    assert Exchange(bomb, b"", content_encoding="gzip").run().status == 413


def test_members_of_a_gzip_body_count_together() -> None:
    members = gzip.compress(b"a" * 600) + gzip.compress(b"b" * 600)
    assert Exchange(members, content_encoding="gzip").run().status == 413


def test_garbage_after_a_compressed_body_is_refused() -> None:
    body = gzip.compress(b"a") + b"garbage"
    assert Exchange(body, content_encoding="gzip").run().status == 400


def test_an_empty_compressed_body_is_empty() -> None:
    assert Exchange(b"", content_encoding="gzip").run().status == 200


def test_a_body_that_does_not_come_in_time_is_refused() -> None:
    class Slow(Exchange):
        async def _receive(self) -> Message:
            await asyncio.sleep(0.05)
            return {"type": "http.request", "body": b"a", "more_body": True}

    exchange = Slow().run(max_seconds=0.2)
    assert exchange.status == 408
    assert exchange.headers[b"connection"] == b"close"


def test_who_is_refused_for_another_reason_is_held_to_the_limits_first() -> None:
    refused = Unauthorized("No key.")
    assert Exchange(b"a" * 400, b"b" * 600, problem=refused).run().status == 401
    assert Exchange(*[b"a" * 600] * 2, problem=refused).run().status == 413
    bomb = gzip.compress(b"\0" * 100_000)
    assert Exchange(bomb, problem=refused, content_encoding="gzip").run().status == 413


def test_nothing_of_a_refused_body_is_asked_for_where_the_client_waits() -> None:
    exchange = Exchange(b"a", problem=Unauthorized("No key."), expect="100-continue").run()
    assert exchange.status == 401
    assert exchange.headers[b"connection"] == b"close"
    assert exchange.pulled == 0
