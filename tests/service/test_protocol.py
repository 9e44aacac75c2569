"""Connections on which a client takes its time."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send
from uvicorn import Config
from uvicorn.server import ServerState

from service.protocol import ProblemProtocol

HEADER_SECONDS = 0.3
LONG_SECONDS = 20.0

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Reply without a look at the body, at once or after longer than headers may take."""
    if scope["path"] == "/slow":
        await asyncio.sleep(2 * HEADER_SECONDS)
    await PlainTextResponse("done")(scope, receive, send)


@asynccontextmanager
async def connection() -> AsyncIterator[Streams]:
    config = Config(app, lifespan="off", log_config=None, timeout_keep_alive=60)
    config.load()
    state = ServerState()

    def protocol() -> ProblemProtocol:
        return ProblemProtocol(
            config=config, server_state=state, app_state={}, header_seconds=HEADER_SECONDS
        )

    server = await asyncio.get_running_loop().create_server(protocol, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    try:
        yield reader, writer
    finally:
        writer.close()
        server.close()
        await server.wait_closed()


async def reply(reader: asyncio.StreamReader) -> tuple[int, dict[str, str], bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    status, *lines = head.strip().split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines)
    return int(status.split()[1]), headers, await reader.readexactly(int(headers["content-length"]))


async def ended(reader: asyncio.StreamReader) -> bool:
    """Whether nothing more comes; a client that is still sending may see a reset."""
    try:
        return await asyncio.wait_for(reader.read(), LONG_SECONDS) == b""
    except ConnectionError:
        return True


async def drip(writer: asyncio.StreamWriter, data: bytes) -> None:
    for byte in data:
        try:
            writer.write(bytes([byte]))
            await writer.drain()
        except ConnectionError:
            return
        await asyncio.sleep(HEADER_SECONDS / 10)


def test_headers_that_drip_in_get_a_408() -> None:
    async def scenario() -> None:
        async with connection() as (reader, writer):
            dripping = asyncio.create_task(drip(writer, b"GET / HTTP/1.1\r\nHost: a\r\n" * 9))
            status, headers, body = await asyncio.wait_for(reply(reader), LONG_SECONDS)
            assert status == 408
            assert headers["content-type"] == "application/problem+json"
            assert headers["connection"] == "close"
            problem = json.loads(body)
            assert problem["type"] == "urn:framing:problem:headers-timeout"
            assert problem["instance"].endswith(headers["x-request-id"])
            assert await ended(reader)
            dripping.cancel()

    asyncio.run(scenario())


def test_who_sends_on_can_still_read_why() -> None:
    async def scenario() -> None:
        async with connection() as (reader, writer):
            writer.write(b"GET / HTTP/1.1\r\nX: " + b"a" * 100_000)
            for _ in range(5):
                await asyncio.sleep(0.05)
                writer.write(b"a" * 100_000)
                await writer.drain()
            status, _, body = await asyncio.wait_for(reply(reader), LONG_SECONDS)
            assert status == json.loads(body)["status"] == 431
            assert await ended(reader)

    asyncio.run(scenario())


def test_a_body_that_is_not_http_ends_its_request() -> None:
    async def scenario() -> None:
        async with connection() as (reader, writer):
            head = b"POST /slow HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
            writer.write(head + b"not a length\r\n")
            assert (await asyncio.wait_for(reply(reader), LONG_SECONDS))[0] == 400
            assert await ended(reader)
            await asyncio.sleep(2.5 * HEADER_SECONDS)  # the application's own reply goes nowhere

    asyncio.run(scenario())


def test_so_do_those_of_a_later_request() -> None:
    async def scenario() -> None:
        async with connection() as (reader, writer):
            writer.write(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            assert (await reply(reader))[0] == 200
            await asyncio.sleep(2 * HEADER_SECONDS)  # between requests it may wait
            dripping = asyncio.create_task(drip(writer, b"GET / HTTP/1.1\r\nHost: a\r\n" * 9))
            assert (await asyncio.wait_for(reply(reader), LONG_SECONDS))[0] == 408
            dripping.cancel()

    asyncio.run(scenario())


def test_a_connection_on_which_nothing_comes_is_closed() -> None:
    async def scenario() -> None:
        async with connection() as (reader, _):
            assert await ended(reader)

    asyncio.run(scenario())


def test_a_body_that_goes_on_after_its_reply_is_not_heard_to_its_end() -> None:
    async def scenario() -> None:
        async with connection() as (reader, writer):
            writer.write(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n")
            assert (await reply(reader))[0] == 200
            dripping = asyncio.create_task(drip(writer, b"a" * 1_000))
            assert await ended(reader)
            dripping.cancel()

    asyncio.run(scenario())


def test_a_reply_may_take_longer_than_headers() -> None:
    async def scenario() -> None:
        async with connection() as (reader, writer):
            for _ in range(2):
                writer.write(b"GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
                assert (await reply(reader))[0] == 200

    asyncio.run(scenario())


def test_requests_in_a_row_are_all_answered() -> None:
    async def scenario() -> None:
        async with connection() as (reader, writer):
            writer.write(b"GET /slow HTTP/1.1\r\nHost: a\r\n\r\n" * 3 + b"GET / HTTP/1.1\r\n")
            for _ in range(3):
                assert (await asyncio.wait_for(reply(reader), LONG_SECONDS))[0] == 200
            writer.write(b"Host: a\r\n\r\n")
            assert (await asyncio.wait_for(reply(reader), LONG_SECONDS))[0] == 200

    asyncio.run(scenario())
