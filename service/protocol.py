"""HTTP/1.1 as uvicorn speaks it, with problem documents for what reaches no application."""

import sys
from uuid import uuid4

import h11
import orjson
from uvicorn.protocols.http.h11_impl import H11Protocol

from service.problems import PROBLEM_JSON, HeadersTooLarge, MalformedRequest, Problem


class ProblemProtocol(H11Protocol):
    """Replies 431 to headers that never end, and 400 to what is not HTTP."""

    def send_400_response(self, msg: str) -> None:
        """Say what was wrong, if it can still be said, and close the connection."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            self.transport.write(self._reply(_problem(sys.exception())))
        self.transport.close()

    def _reply(self, problem: Problem) -> bytes:
        request_id = uuid4().hex
        document = orjson.dumps(problem.document(f"urn:framing:request:{request_id}"))
        response = h11.Response(
            status_code=problem.status,
            reason=problem.title.encode(),
            headers=[
                ("Content-Type", PROBLEM_JSON),
                ("Content-Length", str(len(document))),
                ("X-Request-ID", request_id),
                ("Connection", "close"),
            ],
        )
        events = (response, h11.Data(data=document), h11.EndOfMessage())
        return b"".join(self.conn.send(event) or b"" for event in events)


def _problem(error: BaseException | None) -> Problem:
    if isinstance(error, h11.RemoteProtocolError) and error.error_status_hint == 431:
        return HeadersTooLarge("The request's headers are larger than the service takes.")
    return MalformedRequest("This is not an HTTP/1.1 request.")
