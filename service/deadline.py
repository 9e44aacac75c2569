"""How long a request may take: what the client says, but never more than the service does."""

import math

from starlette.requests import Request

from service.problems import FieldError, InvalidFields
from service.settings import Settings

HEADER = "X-Deadline-Seconds"


def deadline_seconds(request: Request, settings: Settings) -> float:
    """Seconds that a request may take; raises `InvalidFields` for a header that is no number."""
    given = request.headers.get(HEADER)
    if given is None:
        return settings.deadline_seconds
    try:
        seconds = float(given)
    except ValueError:
        seconds = math.nan
    if not seconds > 0:
        raise InvalidFields(
            "The deadline is not as it should be.",
            errors=[FieldError(f"#/header/{HEADER}", "Should be a number of seconds above 0.")],
        )
    return min(seconds, settings.deadline_seconds)
