"""Compare sentence splitters on texts split by hand: boundaries found, and time.

    python -m training.compare_splitters [--gum PATH] [--output PATH]

A boundary is the offset after a sentence's last visible character. The end of a text is
given away by the text itself and counted for none. Each library reads the raw text, line
ends and all, by the call that its own documentation shows; none is tuned. Time is the
processor's, of the fastest of five rounds over all texts, after the library is loaded.
"""

import argparse
import importlib
import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from model.sentences import split_sentences

_GOLD = Path(__file__).parent.parent / "tests/data/sentences/gold.jsonl"
_ROUNDS = 5
_INSTALL = "pip install blingfire nupunkt pysbd sentencex syntok"

Splitter = Callable[[str], Iterable[int]]


@dataclass(frozen=True, slots=True)
class SplitByHand:
    """A text and the offsets, in code points, at which its sentences end."""

    text: str
    ends: frozenset[int]


@dataclass(frozen=True, slots=True)
class Score:
    """How a splitter did on a set of texts. `speed` is in characters a second."""

    splitter: str
    found: int
    invented: int
    missed: int
    seconds: float
    speed: float

    @property
    def precision(self) -> float:
        """Share of the boundaries set that are boundaries."""
        return self.found / max(1, self.found + self.invented)

    @property
    def recall(self) -> float:
        """Share of the boundaries that were set."""
        return self.found / max(1, self.found + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.found / max(1, 2 * self.found + self.invented + self.missed)


def read_gold(path: Path) -> list[SplitByHand]:
    """Read texts with their sentences: JSON Lines of `{"text", "sentences"}`."""
    return [
        split_by_hand(row["text"], _ends_of(row["text"], row["sentences"])) for row in _rows(path)
    ]


def read_gum(path: Path) -> list[SplitByHand]:
    """Read texts with their boundaries: JSON Lines of `{"text", "ends"}`."""
    return [split_by_hand(row["text"], row["ends"]) for row in _rows(path)]


def split_by_hand(text: str, ends: Iterable[int]) -> SplitByHand:
    """A text with its boundaries moved to the last visible character before them."""
    return SplitByHand(text, _boundaries(text, ends))


def score(name: str, splitter: Splitter, texts: Sequence[SplitByHand]) -> Score:
    """Run a splitter over texts, for its boundaries and its time."""
    seconds = float("inf")
    for _ in range(_ROUNDS):
        began = time.process_time()
        splits = [list(splitter(one.text)) for one in texts]
        seconds = min(seconds, time.process_time() - began)
    found = invented = missed = 0
    for one, ends in zip(texts, splits, strict=True):
        boundaries = _boundaries(one.text, ends)
        found += len(boundaries & one.ends)
        invented += len(boundaries - one.ends)
        missed += len(one.ends - boundaries)
    characters = sum(len(one.text) for one in texts)
    return Score(name, found, invented, missed, seconds, characters / seconds)


def table(scores: Iterable[Score]) -> str:
    """Scores as a Markdown table, the best F1 first."""
    lines = [
        "| splitter | precision | recall | F1 | seconds | characters a second |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for one in sorted(scores, key=lambda one: -one.f1):
        lines.append(
            f"| {one.splitter} | {one.precision:.4f} | {one.recall:.4f} | {one.f1:.4f} "
            f"| {one.seconds:.3f} | {one.speed:,.0f} |"
        )
    return "\n".join(lines)


def _rows(path: Path) -> Iterable[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _ends_of(text: str, sentences: Iterable[str]) -> Iterable[int]:
    end = 0
    for sentence in sentences:
        end = text.index(sentence, end) + len(sentence)
        yield end


def _boundaries(text: str, ends: Iterable[int]) -> frozenset[int]:
    return frozenset(len(text[:end].rstrip()) for end in ends) - {0, len(text.rstrip())}


def _splitters() -> Iterable[tuple[str, Splitter]]:
    """This project's splitter and every library that is installed."""
    yield "this project", lambda text: [one.end for one in split_sentences(text).sentences]
    for name, load in _LIBRARIES.items():
        try:
            splitter = load()
        except ImportError:
            print(f"{name} is not installed and left out: {_INSTALL}")
            continue
        yield f"{name} {version(name)}", splitter


def _load_pysbd() -> Splitter:
    segmenter = importlib.import_module("pysbd").Segmenter(
        language="en", clean=False, char_span=True
    )
    return lambda text: [span.end for span in segmenter.segment(text)]


def _load_sentencex() -> Splitter:
    boundaries = importlib.import_module("sentencex").get_sentence_boundaries
    return lambda text: [one["end_index"] for one in boundaries("en", text)]


def _load_blingfire() -> Splitter:
    to_offsets = importlib.import_module("blingfire").text_to_sentences_and_offsets
    return lambda text: [end for _, end in to_offsets(text)[1]]


def _load_syntok() -> Splitter:
    analyze = importlib.import_module("syntok.segmenter").analyze
    return lambda text: [
        sentence[-1].offset + len(sentence[-1].value)
        for paragraph in analyze(text)
        for sentence in paragraph
    ]


def _load_nupunkt() -> Splitter:
    spans = importlib.import_module("nupunkt").sent_spans
    return lambda text: [end for _, end in spans(text)]


_LIBRARIES: dict[str, Callable[[], Splitter]] = {
    "blingfire": _load_blingfire,
    "nupunkt": _load_nupunkt,
    "pysbd": _load_pysbd,
    "sentencex": _load_sentencex,
    "syntok": _load_syntok,
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables, and write them where `--output` says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--gum", type=Path, help="a file of texts with `ends`, to score too")
    parser.add_argument("--output", type=Path, help="where to write the tables, as Markdown")
    options = parser.parse_args(arguments)
    sets = {f"{_GOLD.parent.name}/{_GOLD.name}": read_gold(_GOLD)}
    if options.gum is not None:
        sets[options.gum.name] = read_gum(options.gum)
    splitters = list(_splitters())
    parts: list[str] = []
    for name, texts in sets.items():
        boundaries = sum(len(one.ends) for one in texts)
        parts.append(f"### {name}: {len(texts)} texts, {boundaries:,} boundaries\n")
        parts.append(table(score(*splitter, texts) for splitter in splitters) + "\n")
    tables = "\n".join(parts)
    print(tables)
    if options.output is not None:
        options.output.write_text(tables, encoding="utf-8")


if __name__ == "__main__":
    main()
