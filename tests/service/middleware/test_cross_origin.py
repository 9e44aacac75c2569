"""Which pages of other sites may call."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

ORIGIN = "https://news.example"
PREFLIGHT = {
    "Origin": ORIGIN,
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization, content-type, x-deadline-seconds",
}


@pytest.fixture
def client(start_service: Callable[..., Any]) -> Any:
    with start_service(cors_origins=f"{ORIGIN}, http://localhost:3000") as client:
        yield client


def test_a_listed_origin_may_ask_and_read(client: TestClient) -> None:
    preflight = client.options("/v1/classify", headers=PREFLIGHT)
    assert preflight.status_code == 200
    assert preflight.headers["Access-Control-Allow-Origin"] == ORIGIN
    response = client.post("/v1/classify", json={"text": "So."}, headers={"Origin": ORIGIN})
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert "X-Request-ID" in response.headers["Access-Control-Expose-Headers"]
    assert "Origin" in response.headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_it_may_read_problems_too(client: TestClient) -> None:
    for response in (
        client.post("/v1/classify", json={}, headers={"Origin": ORIGIN}),
        client.get("/nowhere", headers={"Origin": ORIGIN}),
        client.get("/v1/labels?" + "a" * 40_000, headers={"Origin": ORIGIN}),
    ):
        assert response.status_code in (404, 422, 431)
        assert response.headers["Access-Control-Allow-Origin"] == ORIGIN


@pytest.mark.parametrize(
    "asked",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": f"{ORIGIN}.evil.example"},
        {"Access-Control-Request-Method": "PUT"},
        {"Access-Control-Request-Headers": "x-other"},
    ],
)
def test_a_preflight_that_asks_for_more_gets_a_problem(
    client: TestClient, asked: dict[str, str]
) -> None:
    response = client.options("/v1/classify", headers=PREFLIGHT | asked)
    assert response.status_code == 403
    assert response.headers["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["type"] == "urn:framing:problem:cross-origin-refused"
    assert problem["instance"].endswith(response.headers["X-Request-ID"])
    assert "Access-Control-Allow-Origin" not in response.headers


def test_no_other_origin_may_read(client: TestClient) -> None:
    response = client.get("/v1/labels", headers={"Origin": "https://elsewhere.example"})
    assert "Access-Control-Allow-Origin" not in response.headers
    assert response.headers["Vary"] == "Origin"


def test_without_the_setting_there_are_no_preflights(start_service: Callable[..., Any]) -> None:
    with start_service() as client:
        response = client.options("/v1/classify", headers=PREFLIGHT)
        assert response.status_code == 405
        assert "Access-Control-Allow-Origin" not in response.headers
