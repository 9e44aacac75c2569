"""Who gets in, and what those turned away are told."""

import pytest

from service.admission import Admission
from service.problems import DeadlineMissed, QueueFull


def measured(queue_tokens: int = 1_000, rate: int = 100) -> Admission:
    admission = Admission(queue_tokens)
    admission.measured(rate, 1.0)
    return admission


def test_a_request_gets_in_while_there_is_room() -> None:
    admission = measured()
    with admission.admit(600, 0, 60), admission.admit(400, 0, 60):
        assert admission.waiting_tokens == 1_000
    assert admission.waiting_tokens == 0


def test_beyond_the_bound_the_client_is_told_when_to_come_back() -> None:
    admission = measured()
    admission.admit(900, 0, 60)
    with pytest.raises(QueueFull) as refused:
        admission.admit(600, 0, 60)
    assert refused.value.headers["Retry-After"] == "5"  # 500 tokens too many, 100 a second


def test_a_request_larger_than_the_bound_gets_in_alone() -> None:
    admission = measured()
    with admission.admit(5_000, 0, 60), pytest.raises(QueueFull):
        admission.admit(1, 0, 60)


def test_work_that_is_done_makes_room() -> None:
    admission = measured()
    ticket = admission.admit(1_000, 0, 60)
    ticket.change(-700)
    assert admission.admit(700, 0, 60).tokens == 700


def test_a_deadline_that_cannot_be_met_is_refused_at_once() -> None:
    admission = measured()
    with pytest.raises(DeadlineMissed) as refused:
        admission.admit(800, 0, 2)
    assert refused.value.headers["Retry-After"] == "6"


def test_a_short_request_does_not_count_the_whole_of_a_long_one_before_it() -> None:
    admission = measured()
    admission.admit(900, 0, 60)
    assert admission.admit(50, 0, 2).tokens == 50


def test_nothing_is_refused_for_its_deadline_before_a_rate_is_known() -> None:
    assert Admission(10**9).admit(10**8, 0, 1).tokens == 10**8


def test_the_rate_follows_what_is_measured() -> None:
    admission = measured(rate=100)
    for _ in range(50):
        admission.measured(1_000, 1.0)
    assert admission.rate == pytest.approx(1_000, rel=0.01)
