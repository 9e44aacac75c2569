"""A busy service over HTTP: it says no clearly, and forgets whom it need not serve."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
from starlette.types import Message

from model.prediction import FramingModel
from service.application import create_app
from service.settings import Settings

TEXT = "Officials said it rained. " * 20


@asynccontextmanager
async def service(model: FramingModel, detector: Any, **settings: Any) -> AsyncIterator[Any]:
    app = create_app(Settings(**settings), model, detector)
    async with app.router.lifespan_context(app):
        yield app


def client(app: Any) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://service")


def test_a_full_queue_says_429_and_when_to_come_back(
    model: FramingModel, detector: Any, backend: Any
) -> None:
    async def scenario() -> None:
        async with service(model, detector, queue_tokens=300) as app, client(app) as http:
            engine = backend.hold()
            first = asyncio.create_task(http.post("/v1/classify", json={"text": TEXT}))
            await asyncio.to_thread(engine.entered.wait)
            second = asyncio.create_task(http.post("/v1/classify", json={"text": TEXT}))
            await asyncio.sleep(0.1)
            for path, body in (
                ("/v1/classify", {"text": TEXT}),
                ("/v1/classify/batch", {"articles": [{"text": TEXT}]}),
            ):
                refused = await http.post(path, json=body)
                assert refused.status_code == 429
                assert int(refused.headers["Retry-After"]) >= 1
            assert (await http.get("/health/ready")).status_code == 200
            engine.go_on()
            assert {(await one).status_code for one in (first, second)} == {200}
            assert (await http.post("/v1/classify", json={"text": TEXT})).status_code == 200

    asyncio.run(scenario())


def test_a_deadline_that_passes_says_503(model: FramingModel, detector: Any, backend: Any) -> None:
    async def scenario() -> None:
        async with service(model, detector, deadline_seconds=0.2) as app, client(app) as http:
            engine = backend.hold()
            late = await http.post("/v1/classify", json={"text": "It rained."})
            assert late.status_code == 503
            assert late.json()["type"].endswith("deadline-missed")
            assert int(late.headers["Retry-After"]) >= 1
            batch = {"articles": [{"text": "It rained.", "id": "x"}]}
            results = (await http.post("/v1/classify/batch", json=batch)).json()["results"]
            assert results[0]["problem"]["status"] == 503
            engine.go_on()

    asyncio.run(scenario())


def test_a_client_may_set_a_shorter_deadline(
    model: FramingModel, detector: Any, backend: Any
) -> None:
    async def scenario() -> None:
        async with service(model, detector) as app, client(app) as http:
            engine = backend.hold()
            headers = {"X-Deadline-Seconds": "0.1"}
            late = await http.post("/v1/classify", json={"text": "It rained."}, headers=headers)
            assert late.status_code == 503
            for wrong in ("soon", "0", "-1", "nan"):
                headers = {"X-Deadline-Seconds": wrong}
                refused = await http.post("/v1/classify", json={"text": "a"}, headers=headers)
                assert refused.status_code == 422
            engine.go_on()

    asyncio.run(scenario())


def test_work_of_a_client_that_left_is_dropped(
    model: FramingModel, detector: Any, backend: Any
) -> None:
    async def scenario() -> None:
        async with service(model, detector) as app, client(app) as http:
            backend.batches.clear()
            engine = backend.hold()
            first = asyncio.create_task(http.post("/v1/classify", json={"text": "It rained."}))
            await asyncio.to_thread(engine.entered.wait)
            for accept in ("application/json", "application/x-ndjson"):
                await leave_early(app, b'{"articles": [{"text": "It snowed."}]}', accept)
            engine.go_on()
            assert (await first).status_code == 200
            assert (await http.post("/v1/classify", json={"text": "So."})).status_code == 200
        assert len(backend.batches) == 2

    asyncio.run(scenario())


async def leave_early(app: Callable[..., Any], body: bytes, accept: str) -> None:
    """Send a batch, wait a little and close the connection."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        if messages:
            return messages.pop()
        await asyncio.sleep(0.2)
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        pass

    headers = [(b"content-type", b"application/json"), (b"accept", accept.encode())]
    path = "/v1/classify/batch"
    scope = {
        "type": "http", "method": "POST", "path": path, "raw_path": path.encode(),
        "query_string": b"", "headers": headers, "asgi": {"version": "3.0"}, "root_path": "",
        "scheme": "http", "server": ("service", 80), "client": ("client", 1), "http_version": "1.1",
    }  # fmt: skip
    await asyncio.wait_for(app(scope, receive, send), 5)


def test_probes_answer_while_long_articles_are_read(model: FramingModel, detector: Any) -> None:
    async def scenario() -> None:
        async with service(model, detector) as app, client(app) as http:
            text = "Officials said it rained on the town again today. " * 5_000
            reading = asyncio.create_task(http.post("/v1/classify", json={"text": text}))
            waits = []
            while not reading.done():
                began = asyncio.get_running_loop().time()
                assert (await http.get("/health/live")).status_code == 200
                waits.append(asyncio.get_running_loop().time() - began)
                await asyncio.sleep(0.01)
            assert (await reading).status_code == 200
            assert sorted(waits)[len(waits) // 2] < 0.1

    asyncio.run(scenario())
