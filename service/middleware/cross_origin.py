"""Which other sites' pages may call the service from a browser."""

from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from service.problems import CrossOriginRefused, problem_response

_METHODS = ("DELETE", "GET", "POST")
_HEADERS = ("Authorization", "Content-Encoding", "X-Deadline-Seconds", "X-Request-ID")
_EXPOSED = ("Retry-After", "WWW-Authenticate", "X-Request-ID")


class CrossOrigin(CORSMiddleware):
    """Starlette's, for what our routes need; a preflight that asks for more gets a problem."""

    def __init__(self, app: ASGIApp, origins: Sequence[str]) -> None:
        super().__init__(
            app,
            allow_origins=origins,
            allow_methods=_METHODS,
            allow_headers=_HEADERS,
            expose_headers=_EXPOSED,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a preflight; pass anything else on, and tell the browser who may read it."""
        try:
            await super().__call__(scope, receive, send)
        except CrossOriginRefused as problem:
            await problem_response(problem, scope["state"]["request_id"])(scope, receive, send)

    def preflight_response(self, request_headers: Headers) -> Response:
        """The answer to a preflight; raises `CrossOriginRefused`."""
        response = super().preflight_response(request_headers)
        if response.status_code >= 400:
            raise CrossOriginRefused(
                "A page of this origin may not make such a request.", headers={"Vary": "Origin"}
            )
        return response
