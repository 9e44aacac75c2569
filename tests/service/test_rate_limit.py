"""So many requests at once, and evenly after that."""

from pathlib import Path

import pytest

from service.rate_limit import RateLimit


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["alone", "shared"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path | None:
    return tmp_path if request.param == "shared" else None


@pytest.mark.parametrize("per_minute", [1, 3, 7, 600])
def test_a_minutes_worth_may_come_at_once(
    folder: Path | None, clock: Clock, per_minute: int
) -> None:
    limit = RateLimit(folder, clock)
    assert [limit.take("a", per_minute) for _ in range(per_minute)] == [0.0] * per_minute
    assert limit.take("a", per_minute) == pytest.approx(60 / per_minute)


def test_who_waits_as_long_as_told_is_served(folder: Path | None, clock: Clock) -> None:
    limit = RateLimit(folder, clock)
    for _ in range(20):
        limit.take("a", 20)
    for _ in range(50):
        wait = limit.take("a", 20)
        assert wait > 0
        clock.now += wait / 2
        assert limit.take("a", 20) > 0
        clock.now += wait / 2
        assert limit.take("a", 20) == 0


def test_being_refused_costs_nothing(folder: Path | None, clock: Clock) -> None:
    limit = RateLimit(folder, clock)
    limit.take("a", 1)
    for _ in range(1_000):
        limit.take("a", 1)
    clock.now += 60
    assert limit.take("a", 1) == 0


def test_keys_do_not_disturb_each_other(folder: Path | None, clock: Clock) -> None:
    limit = RateLimit(folder, clock)
    limit.take("a", 1)
    assert limit.take("a", 1) > 0
    assert limit.take("b", 1) == 0


def test_workers_that_share_a_folder_count_together(tmp_path: Path, clock: Clock) -> None:
    workers = [RateLimit(tmp_path, clock) for _ in range(3)]
    assert [worker.take("a", 3) for worker in workers] == [0, 0, 0]
    assert all(worker.take("a", 3) > 0 for worker in workers)


def test_where_the_folder_is_gone_a_worker_counts_for_itself(tmp_path: Path, clock: Clock) -> None:
    limit = RateLimit(tmp_path / "gone", clock)
    assert limit.take("a", 1) == 0
    assert limit.take("a", 1) > 0
