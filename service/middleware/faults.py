"""The last resort: whatever goes wrong further in becomes a problem document here."""

import logging
import traceback

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.problems import Problem, problem_response

logger = logging.getLogger("framing.faults")


class Faults:
    """Says problems to the client; replies 500 to exceptions that nobody foresaw, and logs them.

    Their message is left out of the log as well: it may hold a piece of the article.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and turn whatever it raises into a reply."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def note_start(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, note_start)
        except Exception as error:
            request_id = scope["state"]["request_id"]
            problem = as_problem(error, request_id)
            if not started:
                await problem_response(problem, request_id)(scope, receive, send)


def as_problem(error: Exception, request_id: str) -> Problem:
    """A problem as it is; for any other exception an internal error, which is logged."""
    if isinstance(error, Problem):
        return error
    logger.error(
        "unforeseen error",
        extra={
            "request_id": request_id,
            "error": type(error).__name__,
            "stack": [
                f"{frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(error.__traceback__)
            ],
        },
    )
    return Problem()
