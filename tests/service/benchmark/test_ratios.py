import pytest

from service.benchmark import contenders
from service.benchmark.comparison import CLIENTS
from service.benchmark.medians import Row
from service.benchmark.ratios import ratios


def row(name: str, speed: float, p50: float, first_reply: float, memory: float) -> Row:
    return Row(
        name=name,
        sentences_a_second={clients: speed - clients for clients in CLIENTS},
        latency=dict.fromkeys(CLIENTS, (p50, p50, p50)),
        single=(p50, 2 * p50, 3 * p50),
        first_reply=first_reply,
        memory=memory,
    )


OURS = row(contenders.FRAMING, speed=401, p50=30, first_reply=1, memory=200)
PLAIN = row(contenders.PIPELINE, speed=101, p50=80, first_reply=4, memory=500)


def test_speed_is_compared_at_the_clients_that_suit_each_best() -> None:
    found = {one.what: one for one in ratios([OURS, PLAIN], {1: 400, 8: 500, 32: 450}, ())}
    assert found["speed to the bare engine's"].value == pytest.approx(0.8)
    assert not found["speed to the bare engine's"].reached
    assert found["speed to pipeline, batch 1"].value == pytest.approx(4)
    assert found["speed to pipeline, batch 1"].reached


def test_what_should_be_small_is_reached_below_its_aim() -> None:
    found = {one.what: one for one in ratios([OURS, PLAIN], {1: 400}, (40, 100, 200))}
    assert not found["p50 of one article to pipeline, batch 1"].reached  # 30 / 80 is over a third
    assert found["start to first reply to pipeline, batch 1"].reached
    assert found["resident memory to pipeline, batch 1"].reached
    assert found["p99 to p50 at half of capacity, one core"].value == 5
    assert not found["p99 to p50 at half of capacity, one core"].reached


def test_only_those_measured_are_compared() -> None:
    assert [one.what for one in ratios([OURS], {1: 400}, ())] == ["speed to the bare engine's"]
    assert ratios([PLAIN], {1: 400}, ()) == ()
