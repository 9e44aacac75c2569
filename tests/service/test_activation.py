"""One model for another while articles are read: nothing fails, and no reply mixes the two."""

import asyncio
import gc
import json
import logging
import shutil
import weakref
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from model.checkpoint import write_manifest
from model.prediction import FramingModel
from model.registry import POINTER, Registry
from service import activation
from service.application import create_app
from service.settings import Settings

Damage = Callable[[Path], object]

TEXT = "Officials said it rained. It is so. " * 20
SAID = {"1": "attributed_claim", "2": "editorial_opinion"}  # by the version that says it


@pytest.fixture(autouse=True)
def quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(activation, "_POLL_SECONDS", 0.05)


@pytest.fixture
def settings(served_folder: Path, registry: Registry) -> Settings:
    return Settings(model=served_folder, models=registry.folder)


@asynccontextmanager
async def service(
    settings: Settings, detector: Any, model: FramingModel | None = None
) -> AsyncIterator[tuple[FastAPI, httpx.AsyncClient]]:
    app = create_app(settings, model, detector)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://service", timeout=60) as http,
    ):
        await eventually(lambda: answers(http, "/health/ready"))
        yield app, http


async def answers(http: httpx.AsyncClient, path: str) -> bool:
    return (await http.get(path)).status_code == 200


async def eventually(so: Callable[[], Awaitable[bool]]) -> None:
    for _ in range(500):
        if await so():
            return
        await asyncio.sleep(0.02)
    raise TimeoutError


async def activate(http: httpx.AsyncClient, version: str) -> httpx.Response:
    return await http.post("/v1/models/activate", json={"name": "rules", "version": version})


async def roll_back(http: httpx.AsyncClient) -> httpx.Response:
    return await http.post("/v1/models/rollback")


async def served(http: httpx.AsyncClient) -> str:
    reply = (await http.post("/v1/classify", json={"text": "Officials said so."})).json()
    version: str = reply["model"]["version"]
    return version


def check_reply(reply: dict[str, Any]) -> str:
    """Every sentence is as the model that the reply names would have it."""
    version: str = reply["model"]["version"]
    assert {one["label"] for one in reply["sentences"]} == {"neutral_report", SAID[version]}
    return version


def test_swaps_under_load_fail_no_request_and_mix_no_reply(
    settings: Settings, detector: Any
) -> None:
    stop = asyncio.Event()
    seen: list[str] = []

    async def post_articles(http: httpx.AsyncClient) -> None:
        while not stop.is_set():
            response = await http.post("/v1/classify", json={"text": TEXT})
            assert response.status_code == 200
            seen.append(check_reply(response.json()))

    async def post_batches(http: httpx.AsyncClient, accept: str) -> None:
        batch = {"articles": [{"text": TEXT}] * 5}
        while not stop.is_set():
            path = "/v1/classify/batch"
            response = await http.post(path, json=batch, headers={"Accept": accept})
            assert response.status_code == 200
            if accept == "application/json":
                results = response.json()["results"]
            else:
                results = [json.loads(line) for line in response.text.splitlines()]
            (version,) = {check_reply(result) for result in results}
            seen.append(version)

    async def scenario() -> None:
        async with service(settings, detector) as (_, http):
            load = [asyncio.create_task(post_articles(http)) for _ in range(6)]
            load += [
                asyncio.create_task(post_batches(http, accept))
                for accept in ("application/json", "application/x-ndjson")
            ]
            for version in ("2", "1", "2", "1", "2"):
                count = len(seen)
                assert (await activate(http, version)).status_code == 200
                assert await served(http) == version
                for _ in range(10):
                    await served(http)  # behind whatever waits
                assert len(seen) > count
            stop.set()
            await asyncio.gather(*load)

    asyncio.run(scenario())
    assert {"1", "2"} == set(seen)


def test_an_article_is_finished_by_the_model_that_began_it(
    model: FramingModel, detector: Any, backend: Any, registry: Registry
) -> None:
    settings = Settings(model=model.checkpoint.folder, models=registry.folder)

    async def scenario() -> None:
        async with service(settings, detector, model) as (_, http):
            engine = backend.hold()
            begun = asyncio.create_task(http.post("/v1/classify", json={"text": TEXT}))
            await asyncio.to_thread(engine.entered.wait)
            assert (await activate(http, "2")).status_code == 200
            later = asyncio.create_task(http.post("/v1/classify", json={"text": TEXT}))
            await asyncio.sleep(0.05)
            assert not begun.done()
            engine.go_on()
            assert (await begun).json()["model"]["version"] == model.checkpoint.version
            assert (await later).json()["model"]["version"] == "2"

    asyncio.run(scenario())


def test_a_model_that_nobody_reads_with_is_dropped_and_its_memory_returned(
    settings: Settings, detector: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    returned: list[bool] = []
    monkeypatch.setattr(activation, "return_memory", lambda: returned.append(True))

    async def scenario() -> None:
        async with service(settings, detector) as (app, http):
            await served(http)
            first = weakref.ref(app.state.lifecycle.reader().model)
            gc.disable()  # what hangs in a cycle would stay for as long as the collector likes
            try:
                await activate(http, "2")

                async def dropped() -> bool:
                    return first() is None and bool(returned)

                await eventually(dropped)
            finally:
                gc.enable()

    asyncio.run(scenario())


def test_a_full_queue_does_not_keep_a_model_out(
    model: FramingModel, detector: Any, backend: Any, registry: Registry
) -> None:
    own = model.checkpoint.folder
    settings = Settings(model=own, models=registry.folder, queue_tokens=100)

    async def scenario() -> None:
        async with service(settings, detector, model) as (_, http):
            engine = backend.hold()
            begun = asyncio.create_task(http.post("/v1/classify", json={"text": TEXT}))
            await asyncio.to_thread(engine.entered.wait)
            assert (await http.post("/v1/classify", json={"text": TEXT})).status_code == 429
            assert (await activate(http, "2")).status_code == 200
            engine.go_on()
            assert (await begun).status_code == 200

    asyncio.run(scenario())


def test_each_rollback_goes_back_by_one_to_the_services_own_model(
    settings: Settings, detector: Any, registry: Registry
) -> None:
    async def scenario() -> None:
        async with service(settings, detector) as (_, http):
            for version in ("2", "2", "1", "2"):
                assert (await activate(http, version)).json()["version"] == version
            for version in ("1", "2", "1"):
                assert (await roll_back(http)).json()["version"] == version
                assert await served(http) == version
            assert registry.activations() == ()
            refused = await roll_back(http)
            assert refused.status_code == 409
            assert "no activation to roll back" in refused.json()["detail"]
            assert await served(http) == "1"

    asyncio.run(scenario())


def damage_weights(folder: Path) -> None:
    with (folder / "model.onnx").open("r+b") as file:
        file.seek(1000)
        file.write(b"damage")


def truncate_weights(folder: Path) -> None:
    (folder / "model.onnx").write_bytes((folder / "model.onnx").read_bytes()[:1000])


def change_format(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_bytes())
    (folder / "manifest.json").write_text(json.dumps(manifest | {"format": 2}))


def change_labels(folder: Path) -> None:
    config = json.loads((folder / "config.json").read_bytes())
    (folder / "config.json").write_text(json.dumps(config | {"id2label": {"0": "left"}}))
    write_manifest(folder)


def put_no_network(folder: Path) -> None:
    (folder / "model.onnx").write_bytes(b"no network at all")
    write_manifest(folder)


def put_another_network(folder: Path) -> None:
    """Sound and signed, but what it takes and tells is not what a framing model does."""
    onnx = pytest.importorskip("onnx")
    one = onnx.helper.make_tensor_value_info("one", onnx.TensorProto.FLOAT, [1])
    two = onnx.helper.make_tensor_value_info("two", onnx.TensorProto.FLOAT, [1])
    node = onnx.helper.make_node("Neg", ["one"], ["two"])
    graph = onnx.helper.make_graph([node], "other", [one], [two])
    opset = [onnx.helper.make_opsetid("", 17)]
    network = onnx.helper.make_model(graph, opset_imports=opset, ir_version=8)
    (folder / "model.onnx").write_bytes(network.SerializeToString())
    write_manifest(folder)


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (damage_weights, "rules/2/model.onnx: damaged"),
        (truncate_weights, "rules/2/model.onnx: damaged"),
        (change_format, "rules/2/manifest.json: format 2, this version reads 1"),
        (change_labels, "rules/2/config.json: labels are"),
        (put_no_network, "rules/2/model.onnx: cannot be loaded"),
        (put_another_network, "rules 2: cannot read an article"),
        (lambda folder: (folder / "model.onnx").unlink(), "rules/2/model.onnx: missing"),
        (lambda folder: (folder / "tokenizer.json").unlink(), "rules/2/tokenizer.json: missing"),
        (lambda folder: (folder / "config.json").write_text("{"), "rules/2: config.json or"),
        (shutil.rmtree, "no such model in the registry"),
    ],
)
def test_what_is_not_sound_is_refused_with_what_is_wrong_and_the_present_model_serves_on(
    settings: Settings, detector: Any, registry: Registry, damage: Damage, reason: str
) -> None:
    damage(registry.path("rules", "2"))

    async def scenario() -> None:
        async with service(settings, detector) as (_, http):
            refused = await activate(http, "2")
            assert refused.status_code == 409
            assert refused.headers["Content-Type"] == "application/problem+json"
            assert refused.json()["type"] == "urn:framing:problem:model-refused"
            assert reason in refused.json()["detail"]
            assert str(registry.folder) not in refused.text
            assert registry.activations() == ()
            assert await served(http) == "1"
            assert (await http.get("/health/ready")).status_code == 200

    asyncio.run(scenario())


def test_every_service_follows_the_pointer_whoever_moves_it(
    settings: Settings, detector: Any, registry: Registry
) -> None:
    async def scenario() -> None:
        async with (
            service(settings, detector) as (_, first),
            service(settings, detector) as (_, second),
        ):

            async def both_serve(version: str) -> bool:
                return [await served(http) for http in (first, second)] == [version] * 2

            await activate(first, "2")
            await eventually(lambda: both_serve("2"))
            await roll_back(second)
            await eventually(lambda: both_serve("1"))
            registry.replace((), (registry.find("rules", "2"),))
            await eventually(lambda: both_serve("2"))

    asyncio.run(scenario())


def test_a_service_starts_with_the_active_model(
    settings: Settings, detector: Any, registry: Registry
) -> None:
    registry.replace((), (registry.find("rules", "2"),))

    async def scenario() -> None:
        async with service(settings, detector) as (_, http):
            assert await served(http) == "2"

    asyncio.run(scenario())


@pytest.mark.parametrize("damage", [b"{", b'{"format": 9}'])
def test_a_pointer_that_cannot_be_followed_is_logged_once_and_followed_when_it_can_be(
    settings: Settings,
    detector: Any,
    registry: Registry,
    damage: bytes,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def scenario() -> None:
        async with service(settings, detector) as (_, http):
            (registry.folder / POINTER).write_bytes(damage)
            await asyncio.sleep(0.4)
            assert await served(http) == "1"
            (registry.folder / POINTER).unlink()
            registry.replace((), (registry.find("rules", "2"),))

            async def follows() -> bool:
                return await served(http) == "2"

            await eventually(follows)

    with caplog.at_level(logging.ERROR, "framing.activation"):
        asyncio.run(scenario())
    assert [record.reason[:12] for record in caplog.records] == ["active.json:"]  # type: ignore[attr-defined]


def test_a_model_that_could_not_be_served_is_tried_again(
    settings: Settings, detector: Any, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(activation, "_RETRY_SECONDS", 0.1)
    weights = registry.path("rules", "2") / "model.onnx"
    elsewhere = registry.folder / "model.onnx"

    async def scenario() -> None:
        async with service(settings, detector) as (_, http):
            weights.rename(elsewhere)
            registry.replace((), (registry.find("rules", "2"),))
            await asyncio.sleep(0.4)
            assert await served(http) == "1"
            elsewhere.rename(weights)

            async def follows() -> bool:
                return await served(http) == "2"

            await eventually(follows)

    asyncio.run(scenario())
