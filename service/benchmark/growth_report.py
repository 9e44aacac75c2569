"""Growth as a table and as a picture."""

from collections.abc import Sequence
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from rich.console import Console
from rich.table import Table

from service.benchmark.growth import Growth, Point

_SIZE = (12, 5)


def print_growth(growth: Growth, measured_on: str, console: Console) -> None:
    """Print both curves."""
    console.print(
        f"{measured_on}; the command's start ({growth.start.seconds:.2f} s, "
        f"{growth.start.memory:,.0f} MiB) is taken off the time a sentence"
    )
    console.print(_table("One article", growth.one_article))
    console.print(_table("Many articles", growth.many_articles))


def draw_growth(growth: Growth, measured_on: str, path: Path) -> None:
    """Draw both curves, time and memory, and write a PNG."""
    figure = Figure(figsize=_SIZE, layout="constrained")
    left, right = figure.subplots(1, 2)
    sentences = [point.sentences for point in growth.one_article]
    _draw(left, sentences, growth.one_article, "sentences in one article")
    articles = [point.articles for point in growth.many_articles]
    _draw(right, articles, growth.many_articles, "articles in a batch")
    figure.suptitle(measured_on)
    figure.savefig(path)


def _table(title: str, points: Sequence[Point]) -> Table:
    table = Table("articles", "sentences", "in all", "a sentence", "peak memory", title=title)
    for point in points:
        table.add_row(
            f"{point.articles:,}",
            f"{point.sentences:,}",
            f"{point.seconds:,.2f} s",
            f"{point.microseconds_a_sentence:,.0f} µs",
            f"{point.memory:,.0f} MiB",
        )
    return table


def _draw(axes: Axes, sizes: Sequence[int], points: Sequence[Point], label: str) -> None:
    (time,) = axes.plot(
        sizes, [point.microseconds_a_sentence for point in points], "o-", label="µs a sentence"
    )
    axes.set_xscale("log")
    axes.set_ylim(bottom=0)
    axes.set_xlabel(label)
    axes.set_ylabel("µs a sentence")
    memory_axes = axes.twinx()
    (memory,) = memory_axes.plot(
        sizes, [point.memory for point in points], "s--", color="gray", label="peak memory, MiB"
    )
    memory_axes.set_ylim(bottom=0)
    memory_axes.set_ylabel("MiB")
    axes.legend(handles=[time, memory])
