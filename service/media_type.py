"""Content-Type, read as strictly as what follows needs it."""

from email.message import Message

from starlette.datastructures import Headers

from service.problems import UnsupportedMediaType

JSON, TEXT, HTML, NDJSON = "application/json", "text/plain", "text/html", "application/x-ndjson"


def media_type(headers: Headers, *accepted: str) -> str:
    """The media type of a request's body, one of `accepted`.

    Raises `UnsupportedMediaType` for another one, for none, for two, and for a character set
    that is not UTF-8. A parameter that stands there twice must say the same thing twice.
    """
    given = headers.getlist("Content-Type")
    wanted = " or ".join(accepted)
    if len(given) != 1:
        raise _unsupported(f"Say what the body is: Content-Type must be {wanted}, once.", accepted)
    message = Message()
    message["Content-Type"] = given[0]
    name = given[0].split(";")[0].strip().lower()
    if name not in accepted:
        raise _unsupported(f"Content-Type must be {wanted}.", accepted)
    parameters = message.get_params(failobj=[])[1:]
    charsets = {value.strip("\"'").lower() for key, value in parameters if key == "charset"}
    if charsets - {"utf-8", "utf8", "us-ascii"} or len(charsets) > 1:
        raise _unsupported("The body must be in UTF-8, and say so once or not at all.", accepted)
    return name


def prefers_ndjson(headers: Headers) -> bool:
    """Whether the client asks for one line a result rather than for one document."""
    ranked: dict[str, float] = {}
    for part in ",".join(headers.getlist("Accept")).split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        ranked[name] = next((_quality(p) for p in parameters if p.startswith("q=")), 1.0)
    document = max(ranked.get(name, 0.0) for name in (JSON, "application/*", "*/*"))
    lines = ranked.get(NDJSON, 0.0)
    return lines > 0 and (lines >= document)


def _quality(parameter: str) -> float:
    try:
        return float(parameter[2:])
    except ValueError:
        return 0.0


def _unsupported(detail: str, accepted: tuple[str, ...]) -> UnsupportedMediaType:
    return UnsupportedMediaType(detail, headers={"Accept": ", ".join(accepted)})
