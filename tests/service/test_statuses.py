"""The contract's table of inputs and statuses, row by row."""

import gzip
import json
from collections.abc import Callable
from typing import Any

import pytest
from httpx import Response
from starlette.testclient import TestClient

from service.problems import PROBLEM_JSON

JSON = {"Content-Type": "application/json"}
TEXT = {"Content-Type": "text/plain"}


def check_problem(response: Any, status: int) -> dict[str, Any]:
    """One shape for every status."""
    assert response.status_code == status
    assert response.headers["Content-Type"] == PROBLEM_JSON
    assert response.headers["X-Request-ID"]
    problem: dict[str, Any] = response.json()
    assert {"type", "title", "status", "detail", "instance"} <= set(problem)
    assert set(problem) <= {"type", "title", "status", "detail", "instance", "errors"}
    assert problem["status"] == status
    assert problem["instance"].endswith(response.headers["X-Request-ID"])
    for error in problem.get("errors", []):
        assert set(error) == {"pointer", "detail"}
        assert error["pointer"].startswith("#")
    if status in (429, 503):
        assert int(response.headers["Retry-After"]) >= 1
    return problem


@pytest.mark.parametrize("text", ["", " ", "\n\t \u2003\u00a0\n"])
def test_empty_and_white_text_has_no_sentences(client: TestClient, text: str) -> None:
    for response in (
        client.post("/v1/classify", json={"text": text}),
        client.post("/v1/classify", content=text.encode(), headers=TEXT),
    ):
        assert response.status_code == 200
        assert response.json()["sentences"] == []
        assert response.json()["summary"]["share"]["neutral_report"] == 0


@pytest.mark.parametrize(
    "text",
    [
        "A\x00 null byte. Officials said\x07 so.",
        "\u202eRight to left\u202c it goes. \u200fAnd on.",
        "Emoji 😀👩‍👩‍👧 here. And 🏳️‍🌈 there.",
        "\ufeffA mark first. Then text.",
        "\x1b[31mRed\x1b[0m text. \x85Next line.",
    ],
)
def test_strange_characters_keep_offsets_exact(client: TestClient, text: str) -> None:
    reply = client.post("/v1/classify", json={"text": text}).json()
    assert reply["sentences"]
    for sentence in reply["sentences"]:
        assert text[sentence["start"] : sentence["end"]] == sentence["text"]


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b'{"text": "\\ud800"}', JSON),
        (b'{"text": "\\udc00 a"}', JSON),
        (b'{"text": "\xff"}', JSON),
        (b"\xff\xfe", TEXT),
        (b"<p>\xff</p>", {"Content-Type": "text/html"}),
        (b"", JSON),
        (b"{", JSON),
        (b'{"text": NaN}', JSON),
        (b'{"text": Infinity}', JSON),
        (b"\xef\xbb\xbf{}", JSON),
        (b'{"text": "a"} x', JSON),
        (b"[" * 65 + b"]" * 65, JSON),
        (b'{"a":' * 65 + b"1" + b"}" * 65, JSON),
        (b"[" * 100_000, JSON),
        (b"not gzip", TEXT | {"Content-Encoding": "gzip"}),
        (gzip.compress(b"cut off")[:-6], TEXT | {"Content-Encoding": "gzip"}),
    ],
)
def test_400_for_what_cannot_be_read(
    client: TestClient, body: bytes, headers: dict[str, str]
) -> None:
    check_problem(client.post("/v1/classify", content=body, headers=headers), 400)


def test_64_levels_are_not_too_deep(client: TestClient) -> None:
    response = client.post("/v1/classify", content=b"[" * 64 + b"]" * 64, headers=JSON)
    check_problem(response, 422)


def test_404_for_an_unknown_path(client: TestClient) -> None:
    problem = check_problem(client.get("/v1/secret-of-the-client"), 404)
    assert "secret" not in json.dumps(problem)


def test_405_for_a_wrong_method(client: TestClient) -> None:
    for method, path, allowed in (
        ("GET", "/v1/classify", "POST"),
        ("DELETE", "/v1/labels", "GET"),
        ("PATCH", "/health/live", "GET"),
    ):
        response = client.request(method, path)
        check_problem(response, 405)
        assert response.headers["Allow"] == allowed


@pytest.mark.parametrize(
    ("settings", "body", "headers"),
    [
        ({"body_bytes": 100}, b"a" * 101, TEXT),
        ({"body_bytes": 100}, gzip.compress(b"a" * 10_000), TEXT | {"Content-Encoding": "gzip"}),
        ({"text_characters": 10}, "é".encode() * 11, TEXT),
        ({"text_characters": 10}, json.dumps({"text": "a" * 11}).encode(), JSON),
        ({"text_sentences": 2}, b"One. Two. Three.", TEXT),
    ],
)
def test_413_for_too_much(
    start_service: Callable[..., Any],
    settings: dict[str, int],
    body: bytes,
    headers: dict[str, str],
) -> None:
    with start_service(**settings) as client:
        check_problem(client.post("/v1/classify", content=body, headers=headers), 413)


def test_413_for_too_many_articles(client: TestClient) -> None:
    articles = [{"text": "a"}] * 257
    check_problem(client.post("/v1/classify/batch", json={"articles": articles}), 413)


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "application/xml"},
        {"Content-Type": "multipart/form-data; boundary=x"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": ""},
        {"Content-Type": "text/plain; charset=latin-1"},
        {"Content-Type": "text/plain; charset=utf-8; charset=latin-1"},
        TEXT | {"Content-Encoding": "br"},
        TEXT | {"Content-Encoding": "gzip, gzip"},
    ],
)
def test_415_for_another_media_type(client: TestClient, headers: dict[str, str]) -> None:
    check_problem(client.post("/v1/classify", content=b"a", headers=headers), 415)


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({}, "#/text"),
        ({"text": None}, "#/text"),
        ({"text": 10**40}, "#/text"),
        ({"text": ["a"]}, "#/text"),
        ({"text": "a", "title": 1}, "#/title"),
        ({"text": "a", "id": 17}, "#/id"),
        ({"text": "a", "offsets": "bytes"}, "#/offsets"),
        ({"text": "a", "language": "de"}, "#/language"),
        ({"text": "a", "lang": "en"}, "#/lang"),
        ({"text": "a", "a field\nof the client": "en"}, "#"),
        ([], "#"),
        ("text", "#"),
        (None, "#"),
    ],
)
def test_422_for_wrong_fields(client: TestClient, fields: Any, pointer: str) -> None:
    response = client.post("/v1/classify", content=json.dumps(fields).encode(), headers=JSON)
    problem = check_problem(response, 422)
    assert [error["pointer"] for error in problem["errors"]] == [pointer]


def test_422_for_another_language_unless_insisted(client: TestClient, german: str) -> None:
    problem = check_problem(client.post("/v1/classify", json={"text": german}), 422)
    assert problem["type"].endswith("unsupported-language")
    assert '"language": "en"' in problem["detail"]
    for response in (
        client.post("/v1/classify", json={"text": german, "language": "en"}),
        client.post("/v1/classify?language=en", content=german.encode(), headers=TEXT),
    ):
        assert response.status_code == 200
        assert response.json()["language"] == "de"


def test_431_for_large_headers(client: TestClient) -> None:
    check_problem(client.get("/health/live", headers={"X-Large": "a" * 40_000}), 431)
    check_problem(client.get("/health/live?" + "a" * 40_000), 431)


def test_500_is_a_problem_and_the_service_lives_on(client: TestClient, backend: Any) -> None:
    def fail(batch: Any) -> None:
        raise ValueError("a piece of the article")

    backend.before_run = fail
    response = client.post("/v1/classify", json={"text": "A sentence."})
    assert "piece" not in json.dumps(check_problem(response, 500))
    backend.before_run = None
    assert client.post("/v1/classify", json={"text": "A sentence."}).status_code == 200


def test_problems_never_repeat_what_was_sent(client: TestClient) -> None:
    secret = "Zanzibarium"
    responses: list[Response] = [
        client.post("/v1/classify", json={"text": [secret], secret + " " + secret: secret}),
        client.post("/v1/classify", content=f'{{"text": "{secret}'.encode(), headers=JSON),
        client.post("/v1/classify", json={"text": "a", "offsets": secret, "id": {secret: 1}}),
        client.post(f"/v1/{secret}"),
        client.post(f"/v1/classify?offsets={secret}", content=b"a", headers=TEXT),
        client.post("/v1/classify", content=b"a", headers={"Content-Type": f"text/{secret}"}),
        client.post("/v1/classify", content=b"a", headers={"X-Deadline-Seconds": secret} | TEXT),
        client.post("/v1/classify/batch", json={"articles": [{"text": {secret: secret}}]}),
    ]
    for response in responses:
        assert response.status_code >= 400
        assert secret not in response.text
        assert len(response.content) < 4_000


def test_many_wrong_fields_get_a_short_reply(client: TestClient) -> None:
    fields = {f"field{number}": 1 for number in range(50_000)}
    problem = check_problem(client.post("/v1/classify", json=fields), 422)
    assert len(problem["errors"]) == 20
