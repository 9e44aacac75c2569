"""The document that describes the interface."""

from typing import Any

import pytest
from starlette.testclient import TestClient


@pytest.fixture
def document(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").json()
    return found


def operations(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{method} {path}", operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]


def test_every_route_of_the_contract_is_there(document: dict[str, Any]) -> None:
    assert {name for name, _ in operations(document)} == {
        "post /v1/classify", "post /v1/classify/batch", "get /v1/labels", "get /v1/models",
        "post /v1/models/activate", "post /v1/models/rollback",
        "get /health/started", "get /health/live", "get /health/ready",
    }  # fmt: skip


def test_every_route_has_examples(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]

    def has_example(media: dict[str, Any]) -> bool:
        name = media["schema"].get("$ref", "/").rsplit("/", 1)[1]
        return "example" in media or "examples" in schemas.get(name, {})

    for name, operation in operations(document):
        assert operation["summary"], name
        bodies = operation.get("requestBody", {}).get("content", {})
        reply = operation["responses"]["200"]["content"]["application/json"]
        assert all(map(has_example, [*bodies.values(), reply])), name


def test_every_problem_has_the_one_shape(document: dict[str, Any]) -> None:
    for name, operation in operations(document):
        for status, response in operation["responses"].items():
            assert "X-Request-ID" in response["headers"]
            if status >= "400":
                schema = response["content"]["application/problem+json"]["schema"]
                assert schema == {"$ref": "#/components/schemas/ProblemReply"}, (name, status)
                assert ("Retry-After" in response["headers"]) == (status in ("429", "503"))


def test_routes_say_which_key_they_need(document: dict[str, Any]) -> None:
    assert document["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
    needed = {name: operation.get("security") for name, operation in operations(document)}
    for name in ("post /v1/classify", "post /v1/classify/batch", "get /v1/models"):
        assert needed.pop(name) == [{"key": ["classify"]}]
    for name in ("post /v1/models/activate", "post /v1/models/rollback"):
        assert needed.pop(name) == [{"key": ["admin"]}]
    assert all(scheme is None for scheme in needed.values())


def test_refusals_of_keys_are_documented_where_a_key_is_needed(document: dict[str, Any]) -> None:
    for name, operation in operations(document):
        responses = operation["responses"]
        for status in ("401", "403"):
            assert (status in responses) == ("security" in operation), name
            if status in responses:
                assert "WWW-Authenticate" in responses[status]["headers"]
        if "security" in operation:
            problem = responses["429"]["content"]["application/problem+json"]
            assert "rate-exceeded" in problem["examples"]


def test_statuses_that_a_client_may_meet_are_documented(document: dict[str, Any]) -> None:
    for path in ("/v1/classify", "/v1/classify/batch"):
        statuses = set(document["paths"][path]["post"]["responses"])
        assert {"200", "400", "408", "413", "415", "422", "429", "431", "500", "503"} <= statuses


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    def references(value: Any) -> list[str]:
        if isinstance(value, list):
            return [one for each in value for one in references(each)]
        if not isinstance(value, dict):
            return []
        here = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return here + references(list(value.values()))

    found = references(document)
    assert len(found) > 20
    for reference in found:
        name = reference.removeprefix("#/components/schemas/")
        assert name in document["components"]["schemas"]


def test_the_page_that_shows_it_loads_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/docs").text
    assert "//" not in page.replace("<!doctype html>", "")
    for asset in ("docs/swagger-ui-bundle.js", "docs/swagger-ui.css", "docs/start.js"):
        assert asset in page
        assert client.get("/" + asset).status_code == 200
    assert client.get("/docs/favicon.png").status_code == 404
