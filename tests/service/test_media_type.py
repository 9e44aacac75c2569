"""Content-Type and Accept."""

import pytest
from starlette.datastructures import Headers

from service.media_type import HTML, JSON, TEXT, media_type, prefers_ndjson
from service.problems import UnsupportedMediaType


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("application/json", JSON),
        ("Application/JSON; charset=UTF-8", JSON),
        ('text/plain; charset="utf-8"', TEXT),
        ("text/plain;charset=utf-8;charset=UTF-8", TEXT),
        ("text/html; boundary=x", HTML),
    ],
)
def test_what_is_read(given: str, expected: str) -> None:
    assert media_type(Headers({"Content-Type": given}), JSON, TEXT, HTML) == expected


@pytest.mark.parametrize(
    "given", ["", "text", "text/", "/json", "json", "a/b/c", ";", "text/plain, text/html"]
)
def test_what_is_not(given: str) -> None:
    with pytest.raises(UnsupportedMediaType):
        media_type(Headers({"Content-Type": given}), JSON, TEXT, HTML)


def test_it_must_be_said_once() -> None:
    twice = Headers(raw=[(b"content-type", b"text/plain"), (b"content-type", b"text/plain")])
    for headers in (Headers({}), twice):
        with pytest.raises(UnsupportedMediaType) as refused:
            media_type(headers, JSON, TEXT)
        assert refused.value.headers["Accept"] == "application/json, text/plain"


@pytest.mark.parametrize(
    ("accept", "lines"),
    [
        (None, False),
        ("*/*", False),
        ("application/json", False),
        ("application/x-ndjson", True),
        ("Application/X-NDJSON;q=0.9", True),
        ("application/x-ndjson, application/json", True),
        ("application/x-ndjson;q=0.5, application/json", False),
        ("application/x-ndjson;q=0", False),
        ("application/x-ndjson;q=much", False),
    ],
)
def test_lines_are_for_who_asks_for_them(accept: str | None, lines: bool) -> None:
    assert prefers_ndjson(Headers({"Accept": accept} if accept else {})) is lines
