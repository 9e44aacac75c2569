"""The log of requests says how they went, never what they held."""

import json
import logging
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.logs import JsonFormatter


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Any:
    caplog.set_level(logging.INFO, "framing")

    def read() -> list[dict[str, Any]]:
        return [json.loads(JsonFormatter().format(record)) for record in caplog.records]

    return read


def test_a_line_a_request(client: TestClient, lines: Any) -> None:
    response = client.post(
        "/v1/classify?id=x", content=b"So.", headers={"content-type": "text/plain"}
    )
    line = next(line for line in lines() if line["message"] == "request")
    assert line["request_id"] == response.headers["X-Request-ID"]
    assert line["route"] == "/v1/classify"
    assert line["status"] == 200
    assert line["bytes_received"] == 3
    assert line["bytes_sent"] == len(response.content)
    assert 0 < line["seconds"] < 60


def test_no_line_holds_what_the_client_sent(client: TestClient, lines: Any, backend: Any) -> None:
    def fail(batch: Any) -> None:
        raise ValueError("Zanzibarium")

    client.get("/Zanzibarium?q=Zanzibarium", headers={"X-Request-ID": "Zanzi barium"})
    client.post("/v1/classify", json={"text": ["Zanzibarium"]})
    backend.before_run = fail
    assert client.post("/v1/classify", json={"text": "Zanzibarium."}).status_code == 500
    assert any(line.get("error") == "ValueError" and line["stack"] for line in lines())
    assert "Zanzibarium" not in json.dumps(lines())
