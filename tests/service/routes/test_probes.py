"""The three probes, through the life of a service."""

from starlette.testclient import TestClient

from service.application import create_app
from service.settings import Settings


def test_a_service_that_is_up_says_so(client: TestClient) -> None:
    for probe, status in (("started", "started"), ("live", "live"), ("ready", "ready")):
        response = client.get(f"/health/{probe}")
        assert response.status_code == 200
        assert response.json() == {"status": status}


def test_a_draining_service_is_live_but_not_ready(client: TestClient) -> None:
    client.app.state.lifecycle.drain()  # type: ignore[attr-defined]
    assert client.get("/health/started").status_code == 200
    assert client.get("/health/live").status_code == 200
    for response in (
        client.get("/health/ready"),
        client.post("/v1/classify", json={"text": "a"}),
        client.post("/v1/classify/batch", json={"articles": []}),
    ):
        assert response.status_code == 503
        assert response.json()["type"].endswith("draining")
        assert int(response.headers["Retry-After"]) >= 1


def test_a_service_without_its_model_says_what_it_is(tmp_path) -> None:  # type: ignore[no-untyped-def]
    failed: list[bool] = []
    app = create_app(Settings(model=tmp_path), on_failure=lambda: failed.append(True))
    with TestClient(app) as client:
        while not failed:
            assert client.get("/health/started").status_code == 503
        assert client.get("/health/live").status_code == 503
        assert client.get("/health/ready").status_code == 503
        assert client.post("/v1/classify", json={"text": "a"}).status_code == 503
        assert client.get("/v1/labels").status_code == 200
