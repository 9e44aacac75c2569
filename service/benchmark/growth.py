"""Time and memory of `framing classify` as its work grows."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import orjson

from model.sentences import split_sentences
from service.benchmark.articles import BenchmarkArticle

_SHORT_SECONDS = 30.0  # within which a size is measured again, up to so many times
_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the command: seconds in all, and the most memory it took, in mebibytes."""

    seconds: float
    memory: float


@dataclass(frozen=True, slots=True)
class Point:
    """A size of work: microseconds a sentence beyond the command's start, and peak memory."""

    articles: int
    sentences: int
    seconds: float
    microseconds_a_sentence: float
    memory: float


@dataclass(frozen=True, slots=True)
class Growth:
    """The two curves, and what starting the command takes before the first sentence."""

    start: Run
    one_article: tuple[Point, ...]
    many_articles: tuple[Point, ...]


def measure_growth(
    model: Path,
    articles: Sequence[BenchmarkArticle],
    article: BenchmarkArticle,
    most_sentences: int,
    most_articles: int,
    notice: Callable[[str], None],
) -> Growth:
    """Classify one article of 10 to `most_sentences` sentences, then 1 to `most_articles`.

    The one is made of the sentences of `articles`, the many are copies of `article`.
    Raises `subprocess.CalledProcessError` where the command fails.
    """
    with TemporaryDirectory(prefix="framing-growth-") as folder:
        file = Path(folder) / "articles.jsonl"

        def point(texts: list[str]) -> Point:
            sentences = sum(len(split_sentences(text).sentences) for text in texts)
            notice(f"{len(texts):,} articles, {sentences:,} sentences")
            _write(file, texts)
            run = _median(model, file)
            beyond = max(0.0, run.seconds - start.seconds)
            return Point(len(texts), sentences, run.seconds, 1e6 * beyond / sentences, run.memory)

        notice("the start of the command")
        _write(file, ["Rain fell."])
        start = _median(model, file)
        one = [point([_text(articles, size)]) for size in _sizes(10, most_sentences)]
        many = [point([article.text] * size) for size in _sizes(1, most_articles)]
    return Growth(start, tuple(one), tuple(many))


def _sizes(first: int, last: int) -> Iterator[int]:
    """Powers of ten from the first to the last, and the last."""
    while first < last:
        yield first
        first *= 10
    yield last


def _text(articles: Sequence[BenchmarkArticle], sentences: int) -> str:
    """An article of about so many sentences, four a paragraph."""
    endless = cycle([sentence for article in articles for sentence in article.sentences])
    taken = list(islice(endless, sentences))
    paragraphs = (" ".join(taken[at : at + 4]) for at in range(0, sentences, 4))
    return "\n\n".join(paragraphs)


def _write(file: Path, texts: Sequence[str]) -> None:
    lines = (orjson.dumps({"id": str(number), "text": text}) for number, text in enumerate(texts))
    file.write_bytes(b"\n".join(lines) + b"\n")


def _median(model: Path, file: Path) -> Run:
    runs: list[Run] = []
    while not runs or (len(runs) < _ROUNDS and sum(run.seconds for run in runs) < _SHORT_SECONDS):
        runs.append(_classify(model, file))
    return Run(median(run.seconds for run in runs), max(run.memory for run in runs))


def _classify(model: Path, file: Path) -> Run:
    output = file.with_name("readings.jsonl")
    command = [
        *(sys.executable, "-m", "service", "classify", str(file)),
        *("--model", str(model.resolve()), "--format", "jsonl"),
        *("--output", str(output), "--overwrite"),
    ]
    began = time.perf_counter()
    process = subprocess.Popen(command)  # noqa: S603 - our own command
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(seconds, usage.ru_maxrss / 1024)
