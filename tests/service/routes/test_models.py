"""/v1/models, where there is a registry: what can be activated, and who may do it."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from model.prediction import FramingModel
from model.registry import Registry
from service.application import create_app
from service.settings import Settings

ACTIVATE, ROLL_BACK = "/v1/models/activate", "/v1/models/rollback"


@pytest.fixture
def app(served_folder: Path, registry: Registry, detector: Any) -> Any:
    settings = Settings(model=served_folder, models=registry.folder)
    return create_app(settings, FramingModel.load(served_folder, threads=1), detector)


@pytest.fixture
def local(app: Any) -> Iterator[TestClient]:
    with TestClient(app, client=("127.0.0.1", 50_000)) as client:
        yield client


def test_what_can_be_activated_and_what_is_active_are_listed(local: TestClient) -> None:
    before = local.get("/v1/models").json()
    assert before["served"]["version"] == "1"
    assert before["active"] is None
    assert [(one["name"], one["version"]) for one in before["others"]] == [("rules", "2")]
    activated = local.post(ACTIVATE, json={"name": "rules", "version": "2"}).json()
    after = local.get("/v1/models").json()
    assert after["served"] == activated
    assert after["active"] == {key: activated[key] for key in ("name", "version", "digest")}
    assert [one["version"] for one in after["others"]] == ["1"]


def test_a_registry_that_has_gone_is_said_so(local: TestClient, registry: Registry) -> None:
    shutil.rmtree(registry.folder)
    assert local.get("/v1/models").status_code == 503
    assert local.post(ROLL_BACK).status_code == 409
    assert local.post("/v1/classify", json={"text": "So it is."}).status_code == 200


@pytest.mark.parametrize(
    ("body", "status", "pointers"),
    [
        ({"name": "rules"}, 422, ["#/version"]),
        ({"name": "rules", "version": 2}, 422, ["#/version"]),
        ({"name": "rules", "version": "2", "force": True}, 422, ["#/force"]),
        ([], 422, ["#"]),
        ({"name": "Zanzibarium", "version": "2"}, 409, None),
        ({"name": "../rules", "version": "1"}, 409, None),
        ({"name": "rules\0", "version": "1"}, 409, None),
        ({"name": "r" * 5000, "version": "1"}, 409, None),
    ],
)
def test_what_names_no_model_is_refused_without_repeating_it(
    local: TestClient, body: Any, status: int, pointers: list[str] | None
) -> None:
    refused = local.post(ACTIVATE, json=body)
    assert refused.status_code == status
    if pointers is None:
        assert refused.json()["detail"] == (
            "Nothing has changed: there is no such model in the registry."
        )
    else:
        assert [error["pointer"] for error in refused.json()["errors"]] == pointers
    assert local.get("/v1/models").json()["active"] is None


def test_the_body_must_be_json(local: TestClient) -> None:
    text = {"Content-Type": "text/plain"}
    assert local.post(ACTIVATE, content=b"rules 2", headers=text).status_code == 415
    json = {"Content-Type": "application/json"}
    assert local.post(ACTIVATE, content=b"rules 2", headers=json).status_code == 400


@pytest.mark.parametrize("host", ["192.0.2.7", "2001:db8::7", "testclient"])
def test_who_is_not_on_the_machine_may_change_nothing(app: Any, host: str) -> None:
    with TestClient(app, client=(host, 50_000)) as client:
        for path in (ACTIVATE, ROLL_BACK):
            refused = client.post(path, json={"name": "rules", "version": "2"})
            assert refused.status_code == 403
            assert refused.json()["type"] == "urn:framing:problem:forbidden"
        assert client.get("/v1/models").json()["active"] is None


@pytest.mark.parametrize(
    "header",
    [
        {"Origin": "https://example.org"},
        {"X-Forwarded-For": "192.0.2.7"},
        {"Forwarded": "for=192.0.2.7"},
        {"Via": "1.1 proxy"},
    ],
)
def test_a_page_or_a_proxy_on_the_machine_may_change_nothing(
    local: TestClient, header: dict[str, str]
) -> None:
    for path in (ACTIVATE, ROLL_BACK):
        body = {"name": "rules", "version": "2"}
        assert local.post(path, json=body, headers=header).status_code == 403
    assert local.get("/v1/models").json()["active"] is None


def test_without_a_registry_nothing_can_be_activated(model: FramingModel, detector: Any) -> None:
    with TestClient(create_app(Settings(), model, detector), client=("::1", 1)) as client:
        for path in (ACTIVATE, ROLL_BACK):
            refused = client.post(path, json={"name": "rules", "version": "2"})
            assert refused.status_code == 409
            assert "FRAMING_MODELS" in refused.json()["detail"]
        assert client.get("/v1/models").json()["active"] is None


def test_a_draining_service_changes_nothing(local: TestClient, app: Any) -> None:
    app.state.lifecycle.drain()
    for path in (ACTIVATE, ROLL_BACK):
        assert local.post(path, json={"name": "rules", "version": "2"}).status_code == 503
