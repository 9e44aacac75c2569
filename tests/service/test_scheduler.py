"""The thread that computes: batches shared, fairness, deadlines, and clients who leave."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from model.batches import Batch
from model.prediction import FramingModel, PreparedArticle
from model.reading import Article
from service.admission import Admission
from service.scheduler import Scheduler

SHORT = "Officials said it rained."
LONG = "Officials said it rained on the town again today. " * 3_000


def article(model: FramingModel, text: str = SHORT) -> PreparedArticle:
    return model.prepare(Article(text))


@asynccontextmanager
async def started() -> AsyncIterator[Scheduler]:
    scheduler = Scheduler(Admission(10**9))
    try:
        yield scheduler
    finally:
        scheduler.close()


async def read(
    scheduler: Scheduler, model: FramingModel, text: str, seconds: float = 60
) -> list[str]:
    prepared = article(model, text)
    now = asyncio.get_running_loop().time()
    with scheduler.admission.admit(1, now, now + seconds) as ticket:
        logits = await scheduler.run(model, prepared.window_tokens, ticket)
    return [str(one.label) for one in model.read(prepared, logits).sentences]


def test_labels_come_back(model: FramingModel) -> None:
    async def scenario() -> None:
        async with started() as scheduler:
            assert await read(scheduler, model, SHORT) == ["attributed_claim"]
            assert await read(scheduler, model, "") == []

    asyncio.run(scenario())


def test_requests_that_wait_share_a_batch(model: FramingModel, backend: Any) -> None:
    async def scenario() -> None:
        async with started() as scheduler:
            engine = backend.hold()
            first = asyncio.create_task(read(scheduler, model, SHORT))
            await asyncio.to_thread(engine.entered.wait)
            others = [asyncio.create_task(read(scheduler, model, SHORT)) for _ in range(20)]
            await asyncio.sleep(0.05)
            engine.go_on()
            await asyncio.gather(first, *others)
        assert [len(batch.input_ids) for batch in backend.batches] == [1, 20]

    asyncio.run(scenario())


def test_scores_do_not_depend_on_the_rest_of_the_batch(model: FramingModel) -> None:
    texts = ["It rained.", "A reckless gamble. " * 30, SHORT, "Perhaps it rains, officials said."]

    async def scenario() -> None:
        async with started() as scheduler:
            alone = [await read(scheduler, model, text) for text in texts]
            together = await asyncio.gather(*(read(scheduler, model, text) for text in texts * 5))
            assert together == alone * 5

    asyncio.run(scenario())


def test_a_short_article_passes_a_long_one(model: FramingModel) -> None:
    async def scenario() -> None:
        async with started() as scheduler:
            long = asyncio.create_task(read(scheduler, model, LONG))
            await asyncio.sleep(0)
            await read(scheduler, model, SHORT)
            assert not long.done()
            assert len(await long) == 3_000

    asyncio.run(scenario())


def test_the_event_loop_stays_free_while_the_engine_is_busy(
    model: FramingModel, backend: Any
) -> None:
    async def scenario() -> None:
        async with started() as scheduler:
            engine = backend.hold()
            reading = asyncio.create_task(read(scheduler, model, SHORT))
            await asyncio.to_thread(engine.entered.wait)
            began = asyncio.get_running_loop().time()
            for _ in range(10):
                await asyncio.sleep(0)
            assert asyncio.get_running_loop().time() - began < 0.1
            engine.go_on()
            await reading

    asyncio.run(scenario())


def test_work_whose_client_has_gone_is_never_computed(model: FramingModel, backend: Any) -> None:
    async def scenario() -> None:
        async with started() as scheduler:
            engine = backend.hold()
            first = asyncio.create_task(read(scheduler, model, SHORT))
            await asyncio.to_thread(engine.entered.wait)
            left = asyncio.create_task(read(scheduler, model, LONG))
            await asyncio.sleep(0.3)
            left.cancel()
            await asyncio.sleep(0)
            engine.go_on()
            await first
            await read(scheduler, model, SHORT)
            assert scheduler.admission.waiting_tokens == 0
        assert [len(batch.input_ids) for batch in backend.batches] == [1, 1]

    asyncio.run(scenario())


def test_work_after_its_deadline_is_never_computed(model: FramingModel, backend: Any) -> None:
    async def scenario() -> None:
        async with started() as scheduler:
            engine = backend.hold()
            first = asyncio.create_task(read(scheduler, model, SHORT))
            await asyncio.to_thread(engine.entered.wait)
            late = asyncio.create_task(read(scheduler, model, SHORT, seconds=0.05))
            await asyncio.sleep(0.1)
            engine.go_on()
            await first
            await read(scheduler, model, SHORT)
            assert not late.done()  # whoever waits for it has a timeout of their own
            late.cancel()
        assert len(backend.batches) == 2

    asyncio.run(scenario())


def test_an_engine_that_fails_costs_only_that_turn(model: FramingModel, backend: Any) -> None:
    def fail(batch: Batch) -> None:
        raise RuntimeError

    async def scenario() -> None:
        async with started() as scheduler:
            backend.before_run = fail
            with pytest.raises(RuntimeError):
                await read(scheduler, model, LONG)
            backend.before_run = None
            assert await read(scheduler, model, SHORT) == ["attributed_claim"]
            assert scheduler.alive

    asyncio.run(scenario())


def test_the_rate_is_measured(model: FramingModel) -> None:
    async def scenario() -> None:
        async with started() as scheduler:
            unmeasured = scheduler.admission.rate
            await read(scheduler, model, LONG)
            assert scheduler.admission.rate != unmeasured

    asyncio.run(scenario())
