"""One line a request: what was asked, how it ended, how long it took. Never what was sent."""

import logging
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

logger = logging.getLogger("framing.access")
_CLIENT_GONE = 499


class AccessLog:
    """Logs every request with its route's template, since a raw path is a client's text."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and log how it ended."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = perf_counter()
        status = _CLIENT_GONE
        received = sent = 0

        async def count_received() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            return message

        async def count_sent(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
            sent += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, count_received, count_sent)
        finally:
            logger.info(
                "request",
                extra={
                    "request_id": scope["state"]["request_id"],
                    "method": scope["method"] if scope["method"].isalpha() else None,
                    "key": scope["state"].get("key_id"),
                    "route": getattr(scope.get("route"), "path", None),
                    "status": status,
                    "seconds": round(perf_counter() - began, 6),
                    "bytes_received": received,
                    "bytes_sent": sent,
                },
            )
