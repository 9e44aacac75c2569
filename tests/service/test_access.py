"""Who may do what, as a client meets it."""

import gzip
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import pytest
from starlette.testclient import TestClient

from model.prediction import FramingModel
from service.application import create_app
from service.key_file import add_key, read_keys, revoke_keys
from service.keys import Key, Scope, new_key
from service.logs import JsonFormatter
from service.routes.dependencies import requires
from service.settings import Settings

Administrator = Annotated[Key | None, requires(Scope.ADMIN)]
Corrector = Annotated[Key | None, requires(Scope.CORRECT)]
Give = Callable[..., dict[str, str]]
BODY = {"text": "It rained."}
OPEN = ("/v1/labels", "/health/live", "/health/started", "/health/ready", "/docs", "/openapi.json")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "keys.json"
    path.write_text('{"keys": []}')
    return path


@pytest.fixture
def give(path: Path) -> Give:
    """Make a key, and the header that shows it."""

    def give(*scopes: str, rate: int | None = None) -> dict[str, str]:
        key, shown = new_key("a reader", map(Scope, scopes), rate)
        add_key(path, key)
        return {"Authorization": f"Bearer {shown}"}

    return give


@pytest.fixture
def serve(model: FramingModel, detector: Any) -> Any:
    """A service with a route for each scope."""

    @contextmanager
    def serve(**settings: Any) -> Iterator[TestClient]:
        app = create_app(Settings(**settings), model, detector)

        @app.post("/activate")
        async def activate(key: Administrator) -> dict[str, str | None]:
            return {"name": key.name if key else None}

        @app.post("/correct")
        async def correct(key: Corrector) -> dict[str, str | None]:
            return {"name": key.name if key else None}

        with TestClient(app, raise_server_exceptions=False) as client:
            yield client

    return serve


@pytest.fixture
def client(serve: Any, path: Path) -> Iterator[TestClient]:
    with serve(keys=path) as client:
        yield client


def test_a_request_with_its_key_is_served(client: TestClient, give: Give) -> None:
    key = give("classify")
    assert client.post("/v1/classify", json=BODY, headers=key).status_code == 200
    batch = {"articles": [BODY]}
    assert client.post("/v1/classify/batch", json=batch, headers=key).status_code == 200
    assert client.get("/v1/models", headers=key).status_code == 200


@pytest.mark.parametrize(
    "shown",
    [
        {},
        {"Authorization": ""},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer framing_00000000_0"},
        {"Authorization": "Bearer \xe9"},
        {"Authorization": "Basic YTpi"},
        {"X-API-Key": "framing_00000000_0"},
    ],
)
def test_a_request_without_a_key_is_refused(
    client: TestClient, give: Give, shown: dict[str, str]
) -> None:
    give("classify")
    for method, route in (
        ("POST", "/v1/classify"),
        ("POST", "/v1/classify/batch"),
        ("GET", "/v1/models"),
        ("POST", "/activate"),
    ):
        headers = {name.encode(): value.encode("latin-1") for name, value in shown.items()}
        response = client.request(method, route, headers=headers)
        assert response.status_code == 401
        assert response.json()["type"] == "urn:framing:problem:unauthorized"
        assert response.headers["WWW-Authenticate"].startswith('Bearer realm="framing"')
        assert response.headers["Content-Type"] == "application/problem+json"


def test_a_wrong_key_is_told_from_none(client: TestClient) -> None:
    none = client.post("/v1/classify", json=BODY)
    wrong = client.post("/v1/classify", json=BODY, headers={"Authorization": "Bearer x"})
    assert "error" not in none.headers["WWW-Authenticate"]
    assert 'error="invalid_token"' in wrong.headers["WWW-Authenticate"]


def test_a_key_opens_only_what_it_is_for(client: TestClient, give: Give) -> None:
    routes = {"classify": "/v1/classify", "correct": "/correct", "admin": "/activate"}
    for scope in routes:
        key = give(scope)
        for needed, route in routes.items():
            response = client.post(route, json=BODY, headers=key)
            assert response.status_code == (200 if needed == scope else 403)
            if needed != scope:
                assert response.json()["type"] == "urn:framing:problem:forbidden"
                challenge = response.headers["WWW-Authenticate"]
                assert f'error="insufficient_scope", scope="{needed}"' in challenge


def test_a_route_learns_whose_key_it_was(client: TestClient, give: Give) -> None:
    assert client.post("/activate", headers=give("admin")).json() == {"name": "a reader"}


def test_what_is_open_stays_open(client: TestClient) -> None:
    assert [client.get(path).status_code for path in OPEN] == [200] * len(OPEN)


def test_a_revoked_key_is_refused_at_once(client: TestClient, give: Give, path: Path) -> None:
    key = give("classify")
    assert client.post("/v1/classify", json=BODY, headers=key).status_code == 200
    revoke_keys(path, {one.id for one in read_keys(path)})
    assert client.post("/v1/classify", json=BODY, headers=key).status_code == 401


def test_a_key_over_its_rate_is_told_when_to_come_back(client: TestClient, give: Give) -> None:
    key, other = give("classify", rate=2), give("classify")
    statuses = [client.post("/v1/classify", json=BODY, headers=key).status_code for _ in range(4)]
    assert statuses == [200, 200, 429, 429]
    refused = client.post("/v1/classify", json=BODY, headers=key)
    assert refused.json()["type"] == "urn:framing:problem:rate-exceeded"
    assert 1 <= int(refused.headers["Retry-After"]) <= 30
    assert client.post("/v1/classify", json=BODY, headers=other).status_code == 200


def test_the_setting_is_the_rate_of_keys_without_one(serve: Any, path: Path, give: Give) -> None:
    key = give("classify")
    with serve(keys=path, key_requests_per_minute=1) as client:
        statuses = [client.get("/v1/models", headers=key).status_code for _ in range(2)]
    assert statuses == [200, 429]


def test_keys_that_cannot_be_read_keep_everyone_out_but_the_probes(
    client: TestClient, give: Give, path: Path
) -> None:
    key = give("classify")
    path.write_text("{")
    response = client.post("/v1/classify", json=BODY, headers=key)
    assert response.status_code == 503
    assert response.json()["type"] == "urn:framing:problem:keys-unreadable"
    assert str(path) not in response.text
    assert client.get("/health/ready").status_code == 200


def test_limits_hold_before_keys_are_asked_for(serve: Any, path: Path) -> None:
    bomb = gzip.compress(b"a" * 10_000)
    text = {"Content-Type": "text/plain"}
    with serve(keys=path, body_bytes=1_000) as client:
        long = client.post("/v1/classify", content=b"a" * 1_001, headers=text)
        streamed = client.post("/v1/classify", content=iter([b"a" * 600] * 2), headers=text)
        bombed = client.post(
            "/v1/classify", content=bomb, headers=text | {"Content-Encoding": "gzip"}
        )
        within = client.post("/v1/classify", content=b"a" * 1_000, headers=text)
    assert [one.status_code for one in (long, streamed, bombed, within)] == [413, 413, 413, 401]


def test_without_keys_nobody_is_asked_on_this_machine(serve: Any) -> None:
    with serve() as client:
        for route in ("/v1/classify", "/correct", "/activate"):
            assert client.post(route, json=BODY).status_code == 200


def test_without_keys_others_may_only_classify(serve: Any) -> None:
    with serve(host="0.0.0.0", open_without_keys=True) as client:
        assert client.post("/v1/classify", json=BODY).status_code == 200
        for route in ("/correct", "/activate"):
            refused = client.post(route, json=BODY)
            assert refused.status_code == 403
            assert "has no keys" in refused.json()["detail"]


def test_logs_name_the_key_by_its_id_alone(
    client: TestClient, give: Give, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "framing")
    key = give("classify")
    client.post("/v1/classify", json=BODY, headers=key)
    wrong = {"Authorization": "Bearer framing_Zanzibarium"}
    client.post("/v1/classify", json=BODY, headers=wrong)
    lines = [JsonFormatter().format(record) for record in caplog.records]
    named = [json.loads(line)["key"] for line in lines if '"message": "request"' in line]
    assert named == [read_keys(path)[0].id, None]
    secret = key["Authorization"].split("_")[2]
    assert not any(secret in line or "Zanzibarium" in line for line in lines)
