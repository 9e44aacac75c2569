"""X-Request-ID, in and out."""

import pytest
from starlette.testclient import TestClient


def test_the_clients_id_comes_back(client: TestClient) -> None:
    response = client.get("/v1/labels", headers={"X-Request-ID": "trace-1.2:3_4"})
    assert response.headers["X-Request-ID"] == "trace-1.2:3_4"


@pytest.mark.parametrize("given", ["", "a b", "a" * 129, "<script>", "é".encode()])
def test_an_unusable_id_is_replaced(client: TestClient, given: str | bytes) -> None:
    response = client.get("/v1/labels", headers={"X-Request-ID": given})
    assert len(response.headers["X-Request-ID"]) == 32


def test_every_reply_has_an_id_of_its_own(client: TestClient) -> None:
    paths = ("/v1/labels", "/nowhere", "/health/live", "/docs", "/openapi.json")
    ids = {client.get(path).headers["X-Request-ID"] for path in paths}
    assert len(ids) == len(paths)
