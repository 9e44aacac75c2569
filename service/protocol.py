"""HTTP/1.1 as uvicorn speaks it, with problem documents for what reaches no application."""

import asyncio
import logging
import sys
from typing import Any
from uuid import uuid4

import h11
import orjson
from uvicorn.protocols.http.h11_impl import H11Protocol

from service.middleware.security_headers import EVERYWHERE
from service.problems import (
    PROBLEM_JSON,
    HeadersTimeout,
    HeadersTooLarge,
    MalformedRequest,
    Problem,
)

logger = logging.getLogger("framing.access")

_GRACE_SECONDS = 1.0


class ProblemProtocol(H11Protocol):
    """Replies 431 to headers that never end, and 400 to what is not HTTP.

    Nobody may hold a connection for longer than `header_seconds` while the application waits
    for none of it: headers that drip in get a 408; a connection on which nothing comes, or
    on which a body goes on after its reply, is closed.
    """

    def __init__(self, *arguments: Any, header_seconds: float, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._header_seconds = header_seconds
        self._clock: asyncio.TimerHandle | None = None
        self._is_leaving = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a request, but not for ever."""
        super().connection_made(transport)
        self._set_clock()

    def data_received(self, data: bytes) -> None:
        """Take what came, and see whether the client still owes something."""
        if self._is_leaving:
            return
        super().data_received(data)
        if not self._is_leaving:
            self._set_clock()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._stop_clock()
        super().connection_lost(exc)

    def _set_clock(self) -> None:
        """Start it, unless it runs, while the client owes headers or an unwanted body's end."""
        client, server = self.conn.their_state, self.conn.our_state
        owes = client is h11.IDLE or (client is h11.SEND_BODY and server is h11.DONE)
        if not owes or self.transport.is_closing():
            self._stop_clock()
        elif self._clock is None:
            self._clock = self.loop.call_later(self._header_seconds, self._look_again)

    def _stop_clock(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None

    def _look_again(self) -> None:
        """What has come meanwhile is read first, in case it was the loop that was slow."""
        self._clock = self.loop.call_later(0, self._time_out)

    def _time_out(self) -> None:
        has_begun = bool(self.conn.trailing_data[0])
        if self.conn.our_state is h11.IDLE and has_begun and not self.transport.is_closing():
            problem = HeadersTimeout(
                f"The headers did not arrive within {self._header_seconds:g} seconds."
            )
            self._leave(problem)
        else:
            self.transport.close()

    def send_400_response(self, msg: str) -> None:
        """Say what was wrong, if it can still be said, and close the connection."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            self._leave(_problem(sys.exception()))
        else:
            self.transport.close()

    def _leave(self, problem: Problem) -> None:
        """Say a problem last, and close a little later.

        A client that is still sending when its connection goes may never read why.
        """
        self._is_leaving = True
        self.transport.write(self._reply(problem))
        self.transport.write_eof()
        if self.cycle is not None:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        self._stop_clock()
        self._clock = self.loop.call_later(_GRACE_SECONDS, self.transport.close)

    def _reply(self, problem: Problem) -> bytes:
        request_id = uuid4().hex
        logger.info("no request", extra={"request_id": request_id, "status": problem.status})
        document = orjson.dumps(problem.document(f"urn:framing:request:{request_id}"))
        response = h11.Response(
            status_code=problem.status,
            reason=problem.title.encode(),
            headers=[
                ("Content-Type", PROBLEM_JSON),
                ("Content-Length", str(len(document))),
                ("X-Request-ID", request_id),
                ("Connection", "close"),
                *EVERYWHERE.items(),
            ],
        )
        events = (response, h11.Data(data=document), h11.EndOfMessage())
        return b"".join(self.conn.send(event) or b"" for event in events)


def _problem(error: BaseException | None) -> Problem:
    if isinstance(error, h11.RemoteProtocolError) and error.error_status_hint == 431:
        return HeadersTooLarge("The request's headers are larger than the service takes.")
    return MalformedRequest("This is not an HTTP/1.1 request.")
