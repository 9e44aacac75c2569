"""Every limit of docs/limits.md has that setting, that default, that problem, and holds.

Those on headers and bodies in time are in test_protocol.py and middleware/test_body_limit.py,
those on the queue and deadlines in test_overload.py.
"""

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.settings import Settings

TEXT, JSON = {"Content-Type": "text/plain"}, {"Content-Type": "application/json"}
ROWS = re.findall(
    r"^\| .+ \| `FRAMING_(\w+)` \| (\d+) \| (\d+) \| `([a-z-]+)` \|$",
    Path("docs/limits.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)
SAYS = {name.lower(): (int(status), slug) for name, _, status, slug in ROWS}


def as_json(value: Any) -> bytes:
    return json.dumps(value).encode()


OVER: list[tuple[str, int, str, bytes, dict[str, str]]] = [
    ("header_bytes", 1_024, "/v1/classify", b"a", TEXT | {"X-Large": "a" * 1_024}),
    ("header_bytes", 1_024, "/v1/classify?id=" + "a" * 1_024, b"a", TEXT),
    ("body_bytes", 100, "/v1/classify", b"a" * 101, TEXT),
    ("body_bytes", 100, "/v1/labels", b"a" * 101, TEXT),
    (
        "body_bytes", 100, "/v1/classify", gzip.compress(b"a" * 9_999),
        TEXT | {"Content-Encoding": "gzip"},
    ),
    ("json_depth", 8, "/v1/classify", b"[" * 9 + b"]" * 9, JSON),
    ("json_depth", 8, "/v1/classify/batch", b'{"a":' * 9 + b"1" + b"}" * 9, JSON),
    ("text_characters", 10, "/v1/classify", "é".encode() * 11, TEXT),
    ("text_characters", 10, "/v1/classify", as_json({"text": "a" * 11}), JSON),
    ("text_sentences", 2, "/v1/classify", b"One. Two. Three.", TEXT),
    ("batch_articles", 2, "/v1/classify/batch", as_json({"articles": [{"text": "a"}] * 3}), JSON),
]  # fmt: skip


@pytest.mark.parametrize(("setting", "default"), [(name, value) for name, value, *_ in ROWS])
def test_defaults_are_as_documented(setting: str, default: str) -> None:
    assert getattr(Settings(), setting.lower()) == int(default)


def test_no_limit_goes_undocumented() -> None:
    limits = (
        "_bytes", "_seconds", "_depth", "_characters", "_sentences", "_articles", "_tokens",
        "_per_minute",
    )  # fmt: skip
    life = {"keep_alive_seconds", "drain_seconds", "shutdown_seconds"}
    settings = {name for name in Settings.model_fields if name.endswith(limits)} - life
    assert settings == set(SAYS)


def test_each_problem_is_in_the_interface_document(client: TestClient) -> None:
    responses = client.get("/openapi.json").json()["paths"]["/v1/classify"]["post"]["responses"]
    for status, slug in SAYS.values():
        examples = responses[str(status)]["content"]["application/problem+json"]["examples"]
        assert examples[slug]["value"]["status"] == status


@pytest.mark.parametrize(("setting", "limit", "path", "body", "headers"), OVER)
def test_more_than_the_limit_gets_its_problem(
    start_service: Callable[..., Any],
    setting: str,
    limit: int,
    path: str,
    body: bytes,
    headers: dict[str, str],
) -> None:
    with start_service(**{setting: limit}) as client:
        response = client.post(path, content=body, headers=headers)
        status, slug = SAYS[setting]
        assert response.status_code == status
        assert response.json()["type"] == f"urn:framing:problem:{slug}"


@pytest.mark.parametrize("path", ["/v1/labels", "/health/live", "/docs", "/nowhere"])
def test_limits_hold_for_every_route(start_service: Callable[..., Any], path: str) -> None:
    with start_service(body_bytes=100) as client:
        assert client.request("GET", path, content=b"a" * 101).status_code == 413


def test_an_article_of_a_batch_over_a_limit_is_a_problem_in_its_place(
    start_service: Callable[..., Any],
) -> None:
    articles = [{"text": "So."}, {"text": "a" * 11}, {"text": "So."}]
    with start_service(text_characters=10) as client:
        results = client.post("/v1/classify/batch", json={"articles": articles}).json()["results"]
    assert [result.get("problem", {}).get("status") for result in results] == [None, 413, None]
