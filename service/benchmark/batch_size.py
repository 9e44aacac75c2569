"""Which batch size makes a pipeline fastest: `python -m service.benchmark.batch_size` (torch)."""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

import click
import torch
from transformers import pipeline

from model.cores import available_cores
from service.benchmark.articles import BenchmarkArticle, read_articles

_SIZES = (1, 2, 4, 8, 16, 32, 64)
_ROUNDS = 2


def best_batch_size(classifier: Path, articles: Sequence[BenchmarkArticle]) -> int:
    """Time every size on some articles, one after the other, and tell the fastest."""
    torch.set_num_threads(available_cores())
    classify = pipeline("text-classification", model=str(classifier), device="cpu")
    fastest = dict.fromkeys(_SIZES, float("inf"))
    for _ in range(_ROUNDS):
        for size in _SIZES:
            began = time.perf_counter()
            for article in articles:
                classify(list(article.sentences), batch_size=size, truncation=True)
            fastest[size] = min(fastest[size], time.perf_counter() - began)
    return min(_SIZES, key=lambda size: fastest[size])


if __name__ == "__main__":
    folder, file, limit = sys.argv[1:]
    click.echo(best_batch_size(Path(folder), read_articles(Path(file), int(limit))))
