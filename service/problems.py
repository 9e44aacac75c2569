"""Everything that can go wrong, as one tree of exceptions and one shape of reply (RFC 9457).

    Problem                     500
    ├── MalformedRequest        400
    │   └── MalformedBody       400
    ├── Unauthorized            401
    ├── Forbidden               403
    │   └── CrossOriginRefused  403
    ├── NotFound                404
    ├── MethodNotAllowed        405
    ├── BodyTimeout             408
    ├── HeadersTimeout          408
    ├── ModelRefused            409
    ├── TooLarge                413
    ├── UnsupportedMediaType    415
    ├── InvalidFields           422
    │   └── UnsupportedLanguage 422
    ├── HeadersTooLarge         431
    ├── ClientGone              499, which nobody is there to read
    ├── QueueFull               429, says when to try again
    ├── RateExceeded            429, says when to try again
    └── Unavailable             503, says when to try again
        ├── Starting
        ├── Draining
        ├── KeysUnreadable
        └── DeadlineMissed

No problem ever repeats what the client sent, and none shows a traceback.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import orjson
from starlette.responses import Response

PROBLEM_JSON = "application/problem+json"
TYPE_PREFIX = "urn:framing:problem:"


@dataclass(frozen=True, slots=True)
class FieldError:
    """One wrong field: a JSON pointer to it, as a URI fragment, and what is wrong there."""

    pointer: str
    detail: str


class Problem(Exception):  # noqa: N818 - the word of RFC 9457
    """Something that ends a request with a status of its own."""

    status: ClassVar[int] = 500
    slug: ClassVar[str] = "internal-error"
    title: ClassVar[str] = "Internal error"

    def __init__(
        self,
        detail: str = "The service failed at this request. The fault is not in the request.",
        *,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = tuple(errors)
        self.headers = dict(headers or {})

    def document(self, instance: str | None = None) -> dict[str, Any]:
        """The problem document; `instance` is the URI of this occurrence."""
        document: dict[str, Any] = {
            "type": TYPE_PREFIX + self.slug,
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": instance,
        }
        if self.errors:
            document["errors"] = [
                {"pointer": error.pointer, "detail": error.detail} for error in self.errors
            ]
        return document


class MalformedRequest(Problem):
    """This is not a request that can be read."""

    status, slug, title = 400, "malformed-request", "Malformed request"


class MalformedBody(MalformedRequest):
    """The body cannot be read."""

    slug, title = "malformed-body", "Malformed body"


class Unauthorized(Problem):
    """No key was shown, or none of this service."""

    status, slug, title = 401, "unauthorized", "Unauthorized"


class Forbidden(Problem):
    """The key is not for this."""

    status, slug, title = 403, "forbidden", "Forbidden"


class CrossOriginRefused(Forbidden):
    """Pages of this origin may not call the service."""

    slug, title = "cross-origin-refused", "Cross-origin request refused"


class NotFound(Problem):
    """No such path."""

    status, slug, title = 404, "not-found", "Not found"


class MethodNotAllowed(Problem):
    """The path does not answer to this method."""

    status, slug, title = 405, "method-not-allowed", "Method not allowed"


class BodyTimeout(Problem):
    """The client took too long to send its body."""

    status, slug, title = 408, "body-timeout", "Body took too long"


class HeadersTimeout(Problem):
    """The client took too long to send its headers."""

    status, slug, title = 408, "headers-timeout", "Headers took too long"


class ModelRefused(Problem):
    """The model cannot be activated, and the one that is served goes on."""

    status, slug, title = 409, "model-refused", "Model refused"


class TooLarge(Problem):
    """More than one of the limits allows."""

    status, slug, title = 413, "too-large", "Too large"


class UnsupportedMediaType(Problem):
    """A media type, character set or content encoding that is not read here."""

    status, slug, title = 415, "unsupported-media-type", "Unsupported media type"


class InvalidFields(Problem):
    """Well-formed, but fields are missing, unknown or of the wrong type."""

    status, slug, title = 422, "invalid-fields", "Invalid fields"


class UnsupportedLanguage(InvalidFields):
    """The article is in a language that the model does not read."""

    slug, title = "unsupported-language", "Unsupported language"


class HeadersTooLarge(Problem):
    """The request's headers are larger than the service takes."""

    status, slug, title = 431, "headers-too-large", "Headers too large"


class ClientGone(Problem):
    """The client closed the connection before its reply."""

    status, slug, title = 499, "client-gone", "Client gone"


class _TryAgain(Problem):
    def __init__(self, detail: str, *, retry_after: int = 1) -> None:
        super().__init__(detail, headers={"Retry-After": str(retry_after)})
        self.retry_after = retry_after


class QueueFull(_TryAgain):
    """As much work waits as the service accepts; `retry_after` is in seconds."""

    status, slug, title = 429, "queue-full", "Queue full"


class RateExceeded(_TryAgain):
    """The key was used more often than it may be; `retry_after` is in seconds."""

    status, slug, title = 429, "rate-exceeded", "Rate exceeded"


class Unavailable(_TryAgain):
    """The service cannot take this on now; `retry_after` is in seconds."""

    status, slug, title = 503, "unavailable", "Unavailable"


class Starting(Unavailable):
    """The model is not loaded yet."""

    slug, title = "starting", "Starting"


class Draining(Unavailable):
    """The service is about to stop."""

    slug, title = "draining", "Draining"


class KeysUnreadable(Unavailable):
    """The service cannot tell at present who may come in."""

    slug, title = "keys-unreadable", "Keys unreadable"


class DeadlineMissed(Unavailable):
    """The request's deadline has passed, or cannot be met."""

    slug, title = "deadline-missed", "Deadline missed"


def problem_response(problem: Problem, request_id: str | None) -> Response:
    """The reply that says a problem."""
    instance = f"urn:framing:request:{request_id}" if request_id else None
    return Response(
        orjson.dumps(problem.document(instance)),
        status_code=problem.status,
        headers=problem.headers,
        media_type=PROBLEM_JSON,
    )
