"""Headers are refused where they are too large, also when they came in one piece."""

from starlette.types import ASGIApp, Receive, Scope, Send

from service.problems import HeadersTooLarge

_AROUND = len(": \r\n")


class HeaderLimit:
    """Raises `HeadersTooLarge` where path, query and headers take over `max_bytes`."""

    def __init__(self, app: ASGIApp, max_bytes: int) -> None:
        self._app = app
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on if its headers are small enough."""
        if scope["type"] == "http":
            size = len(scope.get("raw_path", b"")) + len(scope["query_string"])
            size += sum(len(name) + len(value) + _AROUND for name, value in scope["headers"])
            if size > self._max_bytes:
                raise HeadersTooLarge("The request's headers are larger than the service takes.")
        await self._app(scope, receive, send)
