"""Files that hold many articles: JSON Lines, CSV and Parquet."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from service.inputs.article import InputArticle, InputError
from service.inputs.whole import decode

_LONGEST_FIELD = 2**31 - 1
_PARQUET_ROWS = 64


@dataclass(frozen=True, slots=True)
class Columns:
    """Where an article's parts stand in a row."""

    text: str = "text"
    title: str = "title"
    id: str = "id"


def read_jsonl(name: str, file: BinaryIO, columns: Columns) -> Iterator[InputArticle]:
    """Read an article from each line; a line that is no article is passed on as such."""
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        place = f"{name}:{number}"
        try:
            row = orjson.loads(line.removeprefix(b"\xef\xbb\xbf"))
        except orjson.JSONDecodeError:
            yield _failed(place, len(line), "is not JSON in UTF-8")
            continue
        if isinstance(row, dict):
            yield _article(row, columns, place, len(line))
        else:
            yield _failed(place, len(line), "is not a JSON object")


def read_csv(name: str, file: BinaryIO, columns: Columns) -> Iterator[InputArticle]:
    """Read an article from each row; raises `InputError` where there is no column of text."""
    content = file.read()
    text = decode(content)
    if not text.strip():
        raise InputError("is empty")
    csv.field_size_limit(_LONGEST_FIELD)
    delimiter = "\t" if name.lower().endswith(".tsv") else ","
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    _check_columns(list(rows.fieldnames or ()), columns)
    before = 0
    try:
        for row in rows:
            size = len((row.get(columns.text) or "").encode("utf-8", "replace"))
            yield _article(row, columns, f"{name}:{before + 2}", size)
            before += 1
    except csv.Error as error:
        raise InputError(f"is not CSV that can be read, after row {before}: {error}") from None


def read_parquet(name: str, path: Path, columns: Columns) -> Iterator[InputArticle]:
    """Read an article from each row; raises `InputError` where pyarrow or the text is missing."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise InputError("is Parquet, which needs pyarrow: pip install pyarrow") from None
    number = 0
    try:
        with ParquetFile(path) as file:
            names = file.schema_arrow.names
            _check_columns(names, columns)
            wanted = [one for one in (columns.text, columns.title, columns.id) if one in names]
            size = path.stat().st_size // max(1, file.metadata.num_rows)
            for batch in file.iter_batches(batch_size=_PARQUET_ROWS, columns=wanted):
                for row in batch.to_pylist():
                    number += 1
                    yield _article(row, columns, f"{name}:{number}", size)
    except (ArrowException, UnicodeDecodeError) as error:
        raise InputError(f"is not Parquet that can be read ({type(error).__name__})") from None


def _check_columns(names: list[str], columns: Columns) -> None:
    if columns.text not in names:
        raise InputError(
            f"has no column {columns.text!r} but {', '.join(map(repr, names[:20]))}; "
            "say --text-column"
        )


def _article(row: Mapping[str, Any], columns: Columns, place: str, size: int) -> InputArticle:
    text, title, own_id = (row.get(key) for key in (columns.text, columns.title, columns.id))
    name = str(own_id) if own_id not in (None, "") else place
    if not isinstance(text, str):
        return _failed(name, size, f"has no text in {columns.text!r}")
    return InputArticle(name, text, title if isinstance(title, str) and title else None, size)


def _failed(place: str, size: int, error: str) -> InputArticle:
    return InputArticle(place, "", None, size, error=error)
