"""The results of a comparison on a terminal."""

from rich.console import Console
from rich.table import Column, Table

from service.benchmark.comparison import CLIENTS
from service.benchmark.contenders import BARE_ENGINE, FRAMING
from service.benchmark.results import Conditions, Results


def print_results(results: Results, console: Console) -> None:
    """Print every table, and what they were measured on."""
    console.print(_conditions(results.conditions))
    console.print(_speed(results))
    console.print(_latency(results))
    console.print(_ratios(results))
    if results.arithmetic is not None:
        one = results.arithmetic
        console.print(
            f"int8 peak of this machine {one.peak / 1e9:,.0f} GOP/s; the bare engine's int8 "
            f"arithmetic reaches {one.reached / 1e9:,.0f} GOP/s, {one.fraction:.0%} of it, with "
            f"{one.padding:.1%} of tokens padding."
        )


def _conditions(given: Conditions) -> str:
    return (
        f"{given.machine}; {given.model}; {given.articles} articles of {given.sentences} "
        f"sentences, medians of {given.rounds} rounds, {given.seconds:g} s a load"
    )


def _speed(results: Results) -> Table:
    table = Table(
        Column("", no_wrap=True),
        *(f"{clients} client{'s' * (clients > 1)}" for clients in CLIENTS),
        "start to first reply",
        "resident memory",
        title="Sentences a second, start and memory",
        caption="The bare engine has no clients: so many articles share batches.",
    )
    for row in results.rows:
        speeds = (f"{row.sentences_a_second[clients]:,.0f}" for clients in CLIENTS)
        table.add_row(row.name, *speeds, f"{row.first_reply:.2f} s", f"{row.memory:,.0f} MiB")
    engine = (f"{results.engine[clients]:,.0f}" for clients in CLIENTS)
    table.add_row(BARE_ENGINE, *engine)
    return table


def _latency(results: Results) -> Table:
    table = Table(
        Column("", no_wrap=True),
        "one article",
        *(f"{clients} client{'s' * (clients > 1)}" for clients in CLIENTS),
        "half of capacity, one core",
        title="Latency in milliseconds: p50 / p95 / p99",
    )
    for row in results.rows:
        cells = [row.single, *(row.latency[clients] for clients in CLIENTS)]
        if row.name == FRAMING:
            cells.append(results.arrivals)
        table.add_row(row.name, *map(_percentiles, cells))
    return table


def _ratios(results: Results) -> Table:
    table = Table(
        Column("", no_wrap=True), "ratio", "aim", "", title="This service beside the others"
    )
    for one in results.ratios:
        aim = f"at {'least' if one.more_is_better else 'most'} {one.aim:.2f}"
        table.add_row(one.what, f"{one.value:.2f}", aim, "reached" if one.reached else "missed")
    return table


def _percentiles(values: tuple[float, ...]) -> str:
    return " / ".join(f"{value:,.0f}" for value in values)
