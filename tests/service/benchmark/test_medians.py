import pytest

from service.benchmark.bare_engine import EngineRate
from service.benchmark.comparison import CLIENTS, Comparison, Measured
from service.benchmark.load import Load
from service.benchmark.medians import arithmetic, engine_rates, rows


def measured(seconds: float) -> Measured:
    load = Load(latencies=(10.0, 20.0, 30.0), sentences=30, seconds=seconds)
    return Measured(
        first_reply=seconds, memory=100, single=load, loads=dict.fromkeys(CLIENTS, load)
    )


def rates(sentences: float) -> tuple[EngineRate, ...]:
    return tuple(
        EngineRate(clients, sentences, computed=1000 + 100 * clients, read=1000)
        for clients in CLIENTS
    )


def test_one_odd_round_does_not_change_a_row() -> None:
    comparison = Comparison(measured={"ours": [measured(1), measured(1), measured(50)]})
    (row,) = rows(comparison)
    assert row.sentences_a_second == dict.fromkeys(CLIENTS, 30)
    assert row.latency[1] == (20, 30, 30)
    assert row.first_reply == 1


def test_the_arithmetic_counts_no_padding() -> None:
    comparison = Comparison(engine=[rates(10), rates(30), rates(20)], peaks=[4e6, 5e6, 4e6])
    found = arithmetic(comparison, operations_a_token=2000)
    assert found is not None
    assert found.fraction == pytest.approx(0.5)
    assert found.padding == pytest.approx(100 / 1100)
    assert engine_rates(comparison) == dict.fromkeys(CLIENTS, 20)


def test_without_a_peak_there_is_no_fraction_of_it() -> None:
    assert arithmetic(Comparison(engine=[rates(10)]), operations_a_token=2000) is None
