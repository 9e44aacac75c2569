"""The one thread that computes, and what the event loop sees of it."""

import asyncio
import threading
from collections.abc import Sequence
from itertools import groupby
from time import monotonic, perf_counter

from model.batches import WindowTokens
from model.prediction import FramingModel, WindowLogits
from service.admission import Admission, Ticket
from service.lanes import Job, Lanes, Slice


class Scheduler:
    """Runs windows of concurrent requests together, one turn after the other.

    A turn takes whatever waits when the last one ends: with an empty queue nothing is
    waited for. Create, use and close it on one event loop.
    """

    def __init__(self, admission: Admission) -> None:
        self.admission = admission
        self._loop = asyncio.get_running_loop()
        self._lanes = Lanes()
        self._changed = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="inference", daemon=True)
        self._thread.start()

    @property
    def alive(self) -> bool:
        """Whether the thread that computes still does."""
        return self._thread.is_alive()

    async def run(
        self, model: FramingModel, windows: Sequence[WindowTokens], ticket: Ticket
    ) -> list[WindowLogits]:
        """Compute the logits of an article's windows, in order.

        Raises whatever the model raises. Cancel it, and what is not computed yet is dropped.
        """
        if not windows:
            return []
        finished: asyncio.Future[None] = self._loop.create_future()

        def settle(error: Exception | None) -> None:
            if finished.done():
                return
            if error is None:
                finished.set_result(None)
            else:
                finished.set_exception(error)

        job = Job(ticket, model, windows, settle)
        with self._changed:
            self._lanes.add(job)
            self._changed.notify()
        try:
            await finished
        finally:
            job.abandoned = True
        return job.logits

    def close(self) -> None:
        """Stop computing after the present turn."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join()

    def _work(self) -> None:
        while not self._closed:
            self._take_turn()

    def _take_turn(self) -> None:
        """Wait for a turn and run it; nothing holds on to its models when that is done."""
        with self._changed:
            self._changed.wait_for(lambda: self._lanes or self._closed)
            if self._closed:
                return
            turn = self._lanes.take(now=monotonic())
        for model, slices in groupby(turn, key=lambda part: part.job.model):
            self._run_turn(model, list(slices))

    def _run_turn(self, model: FramingModel, turn: list[Slice]) -> None:
        began = perf_counter()
        logits: list[WindowLogits] = []
        error: Exception | None = None
        try:
            logits = model.run([window for part in turn for window in part.windows])
        except Exception as caught:
            error = caught
        seconds = perf_counter() - began
        try:
            self._loop.call_soon_threadsafe(self._settle, turn, logits, error, seconds)
        except RuntimeError:  # the loop is gone, and with it everyone who waits
            self._closed = True

    def _settle(
        self,
        turn: list[Slice],
        logits: list[WindowLogits],
        error: Exception | None,
        seconds: float,
    ) -> None:
        if error is None:
            self.admission.measured(sum(part.tokens for part in turn), seconds)
        computed = iter(logits)
        for part in turn:
            job = part.job
            job.ticket.change(-part.tokens)
            if error is not None:
                job.abandoned = True
                job.settle(error)
                continue
            job.logits.extend(next(computed) for _ in part.windows)
            if len(job.logits) == len(job.windows):
                job.settle(None)
