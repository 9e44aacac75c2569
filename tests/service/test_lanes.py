"""Whose turn it is."""

from typing import Any

import numpy as np

from model.batches import WindowTokens
from service.admission import Admission, Ticket
from service.lanes import Job, Lanes, Slice


def window(tokens: int) -> WindowTokens:
    ids = np.zeros(tokens, dtype=np.int64)
    return WindowTokens(ids=ids, quoted=ids, sentence=ids, token=ids, sentences=1)


def job(ticket: Ticket, *lengths: int) -> Job:
    model: Any = None
    return Job(ticket, model, [window(length) for length in lengths], lambda error: None)


def ticket(deadline: float = 100.0) -> Ticket:
    return Ticket(Admission(1), 0, deadline)


def tokens_by_job(turn: list[Slice]) -> dict[Job, int]:
    totals: dict[Job, int] = {}
    for part in turn:
        totals[part.job] = totals.get(part.job, 0) + part.tokens
    return totals


def test_an_empty_queue_has_no_turn() -> None:
    lanes = Lanes()
    assert not lanes
    assert lanes.take(100) == []


def test_small_requests_share_a_turn_oldest_first() -> None:
    lanes = Lanes(share_tokens=100)
    jobs = [job(ticket(), 30) for _ in range(10)]
    for one in jobs:
        lanes.add(one)
    assert [part.job for part in lanes.take(120)] == jobs[:4]
    assert [part.job for part in lanes.take(120)] == jobs[4:8]


def test_a_long_article_does_not_starve_short_ones() -> None:
    lanes = Lanes(share_tokens=100)
    long = job(ticket(), *[50] * 1_000)
    lanes.add(long)
    lanes.take(200)
    short = [job(ticket(), 50) for _ in range(3)]
    for one in short:
        lanes.add(one)
    next_turns = lanes.take(200) + lanes.take(200)
    assert {part.job for part in next_turns} == {long, *short}


def test_every_lane_gets_its_share_of_a_turn() -> None:
    lanes = Lanes(share_tokens=100)
    jobs = [job(ticket(), *[20] * 100) for _ in range(3)]
    for one in jobs:
        lanes.add(one)
    assert tokens_by_job(lanes.take(300)) == dict.fromkeys(jobs, 100)


def test_the_articles_of_a_batch_stand_in_one_lane() -> None:
    lanes = Lanes(share_tokens=100)
    batch = ticket()
    of_batch = [job(batch, 50) for _ in range(20)]
    for one in of_batch:
        lanes.add(one)
    other = job(ticket(), 50)
    lanes.add(other)
    assert [part.job for part in lanes.take(150)] == [*of_batch[:2], other]


def test_a_window_larger_than_a_turn_goes_alone() -> None:
    lanes = Lanes(share_tokens=100)
    large = job(ticket(), 500, 500)
    lanes.add(large)
    assert [part.tokens for part in lanes.take(200)] == [500]
    assert [part.tokens for part in lanes.take(200)] == [500]
    assert not lanes


def test_windows_stay_in_order() -> None:
    lanes = Lanes(share_tokens=100)
    one = job(ticket(), *range(10, 60))
    lanes.add(one)
    lengths: list[int] = []
    while lanes:
        lengths += [len(each.ids) for part in lanes.take(150) for each in part.windows]
    assert lengths == list(range(10, 60))


def test_abandoned_and_late_work_is_dropped() -> None:
    lanes = Lanes()
    gone, late, alive = job(ticket(), 10), job(ticket(deadline=5), 10), job(ticket(), 10)
    for one in (gone, late, alive):
        lanes.add(one)
    gone.abandoned = True
    assert [part.job for part in lanes.take(100, now=6)] == [alive]
    assert not lanes
