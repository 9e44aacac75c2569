"""Bytes of a body to text or to checked fields."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import orjson
from pydantic import BaseModel, ValidationError

from service.problems import FieldError, InvalidFields, MalformedBody

Fields = TypeVar("Fields", bound=BaseModel)

_MOST_ERRORS = 20
_SAYABLE_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,39}")


def decode_text(body: bytes) -> str:
    """Decode a body; raises `MalformedBody` where it is not UTF-8."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise MalformedBody(f"The body is not UTF-8: byte {error.start} does not fit.") from None


def parse_json(body: bytes, max_depth: int) -> Any:
    """Parse a JSON body.

    Raises `MalformedBody` for what is not JSON in UTF-8, for a lone surrogate, and where
    values are nested deeper than `max_depth` levels.
    """
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        if "depth" in error.msg:
            raise _too_deep(max_depth) from None
        raise MalformedBody(
            f"The body is not JSON in UTF-8: see line {error.lineno}, column {error.colno}."
        ) from None
    if body.count(b"[") + body.count(b"{") > max_depth:
        _check_depth(value, max_depth)
    return value


def check_fields(model: type[Fields], value: Any) -> Fields:
    """Check a parsed body against its model; raises `InvalidFields`."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise invalid_fields(error.errors(include_url=False, include_input=False)) from None


def invalid_fields(errors: Sequence[Any]) -> InvalidFields:
    """The problem for pydantic's list of errors, without anything of their input."""
    shown = [FieldError(_pointer(one["loc"]), _detail(one)) for one in errors[:_MOST_ERRORS]]
    count = len(errors)
    more = f" The first {_MOST_ERRORS} are listed." if count > _MOST_ERRORS else ""
    wrong = "One field is not as it should be." if count == 1 else f"{count} fields are wrong."
    return InvalidFields(wrong + more, errors=shown)


def _detail(error: Any) -> str:
    if error["type"] == "extra_forbidden":
        return "There is no such field."
    if error["type"] == "model_type":
        return "Input should be an object"
    return str(error["msg"])


def _pointer(location: Iterable[str | int]) -> str:
    """A pointer to the field; a name that no field of ours could have is not repeated."""
    steps = []
    for step in location:
        if not _SAYABLE_NAME.fullmatch(str(step)) and not isinstance(step, int):
            break
        steps.append(f"/{step}")
    return "#" + "".join(steps)


def _check_depth(value: Any, max_depth: int) -> None:
    level = [value]
    for _ in range(max_depth):
        level = (
            [
                inner
                for outer in level
                for inner in (outer.values() if isinstance(outer, dict) else outer)
                if isinstance(inner, dict | list)
            ]
            if isinstance(value, dict | list)
            else []
        )
        if not level:
            return
    raise _too_deep(max_depth)


def _too_deep(max_depth: int) -> MalformedBody:
    return MalformedBody(f"The body is nested deeper than {max_depth} levels.")
