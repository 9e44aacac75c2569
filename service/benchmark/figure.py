"""The results of a comparison as a picture."""

from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from service.benchmark.comparison import CLIENTS
from service.benchmark.contenders import BARE_ENGINE
from service.benchmark.medians import Row
from service.benchmark.results import Results

_SIZE = (12, 8)


def draw_results(results: Results, path: Path) -> None:
    """Draw speed, latency, start and memory of every contender, and write a PNG."""
    figure = Figure(figsize=_SIZE, layout="constrained")
    (speed, latency), (start, memory) = figure.subplots(2, 2)
    rates = {row.name: row.sentences_a_second for row in results.rows}
    _by_clients(speed, rates | {BARE_ENGINE: results.engine}, "sentences a second")
    _latencies(latency, results.rows)
    names = [row.name for row in results.rows]
    _bars(start, names, [row.first_reply for row in results.rows], "start to first reply, s")
    _bars(memory, names, [row.memory for row in results.rows], "resident memory, MiB")
    figure.suptitle(f"{results.conditions.model} on {results.conditions.machine}")
    figure.savefig(path)


def _by_clients(axes: Axes, values: dict[str, dict[int, float]], title: str) -> None:
    width = 0.8 / len(values)
    for number, (name, by_clients) in enumerate(values.items()):
        places = [at + number * width for at in range(len(CLIENTS))]
        axes.bar(places, [by_clients[clients] for clients in CLIENTS], width, label=name)
    _label_clients(axes, title)


def _latencies(axes: Axes, rows: tuple[Row, ...]) -> None:
    """Bars up to p50, and a line from there to p99."""
    width = 0.8 / max(1, len(rows))
    for number, row in enumerate(rows):
        places = [at + number * width for at in range(len(CLIENTS))]
        p50 = [row.latency[clients][0] for clients in CLIENTS]
        beyond = [row.latency[clients][-1] - row.latency[clients][0] for clients in CLIENTS]
        axes.bar(places, p50, width, yerr=([0] * len(p50), beyond), label=row.name)
    axes.set_yscale("log")
    _label_clients(axes, "latency, ms: p50, line to p99")


def _label_clients(axes: Axes, title: str) -> None:
    axes.set_xticks([at + 0.4 for at in range(len(CLIENTS))], [str(one) for one in CLIENTS])
    axes.set_xlabel("clients")
    axes.set_title(title)
    axes.legend(fontsize="small")


def _bars(axes: Axes, names: list[str], values: list[float], title: str) -> None:
    axes.barh(names, values)
    axes.invert_yaxis()
    axes.set_title(title)
