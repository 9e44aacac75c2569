"""Readings as a table: one row a sentence."""

from pathlib import Path
from typing import Any

import orjson

from model.labels import LABELS

_ROWS = 10_000


class ParquetError(Exception):
    """Parquet cannot be written, since pyarrow is not installed."""


def check_parquet() -> None:
    """Raises `ParquetError` where no Parquet can be written."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError:
        raise ParquetError("Parquet needs pyarrow: pip install pyarrow") from None


def write_parquet(replies: Path, output: Path) -> None:
    """Write replies, one a line, as a table of their sentences; problems have no rows."""
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    schema = _schema(pyarrow)
    unfinished = output.with_name(output.name + ".unfinished")
    rows: list[dict[str, Any]] = []
    with replies.open("rb") as lines, ParquetWriter(unfinished, schema) as writer:
        for line in lines:
            rows += _rows(orjson.loads(line))
            if len(rows) >= _ROWS:
                writer.write_table(pyarrow.Table.from_pylist(rows, schema))
                rows = []
        writer.write_table(pyarrow.Table.from_pylist(rows, schema))
    unfinished.replace(output)


def _schema(pyarrow: Any) -> Any:
    string, integer, number, truth = (
        pyarrow.string(),
        pyarrow.int32(),
        pyarrow.float32(),
        pyarrow.bool_(),
    )
    return pyarrow.schema(
        [("id", string), ("language", string)]
        + [(name, integer) for name in ("index", "paragraph", "start", "end", "tokens")]
        + [(name, truth) for name in ("heading", "uncertain", "boilerplate", "truncated")]
        + [("text", string), ("label", string), ("confidence", number)]
        + [(f"score_{label}", number) for label in LABELS]
        + [("source", string), ("cues", pyarrow.list_(string)), ("loaded", pyarrow.list_(string))]
        + [("model_version", string), ("model_digest", string)]
    )


def _rows(reply: dict[str, Any]) -> list[dict[str, Any]]:
    if "problem" in reply:
        return []
    common = {
        "id": reply["id"],
        "language": reply["language"],
        "model_version": reply["model"]["version"],
        "model_digest": reply["model"]["digest"],
    }
    return [
        common
        | sentence
        | {f"score_{label}": score for label, score in sentence["scores"].items()}
        | {
            "source": sentence["source"]["text"] if sentence["source"] else None,
            "cues": [cue["text"] for cue in sentence["cues"]],
            "loaded": [loaded["text"] for loaded in sentence["loaded"]],
        }
        for sentence in reply["sentences"]
    ]
