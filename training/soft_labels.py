"""A teacher's soft labels, kept by article and index, without any text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from model.labels import LABELS
from training.articles import ArticleFileError

_STEPS = 255  # probabilities are kept in so many steps, one byte each


@dataclass(frozen=True, slots=True)
class SoftLabels:
    """Probabilities for the S sentences of one article."""

    article_id: str
    labels: npt.NDArray[np.float32]  # [S, 3]
    boilerplate: npt.NDArray[np.float32]  # [S]


def write_soft_labels(articles: Iterable[SoftLabels], path: Path) -> None:
    """Write soft labels as Parquet, a row an article."""
    rows = list(articles)
    columns = {
        "article_id": pa.array([row.article_id for row in rows], pa.string()),
        **{
            str(label): pa.array([_bytes(row.labels[:, index]) for row in rows], pa.binary())
            for index, label in enumerate(LABELS)
        },
        "boilerplate": pa.array([_bytes(row.boilerplate) for row in rows], pa.binary()),
    }
    pq.write_table(pa.table(columns), path, compression="zstd", compression_level=19)


def read_soft_labels(path: Path) -> dict[str, SoftLabels]:
    """Read soft labels by article; raises `ArticleFileError` where the file holds none."""
    try:
        rows: Sequence[dict[str, bytes | str]] = pq.read_table(path).to_pylist()
        found = {}
        for row in rows:
            labels = np.stack([_probabilities(row[str(label)]) for label in LABELS], axis=-1)
            total = labels.sum(-1, keepdims=True)
            found[str(row["article_id"])] = SoftLabels(
                article_id=str(row["article_id"]),
                labels=(labels / np.maximum(total, 1e-6)).astype(np.float32),
                boilerplate=_probabilities(row["boilerplate"]),
            )
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise ArticleFileError(f"{path}: no readable soft labels: {error}") from error
    return found


def _bytes(probabilities: npt.NDArray[np.float32]) -> bytes:
    return np.round(probabilities * _STEPS).astype(np.uint8).tobytes()


def _probabilities(stored: bytes | str) -> npt.NDArray[np.float32]:
    if isinstance(stored, str):
        raise TypeError("expected bytes")
    return (np.frombuffer(stored, dtype=np.uint8) / _STEPS).astype(np.float32)
