"""Articles from files and from standard input."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from service.inputs.article import InputArticle, InputError
from service.inputs.kind import InputKind, kind_by_name
from service.inputs.rows import Columns, read_csv, read_jsonl, read_parquet
from service.inputs.whole import STANDARD_INPUT, describe, read_whole

__all__ = ["Columns", "InputArticle", "InputError", "InputKind", "input_size", "read_input"]


def read_input(name: str, kind: InputKind | None, columns: Columns) -> Iterator[InputArticle]:
    """Read the articles of a file, or of standard input for `-`.

    Raises `InputError` for an input of which nothing (more) can be read.
    """
    path = Path(name)
    name = name.encode("utf-8", "replace").decode()  # a name on disk can be any bytes
    from_stdin = name == STANDARD_INPUT
    if kind is None and not from_stdin:
        kind = kind_by_name(name)
    try:
        if kind is InputKind.PARQUET and from_stdin:
            raise InputError("Parquet cannot be read from standard input; name a file")
        with io.BytesIO(sys.stdin.buffer.read()) if from_stdin else path.open("rb") as file:
            if kind is InputKind.PARQUET:
                yield from read_parquet(name, path, columns)
            elif kind is InputKind.JSONL:
                yield from read_jsonl(name, file, columns)
            elif kind is InputKind.CSV:
                yield from read_csv(name, file, columns)
            else:
                yield from read_whole(name, file, kind)
    except OSError as error:
        raise InputError(describe(error, path)) from None


def input_size(name: str) -> int:
    """Bytes of a file; 0 where that is not known."""
    try:
        return Path(name).stat().st_size if name != STANDARD_INPUT else 0
    except OSError:
        return 0
