"""A body is read only as far as it may reach: in bytes, inflated bytes and seconds."""

import asyncio
import zlib

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.problems import (
    BodyTimeout,
    MalformedBody,
    Problem,
    TooLarge,
    UnsupportedMediaType,
    problem_response,
)

_ENCODINGS = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}
_GRACE_SECONDS, _GRACE_BYTES = 2.0, 64_000_000


class BodyLimit:
    """Cuts a body off as it comes, and inflates `gzip` and `deflate` bodies on the way.

    It stands before everything that reads a body, so a client is refused before anything is
    kept of it. A request that is refused for another reason is still held to the limits first:
    the rest of its body is read and thrown away. `max_bytes` counts the body as sent and as
    inflated; `max_seconds` is the longest that a client may take over it.
    """

    def __init__(self, app: ASGIApp, max_bytes: int, max_seconds: float) -> None:
        self._app = app
        self._max_bytes = max_bytes
        self._max_seconds = max_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with a body that ends where it must."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        try:
            inflate = _inflater(headers)
            self._check_declared(headers)
        except Problem as problem:
            await self._refuse(problem, scope, receive, send, discard=True)
            return
        body = _Body(receive, self._max_bytes, self._max_seconds, inflate)
        started = False

        async def note_start(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(_without_encoding(scope), body.receive, note_start)
        except Problem as problem:
            if started:
                raise
            if problem is not body.problem:
                if _waits_to_send(scope) and not body.begun:
                    problem.headers["Connection"] = "close"
                    raise
                over = await body.discard()
                if over is None:
                    raise
                problem = over
            await self._refuse(problem, scope, receive, send, discard=not body.complete)

    def _check_declared(self, headers: Headers) -> None:
        declared = headers.get("Content-Length", "")
        if declared.isdecimal() and int(declared) > self._max_bytes:
            raise _too_large(self._max_bytes)

    async def _refuse(
        self, problem: Problem, scope: Scope, receive: Receive, send: Send, *, discard: bool
    ) -> None:
        """Say the problem and close, after taking in a little of what is still on its way.

        A client that is cut off while it sends may never read why.
        """
        if discard and not _waits_to_send(scope):
            await _discard(receive)
        problem.headers["Connection"] = "close"
        await problem_response(problem, scope["state"]["request_id"])(scope, receive, send)


class _Body:
    """A request's body as the application may read it."""

    def __init__(
        self, receive: Receive, max_bytes: int, max_seconds: float, inflate: "_Inflate | None"
    ) -> None:
        self.problem: Problem | None = None
        self._receive = receive
        self._max_bytes = max_bytes
        self._until = asyncio.get_running_loop().time() + max_seconds
        self._inflate = inflate
        self._sent = self._inflated = 0
        self.begun = self.complete = False

    async def receive(self) -> Message:
        if self.complete:
            return await self._receive()
        self.begun = True
        try:
            return await self._next()
        except Problem as problem:
            self.problem = problem
            raise

    async def discard(self) -> Problem | None:
        """Read what is left and keep none of it; tells where it goes beyond the limits."""
        try:
            while not self.complete:
                await self.receive()
        except Problem as problem:
            return problem
        return None

    async def _next(self) -> Message:
        try:
            async with asyncio.timeout_at(self._until):
                message = await self._receive()
        except TimeoutError:
            self.complete = True  # nothing more is awaited
            raise BodyTimeout("The body did not arrive in time.") from None
        if message["type"] != "http.request":
            self.complete = True
            return message
        chunk: bytes = message.get("body", b"")
        more = bool(message.get("more_body", False))
        self.complete = not more
        self._sent += len(chunk)
        if self._sent > self._max_bytes:
            raise _too_large(self._max_bytes)
        if self._inflate is None:
            return message
        inflated = self._inflate(chunk, self._max_bytes - self._inflated, last=not more)
        self._inflated += len(inflated)
        if self._inflated > self._max_bytes:
            raise _too_large(self._max_bytes)
        return {"type": "http.request", "body": inflated, "more_body": more}


class _Inflate:
    """Inflates chunk by chunk, never more than one byte beyond what is allowed."""

    def __init__(self, window_bits: int) -> None:
        self._window_bits = window_bits
        self._stream = zlib.decompressobj(window_bits)
        self._any = False

    def __call__(self, chunk: bytes, allowed: int, *, last: bool) -> bytes:
        parts: list[bytes] = []
        self._any = self._any or bool(chunk)
        try:
            while chunk and allowed >= 0:
                if self._stream.eof:  # a gzip body may have several members
                    self._stream = zlib.decompressobj(self._window_bits)
                parts.append(self._stream.decompress(chunk, allowed + 1))
                allowed -= len(parts[-1])
                chunk = self._stream.unconsumed_tail or self._stream.unused_data
        except zlib.error:
            raise MalformedBody("The body is not in its declared content encoding.") from None
        if last and self._any and allowed >= 0 and not self._stream.eof:
            raise MalformedBody("The compressed body ends too early.")
        return b"".join(parts)


def _inflater(headers: Headers) -> _Inflate | None:
    encodings = [
        name
        for value in headers.getlist("Content-Encoding")
        for part in value.split(",")
        if (name := part.strip().lower()) not in ("", "identity")
    ]
    if not encodings:
        return None
    if len(encodings) > 1 or encodings[0] not in _ENCODINGS:
        raise UnsupportedMediaType(
            "Only the content encodings gzip and deflate are read, and only one of them.",
            headers={"Accept-Encoding": "gzip, deflate"},
        )
    return _Inflate(_ENCODINGS[encodings[0]])


def _waits_to_send(scope: Scope) -> bool:
    return "100-continue" in Headers(scope=scope).get("Expect", "").lower()


def _without_encoding(scope: Scope) -> Scope:
    """The scope as if the body had come inflated."""
    gone = (b"content-encoding", b"content-length")
    if not any(name == b"content-encoding" for name, _ in scope["headers"]):
        return scope
    kept = [(name, value) for name, value in scope["headers"] if name not in gone]
    scope["headers"] = kept
    return scope


async def _discard(receive: Receive) -> None:
    taken = 0
    try:
        async with asyncio.timeout(_GRACE_SECONDS):
            while taken <= _GRACE_BYTES:
                message = await receive()
                taken += len(message.get("body", b""))
                if message["type"] != "http.request" or not message.get("more_body", False):
                    return
    except TimeoutError:
        return


def _too_large(max_bytes: int) -> TooLarge:
    return TooLarge(f"The body is larger than {max_bytes:,} bytes.")
